"""The digest of a pack's files: is what is shipped what is installed?"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 20


def stamp_of(folder: Path) -> str:
    """Names, sizes and times of a pack's files: as long as it is the same, so are the files, unread."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        found = file.stat()
        total.update(f"{file} {found.st_size} {found.st_mtime_ns}\n".encode())
    return total.hexdigest()


def digest_of(folder: Path) -> str:
    """The SHA-256 over names and bytes of a pack's files."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        if not file.is_file():  # the reader names it as a fault
            continue
        total.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as stream:
            while block := stream.read(BLOCK):
                total.update(block)
    return total.hexdigest()
