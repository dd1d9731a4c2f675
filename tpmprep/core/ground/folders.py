"""The profile folder and its places; refuses a folder that cannot hold it, names one that should not."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SYNCED: Final = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("icloud", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
    ("pcloud", "pCloud"),
    ("pclouddrive", "pCloud"),
    ("box sync", "Box"),
    ("megasync", "MEGA"),
    ("seafile", "Seafile"),
    ("protondrive", "Proton Drive"),
    ("proton drive", "Proton Drive"),
    ("synologydrive", "Synology Drive"),
    ("yandex.disk", "Yandex Disk"),
    ("tresorit", "Tresorit"),
    ("creative cloud files", "Creative Cloud"),
)
_MARKS: Final = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".sync_folder", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.driveupload", "Google Drive"),
)
"""What a service puts into the folder it syncs, however that folder is called."""

_NETWORK: Final = frozenset(
    [
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "lustre", "ncpfs",
        "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs", "fuse.davfs2",
    ]
)  # fmt: skip
_MOUNTED: Final = {"fuse.google-drive-ocamlfuse": "Google Drive", "fuse.onedriver": "OneDrive"}
_REMOTE_DRIVE: Final = 4


@dataclass(frozen=True, slots=True)
class Folders:
    """One profile's places; all of them lie in ``root``."""

    root: Path

    @property
    def database(self) -> Path:
        """The one SQLite file."""
        return self.root / "tpmprep.sqlite3"

    @property
    def backups(self) -> Path:
        """Copies of the database, each with a card that holds its hash and counts."""
        return self.root / "backups"

    @property
    def media(self) -> Path:
        """Pictures and sounds, stored under their SHA-256."""
        return self.root / "media"

    @property
    def recordings(self) -> Path:
        """Spoken takes; readable by their owner alone."""
        return self.root / "recordings"

    @property
    def logs(self) -> Path:
        """What happened, in ids, never in text."""
        return self.root / "logs"

    @property
    def settings(self) -> Path:
        """The settings as TOML."""
        return self.root / "settings.toml"

    @property
    def snapshot(self) -> Path:
        """What the front page shows before the database is open."""
        return self.root / "snapshot.json"

    @property
    def lock(self) -> Path:
        """Locked by the one process that writes."""
        return self.root / "lock"

    @property
    def in_use(self) -> Path:
        """There while the database is open for writing; still there at start after an unclean exit."""
        return self.root / "in-use"


def default_root() -> Path:
    """Where the profile lies unless ``--profile`` says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("tpmprep", appauthor=False)


def prepare(root: Path | None = None) -> Folders:
    """Makes the profile folder and its places where they are missing.

    Raises:
        UserError: ``folder.not_a_folder`` when a file stands in the way, ``folder.not_writable`` when nothing
            can be made or written there.
    """
    folders = Folders((root or default_root()).expanduser().absolute())
    for place in (folders.root, folders.backups, folders.media, folders.recordings, folders.logs):
        _make(place, private=place != folders.root or _is_ours(folders))
    try_writing(folders.root)
    return folders


def write_atomically(file: Path, content: bytes | Iterable[bytes]) -> None:
    """Writes a file so that it is the old one or the new one, never a part; readable by its owner alone.

    A content in parts is written as they come.

    Raises:
        UserError: ``profile.disk_full``, ``folder.not_writable``, ``folder.missing`` or ``file.is_folder``;
            the old file is then as it was.
    """
    try:
        _write_beside(file, content)
    except OSError as error:
        if file.is_dir():
            raise UserError("file.is_folder", file=file) from error
        if isinstance(error, FileNotFoundError | NotADirectoryError) and not file.parent.is_dir():
            raise UserError("folder.missing", folder=file.parent) from error
        raise unwritable(file, error) from error


def unwritable(file: Path, error: OSError) -> UserError:
    """The user error of a file that could not be written: a full disk, or a place that refuses."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return UserError("profile.disk_full", file=file)
    return UserError("folder.not_writable", folder=file.parent, why=_reason(error))


def _write_beside(file: Path, content: bytes | Iterable[bytes]) -> None:
    import tempfile  # late: it takes a tenth of the time to the first paint

    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines([content] if isinstance(content, bytes) else content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except BaseException:
        discard(temporary)
        raise
    sync_folder(file.parent)


def discard(*places: Path) -> None:
    """Removes what was begun; a disk that can only be read refuses even where there is nothing to remove."""
    for place in places:
        with suppress(OSError):
            place.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last through a power cut; nothing to do on Windows."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def synced_by(root: Path) -> str:
    """Names the cloud service a folder lies in, or ``network``; empty when neither is known.

    SQLite in such a folder can be damaged by being copied half written, or by locks that do not hold.
    """
    resolved = root.expanduser().resolve()
    if str(root).startswith(("\\\\", "//")):
        return "network"
    return _named(resolved) or _marked(resolved) or _mounted(resolved)


def _named(place: Path) -> str:
    parts = [part.lower() for part in place.parts]
    if "cloudstorage" in parts[:-1]:  # macOS keeps every provider in ~/Library/CloudStorage/Provider-account
        parts = [part.partition("-")[0] for part in parts]
    for sign, service in _SYNCED:
        if any(part == sign or part.startswith((f"{sign} ", f"{sign}-")) for part in parts):
            return service
    in_box = place.is_relative_to(Path.home() / "Box") or ("cloudstorage" in parts and "box" in parts)
    return "Box" if in_box else ""


def _marked(place: Path) -> str:
    for folder in (place, *place.parents):
        for mark, service in _MARKS:
            with suppress(OSError):
                if (folder / mark).exists():
                    return service
    return ""


def _mounted(place: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
        return "network" if drive == _REMOTE_DRIVE else ""
    kind = _file_system(place)
    return "network" if kind in _NETWORK else _MOUNTED.get(kind, "")


def tighten(place: Path) -> None:
    """Takes a file or folder away from everybody but its owner; what is not ours to change stays."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        mode = place.stat().st_mode
        if mode & 0o077:
            place.chmod(mode & 0o700)


def _is_ours(folders: Folders) -> bool:
    """Whether a folder is a profile, or nothing yet; another one that is named may be shared on purpose."""
    root = folders.root
    try:
        return folders.database.exists() or not root.is_dir() or next(root.iterdir(), None) is None
    except OSError:
        return False


def _make(place: Path, *, private: bool) -> None:
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if private:
            tighten(place)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError("folder.not_a_folder", folder=place) from error
    except (OSError, ValueError) as error:
        raise UserError("folder.not_writable", folder=place, why=_reason(error)) from error


def try_writing(root: Path) -> None:
    """Writes a few bytes into a folder and takes them away; raises as ``unwritable`` words it."""
    probe = root / f".probe-{os.getpid()}"
    try:
        probe.write_bytes(b"tpmprep")
        probe.unlink()
    except OSError as error:
        discard(probe)
        raise unwritable(root / "tpmprep.sqlite3", error) from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _file_system(place: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system a place lies on, where the system tells (Linux)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best = ("", "")
    for line in lines:
        _, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if place.is_relative_to(point) and len(point) >= len(best[0]):
            best = (point, kind)
    return best[1]
