"""Installs, updates and lints packs; what the person made of them is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

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
        """All installed packs."""
        with self._db.reading() as session:
            return tuple(
                PackRow(
                    row.ref,
                    row.version,
                    row.title,
                    row.licence,
                    row.language,
                    row.installed_at,
                    _things(session, row.id),
                )
                for row in session.scalars(select(Pack).order_by(Pack.title))
            )

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


def _put(session: Session, pack: PackFolder, manifest: Manifest, now: datetime) -> InstallFace:
    from tpmprep.core.intake.apply import Intake

    row = _row(session, pack, manifest, now)
    intake = Intake(session, manifest.id, row.id, now)
    intake.put(pack.shelf)
    session.flush()
    _suspend_again(session)
    retired = _retire(session, row.id, intake.refs, now)
    outcomes = {"added": 0, "updated": 0, "unchanged": 0}
    for (_, outcome), count in intake.counts.items():
        outcomes[outcome] += count
    return InstallFace(manifest.id, manifest.version, **outcomes, retired=retired)


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


def _retire(session: Session, pack_id: int, refs: set[str], now: datetime) -> int:
    """Content the pack no longer brings rests; its history stays."""
    total = 0
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
        total += len(gone)
    return total


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


def _kept_suspended(session: Session) -> set[int]:
    row = session.get(Kept, SUSPENDED_BEFORE)
    return set() if row is None else set(row.value["things"])


def _keep_suspended(session: Session, thing_ids: set[int]) -> None:
    session.merge(Kept(key=SUSPENDED_BEFORE, value={"things": sorted(thing_ids)}))
    session.flush()


def _things(session: Session, pack_id: int) -> int:
    counts = (
        session.scalar(select(func.count()).select_from(table).where(table.pack_id == pack_id)) or 0
        for table in CONTENT
        if table is not Deck
    )
    return sum(counts)
