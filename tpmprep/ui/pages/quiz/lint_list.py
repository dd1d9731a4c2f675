"""What a second pair of eyes would say about an item being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, stack, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.quiz.faces import Lint

MOST = 6
TOP = Qt.AlignmentFlag.AlignTop


class LintList(QWidget):
    """Advice, never a wall: an item can be saved whatever it says; ``count`` is how much there is."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._title, self._rows = label("", "h3"), vbox(spacing=8)
        self.setLayout(stack(panel(stack(self._title, 8, self._rows, margins=(24, 20, 24, 20)))))

    def show_lints(self, lints: Sequence[Lint] | None) -> None:
        """Shows what was found; None says nothing is typed yet."""
        self.count = len(lints or ())
        self.setVisible(lints is not None)
        clear(self._rows)
        if not lints:
            self._title.setText(self.tr("Reads well"))
            self._rows.addWidget(
                self._line("circle-check", "good", self.tr("Nothing to mend that a machine can see."))
            )
            return
        self._title.setText(self.tr("Worth a second look"))
        for lint in lints[:MOST]:
            self._rows.addWidget(self._line("lightbulb", "warn", f"{lint.says[:1].upper()}{lint.says[1:]}."))
        if len(lints) > MOST:
            more = self.tr("and {0} more").replace("{0}", str(len(lints) - MOST))
            self._rows.addWidget(label(more, "muted"))

    def words(self) -> list[str]:
        """What is said, line by line."""
        from PySide6.QtWidgets import QLabel

        return [one.text() for one in self.findChildren(QLabel) if one.text() and one is not self._title]

    def _line(self, drawing: str, tone: str, words: str) -> QWidget:
        line = row(spacing=10)
        line.addWidget(icon_label(drawing, tone, 16), 0, TOP)
        line.addWidget(label(words, wrap=True), 1)
        return holder(line)
