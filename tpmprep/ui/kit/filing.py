"""Owns the system's file dialogs: each begins in the folder that was used last, the first in Documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_used: list[Path] = []


def start_folder() -> Path:
    """Where a dialog begins: the folder used last in this run, else Documents, else the home folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    for folder in (*_used, Path(documents or Path.home())):
        if folder.is_dir():
            return folder
    return Path.home()


def open_file(over: QWidget, title: str, kinds: str = "") -> Path | None:
    """Asks for a file that is there; None where none was chosen. ``kinds`` as Qt's filters."""
    name, _kind = QFileDialog.getOpenFileName(over, title, str(start_folder()), kinds)
    return _taken(name)


def open_files(over: QWidget, title: str, kinds: str = "") -> list[Path]:
    """Asks for files that are there, as many as wanted."""
    names, _kind = QFileDialog.getOpenFileNames(over, title, str(start_folder()), kinds)
    return [file for file in map(_taken, names) if file is not None]


def save_file(over: QWidget, title: str, name: str, kinds: str = "") -> Path | None:
    """Asks where to write a file, ``name`` proposed; None where nothing shall be written."""
    chosen, _kind = QFileDialog.getSaveFileName(over, title, str(start_folder() / name), kinds)
    return _taken(chosen)


def choose_folder(over: QWidget, title: str, at: str = "") -> Path | None:
    """Asks for a folder, first shown ``at`` one of them; None where none was chosen."""
    chosen = QFileDialog.getExistingDirectory(over, title, at or str(start_folder()))
    return _taken(chosen, folder=True)


def _taken(name: str, *, folder: bool = False) -> Path | None:
    if not name:
        return None
    _used[:] = [Path(name) if folder else Path(name).parent]
    return Path(name)
