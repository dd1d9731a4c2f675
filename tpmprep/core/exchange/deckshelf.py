"""Finds the decks a file names by their path of titles, and makes those that are not there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.cards.decks import LONGEST_TITLE, put_deck
from tpmprep.core.db.tables.cards import Deck
from tpmprep.core.exchange.cells import MOST_LEVELS, deck_in

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

HOME_DECK = "Imported"
_BETWEEN = chr(31)


def own_ref_of(kind: str, *parts: str) -> str:
    """A permanent id made of the content, so that the same row is found again."""
    return f"my:{kind}.{hashlib.sha256(_BETWEEN.join(parts).encode()).hexdigest()[:32]}"


class DeckShelf:
    """The decks of one import: remembers those it looked up."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._ids: dict[str, int] = {}
        self._faults: dict[str, str] = {}

    def fault_of(self, cell: str) -> str:
        """Why a cell names no deck that can be; empty when it can."""
        if cell not in self._faults:
            self._faults[cell] = _fault(deck_in(cell))
        return self._faults[cell]

    def id_of(self, cell: str) -> int:
        """The deck a cell names, the home of imports for none."""
        if cell not in self._ids:
            parent: int | None = None
            for title in deck_in(cell) or [HOME_DECK]:
                parent = self._at(title, parent)
            self._ids[cell] = parent or 0
        return self._ids[cell]

    def _at(self, title: str, parent: int | None) -> int:
        query = select(Deck.thing_id).where(
            Deck.title == title, Deck.parent_id.is_(parent), Deck.deleted_at.is_(None)
        )
        found = self._session.scalar(query)
        if found is not None:
            return found
        ref = own_ref_of("deck", str(parent or ""), title)
        return put_deck(self._session, ref, title, 1000, None, self._now, parent)


def _fault(titles: list[str]) -> str:
    if len(titles) > MOST_LEVELS:
        return f"deck: more than {MOST_LEVELS} decks in one another"
    if any(len(title) > LONGEST_TITLE for title in titles):
        return f"deck: a name of more than {LONGEST_TITLE} letters"
    return ""
