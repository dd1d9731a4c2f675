"""Owns text fields that are as high as their words, so that a form is read without inner scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

LINE, EDGE = 22, 18


class Growing(QObject):
    """Keeps ``field`` between ``fewest`` and ``most`` lines high."""

    def __init__(self, field: QPlainTextEdit, fewest: int, most: int = 14) -> None:
        super().__init__(field)
        self._field, self._fewest, self._most = field, fewest, most
        field.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        field.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A new zoom asks for another height."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.Show}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        lines = round(self._field.document().size().height())
        wanted = min(max(lines, self._fewest), self._most)
        spacing = max(self._field.fontMetrics().lineSpacing(), 1)
        margin = round(2 * self._field.document().documentMargin())
        height = max(wanted * spacing + margin, self._fewest * theme.px(LINE)) + EDGE
        fits = lines <= self._most
        self._field.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        if height != self._field.height() or self._field.minimumHeight() != height:
            self._field.setFixedHeight(height)
