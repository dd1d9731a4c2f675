"""Installs, updates and lints packs; what the person made of them is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update

from tpmprep.core.catalog.things import unindex
from tpmprep.core.db.tables.cards import Card, Deck, Note
from tpmprep.core.db.tables.catalog import Concept
from tpmprep.core.db.tables.desk import Kept
from tpmprep.core.db.tables.interview import Question
from tpmprep.core.db.tables.learning import Path as LearningPath
from tpmprep.core.db.tables.learning import Step
from tpmprep.core.db.tables.packs import Pack
from tpmprep.core.db.tables.quiz import Item
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.db.tables.thing import Content, Thing
from tpmprep.core.ground.change import EVERYTHING
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.resources import resource
from tpmprep.core.packs.current import is_current
from tpmprep.core.packs.faces import InstallFace, PackReport, PackRow

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.intake.drafts import Manifest
    from tpmprep.core.packs.folder import PackFolder

CONTENT: tuple[type[Content], ...] = (Concept, Deck, Note, Item, Question, Step, LearningPath)
SHOWN_FAULTS = 5
SUSPENDED_BEFORE = "suspended before it rested"


class Packs:
    """Shipped and shared content over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def installed(self) -> tuple[PackRow, ...]:
        """All installed packs; one whose every thing rests was removed."""
        with self._db.reading() as session:
            rows = [_pack_row(session, row) for row in session.scalars(select(Pack).order_by(Pack.title))]
        return tuple(row for row in rows if row.shipped or row.things)

    def check(self, folder: Path) -> PackReport:
        """Lints a pack's folder; raises ``pack.missing`` when there is none."""
        from tpmprep.core.packs.folder import read_pack
        from tpmprep.core.packs.lint import lint_pack

        return lint_pack(read_pack(folder))

    def is_current(self, folder: Path) -> bool:
        """Whether exactly this pack is installed already, by its files' digest."""
        return is_current(self._db, folder)

    def install(self, folder: Path) -> InstallFace:
        """Installs or updates a pack, all or nothing; raises ``pack.faulty`` with its first faults.

        An update ends the undo list: older row images would bring back older content.
        """
        from tpmprep.core.packs.folder import read_pack
        from tpmprep.core.packs.lint import lint_pack

        pack = read_pack(folder)
        errors = lint_pack(pack).errors
        if errors or pack.manifest is None:
            first = [
                f"{fault.file}:{fault.line} {fault.field} {fault.why}" for fault in errors[:SHOWN_FAULTS]
            ]
            raise UserError("pack.faulty", folder=folder, count=len(errors), first="; ".join(first))
        with self._db.unlogged(EVERYTHING, bulk=True) as session:
            face = _put(session, pack, pack.manifest, self._db.clock.now())
        self._db.forget_steps()
        return face

    def remove(self, ref: str) -> int:
        """Takes a pack away that the person installed, as one step; returns how many things rest now.

        Its history stays, and so does a deck that holds what is not the pack's. Installed again, all comes
        back as it was. Raises ``pack.gone`` for one that is not there, ``pack.shipped`` for the app's own.
        """
        if is_shipped(ref):
            raise UserError("pack.shipped")
        with self._db.reading() as session:
            row = session.scalar(select(Pack).where(Pack.ref == ref))
        if row is None:
            raise UserError("pack.gone")
        now = self._db.clock.now()
        with self._db.step("pack.removed", EVERYTHING, title=row.title, page="library") as session:
            gone = _retire(session, row.id, _shared_decks(session, row.id), now)
            unindex(session, gone)
        return len(gone)


def is_shipped(ref: str) -> bool:
    """Whether a pack comes with the app."""
    return resource("packs", ref).is_dir()


def _put(session: Session, pack: PackFolder, manifest: Manifest, now: datetime) -> InstallFace:
    from tpmprep.core.intake.apply import Intake

    row = _row(session, pack, manifest, now)
    intake = Intake(session, manifest.id, row.id, now)
    _keep_only_resting(session)
    intake.put(pack.shelf)
    session.flush()
    _suspend_again(session)
    retired = _retire(session, row.id, intake.refs, now)
    outcomes = {"added": 0, "updated": 0, "unchanged": 0}
    for (_, outcome), count in intake.counts.items():
        outcomes[outcome] += count
    return InstallFace(manifest.id, manifest.version, **outcomes, retired=len(retired))


