"""Reads from a trace of system calls whether content was on the disk before its name, and the name too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.promises.children import ROOT

STRACE = shutil.which("strace")
_CALLS = "write,pwrite64,sendfile,copy_file_range,fsync,fdatasync,rename,renameat,renameat2"
_HANDLE = re.compile(r"^\d+ +(\w+)\(\d+<([^>]*)>")
_COPY = re.compile(r"^\d+ +copy_file_range\(\d+<[^>]*>, \w+, \d+<([^>]*)>")
_RENAME = re.compile(r'^\d+ +rename\w*\((?:[^"]*<[^>]*>, )?"([^"]*)", (?:[^"]*<[^>]*>, )?"([^"]*)".* = 0$')
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")


def traced(code: str, *args: object, file: Path) -> list[str]:
    """Runs code in a child under strace; returns its calls in the order in which they were made."""
    command = [str(STRACE), "-f", "-y", "-s", "4", "-e", f"trace={_CALLS}", "-o", str(file)]
    subprocess.run(
        [*command, sys.executable, "-c", code, *map(str, args)],
        cwd=ROOT,
        env=dict(os.environ),
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [line for line in file.read_text(errors="replace").splitlines() if not _RESUMED.search(line)]


def not_lasting(calls: list[str], root: Path) -> tuple[list[str], int]:
    """What a power cut could leave empty or nameless under a folder, and how many renames were seen."""
    unsynced: set[str] = set()
    nameless: dict[str, str] = {}
    found: list[str] = []
    renames = 0
    for call in calls:
        if (rename := _RENAME.match(call)) and Path(rename[2]).is_relative_to(root):
            renames += 1
            if rename[1] in unsynced:
                found.append(f"{Path(rename[2]).name}: its content may come after its name")
            nameless[rename[2]] = str(Path(rename[2]).parent)
        elif handle := _HANDLE.match(call):
            name, place = handle[1], handle[2]
            if copied := _COPY.match(call):
                place = copied[1]
            if "sync" in name:
                unsynced.discard(place)
                nameless = {file: folder for file, folder in nameless.items() if folder != place}
            else:
                unsynced.add(place)
    return found + [f"{Path(file).name}: its name may be lost" for file in nameless], renames
