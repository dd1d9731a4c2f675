"""Chooses the next exercise of a sitting and makes the turn that shows it."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from tpmprep.core.cards.show import card_face
from tpmprep.core.catalog.show import concept_face
from tpmprep.core.flows.faces import Exercise, SittingFace, Turn
from tpmprep.core.flows.summary import sitting_end
from tpmprep.core.ground.errors import UserError
from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.flows.seat import Seat
    from tpmprep.core.recall.moment import Moment
    from tpmprep.core.recall.queue import Learning
    from tpmprep.core.recall.scheduler import Graded

AHEAD_MS = 20 * 60_000
EVER_MS = 1 << 60


class Stage:
    """What a turn needs beside the database: the moment, the wished retention, and the other rooms' faces.

    Args:
        at: now.
        retention: desired retention, 0–1.
        others: shows a question or a step; raises UserError when it is gone.

    ``ready`` is a card that was read ahead and may be shown as it is; ``learning`` are the sitting's cards in
    a learning step beside the present one, soonest first, where they are known; ``back`` is the present one,
    if its answer put it into such a step.
    """

    def __init__(self, at: Moment, retention: float, others: Callable[[ExerciseKind, int], Exercise]) -> None:
        self.at = at
        self.retention = retention
        self.ready: Exercise | None = None
        self.learning: list[Learning] | None = None
        self.back: Learning | None = None
        self._others = others

    def read_anew(self) -> None:
        """Forgets what was read ahead."""
        self.ready = self.learning = None

    def graded(self, card_id: int, after: Graded) -> None:
        """The present card was answered: it may be in a learning step now."""
        if after.state in queue.IN_STEPS:
            self.back = card_id, after.due_ms

    def show(self, raw: sqlite3.Connection, kind: ExerciseKind, thing: int, response: int | None) -> Exercise:
        """An exercise ready to be shown; an item as it looked before ``response``, if there is one."""
        if kind == "card":
            if self.ready is not None and self.ready.thing_id == thing:
                return self.ready
            return Exercise(kind, thing, card=card_face(raw, thing, self.at, self.retention))
        if kind == "item":
            from tpmprep.core.quiz.show import item_face

            face = item_face(raw, thing) if response is None else item_face(raw, thing, response)
            return Exercise(kind, thing, item=face)
        if kind == "concept":
            return Exercise(kind, thing, concept=concept_face(raw, thing))
        return self._others(kind, thing)


def move_on(raw: sqlite3.Connection, seat: Seat, stage: Stage) -> tuple[Seat, Turn]:
    """The seat and the turn after the present exercise was left.

    A learning step that is over comes first, then the plan, then learning steps that end within 20 minutes.
    What is gone, suspended or buried meanwhile is passed over.
    """
    learning = _learning(raw, seat, stage)
    if learning and learning[0][1] <= stage.at.now_ms:
        seat = seat.before(("card", learning[0][0]))
        return seat, _turn(raw, seat, stage, len(learning))
    while seat.position < len(seat.sitting.plan):
        try:
            turn: Turn | None = _turn(raw, seat, stage, len(learning))
        except UserError as error:
            _pass_over(error)
            turn = None
        if turn is not None and not _hidden(turn, seat):
            return seat, turn
        seat = replace(seat, position=seat.position + 1)
    if learning:
        seat = seat.before(("card", learning[0][0]))
        return seat, _turn(raw, seat, stage, len(learning))
    seat = replace(seat, ended_ms=stage.at.now_ms)
    return seat, ended(raw, seat, stage)


def present(raw: sqlite3.Connection, seat: Seat, stage: Stage) -> Turn:
    """The turn of a seat as it stands, with the verdict that is being read; raises UserError ``….gone``."""
    turn = _turn(raw, seat, stage, len(_learning(raw, seat, stage)))
    if seat.told is None:
        return turn
    from tpmprep.core.quiz.answers import verdict_of

    response, pulled = seat.told
    return replace(turn, verdict=replace(verdict_of(raw, response), pulled_cards=pulled))


def present_or_none(raw: sqlite3.Connection, seat: Seat, stage: Stage) -> Turn | None:
    """As ``present``; None when the thing to show is no longer there."""
    try:
        return present(raw, seat, stage)
    except UserError as error:
        _pass_over(error)
        return None


def ended(raw: sqlite3.Connection, seat: Seat, stage: Stage) -> Turn:
    """The turn after the last exercise."""
    return Turn(_face(seat, 0), None, end=sitting_end(raw, seat.sitting, stage.at))


def _pass_over(error: UserError) -> None:
    """Lets a thing go that was thrown away since the plan was made; raises anything else."""
    if not error.code.endswith(".gone"):
        raise error


def _turn(raw: sqlite3.Connection, seat: Seat, stage: Stage, learning: int) -> Turn:
    thing = seat.present
    if thing is None:
        return ended(raw, seat, stage)
    return Turn(_face(seat, learning), stage.show(raw, *thing, seat.told[0] if seat.told else None))


def _face(seat: Seat, learning: int) -> SittingFace:
    """A card that comes back in this sitting is not done yet."""
    sitting = seat.sitting
    total = len(sitting.plan)
    back = sitting.minutes * learning * 0.5 / max(1, total)
    return SittingFace(
        id=sitting.id,
        title=sitting.title,
        done=max(0, min(seat.position, total) - learning),
        total=total,
        minutes_left=math.ceil(round(sitting.minutes_from(seat.position) + back, 6)),
        finished=seat.ended_ms is not None,
    )


def learning_beside(raw: sqlite3.Connection, seat: Seat, at: Moment) -> list[Learning]:
    """Cards in a learning step, however long, that this sitting will have shown once the present one is left.

    Soonest first, without the present one.
    """
    present = seat.present
    ids = queue.learning_ids(raw, "card", at, EVER_MS)
    return [pair for pair in _shown(seat.left(), ids) if ("card", pair[0]) != present]


def _learning(raw: sqlite3.Connection, seat: Seat, stage: Stage) -> list[Learning]:
    """Cards this sitting has shown whose learning step ends within 20 minutes, soonest first."""
    known = stage.learning
    if known is None:
        return _shown(seat, queue.learning_ids(raw, "card", stage.at, AHEAD_MS))
    if stage.back is not None:
        known = sorted([*known, *_shown(seat, [stage.back])], key=queue.soonest)
    return known[: bisect_right(known, stage.at.now_ms + AHEAD_MS, key=_due)]


def _shown(seat: Seat, ids: list[Learning]) -> list[Learning]:
    place_of, position = seat.sitting.place_of, seat.position
    return [pair for pair in ids if place_of.get(pair[0], position) < position]


def _due(pair: Learning) -> int:
    return pair[1]


def _hidden(turn: Turn, seat: Seat) -> bool:
    """Whether a card was suspended or buried since the plan was made, or another of its note came today.

    One asked for by itself is shown.
    """
    card = turn.exercise.card if turn.exercise else None
    if card is None or len(seat.sitting.place_of) == 1:
        return False
    return card.memory.suspended or card.memory.buried or card.rests
