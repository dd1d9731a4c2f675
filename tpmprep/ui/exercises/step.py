"""How a step of a path is shown in a sitting: what to do, when it is done, its link, time and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.ui.exercises.links import follow
from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.exercises.view import SIDE, View
from tpmprep.ui.exercises.words import counted
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.fields import NumberField, line_edit
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import (
    Column,
    clear,
    holder,
    label,
    page,
    panel,
    row,
    rule,
    scroll,
    stack,
    steady,
    vbox,
)
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from tpmprep.core.flows.faces import Exercise, Turn
    from tpmprep.core.learning.faces import StepFace
    from tpmprep.ui.exercises.view import Stage

LINK_STARTS = ("https://", "http://")


class StepView(View):
    """One step; it can be opened, timed, proved and marked done, or left for later."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.face: StepFace | None = None
        self._kind, self._facts = label("", "eyebrow"), label("", "muted", wrap=True)
        self.title, self.what, self.done_when = Prompt(24), RichText(), RichText()
        self._done_box = panel(
            stack(label(self.tr("Done when"), "good"), 6, self.done_when, margins=(16, 12, 16, 12)),
            name="callout",
            mark="good",
        )
        self._address = label("", "muted", wrap=True)
        self.link = button(self.tr("Open the page"), "", icon="external-link", then=self.open_link)
        self._link_line = holder(row(self.link, 16, self._address))
        self.minutes = NumberField(self.tr("Minutes spent"), 1, 1_440, 15, self.tr(" min"))
        self.proof = line_edit(self.tr("Proof"), hint=self.tr("A link, or a line on what you made"))
        self.proof.returnPressed.connect(self.add_proof)
        self._proofs = vbox(spacing=8)
        body = self._body()
        self.scroller = steady(scroll(page(body)), body)
        card = panel(stack(self.scroller, margins=(48, 40, 32, 24)))
        self.setLayout(stack(Column(stack(card, 16, self._foot())), margins=(SIDE, 0, SIDE, 32)))

    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows a step."""
        del turn
        if exercise.step is not None:
            self._show_face(exercise.step)
            if not resumed:
                self.proof.clear()
            if self.scroller is not None:
                self.scroller.verticalScrollBar().setValue(0)

    def where(self) -> str:
        """The path."""
        return self.face.paths[0][1] if self.face and self.face.paths else ""

    def keys(self) -> list[Key]:
        """D done, O open, T time, Space later."""
        return [
            Key("step.mark_done", self.tr("Mark as done"), "D", self.mark_done),
            Key("step.open", self.tr("Open the page"), "O", self.open_link),
            Key("step.log", self.tr("Log the minutes"), "T", self.log),
            Key("step.later", self.tr("Later"), "Space / L", self.later),
        ]

    def open_link(self) -> None:
        """Shows the address once more, and opens it in the browser when that is wanted."""
        if self.face is not None and self.face.url:
            follow(self.host, self, self.face.url)

    def log(self) -> None:
        """Logs the minutes in the field."""
        minutes = self.minutes.value()
        if self._learn(lambda face: self.host.services.learning.log_minutes(face.row.id, minutes)):
            told = counted(minutes, self.tr("1 minute logged"), self.tr("{n} minutes logged"))
            self.host.notice(told, undo=True)

    def add_proof(self) -> None:
        """Adds the proof in the field."""
        text = self.proof.text().strip()
        kind = "link" if text.startswith(LINK_STARTS) else "note"
        if text and self._learn(
            lambda face: self.host.services.learning.add_evidence(face.row.id, kind, text)
        ):
            self.proof.clear()
            self.host.notice(self.tr("Proof added"), undo=True)

    def mark_done(self) -> None:
        """Marks the step done and moves on."""
        if self._learn(lambda face: self.host.services.learning.set_status(face.row.id, "done")):
            self.host.notice(self.tr("Step done"), mark="good", undo=True)
            self.later()

    def later(self) -> None:
        """Moves on."""
        self.stage.play(lambda sittings: sittings.go_on())

    def _show_face(self, face: StepFace) -> None:
        self.face = face
        self._kind.setText(face.row.kind_title)
        self.title.set_markdown(face.row.title)
        self.what.set_markdown(face.what)
        self.done_when.set_markdown(face.done_when)
        self._done_box.setVisible(bool(face.done_when))
        self._link_line.setVisible(bool(face.url))
        self._address.setText(face.url)
        self._facts.setText(" · ".join(self._words_of_facts(face)))
        self._facts.setVisible(bool(self._facts.text()))
        self._proof_line.setVisible(face.row.status != "not_for_me")
        clear(self._proofs)
        for proof in face.evidence:
            drawing = "link" if proof.kind == "link" else "file-text"
            self._proofs.addLayout(row(icon_label(drawing, "muted", 16), 8, label(proof.text, wrap=True)))

    def _words_of_facts(self, face: StepFace) -> list[str]:
        facts = [self.tr("{0} h planned").replace("{0}", f"{face.row.hours:g}")]
        if face.row.minutes_spent:
            facts.append(self._words_of_spent(face.row.minutes_spent))
        if face.provider:
            facts.append(face.provider)
        if face.row.open_needs:
            facts.append(self.tr("better after: {0}").replace("{0}", ", ".join(face.row.open_needs)))
        return facts

    def _words_of_spent(self, minutes: int) -> str:
        if minutes < 60:
            return self.tr("{0} min spent").replace("{0}", str(minutes))
        hours = f"{minutes / 60:.1f}".removesuffix(".0")
        return self.tr("{0} h spent").replace("{0}", hours)

    def _learn(self, act: Callable[[StepFace], StepFace]) -> bool:
        """One write about the step; shows the face that comes back."""
        face = self.face
        if face is None:
            return False
        got: list[StepFace] = []
        if not self.stage.write(lambda: got.append(act(face))):
            return False
        self._show_face(got[0])
        return True

    def _body(self) -> QVBoxLayout:
        log = button(self.tr("Log"), then=self.log)
        add = button(self.tr("Add"), then=self.add_proof)
        self._proof_line = holder(
            stack(
                rule(), 24,
                label(self.tr("Time spent"), "mid"), 8, row(self.minutes, 8, log, None), 20,
                label(self.tr("Proof that it is done"), "mid"), 8, row(self.proof, 8, add), 12, self._proofs,
            )
        )  # fmt: skip
        return stack(
            self._kind, 6, self.title, 6, self._facts, 20, self.what, 16, self._done_box, 16,
            self._link_line, 24, self._proof_line, None, margins=(0, 0, 16, 16),
        )  # fmt: skip

    def _foot(self) -> QWidget:
        later = KeyButton(self.tr("Later"), self.tr("Space"), then=self.later)
        done = KeyButton(self.tr("Mark as done"), "D", "primary", icon="check", then=self.mark_done)
        made = QWidget()
        made.setLayout(row(later, None, done))
        return made
