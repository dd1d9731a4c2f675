"""A deck and what lies under it, in plain SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    import sqlite3


def deck_title(raw: sqlite3.Connection, deck_id: int) -> str:
    """The title of a deck; raises ``deck.gone``."""
    row = raw.execute(
        "SELECT title FROM deck WHERE thing_id = ? AND deleted_at IS NULL", (deck_id,)
    ).fetchone()
    if row is None:
        raise UserError("deck.gone", id=deck_id)
    return str(row[0])


def with_subdecks(raw: sqlite3.Connection, deck_id: int) -> list[int]:
    """Ids of a deck and of all decks under it."""
    children: dict[int | None, list[int]] = {}
    for child, parent in raw.execute("SELECT thing_id, parent_id FROM deck"):
        children.setdefault(parent, []).append(child)
    found, open_ = [deck_id], [deck_id]
    while open_:
        below = [child for child in children.get(open_.pop(), []) if child not in found]
        found += below
        open_ += below
    return found
