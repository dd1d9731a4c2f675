"""Owns how milestones and steps look as lines of the outline."""

from __future__ import annotations

from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import drop, holder, label, row, set_role, stack, vbox
from tpmprep.ui.pages.paths import words
from tpmprep.ui.pages.paths.line import Line
from tpmprep.ui.pages.paths.words import STATUS_LOOK, say

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.learning.faces import MilestoneFace, StepRow

STATUS_WIDTH, KIND_WIDTH = 96, 20
# pixels at 100 % zoom: below it numbers stand behind the title; narrower than the other no line asks to be
NARROW, LEAST = 520, 300


class TitleLabel(QLabel):
    """A title with a muted remark behind it, broken into lines where the width ends."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._parts = ("", "", False)
        theme.current().themed.connect(self._render)

    def show_words(self, title: str, remark: str = "", *, strong: bool = False) -> None:
        """Shows both, as plain text."""
        self._parts = (title, remark, strong)
        self._render()

    def _render(self) -> None:
        title, remark, strong = self._parts
        size = theme.px(15 if strong else 14)
        html = f'<span style="font-weight:{600 if strong else 500};font-size:{size}px">{escape(title)}</span>'
        if remark:
            tone = theme.color("muted").name()
            html += (
                f'&nbsp;&nbsp; <span style="color:{tone};font-size:{theme.px(13)}px">{escape(remark)}</span>'
            )
        self.setText(html)


class FoldingLine(Line):
    """A line whose columns on the right go behind its title where there is little room."""

    narrow = False

    def minimumSizeHint(self) -> QSize:
        """As narrow as the words behind the title allow."""
        found = super().minimumSizeHint()
        return QSize(min(found.width(), theme.px(LEAST)), found.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds and unfolds the columns."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            self.fold()

    @abstractmethod
    def fold(self) -> None:
        """Shows its words anew, for the room there is."""


class StageLine(FoldingLine):
    """A milestone: chevron, number, title, how it stands, hours."""

    def __init__(self, number: int) -> None:
        self._chevron = icon_label("chevron-right", "muted", 18)
        self._number = label(str(number), "h3")
        self._title = TitleLabel()
        self._hours = label("", "muted")
        line = row(self._chevron, self._number, self._title, self._hours, margins=(8, 14, 16, 14), spacing=10)
        line.setStretchFactor(self._title, 1)
        super().__init__(line, "")
        self._told = self._name = self._about = ""

    def show_stage(self, stage: MilestoneFace, today: date, *, opened: bool) -> None:
        """Shows the milestone as it is now."""
        self._name, self._about = stage.title, words.stage_about(stage, today)
        self._hours.setText(words.stage_hours(stage))
        self._told = f"{self._about}, {self._hours.text()}"
        self.setAccessibleName(f"{self._number.text()} {stage.title}")
        self.set_unfolded(unfolded=opened)
        self.fold()

    def fold(self) -> None:
        """The hours stand on the right, or behind how it stands."""
        self._hours.setVisible(not self.narrow)
        parts = (self._about, self._hours.text()) if self.narrow else (self._about,)
        told = " · ".join(part.replace(" ", "\u00a0") for part in parts if part)
        self._title.show_words(self._name, told, strong=True)

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Turns the chevron, and says so."""
        set_icon(self._chevron, "chevron-down" if unfolded else "chevron-right", "muted", 18)
        self.setAccessibleDescription(f"{self._told}, {say('open') if unfolded else say('closed')}")


class StepLine(FoldingLine):
    """A step: status in icon and word, kind, title, what it waits for, hours, day."""

    def __init__(self) -> None:
        self._sign = icon_label("circle", "text", 20)
        self._word = label("", "mid")
        self._kind = icon_label("circle", "muted", 18)
        self._title = TitleLabel()
        self._hours, self._day = label("", "muted"), label("", "muted")
        for told in (self._hours, self._day):
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._status = holder(row(self._sign, 8, self._word, None))
        line = row(
            self._status,
            self._kind,
            self._title,
            self._hours,
            self._day,
            margins=(16, 8, 16, 8),
            spacing=10,
        )
        line.setStretchFactor(self._title, 1)
        super().__init__(line, "")
        self._shown: StepRow | None = None
        self._remark = ""
        self._fit()
        theme.current().themed.connect(self._fit)

    def show_step(self, step: StepRow, today: date) -> None:
        """Shows the step as it is now."""
        if step == self._shown:
            return
        self._shown = step
        sign, tone, role, _ = STATUS_LOOK[step.status]
        status = words.status_words(step.status)
        set_icon(self._sign, sign, tone, 20)
        self._word.setText(status)
        set_role(self._word, role)
        set_icon(self._kind, step.icon, "muted", 18)
        self._remark = _remark(step, today)
        self._hours.setText(words.step_hours(step))
        on = words.step_day(step, today)
        self._day.setText(on)
        parts = (step.kind_title, self._remark, self._hours.text(), on)
        self.setAccessibleName(f"{status}: {step.title}")
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.fold()

    def fold(self) -> None:
        """Hours and day stand in their columns, or behind the remark."""
        for part in (self._hours, self._day):
            part.setVisible(not self.narrow)
        parts = (self._remark, self._hours.text(), self._day.text()) if self.narrow else (self._remark,)
        title = self._shown.title if self._shown is not None else ""
        self._title.show_words(title, " · ".join(part for part in parts if part))

    def _fit(self) -> None:
        """The columns are as wide as the zoom asks."""
        for part, width in ((self._status, STATUS_WIDTH), (self._hours, 128), (self._day, 96)):
            part.setMinimumWidth(theme.px(width))
        self.setMinimumHeight(theme.px(44))


def _remark(step: StepRow, today: date) -> str:
    """What stands behind the title of a step."""
    parts = [say("optional")] if step.optional else []
    if step.told:
        parts.append(words.told(step.told, today))
    if step.open_needs and step.status in {"next", "waiting", "doing"}:
        parts.append(say("after: {needs}", needs=", ".join(step.open_needs)))
    return " · ".join(parts)


class StepBox(QFrame):
    """A step's line and, while it is open, its detail below it on one ground."""

    def __init__(self) -> None:
        super().__init__()
        self.line = StepLine()
        self.detail: QWidget | None = None
        self._inner = vbox()
        self._inner.addWidget(self.line)
        self.setLayout(self._inner)

    def put(self, detail: QWidget) -> None:
        """Opens: shows this detail below the line."""
        self.shut()
        self.detail = detail
        self._inner.addWidget(detail)
        self._ground("well")

    def shut(self) -> None:
        """Closes: the detail is gone."""
        if self.detail is not None:
            drop(self.detail)
            self.detail = None
            self._ground("")

    def _ground(self, name: str) -> None:
        self.setObjectName(name)
        set_role(self, name, "ground")


def stage_body(about: str) -> QWidget:
    """Where the steps of a milestone go, below what it is about."""
    inside = stack(spacing=2, margins=(0, 0, 0, 12))
    if about:
        told = label(about.strip(), "mutedbody", wrap=True)
        inside.addWidget(holder(stack(told, margins=(44, 4, 16, 8))))
    return holder(inside)
