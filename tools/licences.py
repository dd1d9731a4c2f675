"""Finds the licence texts of the libraries a built program carries, so that they go out with it."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HOUSE = Path(__file__).parents[1]
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def licence_files() -> list[tuple[str, str]]:
    """Each text with the folder of the program it goes to: ``licences/<library>``."""
    return [(str(text), f"licences/{library.name}") for library in shipped() for text in texts_of(library)]


def shipped() -> list[Distribution]:
    """The installed libraries that the project needs to run, and those that they need."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, Distribution] = {}
    waiting = list(project["dependencies"])
    while waiting:
        need = waiting.pop()
        name = _NAME.match(need)
        if name is None or "extra ==" in need or name[0] in found:
            continue
        try:
            found[name[0]] = distribution(name[0])
        except PackageNotFoundError:
            continue
        waiting += found[name[0]].requires or []
    return list(found.values())


def texts_of(library: Distribution) -> list[Path]:
    """The licence files a library brings beside its metadata."""
    files = [file for file in library.files or () if ".dist-info" in file.parts[0]]
    return [Path(str(library.locate_file(file))) for file in files if _TEXT.search(file.name)]
