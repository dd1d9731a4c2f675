"""The side panel in which a concept opens from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from tpmprep.ui.exercises.concept import ConceptView
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import label, row, scroll, stack

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host

WIDTH, NARROW = 380, 284
ROOMY = 1200


class ConceptPanel(QFrame):
    """Shows one concept beside the page; Esc or its button shuts it and gives the focus back."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAccessibleName(self.tr("Concept"))
        self._host = host
        self._from: QWidget | None = None
        self._view = ConceptView(host)
        self._shut = button(self.tr("Close (Esc)"), "icon", icon="x", then=self.shut)
        head = row(label(self.tr("Concept"), "eyebrow"), None, self._shut)
        self.setLayout(stack(head, 8, scroll(self._view), margins=(16, 24, 0, 24)))
        self._fit()
        theme.current().themed.connect(self._fit)

    def show_concept(self, concept_id: int) -> None:
        """Opens a concept; raises ``catalog.gone``."""
        face = self._host.services.catalog.concept(concept_id)
        if not self.isVisible():
            self._from = self.window().focusWidget()
        self._view.show_face(face)
        self._fit()
        self.show()
        self._shut.setFocus()

    def shut(self) -> None:
        """Shuts the panel; the focus goes back to where it was."""
        self.hide()
        if self._from is not None and self._from.isVisible():
            self._from.setFocus()

    def _fit(self) -> None:
        """In a small window the page beside it keeps its width."""
        narrow = self.window() is not self and self.window().width() < ROOMY
        self.setFixedWidth(theme.px(NARROW if narrow else WIDTH))
