"""The command palette: every action and every thing, found as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QListWidget
from shiboken6 import isValid

from tpmprep.ui.kit.fields import SearchField
from tpmprep.ui.kit.layout import label, stack
from tpmprep.ui.pages.settings.found import setting_keys
from tpmprep.ui.shell.early import There
from tpmprep.ui.shell.palette_line import PaletteLine, line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from tpmprep.ui.kit.host import Key
    from tpmprep.ui.shell.early import Early
    from tpmprep.ui.shell.window import Window

ICONS = {
    "concept": "lightbulb",
    "note": "layers",
    "card": "layers",
    "item": "list-checks",
    "question": "mic",
    "story": "book-open",
    "path": "route",
    "step": "hammer",
    "deck": "folder",
}
MOST_ACTIONS, MOST_THINGS = 6, 20


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette."""

    title: str
    beside: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


class Palette(QDialog):
    """A field and a list; up and down move, Enter runs, Esc closes.

    It takes what is typed from the first instant on; things are found, and commands run, once they are there.
    """

    def __init__(self, window: Window, keys: Sequence[Key], early: Early) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Search and commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        self._early = early
        settings = setting_keys(window) if "settings" in window.specs else []
        self._keys = [key for key in (*keys, *settings) if key.title]
        self._found: list[Found] = []
        self._field = SearchField(self.tr("Search everything, or type a command"))
        self._list = QListWidget()
        self._list.setItemDelegate(PaletteLine(self._list))
        self._list.setAccessibleName(self.tr("Found"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(lambda _item: self._run())
        self._list.itemClicked.connect(lambda _item: self._run())
        self._none = label(self.tr("Nothing found. Try another word."), "muted")
        self.setLayout(stack(self._field, 8, self._none, self._list, margins=(16, 16, 16, 16)))
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self.resize(min(640, window.width() - 80), 440)
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 72)))
        self._on_typed("")
        self._field.setFocus()
        if not self._is_whole():
            early.when(There.ALL, self._look_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list and runs while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                QApplication.sendEvent(self._list, event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if key == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)

    def titles(self) -> list[str]:
        """What is listed now."""
        return [found.title for found in self._found]

    def _on_typed(self, text: str) -> None:
        self._found = [*self._actions(text.strip()), *self._things(text.strip())]
        self._list.clear()
        for found in self._found:
            self._list.addItem(line(found.title, found.beside, found.icon, found.keys))
        self._list.setCurrentRow(0)
        self._none.setVisible(not self._found and self._is_whole())

    def _is_whole(self) -> bool:
        return self._early.there is There.ALL

    def _look_again(self) -> None:
        if isValid(self):
            at = self._list.currentRow()
            self._on_typed(self._field.text())
            self._list.setCurrentRow(max(at, 0))

    def _actions(self, text: str) -> list[Found]:
        words = text.casefold().split()
        if not words:
            matching = [key for key in self._keys if not key.action.startswith("setting.")]
        else:
            titled = [key for key in self._keys if all(word in key.title.casefold() for word in words)]
            matching = titled[:MOST_ACTIONS]
        return [Found(key.title, key.keys, "corner-down-right", key.run, key.keys) for key in matching]

    def _things(self, text: str) -> list[Found]:
        if not text or not self._is_whole():
            return []
        hits = self._window.services.catalog.find(text, (), MOST_THINGS)
        return [
            Found(hit.title, hit.snippet, ICONS.get(hit.kind, "search"), self._opener(hit.kind, hit.thing_id))
            for hit in hits
        ]

    def _opener(self, kind: str, thing_id: int) -> Callable[[], object]:
        return lambda: self._window.open_thing(kind, thing_id)

    def _run(self) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._found):
            run = self._found[place].run
            self.accept()
            self._early.when(There.FIRST_ROOMS, run)
