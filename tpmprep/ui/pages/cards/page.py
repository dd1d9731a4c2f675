"""The page Cards: decks to study, notes to look after, and the editor over both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import holder, label, row, stack, tabs
from tpmprep.ui.pages.cards import words
from tpmprep.ui.pages.cards.decks import DecksView
from tpmprep.ui.pages.cards.notes import NotesView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent

    from tpmprep.core.cards.faces import DeckRow, NoteRow
    from tpmprep.ui.kit.host import Host
    from tpmprep.ui.pages.cards.editor import NoteEditor

TABS = ("decks", "notes")
NEW = "new"


class CardsPage(Page):
    """Two tabs, Decks and Notes; over them the editor of one note."""

    cares = Change.CARDS | Change.MEMORY | Change.PACKS | Change.SETTINGS | Change.AIM

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._decks: tuple[DeckRow, ...] = ()
        self._kinds: dict[str, str] = {}
        self.decks, self.notes = DecksView(), NotesView()
        self.editor: NoteEditor | None = None
        self.bar = tabs(self.tr("Cards"), self.tr("Decks"), self.tr("Notes"))
        self.tabbed = QStackedWidget()
        self.tabbed.addWidget(self.decks)
        self.tabbed.addWidget(self.notes)
        fresh = button(self.tr("New note"), icon="plus", then=self.open_new)
        head = row(label(self.tr("Cards"), "h1"), None, fresh)
        self._home = holder(stack(head, 10, self.bar, 16, self.tabbed, margins=(0, 0, 0, 24)))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._home)
        self.setLayout(stack(self.stack, margins=(40, 28, 28, 0)))
        self._connect()
        self._set_proxy()

    def load(self) -> None:
        """Reads decks, and the notes where they are shown; place, choice and what is typed stay."""
        self._decks = self.host.services.cards.decks()
        if not self._kinds:
            self._kinds = {kind.name: kind.title for kind in self.host.services.cards.note_kinds()}
        self.decks.show_decks(self._decks)
        self.notes.offer(self._decks, self._kinds)
        if self.editor is not None and self._is_editing():
            self.editor.offer(self._decks)
            self.editor.reread()
        if self.bar.currentIndex() == TABS.index("notes"):
            self._read_notes()

    def show_place(self, place: Place) -> None:
        """Shows a tab, a deck, a note (or the note of a card); tab ``new`` is the empty editor."""
        if place.tab in TABS:
            self._shut_editor()
            self.bar.setCurrentIndex(TABS.index(place.tab))
        if place.tab == NEW:
            self.open_new()
        elif place.kind == "deck":
            self._shut_editor()
            self.bar.setCurrentIndex(TABS.index("decks"))
            self.decks.tree.choose(place.thing_id)
        elif place.kind in {"note", "card"}:
            self._open_thing(place.kind, place.thing_id)

    def place(self) -> Place:
        """The note being edited, else the tab, else the chosen deck."""
        if self.editor is not None and self._is_editing():
            note = self.editor.note_id
            return Place("cards", "note", note) if note else Place("cards", tab=NEW)
        if self.bar.currentIndex() == TABS.index("notes"):
            return Place("cards", tab="notes")
        deck = self.decks.tree.chosen()
        return Place("cards", tab="decks") if deck is None else Place("cards", "deck", deck.id)

    def step_back(self) -> bool:
        """Closes the editor (what is typed stays as a draft), the line for a new deck, the filter."""
        if self._is_editing():
            self._shut_editor()
        elif self.bar.currentIndex() == TABS.index("decks"):
            return self.decks.stop_asking()
        elif self.notes.is_narrowed():
            self.notes.clear()
        else:
            self.bar.setCurrentIndex(TABS.index("decks"))
        return True

    def keys(self) -> list[Key]:
        """What can be pressed now."""
        if self.editor is not None and self._is_editing():
            keys = "Ctrl+Return / Ctrl+Enter / Ctrl+S"
            return [Key("note.save", self.tr("Save the note"), keys, self.editor.save)]
        fresh = Key("note.new", self.tr("New note"), "N", self.open_new)
        search = Key("note.search", self.tr("Search notes"), "/", self.search)
        if self.bar.currentIndex() == TABS.index("decks"):
            return [*self._deck_keys(), fresh, search]
        return [*self._note_keys(), fresh, search]

    def leave(self) -> None:
        """Keeps what is half-typed."""
        if self.editor is not None:
            self.editor.keep_draft()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page was come back to while a note is open: go on typing."""
        super().focusInEvent(event)
        if self.editor is not None and self._is_editing():
            self.editor.form.focus_first()

    def open_new(self) -> None:
        """An empty note in the chosen deck, or the half-typed one."""
        if not self._decks:
            self.load()
        if not self._decks:
            self.host.notice(self.tr("A note lives in a deck. Name the first one."))
            self.bar.setCurrentIndex(TABS.index("decks"))
            self.decks.ask_name()
            return
        deck = self.notes.deck.currentData() if self.bar.currentIndex() else 0
        chosen = self.decks.tree.chosen()
        first = self._decks[0].id if chosen is None else chosen.id
        editor = self._editor()
        editor.open_new(deck or first)
        self._show_editor(editor)

    def open_note(self, note_id: int) -> None:
        """One note in the editor; says so when it is gone."""
        try:
            face = self.host.services.cards.note(note_id)
        except UserError as error:
            self.host.failed(error)
            return
        editor = self._editor()
        editor.keep_draft()
        editor.open_face(face)
        self._show_editor(editor)

    def search(self) -> None:
        """Puts the cursor into the search of notes."""
        self.bar.setCurrentIndex(TABS.index("notes"))
        self.notes.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.notes.search.selectAll()

    def study(self, deck_id: int) -> None:
        """Begins what waits in a deck."""
        try:
            plan = self.host.services.sittings.deck(deck_id, more=words.only_more(self._decks, deck_id))
        except UserError as error:
            self.host.failed(error)
            return
        if plan.things:
            self.host.start(plan)
        elif any(deck.id == deck_id and deck.learning for deck in self.host.services.cards.decks()):
            told = words.tr("What you are learning in {deck} comes back in a few minutes.", deck=plan.title)
            self.host.notice(told)
        else:
            self.host.notice(words.tr("Nothing waits in {deck} today.", deck=plan.title))

    def _deck_keys(self) -> list[Key]:
        return [
            Key("deck.study", self.tr("Study the deck"), "Space", self.decks.study),
            Key("deck.rename", self.tr("Rename the deck"), "F2", self.decks.rename),
            Key("deck.move", self.tr("Move the deck"), "M", self.decks.ask_place),
            Key("deck.delete", self.tr("Delete the deck"), "Del", self.decks.delete),
            Key("deck.new", self.tr("New deck"), "D", self.decks.ask_name),
        ]

    def _note_keys(self) -> list[Key]:
        notes = self.notes
        return [
            Key("note.open", self.tr("Open the note"), "Return / Enter", notes.open_chosen),
            Key("note.suspend", self.tr("Suspend or resume"), "S", notes.toggle_chosen),
            Key("note.hide", self.tr("Hide until tomorrow"), "B", notes.hide_chosen),
            Key("note.move", self.tr("Move to deck…"), "M", notes.move_chosen),
            Key("note.tags", self.tr("Tags…"), "T", notes.tag_chosen),
            Key("note.delete", self.tr("Delete notes"), "Del", notes.delete_chosen),
            Key("note.all", self.tr("Choose all notes"), "Ctrl+A", notes.select_all),
        ]

    def _connect(self) -> None:
        self.bar.currentChanged.connect(self._on_tab)
        self.decks.studied.connect(self.study)
        self.decks.listed.connect(self._list_deck)
        self.decks.added.connect(self._add_deck)
        self.decks.renamed.connect(self._rename_deck)
        self.decks.deleted.connect(self._delete_deck)
        self.decks.placed.connect(self._move_deck)
        self.notes.asked.connect(self._read_notes)
        self.notes.created.connect(self.open_new)
        self.notes.opened.connect(self.open_note)
        self.notes.deleted.connect(self._delete_notes)
        self.notes.suspended.connect(lambda found: self._suspend(words.cards_of(found), suspended=True))
        self.notes.resumed.connect(lambda found: self._suspend(words.cards_of(found), suspended=False))
        self.notes.hidden_today.connect(lambda found: self._hide(words.cards_of(found)))
        self.notes.moved.connect(self._move_notes)
        self.notes.tagged.connect(self._tag_notes)

    def _editor(self) -> NoteEditor:
        if self.editor is None:
            from tpmprep.ui.pages.cards.editor import NoteEditor

            self.editor = NoteEditor(self.host, self)
            self.editor.shut.connect(self._shut_editor)
            self.editor.added.connect(self._on_added)
            self.editor.saved.connect(self._on_saved)
            self.editor.suspended.connect(lambda card, on: self._suspend((card,), suspended=on))
            self.editor.hidden_today.connect(lambda card: self._hide((card,)))
            self.stack.addWidget(self.editor)
        self.editor.offer(self._decks)
        return self.editor

    def _is_editing(self) -> bool:
        return self.editor is not None and self.stack.currentWidget() is self.editor

    def _show_editor(self, editor: NoteEditor) -> None:
        self.stack.setCurrentWidget(editor)
        self._set_proxy()
        editor.form.focus_first()
        self.keys_changed.emit()

    def _shut_editor(self) -> None:
        if self.editor is None or not self._is_editing():
            return
        self.editor.keep_draft()
        self.stack.setCurrentWidget(self._home)
        self._set_proxy()
        self._focus_home()
        self.keys_changed.emit()

    def _set_proxy(self) -> None:
        """Where the focus goes when the page is come back to."""
        home = self.notes.table if self.bar.currentIndex() else self.decks.tree
        self.setFocusProxy(None if self._is_editing() else home)  # type: ignore[arg-type]  # None takes it away

    def _focus_home(self) -> None:
        shown = self.notes.table if self.bar.currentIndex() else self.decks.tree
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_thing(self, kind: str, thing_id: int) -> None:
        if kind == "card":
            try:
                thing_id = self.host.services.cards.card(thing_id).note_id
            except UserError as error:
                self.host.failed(error)
                return
        self.open_note(thing_id)

    def _on_tab(self, at: int) -> None:
        self.tabbed.setCurrentIndex(at)
        self._set_proxy()
        if TABS[at] == "notes":
            self._read_notes()
        if not self.bar.hasFocus():
            self._focus_home()
        self.keys_changed.emit()

    def _read_notes(self) -> None:
        services = self.host.services
        found = services.cards.notes(self.notes.query())
        self.notes.show_rows(found, services.clock.now(), services.clock.zone())

    def _list_deck(self, deck_id: int) -> None:
        self.bar.setCurrentIndex(TABS.index("notes"))
        self.notes.filter_deck(deck_id)

    def _write(self, act: Callable[[], object], said: str, *, undo: bool = True) -> bool:
        try:
            with self.host.quietly(self):
                act()
        except UserError as error:
            self.load()
            self.host.failed(error)
            return False
        self.load()
        self.host.notice(said, undo=undo)
        return True

    def _add_deck(self, title: str, above: int) -> None:
        cards = self.host.services.cards
        made: list[int] = []
        said = words.tr("New deck “{title}”", title=" ".join(title.split()))
        if self._write(lambda: made.append(cards.add_deck(title, above or None)), said):
            self.decks.stop_asking()
            self.decks.tree.choose(made[0])

    def _rename_deck(self, deck_id: int, title: str) -> None:
        cards = self.host.services.cards
        self._write(lambda: cards.rename_deck(deck_id, title), self.tr("Renamed"))
        QTimer.singleShot(0, self._focus_home)  # the line that was typed in is still closing

    def _move_deck(self, deck_id: int) -> None:
        from tpmprep.ui.pages.cards.moving import AskPlace

        deck = next(deck for deck in self._decks if deck.id == deck_id)
        asked = AskPlace(self, deck, self._decks)
        if asked.exec() and asked.chosen() != deck.parent_id:
            cards, said = self.host.services.cards, words.tr("Moved “{deck}”", deck=deck.title)
            self._write(lambda: cards.move_deck(deck_id, asked.chosen()), said)

    def _delete_deck(self, deck_id: int) -> None:
        cards = self.host.services.cards
        gone = next((deck for deck in self._decks if deck.id == deck_id), None)
        if gone is None:
            return
        said = words.tr("Deleted “{deck}”", deck=gone.title)
        if gone.cards:
            said = words.tr(
                "Deleted “{deck}” with {count}",
                deck=gone.title,
                count=words.counted(gone.cards, "1 card", "{n} cards"),
            )
        self._write(lambda: cards.delete_deck(deck_id), said)

    def _delete_notes(self, notes: Sequence[NoteRow]) -> None:
        ids = [note.id for note in notes]
        said = words.tr("Deleted {notes}", notes=words.notes_words(len(ids)))
        self._write(lambda: self.host.services.cards.delete(ids), said)

    def _move_notes(self, notes: Sequence[NoteRow]) -> None:
        from tpmprep.ui.pages.cards.many import AskDeck

        asked = AskDeck(self, len(notes), self._decks, notes[0].deck)
        if asked.exec():
            cards, to = self.host.services.cards, asked.chosen()
            deck = next(deck.title for deck in self._decks if deck.id == to)
            self._sort(
                lambda: cards.move([note.id for note in notes], to),
                words.tr("All of them lie in “{deck}” already", deck=deck),
                "1 note is in “{deck}” now",
                "{n} notes are in “{deck}” now",
                deck=deck,
            )

    def _tag_notes(self, notes: Sequence[NoteRow]) -> None:
        from tpmprep.ui.pages.cards.many import AskTags

        cards, ids = self.host.services.cards, [note.id for note in notes]
        asked = AskTags(self, len(ids), cards.tags_of(ids))
        add, remove = asked.wanted() if asked.exec() else ((), ())
        if add or remove:
            self._sort(
                lambda: cards.retag(ids, add, remove),
                self.tr("The notes have these tags already"),
                "Changed the tags of 1 note",
                "Changed the tags of {n} notes",
            )

    def _sort(self, act: Callable[[], int], idle: str, one: str, many: str, **values: object) -> None:
        """Sorts many notes; ``act`` tells how many it changed, and ``idle`` is said where that is none."""
        try:
            with self.host.quietly(self):
                changed = act()
        except UserError as error:
            self.load()
            self.host.failed(error)
            return
        self.load()
        said = words.counted(changed, one, many, **values) if changed else idle
        self.host.notice(said, undo=bool(changed))

    def _suspend(self, card_ids: Sequence[int], *, suspended: bool) -> None:
        cards, count = self.host.services.cards, len(card_ids)
        one, many = "1 card is out of the schedule", "{n} cards are out of the schedule"
        if not suspended:
            one, many = "1 card is back in the schedule", "{n} cards are back in the schedule"
        self._write(lambda: cards.suspend(card_ids, suspended=suspended), words.counted(count, one, many))

    def _hide(self, card_ids: Sequence[int]) -> None:
        cards, count = self.host.services.cards, len(card_ids)
        said = words.counted(count, "1 card is hidden until tomorrow", "{n} cards are hidden until tomorrow")
        self._write(lambda: cards.bury(card_ids), said)

    def _on_added(self, _note_id: int) -> None:
        editor = self._editor()
        typed = editor.form.typed()
        self.load()
        editor.open_new(typed.draft.deck_id, like=typed)
        self.host.notice(self.tr("Added. Here is room for the next."), undo=True)

    def _on_saved(self, _note_id: int) -> None:
        self._shut_editor()
        self.load()
        self.host.notice(self.tr("Saved"), undo=True)
