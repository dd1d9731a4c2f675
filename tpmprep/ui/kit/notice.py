"""Owns the notice bar: what just happened, in the window, with the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, plain
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import hbox, label, row
from tpmprep.ui.kit.order import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

SHOWN_MS = 8_000
AROUND_FOCUS, LAID_OUT_MS = 16, 50
_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "accent": "info"}


class NoticeBar(QWidget):
    """A line of its own below the pages, so that it covers nothing; one notice at a time, the newest wins.

    It hides by itself after 8 seconds, but not while the mouse or the focus is in it, and problems
    (``bad``) stay until closed. Escape in it closes it; ``left`` then says that the focus has no place.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = QFrame()
        self._box.setObjectName("notice")
        self.setAccessibleName(self.tr("Notice"))
        self._then: Callable[[], object] | None = None
        self.is_problem = False
        self._sign = icon_label("info", "accent", 18)
        self._text = label("", "mid", wrap=True)
        self._action = button("Undo", "link", then=self._act)
        self._close = button(self.tr("Close the notice"), "icon", icon="x", then=self.shut)
        line = hbox((16, 8, 8, 8), 12)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._box.setLayout(line)
        self.setLayout(row(None, self._box, None, margins=(24, 8, 24, 12)))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self.hide()

    def say(
        self, text: str, tone: str = "accent", action: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show ``text`` (plain) with an icon for ``tone`` (good, warn, bad, accent) and one action."""
        self._then, self.is_problem = then, tone == "bad"
        self._text.setText(text)
        set_icon(self._sign, _ICONS[tone], tone, 18)
        self._action.setText(plain(action))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleDescription(text)
        focus = self._focused()
        seen = self.isHidden() and not focus.visibleRegion().isEmpty()
        self.show()
        self._fit()
        if seen:
            for after in (0, LAID_OUT_MS):  # again once its height is known
                QTimer.singleShot(after, focus, lambda: _keep_in_sight(focus))
        self._timer.stop()
        if tone != "bad":
            self._timer.start(SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def shut(self) -> None:
        """Hides it; ``left`` comes where it held the focus."""
        held = self.isAncestorOf(self._focused())
        self.hide()
        if held:
            self.left.emit()

    def text(self) -> str:
        """The words shown last."""
        return self._text.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as its words, as far as there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def _on_timeout(self) -> None:
        if self.underMouse() or self.isAncestorOf(self._focused()):
            self._timer.start(SHOWN_MS)
        else:
            self.hide()

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self.window()

    def _act(self) -> None:
        self.shut()
        if self._then is not None:
            self._then()

    def _fit(self) -> None:
        margins = self.contentsMargins()
        room = self.width() - 48 - margins.left() - margins.right()
        wide = self._text.fontMetrics().horizontalAdvance(self._text.text()) + theme.px(120)
        if self._action.isVisibleTo(self):
            wide += self._action.sizeHint().width() + 12
        width = max(min(wide, room, theme.px(640)), min(theme.px(320), room))
        layout = self._box.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        self._box.setFixedSize(width, max(height, self._box.minimumSizeHint().height()))


def _keep_in_sight(focus: QWidget) -> None:
    """The notice takes its room from the page: what the keys act on stays where it can be seen."""
    settle(focus.window())
    above = focus.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    inside = above.widget() if isinstance(above, QScrollArea) else None
    if isinstance(above, QScrollArea) and inside is not None:
        middle = focus.mapTo(inside, focus.rect().center())
        above.ensureVisible(middle.x(), middle.y(), 0, focus.height() // 2 + AROUND_FOCUS)
