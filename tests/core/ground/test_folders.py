"""Tests of the profile folder: made, refused, named when it is synced, written atomically."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tpmprep.core.ground import folders as places
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import default_root, prepare, synced_by, write_atomically


def test_a_new_profile_folder_is_private_and_complete(tmp_path: Path) -> None:
    folders = prepare(tmp_path / "deep" / "profile")
    assert {place.name for place in folders.root.iterdir()} == {"backups", "media", "recordings", "logs"}
    assert folders.root.stat().st_mode & 0o777 == 0o700
    assert folders.recordings.stat().st_mode & 0o777 == 0o700
    assert folders.database.parent == folders.settings.parent == folders.lock.parent == folders.root


def test_preparing_again_changes_nothing_and_closes_the_recordings(tmp_path: Path) -> None:
    folders = prepare(tmp_path)
    (folders.recordings / "take.wav").write_bytes(b"x")
    folders.recordings.chmod(0o755)
    again = prepare(tmp_path)
    assert again == folders
    assert (folders.recordings / "take.wav").read_bytes() == b"x"
    assert folders.recordings.stat().st_mode & 0o777 == 0o700


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert prepare(Path("here")).root == tmp_path / "here"


@pytest.mark.parametrize("stands", ["profile", "profile/backups", "."])
def test_a_file_in_the_way_is_refused_with_its_sentence(tmp_path: Path, stands: str) -> None:
    root = tmp_path / "profile"
    if stands == ".":
        root = tmp_path / "file" / "profile"
        (tmp_path / "file").touch()
    else:
        (tmp_path / stands).parent.mkdir(exist_ok=True)
        (tmp_path / stands).touch()
    with pytest.raises(UserError) as refused:
        prepare(root)
    assert refused.value.code == "folder.not_a_folder"
    assert "--profile" in str(refused.value)


def test_a_folder_that_takes_no_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(UserError) as refused:
        prepare(tmp_path)
    assert refused.value.code == "folder.not_writable"


def test_an_impossible_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        prepare(tmp_path / ("x" * 5000))
    assert refused.value.code == "folder.not_writable"


def test_the_default_folder_carries_the_name_of_the_program() -> None:
    assert default_root().name == "tpmprep"


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/tpmprep", "Dropbox"),
        ("Dropbox (Personal)/tpmprep", "Dropbox"),
        ("OneDrive - Contoso/x", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
        ("Google Drive/My Drive/x", "Google Drive"),
        ("Nextcloud/x", "Nextcloud"),
        ("Syncthing/x", "Syncthing"),
        (".local/share/tpmprep", ""),
        ("my-dropbox-notes/x", ""),
    ],
)
def test_a_synced_folder_is_named(tmp_path: Path, folder: str, service: str) -> None:
    assert synced_by(tmp_path / folder) == service


def test_a_network_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nnas:/home /mnt/the\\040nas nfs4 rw 0 0\n")
    assert places._file_system(Path("/mnt/the nas/me"), mounts) == "nfs4"
    assert places._file_system(Path("/mnt/other"), mounts) == "ext4"
    monkeypatch.setattr(places, "_file_system", lambda _: "cifs")
    assert synced_by(tmp_path) == "network"
    assert synced_by(Path("//server/share")) == "network"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    write_atomically(file, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as refused:
        write_atomically(file, b"new")
    assert refused.value.code == "profile.disk_full"
    assert file.read_bytes() == b"old"
    assert [place.name for place in tmp_path.iterdir()] == ["settings.toml"]


def test_an_atomic_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"x")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Library/CloudStorage/Dropbox/x", "Dropbox"),
        ("Library/CloudStorage/OneDrive-Personal/x", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive/x", "Google Drive"),
        ("Library/CloudStorage/Box-Box/x", "Box"),
        ("iCloudDrive/x", "iCloud Drive"),
        ("OneDrive/Documents/x", "OneDrive"),
        ("GoogleDrive/x", "Google Drive"),
        ("ownCloud/x", "ownCloud"),
        ("Box Sync/x", "Box"),
        ("pCloudDrive/x", "pCloud"),
        ("MEGAsync/x", "MEGA"),
        ("Seafile/My Library/x", "Seafile"),
        ("Proton Drive/x", "Proton Drive"),
        ("SynologyDrive/x", "Synology Drive"),
        ("Yandex.Disk/x", "Yandex Disk"),
        ("toolbox/x", ""),
        ("a box of notes/x", ""),
    ],
)
def test_more_services_are_known_by_their_folders(tmp_path: Path, folder: str, service: str) -> None:
    assert synced_by(tmp_path / folder) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".nextcloudsync.log", "Nextcloud")],
)
def test_a_service_is_known_by_what_it_leaves_in_its_folder(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / mark).touch()
    assert synced_by(tmp_path / "deep" / "profile") == service


def test_the_box_folder_is_known_in_the_home_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert synced_by(tmp_path / "Box" / "x") == "Box"
    assert synced_by(tmp_path / "other" / "Box" / "x") == ""


@pytest.mark.parametrize("share", ["\\\\server\\share\\tpm", "//server/share/tpm"])
def test_a_share_of_another_computer_is_a_network(share: str) -> None:
    assert synced_by(Path(share)) == "network"


@pytest.mark.parametrize(
    ("kind", "service"),
    [
        ("nfs4", "network"),
        ("cifs", "network"),
        ("fuse.sshfs", "network"),
        ("fuse.gvfsd-fuse", "network"),
        ("9p", "network"),
        ("davfs", "network"),
        ("fuse.google-drive-ocamlfuse", "Google Drive"),
        ("fuse.onedriver", "OneDrive"),
        ("ext4", ""),
        ("btrfs", ""),
        ("tmpfs", ""),
    ],
)
def test_what_a_place_is_mounted_by_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, service: str
) -> None:
    monkeypatch.setattr(places, "_file_system", lambda _: kind)
    assert synced_by(tmp_path) == service


def test_a_profile_is_closed_to_others_and_another_folder_that_is_named_stays_as_it_is(
    tmp_path: Path,
) -> None:
    ours, shared = tmp_path / "ours", tmp_path / "shared"
    for root, file in ((ours, "tpmprep.sqlite3"), (shared, "letter.odt")):
        root.mkdir()
        root.chmod(0o755)
        (root / file).touch()
        prepare(root)
    assert ours.stat().st_mode & 0o777 == 0o700
    assert shared.stat().st_mode & 0o777 == 0o755
    assert (shared / "media").stat().st_mode & 0o777 == 0o700


def test_a_full_disk_is_called_that_before_anything_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError) as refused:
        prepare(tmp_path)
    assert refused.value.code == "profile.disk_full"
