"""Pictures of every page, taken without a screen in a process of its own: same profile, same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import unwritable
from tpmprep.core.ground.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tpmprep.core.ground.folders import Folders

CHILD: Final = "TPMPREP_SHOTS"
ASIDE: Final = "on-the-way"
# the folder as the pictures name it: the same wherever they are taken
HOME: Final = "profile"
_SCREENS: Final = "screens.json"
_CODE: Final = Path(__file__).resolve().parents[3]
_FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


# the screen of the pictures: dialogs are put in the middle of a window only where it lies on one
_SCREEN: Final = {"name": "", "x": 0, "y": 0, "width": 3840, "height": 2400, "logicalDpi": 96, "dpr": 1}


def take_shots(
    out: Path, theme: str, size: tuple[int, int], scale: float, profile: Path | None = None
) -> list[Path]:
    """Writes a PNG of every page and its main states; returns the files in the order they were taken.

    Args:
        out: the folder; made when missing.
        theme: light, dark or contrast.
        size: width and height of the window, before scaling.
        scale: pixels for each of them.
        profile: the profile to show, which is left as it is; None shows a demo made for it.

    Raises:
        UserError: ``folder.not_writable``, ``shots.failed`` when the process ended before the last picture,
            and all that opening a profile raises.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out / ASIDE, error) from error
    with tempfile.TemporaryDirectory() as stage:
        folders, on = _profile_for(Path(stage), profile)
        told = {
            "out": str(out.absolute()),
            "theme": theme,
            "size": size,
            "profile": folders.root.name,
            "on": on.isoformat(),
        }
        ran = subprocess.run(  # noqa: S603  (our own program)
            _command(),
            env=_environment(Path(stage), told, scale),
            cwd=folders.root.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    lines = ran.stdout.splitlines()
    if ran.returncode or not lines:
        why = (ran.stderr.strip().splitlines() or ["it ended at once"])[-1]
        raise UserError("shots.failed", why=why)
    return [out / name for name in json.loads(lines[-1])]


def _profile_for(stage: Path, profile: Path | None) -> tuple[Folders, date]:
    """A profile the pictures may change: the demo, or a copy of the given one, and its present day."""
    from tpmprep.core.ground.folders import prepare

    if profile is None:
        return _demo(stage)
    from tpmprep.core.db.backups.copying import backup
    from tpmprep.core.ground.clock import SystemClock, today
    from tpmprep.core.insight import snapshot

    given, copy = prepare(profile), prepare(stage / HOME)
    if not given.database.exists():
        raise UserError("input.file_missing", file=given.database)
    backup(given.database, copy.database)
    face = None
    if given.snapshot.exists():
        copy.snapshot.write_bytes(given.snapshot.read_bytes())
        face = snapshot.read(given.snapshot.read_bytes())
    return copy, face.on if face is not None else today(SystemClock())


def _demo(stage: Path) -> tuple[Folders, date]:
    from datetime import date
    from zoneinfo import ZoneInfo

    from tpmprep.core.demo.make import make_demo
    from tpmprep.core.ground.folders import prepare

    on = date(2026, 3, 2)
    make_demo(stage / HOME, on, ZoneInfo("UTC"))
    return prepare(stage / HOME), on


def _command() -> list[str]:
    """This program again: the built one by itself, else Python with the module that takes the pictures."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "shots", ASIDE]
    return [sys.executable, "-m", "tpmprep", "shots", ASIDE]


def _environment(stage: Path, told: Mapping[str, object], scale: float) -> dict[str, str]:
    config = stage / "fonts.conf"
    config.write_text(_FONTCONFIG.format(fonts=resource("fonts"), cache=stage / "fonts"), encoding="utf-8")
    (stage / _SCREENS).write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    return {
        **os.environ,
        CHILD: json.dumps(told),
        "QT_QPA_PLATFORM": f"offscreen:configfile={_SCREENS}",
        "QT_SCALE_FACTOR": f"{scale:g}",
        "QT_ENABLE_HIGHDPI_SCALING": "1",
        "FONTCONFIG_FILE": str(config),
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join([str(_CODE), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
