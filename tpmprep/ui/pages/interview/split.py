"""Two parts side by side, or one after the other where there is no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.layout import hbox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDE, LEFT = 900, 340
GAP = 24


class Split(QObject):
    """Lays ``left`` and ``right`` into ``owner``; ``widened`` tells when both became (in)visible.

    Where it is narrow one of them is shown: the left one until the right one is asked for.
    """

    widened = Signal(bool)

    def __init__(self, owner: QWidget, left: QWidget, right: QWidget) -> None:
        super().__init__(owner)
        self._owner, self._left, self._right = owner, left, right
        self._wide: bool | None = None
        self._on_right = False
        line = hbox(spacing=GAP)
        line.addWidget(left)
        line.addWidget(right, 1)
        owner.setLayout(line)
        owner.installEventFilter(self)
        self._arrange()

    def is_wide(self) -> bool:
        """Whether both are shown."""
        return bool(self._wide)

    def right_is_shown(self) -> bool:
        """Whether the right part can be seen."""
        return bool(self._wide) or self._on_right

    def show_right(self) -> None:
        """Shows the right part; where it is narrow, instead of the left one."""
        self._on_right = True
        self._arrange()

    def show_left(self) -> None:
        """Shows the left part; where it is narrow, instead of the right one."""
        self._on_right = False
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A new width or zoom may make room or take it."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange}:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        wide = self._owner.width() >= theme.px(WIDE)
        self._left.setMaximumWidth(theme.px(LEFT) if wide else 16_777_215)
        self._left.setMinimumWidth(theme.px(LEFT) if wide else 0)
        self._left.setVisible(wide or not self._on_right)
        self._right.setVisible(wide or self._on_right)
        if wide != self._wide:
            self._wide = wide
            self.widened.emit(wide)
