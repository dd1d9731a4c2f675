"""Putting content down: identities, tags, concepts, search text, and updates that spare the user's edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.thing import SearchDoc
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.tables.thing import Content


def identity(session: Session, kind: str, ref: str) -> int:
    """The id of a thing's permanent ref; made on first use, found again ever after.

    Raises ``thing.kind`` when the ref names a thing of another kind.
    """
    raw = raw_of(session)
    found = raw.execute("SELECT id, kind FROM thing WHERE ref = ?", (ref,)).fetchone()
    if found is not None:
        if found[1] != kind:
            raise UserError("thing.kind", ref=ref, found=found[1], kind=kind)
        return int(found[0])
    return int(raw.execute("INSERT INTO thing(kind, ref) VALUES (?, ?)", (kind, ref)).lastrowid or 0)


def name_concepts(session: Session, thing_id: int, concept_ids: Sequence[int]) -> bool:
    """Sets which concepts a thing names, the main one first; True when that changed something."""
    raw = raw_of(session)
    wanted = list(dict.fromkeys(concept_ids))
    had = raw.execute(
        "SELECT concept_id FROM concept_of WHERE thing_id = ? ORDER BY position", (thing_id,)
    ).fetchall()
    if [row[0] for row in had] == wanted:
        return False
    raw.execute("DELETE FROM concept_of WHERE thing_id = ?", (thing_id,))
    raw.executemany(
        "INSERT INTO concept_of(thing_id, concept_id, position) VALUES (?, ?, ?)",
        [(thing_id, concept, place) for place, concept in enumerate(wanted)],
    )
    return True


def name_tags(session: Session, thing_id: int, tags: Iterable[str]) -> bool:
    """Sets a thing's tags; True when that changed something."""
    raw = raw_of(session)
    wanted = sorted({tag.strip() for tag in tags if tag.strip()})
    had = raw.execute("SELECT name FROM thing_tag WHERE thing_id = ? ORDER BY name", (thing_id,)).fetchall()
    if sorted(row[0] for row in had) == wanted:
        return False
    raw.execute("DELETE FROM thing_tag WHERE thing_id = ?", (thing_id,))
    raw.executemany(
        "INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)", [(thing_id, tag) for tag in wanted]
    )
    return True


def index(session: Session, thing_id: int, kind: str, title: str, plain: str) -> None:
    """Writes what search finds of a thing."""
    put_document(session, thing_id, kind, title, beyond(title, plain))


def put_document(
    session: Session, thing_id: int, kind: str | None, title: str | None, plain: str | None
) -> None:
    """As ``index``, of a text without its title; what is None stands in the thing itself."""
    raw_of(session).execute(
        "INSERT INTO search_doc(thing_id, kind, title, plain) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(thing_id) DO UPDATE SET kind = excluded.kind, title = excluded.title, "
        "plain = excluded.plain",
        (thing_id, kind, title, plain),
    )


def beyond(title: str, plain: str) -> str:
    """The text without the title it begins with: search keeps and finds that in its own column."""
    return plain[len(title) + 1 :] if plain.startswith(f"{title}\n") else plain


def unindex(session: Session, thing_ids: Sequence[int]) -> None:
    """Takes things out of search, because they went to the trash."""
    session.execute(delete(SearchDoc).where(SearchDoc.thing_id.in_(thing_ids)))


def trash(session: Session, table: type[Content], thing_ids: Sequence[int], now: datetime) -> int:
    """Puts things into the trash and out of search; returns how many went."""
    gone = session.scalars(
        update(table)
        .where(table.thing_id.in_(thing_ids), table.deleted_at.is_(None))
        .values(deleted_at=now)
        .returning(table.thing_id)
    ).all()
    unindex(session, thing_ids)
    return len(gone)


def renew(session: Session, row: Content, shipped: Mapping[str, Any]) -> bool:
    """Brings a shipped row up to date; a field the user edited keeps the edit and gets the new text on offer.

    Returns True when anything changed.
    """
    edits = {
        edit.field: edit
        for edit in session.scalars(select(FieldEdit).where(FieldEdit.thing_id == row.thing_id))
    }
    changed = False
    for field, value in shipped.items():
        edit = edits.get(field)
        if edit is not None:
            offered = None if str(value) == edit.shipped else str(value)
            changed |= offered != edit.offered
            edit.offered = offered
        elif getattr(row, field) != value:
            setattr(row, field, value)
            changed = True
    return changed


def keep_shipped(session: Session, row: Content, after: Mapping[str, Any]) -> None:
    """Keeps the shipped value of each field of a pack's thing that the user is about to change."""
    if row.pack_id is None:
        return
    known = set(session.scalars(select(FieldEdit.field).where(FieldEdit.thing_id == row.thing_id)))
    for field, value in after.items():
        old = getattr(row, field)
        if field not in known and old != value:
            session.add(FieldEdit(thing_id=row.thing_id, field=field, shipped=str(old)))
