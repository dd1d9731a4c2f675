"""Owns what the tabs of the page are built of: titled groups, and the frame of one tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit.layout import Column, holder, label, panel, stack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QLayout, QWidget


def group(title: str, *parts: QWidget | QLayout | int | None) -> QFrame:
    """A panel with a title over its settings."""
    return panel(stack(label(title, "h3"), 16, stack(*parts, spacing=20), margins=(24, 20, 24, 24)))


def tab(*groups: QWidget) -> QWidget:
    """The groups of one tab, in the reading column."""
    return Column(holder(stack(*groups, None, spacing=24)))
