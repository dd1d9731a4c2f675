"""The sidebar: the pages above and below the line, and which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import label, row, rule, set_tip, vbox
from tpmprep.ui.kit.traits import ICON_ONLY, TEXT_BESIDE_ICON, give

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent

    from tpmprep.ui.kit.host import PageSpec

BELOW_THE_LINE = 10
WIDTH, COMPACT_WIDTH = 208, 76
# pixels at 100 % zoom that a page wants beside the words of the rail
LEAST_PAGE = 440
LOGO = 22


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
        self._name = label("tpmprep", "brand")
        column = vbox((16, 24, 16, 16), 4)
        self._head = row(icon_label("graduation-cap", "accent", LOGO), self._name, None, spacing=10)
        column.addLayout(self._head)
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

    @property
    def is_compact(self) -> bool:
        """Whether it shows icons alone."""
        return self._name.isHidden()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on it follows the width of the window."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a window too narrow for the zoom the words make room for the page."""
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

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
        set_tip(made, f"{self.tr(spec.title)} (Ctrl+{number})")
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
        self._fit()
        self._paint_icons()

    def _fit(self) -> None:
        compact = self.window().width() - theme.px(WIDTH) < theme.px(LEAST_PAGE)
        self.setFixedWidth(theme.px(COMPACT_WIDTH if compact else WIDTH))
        centred = (theme.px(COMPACT_WIDTH) - theme.px(LOGO)) // 2 - 16
        self._head.setContentsMargins(centred if compact else 12, 0, 0, 0)
        if compact != self.is_compact:
            self._name.setHidden(compact)
            for button in self._buttons.values():
                give(button, toolButtonStyle=ICON_ONLY if compact else TEXT_BESIDE_ICON)

    def _paint_icons(self) -> None:
        for button in self._buttons.values():
            self._paint_icon(button)

    def _paint_icon(self, button: QToolButton) -> None:
        tone = "accent" if button is self._shown else "muted"
        set_icon(button, str(button.property("icon_name")), tone, 20)
