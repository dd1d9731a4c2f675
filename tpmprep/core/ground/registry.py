"""Registries that fill themselves from the modules of a package: one file, one kind."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """What the modules of a package offer under one attribute, by the module's name; loaded on first use.

    Args:
        package: dotted name of the package, e.g. ``"tpmprep.core.cards.kinds"``.
        attribute: what each module exports, e.g. ``"KIND"``; a module without it is no entry, nor is one
            whose name begins with an underscore.
        written: the names that ought to be there. They are looked for even where a frozen build hides its
            modules from a look into the folder, and ``differences`` tells self-test what is missing.
    """

    def __init__(self, package: str, attribute: str, written: tuple[str, ...] = ()) -> None:
        self._package = package
        self._attribute = attribute
        self._written = written
        self._entries: dict[str, T] | None = None

    def names(self) -> tuple[str, ...]:
        """The names of all entries, sorted."""
        return tuple(self._all())

    def get(self, name: str) -> T | None:
        """The entry of that name; None for a kind this version does not know."""
        return self._all().get(name)

    def all(self) -> tuple[T, ...]:
        """All entries, in the order of their names."""
        return tuple(self._all().values())

    def differences(self) -> tuple[str, ...]:
        """What is written but not there (``-name``), and what is there but not written (``+name``)."""
        there, written = set(self.names()), set(self._written)
        return (
            *(f"-{name}" for name in sorted(written - there)),
            *(f"+{n}" for n in sorted(there - written)),
        )

    def _all(self) -> dict[str, T]:
        if self._entries is None:
            found = ((name, self._load(name)) for name in sorted(self._modules()))
            self._entries = {name: entry for name, entry in found if entry is not None}
        return self._entries

    def _modules(self) -> set[str]:
        package = importlib.import_module(self._package)
        seen = {name for folder in package.__path__ for name in _modules_in(Path(folder))}
        return {name for name in seen | set(self._written) if not name.startswith("_")}

    def _load(self, name: str) -> T | None:
        full = f"{self._package}.{name}"
        try:
            module = importlib.import_module(full)
        except ModuleNotFoundError as error:
            if error.name == full and full not in sys.modules:
                return None
            raise
        entry: T | None = getattr(module, self._attribute, None)
        return entry


def _modules_in(folder: Path) -> set[str]:
    """Names of the modules and packages in a folder; none where there is no folder (a frozen build)."""
    if not folder.is_dir():
        return set()
    return {entry.stem for entry in folder.iterdir() if _is_module(entry)}


def _is_module(entry: Path) -> bool:
    return entry.suffix == ".py" or (entry / "__init__.py").is_file()
