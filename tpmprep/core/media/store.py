"""The files: ``media/<first two hex>/<sha256>.<ext>``, put there whole or not at all, private."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from tpmprep.core.ground import markup
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import discard, sync_folder, unwritable
from tpmprep.core.media.faces import LARGEST, PICTURES, SOUNDS
from tpmprep.core.media.recognise import HEAD, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK: Final = 1 << 20


def place(folder: Path, sha256: str, ext: str) -> Path:
    """Where a file of this hash belongs."""
    return folder / sha256[:2] / f"{sha256}.{ext}"


def find(folder: Path, ref: str) -> Path | None:
    """The file that a text names; None for any other name, and for what is not there."""
    if not (markup.MEDIA.fullmatch(ref) or markup.SOUND.fullmatch(ref)):
        return None
    sha256, _, ext = ref.removeprefix("media:").partition(".")
    file = place(folder, sha256, ext)
    return file if file.is_file() else None


def put(folder: Path, source: Path | bytes, name: str) -> tuple[str, str, int]:
    """Copies a file or bytes into the store; returns hash, ending and size.

    Raises:
        UserError: ``media.unreadable``, ``media.kind``, ``media.too_large``; a full disk or one that refuses.
    """
    with _opened(source, name) as stream:
        head = stream.read(HEAD)
        ext = recognise(head)
        if not ext:
            raise UserError("media.kind", name=name, known=", ".join((*PICTURES, *SOUNDS)))
        try:
            return _write(folder, stream, head, ext, name)
        except OSError as error:
            raise unwritable(folder / name, error) from error


def files(folder: Path) -> Iterator[Path]:
    """Every file of the store that bears a hash as its name."""
    for file in sorted(folder.glob("[0-9a-f][0-9a-f]/*.*")):
        if find(folder, f"media:{file.name}") == file:
            yield file


def leftovers(folder: Path) -> Iterator[Path]:
    """What a killed copy left half written."""
    yield from folder.glob(".coming-*")


def is_whole(file: Path) -> bool:
    """Whether the content still has the hash it is named by."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.stem
    except OSError:
        return False


def _opened(source: Path | bytes, name: str) -> IO[bytes]:
    if isinstance(source, bytes):
        _refuse_large(len(source), name)
        return BytesIO(source)
    try:
        known = source.stat()
        if not stat.S_ISREG(known.st_mode):
            raise UserError("media.unreadable", name=name, why="it is no file")
        _refuse_large(known.st_size, name)
        return source.open("rb")
    except OSError as error:
        raise UserError("media.unreadable", name=name, why=error.strerror or str(error)) from error


def _write(folder: Path, stream: IO[bytes], head: bytes, ext: str, name: str) -> tuple[str, str, int]:
    folder.mkdir(mode=0o700, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".coming-", dir=folder)
    coming, digest, size = Path(made), hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as out:
            block = head
            while block:
                size += len(block)
                _refuse_large(size, name)
                digest.update(block)
                out.write(block)
                block = stream.read(_BLOCK)
            out.flush()
            os.fsync(out.fileno())
        target = place(folder, digest.hexdigest(), ext)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        coming.replace(target)
    finally:
        discard(coming)
    sync_folder(target.parent)
    sync_folder(folder)
    return digest.hexdigest(), ext, size


def _refuse_large(size: int, name: str) -> None:
    if size > LARGEST:
        raise UserError("media.too_large", name=name, size=f"{size / 2**20:.0f}", most=LARGEST // 2**20)
