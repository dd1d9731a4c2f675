"""Owns the outline of a path: milestones that unfold, steps that open, the arrow keys between them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tpmprep.ui.kit.layout import clear, rule, vbox
from tpmprep.ui.kit.order import settle
from tpmprep.ui.pages.paths.rows import StageLine, StepBox, stage_body

if TYPE_CHECKING:
    from tpmprep.core.learning.faces import MilestoneFace, PathFace
    from tpmprep.ui.pages.paths.line import Line


class Outline(QFrame):
    """Milestones and steps; ``opened`` and ``shut`` carry the id of a step.

    Up and Down move, Right opens or goes in, Left closes or goes out, Enter opens or closes.
    """

    opened = Signal(int)
    shut = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._inner: QVBoxLayout = vbox((16, 8, 16, 8))
        self.setLayout(self._inner)
        self._face: PathFace | None = None
        self._today = date.min
        self._stages: dict[int, tuple[StageLine, QWidget]] = {}
        self._boxes: dict[int, StepBox] = {}
        self._unfolded: set[int] = set()
        self._open_step = 0

    def show_path(self, face: PathFace, today: date) -> None:
        """Shows a path; the same one keeps what is open and where the focus is."""
        if self._face is None or _shape(self._face) != _shape(face):
            self._build(face)
        self._face, self._today = face, today
        for stage in face.milestones:
            self._stages[stage.id][0].show_stage(stage, today, opened=stage.id in self._unfolded)
            if stage.id in self._unfolded:
                self._fill(stage)
            for step in stage.steps:
                if step.id in self._boxes:
                    self._boxes[step.id].line.show_step(step, today)

    def put_detail(self, step_id: int, detail: QWidget) -> None:
        """Opens a step with its detail; another open one closes."""
        self.close_step()
        self._unfold(self._stage_of(step_id), unfold=True)
        self._boxes[step_id].put(detail)
        self._open_step = step_id

    def close_step(self) -> None:
        """Closes the open step, if any; its line gets the focus."""
        if self._open_step in self._boxes:
            step_id, self._open_step = self._open_step, 0
            box = self._boxes[step_id]
            if box.isAncestorOf(self.window().focusWidget() or self):
                box.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.shut.emit(step_id)
            box.shut()
        self._open_step = 0

    def open_step(self) -> int:
        """The id of the open step, 0 where none is."""
        return self._open_step

    def current_step(self) -> int:
        """The open step, else the one with the focus, else 0."""
        if self._open_step:
            return self._open_step
        return next((step_id for step_id, box in self._boxes.items() if box.line.hasFocus()), 0)

    def current_stage(self) -> int:
        """The milestone with the focus, else 0."""
        return next((stage_id for stage_id, (line, _) in self._stages.items() if line.hasFocus()), 0)

    def stage_at_hand(self) -> int:
        """The milestone with the focus or of the current step, else the first unfolded one, else 0."""
        step = self.current_step()
        if self.current_stage():
            return self.current_stage()
        return self._stage_of(step) if step else next(iter(self._unfolded & set(self._stages)), 0)

    def focus_step(self, step_id: int) -> None:
        """The line of a step gets the focus, its milestone unfolded."""
        if self.has_step(step_id):
            self._unfold(self._stage_of(step_id), unfold=True)
            self._boxes[step_id].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def line_of(self, step_id: int) -> Line:
        """The line of a step."""
        return self._boxes[step_id].line

    def stage_line(self, stage_id: int) -> Line:
        """The line of a milestone."""
        return self._stages[stage_id][0]

    def has_step(self, step_id: int) -> bool:
        """Whether the step is one of this path."""
        stages = self._face.milestones if self._face else ()
        return any(step.id == step_id for stage in stages for step in stage.steps)

    def unfold(self, stage_id: int) -> None:
        """Unfolds a milestone and gives it the focus."""
        if stage_id in self._stages:
            self._unfold(stage_id, unfold=True)
            self._stages[stage_id][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The line to go on with gets the focus: the open step, else the first unfolded milestone."""
        settle(self)
        if self._open_step in self._boxes:
            self._boxes[self._open_step].line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stages:
            first = next(iter(self._unfolded & set(self._stages)), next(iter(self._stages)))
            self._stages[first][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, face: PathFace) -> None:
        again = self._face is not None and self._face.id == face.id
        if self._open_step:
            self.shut.emit(self._open_step)
        clear(self._inner)
        self._stages, self._boxes, self._open_step = {}, {}, 0
        kept = self._unfolded & {stage.id for stage in face.milestones} if again else set()
        self._unfolded = kept or _first_open(face)
        for number, stage in enumerate(face.milestones, start=1):
            if number > 1:
                self._inner.addWidget(rule())
            self._add_stage(number, stage)

    def _add_stage(self, number: int, stage: MilestoneFace) -> None:
        line = StageLine(number)
        line.clicked.connect(partial(self._on_stage, stage.id))
        line.moved.connect(partial(self._on_moved, line, stage.id, 0))
        body = stage_body(stage.about)
        self._stages[stage.id] = (line, body)
        self._inner.addWidget(line)
        self._inner.addWidget(body)
        body.setVisible(stage.id in self._unfolded)

    def _fill(self, stage: MilestoneFace) -> None:
        """Makes the lines of a milestone's steps, when it is first unfolded."""
        if any(step.id in self._boxes for step in stage.steps):
            return
        inside = self._stages[stage.id][1].layout()
        for step in stage.steps:
            box = self._boxes[step.id] = StepBox()
            box.line.clicked.connect(partial(self._on_step, step.id))
            box.line.moved.connect(partial(self._on_moved, box.line, stage.id, step.id))
            box.line.show_step(step, self._today)
            if inside is not None:
                inside.addWidget(box)

    def _on_stage(self, stage_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self._unfold(stage_id, unfold=stage_id not in self._unfolded)

    def _on_step(self, step_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        if step_id == self._open_step:
            self.close_step()
        else:
            self.opened.emit(step_id)

    def _unfold(self, stage_id: int, *, unfold: bool) -> None:
        line, body = self._stages[stage_id]
        if unfold:
            self._unfolded.add(stage_id)
            stages = self._face.milestones if self._face else ()
            self._fill(next(stage for stage in stages if stage.id == stage_id))
        else:
            self._unfolded.discard(stage_id)
            if self._open_step and self._stage_of(self._open_step) == stage_id:
                self.close_step()
        body.setVisible(unfold)
        line.set_unfolded(unfolded=unfold)
        settle(body)

    def _on_moved(self, line: Line, stage_id: int, step_id: int, move: str) -> None:
        if move in {"up", "down", "home", "end"}:
            self._step_through(line, move)
        elif move == "right":
            self._go_in(line, stage_id, step_id)
        elif step_id and step_id == self._open_step:
            self.close_step()
        elif step_id:
            self._stages[stage_id][0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._unfold(stage_id, unfold=False)

    def _go_in(self, line: Line, stage_id: int, step_id: int) -> None:
        if step_id and step_id != self._open_step:
            self.opened.emit(step_id)
        elif not step_id and stage_id not in self._unfolded:
            self._unfold(stage_id, unfold=True)
        elif not step_id:
            self._step_through(line, "down")

    def _step_through(self, line: Line, move: str) -> None:
        lines = self._visible_lines()
        at = lines.index(line)
        places = {"up": max(at - 1, 0), "down": min(at + 1, len(lines) - 1), "home": 0, "end": len(lines) - 1}
        lines[places[move]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _visible_lines(self) -> list[Line]:
        lines: list[Line] = []
        for stage in self._face.milestones if self._face else ():
            lines.append(self._stages[stage.id][0])
            if stage.id in self._unfolded:
                lines += [self._boxes[step.id].line for step in stage.steps]
        return lines

    def _stage_of(self, step_id: int) -> int:
        stages = self._face.milestones if self._face else ()
        return next(stage.id for stage in stages if any(step.id == step_id for step in stage.steps))


def _shape(face: PathFace) -> tuple[object, ...]:
    return (face.id, *((stage.id, tuple(step.id for step in stage.steps)) for stage in face.milestones))


def _first_open(face: PathFace) -> set[int]:
    """The milestone to unfold at first: where something is being done, else the first not done."""
    for wanted in ("doing", "next"):
        for stage in face.milestones:
            if any(step.status == wanted for step in stage.steps):
                return {stage.id}
    return set()
