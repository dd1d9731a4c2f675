"""The concepts an item is about: found by typing, shown as chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import clear, holder, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.catalog.faces import ConceptRow


class ConceptField(QWidget):
    """Chosen concepts in their order, the first is the main one; a chip takes its concept away."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[int, str] = {}
        self._chosen: list[int] = []
        self.line = line_edit(self.tr("Add a concept"), hint=self.tr("Type a concept and press Enter"))
        self.line.returnPressed.connect(self._on_entered)
        self._chips = FlowLayout(gap=8)
        self._box = holder(self._chips)
        self.setLayout(stack(self.line, 8, self._box))
        self.setFocusProxy(self.line)

    def offer(self, concepts: Sequence[ConceptRow]) -> None:
        """What can be chosen."""
        self._titles = {one.id: one.title for one in concepts}
        completer = QCompleter(sorted(self._titles.values()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_chosen, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)

    def choose(self, concept_ids: Sequence[int]) -> None:
        """Shows these as chosen."""
        self._chosen = [one for one in concept_ids if one in self._titles]
        self._show()

    def chosen(self) -> tuple[int, ...]:
        """The chosen concepts in their order."""
        return tuple(self._chosen)

    def _on_entered(self) -> None:
        typed = self.line.text().strip().casefold()
        matches = [title for title in self._titles.values() if typed and typed in title.casefold()]
        exact = [title for title in matches if title.casefold() == typed]
        if exact or len(matches) == 1:
            self._on_chosen((exact or matches)[0])

    def _on_chosen(self, title: str) -> None:
        found = next((one for one, words in self._titles.items() if words == title), None)
        self.line.clear()
        if found is not None and found not in self._chosen:
            self._chosen.append(found)
            self._show()
            self.edited.emit()

    def _take_away(self, concept_id: int) -> None:
        self._chosen.remove(concept_id)
        self._show()
        self.line.setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def _show(self) -> None:
        clear(self._chips)
        for one in self._chosen:
            title = self._titles[one]
            name = self.tr("Take {0} away").replace("{0}", title)
            self._chips.addWidget(
                button(title, "small", icon="x", name=name, then=lambda at=one: self._take_away(at))  # type: ignore[misc]
            )
        self._box.setVisible(bool(self._chosen))
