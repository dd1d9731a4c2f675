"""The page Quiz: what to practise, all items, one item, and its editor."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import today
from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit import standing
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import holder, label, stack, tabs
from tpmprep.ui.pages.quiz.editor import Editor
from tpmprep.ui.pages.quiz.front import Front
from tpmprep.ui.pages.quiz.item_view import ItemView
from tpmprep.ui.pages.quiz.listing import Listing
from tpmprep.ui.pages.quiz.words import NUMERIC, TRUE_FALSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.quiz.faces import ItemFace, ItemRow
    from tpmprep.ui.kit.host import Host

TABS = ("practise", "items")
EDIT = "edit"
ALL = ItemQuery(limit=5_000)


class QuizPage(Page):
    """Practise, All items; over them an item or the editor."""

    cares = Change.ITEMS | Change.MEMORY | Change.PACKS

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._loaded = False
        self._rows: dict[int, ItemRow] = {}
        self._last_shown = 0
        self.front, self.listing = Front(), Listing()
        self.bar = tabs(self.tr("Quiz"), self.tr("Practise"), self.tr("All items"))
        self.tabbed = QStackedWidget()
        self.tabbed.addWidget(self.front)
        self.tabbed.addWidget(self.listing)
        head = stack(label(self.tr("Quiz"), "h1"), 12, self.bar)
        self._home = holder(stack(head, 16, self.tabbed, margins=(0, 32, 0, 0)))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._home)
        self.setLayout(stack(self.stack, margins=(40, 0, 28, 0)))
        self._connect()

    @cached_property
    def item(self) -> ItemView:
        """The view of one item, made when first asked for."""
        made = ItemView()
        made.practised.connect(lambda at: self._practise((at,), self.tr("One item")))
        made.edited.connect(self.open_editor)
        made.deleted.connect(self._delete)
        made.concept.connect(lambda at: self.host.open_thing("concept", at))
        made.shut.connect(self._shut_item)
        self.stack.addWidget(made)
        return made

    @cached_property
    def editor(self) -> Editor:
        """The editor, made when first asked for."""
        made = Editor(self.host, self)
        made.kept.connect(self._on_kept)
        made.shut.connect(self._shut_editor)
        made.turned.connect(self.keys_changed)
        self.stack.addWidget(made)
        return made

    def load(self) -> None:
        """Reads the items; the tab, the item and what is typed stay."""
        self.listing.today = self._today()
        self.listing.show_domains(self.host.services.catalog.domains())
        self._read_rows()
        shown = self.stack.currentWidget()
        if isinstance(shown, ItemView) and shown.face is not None:
            self.open_item(shown.face.item_id)
        if not self._loaded:
            self._loaded = True
            self._go_where_it_stood()

    def show_place(self, place: Place) -> None:
        """Shows a tab, an item, or its editor (tab ``edit``; item 0 is a new one)."""
        if place.tab in TABS:
            self.bar.setCurrentIndex(TABS.index(place.tab))
        if place.kind == "item" and place.thing_id == 0:
            self.open_new()
        elif place.kind == "item":
            self.open_item(place.thing_id)
            shown = self.stack.currentWidget()
            if place.tab == EDIT and isinstance(shown, ItemView) and shown.face is not None:
                self.open_editor(shown.face)
        elif place.tab:
            self._show(self._home)

    def place(self) -> Place:
        """The tab, the item, or the editor."""
        shown = self.stack.currentWidget()
        if isinstance(shown, Editor):
            return Place("quiz", "item", shown.item_id, EDIT)
        if isinstance(shown, ItemView) and shown.face is not None:
            return Place("quiz", "item", shown.face.item_id)
        return Place("quiz", tab=TABS[self.bar.currentIndex()])

    def step_back(self) -> bool:
        """Closes the editor, then the item, then the search."""
        shown = self.stack.currentWidget()
        if isinstance(shown, Editor):
            self._shut_editor()
        elif isinstance(shown, ItemView):
            self._shut_item()
        elif self.tabbed.currentWidget() is self.listing and self.listing.is_narrowed():
            self.listing.clear()
        else:
            return False
        return True

    def keys(self) -> list[Key]:
        """What can be pressed now."""
        shown = self.stack.currentWidget()
        if isinstance(shown, Editor):
            return self._editor_keys()
        if isinstance(shown, ItemView):
            return self._item_keys()
        first = [Key("quiz.start", self.tr("Practise the first row"), "Space", self.front.press_first)]
        missed = Key(
            "quiz.missed",
            self.tr("Practise what was missed"),
            "M",
            lambda: self.front.practise_group("missed"),
        )
        fresh = Key(
            "quiz.fresh", self.tr("Practise what is new"), "U", lambda: self.front.practise_group("new")
        )
        own = [*first, missed, fresh] if self.tabbed.currentWidget() is self.front else []
        return [
            *own,
            Key("item.new", self.tr("Write an item"), "N", self.open_new),
            Key("item.search", self.tr("Search items"), "/", self._focus_search),
        ]

    def leave(self) -> None:
        """Keeps a half-typed item."""
        shown = self.stack.currentWidget()
        if isinstance(shown, Editor):
            shown.keep_draft()

    def open_item(self, item_id: int) -> None:
        """Shows one item; a vanished one shows the list instead."""
        try:
            face = self.host.services.quiz.item(item_id)
        except UserError as error:
            if not isinstance(self.stack.currentWidget(), ItemView):
                self.host.failed(error)
            self._show(self._home)
            return
        self._last_shown = item_id
        self.item.show_face(face, self._rows.get(item_id), self._today())
        self._show(self.item)
        self.item.practise.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_new(self) -> None:
        """Opens the editor for a new item."""
        self.editor.open_new()
        self._show(self.editor)

    def open_editor(self, face: ItemFace) -> None:
        """Opens the editor for an item."""
        self.editor.open_face(face)
        self._show(self.editor)

    def _item_keys(self) -> list[Key]:
        return [
            Key("item.practise", self.tr("Practise this item"), "P / Space", self.item.press_practise),
            Key("item.edit", self.tr("Edit this item"), "E", self.item.press_edit),
            Key("item.delete", self.tr("Delete this item"), "Del", self.item.press_delete),
        ]

    def _editor_keys(self) -> list[Key]:
        options, kind = self.editor.options, self.editor.draft().kind
        save = Key("item.save", self.tr("Save the item"), "Ctrl+Return / Ctrl+S", self.editor.save)
        if kind == TRUE_FALSE:
            return [save]
        if kind == NUMERIC:
            return [save, Key("slip.add", self.tr("Add a wrong value"), "Alt+A", self.editor.number.add)]
        return [
            save,
            Key("option.add", self.tr("Add an option"), "Alt+A", options.add),
            Key("option.up", self.tr("Move the option up"), "Alt+Up", lambda: options.move_current(-1)),
            Key("option.down", self.tr("Move the option down"), "Alt+Down", lambda: options.move_current(1)),
            Key("option.remove", self.tr("Remove the option"), "Alt+Del", options.remove_current),
        ]

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._on_tab)
        self.front.practised.connect(self._practise)
        self.front.wanted.connect(self.open_new)
        self.listing.asked.connect(self._search)
        self.listing.opened.connect(self.open_item)
        self.listing.wanted.connect(self.open_new)

    def _read_rows(self) -> None:
        quiz = self.host.services.quiz
        everything = quiz.items(ALL)
        self._rows = {row.id: row for row in everything}
        self.front.show_rows(everything)
        self._show_found(quiz.items(self.listing.query()) if self.listing.is_narrowed() else everything)

    def _search(self) -> None:
        self._show_found(self.host.services.quiz.items(self.listing.query()))

    def _show_found(self, rows: Sequence[ItemRow]) -> None:
        self.listing.show_rows(rows, self._last_shown)

    def _practise(self, item_ids: tuple[int, ...], title: str) -> None:
        try:
            self.host.start(self.host.services.sittings.practice(item_ids, title))
        except UserError as error:
            self.host.failed(error)

    def _delete(self, face: ItemFace) -> None:
        try:
            with self.host.quietly(self):
                self.host.services.quiz.delete([face.item_id])
        except UserError as error:
            self.host.failed(error)
            return
        self.item.face = None
        self._read_rows()
        self._shut_item()
        self.host.notice(self.tr("Deleted the item"), undo=True)

    def _on_kept(self, item_id: int) -> None:
        self._read_rows()
        self.open_item(item_id)
        found = self.editor.lints.count
        said = (
            self.tr("Saved the item")
            if not found
            else self.tr("Saved. Something is worth a second look: see Edit.")
        )
        self.host.notice(said, mark="good")

    def _shut_editor(self) -> None:
        self.editor.keep_draft()
        self._show(self.item if self.editor.item_id and self.item.face is not None else self._home)

    def _shut_item(self) -> None:
        self._show(self._home)
        shown = self.tabbed.currentWidget()
        if shown is self.listing:
            self.listing.table.setFocus()

    def _focus_search(self) -> None:
        self.bar.setCurrentIndex(TABS.index("items"))
        self.listing.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.listing.search.selectAll()

    def _on_tab(self, at: int) -> None:
        self.tabbed.setCurrentIndex(at)
        self._stand()

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self._stand()

    def _stand(self) -> None:
        """Keeps the place at once, so that it is there again even after the power went."""
        self.keys_changed.emit()
        if self._loaded:
            standing.keep(self.host, self.place())

    def _go_where_it_stood(self) -> None:
        stood = standing.kept(self.host, "quiz")
        if stood is None:
            return
        gone = stood.kind == "item" and stood.thing_id not in self._rows and stood.thing_id != 0
        if not gone:
            self.show_place(stood)

    def _today(self) -> date:
        return today(self.host.services.clock)
