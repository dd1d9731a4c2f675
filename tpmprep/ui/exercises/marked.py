"""Owns a text of which some signs are marked, for the eye and for who listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.cards.faces import Piece

SIZE = 17


def _painted(piece: Piece, tone: str) -> str:
    safe = piece.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if piece.same or not tone:
        return safe
    colours = theme.tokens().colours()
    line = "line-through" if tone == "bad" else "underline"
    look = f"color:{colours[tone]};background-color:{colours[f'{tone}_tint']};text-decoration:{line}"
    return f'<span style="{look};font-weight:600">{safe.replace(" ", "&nbsp;")}</span>'


class Marked(QLabel):
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
        body = "".join(_painted(piece, tone) for piece in pieces)
        self.setText(f'<p style="margin:0;line-height:125%;font-size:{theme.px(SIZE)}px">{body}</p>')
