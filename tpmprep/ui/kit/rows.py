"""Owns rows in lists and tables: a read-only item model over frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT, ICON = 40, 18


@dataclass(frozen=True)
class ColumnSpec(Generic[Row]):
    """One column: its title, how a row reads in it, and how it sorts.

    ``key`` gives what sorts (default: the words); ``drawing`` an icon name and its colour token;
    ``spoken`` what is read aloud where that must say more than what is shown.
    """

    title: str
    words: Callable[[Row], str]
    key: Callable[[Row], Any] | None = None
    drawing: Callable[[Row], tuple[str, str] | None] | None = None
    spoken: Callable[[Row], str] | None = None
    number: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Shows a sequence of rows; replace it whole with :meth:`set_rows`. The row itself is ``ROW_ROLE``."""

    def __init__(self, columns: Sequence[ColumnSpec[Row]], rows: Sequence[Row] = ()) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: list[Row] = list(rows)
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, sorted as the last ones were."""
        self.beginResetModel()
        self._rows = list(rows)
        self._order()
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """The rows in the order shown."""
        return tuple(self._rows)

    def row(self, index: Index | int) -> Row:
        """The row at an index or line."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, says, sorts by or looks like."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == ROW_ROLE:
            return row
        return self._dressing(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(number=column.number)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep their order."""
        self.layoutAboutToBeChanged.emit()
        held = [(old, self._rows[old.row()]) for old in self.persistentIndexList()]
        self._sorted = (column, order)
        self._order()
        places = {id(row): at for at, row in enumerate(self._rows)}
        for old, row in held:
            self.changePersistentIndex(old, self.index(places[id(row)], old.column()))
        self.layoutChanged.emit()

    def _order(self) -> None:
        if self._sorted is None or not 0 <= self._sorted[0] < len(self._columns):
            return
        at, order = self._sorted
        column = self._columns[at]
        key = column.key or (lambda row: column.words(row).casefold())
        self._rows.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)

    def _dressing(self, row: Row, column: ColumnSpec[Row], role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (column.spoken or column.words)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(number=column.number)
        if role == Qt.ItemDataRole.FontRole and column.number:
            return theme.font(tabular=True)
        if role == Qt.ItemDataRole.DecorationRole and column.drawing is not None:
            from tpmprep.ui.kit.icons import icon

            drawn = column.drawing(row)
            return icon(drawn[0], drawn[1], ICON) if drawn else None
        return None


def table(model: QAbstractTableModel, name: str) -> QTableView:
    """A calm table: rules between rows, whole rows selected, click a title to sort."""
    made = _Table()
    made.setModel(model)
    made.setAccessibleName(name)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.verticalHeader().hide()
    made.fit_rows()
    made.horizontalHeader().setHighlightSections(False)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    made.setSortingEnabled(True)
    return made


def fit_columns(view: QTableView, widths: Mapping[int, int]) -> None:
    """Gives columns these widths (pixels at 100 % zoom), and up to half as much again where words need it."""
    for column, width in widths.items():
        room = theme.px(width)
        wanted = max(view.sizeHintForColumn(column), view.horizontalHeader().sectionSizeHint(column))
        view.setColumnWidth(column, min(max(room, wanted), room * 3 // 2))


def ring_current(view: QAbstractItemView) -> None:
    """Draws a ring around the line the keys act on, while they do; called at the end of a paint event."""
    at = view.currentIndex()
    if not view.hasFocus() or not at.isValid():
        return
    line, room = view.visualRect(at), view.viewport().rect()
    painter = QPainter(view.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(
        QRect(room.left(), line.top(), room.width(), line.height()).adjusted(1, 1, -1, -2), 5, 5
    )
    painter.end()


class _Table(QTableView):
    """A table whose rows grow and shrink with the zoom; the line the keys act on has a ring."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit_rows()

    def selectRow(self, row: int) -> None:
        """Chooses one line, whatever keys are held: Qt's own would toggle or extend by Ctrl and Shift."""
        flags = QItemSelectionModel.SelectionFlag
        at = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(at, flags.ClearAndSelect | flags.Rows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by key, it shows at once which line the keys act on."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a line and ends here: passed on, it would press the button of what it has opened."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            event.accept()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last line: whole lines are chosen, no cells."""
        moves = QAbstractItemView.CursorAction
        rows = self.model().rowCount()
        if rows and action in {moves.MoveHome, moves.MoveEnd}:
            at = 0 if action == moves.MoveHome else rows - 1
            return self.model().index(at, max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def currentChanged(self, now: Index, was: Index) -> None:
        super().currentChanged(now, was)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ring_current(self)

    def fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.setIconSize(QSize(theme.px(ICON), theme.px(ICON)))  # as drawn: Qt's own size would blur it


def _alignment(*, number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
