"""The editor of a note: its form, its cards as they will look, its schedule; a draft is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.layout import holder, label, panel, row, scroll, stack
from tpmprep.ui.pages.cards import drafts, words
from tpmprep.ui.pages.cards.form import NoteForm
from tpmprep.ui.pages.cards.preview import Preview
from tpmprep.ui.pages.cards.schedule import Schedule

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.cards.faces import DeckRow, NoteFace
    from tpmprep.ui.kit.host import Host, Page

PREVIEW_MS = 250
TWO_COLUMNS_FROM = 880


class NoteEditor(QWidget):
    """Edits a new note (id 0) or one that is there.

    ``added`` carries the id of a new note and ``saved`` that of a changed one; ``shut`` asks to be closed,
    ``suspended`` and ``hidden_today`` speak of a card.
    """

    added = Signal(int)
    saved = Signal(int)
    shut = Signal()
    suspended = Signal(int, bool)
    hidden_today = Signal(int)

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self.note_id, self.dirty = 0, False
        self._readable_only = False
        cards, catalog = host.services.cards, host.services.catalog
        self.form = NoteForm(cards.note_kinds(), lambda text: catalog.find(text, kinds=("concept",)))
        self.form.edited.connect(self._on_edited)
        self.form.taken.connect(self._on_taken)
        self.preview, self.schedule = Preview(), Schedule(cards.history)
        self.schedule.suspended.connect(self.suspended)
        self.schedule.hidden_today.connect(self.hidden_today)
        self._title = label("", "h1", wrap=True)
        self._told = label("", "", wrap=True)
        self._fresh = button("", "link", then=self.start_afresh)
        line = row(self._told, 8, self._fresh, margins=(16, 8, 8, 8))
        line.setStretch(0, 1)
        self._callout = panel(line, name="callout")
        self.save_button = KeyButton("", self.tr("Ctrl Enter"), "primary", then=self.save)
        self._draft_timer = DraftTimer(self, self.keep_draft)
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._preview_timer.timeout.connect(self._show_preview)
        self._lay()

    def open_new(self, deck_id: int, like: drafts.Typed | None = None) -> None:
        """An empty note, or the half-typed one of last time."""
        self._open(0, drafts.blank(deck_id, like), None)

    def open_face(self, face: NoteFace) -> None:
        """A note that is there; of an unknown kind it can only be read."""
        self._open(face.id, drafts.of_face(face), face)

    def offer(self, decks: tuple[DeckRow, ...]) -> None:
        """The decks a note can lie in."""
        self.form.offer(decks)

    def save(self) -> None:
        """Keeps the note; what is missing is said beside its field."""
        if self._readable_only:
            return
        if self.note_id and not self.dirty:
            self.shut.emit()
            return
        self.form.clear_problems()
        typed, services, was = self.form.typed(), self._host.services, self.note_id
        try:
            with self._host.quietly(self._page):
                if was:
                    services.cards.edit(was, typed.draft)
                else:
                    self.note_id = services.cards.add(typed.draft)
        except UserError as error:
            self._say(error)
            return
        self._forget(was)
        (self.saved if was else self.added).emit(self.note_id)

    def keep_draft(self) -> None:
        """Keeps what is half-typed; called every few seconds, on leaving and on closing."""
        self._draft_timer.stop()
        if not self.dirty:
            return
        typed, place = self.form.typed(), drafts.draft_place(self.note_id)
        text = "" if typed.is_blank and not self.note_id else drafts.written(typed)
        self._host.services.desk.keep_draft(place, text)

    def start_afresh(self) -> None:
        """Gives the half-typed text up: an empty note, or the saved text."""
        self._forget(self.note_id)
        if self.note_id:
            self.reread()
        else:
            self.open_new(self.form.typed().draft.deck_id)

    def reread(self) -> None:
        """Shows the note as it is now; closes when it is gone. What is typed is not touched."""
        if not self.note_id or self.dirty:
            return
        try:
            self.open_face(self._host.services.cards.note(self.note_id))
        except UserError:
            self.shut.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the preview stands below the form."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(TWO_COLUMNS_FROM)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)

    def _lay(self) -> None:
        back = button(self.tr("Back to the list (Esc)"), "icon", icon="arrow-left", then=self.shut.emit)
        head = row(back, 8, self._title, 16, self.save_button)
        head.setStretch(2, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(32)
        self._columns.addWidget(self.form, 3)
        side = holder(stack(self.preview, 24, self.schedule, None))
        self._columns.addWidget(side, 2)
        inside = stack(self._callout, 16, self._columns, None, margins=(0, 0, 12, 32))
        self._scroller = scroll(holder(inside))
        self.setLayout(stack(head, 16, self._scroller))

    def _open(self, note_id: int, typed: drafts.Typed, face: NoteFace | None) -> None:
        self.note_id, self.dirty = note_id, False
        self._readable_only = face is not None and not face.known_kind
        kept = None if self._readable_only else self._host.services.desk.draft(drafts.draft_place(note_id))
        found = drafts.read(kept.text) if kept is not None else None
        self.form.clear_problems()
        self.form.fill(found or typed, face.edited if face is not None else ())
        self.form.setEnabled(not self._readable_only)
        self.dirty = found is not None
        if found is not None:
            self.form.go_to_ends()
        self._title.setText(self.tr("Note") if note_id else self.tr("New note"))
        self.save_button.set_words(self.tr("Save") if note_id else self.tr("Add"))
        self.save_button.setVisible(not self._readable_only)
        self._tell(restored=found is not None)
        self._show_preview()
        self._show_schedule(face)
        self._scroller.verticalScrollBar().setValue(0)
        self.form.focus_first()
        self._scroller.verticalScrollBar().setValue(0)

    def _tell(self, *, restored: bool) -> None:
        if self._readable_only:
            told = self.tr("This note is of a kind this version does not know. It can be read, not changed.")
        else:
            told = self.tr("Your half-typed words are back; they are not saved yet.") if restored else ""
        self._told.setText(told)
        fresh = self.tr("Show the saved text") if self.note_id else self.tr("Start afresh")
        self._fresh.setText(fresh)
        self._fresh.setAccessibleName(fresh)
        self._fresh.setVisible(restored)
        self._callout.setVisible(bool(told))

    def _show_preview(self) -> None:
        self._preview_timer.stop()
        self.preview.show_cards(self._host.services.cards.preview(self.form.typed().draft))

    def _show_schedule(self, face: NoteFace | None) -> None:
        services = self._host.services
        shown = () if face is None else tuple(services.cards.card(card) for card in face.cards)
        self.schedule.show_cards(shown, services.clock.now(), services.clock.zone())

    def _on_edited(self) -> None:
        self.dirty = True
        self._preview_timer.start()
        self._draft_timer.touch()

    def _on_taken(self, field: str) -> None:
        try:
            with self._host.quietly(self._page):
                face = self._host.services.cards.take_shipped(self.note_id, field)
        except UserError as error:
            self._host.failed(error)
            return
        self._forget(self.note_id)
        self.open_face(face)
        self._host.notice(self.tr("The shipped text is back"), undo=True)

    def _forget(self, note_id: int) -> None:
        self.dirty = False
        self._draft_timer.stop()
        self._host.services.desk.drop_draft(drafts.draft_place(note_id))

    def _say(self, error: UserError) -> None:
        field, why = str(error.values.get("field", "")), str(error.values.get("why", ""))
        if error.code != "note.field" or not self.form.say_problem(field, words.tr(why)):
            self._host.failed(error)
