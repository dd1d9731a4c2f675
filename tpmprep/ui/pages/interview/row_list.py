"""A list of two-line rows: what it is, and below it what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import pixmap
from tpmprep.ui.kit.rows import ROW_ROLE, ColumnSpec, Index, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent

Row = TypeVar("Row")
_SIDE, _TOP, _GAP, _ICON = 12, 10, 4, 16
_LINES = 2
_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class RowList(QListView, Generic[Row]):
    """Rows moved through by arrows; ``moved`` carries the row the marker came to, ``opened`` Enter's.

    Args:
        name: read aloud.
        title: the first line or two of a row.
        meta: the quiet line below.
        drawings: icon names with their tokens, drawn at the right of the quiet line.
        spoken: what is read aloud, where the drawings say more than the lines.
    """

    moved = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        title: Callable[[Row], str],
        meta: Callable[[Row], str],
        drawings: Callable[[Row], Sequence[tuple[str, str]]],
        spoken: Callable[[Row], str],
    ) -> None:
        super().__init__()
        self.rows_model: RowsModel[Row] = RowsModel([ColumnSpec(name, title, spoken=spoken)])
        self.setModel(self.rows_model)
        self.setItemDelegate(_TwoLines(self, meta, drawings))
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._quiet = False
        self.clicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    def set_rows(self, rows: Sequence[Row], chosen: int = -1) -> None:
        """Shows these rows; the marker goes to line ``chosen`` without telling anyone."""
        self._quiet = True
        self.rows_model.set_rows(rows)
        self.choose(chosen)
        self._quiet = False

    def choose(self, line: int) -> None:
        """Puts the marker on a line without telling anyone; -1 takes it away."""
        before, self._quiet = self._quiet, True
        if 0 <= line < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(line, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(self.rows_model.index(-1, 0))
        self._quiet = before

    def chosen(self) -> Row | None:
        """The row under the marker."""
        index = self.currentIndex()
        return self.rows_model.row(index) if index.isValid() else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tells where the marker went."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.moved.emit(self.rows_model.row(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab, or down from the search, the first row is marked: the focus is seen, Enter opens it."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.currentIndex().isValid():
            self.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        row = self.chosen()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width breaks the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _TwoLines(QStyledItemDelegate):
    """Paints a row: its title on at most two lines, its quiet line, its drawings."""

    def __init__(
        self,
        view: QListView,
        meta: Callable[..., str],
        drawings: Callable[..., Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__(view)
        self._view, self._meta, self._drawings = view, meta, drawings

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words at the width of the list."""
        width = self._view.viewport().width()
        title, quiet = _fonts()
        lines = len(_broken(str(index.data()), title, width - 2 * theme.px(_SIDE), self._view))
        height = (
            2 * theme.px(_TOP) + lines * _high(title, self._view) + theme.px(_GAP) + _high(quiet, self._view)
        )
        return QSize(width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Paints background, words and drawings."""
        painter.save()
        area: QRect = option.rect
        self._ground(painter, option, area)
        row = index.data(ROW_ROLE)
        inner = area.adjusted(theme.px(_SIDE), theme.px(_TOP), -theme.px(_SIDE), -theme.px(_TOP))
        title, quiet = _fonts()
        painter.setFont(title)
        painter.setPen(theme.color("text"))
        line_height = _high(title, self._view)
        top = inner.top()
        for line in _broken(str(index.data()), title, inner.width(), self._view):
            painter.drawText(QRect(inner.left(), top, inner.width(), line_height), _FLAGS, line)
            top += line_height
        last = QRect(
            inner.left(),
            inner.bottom() + 1 - _high(quiet, self._view),
            inner.width(),
            _high(quiet, self._view),
        )
        right = self._draw_icons(painter, last, self._drawings(row))
        painter.setFont(quiet)
        painter.setPen(theme.color("muted"))
        words = painter.fontMetrics().elidedText(
            self._meta(row), Qt.TextElideMode.ElideRight, right - last.left()
        )
        painter.drawText(last, _FLAGS, words)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if chosen and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.color("accent"))
            painter.setBrush(theme.color("accent_tint" if chosen else "soft"))
            painter.drawRoundedRect(area.adjusted(1, 1, -2, -2), 8, 8)

    def _draw_icons(self, painter: QPainter, line: QRect, drawings: Sequence[tuple[str, str]]) -> int:
        edge = theme.px(_ICON)
        right = line.right() + 1
        for name, tone in reversed(drawings):
            right -= edge
            drawn = pixmap(name, tone, _ICON)
            painter.drawPixmap(right, line.center().y() - edge // 2 + 1, drawn)
            right -= theme.px(6)
        return right


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def _fonts() -> tuple[QFont, QFont]:
    return theme.font(14, 500), theme.font(13)


def _high(font: QFont, view: QListView) -> int:
    from PySide6.QtGui import QFontMetrics

    return QFontMetrics(font, view).height() + 2


def _broken(text: str, font: QFont, width: int, view: QListView) -> list[str]:
    """The text on at most two lines, the last one elided."""
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(font, view)
    words, line = text.split(), ""
    for at, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            rest = " ".join(words[at:])
            return [line, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)][:_LINES]
        line = longer
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)]
