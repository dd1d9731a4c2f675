"""The view of notes: search, filters, the table, and what is done with the chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHeaderView, QStackedWidget, QWidget

from tpmprep.core.cards.faces import NoteQuery
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import SearchField, check_box, combo
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.layout import holder, label, panel, row, stack
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, fit_columns, table
from tpmprep.ui.pages.cards import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.cards.faces import DeckRow, NoteRow

MOST = 500
FAR_AWAY = float("inf")
KIND, DECK, STATE, DUE = 1, 2, 3, 4
FILTERS_BESIDE_FROM, KIND_FROM, DECK_FROM = 720, 880, 640


class NotesView(QWidget):
    """Notes in a table.

    ``asked`` comes when the filter changed; ``opened`` carries a note's id; ``deleted``, ``suspended``,
    ``resumed``, ``hidden_today``, ``moved`` and ``tagged`` carry the chosen rows.
    """

    asked = Signal()
    created = Signal()
    opened = Signal(int)
    deleted = Signal(tuple)
    suspended = Signal(tuple)
    resumed = Signal(tuple)
    hidden_today = Signal(tuple)
    moved = Signal(tuple)
    tagged = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._now: datetime | None = None
        self._zone: tzinfo | None = None
        self._kinds: dict[str, str] = {}
        self.search = SearchField(self.tr("Search notes"), self.tr("Search notes  /"))
        self.deck = combo(self.tr("Deck"), [(0, self.tr("All decks"))])
        states = [
            ("", self.tr("Any state")),
            *((name, words.tr(said)) for name, said in words.STATES.items()),
        ]
        self.state = combo(self.tr("State"), states)
        self.own = check_box(self.tr("Only my own"))
        self.rows: RowsModel[NoteRow] = RowsModel(self._columns())
        self.table = table(self.rows, self.tr("Notes"))
        self.search.leads_to = self.table
        self._said = label("", "muted")
        self._stack = QStackedWidget()
        self._empty = holder(stack())
        self._stack.addWidget(panel(stack(self.table, margins=(8, 8, 8, 8))))
        self._stack.addWidget(self._empty)
        self.deeds = self._deeds()
        column = stack(self._filters(), 12, self._stack, 8, self.deeds)
        column.setStretchFactor(self._stack, 1)
        self.setLayout(column)
        self._connect()

    def query(self) -> NoteQuery:
        """What is asked for."""
        return NoteQuery(
            deck_id=self.deck.currentData() or None,
            text=self.search.text().strip(),
            state=self.state.currentData(),
            own_only=self.own.isChecked(),
            limit=MOST,
        )

    def offer(self, decks: Sequence[DeckRow], kinds: Mapping[str, str]) -> None:
        """The decks to filter by, and the titles of the kinds."""
        self._kinds = dict(kinds)
        chosen = self.deck.currentData()
        self.deck.blockSignals(True)  # noqa: FBT003  (Qt's call)
        self.deck.clear()
        self.deck.addItem(self.tr("All decks"), 0)
        for deck in decks:
            self.deck.addItem("\u2003" * deck.depth + deck.title, deck.id)
        self.deck.setCurrentIndex(max(self.deck.findData(chosen), 0))
        self.deck.blockSignals(False)  # noqa: FBT003  (Qt's call)

    def show_rows(self, found: Sequence[NoteRow], now: datetime, zone: tzinfo | None) -> None:
        """Shows these notes; those chosen stay chosen."""
        self._now, self._zone = now, zone
        lines = [index.row() for index in self.table.selectionModel().selectedRows()]
        chosen = {note.id for note in self.chosen()}
        at = min(lines, default=max(self.table.currentIndex().row(), 0))
        self.rows.set_rows(found)
        self._set_widths()
        self._select(chosen, at)
        if not found:
            self._show_empty()
            if self.table.hasFocus():
                self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self._stack.setCurrentIndex(0 if found else 1)
        self.deeds.setVisible(bool(found))
        self._on_selected()

    def filter_deck(self, deck_id: int) -> None:
        """Shows the notes of one deck alone."""
        self.clear()
        self.deck.setCurrentIndex(max(self.deck.findData(deck_id), 0))

    def clear(self) -> None:
        """Takes every filter away."""
        for part in (self.deck, self.state, self.own):
            part.blockSignals(True)  # noqa: FBT003  (Qt's call)
        self.search.clear()
        self.deck.setCurrentIndex(0)
        self.state.setCurrentIndex(0)
        self.own.setChecked(False)
        for part in (self.deck, self.state, self.own):
            part.blockSignals(False)  # noqa: FBT003  (Qt's call)
        self.asked.emit()

    def is_narrowed(self) -> bool:
        """Whether a filter is in force."""
        return self.query() != NoteQuery(limit=MOST)

    def chosen(self) -> tuple[NoteRow, ...]:
        """The chosen notes in the order shown."""
        lines = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.rows.row(line) for line in lines)

    def open_chosen(self) -> None:
        """Enter: in the search it goes to the table, there it opens the note."""
        if self.window().focusWidget() is self.search:
            self.search.returnPressed.emit()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        chosen = self.chosen()
        if chosen:
            self.opened.emit(chosen[0].id)

    def delete_chosen(self) -> None:
        """Puts the chosen notes into the trash."""
        self._tell(self.deleted)

    def toggle_chosen(self) -> None:
        """Suspends the chosen notes; where all of them are suspended, resumes them."""
        chosen = self.chosen()
        resting = bool(chosen) and all(note.state == "suspended" for note in chosen)
        self._tell(self.resumed if resting else self.suspended)

    def hide_chosen(self) -> None:
        """Hides the chosen notes until tomorrow."""
        self._tell(self.hidden_today)

    def move_chosen(self) -> None:
        """Asks which deck the chosen notes go to."""
        self._tell(self.moved)

    def tag_chosen(self) -> None:
        """Asks which tags the chosen notes carry."""
        self._tell(self.tagged)

    def select_all(self) -> None:
        """Chooses every note shown."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the filters stand below the search, and the columns that tell least go."""
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if self.width() >= theme.px(FILTERS_BESIDE_FROM) else down)
        self.table.setColumnHidden(KIND, self.width() < theme.px(KIND_FROM))
        self.table.setColumnHidden(DECK, self.width() < theme.px(DECK_FROM))

    def _tell(self, signal: object) -> None:
        chosen = self.chosen()
        if chosen:
            signal.emit(chosen)  # type: ignore[attr-defined]  # a bound signal

    def _filters(self) -> QWidget:
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self.search, 1)
        self._line.addLayout(row(self.deck, self.state, self.own, None, spacing=12))
        self.search.setMinimumWidth(theme.px(160))
        for part in (self.deck, self.state):
            part.setSizeAdjustPolicy(part.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            part.setMinimumContentsLength(12)
        return holder(self._line)

    def _deeds(self) -> QWidget:
        line = FlowLayout(gap=4)
        self._buttons = []
        for text, icon, act in (
            (self.tr("Open"), "pencil", self.open_chosen),
            (self.tr("Suspend or resume"), "pause", self.toggle_chosen),
            (self.tr("Hide until tomorrow"), "moon", self.hide_chosen),
            (self.tr("Move to deck…"), "layers", self.move_chosen),
            (self.tr("Tags…"), "tag", self.tag_chosen),
            (self.tr("Delete"), "trash-2", self.delete_chosen),
        ):
            made = button(text, "quiet", icon=icon, then=act)
            self._buttons.append(made)
            line.addWidget(made)
        said = row(self._said, None)
        return holder(stack(said, 4, holder(line)))

    def _columns(self) -> list[ColumnSpec[NoteRow]]:
        return [
            ColumnSpec(self.tr("Note"), lambda note: note.title),
            ColumnSpec(self.tr("Kind"), lambda note: words.tr(self._kinds.get(note.kind, note.kind))),
            ColumnSpec(self.tr("Deck"), lambda note: note.deck),
            ColumnSpec(
                self.tr("State"),
                lambda note: words.tr(words.STATES.get(note.state, note.state)),
                drawing=lambda note: words.STATE_LOOKS.get(note.state),
            ),
            ColumnSpec(
                self.tr("Due"),
                self._due,
                key=lambda note: note.due_at.timestamp() if note.due_at else FAR_AWAY,
            ),
        ]

    def _due(self, note: NoteRow) -> str:
        if self._now is None or note.state in {"suspended", "resting"}:
            return ""
        said = words.due_words(note.due_at, self._now, self._zone)
        waits = note.state == "hidden" and said in {words.tr("now"), words.tr("today")}
        return words.tr("tomorrow") if waits else said

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.asked.emit())
        self.deck.currentIndexChanged.connect(lambda _at: self.asked.emit())
        self.state.currentIndexChanged.connect(lambda _at: self.asked.emit())
        self.own.toggled.connect(lambda _on: self.asked.emit())
        self.table.activated.connect(lambda _index: self.open_chosen())
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._on_selected())
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme.current().themed.connect(self._set_widths)
        self._set_widths()

    def _set_widths(self) -> None:
        for column, width in ((KIND, 176), (DECK, 216)):
            self.table.setColumnWidth(column, theme.px(width))
        fit_columns(self.table, {STATE: 128, DUE: 104})

    def _select(self, chosen: set[int], at: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        found = [line for line, note in enumerate(self.rows.rows()) if note.id in chosen]
        if not found and self.rows.rowCount():
            found = [min(at, self.rows.rowCount() - 1)]
        for line in found:
            index = self.rows.index(line, 0)
            self.table.selectionModel().select(index, flags.Select | flags.Rows)
        if found:
            at_first = self.rows.index(found[0], 0)
            self.table.selectionModel().setCurrentIndex(at_first, flags.NoUpdate)

    def _on_selected(self) -> None:
        count, shown = len(self.chosen()), self.rows.rowCount()
        said = words.notes_words(shown)
        if shown == MOST:
            said = words.tr("The newest {n} notes; search to narrow them", n=MOST)
        if count > 1:
            said = words.counted(count, "1 of {shown} chosen", "{n} of {shown} chosen", shown=shown)
        self._said.setText(said if shown else "")
        for made in self._buttons:
            made.setEnabled(count > 0)

    def _show_empty(self) -> None:
        old = self._stack.widget(1)
        if self.own.isChecked() and not self.search.text().strip() and not self.state.currentData():
            made = EmptyState(
                "pencil",
                self.tr("Notes in your own words stay longest. Write down what you keep looking up."),
                self.tr("Write a note"),
                self.created.emit,
                title=self.tr("No notes of your own yet"),
                second=(self.tr("Show all notes"), self.clear),
            )
        elif self.is_narrowed():
            made = EmptyState("search", self.tr("No note matches."), self.tr("Show all notes"), self.clear)
        else:
            made = EmptyState(
                "layers",
                self.tr("Notes live here: what you want to remember, each with its cards."),
                self.tr("Write a note"),
                self.created.emit,
                title=self.tr("No notes yet"),
            )
        self._stack.insertWidget(1, made)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
