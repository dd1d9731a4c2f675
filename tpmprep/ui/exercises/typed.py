"""Owns the typed answer: the line it is written in, and how it is set beside the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from tpmprep.core.cards.faces import LONGEST_TYPED
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.exercises.words import rating_word
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import label, row, set_role, stack, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.cards.faces import CardFace, Piece, TypedFace, Verdict
    from tpmprep.core.recall.faces import Rating
    from tpmprep.ui.kit.host import Host

SIZE = 17
_LOOKS: dict[Verdict, tuple[str, str]] = {
    "right": ("circle-check", "good"),
    "close": ("circle-dot", "warn"),
    "wrong": ("circle-x", "bad"),
    "empty": ("circle-dashed", "muted"),
}


class Answering(QWidget):
    """The line a short answer is typed in, with a hint for those who ask; ``edited`` while it is typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.line = line_edit(self.tr("Your answer"), hint=self.tr("Type your answer"), longest=LONGEST_TYPED)
        self.line.setProperty("large", "1")
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.hint = button(self.tr("Hint (F2)"), "quiet", icon="lightbulb", then=self.show_hint)
        self._shown = label("", "mutedbody", wrap=True)
        self.setLayout(stack(self.line, 8, row(self.hint, None), self._shown))

    def ask(self, face: CardFace, text: str = "") -> None:
        """Asks anew, with what was typed before."""
        self._words = face.hint
        self.line.setText(text)
        self.hint.setVisible(bool(face.hint))
        self._shown.hide()

    def show_hint(self) -> None:
        """Shows the hint."""
        if self._words and not self._shown.isVisibleTo(self):
            self._shown.setText(self._words)
            self._shown.show()
            self.hint.hide()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class Beside(QWidget):
    """What was typed beside the right answer: a word, an icon, and every sign that differs marked."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = icon_label("circle", "muted", 20)
        self.verdict = label("", "strong", wrap=True)
        self.yours, self.right = _Marked(), _Marked()
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


class _Marked(QLabel):
    """A text whose differing signs are coloured, underlined or struck through, and read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown: tuple[Sequence[Piece], str] = ((), "")
        theme.current().themed.connect(self._paint)

    def show_pieces(self, pieces: Sequence[Piece], tone: str, name: str, differs: str) -> None:
        """Shows a text in pieces; with a ``tone`` those that differ are marked."""
        self._shown = pieces, tone
        self._paint()
        whole = "".join(piece.text for piece in pieces)
        apart = ", ".join(piece.text.strip() or self.tr("a space") for piece in pieces if not piece.same)
        self.setAccessibleName(f"{name}: {whole}" + (f". {differs}: {apart}" if apart and tone else ""))

    def _paint(self) -> None:
        pieces, tone = self._shown
        body = "".join(_marked(piece, tone) for piece in pieces)
        self.setText(f'<p style="margin:0;line-height:125%;font-size:{theme.px(SIZE)}px">{body}</p>')


def _captioned(caption: str, text: QWidget) -> QWidget:
    made = QWidget()
    lines = vbox()
    lines.addWidget(label(caption, "eyebrow"))
    lines.addSpacing(2)
    lines.addWidget(text)
    made.setLayout(lines)
    return made


def _marked(piece: Piece, tone: str) -> str:
    safe = piece.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if piece.same or not tone:
        return safe
    colours = theme.tokens().colours()
    line = "line-through" if tone == "bad" else "underline"
    look = f"color:{colours[tone]};background-color:{colours[f'{tone}_tint']};text-decoration:{line}"
    return f'<span style="{look};font-weight:600">{safe.replace(" ", "&nbsp;")}</span>'


class TypedPart:
    """What a card whose answer is typed has beside other cards; for those it stays out of sight."""

    def __init__(self, host: Host, view: QWidget) -> None:
        self._host = host
        self._face: CardFace | None = None
        self.asking, self.beside = Answering(), Beside()
        self.kept = KeptDraft(host, self._typed, view)
        self.asking.edited.connect(self.kept.touch)

    @property
    def is_asked(self) -> bool:
        """Whether the present card's answer is typed."""
        return self._face is not None

    def begin(self, face: CardFace, *, resumed: bool) -> None:
        """Asks for the answer of a card; half-typed words are there again after a restart."""
        self._face = face if face.answers else None
        self.beside.hide()
        self.asking.setVisible(self.is_asked)
        if self._face is None:
            self.kept.save()
            self.kept.stop()
            return
        kept = self.kept.begin(f"card.typed:{face.card_id}")
        if kept and not resumed:
            self._host.services.desk.drop_draft(self.kept.place)
        self.asking.ask(face, str(kept.get("text", "")) if resumed else "")

    def renew(self, face: CardFace) -> None:
        """Goes on with the edited card and what was typed for it."""
        text = self.asking.line.text()
        self._face = face if face.answers else None
        self.beside.hide()
        self.asking.setVisible(self.is_asked)
        self.asking.ask(face, text)

    def check(self, *, two: bool) -> Rating:
        """Sets what was typed beside the answer; returns the rating that fits."""
        from tpmprep.core.recall.faces import Rating

        if self._face is None:
            return Rating.GOOD
        found = self._host.services.cards.compare(self._face, self.asking.line.text())
        rating = Rating.GOOD if two and found.rating == Rating.HARD else found.rating
        self.beside.show_result(self._face, found, rating_word(rating))
        self.asking.hide()
        self.beside.show()
        return rating

    def forget(self, place: str) -> None:
        """Drops the half-typed words of a card that was graded."""
        desk = self._host.services.desk
        if place and desk.draft(place) is not None:
            desk.drop_draft(place)

    def _typed(self) -> dict[str, Any]:
        text = self.asking.line.text()
        return {"text": text} if text else {}
