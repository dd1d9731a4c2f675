"""The run-time twins of the import contracts: what a fresh Python really loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.walls import files_of, imports_at_top, module_of, modules_after, parents_of

if TYPE_CHECKING:
    from pathlib import Path

# what the front page must not wait for (measured: the ORM alone costs three times Qt's widgets)
NOT_AT_START = frozenset(
    ["sqlalchemy", "alembic", "pydantic", "yaml", "markdown", "nh3", "fsrs", "pygments", "asyncio", "numpy"]
)
START = """
from pathlib import Path
from PySide6.QtWidgets import QApplication
import tempfile
import tpmprep.__main__, tpmprep.app
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.core.insight import snapshot
from tpmprep.core.insight.front import TodayFace
from tpmprep.ui.shell.first import raise_first
from tpmprep.ui.shell.session import Session
from datetime import date
folders = prepare(Path(tempfile.mkdtemp()))
face = TodayFace(date(2026, 3, 2), None, 30, (), (), (), (), False, 0, False)
folders.snapshot.write_bytes(snapshot.write(face))
session = Session(folders, take(folders.lock))
session._show_front()
session.window.show()
QApplication.processEvents()
assert session.window.pages.current_name() == "today"
"""


def everything_in(*parts: str) -> str:
    names = [module_of(file) for file in files_of(*parts)]
    return f"import importlib\nfor name in {names!r}: importlib.import_module(name)"


def test_the_whole_core_loads_without_qt() -> None:
    assert "PySide6" not in parents_of(modules_after(everything_in("core")))


def test_the_whole_window_loads_without_sql_and_without_the_scheduler() -> None:
    loaded = parents_of(modules_after(everything_in("ui")))
    assert not loaded & {"sqlalchemy", "alembic", "fsrs"}


def test_the_front_page_is_painted_from_a_snapshot_with_nothing_heavy_loaded() -> None:
    loaded = modules_after(START)
    assert not parents_of(loaded) & NOT_AT_START


def test_a_command_answers_without_loading_qt() -> None:
    loaded = modules_after("from tpmprep.__main__ import run\nassert run(['--version']) == 0")
    assert "PySide6" not in parents_of(loaded)


@pytest.mark.parametrize("file", files_of("ui"), ids=module_of)
def test_a_module_of_the_window_imports_only_values_of_the_core(file: Path) -> None:
    core = (name for name in imports_at_top(file) if name.startswith("tpmprep.core."))
    assert [name for name in core if not is_value(name)] == []


def is_value(name: str) -> bool:
    """Ground, value types (``faces``), and the snapshot that the first paint reads."""
    return ".faces." in name or name.startswith(("tpmprep.core.ground.", "tpmprep.core.insight.snapshot"))
