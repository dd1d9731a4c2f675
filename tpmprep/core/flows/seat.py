"""How far a sitting has come: the plan it began with, and the small row that moves with each answer.

``front`` holds what stands before the plan's position: a card whose learning step is over
(``["card", id]``), an item whose verdict is being read (``["item", id, response id, pulled cards]``),
and cards kept for the next sitting (``["next", id]``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from tpmprep.core.db.instants import from_ms
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from tpmprep.core.flows.faces import ExerciseKind

    Thing = tuple[ExerciseKind, int]

NEXT = "next"
_JSON = json.JSONEncoder(separators=(",", ":"))
MINUTES_OF = {"concept": 1.0, "card": 0.4, "item": 1.0, "question": 4.0, "step": 10.0}


@dataclass(frozen=True)
class Sitting:
    """A sitting as it began; never changes."""

    id: int
    title: str
    minutes: int
    plan: tuple[Thing, ...]
    started_ms: int

    @cached_property
    def place_of(self) -> Mapping[int, int]:
        """Where each card stands in the plan."""
        return {thing: at for at, (kind, thing) in enumerate(self.plan) if kind == "card"}

    @cached_property
    def started_at(self) -> datetime:
        """When it began."""
        return from_ms(self.started_ms)

    def minutes_from(self, position: int) -> float:
        """Share of the planned minutes that lies at and after a position of the plan."""
        behind = self._minutes_behind
        return self.minutes * (behind[-1] - behind[min(position, len(self.plan))]) / (behind[-1] or 1.0)

    @cached_property
    def _minutes_behind(self) -> list[float]:
        return [0.0, *accumulate(MINUTES_OF.get(kind, 1.0) for kind, _ in self.plan)]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a sitting stands."""

    sitting: Sitting
    position: int
    front: tuple[tuple[Any, ...], ...] = ()
    ended_ms: int | None = None

    @property
    def present(self) -> Thing | None:
        """The exercise that is shown; None at the end."""
        if self.ended_ms is not None:
            return None
        for kind, thing, *_ in self.front:
            if kind != NEXT:
                return kind, thing
        plan = self.sitting.plan
        return plan[self.position] if self.position < len(plan) else None

    @property
    def told(self) -> tuple[int, int] | None:
        """Response id and pulled cards of the verdict being read."""
        for entry in self.front:
            if entry[0] == "item":
                return entry[2], entry[3]
        return None

    @property
    def kept(self) -> tuple[int, ...]:
        """Cards kept for the next sitting."""
        return tuple(entry[1] for entry in self.front if entry[0] == NEXT)

    def left(self) -> Seat:
        """The seat after the present exercise was left; a card that was answered need not come forward."""
        if not self.front:
            return Seat(self.sitting, self.position + 1, (), self.ended_ms)
        present = self.present
        kept = tuple(entry for entry in self.front if entry[0] == NEXT and ("card", entry[1]) != present)
        from_plan = self.told is not None or not any(entry[0] != NEXT for entry in self.front)
        return replace(self, position=self.position + from_plan, front=kept)

    def before(self, entry: tuple[Any, ...]) -> Seat:
        """The seat with something put before everything else."""
        return replace(self, front=(entry, *self.front))


def newest(raw: sqlite3.Connection, known: Sitting | None) -> Seat | None:
    """The seat of the newest sitting, ended or not; ``known`` saves reading its plan again."""
    row = raw.execute(
        "SELECT sitting_id, position, front, ended_at FROM sitting_place ORDER BY sitting_id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    sitting = known if known is not None and known.id == row[0] else _sitting(raw, row[0])
    return Seat(sitting, row[1], tuple(tuple(entry) for entry in json.loads(row[2])), row[3])


def need(raw: sqlite3.Connection, known: Sitting | None) -> Seat:
    """The seat of the running sitting; raises ``sitting.none``."""
    seat = newest(raw, known)
    if seat is None or seat.ended_ms is not None:
        raise UserError("sitting.none")
    return seat


def begin(raw: sqlite3.Connection, sitting: Sitting) -> Seat:
    """Puts a new sitting down; an unfinished one ends."""
    raw.execute("UPDATE sitting_place SET ended_at = ? WHERE ended_at IS NULL", (sitting.started_ms,))
    made = raw.execute(
        "INSERT INTO sitting(title, minutes, plan, started_at) VALUES (?, ?, ?, ?)",
        (sitting.title, sitting.minutes, json.dumps(sitting.plan), sitting.started_ms),
    )
    seat = Seat(replace(sitting, id=int(made.lastrowid or 0)), 0)
    raw.execute(
        "INSERT INTO sitting_place(sitting_id, position, front) VALUES (?, 0, '[]')", (seat.sitting.id,)
    )
    return seat


def keep(raw: sqlite3.Connection, seat: Seat) -> None:
    """Writes where a sitting stands."""
    raw.execute(
        "UPDATE sitting_place SET position = ?, front = ?, ended_at = ? WHERE sitting_id = ?",
        (seat.position, _JSON.encode(seat.front) if seat.front else "[]", seat.ended_ms, seat.sitting.id),
    )


def _sitting(raw: sqlite3.Connection, sitting_id: int) -> Sitting:
    title, minutes, plan, started = raw.execute(
        "SELECT title, minutes, plan, started_at FROM sitting WHERE id = ?", (sitting_id,)
    ).fetchone()
    return Sitting(
        sitting_id, title, minutes, tuple((kind, thing) for kind, thing in json.loads(plan)), started
    )
