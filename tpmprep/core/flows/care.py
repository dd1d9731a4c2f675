"""Looks after the profile: checks it now, mends what can be made anew, tells what helpers must know."""

from __future__ import annotations

import io
import json
import platform
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import tpmprep
from tpmprep.core.db.check import Problem, check, rebuild_tallies
from tpmprep.core.db.fingerprint import table_names
from tpmprep.core.db.guards import make_guards
from tpmprep.core.db.head import HEAD
from tpmprep.core.db.profile import CHECKED
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import rebuild_index
from tpmprep.core.db.tables.desk import Kept
from tpmprep.core.flows.faces import CheckFace, PlaceFace
from tpmprep.core.ground.folders import Folders, default_root, synced_by, write_atomically
from tpmprep.core.ground.settings import OPTIONS
from tpmprep.core.ground.versions import sqlite_version
from tpmprep.core.media.check import check_media
from tpmprep.core.media.service import Media

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

SHIPPED: Final = ("tpm-core",)
"""Packs whose names are no secret; of others only the number is told."""

MENDABLE: Final = ("tally.", "search.stale", "guard.")


class Care:
    """The care of one profile over its open database."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings

    def place(self) -> PlaceFace:
        """Where the profile lies, and which cloud service or network holds that folder."""
        folder = self._db.file.parent
        return PlaceFace(folder, synced_by(folder))

    def last_check(self) -> date | None:
        """The day of the last full check in which nothing was wrong."""
        with self._db.reading() as session:
            row = session.get(Kept, CHECKED)
        try:
            return None if row is None else date.fromisoformat(str(row.value["on"]))
        except (KeyError, ValueError):
            return None

    def check(self) -> CheckFace:
        """Looks at everything: pages, references, guards, roll-ups, search, media; takes some seconds."""
        problems = self._problems()
        if not problems:
            self._note_checked()
        unused = tuple(face.ref.removeprefix("media:") for face in Media(self._db).unused())
        return _face(problems, unused)

    def mend(self) -> CheckFace:
        """Makes anew what is made from something else (roll-ups, search index, guards), and checks again."""
        found = {problem.what for problem in self._problems()}
        if any(what.startswith("guard.") for what in found):
            with self._db.unlogged() as session:
                make_guards(raw_of(session))
        if any(what.startswith("tally.") for what in found):
            rebuild_tallies(self._db)
        if any(what == "search.stale" for what in found):
            rebuild_index(self._db)
        return self.check()

    def diagnosis(self, more: Mapping[str, str]) -> dict[str, Any]:
        """Versions, settings, counts and the last check: ids and numbers, never what a person wrote.

        Args:
            more: further versions, such as Qt's, which the core does not know.
        """
        last = self.last_check()
        return {
            "versions": {**versions(), **more},
            "packs": self._packs(),
            "folder": _place(self._db.file.parent),
            "synced_by": synced_by(self._db.file.parent),
            "settings": {name: self._settings.get(name) for name in OPTIONS if _is_plain(name)},
            "last_check": last.isoformat() if last else None,
            "rows": self._rows(),
        }

    def save_diagnosis(self, file: Path, more: Mapping[str, str]) -> Path:
        """Writes the diagnosis, a check and the log as a zip; raises ``profile.disk_full`` and its like."""
        told = self.diagnosis(more)
        told["problems"] = [f"{problem.what} {problem.where}" for problem in self._problems()]
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("diagnosis.json", json.dumps(told, indent=1, ensure_ascii=False))
            for log in sorted(Folders(self._db.file.parent).logs.glob("tpmprep.log*")):
                archive.writestr(f"logs/{log.name}", log.read_bytes())
        write_atomically(file, content.getvalue())
        return file

    def _problems(self) -> list[Problem]:
        return [*check(self._db), *check_media(self._db)]

    def _note_checked(self) -> None:
        with self._db.unlogged(counts=False) as session:
            session.merge(Kept(key=CHECKED, value={"on": self._db.clock.now().date().isoformat()}))

    def _packs(self) -> dict[str, Any]:
        with self._db.reading() as session:
            rows = raw_of(session).execute("SELECT ref, version FROM pack ORDER BY ref").fetchall()
        known = {str(ref): str(version) for ref, version in rows if ref in SHIPPED}
        return {**known, "others": len(rows) - len(known)}

    def _rows(self) -> dict[str, int]:
        with self._db.reading() as session:
            raw = raw_of(session)
            return {
                table: int(raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608
                for table in table_names(raw)
            }


def versions() -> dict[str, str]:
    """The versions of what the core is made of."""
    return {
        "tpmprep": tpmprep.__version__,
        "schema": str(HEAD),
        "Python": platform.python_version(),
        "SQLite": sqlite_version(),
        "system": platform.platform(),
    }


def _face(problems: list[Problem], unused: tuple[str, ...]) -> CheckFace:
    said = tuple((problem.what, " ".join((problem.where, problem.detail)).strip()) for problem in problems)
    return CheckFace(said, can_mend=any(what.startswith(MENDABLE) for what, _ in said), unused=unused)


def _place(folder: Path) -> str:
    """Whether a profile lies where it usually does; the name of another folder is a person's own."""
    return "usual" if folder == default_root().absolute() else "chosen"


def _is_plain(name: str) -> bool:
    """Settings that are numbers, switches or one of a few choices; a free text could be a person's."""
    option = OPTIONS[name]
    return bool(option.choices) or not isinstance(option.default, str)
