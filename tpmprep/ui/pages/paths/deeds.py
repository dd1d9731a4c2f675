"""Owns what can be done to a step: each write, the notice that follows it, and whom it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.ui.pages.paths.words import long_day, say, spent, status_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tpmprep.core.learning.faces import Status, StepFace
    from tpmprep.ui.kit.host import Host, Page


class Deeds(QObject):
    """Writes for the page; ``written`` carries the step as it is afterwards."""

    written = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    @property
    def host(self) -> Host:
        """Who gives the services."""
        return self._page.host

    def set_status(self, face: StepFace, status: Status, *, tested_out: bool = False) -> bool:
        """Changes the status."""
        learning = self._page.host.services.learning
        told = say("“{title}” is now: {status}", title=face.row.title, status=status_words(status))
        if tested_out:
            told = say("“{title}” counts as done: you know it already", title=face.row.title)
        elif status == "done" and face.row.open_needs:
            needs = ", ".join(f"“{title}”" for title in face.row.open_needs)
            told = say(
                "“{title}” is now: Done. Before it comes what is still open: {needs}",
                title=face.row.title,
                needs=needs,
            )
        return self._write(lambda: learning.set_status(face.row.id, status, tested_out=tested_out), told)

    def check(self, face: StepFace) -> None:
        """Begins the short checks of a step, or says that nothing tests it."""
        host = self._page.host
        try:
            plan = host.services.sittings.check(face.row.id)
        except UserError as error:
            host.failed(error)
            return
        if plan.things:
            host.start(plan)
        else:
            host.notice(say("No card and no item tests “{title}” yet", title=face.row.title))

    def begin_story(self, face: StepFace) -> int:
        """Begins a story with what is known of a duty, and goes there; 0 where that failed."""
        host = self._page.host
        told = {name: text.strip() for name, text in face.extra.items()}
        change = [f"{told.get('measure', '')}: {told.get('before', '')} → {told.get('after', '')}"]
        draft = StoryDraft(
            title=face.row.title,
            situation=say("For: {whom}", whom=told["for_whom"]) if told.get("for_whom") else "",
            task=told.get("duty", ""),
            result="\n".join(change if told.get("after") else []),
            reflection=told.get("feedback", ""),
        )
        try:
            story_id = host.services.interview.add_story(draft)
        except UserError as error:
            host.failed(error)
            return 0
        host.notice(say("Story “{title}” begun", title=face.row.title), undo=True)
        host.open_thing("story", story_id)
        return story_id

    def log_minutes(self, face: StepFace, minutes: int) -> bool:
        """Logs time spent."""
        learning = self._page.host.services.learning
        told = say("{time} logged on “{title}”", time=spent(minutes), title=face.row.title)
        return self._write(lambda: learning.log_minutes(face.row.id, minutes), told)

    def set_due(self, face: StepFace, on: date | None, today: date) -> bool:
        """Sets or clears the day it is meant to be done."""
        learning = self._page.host.services.learning

        def act() -> StepFace:
            learning.set_due(face.row.id, on)
            return replace(face, row=replace(face.row, due_on=on))

        day = say("No day set for “{title}”", title=face.row.title)
        if on is not None:
            day = say("“{title}” is due on {day}", title=face.row.title, day=long_day(on, today))
        return self._write(act, day)

    def set_cost(self, face: StepFace, cost: float | None) -> bool:
        """Saves what it cost so far."""
        learning = self._page.host.services.learning

        def act() -> StepFace:
            learning.set_cost(face.row.id, cost)
            return replace(face, cost_spent=cost)

        return self._write(act, say("Cost saved"))

    def add_evidence(self, face: StepFace, kind: str, text: str) -> StepFace:
        """Adds evidence; a ``UserError`` is the form's to show."""
        host = self._page.host
        with host.quietly(self._page):
            after = host.services.learning.add_evidence(face.row.id, kind, text)
        host.notice(say("Evidence added to “{title}”", title=face.row.title), undo=True, mark="good")
        self.written.emit(after)
        return after

    def remove_evidence(self, face: StepFace, evidence_id: int) -> bool:
        """Takes evidence away."""
        learning = self._page.host.services.learning

        def act() -> StepFace:
            learning.remove_evidence(evidence_id)
            return replace(face, evidence=tuple(row for row in face.evidence if row.id != evidence_id))

        return self._write(act, say("Evidence removed from “{title}”", title=face.row.title))

    def set_fields(self, face: StepFace, values: Mapping[str, str]) -> StepFace:
        """Saves what was filled in and forgets its draft; a ``UserError`` is the form's to show."""
        host = self._page.host
        with host.quietly(self._page):
            after = host.services.learning.set_fields(face.row.id, values)
        host.services.desk.drop_draft(fields_place(face.row.id))
        labels = [value.field.label for value in after.own if value.field.name in values]
        host.notice(say("{fields} saved", fields=", ".join(map(say, labels))), undo=True)
        self.written.emit(after)
        return after

    def set_hours(self, face: StepFace, hours: float) -> bool:
        """Changes the planned hours."""
        learning = self._page.host.services.learning
        return self._write(lambda: learning.set_hours(face.row.id, hours), say("Planned hours saved"))

    def set_notes(self, step_id: int, notes: str) -> bool:
        """Saves notes and forgets their draft; nothing else of the step changes."""
        host = self._page.host
        try:
            with host.quietly(self._page):
                host.services.learning.set_notes(step_id, notes)
            host.services.desk.drop_draft(notes_place(step_id))
        except UserError as error:
            host.failed(error)
            return False
        host.notice(say("Notes saved"), undo=True)
        return True

    def _write(self, act: Callable[[], StepFace], told: str) -> bool:
        host = self._page.host
        try:
            with host.quietly(self._page):
                after = act()
        except UserError as error:
            host.failed(error)
            return False
        host.notice(told, undo=True)
        self.written.emit(after)
        return True


def evidence_place(step_id: int) -> str:
    """Where half-written evidence of a step is kept."""
    return f"paths.step.{step_id}.evidence"


def fields_place(step_id: int) -> str:
    """Where half-filled fields of a step are kept."""
    return f"paths.step.{step_id}.fields"


def notes_place(step_id: int) -> str:
    """Where half-typed notes of a step are kept."""
    return f"paths.step.{step_id}.notes"
