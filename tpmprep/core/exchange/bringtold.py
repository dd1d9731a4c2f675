"""Puts the stories and takes of a load down inside one open step; what was said here already stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.db.tables.interview import Question, Rehearsal, Story
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.exchange.deckshelf import own_ref_of
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.ground.clock import study_day
from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.stories import PARTS, put_story

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from sqlalchemy.orm import Session

    from tpmprep.core.exchange.draft import Load, StoryLine, TakeLine


def bring_stories(session: Session, load: Load, now: datetime) -> Counter[str]:
    """Puts all stories down and counts ``story.added``, ``story.unchanged`` …; what is faulty is refused."""
    counts: Counter[str] = Counter()
    taken: dict[str, StoryLine] = {}
    for line in load.stories:
        ref = line.ref or own_ref_of("story", line.title)
        before = taken.setdefault(ref, line)
        if before is not line:
            if replace(line, where=before.where) != before:
                why = f"{before.where} is the same story, and says something else"
                load.refused.append(Refused(line.where, why))
            continue
        try:
            outcome = put_story(session, ref, _values(line, load), now)
        except UserError as error:
            if error.code != "thing.kind":
                raise
            why = f"id: '{error.values['ref']}' is a {error.values['found']} here"
            load.refused.append(Refused(line.where, why))
        else:
            counts[f"story.{outcome}"] += 1
    return counts


def bring_takes(session: Session, load: Load, zone: tzinfo | None) -> Counter[str]:
    """Adds the takes that are not here yet and counts ``take.added`` and ``take.unchanged``.

    History is never rewritten: a take of the same time that says something else is refused. No memory
    changes, for the reviews that takes led to are history of their own.
    """
    counts: Counter[str] = Counter()
    for line in load.takes:
        thing_id = _said(session, line)
        if thing_id is None:
            load.refused.append(Refused(line.where, "of: no question or story is called so here"))
            continue
        row = _rehearsal(line, thing_id, zone)
        here = session.scalars(
            select(Rehearsal).where(
                Rehearsal.thing_id == thing_id, Rehearsal.at == line.at, Rehearsal.undone_at.is_(None)
            )
        ).first()
        if here is None:
            session.add(row)
            session.flush()
            counts["take.added"] += 1
        elif _told(here) == _told(row):
            counts["take.unchanged"] += 1
        else:
            why = "a take of this time is here already, and says something else"
            load.refused.append(Refused(line.where, why))
    return counts


def _values(line: StoryLine, load: Load) -> dict[str, object]:
    """What a file says of a story; a column that it lacks leaves the field alone."""
    values: dict[str, object] = {"title": line.title}
    values |= {part: text for part, text in line.parts.items() if part in PARTS}
    return values | ({} if "competencies" in load.lacks else {"competencies": list(line.competencies)})


def _said(session: Session, line: TakeLine) -> int | None:
    """The live question or story that was rehearsed: by its permanent id, else by its very words."""
    for table, words in ((Question, Question.prompt), (Story, Story.title)):
        live = (
            select(table.thing_id).join(Thing, Thing.id == table.thing_id).where(table.deleted_at.is_(None))
        )
        if line.of and (found := session.scalar(live.where(Thing.ref == line.of))) is not None:
            return found
        if line.asked.strip():
            named = session.scalar(live.where(words == line.asked).order_by(table.thing_id))
            if named is not None:
                return named
    return None


def _rehearsal(line: TakeLine, thing_id: int, zone: tzinfo | None) -> Rehearsal:
    return Rehearsal(
        thing_id=thing_id,
        at=line.at,
        study_day=line.day or study_day(line.at, zone),
        duration_ms=line.duration_ms,
        score=line.score,
        improve=line.improve.strip(),
        text=line.said,
        parts=list(line.parts),
    )


def _told(row: Rehearsal) -> tuple[object, ...]:
    return (row.study_day, row.duration_ms, row.score, row.improve, row.text, row.parts)
