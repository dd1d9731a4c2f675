"""Owns the evidence of a step: what is there, and the form to add a link, a file or a note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.kit.buttons import SegmentedChips, button
from tpmprep.ui.kit.fields import Field, line_edit
from tpmprep.ui.kit.filing import open_file
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, row, stack, vbox
from tpmprep.ui.pages.paths.deeds import evidence_place
from tpmprep.ui.pages.paths.words import say, short_link

if TYPE_CHECKING:
    from tpmprep.core.learning.faces import EvidenceRow, StepFace
    from tpmprep.ui.pages.paths.deeds import Deeds

DRAWINGS = {"link": "link", "file": "file-text", "note": "pencil"}
HINTS = {
    "link": "https://github.com/you/project",
    "file": "A file on this computer",
    "note": "What you did, in one line",
}


class Proof(QWidget):
    """Evidence rows with a button to take each away, and the form below them.

    ``link_wanted`` carries the address of a pressed link.
    """

    link_wanted = Signal(str)

    def __init__(self, face: StepFace, deeds: Deeds) -> None:
        super().__init__()
        self._face, self._deeds = face, deeds
        self._rows = vbox(spacing=4)
        self.add = button(say("Add evidence"), "quiet", icon="plus", then=self.begin)
        self._kinds = SegmentedChips(
            [("link", say("Link")), ("file", say("File")), ("note", say("Note"))], chosen=["link"]
        )
        self._kinds.changed.connect(self._on_kind)
        self.text = line_edit(say("Evidence"), hint=HINTS["link"])
        self.text.returnPressed.connect(self._take)
        self._browse = button(say("Choose…"), "small", then=self._choose_file)
        self._field = Field(say("Evidence"), self.text)
        self._field.title.hide()
        keep = button(say("Add"), "small", name=say("Add this evidence"), then=self._take)
        stop = button(say("Not now"), "quiet", then=self.stop)
        self._ask = label("", "mutedbody", wrap=True)
        self._form = holder(
            stack(
                self._ask, self._kinds, self._field, row(self._browse, keep, stop, None, spacing=8), spacing=8
            )
        )
        self._form.hide()
        self._browse.hide()
        self._ask.hide()
        self.setLayout(stack(self._rows, self._form, row(self.add, None)))
        self.show_face(face)
        self._kept = KeptDraft(deeds.host, self._typed, self)
        self._bring_back()
        self.text.textChanged.connect(self._kept.touch)

    def show_face(self, face: StepFace) -> None:
        """Shows the evidence there is."""
        self._face = face
        clear(self._rows)
        for proof in face.evidence:
            self._rows.addWidget(self._row(proof))

    def begin(self, question: str = "") -> None:
        """Opens the form, with a question above it where there is one."""
        self._ask.setText(question)
        self._ask.setVisible(bool(question))
        self._form.show()
        self.add.hide()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> bool:
        """Closes the form; False when it was not open."""
        was_open = not self._form.isHidden()
        writing = self._form.isAncestorOf(self.window().focusWidget() or self)
        self._form.hide()
        self._field.set_problem("")
        self.text.clear()
        self._kept.drop()
        self._kept.begin(evidence_place(self._face.row.id))
        self.add.show()
        if writing:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_open

    def _typed(self) -> dict[str, str]:
        text = self.text.text()
        return {"kind": self._kinds.chosen()[0], "text": text} if text.strip() else {}

    def _bring_back(self) -> None:
        kept = self._kept.begin(evidence_place(self._face.row.id))
        kind, text = str(kept.get("kind", "")), str(kept.get("text", ""))
        if kind in HINTS and text:
            self._kinds.choose(kind)
            self._on_kind((kind,))
            self.text.setText(text)
            self._ask.setText(say("Not saved last time; here it is again."))
            self._ask.show()
            self._form.show()
            self.add.hide()

    def _row(self, proof: EvidenceRow) -> QWidget:
        if proof.kind == "link":
            shown: QWidget = button(
                short_link(proof.text),
                "link",
                name=say("Open {address}", address=proof.text),
                then=partial(self.link_wanted.emit, proof.text),
            )
        else:
            shown = label(proof.text, wrap=True)
        away = button(
            say("Remove this evidence"),
            "icon",
            icon="x",
            name=say("Remove {text}", text=proof.text),
            then=partial(self._deeds.remove_evidence, self._face, proof.id),
        )
        line = row(icon_label(DRAWINGS.get(proof.kind, "link"), "muted", 16), shown, None, away, spacing=8)
        if proof.kind != "link":
            line.setStretchFactor(shown, 1)
        return holder(line)

    def _on_kind(self, chosen: tuple[str, ...]) -> None:
        kind = chosen[0] if chosen else "link"
        self.text.setPlaceholderText(say(HINTS[kind]))
        self._browse.setVisible(kind == "file")
        self._field.set_problem("")

    def _choose_file(self) -> None:
        file = open_file(self, say("Choose the file that shows it"))
        if file is not None:
            self.text.setText(str(file))

    def _take(self) -> None:
        kind = self._kinds.chosen()[0]
        try:
            self._deeds.add_evidence(self._face, kind, self.text.text())
        except UserError as error:
            self._field.set_problem(say("Not added: {why}.", why=error.values.get("why", error.code)))
            return
        self.stop()
