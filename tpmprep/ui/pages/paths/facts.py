"""Owns what is known about a step, as captions with their values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import holder, label, row, stack
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.pages.paths.words import hours, is_stale, long_day, say, short_link

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.learning.faces import StepFace

CAPTION_WIDTH = 104


class Captions(QWidget):
    """A grid of captions at the left and values at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnMinimumWidth(0, theme.px(CAPTION_WIDTH))
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)

    def add(self, caption: str, value: QWidget, *, top: int = 0) -> None:
        """Adds one line; ``top`` lowers the caption to the first words of a tall value."""
        line = self._grid.rowCount()
        head = label(caption, "mutedbody", wrap=True)
        head.setFixedWidth(theme.px(CAPTION_WIDTH))
        shown: QWidget = holder(stack(head, None, margins=(0, top, 0, 0)))
        self._grid.addWidget(shown, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1)

    def add_text(self, caption: str, markdown: str) -> None:
        """Adds a text in Markdown, nothing where it is empty."""
        if markdown.strip():
            text = RichText(markdown, size=14)
            text.setAccessibleName(caption)
            self.add(caption, text)

    def add_words(self, caption: str, words: str) -> None:
        """Adds plain words, nothing where they are empty."""
        if words:
            self.add(caption, label(words, wrap=True))


class Facts(Captions):
    """What to do, when it is done, where, and everything a kind of step adds.

    ``link_wanted``, ``concept_wanted``, ``cost_wanted`` and ``hours_wanted`` say what was pressed.
    """

    link_wanted = Signal(str)
    concept_wanted = Signal(int)
    cost_wanted = Signal()
    hours_wanted = Signal()

    def __init__(self, face: StepFace, today: date) -> None:
        super().__init__()
        self._add_needs(face)
        self.add_text(say("What"), face.what)
        self.add_text(say("Done when"), face.done_when)
        self.add_text(say("Why"), face.explanation)
        self._add_place(face)
        for title, value in face.fields:
            self.add_words(title, value)
        self._add_cost(face)
        self.add_words(say("Licence"), face.licence)
        self._add_as_of(face, today)
        self._add_concepts(face)
        others = [title for _, title in face.paths]
        if len(others) > 1:
            self.add_words(say("In paths"), " · ".join(others))
        change = button(
            say("Change"), "link", name=say("Change the planned hours"), then=self.hours_wanted.emit
        )
        planned = label(hours(face.row.hours) if face.row.hours else say("no hours planned"))
        self.add(say("Planned"), holder(row(planned, change, None, spacing=4)), top=6)

    def _add_needs(self, face: StepFace) -> None:
        if face.row.open_needs and face.row.status != "done":
            told = say("{needs}. You can begin all the same.", needs=", ".join(face.row.open_needs))
            self.add_words(say("Comes after"), told)

    def _add_place(self, face: StepFace) -> None:
        if not face.url:
            self.add_words(say("Where"), face.provider)
            return
        link = button(
            short_link(face.url),
            "link",
            icon="external-link",
            name=say("Open {address}", address=face.url),
            then=partial(self.link_wanted.emit, face.url),
        )
        parts = holder(FlowLayout(gap=8))
        inside = parts.layout()
        if inside is not None:
            if face.provider:
                provider = label(face.provider)
                provider.setMinimumHeight(theme.px(32))
                inside.addWidget(provider)
            inside.addWidget(link)
        self.add(say("Where"), parts, top=6)

    def _add_cost(self, face: StepFace) -> None:
        if face.cost is None and face.cost_spent is None:
            return
        change = button(
            say("Change"), "link", name=say("Change what it cost so far"), then=self.cost_wanted.emit
        )
        self.add(say("Cost"), holder(row(label(_cost(face)), change, None, spacing=4)), top=6)

    def _add_as_of(self, face: StepFace, today: date) -> None:
        if face.as_of is None:
            return
        told = label(long_day(face.as_of, today))
        line = row(told, spacing=8)
        if is_stale(face.as_of, today):
            line.addWidget(icon_label("triangle-alert", "warn", 16))
            line.addWidget(label(say("may be out of date"), "warn"))
        line.addStretch(1)
        self.add(say("As of"), holder(line))

    def _add_concepts(self, face: StepFace) -> None:
        if not face.concepts:
            return
        flow = FlowLayout(gap=20)
        for concept_id, title in face.concepts:
            made = button(title, "link", then=partial(self.concept_wanted.emit, concept_id))
            made.setProperty("flush", True)  # noqa: FBT003  (Qt takes it by place)
            flow.addWidget(made)
        self.add(say("Concepts"), holder(flow), top=6)


def _cost(face: StepFace) -> str:
    planned = say("free") if face.cost == 0 else "" if face.cost is None else f"{face.cost:g} {face.currency}"
    if face.cost_spent is None:
        return planned
    so_far = say("{sum} {currency} so far", sum=f"{face.cost_spent:g}", currency=face.currency)
    return say("{so_far}, of {planned}", so_far=so_far, planned=planned) if face.cost else so_far
