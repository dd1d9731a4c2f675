from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.aim.service import Aims
from tpmprep.core.flows.faces import Plan
from tpmprep.core.flows.sittings import Sittings
from tpmprep.core.insight.service import Insight
from tpmprep.core.quiz.faces import Confidence
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.flows.faces import ExerciseKind, Turn
    from tpmprep.core.ground.settings import Settings


class Learner:
    """Works through plans as a person would: reads, grades, answers."""

    def __init__(self, db: Database, settings: Settings, clock: FakeClock) -> None:
        self.insight = Insight(db, settings)
        self.aims = Aims(db)
        self.sittings = Sittings(db, settings)
        self.clock = clock

    def aim(self, days: int | None = 23, minutes: int = 30, round_: str = "technical") -> None:
        due = None if days is None else self.clock.now().date() + timedelta(days=days)
        self.aims.choose(AimDraft("interview", minutes=minutes, due_on=due, company="Acme", round=round_))

    def work(
        self, things: Sequence[tuple[str, int]], rating: Rating = Rating.GOOD, *, right: bool = True
    ) -> None:
        """Does every card and item of a plan, each card until it leaves the learning steps."""
        pairs: list[tuple[ExerciseKind, int]] = [
            (kind, thing)  # type: ignore[misc]  # a block's kinds are an exercise's kinds
            for kind, thing in things
            if kind in {"card", "item"}
        ]
        turn = self.sittings.start(Plan("test", 60, tuple(pairs)))
        while turn.exercise is not None:
            turn = self._do(turn, rating, right=right)

    def _do(self, turn: Turn, rating: Rating, *, right: bool) -> Turn:
        exercise = turn.exercise
        assert exercise is not None
        self.clock.pass_by(seconds=12)
        if exercise.kind == "concept":
            return self.sittings.seen(exercise.thing_id)
        if exercise.kind == "card":
            return self.sittings.answer(exercise.thing_id, rating, 12_000)
        if exercise.item is not None and turn.verdict is None:
            keys = [option.key for option in exercise.item.options if option.right is right]
            given: list[int | str] = list(keys if right else keys[:1])
            if exercise.item.number is not None:
                given = [exercise.item.number.value if right else "-1"]
            turn = self.sittings.respond(exercise.thing_id, given, Confidence.THINK, 12_000)
        return self.sittings.go_on()


@pytest.fixture
def learner(stocked: Database, profile_settings: Settings, clock: FakeClock) -> Learner:
    return Learner(stocked, profile_settings, clock)
