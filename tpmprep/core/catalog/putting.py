"""Puts the row of a content table down by its permanent ref: made once, brought up to date after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tpmprep.core.catalog.shipping import ship_concepts, ship_tags
from tpmprep.core.catalog.things import identity, renew
from tpmprep.core.db.tables.thing import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

Row = TypeVar("Row", bound=Content)


@dataclass(frozen=True, slots=True)
class Put(Generic[Row]):
    """A row put down: whether it is ``new``, ``changed`` (new ones are), or ``woke`` from its rest."""

    row: Row
    new: bool
    changed: bool
    woke: bool

    def is_found(self, *, changed: bool) -> bool:
        """Whether search has to hear of it: what lies in the trash changes there, unseen."""
        return changed and self.row.deleted_at is None

    def outcome(self, *, changed: bool) -> str:
        """``added``, ``updated`` or ``unchanged``, once what belongs to the row was put down too."""
        if self.new:
            return "added"
        return "updated" if changed else "unchanged"


def put_down(
    session: Session,
    table: type[Row],
    kind: str,
    ref: str,
    values: Mapping[str, Any],
    now: datetime,
    renewing: Callable[[Session, Row, Mapping[str, Any]], bool] = renew,
) -> Put[Row]:
    """Makes the row of ``ref``, or brings it up to date and out of its rest.

    Args:
        session: an open step or unlogged transaction.
        table: the content table.
        kind: the kind of thing.
        ref: the permanent id.
        values: its columns as shipped.
        now: the time of making.
        renewing: brings a known row up to date; True when that changed something.
    """
    thing_id = identity(session, kind, ref)
    row = session.get(table, thing_id)
    if row is None:
        row = table(thing_id=thing_id, created_at=now, **values)
        session.add(row)
        session.flush()
        return Put(row, new=True, changed=True, woke=False)
    changed = renewing(session, row, values)
    woke = row.retired_at is not None
    row.retired_at = None
    return Put(row, new=False, changed=changed or woke, woke=woke)


def settle(
    session: Session,
    put: Put[Row],
    concept_ids: Sequence[int],
    tags: Iterable[str],
    index_row: Callable[[Session, Row], None],
) -> str:
    """Puts down what belongs to a row, and says ``added``, ``updated`` or ``unchanged``.

    Args:
        session: an open step or unlogged transaction.
        put: the row put down.
        concept_ids: the concepts it names, the main one first.
        tags: its tags.
        index_row: writes what search finds of it; called when that may have changed.
    """
    changed = put.changed
    changed |= ship_concepts(session, put.row.thing_id, concept_ids)
    changed |= ship_tags(session, put.row.thing_id, tags)
    if put.is_found(changed=changed):
        index_row(session, put.row)
    return put.outcome(changed=changed)
