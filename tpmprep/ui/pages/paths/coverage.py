"""Owns how far the subjects of an exam are covered, each with its weight and a bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import holder, label, row, stack
from tpmprep.ui.kit.progress import ThinBar
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.insight.faces import ExamPartRow


class Coverage(QWidget):
    """The subjects of an exam with their weight and how far each is covered.

    ``concept_wanted`` carries the id of the first concept of a pressed subject.
    """

    concept_wanted = Signal(int)

    def __init__(self, parts: Sequence[ExamPartRow]) -> None:
        super().__init__()
        lines: list[QWidget | int] = []
        for part in parts:
            lines += [self._line(part), 10]
        self.setLayout(stack(*lines))

    def _line(self, part: ExamPartRow) -> QWidget:
        title = part.title or say("What it asks")
        if part.weight is not None:
            title = say("{title} · {weight} %", title=title, weight=f"{part.weight:g}")
        told = say(
            "{met} of {concepts} concepts · {right} of {items} questions",
            met=part.met, concepts=part.concepts, right=part.right, items=part.items,
        )  # fmt: skip
        opens = button(title, "link", then=partial(self.concept_wanted.emit, part.concept_ids[0]))
        bar = ThinBar(share(part), f"{title}, {told}")
        return holder(stack(row(opens, None), bar, 6, label(told, "muted", wrap=True)))


def share(part: ExamPartRow) -> float:
    """How far a subject is covered, 0–1: half concepts met, half questions answered right."""
    halves = [part.met / part.concepts] if part.concepts else []
    halves += [part.right / part.items] if part.items else []
    return sum(halves) / len(halves) if halves else 0.0
