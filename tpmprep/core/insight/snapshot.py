"""Today's page as a small file, so that the window can show it before the database is open."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from tpmprep.core.aim.faces import AimFace
from tpmprep.core.insight.front import Block, DateRow, Reason, RoundRow, TodayFace

FORMAT = 1


def write(face: TodayFace) -> bytes:
    """The snapshot's bytes."""
    body = {"format": FORMAT, "today": dataclasses.asdict(face)}
    return json.dumps(body, default=date.isoformat, ensure_ascii=False).encode()


def read(data: bytes) -> TodayFace | None:
    """The page of a snapshot; None when it is damaged or of another version."""
    try:
        body = json.loads(data)
        if body["format"] != FORMAT:
            return None
        return _today(body["today"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _today(raw: dict[str, Any]) -> TodayFace:
    aim = raw["aim"]
    return TodayFace(
        on=date.fromisoformat(raw["on"]),
        aim=None if aim is None else AimFace(**{**aim, "due_on": _day(aim["due_on"])}),
        minutes=raw["minutes"],
        blocks=tuple(_block(block) for block in raw["blocks"]),
        rounds=tuple(_round(row) for row in raw["rounds"]),
        news=tuple(raw["news"]),
        dates=tuple(
            DateRow(date.fromisoformat(row["on"]), row["title"], _pair(row["opens"])) for row in raw["dates"]
        ),
        done=raw["done"],
        minutes_done=raw["minutes_done"],
        resumes=raw["resumes"],
        left=tuple((kind, count) for kind, count in raw.get("left", ())),
    )


def _block(raw: dict[str, Any]) -> Block:
    things = tuple((kind, thing) for kind, thing in raw["things"])
    return Block(raw["kind"], _reason(raw["title"]), _reason(raw["why"]), raw["minutes"], things)


def _round(raw: dict[str, Any]) -> RoundRow:
    return RoundRow(
        raw["round"],
        raw["word"],
        _reason(raw["gap"]),
        _reason(raw["action"]),
        _pair(raw["opens"]),
        raw["score"],
        raw["low"],
        raw["high"],
    )


def _reason(raw: dict[str, Any]) -> Reason:
    values = ((name, tuple(value) if isinstance(value, list) else value) for name, value in raw["values"])
    return Reason(raw["code"], tuple(values))


def _day(raw: str | None) -> date | None:
    return None if raw is None else date.fromisoformat(raw)


def _pair(raw: list[Any] | None) -> tuple[str, int] | None:
    return None if raw is None else (raw[0], raw[1])
