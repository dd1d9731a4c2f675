"""Owns one option of a quiz item: a letter, its words, and after the answer the reason and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import hbox, label, row, set_role, stack
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFocusEvent, QPaintEvent
    from PySide6.QtWidgets import QHBoxLayout

    from tpmprep.core.quiz.faces import OptionFace

LETTERS = "ABCDEF"
_CIRCLE = 32
_LEFT = 16
_LEADING = 3


class OptionButton(QAbstractButton):
    """Checked is chosen; ``judge`` shows what became of it and it can no longer be chosen."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter
        self.face: OptionFace | None = None
        self._tone = ""
        self.words, self.why = Prompt(15, 500), RichText(size=13)
        self._sign = icon_label("circle-check", "good", 20)
        self._verdict = label("", "good")
        self._badge = QWidget()
        self._badge.setLayout(row(self._sign, 8, self._verdict, margins=(0, 0, 0, 2 * _LEADING)))
        self.setCheckable(True)
        self.setLayout(self._lay())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_face(self, face: OptionFace, letter: str = "") -> None:
        """Shows a choice, not yet chosen; ``letter`` is its sign from now on."""
        self.face = face
        self.letter = letter or self.letter
        self.show_words(face.text)

    def show_words(self, text: str) -> None:
        """Shows these words (Markdown), not yet chosen."""
        self._tone = ""
        self.setCheckable(True)
        self.setChecked(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words.set_markdown(text)
        self.why.hide()
        self._badge.hide()
        self._say("")

    def judge(self, *, given: bool) -> None:
        """Shows the reason, and whether it is right, by colour, icon and word."""
        face = self.face
        if face is None:
            return
        self.setCheckable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        self._tone = "good" if face.right else ("bad" if given else "")
        self.why.set_markdown(_muted(face.why))
        self.why.setVisible(bool(face.why))
        if given and face.right:
            words = self.tr("Right, your answer")
        elif face.right:
            words = self.tr("Right answer")
        else:
            words = self.tr("Your answer") if given else ""
        self._badge.setVisible(bool(words))
        if words:
            set_icon(self._sign, "circle-check" if face.right else "circle-x", self._tone, 20)
            set_role(self._verdict, self._tone)
            self._verdict.setText(words)
        self._say(words)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter answers the item, also from here: it is not told as pressing this button."""
        super().focusInEvent(event)
        self.setProperty("reached_by_key", 0)

    def sizeHint(self) -> QSize:
        """As its layout asks."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, its edge and the letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, width = self._look()
        painter.setBrush(fill)
        painter.setPen(QPen(edge, width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 12, 12)
        self._paint_letter(painter)
        painter.end()

    def _look(self) -> tuple[QColor, QColor, int]:
        colours = theme.tokens()
        if self._tone:
            return QColor(colours.tint(self._tone)), QColor(colours.edge(self._tone)), 1
        chosen = self.isChecked()
        fill = colours.accent_tint if chosen else colours.raised if self._hovered() else colours.surface
        edge = colours.accent if chosen or self.hasFocus() else colours.line
        return QColor(fill), QColor(edge), 2 if self.hasFocus() or chosen else 1

    def _hovered(self) -> bool:
        return self.isCheckable() and self.underMouse()

    def _paint_letter(self, painter: QPainter) -> None:
        side = theme.px(_CIRCLE)
        circle = QRectF(_LEFT, (self.height() - side) / 2, side, side)
        tone = self._tone or ("accent" if self.isChecked() else "")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone or "raised"))
        painter.drawEllipse(circle)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color({"": "muted", "accent": "on_accent"}.get(tone, "surface")))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self.letter)

    def _lay(self) -> QHBoxLayout:
        words = stack(None, self.words, self.why, None)
        line = hbox((_LEFT + theme.px(_CIRCLE) + 16, 14 + _LEADING, 20, 14 - _LEADING), 16)
        line.addLayout(words, 1)
        line.addWidget(self._badge)
        return line

    def _say(self, verdict: str) -> None:
        words = self.words.accessibleDescription()
        self.setAccessibleName(f"{self.letter}: {words}" + (f" ({verdict})" if verdict else ""))
        self.setAccessibleDescription(self.face.why if verdict and self.face else "")


def _muted(text: str) -> str:
    """A reason, in the muted colour where it is one paragraph."""
    plain = text.strip()
    return f'<span class="muted">{plain}</span>' if plain and "\n" not in plain else plain
