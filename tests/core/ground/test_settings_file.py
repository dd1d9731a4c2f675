"""Tests of the settings' file: its owner's alone, whole, and as it was when it cannot be written."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from tests.core.refusals import refuses
from tpmprep.core.ground.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.toml").put("zoom", 120)
    assert (tmp_path / "settings.toml").stat().st_mode & 0o777 == 0o600
    assert Settings(tmp_path / "settings.toml").get("zoom") == 120


def test_what_cannot_be_saved_is_as_it_was_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    settings = Settings(tmp_path / "settings.toml")
    settings.put("zoom", 120)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with refuses("profile.disk_full"):
            settings.put("zoom", 140)
        with refuses("profile.disk_full"):
            settings.put_key("card.good", "G")
    assert settings.get("zoom") == 120
    assert settings.keys() == {}
    settings.put("zoom", 140)
    assert Settings(tmp_path / "settings.toml").get("zoom") == 140
