"""Owns how a typed answer is set beside the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tpmprep.ui.exercises.marked import Marked
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import label, row, set_role, stack, vbox

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import CardFace, TypedFace, Verdict

_LOOKS: dict[Verdict, tuple[str, str]] = {
    "right": ("circle-check", "good"),
    "close": ("circle-dot", "warn"),
    "wrong": ("circle-x", "bad"),
    "empty": ("circle-dashed", "muted"),
}


def _captioned(caption: str, text: QWidget) -> QWidget:
    made = QWidget()
    lines = vbox()
    lines.addWidget(label(caption, "eyebrow"))
    lines.addSpacing(2)
    lines.addWidget(text)
    made.setLayout(lines)
    return made


class Beside(QWidget):
    """What was typed beside the right answer: a word, an icon, and every sign that differs marked."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = icon_label("circle", "muted", 20)
        self.verdict = label("", "strong", wrap=True)
        self.yours, self.right = Marked(), Marked()
        self._also = label("", "muted", wrap=True)
        self._mine = _captioned(self.tr("You wrote"), self.yours)
        head = row(self._icon, 8, self.verdict)
        head.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            stack(head, 20, self._mine, 12, _captioned(self.tr("Answer"), self.right), 8, self._also)
        )

    def show_result(self, face: CardFace, found: TypedFace, rating: str) -> None:
        """Shows how near it was; ``rating`` is the word of the rating that fits."""
        drawing, tone = _LOOKS[found.verdict]
        set_icon(self._icon, drawing, tone, 20)
        self.verdict.setText(self._says(found, rating))
        set_role(self.verdict, tone if tone != "muted" else "mutedstrong")
        marks = found.verdict in {"close", "wrong"}
        self._mine.setVisible(bool(found.typed) and found.typed != found.answer)
        self.yours.show_pieces(found.yours, "bad" if marks else "", self.tr("You wrote"), self.tr("too much"))
        self.right.show_pieces(found.right, "good" if marks else "", self.tr("Answer"), self.tr("missing"))
        others = [answer for answer in face.answers if answer != found.answer]
        self._also.setText(self.tr("Also right: {0}").replace("{0}", " · ".join(others)))
        self._also.setVisible(bool(others))

    def _says(self, found: TypedFace, rating: str) -> str:
        words = {
            "right": self.tr("Right. {rating} fits."),
            "close": self.tr("Almost. {rating} fits; choose another rating if you see it otherwise."),
            "wrong": self.tr("Not this time. {rating} fits; choose another rating if you see it otherwise."),
            "empty": self.tr("Nothing typed. {rating} fits; choose another rating if you knew it."),
        }[found.verdict]
        return words.replace("{rating}", rating)
