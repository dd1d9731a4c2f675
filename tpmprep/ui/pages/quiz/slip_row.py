"""One common wrong value of a number being written, and what was forgotten on the way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.quiz.faces import Slip
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit, text_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import row


class SlipRow(QWidget):
    """One common wrong value and what was forgotten on the way to it."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int, slip: Slip) -> None:
        super().__init__()
        named = str(number)
        self.value = line_edit(
            self.tr("Wrong value {0}").replace("{0}", named), slip.value, hint=self.tr("Value"), longest=40
        )
        self.value.setFixedWidth(theme.px(112))
        self.why = text_edit(
            self.tr("What was forgotten at wrong value {0}").replace("{0}", named),
            slip.why,
            hint=self.tr("You forgot to …"),
            lines=1,
        )
        Growing(self.why, 1)
        remove = button(self.tr("Remove wrong value {0}").replace("{0}", named), "icon", icon="x")
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remove.clicked.connect(lambda _checked: self.removed.emit())
        self.value.textEdited.connect(lambda _text: self.edited.emit())
        self.why.textChanged.connect(self.edited)
        line = row(spacing=8)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.why, 1)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def slip(self) -> Slip:
        """The value as typed."""
        return Slip(self.value.text().strip(), self.why.toPlainText().strip())
