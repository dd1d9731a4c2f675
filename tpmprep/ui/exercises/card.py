"""How a card is shown and answered: the front, Space, the back, a rating; edited and looked up in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.exercises.card_foot import CardFoot
from tpmprep.ui.exercises.line import Line
from tpmprep.ui.exercises.links import follow
from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.exercises.reflow import Aside
from tpmprep.ui.exercises.typed import TypedPart
from tpmprep.ui.exercises.view import SIDE, View
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, hbox, holder, page, panel, row, rule, scroll, stack, steady, vbox
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import CardFace, NoteDraft
    from tpmprep.core.flows.faces import Exercise, SittingsPort, Turn
    from tpmprep.ui.exercises.card_history import CardHistory
    from tpmprep.ui.exercises.note_editor import NoteEditor
    from tpmprep.ui.exercises.view import Gesture, Stage

LONGEST_MS = 120_000
PREPARE_MS = 60


class CardView(View):
    """One card at a time; the same widgets serve every card."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._face: CardFace | None = None
        self._editor: NoteEditor | None = None
        self._history: CardHistory | None = None
        self.front, self.back, self._why = Prompt(), RichText(), RichText()
        for text in (self.front, self.back, self._why):
            text.link_activated.connect(partial(follow, self.host, self))
        self.typed = TypedPart(self.host, self)
        self._suggested = Rating.GOOD
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self._reading())
        self.foot = CardFoot(self.turn_over, self.rate)
        self._soon = QTimer(self, singleShot=True, interval=PREPARE_MS)
        self._soon.timeout.connect(self._prepare)
        self._soon.timeout.connect(self._look_ahead)
        self._ready = False
        card = panel(stack(self._sheet, margins=(48, 40, 32, 8)))
        self.setLayout(stack(Column(stack(card, 16, self.foot)), margins=(SIDE, 0, SIDE, 32)))

    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows the front of a card."""
        del turn
        face = exercise.card
        if face is None:
            return
        self._face = face
        self._close_extras()
        for text in (self.front, self.back):
            text.hush()
        self.front.set_markdown(face.front)
        self._answer.hide()
        self._ask(face, resumed=resumed)
        self._source.set_words(self.tr("Source: {0}").replace("{0}", face.source) if face.source else "")
        self._concept.setVisible(bool(face.concepts))
        self.foot.cover()
        self._ready = False
        self._soon.start()
        if self.scroller is not None:
            self.scroller.verticalScrollBar().setValue(0)
        if resumed:
            self._go_on_editing(face)

    def where(self) -> str:
        """The deck."""
        return self._face.deck if self._face else ""

    @property
    def is_turned(self) -> bool:
        """Whether the answer is shown."""
        return not self.foot.is_covered

    def turn_over(self) -> None:
        """Shows the answer and the ratings."""
        face = self._face
        if face is None or self.is_turned or self._edits():
            return
        two = self.host.services.settings.number("rating_buttons") <= 2
        if self.foot.set_two(two=two):
            self._ready = False
            self.keys_changed.emit()
        self._prepare()
        self._suggested = self.typed.check(two=two)
        self.foot.ratings.suggest(self._suggested)
        if self.typed.is_asked:
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes the proxy away
            self.setFocus()
        self._answer.show()
        self.foot.uncover()

    def rate(self, rating: Rating) -> None:
        """Grades the card, once its answer was shown."""
        face = self._face
        if face is None or not self.is_turned or self._edits():
            return
        spent = min(self.stage.watch.ms(), LONGEST_MS)
        place = self.typed.kept.stop()

        def gesture(sittings: SittingsPort) -> Turn:
            turn = sittings.answer(face.card_id, rating, spent)
            self.typed.forget(place)
            return turn

        if self.stage.play(gesture) is None:
            self.typed.kept.place = place

    def keys(self) -> list[Key]:
        """The keys of a card, or of its editor while it is open."""
        if self._edits() and self._editor is not None:
            save = self._editor.ask_to_save
            return [Key("card.save", self.tr("Save the note"), "Ctrl+Return / Ctrl+Enter / Ctrl+S", save)]
        names = {
            Rating.AGAIN: ("card.again", self.tr("Again")),
            Rating.HARD: ("card.hard", self.tr("Hard")),
            Rating.GOOD: ("card.good", self.tr("Good")),
            Rating.EASY: ("card.easy", self.tr("Easy")),
        }
        rates = [
            Key(*names[rating], keys, partial(self.rate, rating))
            for rating, keys in self.foot.ratings.key_of.items()
        ]
        return [
            Key("card.turn", self.tr("Show the answer, then Good"), "Space / Return / Enter", self._on_space),
            *rates,
            Key("card.hint", self.tr("Hint for a typed answer"), "F2", self.typed.asking.show_hint),
            Key("card.sound", self.tr("Play or pause the sound"), "P", self._play_sound),
            Key("card.edit", self.tr("Edit the note"), "E", self.edit),
            Key("card.history", self.tr("History"), "H", self.toggle_history),
            Key("card.concept", self.tr("Open the concept"), "C", self._open_concept),
            Key("card.bury", self.tr("Hide until tomorrow"), "-", self.bury),
            Key("card.suspend", self.tr("Take out of the schedule"), "!", self.suspend),
        ]

    def step_back(self) -> bool:
        """Leaves the editor or the history."""
        if self._edits() and self._editor is not None:
            self._editor.leave()
            return True
        if self._history is not None and self._history.isVisible():
            self._history.hide()
            return True
        return False

    def leave(self) -> None:
        """Keeps what is being typed."""
        self.typed.kept.save()
        if self._editor is not None:
            self._editor.kept.save()

    def edit(self) -> None:
        """Opens the note in place of the card."""
        face = self._face
        if face is None:
            return
        try:
            note = self.host.services.cards.note(face.note_id)
            kinds = {kind.name: kind.fields for kind in self.host.services.cards.note_kinds()}
        except UserError as error:
            self.host.failed(error)
            return
        from tpmprep.ui.exercises.note_editor import draft_of

        editor = self._need_editor()
        fields = kinds.get(note.kind, ())
        if not note.known_kind:
            self.host.notice(self.tr("This note is of a newer kind; it can be read, not changed."))
            return
        self._sheet.setCurrentWidget(editor)
        self.foot.hide()
        editor.edit(self.tr("Edit the note"), draft_of(note), fields, f"note.edit:{face.note_id}")
        self.keys_changed.emit()

    def toggle_history(self) -> None:
        """Shows or hides the card's reviews under it."""
        face = self._face
        if face is None or self._edits():
            return
        if self._history is not None and self._history.isVisible():
            self._history.hide()
            return
        if self._history is None:
            from tpmprep.ui.exercises.card_history import CardHistory

            self._history = CardHistory()
            self._text.insertWidget(self._text.count() - 1, self._history)
        self._history.show_rows(self.host.services.cards.history(face.card_id))
        self._history.show()
        if self.scroller is not None:
            self.scroller.ensureWidgetVisible(self._history)

    def bury(self) -> None:
        """Hides the card until tomorrow."""
        if self._face is not None and not self._edits():
            card_id = self._face.card_id
            self._put_away(lambda sittings: sittings.bury(card_id), self.tr("Hidden until tomorrow"))

    def suspend(self) -> None:
        """Takes the card out of the schedule."""
        if self._face is not None and not self._edits():
            card_id = self._face.card_id
            self._put_away(lambda sittings: sittings.suspend(card_id), self.tr("Taken out of the schedule"))

    def _put_away(self, gesture: Gesture, words: str) -> None:
        if self.stage.play(gesture) is not None:
            self.host.notice(words, undo=True)

    def _reading(self) -> QWidget:
        self._why_line = QWidget()
        bulb = vbox()
        bulb.addWidget(icon_label("lightbulb", "warn", 20))
        bulb.addStretch(1)
        why = hbox(spacing=12)
        why.addLayout(bulb)
        why.addWidget(self._why, 1)
        self._why_line.setLayout(why)
        self._answer = QWidget()
        self._answer.setLayout(stack(rule(), 32, self.typed.beside, self.back, 24, self._why_line, 16))
        self._answer.hide()
        self._text = stack(self.front, 32, self.typed.asking, self._answer, None, margins=(0, 0, 16, 16))
        self.scroller = steady(scroll(page(self._text)), self._text)
        whole = QWidget()
        whole.setLayout(stack(self.scroller, row(rule(), margins=(0, 0, 16, 0)), 8, self._card_foot()))
        return whole

    def _card_foot(self) -> QWidget:
        self._source = Line()
        self._concept = button(self.tr("Concept"), "quiet", icon="waypoints", then=self._open_concept)
        edit = button(self.tr("Edit"), "quiet", icon="pencil", then=self.edit)
        history = button(self.tr("History"), "quiet", icon="history", then=self.toggle_history)
        line = FlowLayout(gap=8)
        for made in (self._concept, edit, history):
            line.addWidget(made)
        return holder(row(Aside(self._source, holder(line)), margins=(0, 0, 8, 8)))

    def _look_ahead(self) -> None:
        self.host.services.sittings.look_ahead()

    def _prepare(self) -> None:
        """Sets the answer while the front is read, so that Space only has to show it."""
        face = self._face
        if face is None or self._ready:
            return
        self._ready = True
        self.back.set_markdown(face.back)
        self._why.set_markdown(face.explanation)
        self._why_line.setVisible(bool(face.explanation))
        shown = bool(self.host.services.settings.get("show_intervals"))
        self.foot.show_intervals(face.intervals, shown=shown)

    def _need_editor(self) -> NoteEditor:
        if self._editor is None:
            from tpmprep.ui.exercises.note_editor import NoteEditor

            self._editor = NoteEditor(self.host)
            self._editor.save_wanted.connect(self._on_save)
            self._editor.left.connect(self._close_extras)
            self._sheet.addWidget(self._editor)
        return self._editor

    def _on_save(self, draft: NoteDraft) -> None:
        face = self._face
        if face is None or self._editor is None:
            return
        cards = self.host.services.cards
        if not self.stage.write(lambda: cards.edit(face.note_id, draft)):
            return
        self._editor.kept.finish()
        turned = self.is_turned
        fresh = cards.card(face.card_id)
        self._close_extras()
        self._face = fresh
        self.front.set_markdown(fresh.front)
        self.typed.renew(fresh)
        self.back.setVisible(not self.typed.is_asked)
        if turned:
            self.foot.cover()
            self._ready = False
            self.turn_over()
        self.host.notice(self.tr("Saved"), undo=True)

    def _go_on_editing(self, face: CardFace) -> None:
        """Opens the editor again when text was being typed there before a restart."""
        if self.host.services.desk.draft(f"note.edit:{face.note_id}") is not None:
            self.edit()

    def _close_extras(self) -> None:
        if self._history is not None:
            self._history.hide()
        if self._edits():
            self._sheet.setCurrentIndex(0)
            self.foot.show()
            self.keys_changed.emit()
            self.setFocus()

    def _edits(self) -> bool:
        return self._sheet.currentIndex() > 0

    def _ask(self, face: CardFace, *, resumed: bool) -> None:
        """Gives a card whose answer is typed its line, and takes it away from all others."""
        self.typed.begin(face, resumed=resumed)
        self.foot.set_typed(typed=self.typed.is_asked)
        self.back.setVisible(not self.typed.is_asked)
        line = self.typed.asking.line if self.typed.is_asked else None
        self.setFocusProxy(line)  # type: ignore[arg-type]  # None takes the proxy away

    def _play_sound(self) -> None:
        """Pauses the sound that plays, else plays the first of the side that is read."""
        shown = [*self.front.sounds(), *(self.back.sounds() if self.is_turned else [])]
        if shown and not self._edits():
            next((row for row in shown if row.plays()), shown[-1]).turn()

    def _on_space(self) -> None:
        if self.is_turned:
            self.rate(self._suggested)
        else:
            self.turn_over()

    def _open_concept(self) -> None:
        if self._face is not None and self._face.concepts:
            self.host.open_thing("concept", self._face.concepts[0][0])
