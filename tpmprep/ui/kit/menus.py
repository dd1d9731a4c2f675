"""Owns menus: round corners, icons by token, room for a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import plain
from tpmprep.ui.kit.icons import icon, icon_label
from tpmprep.ui.kit.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QKeyEvent


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


class MenuButton(QPushButton):
    """A button with a chevron; pressing it, or Down on it, drops its menu.

    The menu is not Qt's own of the button, for which the style sheet's padding is lost.
    """

    def __init__(self, text: str, opens: QMenu, *, name: str = "") -> None:
        super().__init__(plain(text))
        self.opens = opens
        self.setProperty("kind", "menu")
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        sign = icon_label("chevron-down", "muted", 16)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(None, sign, margins=(0, 0, 10, 0)))
        self.clicked.connect(lambda _checked=False: self.drop())

    def sizeHint(self) -> QSize:
        """A hair wider than Qt thinks, which rounds short words down, and wide enough to be hit."""
        return (super().sizeHint() + QSize(theme.px(4), 0)).expandedTo(QSize(theme.px(96), 0))

    def drop(self) -> None:
        """Shows the menu below the button, its first action chosen."""
        self.opens.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.opens.setActiveAction(self.opens.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down drops the menu."""
        if event.key() == Qt.Key.Key_Down:
            self.drop()
        else:
            super().keyPressEvent(event)
