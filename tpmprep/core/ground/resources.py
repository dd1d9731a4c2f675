"""Finds shipped files: inside the installed package, else in the repository's ``resources/``."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. ``resource("packs", "tpm-core")``."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
