"""How far an exam's subjects are covered: concepts met, remembered, and items answered right, by weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from tpmprep.core.db.tables.catalog import ConceptMet
from tpmprep.core.db.tables.quiz import Item, Response
from tpmprep.core.db.tables.thing import ConceptOf
from tpmprep.core.insight.faces import ExamPartRow
from tpmprep.core.learning.faces import ExamPart
from tpmprep.core.learning.steps import step_face

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


def exam_parts(session: Session, step_id: int) -> tuple[ExamPartRow, ...]:
    """The subjects of a certification; one without an outline has its concepts as one subject."""
    step = step_face(session, step_id)
    whole = ExamPart("", None, tuple(concept for concept, _ in step.concepts))
    parts = step.outline or ((whole,) if whole.concepts else ())
    met = set(session.scalars(select(ConceptMet.concept_id)))
    return tuple(_row(session, part, met) for part in parts)


def _row(session: Session, part: ExamPart, met: Collection[int]) -> ExamPartRow:
    named = select(ConceptOf.thing_id).where(ConceptOf.concept_id.in_(part.concepts))
    items = session.scalars(
        select(Item.thing_id).where(
            Item.thing_id.in_(named), Item.deleted_at.is_(None), Item.retired_at.is_(None)
        )
    ).all()
    newest = (
        select(func.max(Response.id))
        .where(Response.item_id.in_(items), Response.undone_at.is_(None))
        .group_by(Response.item_id)
    )
    scores = session.scalars(select(Response.score).where(Response.id.in_(newest))).all()
    return ExamPartRow(
        title=part.title,
        weight=part.weight,
        concepts=len(part.concepts),
        met=sum(concept in met for concept in part.concepts),
        items=len(items),
        tried=len(scores),
        right=sum(score >= 1 for score in scores),
        concept_ids=part.concepts,
    )
