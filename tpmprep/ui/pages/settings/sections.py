"""Owns what the tabs of the page are built of: titled groups, the frame of one tab, and keeping a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.layout import Column, holder, label, panel, stack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QLayout, QWidget

    from tpmprep.core.ground.settings import Value
    from tpmprep.ui.kit.host import Page


def group(title: str, *parts: QWidget | QLayout | int | None) -> QFrame:
    """A panel with a title over its settings."""
    return panel(stack(label(title, "h3"), 16, stack(*parts, spacing=20), margins=(24, 20, 24, 24)))


def tab(*groups: QWidget) -> QWidget:
    """The groups of one tab, in the reading column."""
    return Column(holder(stack(*groups, None, spacing=24)))


def put(page: Page, name: str, value: Value) -> bool:
    """Keeps a setting and tells the other pages; False where it cannot be kept, which is then said."""
    host = page.host
    try:
        with host.quietly(page):
            host.services.settings.put(name, value)
            host.services.changes.tell(Change.SETTINGS)
    except UserError as error:
        host.failed(error)
        return False
    return True
