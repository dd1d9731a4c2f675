"""Checks a built program's folder: nothing in it that must not be there, and not too large."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMIT_MB = 140
"""The largest folder allowed, in millions of bytes."""

FORBIDDEN = re.compile(
    r"WebEngine|Charts|DataVisualization|Graphs|Multimedia|Pdf|Qml|Quick|Designer|VirtualKeyboard"
    r"|gtk|(^|/)_?tkinter|(^|/)numpy|(^|/)pytest|translations/|libcrypto|libssl",
    re.IGNORECASE,
)
"""What may not be in the program: Qt under the GPL alone, Qt that is not used, the network's cryptography."""


def main(folder: Path) -> int:
    """Prints the folder's size beside the limit and every fault; returns the exit code."""
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    size = size_mb(files)
    print(f"{folder}: {size:.1f} MB in {len(files)} files (limit {LIMIT_MB} MB)")
    faults = faults_of(folder, files, size)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def size_mb(files: Iterable[Path]) -> float:
    """The files' size in millions of bytes; a link weighs nothing."""
    return sum(path.stat().st_size for path in files if not path.is_symlink()) / 1e6


def faults_of(folder: Path, files: Iterable[Path], size: float) -> list[str]:
    """One sentence for each thing that is wrong with the folder."""
    names = {path: path.relative_to(folder).as_posix() for path in files}
    faults = [f"{name}: must not be in the program" for name in names.values() if is_forbidden(name)]
    faults += [f"{name}: a link to nothing" for path, name in names.items() if not path.exists()]
    if not any("Qt6Core" in name or "QtCore.framework" in name for name in names.values()):
        faults.append("Qt is not there as files of its own, so nobody could replace it")
    if not any("licences/SQLAlchemy/" in name for name in names.values()):
        faults.append("the licences of the libraries in it are not there")
    if size > LIMIT_MB:
        faults.append(f"{size:.1f} MB is over the limit of {LIMIT_MB} MB")
    return sorted(faults)


def is_forbidden(name: str) -> bool:
    """Whether a file of this name may not be in the program; the shipped content may be called anything."""
    return "tpmprep/resources/" not in name and FORBIDDEN.search(name) is not None


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