def _row(session: Session, pack: PackFolder, manifest: Manifest, now: datetime) -> Pack:
    row = session.scalar(select(Pack).where(Pack.ref == manifest.id))
    if row is None:
        row = Pack(
            ref=manifest.id, version="", title="", licence="", language="", digest="", installed_at=now
        )
        session.add(row)
    row.version, row.title, row.licence = manifest.version, manifest.title, manifest.licence
    row.language, row.digest, row.installed_at = manifest.language, pack.digest, now
    session.flush()
    return row


def _shared_decks(session: Session, pack_id: int) -> set[str]:
    """Decks of a pack that hold notes of another hand, and the decks those lie in."""
    others = or_(Note.pack_id.is_(None), Note.pack_id != pack_id)
    live = (Note.deleted_at.is_(None), Note.retired_at.is_(None))
    kept = set(session.scalars(select(Note.deck_id).where(others, *live)))
    own = or_(Deck.pack_id.is_(None), Deck.pack_id != pack_id)
    kept |= set(session.scalars(select(Deck.thing_id).where(own, Deck.deleted_at.is_(None))))
    parents = {row.thing_id: row.parent_id for row in session.scalars(select(Deck))}
    for deck in tuple(kept):
        above = parents.get(deck)
        while above is not None and above not in kept:
            kept.add(above)
            above = parents.get(above)
    return set(session.scalars(select(Thing.ref).where(Thing.id.in_(kept))))


def _retire(session: Session, pack_id: int, refs: set[str], now: datetime) -> list[int]:
    """Content of a pack but these ``refs`` rests, its history stays; returns what rests from now on."""
    resting: list[int] = []
    for table in CONTENT:
        rows = session.execute(
            select(table, Thing.ref)
            .join(Thing, Thing.id == table.thing_id)
            .where(table.pack_id == pack_id, table.retired_at.is_(None))
        ).all()
        gone = [row for row, ref in rows if ref not in refs]
        for row in gone:
            row.retired_at = now
        _rest(session, [row.thing_id for row in gone])
        resting += [row.thing_id for row in gone]
    return resting


def _rest(session: Session, thing_ids: list[int]) -> None:
    cards = select(Card.thing_id).where(Card.note_id.in_(thing_ids))
    resting = Memory.thing_id.in_(thing_ids) | Memory.thing_id.in_(cards)
    already = session.scalars(select(Memory.thing_id).where(resting, Memory.suspended.is_(True))).all()
    if already:
        _keep_suspended(session, {*_kept_suspended(session), *already})
    session.execute(update(Memory).where(resting).values(suspended=True))


def _suspend_again(session: Session) -> None:
    """What the person had suspended before its content rested stays so when a pack brings it again."""
    kept = _kept_suspended(session)
    if not kept:
        return
    awake = session.scalars(
        select(Memory.thing_id).where(Memory.thing_id.in_(kept), Memory.suspended.is_(False))
    ).all()
    session.execute(update(Memory).where(Memory.thing_id.in_(awake)).values(suspended=True))
    if awake:
        _keep_suspended(session, kept - set(awake))


def _keep_only_resting(session: Session) -> None:
    """What woke otherwise meanwhile, as by undo of a removal, is the person's own to wake or suspend."""
    kept = _kept_suspended(session)
    if not kept:
        return
    of_notes = select(Card.thing_id).join(Note, Note.thing_id == Card.note_id)
    resting = set(session.scalars(of_notes.where(Card.thing_id.in_(kept), Note.retired_at.is_not(None))))
    for table in CONTENT:
        own = select(table.thing_id).where(table.thing_id.in_(kept), table.retired_at.is_not(None))
        resting |= set(session.scalars(own))
    if kept != resting:
        _keep_suspended(session, resting)


def _kept_suspended(session: Session) -> set[int]:
    row = session.get(Kept, SUSPENDED_BEFORE)
    return set() if row is None else set(row.value["things"])


def _keep_suspended(session: Session, thing_ids: set[int]) -> None:
    session.merge(Kept(key=SUSPENDED_BEFORE, value={"things": sorted(thing_ids)}))
    session.flush()


def _pack_row(session: Session, row: Pack) -> PackRow:
    return PackRow(
        row.ref,
        row.version,
        row.title,
        row.licence,
        row.language,
        row.installed_at,
        _things(session, row.id),
        is_shipped(row.ref),
    )


def _things(session: Session, pack_id: int) -> int:
    counts = (
        session.scalar(
            select(func.count())
            .select_from(table)
            .where(table.pack_id == pack_id, table.retired_at.is_(None), table.deleted_at.is_(None))
        )
        or 0
        for table in CONTENT
        if table is not Deck
    )
    return sum(counts)
