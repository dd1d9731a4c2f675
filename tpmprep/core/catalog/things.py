"""Putting content down: identities, tags, concepts, search text, and updates that spare the user's edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.db.tables.packs import FieldEdit
from tpmprep.core.db.tables.thing import ConceptOf, SearchDoc, Thing, ThingTag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from tpmprep.core.db.tables.thing import Content


def identity(session: Session, kind: str, ref: str) -> int:
    """The id of a thing's permanent ref; made on first use, found again ever after."""
    found = session.scalar(select(Thing.id).where(Thing.ref == ref))
    if found is not None:
        return found
    thing = Thing(kind=kind, ref=ref)
    session.add(thing)
    session.flush()
    return thing.id


def name_concepts(session: Session, thing_id: int, concept_ids: Sequence[int]) -> bool:
    """Sets which concepts a thing names, the main one first; True when that changed something."""
    wanted = list(dict.fromkeys(concept_ids))
    had = session.scalars(
        select(ConceptOf.concept_id).where(ConceptOf.thing_id == thing_id).order_by(ConceptOf.position)
    ).all()
    if list(had) == wanted:
        return False
    session.execute(delete(ConceptOf).where(ConceptOf.thing_id == thing_id))
    session.add_all(
        ConceptOf(thing_id=thing_id, concept_id=concept, position=place)
        for place, concept in enumerate(wanted)
    )
    return True


def name_tags(session: Session, thing_id: int, tags: Iterable[str]) -> bool:
    """Sets a thing's tags; True when that changed something."""
    wanted = sorted({tag.strip() for tag in tags if tag.strip()})
    had = sorted(session.scalars(select(ThingTag.name).where(ThingTag.thing_id == thing_id)))
    if had == wanted:
        return False
    session.execute(delete(ThingTag).where(ThingTag.thing_id == thing_id))
    session.add_all(ThingTag(thing_id=thing_id, name=tag) for tag in wanted)
    return True


def index(session: Session, thing_id: int, kind: str, title: str, plain: str) -> None:
    """Writes what search finds of a thing."""
    values = {"kind": kind, "title": title, "plain": plain}
    put = insert(SearchDoc).values(thing_id=thing_id, **values)
    session.execute(put.on_conflict_do_update(index_elements=["thing_id"], set_=values))


def unindex(session: Session, thing_ids: Sequence[int]) -> None:
    """Takes things out of search, because they went to the trash."""
    session.execute(delete(SearchDoc).where(SearchDoc.thing_id.in_(thing_ids)))


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


def shorten(text: str, letters: int = 60) -> str:
    """One line of at most ``letters`` characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    return line[: letters - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
