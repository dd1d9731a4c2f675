"""How a quiz item is shown and answered: choose, and say how sure you are, in one gesture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tpmprep.core.quiz.faces import Confidence
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.exercises.number_entry import NumberEntry
from tpmprep.ui.exercises.number_words import judged
from tpmprep.ui.exercises.option import LETTERS, OptionButton
from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.exercises.reflow import Aside
from tpmprep.ui.exercises.verdict import VerdictNote, VerdictPanel
from tpmprep.ui.exercises.view import SIDE, View
from tpmprep.ui.kit.buttons import KeyButton, button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import Column, holder, label, page, row, scroll, stack, steady, vbox

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QFocusEvent

    from tpmprep.core.flows.faces import Exercise, Turn
    from tpmprep.core.quiz.faces import Answer, ItemFace, NumberKey, Verdict
    from tpmprep.ui.exercises.card_maker import CardMaker
    from tpmprep.ui.exercises.view import Stage


TRUE_FALSE = "true_false"


class ItemView(View):
    """One item at a time, a choice or a number; after the answer every option says why."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.face: ItemFace | None = None
        self.verdict: Verdict | None = None
        self._maker: CardMaker | None = None
        self.stem = Prompt()
        self._ask = label("", "mutedbody", wrap=True)
        self.options = [OptionButton(letter) for letter in LETTERS]
        self.entry = NumberEntry()
        self.kept = KeptDraft(self.host, self._typed, self)
        self.entry.edited.connect(self._on_edited)
        self.entry.guessed.connect(partial(self.respond, Confidence.GUESS))
        self._result = VerdictPanel()
        self.note = VerdictNote()
        self._before_answer, self._after_answer = self._confidences(), self._after()
        self._foot = holder(stack(self._before_answer, self._after_answer))
        choices = vbox(spacing=12)
        choices.addWidget(self.entry)
        for at, option in enumerate(self.options):
            option.clicked.connect(partial(self._on_clicked, at))
            choices.addWidget(option)
        self._text = stack(self.stem, 8, self._ask, 16, choices, 20, self._result, 24, None)
        column = stack(Column(self._text), None, margins=(SIDE, 0, SIDE, 0))
        self.scroller = steady(scroll(page(column)), column)
        foot = row(Column(self._foot), margins=(SIDE, 0, SIDE, 0))
        self.setLayout(stack(self.scroller, 16, foot, margins=(0, 0, 0, 32)))

    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows an item, with its verdict when it was answered before."""
        del resumed
        face = exercise.item
        if face is None:
            return
        self._shut_maker()
        if face != self.face or self.verdict is not None:
            self._show_face(face)
        self.verdict = None
        if turn.verdict is not None and turn.verdict.item_id == face.item_id:
            self._show_verdict(face, turn.verdict)
        self.keys_changed.emit()

    def where(self) -> str:
        """The domain."""
        return self.face.domain if self.face else ""

    def keys(self) -> list[Key]:
        """Letters and numbers choose, Enter, Shift+Enter and G answer; after that Space goes on."""
        if self._maker is not None and self._maker.isVisible():
            keys = "Ctrl+Return / Ctrl+Enter"
            return [Key("item.save_card", self.tr("Save the card"), keys, self._maker.ask_to_save)]
        if self.verdict is not None:
            return [
                Key("item.next", self.tr("Next"), "Space / Return / Enter", self.go_on),
                Key("item.make_card", self.tr("Make a card"), "M", self.make_card),
                Key("item.concept", self.tr("Open the concept"), "C", self._open_concept),
            ]
        if self.face is not None and not self.face.known_kind:
            return [Key("item.next", self.tr("Next"), "Space / Return / Enter", self.go_on)]
        picks = [
            Key(
                f"item.option_{at + 1}",
                self.tr("Choose {0}").replace("{0}", LETTERS[at]),
                self._pick_keys(at),
                partial(self.pick, at),
            )
            for at in range(self._shown())
        ]
        return [*picks, *self._answer_keys()]

    def step_back(self) -> bool:
        """Leaves the card being made."""
        if self._maker is None or not self._maker.isVisible():
            return False
        self._maker.leave()
        return True

    def leave(self) -> None:
        """Keeps the card being made, a half-typed number, and what is chosen but not answered."""
        self.kept.save()
        if self._maker is not None:
            self._maker.kept.save()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where a number is asked for, keys belong to its field at once."""
        super().focusInEvent(event)
        if self.entry.isVisibleTo(self):
            self.entry.line.setFocus()

    def pick(self, at: int) -> None:
        """Chooses an option; with several answers a second time takes it back."""
        if self.verdict is not None or self.face is None or at >= self._shown():
            return
        chosen = self.options[at]
        if self.face.pick == 1:
            for option in self.options:
                option.setChecked(option is chosen)
        else:
            chosen.setChecked(not chosen.isChecked())
        self.kept.touch()
        self._tell_pick()

    def chosen(self) -> tuple[Answer, ...]:
        """The keys of the options chosen, or the number typed."""
        if self.face is not None and self.face.number is not None:
            return (self.entry.text(),) if self.entry.text() else ()
        return tuple(o.face.key for o in self.options if o.face and o.isChecked() and o.isVisibleTo(self))

    def respond(self, confidence: Confidence) -> None:
        """Answers with what is chosen, so sure; asks for a choice where there is none."""
        face, given = self.face, self.chosen()
        if face is None or self.verdict is not None:
            return
        missing = self._missing(face.number, given)
        if missing:
            self._tell_ask("" if missing == self.entry.told.text() else missing)
            return
        spent = self.stage.watch.ms()
        place = self.kept.stop()
        turn = self.stage.play(lambda sittings: sittings.respond(face.item_id, given, confidence, spent))
        if turn is None:
            self.kept.place = place
        elif place and self.host.services.desk.draft(place) is not None:
            self.host.services.desk.drop_draft(place)

    def go_on(self) -> None:
        """Leaves the read verdict."""
        self.stage.play(lambda sittings: sittings.go_on())

    def make_card(self) -> None:
        """Opens a new note, prefilled with the stem and the right answer, under the item."""
        if self.face is None or self.verdict is None:
            return
        maker = self._need_maker()
        maker.make(self.face)
        self._foot.hide()
        self.keys_changed.emit()

    def _show_face(self, face: ItemFace) -> None:
        self.kept.save()
        self.face = face
        self.stem.set_markdown(face.stem)
        signs = self._signs(face)
        for at, option in enumerate(self.options):
            shown = at < min(len(face.options), len(self.options))
            if shown:
                option.show_face(face.options[at], signs[at])
            option.setVisible(shown)
        self._show_entry(face)
        self._result.hide()
        self._show_foot(answered=not face.known_kind)
        self.note.hide()
        self._tell_ask(self._words_of_ask(face))
        if self.scroller is not None:
            self.scroller.verticalScrollBar().setValue(0)

    def _show_verdict(self, face: ItemFace, verdict: Verdict) -> None:
        self.verdict = verdict
        self._show_judged(face, verdict)
        for option in self.options[: self._shown()]:
            option.setChecked(False)
            if option.face is not None:
                option.judge(given=self._was_given(option.face.key, verdict))
        self._ask.hide()
        self._result.show_verdict(face, verdict)
        self._result.show()
        self.note.show_verdict(verdict, self.host.services.clock)
        self.note.show()
        self._show_foot(answered=True)
        self.setFocus()

    def _show_foot(self, *, answered: bool) -> None:
        self._before_answer.setVisible(not answered)
        self._after_answer.setVisible(answered)

    def _words_of_ask(self, face: ItemFace) -> str:
        if not face.known_kind:
            return self.tr("This item is of a newer kind: it can be read, not answered.")
        if face.kind == TRUE_FALSE:
            return self.tr("Is this true or false?")
        if face.pick == 1 or face.number is not None:
            return ""
        if face.pick == 0:
            return self.tr("Choose all that apply.")
        return self.tr("Choose {n}.").replace("{n}", str(face.pick))

    def _tell_ask(self, words: str) -> None:
        self._ask.setText(words)
        self._ask.setVisible(bool(words))

    def _tell_pick(self) -> None:
        if self.face is not None:
            self._tell_ask(self._words_of_ask(self.face))

    def _shown(self) -> int:
        if self.face is None:
            return 0
        if self.face.number is not None:
            return sum(option.face is not None and not option.isHidden() for option in self.options)
        return min(len(self.face.options), len(self.options))

    def _signs(self, face: ItemFace) -> str:
        return self.tr("TF") if face.kind == TRUE_FALSE else LETTERS

    def _pick_keys(self, at: int) -> str:
        keys = f"{LETTERS[at]} / {at + 1}"
        sign = self._signs(self.face)[at] if self.face else LETTERS[at]
        return keys if sign == LETTERS[at] else f"{sign} / {keys}"

    def _missing(self, number: NumberKey | None, given: tuple[Answer, ...]) -> str:
        """What has to be done before an answer can be taken; empty where nothing has."""
        if number is None:
            return "" if given else self.tr("Choose an answer first, by letter or number.")
        return self.entry.problem() if given else self.tr("Type a number first.")

    def _show_entry(self, face: ItemFace) -> None:
        asked = face.number is not None and face.known_kind
        self.entry.setVisible(asked)
        if face.number is None:
            self._choose_again(self.kept.begin(f"item.choice:{face.item_id}").get("keys"))
        else:
            kept = self.kept.begin(f"item.number:{face.item_id}")
            self.entry.begin(face.number, str(kept.get("text", "")))
            if asked and self.hasFocus():
                self.entry.line.setFocus()
        taken = face.number is not None and self.entry.takes_g()
        self.guess.chip.setText(self.tr("Ctrl G") if taken else "G")

    def _choose_again(self, keys: object) -> None:
        """Ticks what was chosen before a restart."""
        chosen = keys if isinstance(keys, list) else []
        for option in self.options[: self._shown()]:
            option.setChecked(option.face is not None and option.face.key in chosen)

    def _show_judged(self, face: ItemFace, verdict: Verdict) -> None:
        """After the answer a number stands as options do: what was given, what is right."""
        if face.number is None:
            return
        self.entry.hide()
        for option, (shown, sign) in zip(self.options, judged(face.number, verdict), strict=False):
            option.show_face(shown, sign)
            option.show()

    def _on_edited(self) -> None:
        self.kept.touch()
        self._tell_ask("")

    def _typed(self) -> dict[str, Any]:
        chosen = self.chosen()
        if self.face is None or self.face.number is None:
            return {"keys": list(chosen)} if chosen else {}
        return {"text": self.entry.text()} if chosen else {}

    def _was_given(self, key: int, verdict: Verdict) -> bool:
        """The first of the two numbers shown is the one that was given."""
        number = self.face is not None and self.face.number is not None
        return key == 0 if number else key in verdict.given

    def _answer_keys(self) -> list[Key]:
        respond = self.respond
        moves = [
            Key("item.down", self.tr("Next option"), "Down", partial(self._move, 1)),
            Key("item.up", self.tr("Option before"), "Up", partial(self._move, -1)),
        ]
        return [
            Key(
                "item.think",
                self.tr("Answer: think so"),
                "Return / Enter",
                partial(respond, Confidence.THINK),
            ),
            Key(
                "item.sure",
                self.tr("Answer: sure"),
                "Shift+Return / Shift+Enter",
                partial(respond, Confidence.SURE),
            ),
            Key(
                "item.guess",
                self.tr("Answer: a guess"),
                self._guess_keys(),
                partial(respond, Confidence.GUESS),
            ),
            *(moves if self._shown() else ()),
        ]

    def _guess_keys(self) -> str:
        number = self.face is not None and self.face.number is not None
        return "Ctrl+G" if number and self.entry.takes_g() else "G / Ctrl+G" if number else "G"

    def _move(self, way: int) -> None:
        """Moves the choice of a single-choice item, the focus of any other."""
        if self.face is None or self.verdict is not None:
            return
        shown = self.options[: self._shown()]
        at = next((n for n, o in enumerate(shown) if o.hasFocus() or o.isChecked()), -1 if way > 0 else 0)
        target = (at + way) % len(shown)
        if self.face.pick == 1:
            self.pick(target)
        else:
            shown[target].setFocus()
        if self.scroller is not None:
            self.scroller.ensureWidgetVisible(shown[target])

    def _on_clicked(self, at: int) -> None:
        """The click has turned it already: turn it back, and choose as by key."""
        if self.verdict is None:
            self.options[at].setChecked(not self.options[at].isChecked())
            self.pick(at)

    def _confidences(self) -> QWidget:
        self.guess = KeyButton(self.tr("Guess"), "G", then=partial(self.respond, Confidence.GUESS))
        sure = KeyButton(self.tr("Sure"), self.tr("Shift Enter"), then=partial(self.respond, Confidence.SURE))
        think = KeyButton(
            self.tr("Think so"), self.tr("Enter"), "primary", then=partial(self.respond, Confidence.THINK)
        )
        words = label(self.tr("Answer, and how sure you are"), "mutedbody", wrap=True)
        line = FlowLayout(gap=8)
        for made in (self.guess, sure, think):
            line.addWidget(made)
        return Aside(words, holder(line))

    def _after(self) -> QWidget:
        made = QWidget()
        card = button(self.tr("Make a card"), icon="layers", then=self.make_card)
        self.next = KeyButton(self.tr("Next"), self.tr("Space"), "primary", then=self.go_on)
        made.setLayout(stack(self.note, 12, row(card, None, self.next)))
        return made

    def _need_maker(self) -> CardMaker:
        if self._maker is None:
            from tpmprep.ui.exercises.card_maker import CardMaker

            self._maker = CardMaker(self.stage)
            self._maker.finished.connect(self._shut_maker)
            self._text.insertWidget(self._text.count() - 2, self._maker)
        return self._maker

    def _shut_maker(self) -> None:
        if self._maker is not None and self._maker.isVisibleTo(self):
            self._maker.hide()
            self._foot.show()
            self.setFocus()
            self.keys_changed.emit()

    def _open_concept(self) -> None:
        if self.face is not None and self.face.concepts:
            self.host.open_thing("concept", self.face.concepts[0][0])
