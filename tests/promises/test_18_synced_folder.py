"""Promise 18: a cloud-synced or network folder is named, before first use and in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.kit.audit import audit
from tests.ui.pages.stand import open_stand, put_up, words_of
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.page import SettingsPage
from tpmprep.ui.pages.welcome.page import WelcomePage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.ui.kit.host import Page

SERVICES = [
    ("Dropbox", "Dropbox"),
    ("OneDrive - Contoso", "OneDrive"),
    ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
    ("Google Drive/My Drive", "Google Drive"),
    ("Nextcloud", "Nextcloud"),
    ("Syncthing", "Syncthing"),
]


@pytest.mark.parametrize(("folder", "service"), SERVICES)
@pytest.mark.parametrize("kind", [WelcomePage, SettingsPage])
def test_a_synced_folder_is_named_with_what_to_do(
    tmp_path: Path, qtbot: QtBot, folder: str, service: str, kind: type[Page]
) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    page = kind(open_stand(place, shipped=False))
    put_up(page, qtbot)
    page.show_place(Place("settings", tab="profile"))
    words = words_of(page)
    assert f"a folder that {service} syncs" in words
    assert f"only its backups in {service}" in words
    assert audit(page) == []


@pytest.mark.parametrize("kind", [WelcomePage, SettingsPage])
def test_a_network_folder_is_named_with_what_to_do(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: type[Page]
) -> None:
    monkeypatch.setattr("tpmprep.core.ground.folders._file_system", lambda _: "nfs4")
    page = kind(open_stand(tmp_path, shipped=False))
    put_up(page, qtbot)
    page.show_place(Place("settings", tab="profile"))
    assert "Your profile lies on a network" in words_of(page)


@pytest.mark.parametrize("kind", [WelcomePage, SettingsPage])
def test_a_folder_of_this_computer_alone_is_not_warned_of(
    tmp_path: Path, qtbot: QtBot, kind: type[Page]
) -> None:
    page = kind(open_stand(tmp_path, shipped=False))
    put_up(page, qtbot)
    page.show_place(Place("settings", tab="profile"))
    assert "only its backups" not in words_of(page)
