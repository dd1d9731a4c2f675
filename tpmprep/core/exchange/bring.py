"""Puts a load into the database inside one open step; a thing that came before is found again."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.cards.decks import LONGEST_TITLE, put_deck
from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.cards.many import NewNote, known_refs, put_new_notes, refs_of
from tpmprep.core.cards.notes import put_note
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.interview import AnswerNote, Category, Question
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import Content, Thing
from tpmprep.core.exchange.cells import MOST_LEVELS, deck_in
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.bank import put_question
from tpmprep.core.quiz.bank import put_item
from tpmprep.core.quiz.body import body_of
from tpmprep.core.quiz.faces import OptionDraft
from tpmprep.core.quiz.kind import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.cards.kind import NoteKind
    from tpmprep.core.exchange.draft import ItemLine, Load, NoteLine, QuestionLine

HOME_DECK = "Imported"
Line = TypeVar("Line", "NoteLine", "ItemLine", "QuestionLine")


def bring(session: Session, load: Load, now: datetime) -> Counter[str]:
    """Puts everything down and counts ``note.added``, ``item.unchanged`` …; what is faulty is refused."""
    return _Bringing(session, load, now).run()


class _Bringing:
    """One import: remembers the decks and categories it looked up."""

    def __init__(self, session: Session, load: Load, now: datetime) -> None:
        self._session = session
        self._load = load
        self._now = now
        self._counts: Counter[str] = Counter()
        self._decks: dict[str, int] = {}

    def run(self) -> Counter[str]:
        before = self._cards()
        for note in self._not_new(self._load.notes):
            self._take(note, self._note)
        for item in self._load.items:
            self._take(item, self._item)
        for question in self._load.questions:
            self._take(question, self._question)
        self._session.flush()
        self._counts["card.added"] = self._cards() - before
        return self._counts

    def _cards(self) -> int:
        query = select(func.count()).select_from(Card).where(Card.deleted_at.is_(None))
        return self._session.scalar(query) or 0

    def _take(self, line: Line, put: Callable[[Line], str]) -> None:
        try:
            why = put(line)
        except UserError as error:
            if error.code != "thing.kind":
                raise
            why = f"id: '{error.values['ref']}' is a {error.values['found']} here"
        if why:
            self._load.refused.append(Refused(line.where, why))

    def _not_new(self, lines: Sequence[NoteLine]) -> list[NoteLine]:
        """Puts down at once all notes that nothing here names yet, and gives back the others."""
        raw = raw_of(self._session)
        fresh: list[tuple[NoteLine, list[str]]] = []
        others: list[NoteLine] = []
        taken: set[str] = set()
        for line in lines:
            refs = [] if _faults(line) else refs_of(_note_ref(line), _kind(line).ords(line.fields))
            if refs and taken.isdisjoint(refs):
                taken.update(refs)
                fresh.append((line, refs))
            else:
                others.append(line)
        known = known_refs(raw, taken)
        others += [line for line, refs in fresh if not known.isdisjoint(refs)]
        new = [self._new(line, refs[0]) for line, refs in fresh if known.isdisjoint(refs)]
        put_new_notes(raw, new, self._now)
        self._counts["note.added"] += len(new)
        return others

    def _new(self, line: NoteLine, ref: str) -> NewNote:
        kind, deck = _kind(line), self._deck(line.deck or HOME_DECK)
        numbers = kind.ords(line.fields)
        return NewNote(ref, deck, kind, numbers, line.fields, line.explanation, line.source, line.tags)

    def _note(self, line: NoteLine) -> str:
        faults = _faults(line)
        if faults:
            return faults
        ref = _note_ref(line)
        if self._is_shipped(ref, Note):
            self._counts["note.unchanged"] += 1
            return ""
        values = {
            "deck_id": self._deck(line.deck or HOME_DECK),
            "kind": line.kind,
            "fields": dict(line.fields),
            "explanation": line.explanation,
            "source": line.source,
        }
        self._counts[
            f"note.{put_note(self._session, ref, values, self._named(ref), line.tags, self._now)}"
        ] += 1
        return ""

    def _item(self, line: ItemLine) -> str:
        kind = ITEM_KINDS.get(line.kind)
        if kind is None:
            return f"kind: '{line.kind}' is not known"
        body = body_of((OptionDraft(*option) for option in line.options), line.number)
        faults = [str(fault) for fault in kind.check(body)]
        if not line.stem.strip():
            faults.insert(0, "stem: empty")
        if faults:
            return "; ".join(faults)
        ref = line.ref or _ref("item", line.stem)
        if self._is_shipped(ref, Item):
            self._counts["item.unchanged"] += 1
            return ""
        values = {
            "kind": line.kind, "stem": line.stem, "body": body,
            "explanation": line.explanation, "source": line.source,
        }  # fmt: skip
        self._counts[
            f"item.{put_item(self._session, ref, values, self._named(ref), line.tags, self._now)}"
        ] += 1
        return ""

    def _question(self, line: QuestionLine) -> str:
        ref = line.ref or _ref("question", line.prompt)
        if not self._is_shipped(ref, Question):
            category = self._category(line.category)
            if category is None:
                return f"category: '{line.category}' is not known"
            values = {
                "category_id": category, "prompt": line.prompt, "minutes": line.minutes,
                "body": self._body(ref, line),
            }  # fmt: skip
            named = self._named(ref)
            self._counts[
                f"question.{put_question(self._session, ref, values, named, line.tags, self._now)}"
            ] += 1
        if line.answer.strip():
            self._answer(ref, line.answer)
        return ""

    def _body(self, ref: str, line: QuestionLine) -> dict[str, object]:
        """What a file says beside what it cannot hold, which stays."""
        query = select(Question.body).join(Thing, Thing.id == Question.thing_id).where(Thing.ref == ref)
        told = {"outline": line.outline} | ({"listen_for": line.listen_for} if line.listen_for else {})
        return {**(self._session.scalar(query) or {}), **told}

    def _answer(self, ref: str, text: str) -> None:
        """Keeps an answer note; one that the person wrote here already stays."""
        question = self._session.scalar(select(Thing.id).where(Thing.ref == ref))
        put = insert(AnswerNote).values(question_id=question, text=text, edited_at=self._now)
        self._session.execute(put.on_conflict_do_nothing())

    def _is_shipped(self, ref: str, table: type[Content]) -> bool:
        """A thing of a pack keeps the pack's text; an import never overwrites it."""
        query = select(table.pack_id).join(Thing, Thing.id == table.thing_id).where(Thing.ref == ref)
        return self._session.scalar(query) is not None

    def _named(self, ref: str) -> list[int]:
        """The concepts a known thing names, which a file does not hold, stay."""
        from tpmprep.core.db.tables.thing import ConceptOf

        query = (
            select(ConceptOf.concept_id)
            .join(Thing, Thing.id == ConceptOf.thing_id)
            .where(Thing.ref == ref)
            .order_by(ConceptOf.position)
        )
        return list(self._session.scalars(query))

    def _deck(self, title: str) -> int:
        if title not in self._decks:
            parent: int | None = None
            for part in deck_in(title) or [HOME_DECK]:
                parent = self._deck_at(part, parent)
            self._decks[title] = parent or 0
        return self._decks[title]

    def _deck_at(self, title: str, parent: int | None) -> int:
        query = select(Deck.thing_id).where(
            Deck.title == title, Deck.parent_id.is_(parent), Deck.deleted_at.is_(None)
        )
        found = self._session.scalar(query)
        if found is not None:
            return found
        ref = _ref("deck", str(parent or ""), title)
        return put_deck(self._session, ref, title, 1000, None, self._now, parent)

    def _category(self, title: str) -> int | None:
        query = select(Category.id).order_by(Category.position)
        named = query.where((Category.title == title) | (Category.ref == title))
        return self._session.scalar(named if title else query)


def _kind(line: NoteLine) -> NoteKind:
    kind = NOTE_KINDS.get(line.kind)
    if kind is None:
        raise LookupError(line.kind)
    return kind


def _faults(line: NoteLine) -> str:
    kind = NOTE_KINDS.get(line.kind)
    if kind is None:
        return f"kind: '{line.kind}' is not known"
    titles = deck_in(line.deck)
    if len(titles) > MOST_LEVELS:
        return f"deck: more than {MOST_LEVELS} decks in one another"
    if any(len(title) > LONGEST_TITLE for title in titles):
        return f"deck: a name of more than {LONGEST_TITLE} letters"
    return "; ".join(map(str, kind.check(line.fields)))


def _note_ref(line: NoteLine) -> str:
    return line.ref or _ref("note", line.kind, *line.fields.values())


def _ref(kind: str, *parts: str) -> str:
    """A permanent id made of the content, so that the same row is found again."""
    return f"my:{kind}.{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:32]}"
