"""The cards room's service: decks, notes and cards over one database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.cards import edits, rows, sorting, tree
from tpmprep.core.cards.below import with_subdecks
from tpmprep.core.cards.decks import (
    count_notes,
    good_title,
    move_deck,
    need_deck,
    put_deck,
    rename_deck,
    trash_decks,
)
from tpmprep.core.cards.faces import NoteKindRow
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.notes import note_title, trash_notes
from tpmprep.core.cards.show import card_face, card_title
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.raw import raw_of
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.recall import ledger
from tpmprep.core.recall.hot import hot_read
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from tpmprep.core.cards.faces import CardFace, DeckRow, NoteDraft, NoteFace, NoteQuery, NoteRow, TypedFace
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.faces import ReviewRow

PAGE = "cards"
COUNTED = Change.CARDS | Change.PACKS
"""After these the notes of a deck are counted anew."""


class Cards:
    """Decks, notes and cards over one database."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings
        self._totals: Mapping[int, int] | None = None
        db.changes.listen(self._on_change)

    def decks(self) -> tuple[DeckRow, ...]:
        """The tree of decks, depth first, with today's counts."""
        at = moment(self._db.clock)
        with hot_read(self._db) as raw:
            if self._totals is None:
                self._totals = tree.card_totals(raw)
            allowed = tree.new_allowed(raw, self._settings, at)
            return tree.deck_rows(raw, at, allowed, self._totals)

    def add_deck(self, title: str, parent_id: int | None = None) -> int:
        """A new deck; raises ``deck.title`` for an empty or taken title."""
        with self._db.step("deck.added", Change.CARDS, title=shorten(title), page=PAGE) as session:
            if parent_id is not None:
                need_deck(session, parent_id)
            good = good_title(session, title, parent_id)
            return put_deck(session, own_ref("deck"), good, 1000, None, self._db.clock.now(), parent_id)

    def rename_deck(self, deck_id: int, title: str) -> None:
        """Renames a deck; raises ``deck.title``."""
        says = {"title": shorten(title), "page": PAGE, "ref": deck_id}
        with self._db.step("deck.renamed", Change.CARDS, **says) as session:
            rename_deck(session, deck_id, title, self._db.clock.now())

    def move_deck(self, deck_id: int, parent_id: int | None) -> None:
        """Puts a deck inside another one, or (None) to the top; raises ``deck.loop`` or ``deck.title``."""
        with self._db.reading() as session:
            title = need_deck(session, deck_id).title
        says = {"title": shorten(title), "page": PAGE, "ref": deck_id}
        with self._db.step("deck.moved", Change.CARDS, **says) as session:
            move_deck(session, deck_id, parent_id, self._db.clock.now())

    def delete_deck(self, deck_id: int) -> int:
        """Puts a deck with its subdecks and notes into the trash; returns how many notes went."""
        with self._db.reading() as session:
            title = need_deck(session, deck_id).title
            self._db.before_delete(count_notes(session, with_subdecks(raw_of(session), deck_id)))
        says = {"title": shorten(title), "page": PAGE, "ref": deck_id}
        with self._db.step("deck.deleted", Change.CARDS | Change.MEMORY, **says) as session:
            return trash_decks(session, with_subdecks(raw_of(session), deck_id), self._db.clock.now())

    def note_kinds(self) -> tuple[NoteKindRow, ...]:
        """The kinds a new note can have."""
        return tuple(NoteKindRow(kind.name, kind.title, kind.about, kind.fields) for kind in NOTE_KINDS.all())

    def notes(self, query: NoteQuery) -> tuple[NoteRow, ...]:
        """Notes that match, newest edit first."""
        with self._db.reading() as session:
            return rows.note_rows(session, query, moment(self._db.clock).day)

    def note(self, note_id: int) -> NoteFace:
        """One note; raises ``note.gone``."""
        with self._db.reading() as session:
            return rows.note_face(session, note_id)

    def preview(self, draft: NoteDraft) -> tuple[tuple[str, str], ...]:
        """Front and back of each card the draft would make."""
        kind = NOTE_KINDS.get(draft.kind)
        return tuple((front, back) for _, front, back in kind.cards(draft.fields)) if kind else ()

    def add(self, draft: NoteDraft) -> int:
        """Adds a note and its cards; raises ``note.field`` for what is missing or wrong."""
        says = {"title": _title(draft), "page": PAGE}
        with self._db.step("note.added", Change.CARDS | Change.MEMORY, **says) as session:
            return edits.add_note(session, draft, self._db.clock.now())

    def edit(self, note_id: int, draft: NoteDraft) -> NoteFace:
        """Changes a note in place; its cards keep their schedule; raises ``note.field``."""
        says = {"title": _title(draft), "page": PAGE, "ref": note_id}
        with self._db.step("note.edited", Change.CARDS | Change.MEMORY, **says) as session:
            edits.edit_note(session, note_id, draft, self._db.clock.now())
            return rows.note_face(session, note_id)

    def delete(self, note_ids: Sequence[int]) -> int:
        """Puts notes into the trash; returns how many cards went with them."""
        if not note_ids:
            return 0
        with self._db.reading() as session:
            first = rows.need_note(session, note_ids[0])
            title = shorten(note_title(first.kind, first.fields))
        says = {"title": title, "count": len(note_ids), "page": PAGE, "ref": note_ids[0]}
        self._db.before_delete(len(note_ids))
        with self._db.step("note.deleted", Change.CARDS | Change.MEMORY, **says) as session:
            return trash_notes(session, list(note_ids), self._db.clock.now())

    def move(self, note_ids: Sequence[int], deck_id: int) -> int:
        """Puts notes into a deck, in one step; returns how many were elsewhere; raises ``deck.gone``."""
        with self._db.reading() as session:
            title = need_deck(session, deck_id).title
        says = {"title": shorten(title), "count": len(note_ids), "page": PAGE}
        with self._db.step("note.moved", Change.CARDS | Change.MEMORY, **says) as session:
            return sorting.move_notes(session, note_ids, deck_id, self._db.clock.now())

    def tags_of(self, note_ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """The tags of some notes by name, each with how many of these notes carry it."""
        with self._db.reading() as session:
            return sorting.tag_counts(session, note_ids)

    def retag(self, note_ids: Sequence[int], add: Collection[str], remove: Collection[str]) -> int:
        """Gives notes some tags and takes others away, in one step; returns how many that changed."""
        says = {"count": len(note_ids), "page": PAGE}
        with self._db.step("note.tagged", Change.CARDS, **says) as session:
            return sorting.retag_notes(session, note_ids, add, remove, self._db.clock.now())

    def take_shipped(self, note_id: int, field: str) -> NoteFace:
        """Goes back to the shipped (or newly offered) text of a field."""
        says = {"field": field, "page": PAGE, "ref": note_id}
        with self._db.step("note.shipped_again", Change.CARDS, **says) as session:
            edits.take_shipped(session, note_id, field, self._db.clock.now())
            return rows.note_face(session, note_id)

    def card(self, card_id: int) -> CardFace:
        """One card ready to be shown; raises ``card.gone``."""
        with hot_read(self._db) as raw:
            at, wished = moment(self._db.clock), self._settings.number("desired_retention")
            return card_face(raw, card_id, at, wished)

    def compare(self, card: CardFace, typed: str) -> TypedFace:
        """What was typed beside the right answers of a card; case, accents and punctuation aside."""
        from tpmprep.core.cards.likeness import compare

        return compare(typed, card.answers)

    def suspend(self, card_ids: Sequence[int], *, suspended: bool) -> None:
        """Takes cards out of the schedule, or back in."""
        if not card_ids:
            return
        name = "card.suspended" if suspended else "card.resumed"
        says = {"title": self._title(card_ids[0]), "count": len(card_ids), "page": PAGE, "ref": card_ids[0]}
        with self._db.hot_step(name, Change.MEMORY, **says) as raw:
            ledger.suspend(raw, card_ids, suspended=suspended)

    def bury(self, card_ids: Sequence[int]) -> None:
        """Hides cards until tomorrow, in one step."""
        if not card_ids:
            return
        says = {"title": self._title(card_ids[0]), "count": len(card_ids), "page": PAGE, "ref": card_ids[0]}
        with self._db.hot_step("card.buried", Change.MEMORY, **says) as raw:
            for card in card_ids:
                ledger.bury(raw, card, moment(self._db.clock))

    def history(self, card_id: int) -> tuple[ReviewRow, ...]:
        """A card's reviews, newest first."""
        with hot_read(self._db) as raw:
            return ledger.history(raw, card_id)

    def _title(self, card_id: int) -> str:
        return card_title(self.card(card_id))

    def _on_change(self, changed: Change) -> None:
        if changed & COUNTED:
            self._totals = None


def _title(draft: NoteDraft) -> str:
    return shorten(note_title(draft.kind, draft.fields))
