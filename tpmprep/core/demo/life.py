"""Ninety days lived through the services: plans worked off, stories told, steps done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.demo import texts
from tpmprep.core.flows.faces import Plan
from tpmprep.core.interview.faces import QuestionQuery, TakeDraft
from tpmprep.core.quiz.faces import Confidence

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.demo.person import MovedClock, Person
    from tpmprep.core.flows.faces import Exercise, ExerciseKind, Turn
    from tpmprep.core.quiz.faces import Answer
    from tpmprep.core.services import Services

MOST_TURNS = 120
AIM_AFTER, DAYS_AHEAD = 66, 23
STORY_DAYS, OWN_NOTES_DAY, CHANGE_DAY = (20, 47, 71), 12, 30


@dataclass(slots=True)
class Life:
    """One person's days over one profile."""

    services: Services
    person: Person
    clock: MovedClock

    def begin(self) -> None:
        """The first evening: an aim without a date, and a path to follow."""
        self.services.aim.choose(AimDraft("role", minutes=30))
        path = next(row for row in self.services.learning.paths() if row.ref.endswith("pm-to-tpm"))
        self.services.learning.follow(path.id, followed=True)
        self.services.learning.set_weekly_hours(path.id, 4)

    def live(self, day: int) -> None:
        """One evening: the day's plan, and what belongs to this day alone."""
        self._sit(self.person.draw.choice((15, 20, 25, 30)), day // 7)
        if day % 4 == 1:
            self._step(day)
        if day % 9 == 5:
            self._answer_note(day)
        if day in STORY_DAYS:
            self.services.interview.add_story(texts.STORIES[STORY_DAYS.index(day)])
        if day == OWN_NOTES_DAY:
            self._own_notes()
        if day == CHANGE_DAY:
            self._change_a_note()

    def studies(self, day: int) -> bool:
        """Whether anything is done on a day; what belongs to a day is never missed."""
        return self.person.studies(day) or day in {*STORY_DAYS, OWN_NOTES_DAY, CHANGE_DAY}

    def aim_at_acme(self, day: date) -> None:
        """The invitation: a technical round on a date."""
        self.services.aim.choose(
            AimDraft("interview", minutes=30, due_on=day, company="Acme", round="technical", role="product")
        )

    def _sit(self, minutes: int, week: int) -> None:
        face = self.services.insight.today(minutes)
        things: list[tuple[ExerciseKind, int]] = [
            (kind, thing)  # type: ignore[misc]  # a block's kinds are an exercise's kinds
            for block in face.blocks
            for kind, thing in block.things
            if kind != "step"
        ]
        if not things:
            return
        turn = self.services.sittings.start(Plan("Today", minutes, tuple(things)))
        for _ in range(MOST_TURNS):
            if turn.exercise is None:
                return
            turn = self._do(turn.exercise, week)
        self.services.sittings.end()

    def _do(self, exercise: Exercise, week: int) -> Turn:
        sittings, person = self.services.sittings, self.person
        if exercise.kind == "concept":
            self.clock.pass_by(person.seconds(20, 55))
            return sittings.seen(exercise.thing_id)
        if exercise.kind == "card":
            seconds = person.seconds(5, 24)
            self.clock.pass_by(seconds)
            rating = person.rating(exercise.thing_id, self.clock.now())
            return sittings.answer(exercise.thing_id, rating, round(seconds * 1000))
        if exercise.kind == "item":
            return self._respond(exercise, week)
        if exercise.kind == "question":
            parts = exercise.question.parts if exercise.question is not None else ()
            return sittings.take(exercise.thing_id, self._take(week, parts))
        return sittings.go_on()

    def _respond(self, exercise: Exercise, week: int) -> Turn:
        item, person = exercise.item, self.person
        if item is not None:
            seconds = person.seconds(20, 80)
            self.clock.pass_by(seconds)
            right = person.answers_right(item.difficulty, week)
            keys = [option.key for option in item.options if option.right]
            wrong = [option.key for option in item.options if not option.right]
            given: list[Answer] = list(keys if right else [person.draw.choice(wrong)] if wrong else [])
            if item.number is not None:
                slips = [slip.value for slip in item.number.slips]
                given = [item.number.value if right or not slips else person.draw.choice(slips)]
            sure = person.draw.choices(list(Confidence), weights=(1, 5, 3) if right else (3, 5, 1))[0]
            self.services.sittings.respond(exercise.thing_id, given, sure, round(seconds * 1000))
        self.clock.pass_by(person.seconds(5, 20))
        return self.services.sittings.go_on()

    def _take(self, week: int, parts: tuple[str, ...]) -> TakeDraft:
        draw = self.person.draw
        seconds = self.person.seconds(110, 240)
        self.clock.pass_by(seconds)
        score = min(5, max(1, round(draw.gauss(2.2 + week * 0.13, 0.8))))
        return TakeDraft(
            round(seconds * 1000),
            draw.choice(texts.SAID),
            tuple(part for part in parts if draw.random() < score / 5),
            score,
            draw.choice(texts.IMPROVEMENTS),
        )

    def _step(self, day: int) -> None:
        learning = self.services.learning
        step = learning.next_step()
        if step is None:
            return
        learning.log_minutes(step.id, self.person.draw.choice((40, 60, 75, 90, 120)))
        spent = learning.step(step.id).row.minutes_spent
        if spent < step.hours * 60 * 0.8 and spent < 500:
            return
        if day % 8 == 1:
            learning.add_evidence(
                step.id, "link", f"https://example.org/portfolio/{step.ref.rpartition('.')[2]}"
            )
        else:
            learning.add_evidence(step.id, "note", "Shown to a colleague, who found one mistake.")
        learning.set_status(step.id, "done")

    def _answer_note(self, day: int) -> None:
        interview = self.services.interview
        rows = interview.questions(QuestionQuery(tier="core"))
        row = rows[day * 7 % len(rows)]
        interview.save_answer(row.id, texts.ANSWERS[day % len(texts.ANSWERS)])
        interview.star(row.id, starred=day % 2 == 0)

    def _own_notes(self) -> None:
        deck = self.services.cards.add_deck("At work")
        for kind, fields in texts.OWN_NOTES:
            self.services.cards.add(NoteDraft(kind, deck, dict(fields)))

    def _change_a_note(self) -> None:
        cards = self.services.cards
        rows = cards.notes(NoteQuery(state="review"))
        basic = next((row for row in rows if row.kind == "basic" and row.shipped), None)
        if basic is None:
            return
        note = cards.note(basic.id)
        fields = {**note.fields, "back": note.fields["back"] + "\n\nAt work: *ask Dana first*."}
        cards.edit(note.id, NoteDraft(note.kind, note.deck_id, fields))
        cards.suspend(cards.note(rows[-1].id).cards[:1], suspended=True)
