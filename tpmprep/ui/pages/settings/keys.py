"""Owns the table of keys: every action with its key, and changing one by pressing another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QKeySequenceEdit, QWidget

from tpmprep.core.ground.change import Change
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button, press_focused
from tpmprep.ui.kit.fields import Field, SearchField
from tpmprep.ui.kit.layout import label, panel, row, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.settings.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from tpmprep.ui.kit.host import Key, Page


@dataclass(frozen=True)
class KeyRow:
    """An action: where it works, its words, the shipped key and the one in force."""

    where: str
    action: str
    title: str
    shipped: str
    now: str

    @property
    def changed(self) -> bool:
        """Whether the person changed it."""
        return self.now != self.shipped


class Keys(QWidget):
    """All keys; Enter on a line changes its key."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._rows: tuple[KeyRow, ...] = ()
        self._text = ""
        self.model = RowsModel(
            [
                ColumnSpec[KeyRow](say("Action"), lambda line: line.title),
                ColumnSpec[KeyRow](say("Where"), lambda line: line.where),
                ColumnSpec[KeyRow](
                    say("Key"),
                    lambda line: line.now,
                    drawing=lambda line: ("pencil", "accent") if line.changed else None,
                    spoken=lambda line: f"{line.now}, {say('changed')}" if line.changed else line.now,
                ),
            ]
        )
        self.table = table(self.model, say("Keys"))
        self.table.setColumnWidth(0, theme.px(280))
        self.table.setColumnWidth(1, theme.px(140))
        self.table.setMinimumHeight(theme.px(200))
        self._none = label(say("No action and no key has these words."), "mutedbody", wrap=True)
        self._none.hide()
        self.table.activated.connect(lambda _index: self.change())
        search = SearchField(say("Find an action or a key"))
        search.searched.connect(self._on_searched)
        search.leads_to = self.table
        self.change_button = button(say("Change the key…"), then=self.change)
        self.reset_button = button(
            say("Shipped key"), name=say("Go back to the shipped key"), then=self.reset
        )
        told = label(say("Choose an action, press Enter, then press its new key."), "mutedbody", wrap=True)
        inside = stack(
            told,
            search,
            self._none,
            self.table,
            row(self.change_button, self.reset_button, None, spacing=8),
            spacing=12,
            margins=(24, 20, 24, 20),
        )
        self.setLayout(stack(panel(inside)))

    def load(self) -> None:
        """Lists every key there is now."""
        changed = self._page.host.services.settings.keys()
        self._rows = key_rows(self._page.host.all_keys(), changed)
        self._show()

    def change(self) -> None:
        """Asks for a new key of the chosen action."""
        line = self._chosen()
        if line is None:
            return
        asked = Press(self, line, self._rows)
        if asked.exec():
            self.put(line, asked.sequence())

    def reset(self) -> None:
        """Goes back to the shipped key of the chosen action."""
        line = self._chosen()
        if line is not None:
            self.put(line, "")

    def put(self, line: KeyRow, sequence: str) -> None:
        """Sets the key of an action; an empty one goes back to the shipped key."""
        services = self._page.host.services
        with self._page.host.quietly(self._page):
            services.settings.put_key(line.action, "" if sequence == line.shipped else sequence)
            services.changes.tell(Change.SETTINGS)
        self.load()
        at = next((n for n, found in enumerate(self.model.rows()) if found.action == line.action), 0)
        self.table.selectRow(at)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.host.notice(say("{title}: {key}", title=line.title, key=sequence or line.shipped))

    def _chosen(self) -> KeyRow | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _on_searched(self, text: str) -> None:
        self._text = text.casefold()
        self._show()

    def _show(self) -> None:
        self.model.set_rows(
            [line for line in self._rows if self._text in f"{line.title} {line.where} {line.now}".casefold()]
        )
        self._none.setVisible(bool(self._rows) and not self.model.rows())


class Press(QDialog):
    """Waits for a key; names the action that has it already."""

    def __init__(self, parent: QWidget, line: KeyRow, rows: Sequence[KeyRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Change the key"))
        self.setModal(True)
        self._line, self._rows = line, rows
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(say("New key"))
        self.edit.keySequenceChanged.connect(self._on_changed)
        self.field = Field(say("New key"), self.edit, say("Press the key or the keys together, then Enter."))
        self.take = button(say("Use this key"), "primary", then=self.accept)
        self.take.setEnabled(False)
        now = say("Now: {key}", key=line.now or say("none"))
        buttons = row(None, button(say("Cancel"), then=self.reject), self.take, spacing=8)
        self.setLayout(
            stack(
                label(line.title, "h2", wrap=True),
                4,
                label(now, "mutedbody"),
                16,
                self.field,
                24,
                buttons,
                margins=(32, 24, 24, 24),
            )
        )
        self.setMinimumWidth(theme.px(400))
        self.edit.installEventFilter(self)
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves all as it is, it is no key to give away; Enter uses a free key pressed before it."""
        pressed = cast("QKeyEvent", event).key() if event.type() == QEvent.Type.KeyPress else None
        if pressed == Qt.Key.Key_Escape:
            self.reject()
            return True
        if pressed in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.take.isEnabled():
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def sequence(self) -> str:
        """The pressed key, empty before one was pressed."""
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _on_changed(self, _sequence: object) -> None:
        other = conflict(self._line, self.sequence(), self._rows)
        self.field.set_problem(
            say("This key is taken: {title} ({where}). Choose another.", title=other.title, where=other.where)
            if other
            else ""
        )
        self.take.setEnabled(bool(self.sequence()) and other is None)


def key_rows(groups: Sequence[tuple[str, Sequence[Key]]], changed: dict[str, str]) -> tuple[KeyRow, ...]:
    """Every action once, with the key in force."""
    return tuple(
        KeyRow(where, key.action, key.title, key.keys, changed.get(key.action, key.keys))
        for where, keys in groups
        for key in keys
    )


def conflict(line: KeyRow, sequence: str, rows: Sequence[KeyRow]) -> KeyRow | None:
    """The other action that has a key where both would work: on the same page, or everywhere."""
    everywhere = rows[0].where if rows else ""
    wanted = QKeySequence(sequence)
    for other in rows:
        meets = other.where == line.where or everywhere in {other.where, line.where}
        if other.action == line.action or not meets or wanted.isEmpty():
            continue
        if any(QKeySequence(part.strip()) == wanted for part in other.now.split(" / ")):
            return other
    return None
