"""The page Welcome: four questions by key, what they mean in one sentence, and the first item."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.clock import SystemClock, today
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.dates import DateField
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import Column, holder, label, page, phrase, phrase_html, row, scroll, stack
from tpmprep.ui.kit.synced import SyncedWarning
from tpmprep.ui.pages.welcome import words
from tpmprep.ui.pages.welcome.question import Question

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from tpmprep.core.aim.faces import What
    from tpmprep.ui.kit.host import Host

LIGHT_MINUTES = 15
USUAL_DAYS = 21
WIDTH = 640


class WelcomePage(Page):
    """Asks what is ahead, when, how long a day and which job; the last click begins the first item."""

    focuses_itself = True

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.draft = AimDraft("interview")
        self._trail: list[QWidget] = []
        self._dated: Question | None = None
        self._waits = False
        self._stack = QStackedWidget()
        self._step = label("", "eyebrow")
        self.synced = SyncedWarning()
        column = Column(stack(self.synced, 16, self._step, 8, self._stack), WIDTH)
        self.setLayout(stack(scroll(page(stack(column, None, margins=(40, 48, 40, 32))))))
        self._ending = self._make_ending()
        self._stack.addWidget(self._ending)
        self._ask_what()

    @property
    def is_open(self) -> bool:
        """Whether the services are there; at the very first start they still open."""
        return bool(getattr(self.host, "is_open", True))

    def load(self) -> None:
        """The services are there: goes on where the last click had to wait; warns of a synced folder."""
        self.synced.show_place(self.host.services.care.place().synced_by)
        if self._waits:
            self._end()

    def showEvent(self, event: QShowEvent) -> None:
        """The keys work at once."""
        super().showEvent(event)
        self._focus()

    def step_back(self) -> bool:
        """Esc: closes the field for another day, then goes one question back; the first stays."""
        if self._dated is not None and self._is_dating():
            self._date_line.hide()
            self._dated.take_focus(words.OTHER)
        elif len(self._trail) > 1:
            gone = self._trail.pop()
            self._waits = False
            self._show(self._trail[-1])
            if gone is not self._ending:
                self._stack.removeWidget(gone)
                gone.deleteLater()
        return True

    def keys(self) -> list[Key]:
        """Numbers choose; on the last screen Space begins."""
        shown = self._trail[-1]
        if not isinstance(shown, Question):
            return [Key("welcome.begin", self.tr("Begin"), "Space / Return / Enter", self.begin)]
        numbers = [
            Key(f"welcome.choice_{n}", choice.text, str(n), partial(shown.press, n))
            for n, choice in enumerate(shown.choices, start=1)
        ]
        press = Key("welcome.press", self.tr("Choose"), "Space / Return / Enter", self._press_focused)
        return [*numbers, press]

    def begin(self) -> None:
        """Chooses the aim and starts the first item; looking around begins on the front page."""
        if self._waits or not self.is_open:
            return
        services = self.host.services
        try:
            with self.host.quietly(self):
                services.aim.choose(self.draft)
            item = None if self.draft.what == "look" else services.insight.first_item()
            plan = None if item is None else services.sittings.first(item)
        except UserError as error:
            self.host.failed(error)
            return
        self.host.go(Place("today"))
        if plan is not None:
            self.host.start(plan)

    def _ask_what(self) -> None:
        asked = Question(
            self.tr("What is ahead?"),
            self.tr("A few short questions, then your first exercise. All of it can be changed later."),
            words.what_choices(),
        )
        asked.chosen.connect(self._on_what)
        self._ask(asked)

    def _on_what(self, what: object) -> None:
        self.draft = AimDraft(cast("What", what))
        if what == "look":
            self.draft = replace(self.draft, minutes=LIGHT_MINUTES, role="both")
            self._end()
            return
        asked = Question(words.date_title(self.draft.what), "", words.date_choices(self._today()), 3)
        asked.extra.addWidget(self._make_date())
        asked.chosen.connect(self._on_date)
        self._dated = asked
        self._ask(asked)

    def _on_date(self, chosen: object) -> None:
        if chosen == words.OTHER:
            self._date_line.show()
            self.date_field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        due_on = None if chosen == words.NONE else cast("date", chosen)
        self.draft = replace(self.draft, due_on=due_on)
        days = None if due_on is None else (due_on - self._today()).days
        asked = Question(
            self.tr("How many minutes a day?"),
            self.tr("Less is fine: a day you leave out is planned anew, never held against you."),
            words.minutes_choices(days),
            3,
        )
        asked.chosen.connect(self._on_minutes)
        self._ask(asked)

    def _on_minutes(self, minutes: object) -> None:
        self.draft = replace(self.draft, minutes=int(cast("int", minutes)))
        if self.draft.what == "certificate":
            self.draft = replace(self.draft, role="both")
            self._end()
            return
        asked = Question(self.tr("Which of the two jobs?"), "", words.role_choices())
        asked.chosen.connect(self._on_role)
        self._ask(asked)

    def _on_role(self, role: object) -> None:
        self.draft = replace(self.draft, role=str(role))
        self._end()

    def _end(self) -> None:
        """The consequence in one sentence, or a calm line while the services still open."""
        self._waits = not self.is_open
        looks = self.draft.what == "look"
        self._begin.setVisible(not self._waits)
        if self._waits:
            self.means.setText(
                phrase_html(self.tr("One moment: your concepts and questions are being laid out."))
            )
        elif looks:
            self.begin()
            return
        else:
            try:
                found = self.host.services.insight.consequence(self.draft)
            except UserError as error:
                self.host.failed(error)
                return
            self.means.setText(phrase_html(words.consequence(self.draft, found)))
        self._title.setText(self.tr("All set") if looks else self.tr("This is your plan"))
        self._next.setVisible(not looks)
        self._ask(self._ending)

    def _ask(self, asked: QWidget) -> None:
        if not self._trail or self._trail[-1] is not asked:
            self._trail.append(asked)
        if self._stack.indexOf(asked) < 0:
            self._stack.addWidget(asked)
        self._show(asked)

    def _show(self, asked: QWidget) -> None:
        self._stack.setCurrentWidget(asked)
        number = len(self._trail)
        self._step.setText(
            self.tr("Welcome") if number == 1 else self.tr("Question {n}").replace("{n}", str(number))
        )
        self._step.setVisible(asked is not self._ending)
        self._focus()
        self.keys_changed.emit()

    def _focus(self) -> None:
        shown = self._trail[-1]
        if self._is_dating():
            self.date_field.setFocus(Qt.FocusReason.TabFocusReason)
        elif isinstance(shown, Question):
            before = {self.draft.what, self.draft.minutes, self.draft.due_on, self.draft.role}
            shown.take_focus(next((c.value for c in shown.choices if c.value in before), None))
        else:
            (self._ending if self._waits else self._begin).setFocus(Qt.FocusReason.TabFocusReason)

    def _press_focused(self) -> None:
        """Enter without a choice in focus takes the first."""
        shown = self._trail[-1]
        if self._is_dating() and self.date_field.hasFocus():
            self.take_own_date()
        elif isinstance(shown, Question):
            shown.take_focus()

    def _is_dating(self) -> bool:
        """Whether the field for another day is open on the question shown."""
        return self._trail[-1] is self._dated and not self._date_line.isHidden()

    def _make_ending(self) -> QWidget:
        self._title = label("", "h1", wrap=True)
        self.means = phrase("", "body")
        self._next = label(
            self.tr("It begins with one question from the job. Every option is explained afterwards."),
            "mutedbody",
            wrap=True,
        )
        self._begin = KeyButton(self.tr("Begin"), self.tr("Space"), "primary", icon="play!", then=self.begin)
        back = KeyButton(self.tr("Change an answer"), self.tr("Esc"), "quiet", then=self.step_back)
        line = row(self._begin, 16, back, None)
        return holder(stack(self._title, 16, self.means, 16, self._next, 32, line, None))

    def _make_date(self) -> QWidget:
        day = self._today()
        self.date_field = DateField(self.tr("The day"), day + timedelta(days=USUAL_DAYS), first=day)
        use = button(self.tr("Take this day"), then=self.take_own_date)
        self._date_line = holder(row(self.date_field, 8, use, None))
        self._date_line.hide()
        return self._date_line

    def take_own_date(self) -> None:
        """Takes the day in the field."""
        self._on_date(self.date_field.day())

    def _today(self) -> date:
        with suppress(RuntimeError):
            return today(self.host.services.clock)
        return today(SystemClock())
