"""Promise 29 for our tables: whatever the cells hold, a row is taken or refused with its line and why."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.db.stage import fresh
from tpmprep.core.db.check import check
from tpmprep.core.exchange.formats.csv import HEADER
from tpmprep.core.exchange.formats.paths import HEADER as STEPS
from tpmprep.core.exchange.formats.stories import HEADER as STORIES
from tpmprep.core.exchange.formats.takes import HEADER as TAKES
from tpmprep.core.exchange.service import Exchange

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.exchange.faces import ImportFace

ODD = [
    "", " ", "::", "a::b", "'", "=1", "nan", "inf", "-1", "1e400", "1,5", "0", "\x00", "\r", "a\nb", "\u202e",
    "{{c1::a}}", "{{c1::", "{{c9999999999::b}}", "+ a | b\n- c | d\n- e | f", "= 1.5 | 0 | kg\n~ 2 | slip",
    "= 1,000", "* | ", "- ", "~ 2 | slip", "note", "item", "question", "basic", "cloze", "typed", "numeric",
    "true_false", "2026-02-30", "0001-01-01", "9999-12-31", "done", "link https://a.b", "note x",
    "name: value", "my:x", "my:y", "https://example.org", "file:///etc/passwd", "<img src=x>", "x" * 400,
    "a | b", "\\", "🚀", "yes",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.just("")
)
RIGHT: list[dict[str, str]] = [
    {"thing": "note", "kind": "basic", "front": "f", "back": "b"},
    {"thing": "note", "kind": "cloze", "text": "a {{c1::gap}}"},
    {"thing": "note", "kind": "typed", "front": "f", "answer": "b"},
    {"thing": "item", "kind": "single_choice", "stem": "Which?", "options": "+ a | b\n- c | d\n- e | f"},
    {"thing": "item", "kind": "numeric", "stem": "How many?", "options": "= 1.5 | 0 | kg"},
    {"thing": "question", "prompt": "Why?", "minutes": "3"},
    {"path": "Mine", "title": "One", "kind": "course", "hours": "1"},
    {"path": "Mine", "title": "Two", "kind": "job_search", "needs": "One"},
    {"title": "The outage", "situation": "At night", "action": "I called"},
    {"asked": "The outage", "at": "2026-03-02T18:30:00Z", "score": "3", "said": "So"},
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]]]:
    """A header of ours, and rows of which a few cells are odd."""
    header = draw(st.sampled_from([HEADER, STEPS, STORIES, TAKES]))
    of_this = [row for row in RIGHT if set(row) <= set(header)]
    odd = st.dictionaries(st.sampled_from(header), cells, max_size=3)
    rows = [draw(st.sampled_from(of_this)) | draw(odd) for _ in range(draw(st.integers(1, 4)))]
    return header, [[row.get(name, "") for name in header] for row in rows]


def taken(face: ImportFace) -> int:
    added = face.notes_added + face.notes_updated + face.notes_unchanged + face.items_added
    return added + face.questions_added + face.steps_added + face.stories_added + face.takes_added


@pytest.mark.parametrize("runs", [60, pytest.param(600, marks=pytest.mark.soak)])
def test_every_row_is_taken_or_refused_with_its_line_and_again_it_adds_nothing(
    tmp_path: Path, runs: int
) -> None:
    database = fresh(tmp_path / "file")
    exchange, file, seen = Exchange(database), tmp_path / "odd.csv", [0, 0]

    @settings(max_examples=runs, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tables())
    def tried(table: tuple[tuple[str, ...], list[list[str]]]) -> None:
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([table[0], *table[1]])
        preview = exchange.preview(file)
        face = exchange.apply(file)
        assert face == preview
        assert all(row.where.startswith("line ") and row.why for row in face.refused)
        again = exchange.apply(file)
        assert {again.notes_added, again.items_added, again.questions_added, again.steps_added} == {0}
        assert (again.stories_added, again.takes_added) == (0, 0)
        seen[0] += taken(face)
        seen[1] += len(face.refused)

    tried()
    assert check(database) == []
    database.close()
    assert min(seen) > 0
