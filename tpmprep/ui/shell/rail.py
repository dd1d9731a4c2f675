"""The sidebar: the pages above and below the line, and which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import label, row, rule, vbox
from tpmprep.ui.kit.traits import TEXT_BESIDE_ICON, give

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tpmprep.ui.kit.host import PageSpec

BELOW_THE_LINE = 10
WIDTH = 208


class Rail(QFrame):
    """The sidebar; ``chosen`` carries the name of a page."""

    chosen = Signal(str)

    def __init__(self, specs: Iterable[PageSpec]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(theme.px(WIDTH))
        self._buttons: dict[str, QToolButton] = {}
        self._shown: QToolButton | None = None
        self._group = QButtonGroup(self)
        column = vbox((16, 24, 16, 16), 4)
        column.addLayout(
            row(
                icon_label("graduation-cap", "accent", 22),
                label("tpmprep", "brand"),
                None,
                margins=(12, 0, 0, 0),
                spacing=10,
            )
        )
        column.addSpacing(20)
        listed = sorted((spec for spec in specs if spec.order), key=lambda spec: spec.order)
        for number, spec in enumerate(listed, start=1):
            if spec.order == BELOW_THE_LINE:
                column.addStretch(1)
                column.addWidget(rule())
                column.addSpacing(8)
            column.addWidget(self._button(spec, number))
        self.setLayout(column)
        theme.current().themed.connect(self._on_themed)

    def chosen_name(self) -> str:
        """The page that is marked; empty before the first."""
        return next((name for name, button in self._buttons.items() if button is self._shown), "")

    def show_chosen(self, name: str) -> None:
        """Marks a page as the one shown; a page that is not listed leaves the mark where it is."""
        button = self._buttons.get(name)
        if button is None or button is self._shown:
            return
        button.setChecked(True)
        before, self._shown = self._shown, button
        for changed in (before, button):
            if changed is not None:
                self._paint_icon(changed)

    def _button(self, spec: PageSpec, number: int) -> QToolButton:
        made = QToolButton()
        made.setText("  " + self.tr(spec.title))
        made.setAccessibleName(self.tr(spec.title))
        made.setToolTip(f"Ctrl+{number}")
        give(made, toolButtonStyle=TEXT_BESIDE_ICON)
        made.setCheckable(True)
        made.setAutoRaise(True)
        made.setIconSize(QSize(20, 20))
        made.setProperty("icon_name", spec.icon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(spec.name))
        set_icon(made, spec.icon, "muted", 20)
        self._group.addButton(made)
        self._buttons[spec.name] = made
        return made

    def _on_themed(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))
        self._paint_icons()

    def _paint_icons(self) -> None:
        for button in self._buttons.values():
            self._paint_icon(button)

    def _paint_icon(self, button: QToolButton) -> None:
        tone = "accent" if button is self._shown else "muted"
        set_icon(button, str(button.property("icon_name")), tone, 20)
