"""Owns the list of certificates: every certification with its plan, mock exams, expiry and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, label, row, stack, vbox
from tpmprep.ui.pages.paths import exams
from tpmprep.ui.pages.paths.line import Line, Lines, status_mark
from tpmprep.ui.pages.paths.words import say, status_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tpmprep.core.insight.faces import ExamPartRow, InsightPort
    from tpmprep.core.learning.faces import CertificateFace, LearningPort, StepFace

    Found = tuple[Sequence[CertificateFace], Mapping[int, Sequence[ExamPartRow]]]

# a fact of at most so many signs stays on one line
WHOLE = 40
# the fields that count in a list, as their kind names them
TOLD = ("Fee", "Exam minutes", "Questions", "Pass mark", "Valid for")


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

    def show_found(self, found: Found, today: date) -> None:
        """Shows these certificates with what of each is covered."""
        clear(self._inner)
        self.lines = []
        faces, parts = found
        if not faces:
            words = say("Certificates on your paths stand here, with their dates and when they run out.")
            self._inner.addWidget(EmptyState("award", words, title=say("No certificates yet")))
            return
        made = Lines(
            [(face.step.row.id, self._line(face, parts.get(face.step.row.id, ()), today)) for face in faces]
        )
        made.chosen.connect(self.chosen)
        self.lines = made.lines
        self._inner.addWidget(made)
        self._inner.addStretch(1)

    def take_focus(self) -> None:
        """The first certificate gets the focus."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, face: CertificateFace, parts: Sequence[ExamPartRow], today: date) -> Line:
        step = face.step.row
        told, warns = _told(face, parts, today), exams.warning(face, today)
        words = stack(label(step.title, "mid", wrap=True))
        for text, tone in told:
            words.addSpacing(4)
            words.addWidget(label(text, tone, wrap=True))
        if warns:
            said = label(warns, "warn", wrap=True)
            alarm = row(icon_label("triangle-alert", "warn", 16), said, spacing=8)
            alarm.setStretchFactor(said, 1)
            words.addSpacing(4)
            words.addLayout(alarm)
        name = f"{status_words(step.status)}: {step.title}"
        line = Line(row(status_mark(step.status), words, margins=(16, 12, 16, 12), spacing=10), name)
        line.setAccessibleDescription(
            ". ".join(part for part in (warns, *(text for text, _ in told)) if part)
        )
        return line


def about(face: StepFace) -> str:
    """Provider and the facts that count, in one line."""
    fields = dict(face.fields)
    parts = [face.provider] if face.provider else []
    parts += [_together(name, fields[name]) for name in TOLD if fields.get(name)]
    return " · ".join(parts)


def _together(name: str, value: str) -> str:
    """A short fact breaks nowhere, a long one only inside its value."""
    fact = f"{name}: {value}"
    return fact.replace(" ", "\u00a0", -1 if len(fact) <= WHOLE else name.count(" ") + 1)


def collect(learning: LearningPort, insight: InsightPort) -> Found:
    """Every certification over all paths, followed paths first, with what of it is covered."""
    faces = learning.certificates()
    return faces, {face.step.row.id: insight.exam(face.step.row.id) for face in faces}


def _told(face: CertificateFace, parts: Sequence[ExamPartRow], today: date) -> list[tuple[str, str]]:
    """What a line says, each with its tone."""
    lines = [
        (about(face.step), "muted"),
        (exams.dates(face, today), "mutedstrong"),
        (exams.plan(face, today), "muted"),
        (exams.mocks(face), "muted"),
        ("" if face.passed_on is not None else exams.covered(parts), "muted"),
    ]
    return [(text, tone) for text, tone in lines if text]
