"""Gathers notes, items and questions of a database into a load for writing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.db import search
from tpmprep.core.db.tables.cards import Deck, Note
from tpmprep.core.db.tables.interview import AnswerNote, Category, Question
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import Thing, ThingTag
from tpmprep.core.exchange.cells import deck_out
from tpmprep.core.exchange.draft import ItemLine, Load, NoteLine, QuestionLine
from tpmprep.core.quiz.body import number_of, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

KINDS = ("note", "item", "question")
MOST_FOUND = 1_000_000


def gather(session: Session, query: str = "") -> Load:
    """Everything live that a search finds; an empty query means all."""
    found = None
    if query.strip():
        found = {hit.thing_id for hit in search.find(session, query, KINDS, MOST_FOUND)}
    tags = _tags(session)
    load = Load()
    load.notes += [line for thing_id, line in _notes(session, tags) if found is None or thing_id in found]
    load.items += [line for thing_id, line in _items(session, tags) if found is None or thing_id in found]
    load.questions += [
        line for thing_id, line in _questions(session, tags) if found is None or thing_id in found
    ]
    return load


Tags = defaultdict[int, list[str]]


def _tags(session: Session) -> Tags:
    tags: Tags = defaultdict(list)
    for thing_id, name in session.execute(select(ThingTag.thing_id, ThingTag.name).order_by(ThingTag.name)):
        tags[thing_id].append(name)
    return tags


def _notes(session: Session, tags: Tags) -> list[tuple[int, NoteLine]]:
    titles = _deck_titles(session)
    query = (
        select(Note, Thing.ref)
        .join(Thing, Thing.id == Note.thing_id)
        .where(Note.deleted_at.is_(None), Note.retired_at.is_(None))
        .order_by(Note.thing_id)
    )
    return [
        (
            note.thing_id,
            NoteLine(
                "", note.kind, titles.get(note.deck_id, ""), dict(note.fields), ref, note.explanation,
                note.source, tuple(tags[note.thing_id]),
            ),
        )
        for note, ref in session.execute(query)
    ]  # fmt: skip


def _items(session: Session, tags: Tags) -> list[tuple[int, ItemLine]]:
    query = (
        select(Item, Thing.ref)
        .join(Thing, Thing.id == Item.thing_id)
        .where(Item.deleted_at.is_(None), Item.retired_at.is_(None))
        .order_by(Item.thing_id)
    )
    return [
        (
            item.thing_id,
            ItemLine(
                "", item.kind, item.stem, options_told(item.body), ref, item.explanation, item.source,
                tuple(tags[item.thing_id]), number_of(item.body),
            ),
        )
        for item, ref in session.execute(query)
    ]  # fmt: skip


def _questions(session: Session, tags: Tags) -> list[tuple[int, QuestionLine]]:
    query = (
        select(Question, Thing.ref, Category.ref, AnswerNote.text)
        .join(Thing, Thing.id == Question.thing_id)
        .join(Category, Category.id == Question.category_id)
        .outerjoin(AnswerNote, AnswerNote.question_id == Question.thing_id)
        .where(Question.deleted_at.is_(None), Question.retired_at.is_(None))
        .order_by(Question.thing_id)
    )
    return [
        (
            question.thing_id,
            QuestionLine(
                "", category, question.prompt, ref, question.minutes, str(question.body.get("outline", "")),
                answer or "", tuple(tags[question.thing_id]), str(question.body.get("listen_for", "")),
            ),
        )
        for question, ref, category, answer in session.execute(query)
    ]  # fmt: skip


def options_told(body: Mapping[str, object]) -> tuple[tuple[str, bool, str], ...]:
    """The options of an item as (text, right, why)."""
    return tuple(
        (str(o.get("text", "")), bool(o.get("right")), str(o.get("why", ""))) for o in options_of(body)
    )


def _deck_titles(session: Session) -> dict[int, str]:
    rows = {row.thing_id: (row.parent_id, row.title) for row in session.scalars(select(Deck))}

    def path(deck_id: int) -> str:
        parts: list[str] = []
        here: int | None = deck_id
        while here is not None and here in rows and len(parts) < 50:
            here, title = rows[here]
            parts.insert(0, title)
        return deck_out(parts)

    return {deck_id: path(deck_id) for deck_id in rows}
