"""Owns the tab of the trash: what was deleted, putting it back, deleting it for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.core.rescue.faces import TrashRow
from tpmprep.ui.kit import tasks, theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.days import day_words
from tpmprep.ui.kit.dialogs import decide
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import SearchField
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import holder, label, panel, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table
from tpmprep.ui.pages.library.words import KINDS, counted, kind_name, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.ui.kit.host import Page

MOST_LINES, FEWEST_LINES = 10, 5
WIDTHS = (96, 152, 112, 112)


class Trash(QWidget):
    """What rests there: Enter puts back what is chosen, Delete deletes it for good."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._text = ""
        self.model = RowsModel(
            [
                ColumnSpec[TrashRow](
                    say("Title"),
                    lambda line: line.title or say("without words"),
                    drawing=lambda line: (KINDS.get(line.kind, ("trash-2",))[0], "muted"),
                ),
                ColumnSpec[TrashRow](say("Kind"), lambda line: kind_name(line.kind)),
                ColumnSpec[TrashRow](say("Where"), _where),
                ColumnSpec[TrashRow](say("Deleted"), self._deleted, lambda line: line.days_left),
                ColumnSpec[TrashRow](say("Stays for"), _left, lambda line: line.days_left),
            ]
        )
        self.table = table(self.model, say("Trash"))
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        for column, width in enumerate(WIDTHS, start=1):
            self.table.setColumnWidth(column, theme.px(width))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.px(96))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(lambda _index: self.put_back())
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.search = SearchField(say("Find in the trash"))
        self.search.searched.connect(self._on_searched)
        self.search.setMaximumWidth(theme.px(360))
        self.back_button = button(say("Put back"), "primary", icon="undo-2", then=self.put_back)
        self.purge_button = button(say("Delete for good…"), icon="trash-2", then=self.purge)
        self.empty_button = button(say("Empty the trash…"), then=self.empty)
        self.nothing = label("", "mutedbody", wrap=True)
        self.busy = tasks.BusyBar(say("Deleting for good"))
        self._lay()

    def load(self) -> None:
        """Lists what rests there now."""
        rows = self._page.host.services.trash.rows(self._text)
        chosen = {line.thing_id for line in self._chosen()}
        here = max(self.table.currentIndex().row(), 0)
        self.model.set_rows(rows)
        self._full.setVisible(bool(rows or self._text))
        self._blank.setVisible(not rows and not self._text)
        self.table.setVisible(bool(rows))
        lines = min(max(len(rows), FEWEST_LINES), MOST_LINES)
        self.table.setFixedHeight(theme.px(40) * lines + theme.px(44))
        self.nothing.setText(say("Nothing in the trash is called “{text}”.", text=self._text))
        self.nothing.setVisible(not rows)
        if rows:
            at = next((n for n, line in enumerate(self.model.rows()) if line.thing_id in chosen), here)
            self.table.selectRow(min(at, len(rows) - 1))
        self._on_selected()

    def put_back(self) -> None:
        """Puts back what is chosen, as one step that can be undone."""
        chosen = self._chosen()
        if not chosen:
            return
        host = self._page.host
        try:
            with host.quietly(self._page):
                back = host.services.trash.put_back([line.thing_id for line in chosen])
        except UserError as error:
            host.failed(error)
            return
        self.load()
        told = counted(back, "Put back “{title}”", "Put back {n} things", title=chosen[0].title)
        host.notice(told, undo=True, mark="good")
        self._stay()

    def purge(self) -> None:
        """Asks once, then deletes what is chosen for good."""
        chosen = self._chosen()
        if chosen:
            ids = [line.thing_id for line in chosen]
            self._ask(len(ids), partial(self._page.host.services.trash.purge, ids))

    def empty(self) -> None:
        """Asks once, then deletes everything for good."""
        services = self._page.host.services
        self._ask(len(services.trash.rows()), services.trash.empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the list deletes for good, after the question."""
        if self.table.hasFocus() and event.matches(QKeySequence.StandardKey.Delete):
            self.purge()
            return
        super().keyPressEvent(event)

    def focus_search(self) -> None:
        """Goes into the search of the trash."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay(self) -> None:
        told = label(
            say("What you delete rests here for 30 days. Enter puts it back, with all that belongs to it."),
            "mutedbody",
            wrap=True,
        )
        buttons = FlowLayout()
        for pressed in (self.back_button, self.purge_button, self.empty_button):
            buttons.addWidget(pressed)
        parts = (told, self.search, self.nothing, self.table, holder(buttons), self.busy)
        inside = stack(*parts, spacing=16, margins=(24, 20, 24, 20))
        self._full = panel(inside)
        words = say(
            "The trash is empty. What you delete rests here for 30 days, and comes back with one key."
        )
        self._blank = panel(stack(EmptyState("trash-2", words)))
        self.setLayout(stack(self._full, self._blank, None))

    def _ask(self, count: int, work: Callable[[], int]) -> None:
        title = counted(count, "Delete this for good?", "Delete {n} things for good?")
        verb = counted(count, "Delete it", "Delete {n} things")
        text = say(
            "The words go. The days you learned and the scores you reached stay in your progress. A backup "
            "is made first; steps up to the deletion can then no longer be undone."
        )
        if decide(self, title, text, [("purge", verb, "danger")]) == "purge":
            self._run(work)

    def _run(self, work: Callable[[], int]) -> None:
        tasks.run_held(self, self._enable, work, self._on_purged, self._page.host.failed, self.busy)

    def _on_purged(self, count: int) -> None:
        self.load()
        self._page.host.notice(counted(count, "Deleted 1 thing for good", "Deleted {n} things for good"))
        self._stay()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self.load()

    def _on_selected(self, *_: object) -> None:
        self._enable(enabled=True)

    def _enable(self, *, enabled: bool) -> None:
        chosen = bool(self._chosen())
        self.back_button.setEnabled(enabled and chosen)
        self.purge_button.setEnabled(enabled and chosen)
        self.empty_button.setEnabled(enabled and bool(self.model.rowCount()))

    def _stay(self) -> None:
        """The keys go on in the list, or on the page where nothing is left to list."""
        stays = self.table if self.model.rowCount() else self._page
        stays.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> list[TrashRow]:
        return [self.model.row(index) for index in self.table.selectionModel().selectedRows()]

    def _deleted(self, line: TrashRow) -> str:
        now = self._page.host.services.clock.now()
        return day_words(line.deleted_at.astimezone().date(), now.astimezone().date())


def _where(line: TrashRow) -> str:
    if line.kind == "deck":
        return counted(line.parts, "with 1 note", "with {n} notes")
    if line.kind == "path":
        return counted(line.parts, "with 1 step", "with {n} steps")
    return say("in {place}", place=line.place) if line.place else ""


def _left(line: TrashRow) -> str:
    if line.days_left == 0:
        return say("less than a day")
    return counted(line.days_left, "1 day", "{n} days")
