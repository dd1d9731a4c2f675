"""Owns the button that drops a menu; it keeps its padding, which a button with a menu of Qt's loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import plain
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu


class Drop(QPushButton):
    """A button with a chevron; pressing it, or Down on it, drops its menu."""

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
        self.setMinimumWidth(theme.px(96))
        self.clicked.connect(lambda _checked=False: self.drop())

    def sizeHint(self) -> QSize:
        """A hair wider than Qt thinks, which rounds short words down at some zooms."""
        return super().sizeHint() + QSize(theme.px(4), 0)

    def drop(self) -> None:
        """Shows the menu below the button, its first action chosen."""
        self.opens.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.opens.setActiveAction(self.opens.actions()[0])
