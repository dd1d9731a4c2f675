"""Owns the head of a path: title, forecast, hours a week, how far it is, and the burn-up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.charts.burn import Burn, BurnData
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import holder, label, phrase, phrase_html, row, stack
from tpmprep.ui.kit.menus import MenuButton
from tpmprep.ui.kit.progress import ThinBar
from tpmprep.ui.pages.paths.words import forecast, hours, say

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu

    from tpmprep.core.learning.faces import PathFace

NARROW, TIGHT = 820, 520
BURN_WIDTH = 288
ANY_WIDTH = 16_777_215


class PathHead(QWidget):
    """What stands above the outline; signals say which of its buttons was pressed."""

    back_wanted = Signal()
    hours_wanted = Signal()
    follow_wanted = Signal(bool)

    def __init__(self, edit: QMenu) -> None:
        super().__init__()
        self.edit = MenuButton(say("Edit"), edit)
        self.back = button(
            say("Paths"), "quiet", icon="arrow-left", name=say("All paths"), then=self.back_wanted.emit
        )
        self.follow = button(say("Follow this path"), "quiet", icon="plus", then=self._on_follow)
        self._title = label("", "h1", wrap=True)
        self.sentence = phrase("")
        self.hours = button(
            say("Hours a week"),
            "quiet",
            icon="pencil",
            name=say("Change the hours a week"),
            then=self.hours_wanted.emit,
        )
        self._bar = ThinBar(0, say("Done"), thick=True)
        self._share, self._hours = label("", "num"), label("", "muted")
        self._summary = label("", "mutedbody", wrap=True)
        self._burn: Burn | None = None
        self._followed = False
        progress = row(self._bar, self._share, self._hours, spacing=16)
        progress.setStretchFactor(self._bar, 1)
        words = stack(self._title, 12, self.sentence, 12, progress, 12, self._summary)
        self._chart = holder(stack(None))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(40)
        self._both.addLayout(words, 1)
        self._both.addWidget(self._chart, 0, Qt.AlignmentFlag.AlignTop)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._top.addStretch(1)
        acts = holder(row(self.edit, self.hours, self.follow, spacing=8))
        self._top.addWidget(acts, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(stack(self._top, 8, self._both))
        theme.current().themed.connect(self._fit)

    def show_path(self, face: PathFace, today: date) -> None:
        """Shows where the path stands."""
        self._followed = face.followed
        self._title.setText(face.title)
        self.sentence.setText(phrase_html(forecast(face, today)))
        share = face.hours_done / face.hours if face.hours else 0.0
        self._bar.set_share(share)
        self._share.setText(f"{round(share * 100)} %")
        self._hours.setText(say("{done} of {all}", done=f"{face.hours_done:g}", all=hours(face.hours)))
        whom = say("For: {whom}", whom=face.whom.strip()) if face.whom.strip() else ""
        self._summary.setText("\n".join(part for part in (face.summary.strip(), whom) if part))
        words = say("Stop following") if face.followed else say("Follow this path")
        self.follow.setText(f"\u2002{words}")
        self.follow.setAccessibleName(words)
        set_icon(self.follow, "x" if face.followed else "plus", "muted", 16)
        self._show_burn(face, today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart goes below the words where the page is narrow, the buttons below the way back too."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(NARROW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != way:
            self._both.setDirection(way)
            self._fit()
        tight = event.size().width() < theme.px(TIGHT)
        line = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if self._top.direction() != line:
            self._top.setDirection(line)

    def _show_burn(self, face: PathFace, today: date) -> None:
        data = burn_data(face, today)
        self._chart.setVisible(data is not None)
        if data is None:
            return
        finding = say("{done} of {all} done", done=hours(face.hours_done), all=hours(face.hours))
        if self._burn is None:
            self._burn = Burn(finding, data)
            self._burn.title.hide()
            layout = self._chart.layout()
            if layout is not None:
                layout.addWidget(self._burn)
        else:
            self._burn.set_data(finding, data)
            self._burn.title.hide()
        self._fit()

    def _fit(self) -> None:
        """Beside the words the chart is as wide as the zoom asks, below them as wide as they are."""
        beside = self._both.direction() == QBoxLayout.Direction.LeftToRight
        self._chart.setMaximumWidth(theme.px(BURN_WIDTH) if beside else ANY_WIDTH)
        if self._burn is not None:
            self._burn.canvas.setMinimumWidth(theme.px(240))

    def _on_follow(self) -> None:
        self.follow_wanted.emit(not self._followed)


def burn_data(face: PathFace, today: date) -> BurnData | None:
    """The points of the burn-up, None while nothing is done or nothing is left."""
    told = face.forecast
    if not told.points or told.likely_on is None or told.late_on is None:
        return None
    points = list(told.points)
    if points[0][1] > 0:
        points.insert(0, (points[0][0] - timedelta(days=1), 0.0))
    if points[-1][0] < today:
        points.append((today, points[-1][1]))
    ahead = (told.likely_on - today).days
    early = today + timedelta(days=round(ahead * 0.85))
    return BurnData(tuple(points), face.hours, early, told.likely_on, told.late_on)
