from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.refusals import refuses
from tpmprep.core.exchange.draft import ItemLine, Load, NoteLine, QuestionLine
from tpmprep.core.exchange.formats.csv import FORMAT, HEADER, NOTE_FIELDS
from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.faces import NumberKey, Slip

if TYPE_CHECKING:
    from pathlib import Path

AWKWARD = [
    "", " ", "=1+1", "+1", "-1", "@x", "'", "''=1", "\t", "\r", "\r\n", "a\nb", 'say "no"', "a,b;c\td",
    "\\n", "\\\\n", "a | b", "a|b", "+ x | y", "- ", "\u2028\u2029\x85\x0b\x0c\x1c", "é\u0301🚀",
    "\ufeff", "\x00", "{{c1::gap}}", "<img src=x>", "![a](media:" + "a1" * 32 + ".png)", "=HYPERLINK(\"x\")",
]  # fmt: skip
texts = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
words = st.one_of(
    st.from_regex(r"[a-z][a-z0-9:_.-]{0,8}", fullmatch=True),
    st.sampled_from(["product sense", "a,b", "\\", "a\\,", "two\u2003words", ", ,", "="]),
)
filled = texts.filter(bool)
notes = st.builds(
    lambda deck, fields, ref, why, source, tags: NoteLine(
        "", "basic", deck, {k: v for k, v in fields.items() if v}, ref, why, source, tuple(tags)
    ),
    texts, st.dictionaries(st.sampled_from(NOTE_FIELDS), texts), texts, texts, texts,
    st.lists(words, max_size=3),
)  # fmt: skip
options = st.lists(st.tuples(texts, st.booleans(), texts), max_size=4)
numbers = st.builds(
    lambda value, tolerance, unit, units, slips: NumberKey(
        value, tolerance, unit, tuple(units), tuple(Slip(*slip) for slip in slips)
    ),
    texts, texts, texts, st.lists(st.tuples(texts, texts), max_size=2),
    st.lists(st.tuples(texts, texts), max_size=2),
)  # fmt: skip
items = st.builds(
    lambda stem, opts, ref, tags, number: ItemLine(
        "", "kind", stem, tuple(opts), ref, "e", "s", tuple(tags), number
    ),
    texts, options, texts, st.lists(words, max_size=3), st.none() | numbers,
)  # fmt: skip
questions = st.builds(
    lambda category, prompt, ref, minutes, outline, answer, tags, listen: QuestionLine(
        "", category, prompt, ref, minutes, outline, answer, tuple(tags), listen
    ),
    texts, filled.filter(str.strip), texts, st.sampled_from([0.5, 2.0, 3.0, 90.0]), texts, texts,
    st.lists(words, max_size=3), texts,
)  # fmt: skip
loads = st.builds(
    Load, st.lists(notes, max_size=3), st.lists(items, max_size=3), st.lists(questions, max_size=3)
)


def write(file: Path, load: Load) -> None:
    assert FORMAT.write is not None
    file.write_bytes("".join(FORMAT.write(load)).encode())


def without_place(load: Load) -> Load:
    return Load(
        [replace(line, where="") for line in load.notes],
        [replace(line, where="") for line in load.items],
        [replace(line, where="") for line in load.questions],
        load.refused,
    )


@settings(deadline=None, max_examples=80)
@given(loads)
def test_whatever_is_written_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, load: Load) -> None:
    file = tmp_path_factory.getbasetemp() / "round.csv"
    write(file, load)
    assert without_place(FORMAT.read(file)) == load


