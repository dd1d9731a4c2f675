"""Owns the list of certificates: every certification step of all paths, with status, due day and expiry."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, rule, stack, vbox
from tpmprep.ui.pages.paths.line import Line
from tpmprep.ui.pages.paths.words import STATUS_LOOK, day, say, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.learning.faces import LearningPort, StepFace

# the fields that count in a list, as their kind names them
TOLD = ("Fee", "Exam minutes", "Questions", "Pass mark", "Valid for years")
_NUMBER = re.compile(r"\d+")


class Certificates(QWidget):
    """One line for each certificate; ``chosen`` carries the id of its step."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._inner = vbox()
        self.setLayout(self._inner)
        self.lines: list[Line] = []
        self._inner.addWidget(label(say("Looking through the paths …"), "muted"))
        self._inner.addStretch(1)

    def show_steps(self, steps: Sequence[StepFace], today: date) -> None:
        """Shows these certification steps."""
        clear(self._inner)
        self.lines = []
        if not steps:
            words = say("Certificates on your paths stand here, with their dates and when they run out.")
            self._inner.addWidget(EmptyState("award", words, title=say("No certificates yet")))
            return
        inside = vbox((16, 12, 16, 12), 4)
        for at, face in enumerate(steps):
            if at:
                inside.addWidget(rule())
            line = self._line(face, today)
            line.clicked.connect(partial(self._on_chosen, face.row.id))
            line.moved.connect(partial(self._on_moved, line))
            self.lines.append(line)
            inside.addWidget(line)
        self._inner.addWidget(panel(inside))
        self._inner.addStretch(1)

    def take_focus(self) -> None:
        """The first certificate gets the focus."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, face: StepFace, today: date) -> Line:
        sign, tone, role, _ = STATUS_LOOK[face.row.status]
        status = status_words(face.row.status)
        mark = holder(stack(row(icon_label(sign, tone, 20), 8, label(status, role), None), None))
        mark.setFixedWidth(max(theme.px(112), mark.sizeHint().width()))
        told, when = about(face), dates(face, today)
        words = stack(label(face.row.title, "mid", wrap=True), 4, label(told, "muted", wrap=True))
        if when:
            words.addSpacing(4)
            words.addWidget(label(when, "mutedstrong", wrap=True))
        line = Line(row(mark, words, margins=(16, 12, 16, 12), spacing=10), f"{status}: {face.row.title}")
        line.setAccessibleDescription(f"{told}. {when}")
        return line

    def _on_chosen(self, step_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.chosen.emit(step_id)

    def _on_moved(self, line: Line, move: str) -> None:
        at = self.lines.index(line)
        places = {"up": max(at - 1, 0), "down": min(at + 1, len(self.lines) - 1), "home": 0, "end": -1}
        if move == "right":
            line.click()
        elif move in places:
            self.lines[places[move]].setFocus(Qt.FocusReason.OtherFocusReason)


def about(face: StepFace) -> str:
    """Provider and the facts that count, in one line."""
    fields = dict(face.fields)
    parts = [face.provider] if face.provider else []
    parts += [f"{name}: {fields[name]}" for name in TOLD if fields.get(name)]
    return " · ".join(parts)


def dates(face: StepFace, today: date) -> str:
    """When it is due, or was passed and runs out."""
    row_ = face.row
    if row_.status == "done" and row_.done_on is not None:
        passed = say("passed on {day}", day=day(row_.done_on, today))
        ends = expires_on(face)
        if ends is None:
            return passed
        words = "{passed}, ran out on {day}" if ends < today else "{passed}, valid until {day}"
        return say(words, passed=passed, day=day(ends, today))
    if row_.due_on is not None:
        return say("due {day}", day=day(row_.due_on, today))
    return ""


def expires_on(face: StepFace) -> date | None:
    """The day a passed certificate runs out, None where it does not or that is not known."""
    years = _NUMBER.search(dict(face.fields).get("Valid for years", ""))
    passed = face.row.done_on
    if years is None or passed is None:
        return None
    month, on = (3, 1) if (passed.month, passed.day) == (2, 29) else (passed.month, passed.day)
    return passed.replace(year=passed.year + int(years[0]), month=month, day=on)


def collect(learning: LearningPort) -> tuple[StepFace, ...]:
    """Every certification step over all paths, followed paths first, each once."""
    found: dict[int, StepFace] = {}
    for path in learning.paths():
        for stage in learning.path(path.id).milestones:
            for step in stage.steps:
                if step.kind == "certification" and step.id not in found:
                    found[step.id] = learning.step(step.id)
    return tuple(found.values())
