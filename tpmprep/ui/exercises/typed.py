"""Owns the typed answer of a card: asked for in its line, kept half-typed, set beside the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.ui.exercises.answering import Answering
from tpmprep.ui.exercises.beside import Beside
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.exercises.words import rating_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tpmprep.core.cards.faces import CardFace
    from tpmprep.core.recall.faces import Rating
    from tpmprep.ui.kit.host import Host


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
