"""Runs sittings: one gesture, one transaction, one turn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from tpmprep.core.cards.below import deck_title, with_subdecks
from tpmprep.core.cards.show import card_title
from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.catalog import show
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.flows import ahead, plans, pull, seat, turns
from tpmprep.core.flows.ahead import Ahead
from tpmprep.core.flows.checks import checks_of
from tpmprep.core.flows.faces import Exercise, Plan, Turn
from tpmprep.core.flows.seat import NEXT, Seat, Sitting
from tpmprep.core.flows.turns import Stage
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.markup import to_plain
from tpmprep.core.recall import ledger
from tpmprep.core.recall.hot import hot_read, raw_of
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.interview.faces import TakeDraft
    from tpmprep.core.quiz.faces import Answer, Confidence
    from tpmprep.core.recall.faces import Rating

ANSWERED = Change.MEMORY | Change.SITTING
MINUTES_MOST = 240

MOST_FRESH = 3  # new cards a finished step or a deck may bring, also where today's limit is used up
FIRST_TITLE, FIRST_MINUTES = "Your first question", 4
ROOM_OF: dict[str, str] = {"item": "Quiz", "question": "Interview"}


class Sittings:
    """Sittings over one database; each method is one gesture.

    A gesture on anything but the present exercise (a key pressed twice, a window left behind by undo)
    changes nothing and returns the turn as it stands.
    """

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings
        self._here: Seat | None = None
        self._shown: Exercise | None = None
        self._version = -1
        self._ahead: Ahead | None = None
        self._titled: tuple[Exercise, str] | None = None

    def start(self, plan: Plan) -> Turn:
        """Begins a sitting (an unfinished one ends); raises ``sitting.empty`` for an empty plan."""
        if not plan.things:
            raise UserError("sitting.empty", title=plan.title)
        stage = self._stage()
        with self._db.hot_unlogged(Change.SITTING) as raw:
            before = seat.newest(raw, self._sitting)
            kept = before.kept if before else ()
            takes_kept = any(kind == "card" for kind, _ in plan.things)
            things = plans.with_kept(raw, plan.things, kept if takes_kept else (), self._settings, stage.at)
            things = plans.with_concepts(raw, things)
            minutes = max(1, min(plan.minutes, MINUTES_MOST))
            here = seat.begin(raw, Sitting(0, plan.title, minutes, things, stage.at.now_ms))
            if not takes_kept:
                here = replace(here, front=tuple((NEXT, card) for card in kept))
            return self._go(raw, here, stage)

    def resume(self) -> Turn | None:
        """The unfinished sitting where it stood; None when there is none."""
        stage = self._stage()
        version = self._db.version
        with hot_read(self._db) as raw:
            here = seat.newest(raw, self._sitting)
            if here is None or here.ended_ms is not None:
                return None
            turn = turns.present_or_none(raw, here, stage)
        return self.go_on() if turn is None else self._remember(here, turn, version)

    def stands_on(self) -> str:
        """The kind of exercise the unfinished sitting stands on; empty when there is none."""
        with hot_read(self._db) as raw:
            here = seat.newest(raw, self._sitting)
        return here.present[0] if here is not None and here.present is not None else ""

    def look_ahead(self) -> None:
        """Reads the card after the present one, so that the answer need not wait for it; changes nothing."""
        here, shown, version = self._here, self._shown, self._db.version
        if here is None or shown is None or shown.card is None or version != self._version:
            return
        self._titled = shown, card_title(shown.card)
        stage = self._stage()
        stage.read_anew()
        with suppress(UserError), hot_read(self._db) as raw:
            others = turns.learning_beside(raw, here, stage.at)
            card = ahead.next_card(here, shown, others, stage.at.now_ms)
            if card is None:
                return
            then = stage.show(raw, "card", card, None)
            if ahead.parts(shown, then):
                self._ahead = Ahead(version, stage.at.day, stage.retention, then, others)

    def deck(self, deck_id: int, *, more: bool = False) -> Plan:
        """A plan of a deck's learning, due and allowed new cards; with ``more`` a few beyond the limit."""
        at = moment(self._db.clock)
        with hot_read(self._db) as raw:
            title = deck_title(raw, deck_id)
            decks, beyond = with_subdecks(raw, deck_id), MOST_FRESH if more else 0
            things = plans.deck_things(raw, decks, self._settings, at, beyond)
        return Plan(title, _minutes(things), things)

    def practice(self, item_ids: Sequence[int], title: str) -> Plan:
        """A plan of quiz items."""
        things: tuple[tuple[ExerciseKind, int], ...] = tuple(("item", item) for item in item_ids)
        return Plan(title, _minutes(things), things)

    def one(self, kind: ExerciseKind, thing_id: int) -> Plan:
        """A plan of one thing (and its concept, if it was never met)."""
        with hot_read(self._db) as raw:
            things = plans.with_concepts(raw, ((kind, thing_id),))
            title = ROOM_OF.get(kind) or shorten(plans.title_of(raw, thing_id), 40)
            said = plans.minutes_to_say(raw, thing_id) if kind == "question" else 0.0
        return Plan(title, max(round(said), _minutes(things)), things)

    def check(self, step_id: int) -> Plan:
        """A plan of short checks on a finished step; without things where nothing tests its concepts."""
        at = moment(self._db.clock)
        with hot_read(self._db) as raw:
            fresh = max(new_allowed(raw, self._settings, at), MOST_FRESH)
            things = checks_of(raw, step_id, at, fresh)
            title = shorten(plans.title_of(raw, step_id), 40)
        return Plan(title, _minutes(things), things)

    def first(self, item_id: int) -> Plan:
        """The very first plan: a scenario, then the concept behind it, then its first cards."""
        with hot_read(self._db) as raw:
            return Plan(FIRST_TITLE, FIRST_MINUTES, plans.first_things(raw, item_id))

    def seen(self, concept_id: int) -> Turn:
        """The concept was read: note it as met and go on."""
        stage = self._stage()
        says = {"title": self._title("concept", concept_id), "page": "today", "ref": concept_id}
        with self._db.hot_step("concept.met", Change.CATALOG | Change.SITTING, **says) as raw:
            here = self._need(raw)
            if here.present != ("concept", concept_id):
                return self._as_it_stands(raw, here, stage)
            show.meet(raw, concept_id, stage.at.now_ms)
            return self._go(raw, here.left(), stage)

    def answer(self, card_id: int, rating: Rating, duration_ms: int) -> Turn:
        """Grades a card, logs it and moves on."""
        stage = self._stage()

        def grade(raw: sqlite3.Connection) -> None:
            answer = ledger.Answer(rating, "cards", duration_ms)
            stage.graded(card_id, ledger.grade(raw, card_id, answer, stage.at, stage.retention))

        return self._leave_card("card.answered", card_id, stage, grade)

    def respond(
        self, item_id: int, given: Sequence[Answer], confidence: Confidence, duration_ms: int
    ) -> Turn:
        """Grades an item and stays on it, so that the reasons can be read; ``verdict`` is set."""
        from tpmprep.core.quiz import answers

        stage = self._stage()
        says = {"title": self._title("item", item_id), "page": "quiz", "ref": item_id}
        with self._db.hot_step("item.answered", ANSWERED | Change.ITEMS, **says) as raw:
            here = self._need(raw)
            if here.present != ("item", item_id) or here.told is not None:
                return self._as_it_stands(raw, here, stage)
            what = answers.Given(tuple(given), confidence, duration_ms)
            response, verdict = answers.respond(raw, item_id, what, stage.at, stage.retention)
            pulled: list[int] = []
            if answers.missed(verdict):
                allowed = new_allowed(raw, self._settings, stage.at)
                pulled = pull.cards_for(raw, item_id, stage.at, allowed)
            kept = dict.fromkeys((*here.kept, *pulled))
            told = ("item", item_id, response, len(pulled))
            here = replace(here, front=(told, *((NEXT, card) for card in kept)))
            seat.keep(raw, here)
            return self._remember(here, turns.present(raw, here, stage))

    def go_on(self) -> Turn:
        """Leaves the present exercise (a read verdict, a skipped thing) and moves on."""
        with self._db.hot_unlogged(Change.SITTING) as raw:
            return self._go(raw, self._need(raw).left(), self._stage())

    def take(self, question_id: int, draft: TakeDraft) -> Turn:
        """Keeps a take of the present question and moves on."""
        from tpmprep.core.interview.takes import keep_take

        says = {"title": self._title("question", question_id), "page": "interview", "ref": question_id}
        with self._db.step("take.kept", ANSWERED | Change.TAKES, **says) as session:
            raw, stage = raw_of(session), self._stage()
            here = self._need(raw)
            if here.present != ("question", question_id):
                return self._as_it_stands(raw, here, stage)
            keep_take(session, question_id, draft, self._db.clock, self._settings)
            return self._go(raw, here.left(), stage)

    def bury(self, card_id: int) -> Turn:
        """Hides the card until tomorrow and moves on."""
        stage = self._stage()
        return self._leave_card(
            "card.buried", card_id, stage, lambda raw: ledger.bury(raw, card_id, stage.at)
        )

    def suspend(self, card_id: int) -> Turn:
        """Takes the card out of the schedule and moves on."""
        return self._leave_card(
            "card.suspended",
            card_id,
            self._stage(),
            lambda raw: ledger.suspend(raw, [card_id], suspended=True),
        )

    def end(self) -> Turn:
        """Ends the sitting here; what was answered stays."""
        stage = self._stage()
        with self._db.hot_unlogged(Change.SITTING) as raw:
            here = replace(self._need(raw), ended_ms=stage.at.now_ms)
            seat.keep(raw, here)
            return self._remember(here, turns.ended(raw, here, stage))

    def _leave_card(
        self, name: str, card_id: int, stage: Stage, change: Callable[[sqlite3.Connection], None]
    ) -> Turn:
        """The hot path: changes the present card's memory, moves on and shows what follows."""
        says = {"title": self._title("card", card_id), "page": "cards", "ref": card_id}
        with self._db.hot_step(name, ANSWERED, **says) as raw:
            here = self._need(raw)
            if here is not self._here:
                stage.read_anew()
            if here.present != ("card", card_id):
                return self._as_it_stands(raw, here, stage)
            change(raw)
            return self._go(raw, here.left(), stage)

    def _go(self, raw: sqlite3.Connection, here: Seat, stage: Stage) -> Turn:
        here, turn = turns.move_on(raw, here, stage)
        seat.keep(raw, here)
        return self._remember(here, turn)

    def _as_it_stands(self, raw: sqlite3.Connection, here: Seat, stage: Stage) -> Turn:
        stage.read_anew()
        return self._remember(here, turns.present(raw, here, stage))

    def _remember(self, here: Seat, turn: Turn, version: int | None = None) -> Turn:
        self._here, self._shown = here, turn.exercise
        self._version = self._db.version if version is None else version
        return turn

    @property
    def _sitting(self) -> Sitting | None:
        return None if self._here is None else self._here.sitting

    def _need(self, raw: sqlite3.Connection) -> Seat:
        """The seat, inside a transaction: the one remembered, unless anything was written since."""
        here = self._here
        if here is None or here.ended_ms is not None or self._version != self._db.version - 1:
            return seat.need(raw, self._sitting)
        return here

    def _stage(self) -> Stage:
        stage = Stage(moment(self._db.clock), self._settings.number("desired_retention"), self._other)
        if self._ahead is not None and self._ahead.holds(self._db.version, stage):
            stage.ready, stage.learning = self._ahead.exercise, self._ahead.learning
        return stage

    def _other(self, kind: ExerciseKind, thing: int) -> Exercise:
        """An exercise of a room that is seldom asked; read beside the open transaction."""
        if kind == "question":
            from tpmprep.core.interview.service import Interview

            return Exercise(kind, thing, question=Interview(self._db, self._settings).question(thing))
        from tpmprep.core.learning.service import Learning

        return Exercise(kind, thing, step=Learning(self._db).step(thing))

    def _title(self, kind: ExerciseKind, thing: int) -> str:
        """The title for the undo list, from what is shown; empty when something else is."""
        shown = self._shown
        if shown is None or (shown.kind, shown.thing_id) != (kind, thing):
            return ""
        if self._titled is not None and self._titled[0] is shown:
            return self._titled[1]
        if shown.card is not None:
            return card_title(shown.card)
        if shown.item is not None:
            return shorten(to_plain(shown.item.stem))
        if shown.question is not None:
            return shorten(to_plain(shown.question.prompt))
        return shown.concept.title if shown.concept is not None else ""


def _minutes(things: Sequence[tuple[ExerciseKind, int]]) -> int:
    return max(1, round(sum(seat.MINUTES_OF[kind] for kind, _ in things)))
