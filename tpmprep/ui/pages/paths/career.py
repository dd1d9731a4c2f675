"""Owns the career map: the levels of the role with printed and own pay, and where the person stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, row, stack, vbox
from tpmprep.ui.pages.paths.line import Line, Lines, status_mark
from tpmprep.ui.pages.paths.words import is_stale, long_day, say, status_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.learning.faces import LearningPort, StepFace

LEVEL, BAND, DUTIES = "Level", "Pay as one article prints it", "Duties"


class CareerMap(QWidget):
    """One line for each level; ``chosen`` carries the id of its step, ``concept_wanted`` of a concept."""

    chosen = Signal(int)
    concept_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._inner = vbox(spacing=16)
        self.setLayout(self._inner)
        self.lines: list[Line] = []

    def show_levels(self, levels: Sequence[StepFace], today: date) -> None:
        """Shows these levels, the lowest first."""
        clear(self._inner)
        self.lines = []
        if not levels:
            words = say("The levels of a career stand here, with what each answers for and what it pays.")
            self._inner.addWidget(EmptyState("map", words, title=say("No levels yet")))
            return
        told = say("Open a level to write down the pay you find where you look, or the day you reached it.")
        self._inner.addWidget(label(told, "mutedbody", wrap=True))
        made = Lines([(face.row.id, self._line(at, face)) for at, face in enumerate(levels, start=1)])
        made.chosen.connect(self.chosen)
        self.lines = made.lines
        self._inner.addWidget(made)
        self._inner.addWidget(_as_of(levels, today))
        flow = FlowLayout(gap=4)
        for concept, title in dict(pair for face in levels for pair in face.concepts).items():
            flow.addWidget(
                button(title, "link", icon="lightbulb", then=partial(self.concept_wanted.emit, concept))
            )
        self._inner.addWidget(holder(flow))
        self._inner.addStretch(1)

    def take_focus(self) -> None:
        """The first level gets the focus."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, number: int, face: StepFace) -> Line:
        status, facts = face.row.status, dict(face.fields)
        own, source = face.extra.get("own_band", ""), face.extra.get("band_source", "")
        pay = say("Printed: {band}", band=facts[BAND]) if facts.get(BAND) else ""
        yours = say("Yours: {band}", band=" · ".join(part for part in (own, source) if part)) if own else ""
        words = stack(label(f"{number} · {face.row.title}", "mid", wrap=True))
        lines = ((facts.get(DUTIES, ""), "mutedbody"), (yours, "strong"), (pay, "muted"))
        for text, tone in lines:
            if text:
                words.addSpacing(4)
                words.addWidget(label(text, tone, wrap=True))
        open_ = icon_label("chevron-right", "muted", 18)
        inside = row(status_mark(status), words, open_, margins=(16, 12, 12, 12), spacing=10)
        line = Line(inside, f"{status_words(status)}: {face.row.title}")
        line.setAccessibleDescription(". ".join(text for text, _ in lines if text))
        return line


def levels(learning: LearningPort) -> tuple[StepFace, ...]:
    """The steps of the career ladder: milestones that name a level, in the order of their path."""
    found: dict[int, StepFace] = {}
    for path in learning.paths():
        if not path.ref.endswith("career-ladder"):
            continue
        for stage in learning.path(path.id).milestones:
            for step in stage.steps:
                face = learning.step(step.id)
                if dict(face.fields).get(LEVEL):
                    found[step.id] = face
    return tuple(found.values())


def _as_of(levels: Sequence[StepFace], today: date) -> QWidget:
    days = [face.as_of for face in levels if face.as_of is not None]
    if not days:
        return label("", "muted")
    told = say("Printed pay as of {day}", day=long_day(min(days), today))
    if is_stale(min(days), today):
        told = say("{told}, may be out of date", told=told)
    return label(told, "muted", wrap=True)
