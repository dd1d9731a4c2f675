"""Owns a line of the command palette: its drawing, its title, and its keys as chips at the right end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon
from tpmprep.ui.kit.layout import tip

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex

KEYS_ROLE: Final = Qt.ItemDataRole.UserRole
ICON: Final = 18
_SIDE, _GAP, _HIGH, _RADIUS, _PADDING = 12, 4, 20, 5, 6


def line(title: str, beside: str, drawing: str, keys: str) -> QListWidgetItem:
    """A line of the list; ``beside`` is shown as its tool tip and read aloud, ``keys`` stand at its end."""
    made = QListWidgetItem(icon(drawing, "muted", ICON), title)
    made.setData(Qt.ItemDataRole.AccessibleDescriptionRole, beside)
    made.setData(KEYS_ROLE, keys)
    made.setToolTip(tip(beside))
    return made


def chips(area: QRect, keys: str) -> list[tuple[str, QRect]]:
    """Where each key stands in a line, from left to right; all end at the same edge."""
    metrics = QFontMetrics(theme.font(12, 500))
    high, right = theme.px(_HIGH), area.right() + 1 - theme.px(_SIDE)
    found: list[tuple[str, QRect]] = []
    for key in reversed([part for part in keys.split(" / ") if part]):
        width = max(metrics.horizontalAdvance(key) + 2 * theme.px(_PADDING), high)
        right -= width
        found.insert(0, (key, QRect(right, area.center().y() - high // 2 + 1, width, high)))
        right -= theme.px(_GAP)
    return found


class PaletteLine(QStyledItemDelegate):
    """Draws the keys of a line as chips under one another; its title ends before them."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Cuts the title where the keys begin."""
        super().initStyleOption(option, index)
        edge, found = theme.px(ICON), chips(option.rect, str(index.data(KEYS_ROLE) or ""))
        option.decorationSize = QSize(edge, edge)
        if found:
            room = found[0][1].left() - option.rect.left() - edge - 3 * theme.px(_SIDE)
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as the style draws it, then its keys."""
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12, 500))
        for key, place in chips(option.rect, str(index.data(KEYS_ROLE) or "")):
            painter.setPen(theme.color("line"))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), theme.px(_RADIUS), theme.px(_RADIUS))
            painter.setPen(theme.color("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
        painter.restore()
