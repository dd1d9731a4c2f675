"""Tells which items of layouts Python holds; one that Qt has deleted makes the program crash later."""

from __future__ import annotations

from PySide6.QtWidgets import QSpacerItem, QWidgetItem
from shiboken6 import Shiboken


def held_items() -> set[int]:
    """Where in memory the items lie that Python knows of and does not own."""
    return {
        Shiboken.getCppPointer(item)[0]
        for item in Shiboken.getAllValidWrappers()
        if isinstance(item, QWidgetItem | QSpacerItem) and not Shiboken.ownedByPython(item)
    }
