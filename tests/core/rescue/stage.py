"""An open profile for tests of the trash, and what a word of it is left in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.core.db.stage import StillClock, rows
from tpmprep.core.cards.faces import NoteDraft

if TYPE_CHECKING:
    from tpmprep.core.profile import Profile
    from tpmprep.core.services import Services

WORD = "Zanzibar"


@dataclass
class Room:
    """An open profile with the shipped pack, its services and its clock."""

    profile: Profile
    clock: StillClock

    @property
    def services(self) -> Services:
        return self.profile.services

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return rows(self.profile.folders.database, query, *values)

    def note(self, front: str, deck_id: int | None = None) -> int:
        deck = deck_id or self.services.cards.decks()[0].id
        return self.services.cards.add(
            NoteDraft(kind="basic", deck_id=deck, fields={"front": front, "back": WORD})
        )

    def card(self, note_id: int) -> int:
        return int(str(self.ask("SELECT thing_id FROM card WHERE note_id = ?", note_id)[0][0]))


def words_left(room: Room) -> str:
    """Every row of every table that holds the word."""
    tables = room.ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_fts%'")
    found = [(table, row) for (table,) in tables for row in room.ask(f'SELECT * FROM "{table}"')]
    return "\n".join(f"{table}: {row}" for table, row in found if WORD in str(row))
