"""Tags and concepts of shipped things: what the person changed in them stays through every update."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import select

from tpmprep.core.catalog.things import name_concepts, name_tags
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.packs import FieldEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

TAGS: Final = "tags"
CONCEPTS: Final = "concepts"
Name = TypeVar("Name", str, int)


def keep_shipped_tags(session: Session, thing_id: int, tags: Iterable[str]) -> None:
    """The person sets the tags of a shipped thing: what it was shipped with is kept to compare with."""
    _keep(session, thing_id, TAGS, _tags_of(session, thing_id), sorted(set(tags)))


def keep_shipped_concepts(session: Session, thing_id: int, concept_ids: Sequence[int]) -> None:
    """The person sets the concepts of a shipped thing: what it was shipped with is kept to compare with."""
    _keep(session, thing_id, CONCEPTS, _concepts_of(session, thing_id), list(concept_ids))


def ship_tags(session: Session, thing_id: int, tags: Iterable[str]) -> bool:
    """A pack sets the tags of a thing; where the person changed them, only the pack's own changes count."""
    shipped = sorted({tag.strip() for tag in tags if tag.strip()})
    edit = _edit(session, thing_id, TAGS)
    if edit is None:
        return name_tags(session, thing_id, shipped)
    wanted = _merged(_tags_of(session, thing_id), json.loads(edit.shipped), shipped)
    edit.shipped = json.dumps(shipped, ensure_ascii=False)
    return name_tags(session, thing_id, wanted)


def ship_concepts(session: Session, thing_id: int, concept_ids: Sequence[int]) -> bool:
    """As ``ship_tags`` for the concepts a thing names."""
    edit = _edit(session, thing_id, CONCEPTS)
    if edit is None:
        return name_concepts(session, thing_id, concept_ids)
    wanted = _merged(_concepts_of(session, thing_id), json.loads(edit.shipped), list(concept_ids))
    edit.shipped = json.dumps(list(concept_ids))
    return name_concepts(session, thing_id, wanted)


def _merged(has: list[Name], before: list[Name], now: list[Name]) -> list[Name]:
    """What is there, without what the pack took out, and with what it brought."""
    stays = [name for name in has if name in now or name not in before]
    brought = [name for name in now if name not in before and name not in stays]
    return stays + brought


def _keep(session: Session, thing_id: int, field: str, has: list[Name], wanted: list[Name]) -> None:
    if has != wanted and _edit(session, thing_id, field) is None:
        session.add(FieldEdit(thing_id=thing_id, field=field, shipped=json.dumps(has, ensure_ascii=False)))


def _edit(session: Session, thing_id: int, field: str) -> FieldEdit | None:
    return session.scalar(select(FieldEdit).where(FieldEdit.thing_id == thing_id, FieldEdit.field == field))


def _tags_of(session: Session, thing_id: int) -> list[str]:
    query = "SELECT name FROM thing_tag WHERE thing_id = ? ORDER BY name"
    return sorted(str(row[0]) for row in raw_of(session).execute(query, (thing_id,)))


def _concepts_of(session: Session, thing_id: int) -> list[int]:
    query = "SELECT concept_id FROM concept_of WHERE thing_id = ? ORDER BY position"
    return [int(row[0]) for row in raw_of(session).execute(query, (thing_id,))]
