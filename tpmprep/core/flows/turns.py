"""Chooses the next exercise of a sitting and makes the turn that shows it."""

from __future__ import annotations

import math
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

AHEAD_MS = 20 * 60_000


class Stage:
    """What a turn needs beside the database: the moment, the wished retention, and the other rooms' faces.

    Args:
        at: now.
        retention: desired retention, 0–1.
        others: shows a question or a step; raises UserError when it is gone.

    ``ready`` is a card that was read ahead and may be shown as it is.
    """

    def __init__(self, at: Moment, retention: float, others: Callable[[ExerciseKind, int], Exercise]) -> None:
        self.at = at
        self.retention = retention
        self.ready: Exercise | None = None
        self._others = others

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
    learning = _learning(raw, seat, stage.at)
    over = [card for card, due in learning if due <= stage.at.now_ms]
    if over:
        seat = seat.before(("card", over[0]))
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
    turn = _turn(raw, seat, stage, len(_learning(raw, seat, stage.at)))
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


def _learning(raw: sqlite3.Connection, seat: Seat, at: Moment) -> list[tuple[int, int]]:
    """Cards this sitting has shown whose learning step ends within 20 minutes, soonest first."""
    ids = queue.learning_ids(raw, "card", at, AHEAD_MS)
    if not ids:
        return ids
    place_of, position = seat.sitting.place_of, seat.position
    return [(card, due) for card, due in ids if place_of.get(card, position) < position]


def _hidden(turn: Turn, seat: Seat) -> bool:
    """Whether a card was suspended or buried since the plan was made, or another of its note came today.

    One asked for by itself is shown.
    """
    card = turn.exercise.card if turn.exercise else None
    if card is None or len(seat.sitting.place_of) == 1:
        return False
    return card.memory.suspended or card.memory.buried or card.rests
