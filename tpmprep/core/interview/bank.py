"""The question bank: categories, questions, and what a question looks like in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select

from tpmprep.core.catalog.named import concepts_named
from tpmprep.core.catalog.putting import put_down, settle
from tpmprep.core.catalog.things import index
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db.tables.interview import AnswerNote, Category, Question, Rehearsal
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.interview.faces import CategoryRow, QuestionFace, QuestionQuery, QuestionRow
from tpmprep.core.interview.takes import take_rows
from tpmprep.core.interview.timing import think_seconds
from tpmprep.core.recall.memory import remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

LIVE = (Question.deleted_at.is_(None), Question.retired_at.is_(None))


def put_category(session: Session, ref: str, values: Mapping[str, Any]) -> int:
    """A category by its permanent ref; returns its id."""
    row = session.scalar(select(Category).where(Category.ref == ref))
    if row is None:
        row = Category(ref=ref, **values)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return row.id


def put_question(
    session: Session,
    ref: str,
    values: Mapping[str, Any],
    concept_ids: Sequence[int],
    tags: Iterable[str],
    now: datetime,
) -> str:
    """A question by its permanent ref; returns ``added``, ``updated`` or ``unchanged``."""
    put = put_down(session, Question, "question", ref, values, now)
    remember(session, put, "question")
    return settle(session, put, concept_ids, tags, index_question)


def index_question(session: Session, row: Question) -> None:
    """Writes what search finds of a question: what is asked, what an answer needs, and one's own answer."""
    own = session.scalar(select(AnswerNote.text).where(AnswerNote.question_id == row.thing_id))
    texts = [str(row.body.get(part, "")) for part in ("listen_for", "outline")]
    plain = "\n".join(to_plain(text) for text in (*texts, own or "") if text)
    index(session, row.thing_id, "question", shorten(to_plain(row.prompt), 120), plain)


def index_answered(session: Session, row: Question) -> None:
    """As ``index_question`` once the answer note changed; what was deleted or retired stays unfound."""
    if row.deleted_at is None and row.retired_at is None:
        index_question(session, row)


def category_rows(session: Session) -> tuple[CategoryRow, ...]:
    """All categories in order, with how many questions they hold and how many have an answer note."""
    query = (
        select(Category, func.count(Question.thing_id), func.count(AnswerNote.question_id))
        .outerjoin(Question, (Question.category_id == Category.id) & LIVE[0] & LIVE[1])
        .outerjoin(AnswerNote, AnswerNote.question_id == Question.thing_id)
        .group_by(Category.id)
        .order_by(Category.position)
    )
    return tuple(
        CategoryRow(row.id, row.ref, row.title, row.round, questions, answered)
        for row, questions, answered in session.execute(query)
    )


def question_rows(
    session: Session, query: QuestionQuery, found: Sequence[int] | None
) -> tuple[QuestionRow, ...]:
    """Questions that match; ``found`` are the ids full-text search allows, best first, None for all."""
    takes = (
        select(Rehearsal.thing_id, func.count().label("takes"), func.max(Rehearsal.id).label("newest"))
        .where(Rehearsal.undone_at.is_(None))
        .group_by(Rehearsal.thing_id)
        .subquery()
    )
    newest = select(Rehearsal.score).where(Rehearsal.id == takes.c.newest).scalar_subquery()
    select_rows = (
        select(Question, Category, AnswerNote.question_id, func.coalesce(takes.c.takes, 0), newest)
        .join(Category, Category.id == Question.category_id)
        .outerjoin(AnswerNote, AnswerNote.question_id == Question.thing_id)
        .outerjoin(takes, takes.c.thing_id == Question.thing_id)
        .where(*LIVE, *_conditions(query))
        .order_by(Category.position, Question.difficulty, Question.thing_id)
    )
    if found is not None:
        select_rows = select_rows.where(Question.thing_id.in_(found))
    return tuple(_row(*values) for values in session.execute(select_rows))


def question_face(session: Session, question_id: int) -> QuestionFace:
    """One question in full; raises ``question.gone``."""
    row = need_question(session, question_id)
    category = session.get_one(Category, row.category_id)
    answer = session.get(AnswerNote, question_id)
    body = row.body
    return QuestionFace(
        id=question_id,
        ref=session.get_one(Thing, question_id).ref,
        prompt=row.prompt,
        category=category.title,
        category_id=category.id,
        round=category.round,
        framework=str(body.get("framework") or category.body.get("framework", "")),
        listen_for=str(body.get("listen_for", "")),
        minutes=row.minutes,
        parts=tuple(body.get("parts", ())),
        outline=str(body.get("outline", "")),
        rubric=dict(body.get("rubric", {})),
        follow_ups=tuple(body.get("follow_ups", ())),
        mistakes=tuple(body.get("mistakes", ())),
        explanation=row.explanation,
        source=row.source,
        tier=row.tier,
        concepts=concepts_named(session, question_id),
        answer="" if answer is None else answer.text,
        answer_edited_at=None if answer is None else answer.edited_at,
        takes=take_rows(session, question_id),
        starred=row.starred,
        shipped=row.pack_id is not None,
        think_seconds=think_seconds(category.round, row.minutes),
    )


def need_question(session: Session, question_id: int) -> Question:
    """The row of a question; raises ``question.gone``."""
    row = session.get(Question, question_id)
    if row is None or row.deleted_at is not None:
        raise UserError("question.gone", id=question_id)
    return row


def _conditions(query: QuestionQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.category_id is not None:
        conditions.append(Question.category_id == query.category_id)
    if query.round:
        conditions.append(Category.round == query.round)
    if query.tier:
        conditions.append(Question.tier == query.tier)
    has_take = exists().where(Rehearsal.thing_id == Question.thing_id, Rehearsal.undone_at.is_(None))
    states = {
        "unanswered": AnswerNote.question_id.is_(None),
        "answered": AnswerNote.question_id.is_not(None),
        "rehearsed": has_take,
        "starred": Question.starred.is_(True),
        "own": Question.pack_id.is_(None),
    }
    if query.state in states:
        conditions.append(states[query.state])
    return conditions


def _row(
    row: Question, category: Category, answered: int | None, takes: int, score: int | None
) -> QuestionRow:
    return QuestionRow(
        id=row.thing_id,
        prompt=to_plain(row.prompt),
        category=category.title,
        round=category.round,
        tier=row.tier,
        minutes=row.minutes,
        has_answer=answered is not None,
        takes=takes,
        last_score=score,
        starred=row.starred,
        shipped=row.pack_id is not None,
    )
