"""Puts a load into the database inside one open step; a thing that came before is found again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.db.tables.cards import Card
from tpmprep.core.db.tables.interview import AnswerNote, Category, Question
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import Content, Thing
from tpmprep.core.exchange.bringnotes import bring_notes
from tpmprep.core.exchange.deckshelf import DeckShelf, own_ref_of
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.exchange.kept import concepts_of, filled_item, filled_question
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.bank import index_answered, put_question
from tpmprep.core.quiz.bank import put_item
from tpmprep.core.quiz.body import body_of
from tpmprep.core.quiz.faces import OptionDraft
from tpmprep.core.quiz.kind import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.exchange.draft import ItemLine, Load, QuestionLine

Line = TypeVar("Line", "ItemLine", "QuestionLine")


def bring(session: Session, load: Load, now: datetime) -> Counter[str]:
    """Puts everything down and counts ``note.added``, ``item.unchanged`` …; what is faulty is refused."""
    return _Bringing(session, load, now).run()


class _Bringing:
    """One import: remembers what it took."""

    def __init__(self, session: Session, load: Load, now: datetime) -> None:
        self._session = session
        self._load = load
        self._now = now
        self._counts: Counter[str] = Counter()
        self._taken: dict[str, ItemLine | QuestionLine] = {}

    def run(self) -> Counter[str]:
        before = self._cards()
        decks = DeckShelf(self._session, self._now)
        self._counts += bring_notes(self._session, self._load, decks, self._now)
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

    def _twice(self, line: ItemLine | QuestionLine, ref: str) -> str | None:
        """Of a thing that stands in a file twice the first counts: the reason against it, empty for none."""
        before = self._taken.setdefault(ref, line)
        if before is line:
            return None
        same = replace(line, where=before.where) == before
        return "" if same else f"{before.where} is the same, and says something else"

    def _item(self, line: ItemLine) -> str:
        line = filled_item(self._session, line, self._load.lacks)
        kind = ITEM_KINDS.get(line.kind)
        if kind is None:
            return f"kind: '{line.kind}' is not known"
        body = body_of((OptionDraft(*option) for option in line.options), line.number)
        faults = [str(fault) for fault in kind.check(body)]
        if not line.stem.strip():
            faults.insert(0, "stem: empty")
        if faults:
            return "; ".join(faults)
        ref = line.ref or own_ref_of("item", line.stem)
        if (twice := self._twice(line, ref)) is not None:
            return twice
        if self._is_shipped(ref, Item):
            self._counts["item.unchanged"] += 1
            return ""
        values = {
            "kind": line.kind, "stem": line.stem, "body": body,
            "explanation": line.explanation, "source": line.source,
        }  # fmt: skip
        named = concepts_of(self._session, ref)
        self._counts[f"item.{put_item(self._session, ref, values, named, line.tags, self._now)}"] += 1
        return ""

    def _question(self, line: QuestionLine) -> str:
        line = filled_question(self._session, line, self._load.lacks)
        if not line.prompt.strip():
            return "prompt: empty"
        ref = line.ref or own_ref_of("question", line.prompt)
        if (twice := self._twice(line, ref)) is not None:
            return twice
        if not self._is_shipped(ref, Question):
            category = self._category(line.category)
            if category is None:
                return f"category: '{line.category}' is not known"
            values = {
                "category_id": category, "prompt": line.prompt, "minutes": line.minutes,
                "body": self._body(ref, line),
            }  # fmt: skip
            named = concepts_of(self._session, ref)
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
        question = self._session.scalars(
            select(Question).join(Thing, Thing.id == Question.thing_id).where(Thing.ref == ref)
        ).one()
        put = insert(AnswerNote).values(question_id=question.thing_id, text=text, edited_at=self._now)
        self._session.execute(put.on_conflict_do_nothing())
        index_answered(self._session, question)

    def _is_shipped(self, ref: str, table: type[Content]) -> bool:
        """A thing of a pack keeps the pack's text; an import never overwrites it."""
        query = select(table.pack_id).join(Thing, Thing.id == table.thing_id).where(Thing.ref == ref)
        return self._session.scalar(query) is not None

    def _category(self, title: str) -> int | None:
        query = select(Category.id).order_by(Category.position)
        named = query.where((Category.title == title) | (Category.ref == title))
        return self._session.scalar(named if title else query)
