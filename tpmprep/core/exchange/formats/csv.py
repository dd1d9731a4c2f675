"""Our own CSV: one row a thing, safe to open in a spreadsheet, read back equal.

Header: ``thing,kind,id,deck,front,back,text,extra,stem,options,category,prompt,minutes,outline,answer,
explanation,source,tags,synonyms,hint,listen_for``. ``thing`` is note, item or question; ``options`` holds
one option a line as ``+ text | why`` for a right one and ``- text | why`` for a wrong one. Of a numeric item
it holds instead ``= value | tolerance | unit``, then ``* unit | factor`` for each other unit taken and
``~ value | why`` for each common wrong value. ``answer`` is what was written for a question, or what a typed
note asks for. ``deck`` names decks from the top down, parted by ``::``; ``tags`` are parted by blanks, or by
commas once one of them holds a blank. A cell that a spreadsheet would take for a formula carries an
apostrophe before it. Pictures and sounds stay in the profile; their names (``media:…``) stand in the texts.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import tags_in, tags_out
from tpmprep.core.exchange.draft import Format, ItemLine, Load, NoteLine, QuestionLine
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.exchange.options import options_in, options_out
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

HEADER: Final = (
    "thing", "kind", "id", "deck", "front", "back", "text", "extra", "stem", "options", "category",
    "prompt", "minutes", "outline", "answer", "explanation", "source", "tags", "synonyms", "hint",
    "listen_for",
)  # fmt: skip
NOTE_FIELDS: Final = ("front", "back", "text", "extra", "answer", "synonyms", "hint")
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
MOST_MINUTES: Final = 240
LARGEST_FIELD: Final = 1_000_000
LARGEST_FILE: Final = 200_000_000

Row = dict[str, str]
_BREAK = re.compile(r"\r\n|\r|\n")


def read(file: Path) -> Load:
    """Everything in a file; rows that cannot be taken are refused with their line and the reason.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UserError("exchange.unreadable", file=file, why=f"larger than {LARGEST_FILE:,} bytes")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            _read_rows(stream, load)
    except FileNotFoundError as error:
        raise UserError("input.file_missing", file=file) from error
    except UnicodeDecodeError as error:
        raise UserError("exchange.unreadable", file=file, why="it is not UTF-8 text") from error
    except OSError as error:
        raise UserError(
            "exchange.unreadable", file=file, why=error.strerror or "it cannot be read"
        ) from error
    except (_HeaderError, csv.Error) as error:
        raise UserError("exchange.unreadable", file=file, why=str(error)) from error
    return load


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    yield _line(dict(zip(HEADER, HEADER, strict=True)))
    for note in load.notes:
        yield _line(
            {"thing": "note", "kind": note.kind, "id": note.ref, "deck": note.deck, **note.fields,
             "explanation": note.explanation, "source": note.source, "tags": tags_out(note.tags)}
        )  # fmt: skip
    for item in load.items:
        yield _line(
            {"thing": "item", "kind": item.kind, "id": item.ref, "stem": item.stem,
             "options": options_out(item.options, item.number), "explanation": item.explanation,
             "source": item.source, "tags": tags_out(item.tags)}
        )  # fmt: skip
    for question in load.questions:
        yield _line(
            {"thing": "question", "id": question.ref, "category": question.category,
             "prompt": question.prompt, "minutes": f"{question.minutes:g}", "outline": question.outline,
             "answer": question.answer, "listen_for": question.listen_for, "tags": tags_out(question.tags)}
        )  # fmt: skip


def knows(head: bytes) -> bool:
    """Whether a file begins with our header's first column."""
    text = head.decode("utf-8-sig", errors="replace")
    return text.lstrip('"').startswith("thing") and "," in text.partition("\n")[0]


class _HeaderError(Exception):
    """The first line is not our header."""


