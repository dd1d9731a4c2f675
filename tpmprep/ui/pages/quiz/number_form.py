"""The number of an item being written: value, unit, tolerance, other units, common wrong values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.quiz.faces import NumberKey, Slip
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import Field, line_edit
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, stack, vbox
from tpmprep.ui.pages.quiz.slip_row import SlipRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit

MOST_SLIPS = 6
WIDTH = 176


def units_in(text: str) -> tuple[tuple[str, str], ...]:
    """``h = 60; s = 1/60`` as names and factors; a name without a factor has an empty one."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return tuple((name.strip(), factor.strip()) for name, _, factor in pairs)


def units_out(units: Sequence[tuple[str, str]]) -> str:
    """Names and factors as they are typed."""
    return "; ".join(f"{name} = {factor}" for name, factor in units)


class NumberForm(QWidget):
    """What is asked for in a numeric item."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value = self._line(self.tr("Right value"), "43.2")
        self.unit = self._line(self.tr("Unit"), self.tr("min, %, $ or none"))
        self.tolerance = self._line(self.tr("Tolerance"), self.tr("1% or 0.5"))
        self.units = self._line(self.tr("Other units taken"), "h = 60; s = 1/60")
        self.units.setMaximumWidth(16_777_215)
        self.rows: list[SlipRow] = []
        self._slips = vbox(spacing=8)
        self.more = button(self.tr("Add a wrong value"), icon="plus", then=self.add)
        self._lay()

    def key(self) -> NumberKey:
        """The number as typed; empty wrong values are left out."""
        slips = tuple(one.slip() for one in self.rows)
        return NumberKey(
            value=self.value.text().strip(),
            tolerance=self.tolerance.text().strip() or "0",
            unit=self.unit.text().strip(),
            units=units_in(self.units.text()),
            slips=tuple(slip for slip in slips if slip.value or slip.why),
        )

    def show_key(self, key: NumberKey | None) -> None:
        """Shows this number, or an empty form."""
        shown = key or NumberKey("")
        self.value.setText(shown.value)
        self.unit.setText(shown.unit)
        self.tolerance.setText("" if shown.tolerance == "0" else shown.tolerance)
        self.units.setText(units_out(shown.units))
        self._show_slips(shown.slips or (Slip("", ""),))

    def add(self) -> None:
        """One more wrong value, ready to be typed."""
        if len(self.rows) < MOST_SLIPS:
            self._show_slips([*(one.slip() for one in self.rows), Slip("", "")])
            self.rows[-1].value.setFocus(Qt.FocusReason.TabFocusReason)
            self.edited.emit()

    def _remove(self, row_: SlipRow) -> None:
        self._show_slips([one.slip() for one in self.rows if one is not row_])
        self.more.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _show_slips(self, slips: Sequence[Slip]) -> None:
        clear(self._slips)
        self.rows = []
        before: QWidget = self.units
        for number, slip in enumerate(slips[:MOST_SLIPS], start=1):
            made = SlipRow(number, slip)
            made.edited.connect(self.edited)
            made.removed.connect(lambda one=made: self._remove(one))
            self.rows.append(made)
            self._slips.addWidget(made)
            QWidget.setTabOrder(before, made.value)
            QWidget.setTabOrder(made.value, made.why)
            before = made.why
        QWidget.setTabOrder(before, self.more)
        self.more.setEnabled(len(self.rows) < MOST_SLIPS)

    def _line(self, name: str, hint: str) -> QLineEdit:
        made = line_edit(name, hint=hint, longest=200)
        made.setMaximumWidth(theme.px(WIDTH))
        made.setMinimumWidth(theme.px(144))
        made.textEdited.connect(lambda _text: self.edited.emit())
        return made

    def _lay(self) -> None:
        first = FlowLayout(gap=16)
        for title, line in (
            (self.tr("Right value"), self.value),
            (self.tr("Unit"), self.unit),
            (self.tr("Tolerance"), self.tolerance),
        ):
            first.addWidget(Field(title, line))
        others = Field(
            self.tr("Other units taken"),
            self.units,
            self.tr("How many of the unit above one of it is; several parted by a semicolon."),
        )
        slips = label(self.tr("Common wrong values, and what was forgotten"), "mid", wrap=True)
        inside = stack(
            holder(first), 16, others, 20, slips, 8, self._slips, 12, row(self.more, None),
            margins=(16, 16, 16, 16),
        )  # fmt: skip
        self.setLayout(stack(panel(inside)))
