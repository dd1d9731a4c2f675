"""Gathers what was said, answered and reviewed for writing: stories, takes, and the logs row by row."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from tpmprep.core.db import search
from tpmprep.core.db.codes import KINDS, ROOMS, day_text, word
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.interview import Question, Rehearsal, Story
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.exchange.draft import Load, ResponseLine, ReviewLine, StoryLine, TakeLine
from tpmprep.core.interview.stories import PARTS
from tpmprep.core.quiz.body import options_of
from tpmprep.core.quiz.faces import Confidence
from tpmprep.core.recall.faces import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

MOST_FOUND: Final = 1_000_000
_STATES: Final = {state.value: state.name.lower() for state in State}
_LOG: Final = f"""
SELECT t.ref, n.ref, {word("r.room", ROOMS)}, r.at, {day_text("r.study_day")}, r.rating,
    {word("r.kind", KINDS)}, r.duration_ms, r.state_before, r.due_after, r.thing_id, c.note_id
FROM review AS r JOIN thing AS t ON t.id = r.thing_id LEFT JOIN card AS c ON c.thing_id = r.thing_id
    LEFT JOIN thing AS n ON n.id = c.note_id
WHERE r.undone_at IS NULL ORDER BY r.id
"""  # noqa: S608  (our own names)
_ANSWERS: Final = """
SELECT t.ref, i.stem, i.body, r.at, r.study_day, r.duration_ms, r.given, r.score, r.confidence, r.graded,
    r.item_id
FROM response AS r JOIN thing AS t ON t.id = r.item_id LEFT JOIN item AS i ON i.thing_id = r.item_id
WHERE r.undone_at IS NULL ORDER BY r.id
"""


def gather_stories(session: Session, query: str = "") -> Load:
    """The live stories that a search finds, in the order they were made; an empty query means all."""
    found = _found(session, query, ("story",))
    rows = session.execute(
        select(Story, Thing.ref)
        .join(Thing, Thing.id == Story.thing_id)
        .where(Story.deleted_at.is_(None))
        .order_by(Story.thing_id)
    )
    return Load(
        stories=[
            StoryLine(
                "", row.title, {part: getattr(row, part) for part in PARTS}, ref, tuple(row.competencies)
            )
            for row, ref in rows
            if found is None or row.thing_id in found
        ]
    )


def gather_takes(session: Session, query: str = "") -> Load:
    """The takes of live questions and stories that a search finds, in the order they were made."""
    found = _found(session, query, ("question", "story"))
    rows = session.execute(
        select(Rehearsal, Thing.ref, func.coalesce(Question.prompt, Story.title))
        .join(Thing, Thing.id == Rehearsal.thing_id)
        .outerjoin(Question, (Question.thing_id == Thing.id) & Question.deleted_at.is_(None))
        .outerjoin(Story, (Story.thing_id == Thing.id) & Story.deleted_at.is_(None))
        .where(Rehearsal.undone_at.is_(None), Question.thing_id.is_not(None) | Story.thing_id.is_not(None))
        .order_by(Rehearsal.id)
    )
    return Load(
        takes=[
            TakeLine(
                "", ref, asked, row.at, row.study_day, row.duration_ms, row.score, tuple(row.parts), row.text,
                row.improve,
            )
            for row, ref, asked in rows
            if found is None or row.thing_id in found
        ]
    )  # fmt: skip


def gather_reviews(session: Session, query: str = "") -> Load:
    """The reviews of all cards, items and questions, or of those that a search finds, oldest first."""
    return Load(reviews=_reviews(session, _found(session, query, ("note", "item", "question"))))


def _reviews(session: Session, found: set[int] | None) -> Iterator[ReviewLine]:
    for *told, at, day, rating, kind, ms, before, due, thing_id, note_id in raw_of(session).execute(_LOG):
        if found is None or thing_id in found or note_id in found:
            of, note, room = told
            state = _STATES.get(before, str(before))
            yield ReviewLine(of, note or "", room, _at(at), day, rating, kind, ms, state, due and _at(due))


def gather_responses(session: Session, query: str = "") -> Load:
    """The answers to all items, or to those that a search finds, oldest first."""
    return Load(responses=_responses(session, _found(session, query, ("item",))))


def _responses(session: Session, found: set[int] | None) -> Iterator[ResponseLine]:
    for of, stem, body, at, day, ms, given, score, sure, graded, item in raw_of(session).execute(_ANSWERS):
        if found is None or item in found:
            texts = [str(option.get("text", "")) for option in options_of(json.loads(body or "{}"))]
            told = tuple(_said(key, texts) for key in json.loads(given))
            word_ = Confidence(sure).name.lower()
            yield ResponseLine(of, stem or "", _at(at), day, ms, told, score, word_, bool(graded))


def _said(key: object, options: Sequence[str]) -> str:
    """An option's own words; its number, or what was typed, where there are none."""
    known = isinstance(key, int) and 0 <= key < len(options) and options[key]
    return known or str(key)


def _at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _found(session: Session, query: str, kinds: tuple[str, ...]) -> set[int] | None:
    """The things a search finds; None for an empty one."""
    if not query.strip():
        return None
    return {hit.thing_id for hit in search.find(session, query, kinds, MOST_FOUND)}
