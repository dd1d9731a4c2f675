"""Sets the stage for every test: no real home, no real fonts but ours, no screen needed, theme applied."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def _stage() -> Path:
    home = Path(tempfile.mkdtemp(prefix="tpmprep-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    config = home / "fonts.conf"
    config.write_text(_FONTCONFIG.format(fonts=_FONTS, cache=home / "fontcache"), encoding="utf-8")
    os.environ.update(
        HOME=str(home),
        USERPROFILE=str(home),
        APPDATA=str(home / "config"),
        LOCALAPPDATA=str(home / "data"),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_DATA_HOME=str(home / "data"),
        XDG_STATE_HOME=str(home / "state"),
        XDG_CACHE_HOME=str(home / "cache"),
        XDG_RUNTIME_DIR=str(home / "run"),
        FONTCONFIG_FILE=str(config),
    )
    (home / "run").mkdir(mode=0o700)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return home


HOME = _stage()
# a busy machine is no fault of what is tested
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, dressed in the light theme: what every widget test stands on."""
    from tpmprep.ui.kit import theme

    theme.apply(qapp, "light")
    return qapp


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the full figures out unless they are asked for with ``-m soak``."""
    if "soak" in config.getoption("markexpr"):
        return
    full = [item for item in items if item.get_closest_marker("soak")]
    if full:
        config.hook.pytest_deselected(items=full)
        items[:] = [item for item in items if item not in full]
