"""The page Progress, and the counts of everything, in one consistent read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tpmprep.core.aim.service import current_aim
from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.clock import today
from tpmprep.core.insight import ahead, figures
from tpmprep.core.insight.faces import DomainReadiness, ProgressFace, Status
from tpmprep.core.insight.readiness import interval, measure_domains
from tpmprep.core.insight.scope import rounds_of
from tpmprep.core.insight.today import expected_on, is_due, round_rows

if TYPE_CHECKING:
    import sqlite3

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.front import RoundRow
    from tpmprep.core.insight.readiness import Measure

SHOWN_DAYS = 371
# where all was undone the row stays, with nothing in it
_DAYS: Final = """
SELECT study_day, sum(ms) FROM day_tally WHERE study_day >= ?
GROUP BY study_day HAVING sum(answers) > 0 ORDER BY study_day
"""
_ROOMS: Final = "SELECT room, sum(ms) FROM day_tally GROUP BY room HAVING sum(answers) > 0"
# of cards in the Review state the share that was remembered
_RETENTION: Final = "SELECT sum(good), sum(answers) FROM day_tally WHERE room = 'cards' AND kind = 'review'"
# undone ones left out: from the roll-ups, for the log may be long
_REVIEWS: Final = "SELECT coalesce(sum(answers), 0) FROM day_tally WHERE room = 'cards'"
_LIVE: Final = "deleted_at IS NULL AND retired_at IS NULL"
_DUE: Final = "kind = 'card' AND state > 0 AND suspended = 0 AND due_at <= :now"
_STATUS: Final = f"""
SELECT (SELECT count(*) FROM concept WHERE {_LIVE}) AS concepts,
    (SELECT count(*) FROM note WHERE {_LIVE}) AS notes,
    (SELECT count(*) FROM card WHERE deleted_at IS NULL) AS cards,
    (SELECT count(*) FROM memory WHERE {_DUE}) AS cards_due,
    (SELECT count(*) FROM item WHERE {_LIVE}) AS quiz_items,
    (SELECT count(*) FROM question WHERE {_LIVE}) AS interview_questions,
    (SELECT count(*) FROM story WHERE deleted_at IS NULL) AS stories,
    (SELECT count(*) FROM path WHERE {_LIVE}) AS paths,
    (SELECT count(*) FROM step WHERE {_LIVE}) AS steps,
    (SELECT count(*) FROM response WHERE undone_at IS NULL) AS responses,
    (SELECT count(*) FROM rehearsal WHERE undone_at IS NULL) AS rehearsals
"""  # noqa: S608  (our own words)


def progress(raw: sqlite3.Connection, clock: Clock, settings: Settings) -> ProgressFace:
    """The progress page."""
    day = today(clock)
    aim = current_aim(raw, day)
    rounds, measures = _rounds(raw, aim, clock)
    days = raw.execute(_DAYS, ((day - timedelta(days=SHOWN_DAYS)).isoformat(),)).fetchall()
    return ProgressFace(
        days=tuple((date.fromisoformat(on), figures.minutes(ms)) for on, ms in days),
        minutes_by_room=tuple((room, figures.minutes(ms)) for room, ms in raw.execute(_ROOMS)),
        rounds=rounds,
        domains=tuple(
            DomainReadiness(m.domain, m.score, *interval(m.score, m.answers), m.recall, m.met, m.quiz)
            for m in measures
        ),
        load=ahead.load(raw, clock),
        retention=_retention(raw),
        reviews=_reviews(raw),
        fresh=ahead.fresh(raw, clock, settings, aim.due_on if aim is not None else None),
        months=figures.months(raw, day),
        weeks=figures.weeks(raw, day),
        sureness=figures.sureness(raw),
        takes=figures.takes(raw, day),
    )


def status(raw: sqlite3.Connection, clock: Clock) -> Status:
    """Counts of everything."""
    rounds, _ = _rounds(raw, current_aim(raw, today(clock)), clock)
    found = raw.execute(_STATUS, {"now": to_ms(clock.now())})
    names = [column[0] for column in found.description]
    return Status(
        **dict(zip(names, found.fetchone(), strict=True)),
        reviews=_reviews(raw),
        readiness=round(sum(row.score for row in rounds) / max(1, len(rounds)), 4),
    )


def _rounds(
    raw: sqlite3.Connection, aim: AimFace | None, clock: Clock
) -> tuple[tuple[RoundRow, ...], tuple[Measure, ...]]:
    measures = measure_domains(raw, aim, expected_on(aim, clock.now()))
    return round_rows(raw, rounds_of(aim), measures, due=is_due(raw, clock)), measures


def _reviews(raw: sqlite3.Connection) -> int:
    return int(raw.execute(_REVIEWS).fetchone()[0])


def _retention(raw: sqlite3.Connection) -> float | None:
    good, answers = raw.execute(_RETENTION).fetchone()
    return good / answers if answers else None
