"""Owns the settings of study: minutes and date of the aim, new cards, rating buttons, retention."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import SegmentedChips, button
from tpmprep.ui.kit.dates import DateField
from tpmprep.ui.kit.fields import Field, NumberField, check_box, combo
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import holder, label, row, stack
from tpmprep.ui.pages.settings.sections import group, put, tab
from tpmprep.ui.pages.settings.words import effect, say

if TYPE_CHECKING:
    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.ground.settings import Value
    from tpmprep.ui.kit.host import Page

USUAL_NEW = 10
HOURS = range(13)


class Study(QWidget):
    """Every change is saved at once; what is not accepted is said below its field."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._showing = False
        self.minutes = NumberField(say("Minutes a day"), 5, 240, 30, say(" min"))
        self.minutes.editingFinished.connect(self._change_aim)
        self.has_date = check_box(say("There is a date"))
        self.has_date.toggled.connect(self._on_has_date)
        self.day = DateField(say("Date"), date.today())  # noqa: DTZ011  (shown only once load() set it)
        self.day.settled.connect(self._move)
        self._day_field = Field(say("Date"), self.day, say("The plan works back from it."))
        self.auto = SegmentedChips([("auto", say("From the minutes")), ("own", say("A number"))])
        self.auto.changed.connect(self._on_new)
        self.new = NumberField(say("New cards a day"), 0, 999, USUAL_NEW)
        self.new.valueChanged.connect(self._on_new)
        self.buttons = SegmentedChips([("2", say("Two: again, good")), ("4", say("Four: also hard, easy"))])
        self.buttons.changed.connect(lambda chosen: self._put("rating_buttons", int(chosen[0])))
        self.intervals = check_box(say("Show when a card will come back"))
        self.intervals.toggled.connect(lambda on: self._put("show_intervals", on))
        self.retention = NumberField(say("Desired retention"), 70, 97, 90, " %")
        self.retention.valueChanged.connect(self._on_retention)
        self._effect = label("", "muted", wrap=True)
        self.begins = combo(say("A study day begins at"), [(hour, f"{hour:02}:00") for hour in HOURS])
        self.begins.currentIndexChanged.connect(self._on_begins)
        self._advanced = button(say("Advanced"), "quiet", icon="chevron-right", then=self.turn_advanced)
        for control in (self.minutes, self.day, self.retention, self.begins):
            control.setMaximumWidth(theme.px(200))
        self._lay()

    def load(self) -> None:
        """Shows what is set now."""
        self._showing = True
        settings, aim = self._page.host.services.settings, self._page.host.services.aim.current()
        self._show_aim(aim)
        new = int(settings.number("new_cards_a_day"))
        self.auto.choose("auto" if new < 0 else "own")
        self.new.setEnabled(new >= 0)
        self.new.setValue(USUAL_NEW if new < 0 else new)
        self.buttons.choose("2" if settings.number("rating_buttons") < 4 else "4")
        self.intervals.setChecked(bool(settings.get("show_intervals")))
        self.retention.setValue(round(settings.number("desired_retention") * 100))
        self._effect.setText(effect(settings.number("desired_retention")))
        self.begins.setCurrentIndex(self.begins.findData(int(settings.number("day_begins"))))
        self._showing = False

    @property
    def has_aim(self) -> bool:
        """Whether there is an aim whose minutes and date can be set."""
        return not self._aim.isHidden()

    def unfold(self) -> None:
        """Shows what few need."""
        if self._folded.isHidden():
            self.turn_advanced()

    def turn_advanced(self) -> None:
        """Folds or unfolds what few need."""
        folded = self._folded.isHidden()
        self._folded.setVisible(folded)
        set_icon(self._advanced, "chevron-down" if folded else "chevron-right", "muted", 16)

    def _lay(self) -> None:
        self.choose_aim = button(
            say("Choose what is ahead"), then=lambda: self._page.host.go(Place("welcome"))
        )
        self._no_aim = holder(
            stack(
                label(say("No aim is chosen yet; it sets minutes and date."), "mutedbody", wrap=True),
                8,
                row(self.choose_aim, None),
            )
        )
        self._minutes_field = Field(say("Minutes a day"), self.minutes, say("A day may also be shorter."))
        self._aim = holder(stack(self._minutes_field, self.has_date, self._day_field, spacing=16))
        line = row(self.auto, self.new, None, spacing=12)
        line.setAlignment(self.auto, Qt.AlignmentFlag.AlignVCenter)
        new = stack(label(say("New cards a day"), "mid"), 8, line)
        rating = stack(label(say("Rating buttons"), "mid"), 8, self.buttons)
        explained = say("How much of what comes back you want to remember.")
        self._folded = holder(
            stack(Field(say("Desired retention"), self.retention, explained), 4, self._effect)
        )
        self._folded.hide()
        begins = Field(
            say("A study day begins at"),
            self.begins,
            say(
                "What you do earlier counts for the day before. Another hour holds from the next start; "
                "what was done before it can then no longer be undone."
            ),
        )
        self.setLayout(
            stack(
                tab(
                    group(say("Your aim"), self._no_aim, self._aim),
                    group(say("Cards"), new, rating, self.intervals, row(self._advanced, None), self._folded),
                    group(say("Your day"), begins),
                )
            )
        )

    def _show_aim(self, aim: AimFace | None) -> None:
        self._no_aim.setVisible(aim is None)
        self._aim.setVisible(aim is not None)
        if aim is None:
            return
        self.minutes.setValue(aim.minutes)
        self.has_date.setChecked(aim.due_on is not None)
        self._day_field.setVisible(aim.due_on is not None)
        on = aim.due_on or today(self._page.host.services.clock)
        self.day.set_day(on)

    def _on_has_date(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._day_field.setVisible(on)
        if not self._showing:
            self._move()

    def _on_new(self, _value: object = None) -> None:
        own = self.auto.chosen() == ("own",)
        self.new.setEnabled(own)
        self._put("new_cards_a_day", self.new.value() if own else -1)

    def _on_retention(self, value: int) -> None:
        self._effect.setText(effect(value / 100))
        self._put("desired_retention", value / 100)

    def _on_begins(self, _index: int) -> None:
        if self._showing or not put(self._page, "day_begins", int(self.begins.currentData())):
            return
        at = self.begins.currentText()
        self._page.host.notice(say("From the next start a study day begins at {at}", at=at), mark="good")

    def _put(self, name: str, value: Value) -> None:
        if not self._showing:
            put(self._page, name, value)

    def _change_aim(self) -> None:
        host = self._page.host
        aim = None if self._showing else host.services.aim.current()
        if aim is None or aim.minutes == self.minutes.value():
            return
        draft = AimDraft(
            aim.what,
            minutes=self.minutes.value(),
            due_on=aim.due_on,
            company=aim.company,
            round=aim.round,
            role=aim.role,
            zone=aim.zone,
        )
        try:
            with host.quietly(self._page):
                host.services.aim.change(draft)
        except UserError as error:
            self._minutes_field.set_problem(str(error))
            return
        self._minutes_field.set_problem("")
        host.notice(say("{minutes} minutes a day from now on", minutes=draft.minutes), undo=True)

    def _move(self, _day: object = None) -> None:
        if self._showing:
            return
        host = self._page.host
        aim, on = host.services.aim.current(), self.day.day() if self.has_date.isChecked() else None
        if aim is not None and aim.due_on == on:
            self._day_field.set_problem("")
            return
        try:
            with host.quietly(self._page):
                host.services.aim.move(on)
        except UserError:
            self._day_field.set_problem(say("That day has passed. Choose today or a later day."))
            return
        self._day_field.set_problem("")
        host.notice(say("The date is moved") if on else say("The date is taken away"), undo=True)
