"""Our own CSV: one row a thing, safe to open in a spreadsheet, read back equal.

Header: ``thing,kind,id,deck,front,back,text,extra,stem,options,category,prompt,minutes,outline,answer,
explanation,source,tags,synonyms,hint,listen_for``. A person's own file needs no more than ``front,back``.
``thing`` is note, item or question, told by the other columns where it is not there; ``options`` holds one
option a line as ``+ text | why`` for a right one and ``- text | why`` for a wrong one. Of a numeric item it
holds instead ``= value | tolerance | unit``, then ``* unit | factor`` for each other unit taken and ``~
value | why`` for each common wrong value. ``answer`` is what was written for a question, or what a typed
note asks for. Without a column ``deck`` new notes go to one named after the file. ``deck`` names decks from
the top down, parted by ``::``; ``tags`` are parted by blanks, or by commas once one of them holds a blank. A
cell that a spreadsheet would take for a formula carries an apostrophe before it. Pictures and sounds stay in
the profile; their names (``media:…``) stand in the texts.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from tpmprep.core.cards.decks import LONGEST_TITLE
from tpmprep.core.exchange.cells import deck_out, tags_in, tags_out
from tpmprep.core.exchange.draft import Format, ItemLine, Load, NoteLine, QuestionLine
from tpmprep.core.exchange.options import options_in, options_out
from tpmprep.core.exchange.table import Columns, first_line, named_in, read_table, table_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tpmprep.core.exchange.table import Row, Take

HEADER: Final = (
    "thing", "kind", "id", "deck", "front", "back", "text", "extra", "stem", "options", "category",
    "prompt", "minutes", "outline", "answer", "explanation", "source", "tags", "synonyms", "hint",
    "listen_for",
)  # fmt: skip
COLUMNS: Final = Columns(HEADER, (("front",), ("text",), ("stem",), ("prompt",), ("thing",)))
NOTE_FIELDS: Final = ("front", "back", "text", "extra", "answer", "synonyms", "hint")
MOST_MINUTES: Final = 240


def read(file: Path) -> Load:
    """Everything in a file; rows that cannot be taken are refused with their line and the reason.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    read_table(file, COLUMNS, load, partial(_taker, load, deck_out([file.stem[:LONGEST_TITLE]])))
    return load


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, _rows(load))


def knows(head: bytes) -> bool:
    """Whether the first line of a file names columns of ours; a log of quiz answers names stems as well."""
    names = named_in(first_line(head))[0]
    return COLUMNS.known_in(names) and not {"given", "sure"} <= set(names)


def _taker(load: Load, home: str, names: list[str]) -> Take:
    """What takes the rows of a file with these columns; ``home`` is the deck where none of them says it."""

    def by_name(take: Callable[[Load, Row, str], str]) -> Take:
        return lambda cells, where: take(load, dict(zip(names, cells, strict=True)), where)

    takers: dict[str, Take] = {
        "note": _note_taker(load, home, names),
        "item": by_name(_take_item),
        "question": by_name(_take_question),
    }
    if "thing" not in names:
        return takers[_thing_of(names)]
    place = names.index("thing")

    def take(cells: list[str], where: str) -> str:
        thing = cells[place]
        taker = takers.get(thing) or takers.get(thing.strip().lower())
        if taker is None:
            return f"'{thing}' is no thing (note, item or question)"
        return taker(cells, where)

    return take


def _thing_of(names: list[str]) -> str:
    """What the columns are of, where none says it."""
    if "stem" in names:
        return "item"
    return "question" if "prompt" in names else "note"


def _rows(load: Load) -> Iterator[Row]:
    for note in load.notes:
        yield (
            {"thing": "note", "kind": note.kind, "id": note.ref, "deck": note.deck, **note.fields,
             "explanation": note.explanation, "source": note.source, "tags": tags_out(note.tags)}
        )  # fmt: skip
    for item in load.items:
        yield (
            {"thing": "item", "kind": item.kind, "id": item.ref, "stem": item.stem,
             "options": options_out(item.options, item.number), "explanation": item.explanation,
             "source": item.source, "tags": tags_out(item.tags)}
        )  # fmt: skip
    for question in load.questions:
        yield (
            {"thing": "question", "id": question.ref, "category": question.category,
             "prompt": question.prompt, "minutes": f"{question.minutes:g}", "outline": question.outline,
             "answer": question.answer, "listen_for": question.listen_for, "tags": tags_out(question.tags)}
        )  # fmt: skip


def _note_taker(load: Load, home: str, names: list[str]) -> Take:
    """Takes notes; where a column is, is looked up once, for there may be 100,000 rows.

    A column that is not there is read from two cells behind the last: an empty one, and ``home``.
    """
    places = {name: place for place, name in enumerate(names)}
    none = len(names)
    behind = ["", home]
    deck = places.get("deck", none + 1)
    kind, front, text, ref, explanation, source, tags = (
        places.get(name, none) for name in ("kind", "front", "text", "id", "explanation", "source", "tags")
    )
    fields = [(name, places[name]) for name in NOTE_FIELDS if name in places]
    take = load.notes.append

    def taken(cells: list[str], where: str) -> str:
        told = cells + behind
        take(
            NoteLine(
                where,
                told[kind] or ("basic" if told[front] or not told[text] else "cloze"),
                told[deck],
                {name: cells[place] for name, place in fields if cells[place]},
                told[ref],
                told[explanation],
                told[source],
                tags_in(told[tags]),
            )
        )
        return ""

    return taken


def _take_item(load: Load, row: Row, where: str) -> str:
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


def _take_question(load: Load, row: Row, where: str) -> str:
    try:
        minutes = float(row.get("minutes", "") or 3)
    except ValueError:
        return f"minutes: '{row['minutes']}' is no number"
    if not 0 < minutes <= MOST_MINUTES:
        return f"minutes: '{row['minutes']}' is not between 0 and {MOST_MINUTES}"
    if not row.get("prompt", "-").strip():
        return "prompt: empty"
    load.questions.append(
        QuestionLine(
            where,
            row.get("category", ""),
            row.get("prompt", ""),
            row.get("id", ""),
            minutes,
            row.get("outline", ""),
            row.get("answer", ""),
            tags_in(row.get("tags", "")),
            row.get("listen_for", ""),
        )
    )
    return ""


FORMAT = Format("csv", "CSV of tpmprep", (".csv",), knows, read, write)
