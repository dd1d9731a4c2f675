"""How undo treats each table, and how those it watches stand in the file: known without the ORM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import sqlite3

UndoClass = Literal["image", "mark", "identity", "derived", "none"]

# what the tables say in ``info["undo"]``: opening a profile need not import them for it (a test compares)
UNDO: Final[dict[str, UndoClass]] = {
    "aim": "image",
    "answer_note": "image",
    "attempt": "mark",
    "card": "image",
    "category": "image",
    "concept": "image",
    "concept_met": "image",
    "concept_of": "image",
    "day_tally": "derived",
    "deck": "image",
    "domain": "image",
    "draft_text": "none",
    "evidence": "image",
    "field_edit": "image",
    "hour_log": "mark",
    "item": "image",
    "kept": "none",
    "media": "none",
    "memory": "image",
    "milestone": "image",
    "note": "image",
    "pack": "identity",
    "path": "image",
    "path_step": "image",
    "question": "image",
    "rehearsal": "mark",
    "response": "mark",
    "review": "mark",
    "search_doc": "image",
    "sitting": "none",
    "sitting_place": "image",
    "step": "image",
    "step_need": "image",
    "step_progress": "image",
    "story": "image",
    "thing": "identity",
    "thing_tag": "image",
    "undo_image": "none",
    "undo_row": "none",
    "undo_step": "none",
}
_COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"
_KEYED_BY_THING = """SELECT 1 FROM pragma_foreign_key_list(?) WHERE "from" = ? AND "table" = 'thing'"""


class Shape(NamedTuple):
    """A table that undo watches: its one whole number as key, its columns, and those that are REAL."""

    name: str
    undo: UndoClass
    key: str
    columns: tuple[str, ...]
    reals: tuple[str, ...]


def shapes_of(raw: sqlite3.Connection) -> dict[str, Shape]:
    """The tables that undo watches, by name, read from the file."""
    return {name: _shape(raw, name, undo) for name, undo in UNDO.items() if undo in {"image", "mark"}}


def keyed_by_thing(raw: sqlite3.Connection) -> list[str]:
    """The image tables whose key is the id of a thing."""
    return [
        shape.name
        for shape in shapes_of(raw).values()
        if shape.undo == "image" and raw.execute(_KEYED_BY_THING, (shape.name, shape.key)).fetchone()
    ]


def _shape(raw: sqlite3.Connection, name: str, undo: UndoClass) -> Shape:
    columns = raw.execute(_COLUMNS, (name,)).fetchall()
    (key,) = (column for column, _, place in columns if place)
    reals = tuple(column for column, type_, _ in columns if type_ == "REAL")
    return Shape(name, undo, key, tuple(column for column, _, _ in columns), reals)
