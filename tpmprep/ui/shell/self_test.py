"""Looks whether this copy of the program is whole: registries, resources, schema, libraries, the window."""

from __future__ import annotations

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from PySide6.QtWidgets import QApplication

    from tpmprep.core.ground.registry import Registry
    from tpmprep.core.profile import Profile

    Check = dict[str, object]

FORBIDDEN: Final = ("QtWebEngineCore", "QtCharts", "QtGraphs", "QtDataVisualization", "QtMultimedia")
SCHEMA_AT: Final = 60
FONTS: Final = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold", "JetBrainsMono-Regular")


def run_checks() -> list[Check]:
    """Every check as ``name``, ``ok`` and what it ``says``; a check that breaks is one that failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks = [
        _run("registries", _registries),
        _run("fonts", _fonts),
        _run("icons", _icons),
        _run("themes", _themes),
        _run("packs", _packs),
        _run("libraries", _libraries),
    ]
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "profile"
        checks.append(_run("profile", lambda: _with_profile(root, _profile)))
        checks.append(_run("schema", lambda: _schema(root)))
        checks.append(_run("window", lambda: _with_profile(root, _window)))
    return checks


def _run(name: str, check: Callable[[], str]) -> Check:
    try:
        return {"name": name, "ok": True, "says": check()}
    except Exception as error:  # whatever it is, it is the answer
        return {"name": name, "ok": False, "says": f"{type(error).__name__}: {error}"}


def _expect(*, good: bool, says: str) -> None:
    if not good:
        raise ValueError(says)


def _registries() -> str:
    from tpmprep.core.cards.kind import NOTE_KINDS
    from tpmprep.core.exchange.service import FORMATS
    from tpmprep.core.learning.steps import KINDS
    from tpmprep.core.quiz.kind import ITEM_KINDS
    from tpmprep.ui.shell.specs import PAGES

    registries: dict[str, Registry[Any]] = {
        "note kinds": NOTE_KINDS,
        "item kinds": ITEM_KINDS,
        "step kinds": KINDS,
        "formats": FORMATS,
        "pages": PAGES,
    }
    wrong = {name: registry.differences() for name, registry in registries.items() if registry.differences()}
    _expect(good=not wrong, says=str(wrong))
    return ", ".join(f"{len(registry.names())} {name}" for name, registry in registries.items())


def _fonts() -> str:
    from PySide6.QtGui import QFontDatabase

    _application()
    missing = [
        name for name in FONTS if QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf"))) < 0
    ]
    _expect(good=not missing, says=f"not readable: {', '.join(missing)}")
    return f"{len(FONTS)} fonts"


def _icons() -> str:
    from PySide6.QtSvg import QSvgRenderer

    from tpmprep.core.learning.steps import KINDS
    from tpmprep.ui.shell.palette import ICONS
    from tpmprep.ui.shell.specs import PAGES

    names = {kind.icon for kind in KINDS.all()} | {spec.icon for spec in PAGES.all()} | set(ICONS.values())
    files = {name: str(resource("icons", f"{name}.svg")) for name in sorted(names)}
    wrong = [name for name, file in files.items() if not QSvgRenderer(file).isValid()]
    _expect(good=not wrong, says=f"not readable: {', '.join(wrong)}")
    return f"{len(names)} icons"


def _themes() -> str:
    from tpmprep.ui.kit.theme import style_sheet
    from tpmprep.ui.kit.tokens import THEMES

    sheets = [style_sheet(look, 100) for look in THEMES.values()]
    _expect(good=all(sheet and "@" not in sheet for sheet in sheets), says="a colour has no value")
    return ", ".join(THEMES)


def _packs() -> str:
    from tpmprep.core.packs.folder import read_pack
    from tpmprep.core.packs.lint import lint_pack
    from tpmprep.core.profile import SHIPPED

    for name in SHIPPED:
        errors = lint_pack(read_pack(resource("packs", name))).errors
        _expect(good=not errors, says="; ".join(f"{e.file}:{e.line} {e.field} {e.why}" for e in errors[:3]))
    return ", ".join(SHIPPED)


def _libraries() -> str:
    from PySide6 import __version__

    from tpmprep.core.db.engine import check_sqlite

    check_sqlite()
    there = [name for name in FORBIDDEN if find_spec(f"PySide6.{name}") is not None]
    _expect(good=not there, says=f"must not be shipped: {', '.join(there)}")
    return f"PySide6 {__version__}"


def _with_profile(root: Path, check: Callable[[Profile], str]) -> str:
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.profile import open_for_writing

    profile = open_for_writing(prepare(root))
    try:
        return check(profile)
    finally:
        profile.close()


def _profile(profile: Profile) -> str:
    from tpmprep.core.db.check import check

    problems = check(profile.database)
    _expect(good=not problems, says=str(problems[:3]))
    status = profile.services.insight.status()
    _expect(good=bool(profile.services.catalog.find("roadmap")), says="the search finds nothing")
    return f"{status.concepts} concepts, {status.cards} cards, search finds"


def _schema(root: Path) -> str:
    from tpmprep.core.db.head import HEAD
    from tpmprep.core.ground.folders import Folders

    with Folders(root).database.open("rb") as stream:
        found = int.from_bytes(stream.read(SCHEMA_AT + 4)[SCHEMA_AT:], "big")
    _expect(good=found == HEAD, says=f"the file has schema {found}, the program {HEAD}")
    return f"schema {HEAD}"


def _window(profile: Profile) -> str:
    from PySide6.QtWidgets import QApplication

    from tpmprep.ui.kit import theme
    from tpmprep.ui.kit.host import Place
    from tpmprep.ui.shell.specs import page_specs
    from tpmprep.ui.shell.window import Window

    theme.apply(_application(), "light")
    window = Window(page_specs())
    faults: list[BaseException] = []
    window.failed = faults.append  # type: ignore[method-assign,assignment]  # a fault is the answer here
    window.give(profile.services)
    window.show()
    for name in window.specs:
        window.go(Place(name))
        QApplication.processEvents()
    size = window.grab().size()
    window.close()
    window.deleteLater()
    _expect(good=not faults, says="; ".join(map(str, faults)))
    return f"{len(window.specs)} pages at {size.width()} × {size.height()}"


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication(["tpmprep"])
