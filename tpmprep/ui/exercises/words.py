"""Owns the small phrases all exercises share: intervals, times, counts, ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tpmprep.core.ground.clock import study_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from tpmprep.core.ground.clock import Clock

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25


def say(text: str) -> str:
    """A word of ours in the user's language."""
    return QCoreApplication.translate("Exercises", text)


def counted(number: int, one: str, many: str) -> str:
    """``one`` or ``many`` with ``{n}`` filled in; both already translated."""
    return (one if number == 1 else many).replace("{n}", str(number))


def interval(span: timedelta) -> str:
    """How long until the next showing, short enough for a button: 10 min, 2 d, 3 mo, 1.5 y."""
    seconds = max(span.total_seconds(), 0.0)
    days = seconds / _DAY
    if seconds < _HOUR:
        return say("{n} min").replace("{n}", str(max(round(seconds / _MINUTE), 1)))
    if days < 1:
        return say("{n} h").replace("{n}", str(round(seconds / _HOUR)))
    if days < 31:
        return say("{n} d").replace("{n}", str(round(days)))
    if days < _YEAR_DAYS:
        return say("{n} mo").replace("{n}", str(round(days / _MONTH_DAYS)))
    return say("{n} y").replace("{n}", f"{days / _YEAR_DAYS:.1f}".removesuffix(".0"))


def when(at: datetime, clock: Clock) -> str:
    """A coming instant as a person says it: later today, tomorrow, in 8 days, in 3 months."""
    zone = clock.zone()
    days = (study_day(at, zone) - study_day(clock.now(), zone)).days
    if days <= 0:
        return say("later today")
    if days == 1:
        return say("tomorrow")
    if days < 31:
        return say("in {n} days").replace("{n}", str(days))
    return counted(round(days / _MONTH_DAYS), say("in a month"), say("in {n} months"))


def minutes_seconds(ms: int) -> str:
    """A running time as 2:05."""
    seconds = ms // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def minutes_words(ms: int) -> str:
    """A planned length: 35 minutes, a minute, 45 seconds."""
    if ms < 60_000:
        return counted(round(ms / 1000), say("a second"), say("{n} seconds"))
    minutes = ms / 60_000
    return say("a minute") if minutes == 1 else say("{n} minutes").replace("{n}", f"{minutes:g}")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: a; a and b; a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return say("{names} and {last}").replace("{last}", names[-1]).replace("{names}", ", ".join(names[:-1]))


def rating_word(rating: int) -> str:
    """Again, Hard, Good, Easy for 1–4."""
    return (say("Again"), say("Hard"), say("Good"), say("Easy"))[rating - 1]
