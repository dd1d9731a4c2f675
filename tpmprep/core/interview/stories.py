"""STAR stories: kept, found and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tpmprep.core.catalog.putting import put_down
from tpmprep.core.catalog.things import identity, index
from tpmprep.core.db.tables.interview import Story
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.interview.faces import StoryDraft, StoryFace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

PARTS = ("situation", "task", "action", "result", "reflection")
LIVE_STORIES = (
    select(Story)
    .where(Story.deleted_at.is_(None))
    .order_by(func.coalesce(Story.edited_at, Story.created_at).desc(), Story.thing_id.desc())
)


def add(session: Session, draft: StoryDraft, now: datetime) -> int:
    """Adds a story inside an open step; raises ``story.field`` without a title."""
    thing_id = identity(session, "story", own_ref("story"))
    row = Story(thing_id=thing_id, title="", created_at=now)
    _fill(row, draft)
    session.add(row)
    index_story(session, row)
    return thing_id


def edit(session: Session, story_id: int, draft: StoryDraft, now: datetime) -> StoryFace:
    """Changes a story inside an open step; raises ``story.field`` or ``story.gone``."""
    row = need(session, story_id)
    _fill(row, draft)
    row.edited_at = now
    index_story(session, row)
    session.flush()
    return face(row)


def put_story(session: Session, ref: str, values: Mapping[str, Any], now: datetime) -> str:
    """A story by its permanent ref; returns ``added``, ``updated`` or ``unchanged``."""
    put = put_down(session, Story, "story", ref, values, now)
    if put.changed and not put.new:
        put.row.edited_at = now
    if put.is_found(changed=put.changed):
        index_story(session, put.row)
    return put.outcome(changed=put.changed)


def need(session: Session, story_id: int) -> Story:
    """The row of a story; raises ``story.gone``."""
    row = session.get(Story, story_id)
    if row is None or row.deleted_at is not None:
        raise UserError("story.gone", id=story_id)
    return row


def face(row: Story) -> StoryFace:
    """A story as shown."""
    return StoryFace(
        id=row.thing_id,
        title=row.title,
        situation=row.situation,
        task=row.task,
        action=row.action,
        result=row.result,
        reflection=row.reflection,
        competencies=tuple(row.competencies),
        filled=sum(bool(getattr(row, part).strip()) for part in PARTS),
        edited_at=row.edited_at or row.created_at,
    )


def _fill(row: Story, draft: StoryDraft) -> None:
    if not draft.title.strip():
        raise UserError("story.field", field="title", why="give the story a name")
    row.title = draft.title.strip()
    for part in PARTS:
        setattr(row, part, getattr(draft, part))
    row.competencies = [word.strip() for word in draft.competencies if word.strip()]


def index_story(session: Session, row: Story) -> None:
    """Writes what search finds of a story."""
    plain = "\n".join(to_plain(getattr(row, part)) for part in PARTS)
    index(session, row.thing_id, "story", row.title, plain)
