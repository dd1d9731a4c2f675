"""Rehearsals as CSV: one row a take with its self-score, safe to open in a spreadsheet, read back equal.

Header: ``of,asked,at,day,seconds,score,parts,said,improve``. Only ``at`` and one of ``of`` and ``asked`` must
be there: the permanent id of the question or story, or its very words. ``at`` is a time such as
``2026-03-02T18:30:00Z``, ``day`` the study day it counts for, ``score`` 1 to 5 or nothing, ``parts`` one part
a line. A cell that a spreadsheet would take for a formula carries an apostrophe before it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import from_line, instant_in, instant_out, lines_in, seconds_in, to_line
from tpmprep.core.exchange.draft import Format, Load, TakeLine
from tpmprep.core.exchange.table import Columns, table_lines, take_lines
from tpmprep.core.learning.shapes import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.exchange.table import Row

HEADER: Final = ("of", "asked", "at", "day", "seconds", "score", "parts", "said", "improve")
COLUMNS: Final = Columns(HEADER, (("at", "of"), ("at", "asked")))
FARTHEST: Final = timedelta(days=2)
SCORES: Final = {"": None, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


def read(file: Path) -> Load:
    """Every take in a file; rows that cannot be taken are refused with their line and the reason.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    return take_lines(file, COLUMNS, load, load.takes, _take)


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, map(_row, load.takes))


def _row(take: TakeLine) -> Row:
    return {
        "of": take.of, "asked": take.asked, "at": instant_out(take.at),
        "day": take.day.isoformat() if take.day else "", "seconds": str(take.duration_ms / 1000),
        "score": str(take.score or ""), "parts": "\n".join(map(to_line, take.parts)), "said": take.said,
        "improve": take.improve,
    }  # fmt: skip


def _take(row: Row, where: str) -> TakeLine | str:
    """A take of a row, or why it is none."""
    at, on = instant_in(row["at"]), row.get("day", "").strip()
    day, duration = day_of(on) if on else None, seconds_in(row.get("seconds", ""))
    score = row.get("score", "").strip()
    if at is None:
        return f"at: '{row['at'][:40]}' is no time such as 2026-03-02T18:30:00Z"
    if on and (day is None or abs(day - at.date()) > FARTHEST):
        return f"day: '{on[:40]}' is no day such as 2026-03-31, or not that of 'at'"
    if duration is None:
        return f"seconds: '{row['seconds'][:40]}' is no length of a day at most"
    if score not in SCORES:
        return f"score: '{score[:40]}' is not between 1 and 5"
    return TakeLine(
        where, row.get("of", "").strip(), row.get("asked", ""), at, day, duration, SCORES[score],
        tuple(from_line(line) for line in lines_in(row.get("parts", ""))), row.get("said", ""),
        row.get("improve", ""),
    )  # fmt: skip


FORMAT = Format("takes", "Takes as CSV of tpmprep", (".csv",), COLUMNS.knows, read, write, ("takes",))
