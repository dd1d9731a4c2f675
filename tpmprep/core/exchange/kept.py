"""What a file has no column for stays as it is here: fills it into the lines of known things."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tpmprep.core.db.tables.interview import Category, Question
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.thing import ConceptOf, Thing, ThingTag
from tpmprep.core.exchange.gather import options_told
from tpmprep.core.quiz.body import number_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from tpmprep.core.exchange.draft import ItemLine, QuestionLine

    Here = dict[str, dict[str, Any]]


def concepts_of(session: Session, ref: str) -> list[int]:
    """The concepts a known thing names, the main one first: no file holds them."""
    query = (
        select(ConceptOf.concept_id)
        .join(Thing, Thing.id == ConceptOf.thing_id)
        .where(Thing.ref == ref)
        .order_by(ConceptOf.position)
    )
    return list(session.scalars(query))


def filled_item(session: Session, line: ItemLine, lacks: Collection[str]) -> ItemLine:
    """The line of an item, with what is here in place of the columns the file lacks."""
    row = session.scalar(select(Item).join(Thing, Thing.id == Item.thing_id).where(Thing.ref == line.ref))
    if row is None or not lacks:
        return line
    here: Here = {
        "kind": {"kind": row.kind},
        "stem": {"stem": row.stem},
        "options": {"options": options_told(row.body), "number": number_of(row.body)},
        "explanation": {"explanation": row.explanation},
        "source": {"source": row.source},
        "tags": {"tags": _tags(session, row.thing_id)},
    }
    return replace(line, **_lacking(here, lacks))


def filled_question(session: Session, line: QuestionLine, lacks: Collection[str]) -> QuestionLine:
    """The line of a question, with what is here in place of the columns the file lacks."""
    query = (
        select(Question, Category.ref)
        .join(Thing, Thing.id == Question.thing_id)
        .join(Category, Category.id == Question.category_id)
        .where(Thing.ref == line.ref)
    )
    found = session.execute(query).first()
    if found is None or not lacks:
        return line
    row, category = found
    here: Here = {
        "category": {"category": category},
        "prompt": {"prompt": row.prompt},
        "minutes": {"minutes": row.minutes},
        "outline": {"outline": str(row.body.get("outline", ""))},
        "tags": {"tags": _tags(session, row.thing_id)},
    }
    return replace(line, **_lacking(here, lacks))


def _lacking(here: Here, lacks: Collection[str]) -> dict[str, Any]:
    """The values of the columns that are lacking."""
    return {name: value for column in lacks for name, value in here.get(column, {}).items()}


def _tags(session: Session, thing_id: int) -> tuple[str, ...]:
    return tuple(session.scalars(select(ThingTag.name).where(ThingTag.thing_id == thing_id)))