@settings(deadline=None, max_examples=30)
@given(loads)
def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path_factory: pytest.TempPathFactory, load: Load) -> None:
    file = tmp_path_factory.getbasetemp() / "safe.csv"
    write(file, load)
    with file.open(encoding="utf-8", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_file_saved_by_a_spreadsheet_with_a_mark_and_crlf_is_read(tmp_path: Path) -> None:
    file = tmp_path / "crlf.csv"
    file.write_bytes(b"\xef\xbb\xbfthing,kind,front,back\r\nnote,basic,Q,A\r\n")
    load = FORMAT.read(file)
    assert [(line.fields, line.where) for line in load.notes] == [({"front": "Q", "back": "A"}, "line 2")]


@pytest.mark.parametrize(
    "text",
    [
        "front,back\nQ,A\n",
        "Back,Front\nA,Q\n",
        "\ufeffFRONT;Back\r\nQ;A\r\n;\r\n",
        "front\tback\nQ\tA\n",
        '"Front";"Back";\n"Q";"A";\n',
        "front,back,kind\nQ,A,\n",
    ],
)
def test_front_and_back_in_any_order_case_and_separator_are_a_basic_note(tmp_path: Path, text: str) -> None:
    file = tmp_path / "My first: words.csv"
    file.write_text(text, encoding="utf-8", newline="")
    load = FORMAT.read(file)
    assert FORMAT.knows(file.read_bytes())
    assert load.refused == []
    assert load.notes == [NoteLine("line 2", "basic", "My first: words", {"front": "Q", "back": "A"})]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("text\nThe {{c1::gap}}\n", ["cloze"]),
        ("Stem,Options\nWhich?,+ This | yes\n", ["single_choice"]),
        ("Prompt,Listen for\nWhy?,this\n", ["this"]),
    ],
)
def test_what_a_row_is_of_is_told_by_its_columns(tmp_path: Path, text: str, things: list[str]) -> None:
    file = tmp_path / "own.csv"
    file.write_text(text, encoding="utf-8")
    load = FORMAT.read(file)
    kinds = [note.kind for note in load.notes] + [item.kind for item in load.items]
    assert kinds + [question.listen_for for question in load.questions] == things


def test_an_apostrophe_that_guards_nothing_is_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("front,back\n'tis,'=1\n", encoding="utf-8")
    assert FORMAT.read(file).notes[0].fields == {"front": "'tis", "back": "=1"}


@pytest.mark.parametrize(
    ("rows", "where", "why"),
    [
        ("note,basic,a,b,c", "line 2", "cells"),
        ("note,basic,a", "line 2", "cells"),
        ("deck,basic,a,b", "line 2", "no thing"),
        ('note,basic,a,b\n"no\nte",basic,a,b', "line 3", "no thing"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_line(
    tmp_path: Path, rows: str, where: str, why: str
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(f"thing,kind,front,back\n{rows}\n", encoding="utf-8")
    (refused,) = FORMAT.read(file).refused
    assert refused.where == where
    assert why in refused.why


@pytest.mark.parametrize("minutes", ["x", "nan", "inf", "-1", "0", "1e9"])
def test_odd_minutes_are_refused(tmp_path: Path, minutes: str) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(f"thing,prompt,minutes\nquestion,Why?,{minutes}\n", encoding="utf-8")
    load = FORMAT.read(file)
    assert load.questions == []
    assert "minutes" in load.refused[0].why


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\x01", b"\xff\xfe\x00", b"fore,aft\na,b\n", b"What is REST?,A style\n",
        b"thing,colour\nnote,red\n",
        b'thing,front\nnote,"open', b"thing,thing\nnote,x\n",
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_whole(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(data)
    with refuses("exchange.unreadable", file=file):
        FORMAT.read(file)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("note,a\nnote," + "x" * 1_000_001, "line 3: field larger"),
        ('note,a\nnote,"a\n', "line 3: unexpected end"),
    ],
)
def test_a_row_that_ends_the_reading_is_named(tmp_path: Path, rows: str, why: str) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(f"thing,front\n{rows}", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        FORMAT.read(file)
    assert str(refused.value.values["why"]).startswith(why)


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_after_the_header_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(",".join(HEADER).encode() + b"\n" + data)
    codes = {"exchange.unreadable"}
    try:
        FORMAT.read(file)
    except UserError as error:
        codes.add(error.code)
    assert codes == {"exchange.unreadable"}
