"""Puts domains and concepts on the shelf: made once, brought up to date after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from tpmprep.core.catalog.things import identity, index, name_tags, renew
from tpmprep.core.db.tables.catalog import Concept, Domain
from tpmprep.core.ground.markup import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session


def put_domain(session: Session, ref: str, title: str, about: str, position: int, pack_id: int) -> int:
    """A domain by its permanent ref; returns its id."""
    row = session.scalar(select(Domain).where(Domain.ref == ref))
    if row is None:
        row = Domain(ref=ref, title=title, about=about, position=position, pack_id=pack_id)
        session.add(row)
    row.title, row.about, row.position = title, about, position
    session.flush()
    return row.id


def put_concept(
    session: Session, ref: str, values: Mapping[str, Any], tags: Iterable[str], now: datetime
) -> str:
    """A concept by its permanent ref; returns ``added``, ``updated`` or ``unchanged``."""
    thing_id = identity(session, "concept", ref)
    row = session.get(Concept, thing_id)
    if row is None:
        row = Concept(thing_id=thing_id, created_at=now, **values)
        session.add(row)
        outcome = "added"
        name_tags(session, thing_id, tags)
    else:
        changed = renew(session, row, values)
        changed |= name_tags(session, thing_id, tags)
        outcome = "updated" if changed or row.retired_at else "unchanged"
        row.retired_at = None
    if outcome != "unchanged":
        plain = "\n".join([" ".join(row.aliases), to_plain(row.brief), to_plain(row.example)])
        index(session, thing_id, "concept", row.title, plain)
    return outcome
