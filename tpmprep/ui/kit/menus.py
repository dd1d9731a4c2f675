"""Owns menus: round corners, icons by token, room for a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, plain
from tpmprep.ui.kit.icons import icon, icon_label
from tpmprep.ui.kit.layout import hbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction


def menu(parent: QWidget | None = None, title: str = "") -> QMenu:
    """An empty menu in the look of the kit."""
    made = QMenu(parent)
    made.setAccessibleName(title)
    made.setWindowFlags(
        made.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    )
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    made.setToolTipsVisible(True)
    return made


def add(
    to: QMenu, text: str, then: Callable[[], object] | None = None, *, drawing: str = "", tone: str = "muted"
) -> QAction:
    """Add one action with its icon."""
    made = to.addAction(plain(text))
    if drawing:
        made.setIcon(icon(drawing, tone, 18))
    if then is not None:
        made.triggered.connect(lambda _checked=False: then())
    return made


def menu_button(text: str, opens: QMenu, *, name: str = "", small: bool = False) -> QPushButton:
    """A button with a chevron that opens a menu."""
    made = button(text, "menu", name=name)
    if small:
        made.setProperty("small", "1")
    made.setMenu(opens)
    chevron = hbox((0, 0, 10, 0))
    chevron.addStretch(1)
    sign = icon_label("chevron-down", "muted", 16)
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    chevron.addWidget(sign)
    made.setLayout(chevron)
    made.setMinimumWidth(theme.px(96))
    return made