def _read_rows(stream: io.TextIOBase, load: Load) -> None:
    csv.field_size_limit(LARGEST_FIELD)
    rows = csv.reader(stream, strict=True)
    names = next(rows, [])
    if "thing" not in names:
        msg = f"line 1 must name the columns: {','.join(HEADER)}"
        raise _HeaderError(msg)
    unknown = [name for name in names if name not in HEADER]
    if unknown:
        msg = f"line 1 names unknown columns: {', '.join(map(str, unknown))}"
        raise _HeaderError(msg)
    if len(set(names)) < len(names):
        msg = "line 1 names a column twice"
        raise _HeaderError(msg)
    try:
        _read_cells(rows, names, load)
    except csv.Error as error:
        msg = f"line {rows.line_num}: {error}"
        raise _HeaderError(msg) from error


def _read_cells(rows: Reader, names: list[str], load: Load) -> None:
    for cells in rows:
        if not cells:
            continue
        where = f"line {rows.line_num - _breaks(cells)}"
        if len(cells) != len(names):
            load.refused.append(Refused(where, f"not {len(names)} cells, as line 1 says"))
            continue
        _take(dict(zip(names, map(_unguard, cells), strict=True)), where, load)


def _breaks(cells: list[str]) -> int:
    """How many line breaks the cells of a row hold, so that its first line can be named."""
    return sum(len(_BREAK.findall(cell)) for cell in cells if "\n" in cell or "\r" in cell)


def _take(row: Row, where: str, load: Load) -> None:
    taker = _takers().get(row["thing"].strip())
    why = (
        f"'{row['thing']}' is no thing (note, item or question)" if taker is None else taker(row, where, load)
    )
    if why:
        load.refused.append(Refused(where, why))


@cache
def _takers() -> Mapping[str, Callable[[Row, str, Load], str]]:
    return {"note": _take_note, "item": _take_item, "question": _take_question}


def _take_note(row: Row, where: str, load: Load) -> str:
    fields = {name: row.get(name, "") for name in NOTE_FIELDS if row.get(name, "")}
    load.notes.append(
        NoteLine(
            where,
            row.get("kind", "") or "basic",
            row.get("deck", ""),
            fields,
            row.get("id", ""),
            row.get("explanation", ""),
            row.get("source", ""),
            tags_in(row.get("tags", "")),
        )
    )
    return ""


def _take_item(row: Row, where: str, load: Load) -> str:
    try:
        options, number = options_in(row.get("options", ""))
    except ValueError as error:
        return str(error)
    load.items.append(
        ItemLine(
            where,
            row.get("kind", "") or "single_choice",
            row.get("stem", ""),
            options,
            row.get("id", ""),
            row.get("explanation", ""),
            row.get("source", ""),
            tags_in(row.get("tags", "")),
            number,
        )
    )
    return ""


def _take_question(row: Row, where: str, load: Load) -> str:
    try:
        minutes = float(row.get("minutes", "") or 3)
    except ValueError:
        return f"minutes: '{row['minutes']}' is no number"
    if not 0 < minutes <= MOST_MINUTES:
        return f"minutes: '{row['minutes']}' is not between 0 and {MOST_MINUTES}"
    if not row.get("prompt", "").strip():
        return "prompt: empty"
    load.questions.append(
        QuestionLine(
            where,
            row.get("category", ""),
            row["prompt"],
            row.get("id", ""),
            minutes,
            row.get("outline", ""),
            row.get("answer", ""),
            tags_in(row.get("tags", "")),
            row.get("listen_for", ""),
        )
    )
    return ""


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _line(cells: Mapping[str, str]) -> str:
    out = io.StringIO()
    row = [_guard(cells.get(name, "")) for name in HEADER]
    # a lone carriage return is a line break to readers, but older Pythons do not quote it by themselves
    if any("\r" in cell for cell in row):
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(row)
    else:
        csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()


FORMAT = Format("csv", "CSV of tpmprep", (".csv",), knows, read, write)
