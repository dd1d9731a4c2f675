"""Owns the open step: its actions, facts, evidence and notes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tpmprep.core.learning.faces import STATUSES
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import clear, hbox, holder, stack
from tpmprep.ui.kit.menus import MenuButton, add, menu
from tpmprep.ui.kit.outside import open_page
from tpmprep.ui.pages.paths import ask
from tpmprep.ui.pages.paths.coverage import Coverage
from tpmprep.ui.pages.paths.facts import Captions, Facts
from tpmprep.ui.pages.paths.notes import Notes
from tpmprep.ui.pages.paths.own import OwnFields
from tpmprep.ui.pages.paths.proof import Proof
from tpmprep.ui.pages.paths.words import STATUS_LOOK, day, say, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QMenu

    from tpmprep.core.db.faces import DeskPort
    from tpmprep.core.insight.faces import ExamPartRow
    from tpmprep.core.learning.faces import Status, StepFace
    from tpmprep.ui.pages.paths.deeds import Deeds

QUICK_MINUTES = (15, 30, 60)
# status: words of the one button that carries on, and the status it leads to
ONWARD: dict[str, tuple[str, Status]] = {
    "next": ("Begin", "doing"),
    "waiting": ("Go on", "doing"),
    "doing": ("Mark as done", "done"),
}


class StepDetail(QWidget):
    """Everything about one step; ``concept_wanted`` carries the id of a pressed concept.

    ``asked`` when the form of evidence has opened by itself and has the focus.
    """

    concept_wanted = Signal(int)
    asked = Signal()

    def __init__(
        self,
        face: StepFace,
        today: date,
        desk: DeskPort,
        deeds: Deeds,
        parts: Sequence[ExamPartRow] = (),
    ) -> None:
        super().__init__()
        self.face, self._today, self._deeds = face, today, deeds
        self._actions = FlowLayout(gap=8)
        self.proof = Proof(face, deeds)
        self.proof.link_wanted.connect(self._open_link)
        self.notes = Notes(face.row.id, face.notes, desk, deeds)
        self._facts = hbox()
        self.own = OwnFields(face, desk, deeds, today)
        self.own.link_wanted.connect(self._open_link)
        own = Captions()
        if parts:
            coverage = Coverage(parts)
            coverage.concept_wanted.connect(self.concept_wanted)
            own.add(say("Covered"), coverage, top=6)
        if face.own:
            own.add(say("Yours"), self.own, top=2)
        own.add(say("Evidence"), self.proof, top=6)
        own.add(say("Notes"), self.notes, top=8)
        self.setLayout(
            stack(holder(self._actions), 16, self._facts, 16, own, margins=(128, 8, 16, 20), spacing=0)
        )
        self.status: MenuButton
        self.time: MenuButton
        self.due: MenuButton
        self.onward: QPushButton | None = None
        self._change: QMenu | None = None
        self.show_face(face)

    def show_face(self, face: StepFace) -> None:
        """Shows the step as it is now; what is being typed stays."""
        self.face = face
        self.proof.show_face(face)
        self.own.show_face(face)
        focused = self.window().focusWidget()
        had_focus = isinstance(focused, QPushButton) and self._actions.indexOf(focused) >= 0
        clear(self._actions)
        clear(self._facts)
        self._add_actions(face)
        if had_focus:
            (self.onward or self.status).setFocus(Qt.FocusReason.OtherFocusReason)
        facts = Facts(face, self._today)
        facts.link_wanted.connect(self._open_link)
        facts.concept_wanted.connect(self.concept_wanted)
        facts.cost_wanted.connect(self._change_cost)
        facts.hours_wanted.connect(self._change_hours)
        self._facts.addWidget(facts)

    def set_status(self, status: Status, *, tested_out: bool = False) -> None:
        """Changes the status; done asks kindly for evidence where there is none."""
        had = bool(self.face.evidence)
        saved = self._deeds.set_status(self.face, status, tested_out=tested_out)
        if saved and status == "done" and not had:
            self.proof.begin(say("Done, well done. What could you show for it? It can also wait."))
            self.asked.emit()

    def set_change(self, opens: QMenu | None) -> None:
        """Offers what can be done to the step in its path."""
        self._change = opens
        if opens is not None:
            self._actions.addWidget(
                MenuButton(say("Change"), opens, name=say("Change the step or its place"))
            )

    def save(self) -> None:
        """Saves what is being typed."""
        self.own.save()
        self.notes.save()

    def ask_time(self) -> None:
        """Opens the menu of minutes."""
        self.time.drop()

    def ask_due(self) -> None:
        """Opens the menu of days."""
        self.due.drop()

    def _add_actions(self, face: StepFace) -> None:
        self.onward = None
        if face.row.status in ONWARD:
            words, status = ONWARD[face.row.status]
            self.onward = button(say(words), "primary", then=partial(self.set_status, status))
            self._actions.addWidget(self.onward)
        sign, tone, _, _ = STATUS_LOOK[face.row.status]
        words = f"\u2002{status_words(face.row.status)}"
        self.status = MenuButton(
            words, self._status_menu(), name=say("Status: {status}", status=words.strip())
        )
        set_icon(self.status, sign, tone, 18)
        self.time = MenuButton(say("Log time"), self._time_menu())
        due = (
            say("Set a day")
            if face.row.due_on is None
            else say("Due {day}", day=day(face.row.due_on, self._today))
        )
        self.due = MenuButton(due, self._due_menu())
        for made in (self.status, self.time, self.due):
            self._actions.addWidget(made)
        if face.row.status == "done" and face.concepts:
            check = button(say("Short check"), icon="list-checks", then=partial(self._deeds.check, face))
            check.setToolTip(say("Up to five questions and cards on what this step taught"))
            self._actions.addWidget(check)
        if face.row.kind == "at_work" and face.extra:
            tell = button(
                say("Make a story of it"), icon="quote", then=partial(self._deeds.begin_story, face)
            )
            self._actions.addWidget(tell)
        if self._change is not None:
            self.set_change(self._change)

    def _status_menu(self) -> QMenu:
        made = menu(self, say("Status"))
        for number, status in enumerate(STATUSES, start=1):
            if status == "not_for_me":
                made.addSeparator()
            sign, tone, _, _ = STATUS_LOOK[status]
            words = f"{status_words(status)}\t{number}"
            add(made, words, partial(self.set_status, status), drawing=sign, tone=tone)
        known = partial(self.set_status, "done", tested_out=True)
        add(made, say("I know this already"), known, drawing="graduation-cap")
        return made

    def _time_menu(self) -> QMenu:
        made = menu(self, say("Log time"))
        for minutes in QUICK_MINUTES:
            add(
                made,
                say("+ {minutes} minutes", minutes=minutes),
                partial(self._log, minutes),
                drawing="clock",
            )
        made.addSeparator()
        add(made, say("Another number…"), self._ask_minutes, drawing="pencil")
        return made

    def _due_menu(self) -> QMenu:
        made = menu(self, say("Due day"))
        for words, days in (("In one week", 7), ("In two weeks", 14), ("In four weeks", 28)):
            on = self._today + timedelta(days=days)
            add(made, f"{say(words)}, {day(on, self._today)}", partial(self._set_due, on), drawing="calendar")
        made.addSeparator()
        add(made, say("Choose a day…"), self._ask_due, drawing="pencil")
        if self.face.row.due_on is not None:
            add(made, say("No day"), partial(self._set_due, None), drawing="x")
        return made

    def _log(self, minutes: int) -> None:
        self._deeds.log_minutes(self.face, minutes)

    def _ask_minutes(self) -> None:
        minutes = ask.ask_minutes(self)
        if minutes is not None:
            self._log(minutes)

    def _set_due(self, on: date | None) -> None:
        self._deeds.set_due(self.face, on, self._today)

    def _ask_due(self) -> None:
        on = ask.ask_day(self, say("When shall it be done?"), self.face.row.due_on or self._today)
        if on is not None:
            self._set_due(on)

    def _change_cost(self) -> None:
        cost = ask.ask_cost(self, self.face.cost_spent)
        if cost is not None:
            self._deeds.set_cost(self.face, cost[0])

    def _change_hours(self) -> None:
        hours = ask.ask_planned(self, self.face.row.hours)
        if hours is not None:
            self._deeds.set_hours(self.face, hours)

    def _open_link(self, address: str) -> None:
        open_page(self, address)
