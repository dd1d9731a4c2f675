"""Lives days by key presses alone, and writes every deed into the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.kit.audit import settle
from tests.ui.week.book import Answered, Book, Edited, Logged, Marked, Met, Rated, Took
from tests.ui.week.window import ALT, CTRL, PLAIN, SHIFT, Program
from tpmprep.core.quiz.faces import Confidence
from tpmprep.ui.exercises.note_editor import NoteEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.week.learner import Learner
    from tpmprep.core.cards.faces import CardFace
    from tpmprep.core.catalog.faces import ConceptFace
    from tpmprep.core.flows.faces import Exercise, ExerciseKind
    from tpmprep.core.interview.faces import QuestionFace
    from tpmprep.core.learning.faces import StepFace
    from tpmprep.core.quiz.faces import ItemFace

Key = Qt.Key
MOST_EXERCISES = 400
IN_MY_WORDS = " In my words."
SURE_KEYS = {
    Confidence.GUESS: (Key.Key_G, PLAIN),
    Confidence.THINK: (Key.Key_Return, PLAIN),
    Confidence.SURE: (Key.Key_Return, SHIFT),
}


@dataclass
class Life:
    """One person before the program, with the book of what they did."""

    program: Program
    learner: Learner
    book: Book = field(default_factory=Book)

    def welcome(self) -> None:
        """A new user: an interview in three weeks, 30 minutes a day, the product job."""
        go = self.program
        assert go.page == "welcome"
        go.number(1)
        go.number(5)
        go.press_button("Take this day")
        go.number(3)
        go.number(1)
        go.press(Key.Key_Space)
        settle(go.window)
        assert go.page == "sitting"

    def follow_a_path(self) -> None:
        """The path that fits the aim becomes one's own; then back to Today."""
        self.program.press(Key.Key_5, CTRL)
        self.program.press_button("Follow this path")
        self.program.press(Key.Key_1, CTRL)

    def begin(self) -> None:
        """Today's sitting, by Space."""
        assert self.program.page == "today"
        self.program.press(Key.Key_Space)
        assert self.program.page == "sitting", self.program.window.notices.text()
        settle(self.program.window)

    def study(self, till: Callable[[Exercise], bool] | None = None) -> Exercise | None:
        """Answers what is shown until the sitting ends, or until something is shown; returns that."""
        for _ in range(MOST_EXERCISES):
            exercise = self.program.shown()
            if exercise is None or (till is not None and till(exercise)):
                return exercise
            self.answer(exercise)
            assert self.program.shown() != exercise, f"the keys do nothing: {exercise}"
        msg = f"the sitting does not end: {self.book.done[-12:]}"
        raise AssertionError(msg)

    def study_till_card(self) -> Exercise:
        """Answers what is shown until it is a card that is said, not typed."""
        found = self.study(lambda shown: shown.card is not None and not shown.card.answers)
        assert found is not None
        return found

    def leave(self) -> None:
        """From the end of the sitting back to Today."""
        assert self.program.shown() is None
        self.program.press(Key.Key_Space)
        assert self.program.page == "today"

    def answer(self, exercise: Exercise) -> None:
        """One exercise by its keys."""
        face = exercise.concept or exercise.card or exercise.item or exercise.question or exercise.step
        acts: dict[ExerciseKind, Callable[..., None]] = {
            "concept": self._read,
            "card": self._recall,
            "item": self._choose,
            "question": self._say,
            "step": self._do,
        }
        acts[exercise.kind](face)

    def undo(self) -> None:
        """Takes the newest back."""
        self.program.press(Key.Key_Z, CTRL)
        settle(self.program.window)
        self.book.undo()

    def redo(self) -> None:
        """Brings it again."""
        self.program.press(Key.Key_Z, CTRL | SHIFT)
        settle(self.program.window)
        self.book.redo()

    def edit(self, card: CardFace) -> None:
        """Adds a few words to the first field of the card's note, where it is read."""
        go = self.program
        go.press(Key.Key_E)
        editor = go.window.findChild(NoteEditor)
        assert editor is not None
        field, before = next(iter(go.services.cards.note(card.note_id).fields.items()))
        go.press(Key.Key_End, CTRL)
        go.type(IN_MY_WORDS)
        go.press(Key.Key_Return, CTRL)
        assert not editor.isVisible()
        self.book.note(Edited(go.clock.now(), card.note_id, field, before + IN_MY_WORDS))

    def _read(self, face: ConceptFace) -> None:
        at = self.program.pass_by(self.learner.seconds(20, 60))
        self.program.press(Key.Key_Space)
        self.book.note(Met(at, face.id))

    def _recall(self, face: CardFace) -> None:
        go = self.program
        rating, seconds = self.learner.rating(face.card_id, go.clock.now()), self.learner.seconds(4, 25)
        if face.answers:
            go.type(face.answers[0] if rating > 1 else "no idea")
            go.press(Key.Key_Return)
        else:
            go.press(Key.Key_Space)
        at = go.pass_by(seconds)
        go.number(rating)
        self.book.note(Rated(at, face.card_id, rating, seconds * 1000))

    def _choose(self, face: ItemFace) -> None:
        go, chosen = self.program, self.learner.choice(face)
        at = go.pass_by(chosen.seconds)
        for place in chosen.places:
            go.number(place + 1)
        key, held = SURE_KEYS[chosen.confidence]
        if face.number is not None:
            go.type(chosen.number)
            held = CTRL if chosen.confidence == Confidence.GUESS else held
        go.press(key, held)
        score = score_of(face, chosen.places, chosen.number)
        self.book.note(Answered(at, face.item_id, score, int(chosen.confidence), chosen.seconds * 1000))
        go.pass_by(self.learner.seconds(5, 30))
        go.press(Key.Key_Space)

    def _say(self, face: QuestionFace) -> None:
        go, said = self.program, self.learner.take(face)
        go.pass_by(self.learner.seconds(5, 30))
        if said.words:
            go.tab_to(lambda widget: isinstance(widget, QPlainTextEdit))
            go.type(said.words)
        else:
            go.press(Key.Key_Space)
        for part in said.parts:
            go.number(part, ALT)
        go.pass_by(said.seconds)
        go.press(Key.Key_Return, CTRL)
        go.number(said.score)
        go.type(said.improve)
        at = go.pass_by(self.learner.seconds(5, 20))
        go.press(Key.Key_Return)
        parts = tuple(face.parts[part - 1] for part in said.parts)
        ms = said.seconds * 1000
        self.book.note(Took(at, face.id, said.score, ms, said.words, parts, said.improve))

    def _do(self, face: StepFace) -> None:
        go, wish = self.program, self.learner.step()
        at = go.pass_by(self.learner.seconds(30, 300))
        if wish == "done":
            go.press(Key.Key_D)
            self.book.note(Marked(at, face.row.id))
            return
        if wish == "log":
            go.press(Key.Key_T)
            self.book.note(Logged(at, face.row.id, 15))
        go.press(Key.Key_Space)


def score_of(face: ItemFace, places: tuple[int, ...], number: str) -> float:
    """What an answer is worth: all of one, or right picks less wrong ones over all right ones."""
    if face.number is not None:
        return float(number == face.number.value)
    right = {at for at, option in enumerate(face.options) if option.right}
    if face.pick == 1:
        return float(set(places) == right)
    return max(0.0, (len(right & set(places)) - len(set(places) - right)) / len(right))
