"""Puts the notes of a load down: all new ones at once, all changed ones at once, odd ones one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.known import bare_ids, known_notes, refs_like_cards
from tpmprep.core.cards.many import NewNote, put_new_notes, tag_names
from tpmprep.core.cards.notes import put_note
from tpmprep.core.cards.renewing import RenewedNote, renew_notes
from tpmprep.core.db.raw import raw_of
from tpmprep.core.exchange.deckshelf import own_ref_of
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.exchange.kept import concepts_of
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.cards.kind import NoteKind
    from tpmprep.core.cards.known import KnownNote
    from tpmprep.core.exchange.deckshelf import DeckShelf
    from tpmprep.core.exchange.draft import Load, NoteLine

READ_AT_ONCE = 2000


def bring_notes(session: Session, load: Load, decks: DeckShelf, now: datetime) -> Counter[str]:
    """Puts all notes down and counts ``note.added`` …; what is faulty is refused, and told in the load."""
    return _Bringing(session, load, decks, now).run()


class _Told(NamedTuple):
    """A faultless line, together with what it has no column for."""

    line: NoteLine
    ref: str
    kind: NoteKind
    fields: dict[str, str]
    explanation: str
    source: str
    tags: tuple[str, ...]

    def same_as(self, there: KnownNote) -> bool:
        """Whether the note that is there says just this, in whatever deck."""
        return (
            self.kind.name == there.kind
            and self.explanation == there.explanation
            and self.source == there.source
            and tag_names(self.tags) == there.tags
            and self.fields == there.fields
        )

    def makes_the_cards_of(self, there: KnownNote) -> bool:
        """Whether the fields make the cards that the note has."""
        return self.kind.name == there.kind and self.kind.ords(self.fields) == self.kind.ords(there.fields)


class _Bringing:
    """One import of notes: sorts the lines by what is to be done, then does each kind at once."""

    def __init__(self, session: Session, load: Load, decks: DeckShelf, now: datetime) -> None:
        self._session = session
        self._load = load
        self._decks = decks
        self._now = now
        self._kinds = dict(zip(NOTE_KINDS.names(), NOTE_KINDS.all(), strict=True))
        self._counts: Counter[str] = Counter()
        self._taken: dict[str, NoteLine] = {}
        self._new: list[NewNote] = []
        self._renewed: list[RenewedNote] = []
        self._single: list[tuple[_Told, int]] = []
        self._odd: set[str] = set()

    def run(self) -> Counter[str]:
        raw, lines = raw_of(self._session), self._load.notes
        self._odd = refs_like_cards(raw)
        for start in range(0, len(lines), READ_AT_ONCE):
            self._sort(lines[start : start + READ_AT_ONCE])
        self._taken.clear()
        put_new_notes(raw_of(self._session), self._new, self._now)
        renew_notes(raw_of(self._session), self._renewed)
        self._counts["note.added"] += len(self._new)
        self._counts["note.updated"] += len(self._renewed)
        for told, deck_id in self._single:
            self._refuse(told.line, self._put(told, deck_id))
        return self._counts

    def _sort(self, lines: Sequence[NoteLine]) -> None:
        refs = [line.ref or own_ref_of("note", line.kind, *line.fields.values()) for line in lines]
        known = known_notes(raw_of(self._session), refs)
        for line, ref in zip(lines, refs, strict=True):
            there = known.get(ref)
            if why := self._take_new(line, ref) if there is None else self._take(line, ref, there):
                self._refuse(line, why)

    def _take_new(self, line: NoteLine, ref: str) -> str:
        """Lays a line whose ref nothing has where it will be put down; or says why not."""
        kind, fields = self._kinds.get(line.kind), line.fields
        if kind is None or self._decks.fault_of(line.deck) or kind.check(fields):
            return self._why(line, line.kind, fields)
        before = self._taken.setdefault(ref, line)
        if before is not line:
            return self._again(line, before)
        deck_id, numbers = self._decks.id_of(line.deck), kind.ords(fields)
        if "#" in ref or ref in self._odd:
            told = _Told(line, ref, kind, fields, line.explanation, line.source, line.tags)
            self._single.append((told, deck_id))
        else:
            self._new.append(
                NewNote(ref, deck_id, kind, numbers, fields, line.explanation, line.source, line.tags)
            )
        return ""

    def _take(self, line: NoteLine, ref: str, there: KnownNote) -> str:
        """Lays a line whose ref something has where it will be put down; or says why not."""
        if there.thing_kind != "note":
            return f"id: '{ref}' is a {there.thing_kind} here"
        note = None if there.deck_id is None else there
        told = self._told(line, ref, note)
        if isinstance(told, str):
            return told
        before = self._taken.setdefault(ref, line)
        if before is not line:
            return self._again(line, before)
        if note is not None:
            self._meet(told, note)
        else:
            self._add_again(told)
        return ""

    def _why(self, line: NoteLine, name: str, fields: dict[str, str]) -> str:
        """The faults of a line that is of this kind and has these fields; empty for none."""
        kind = self._kinds.get(name)
        if kind is None:
            return f"kind: '{name}' is not known"
        return self._decks.fault_of(line.deck) or "; ".join(map(str, kind.check(fields)))

    def _told(self, line: NoteLine, ref: str, note: KnownNote | None) -> _Told | str:
        """What a line says, with what stays of a known note; or its faults."""
        kept = self._load.lacks if note is not None else frozenset[str]()
        name, fields = line.kind, line.fields
        if note is not None and kept:
            name = note.kind if "kind" in kept else line.kind
            fields = {key: text for key, text in note.fields.items() if key in kept} | line.fields
        kind = self._kinds.get(name)
        why = self._why(line, name, fields)
        if why or kind is None:
            return why
        if note is None or not kept:
            return _Told(line, ref, kind, fields, line.explanation, line.source, line.tags)
        return _Told(
            line,
            ref,
            kind,
            fields,
            note.explanation if "explanation" in kept else line.explanation,
            note.source if "source" in kept else line.source,
            note.tags if "tags" in kept else line.tags,
        )

    def _again(self, line: NoteLine, before: NoteLine) -> str:
        """Of a note that stands in a file twice the first counts."""
        if replace(line, where=before.where) != before:
            return f"{before.where} is the same note, and says something else"
        self._counts["note.unchanged"] += 1
        return ""

    def _add_again(self, told: _Told) -> None:
        """A note whose identity stands, because it was undone."""
        numbers = told.kind.ords(told.fields)
        cards = [f"{told.ref}#{number}" for number in numbers]
        ids = bare_ids(raw_of(self._session), [told.ref, *cards])
        deck_id = self._decks.id_of(told.line.deck)
        if ids:
            _line, ref, kind, fields, explanation, source, tags = told
            self._new.append(NewNote(ref, deck_id, kind, numbers, fields, explanation, source, tags, ids))
        else:
            self._single.append((told, deck_id))

    def _meet(self, told: _Told, note: KnownNote) -> None:
        """A note that is there: as it was, with new texts, or to be looked at by itself."""
        if note.pack_id is not None:
            self._counts["note.unchanged"] += 1
            return
        keeps = note.deck_id if "deck" in self._load.lacks else None
        deck_id = self._decks.id_of(told.line.deck) if keeps is None else keeps
        if note.settled and deck_id == note.deck_id and told.same_as(note):
            self._counts["note.unchanged"] += 1
        elif note.settled and note.live and told.makes_the_cards_of(note):
            self._renewed.append(
                RenewedNote(
                    note.id, deck_id, told.kind, told.fields, told.explanation, told.source, told.tags
                )
            )
        else:
            self._single.append((told, deck_id))

    def _put(self, told: _Told, deck_id: int) -> str:
        """Puts one note down by itself; or says why not."""
        values = {
            "deck_id": deck_id,
            "kind": told.kind.name,
            "fields": dict(told.fields),
            "explanation": told.explanation,
            "source": told.source,
        }
        try:
            outcome = put_note(
                self._session, told.ref, values, concepts_of(self._session, told.ref), told.tags, self._now
            )
        except UserError as error:
            if error.code != "thing.kind":
                raise
            return f"id: '{error.values['ref']}' is a {error.values['found']} here"
        self._counts[f"note.{outcome}"] += 1
        return ""

    def _refuse(self, line: NoteLine, why: str) -> None:
        if why:
            self._load.refused.append(Refused(line.where, why))
