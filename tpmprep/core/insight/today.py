"""Today's page: the blocks, how the rounds stand, what is new this week, what comes next."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from tpmprep.core.catalog.show import READING_MS
from tpmprep.core.db.instants import to_ms
from tpmprep.core.ground.clock import today
from tpmprep.core.insight import blocks
from tpmprep.core.insight.front import Block, BlockKind, DateRow, Reason, RoundRow, TodayFace, Word
from tpmprep.core.insight.readiness import (
    READY_LOW,
    READY_SCORE,
    Spoken,
    interval,
    measure_domains,
    measure_round,
    spoken_by_round,
    stories_told,
)
from tpmprep.core.insight.scope import rounds_of
from tpmprep.core.recall import queue
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.readiness import Measure

DEFAULT_MINUTES = 30
WANTED_STORIES = 3
KNOWN_STABILITY = 2.0
NOTHING_SAID: Final = Spoken(0, 0, 0, 0.0)
_FIRST_QUESTIONS: Final = """
    SELECT round, thing_id FROM (
        SELECT c.round, q.thing_id, row_number() OVER (
            PARTITION BY c.round ORDER BY coalesce(said.best, 0), q.tier, q.difficulty, q.thing_id
        ) AS place
        FROM question q JOIN category c ON c.id = q.category_id
        LEFT JOIN (
            SELECT thing_id, max(score) AS best FROM rehearsal WHERE undone_at IS NULL GROUP BY thing_id
        ) said ON said.thing_id = q.thing_id
        WHERE q.deleted_at IS NULL AND q.retired_at IS NULL
    ) WHERE place = 1"""
_NEWS: Final = """
    SELECT c.title FROM concept_met met
    JOIN concept c ON c.thing_id = met.concept_id
    JOIN concept_of o ON o.concept_id = c.thing_id AND o.position = 0
    JOIN card ON card.note_id = o.thing_id
    JOIN memory m ON m.thing_id = card.thing_id
    WHERE met.at >= ? AND m.stability >= ?
    GROUP BY c.thing_id ORDER BY max(m.last_at) DESC LIMIT 4"""
COUNTED: Final = ("card", "item", "question", "step")
_UNFINISHED: Final = """
    SELECT p.ended_at, p.position, s.plan FROM sitting_place p JOIN sitting s ON s.id = p.sitting_id
    ORDER BY p.sitting_id DESC LIMIT 1"""
_DATES: Final = """
    SELECT p.due_on, s.title, s.thing_id FROM step_progress p JOIN step s ON s.thing_id = p.step_id
    WHERE p.due_on >= ? AND p.status NOT IN ('done', 'not_for_me') ORDER BY p.due_on LIMIT 2"""
_DONE: Final = f"""
    SELECT (SELECT coalesce(sum(ms), 0) FROM day_tally WHERE study_day = ?)
        + {READING_MS} * (SELECT count(*) FROM concept_met WHERE at >= ?)"""  # noqa: S608  (our own number)


def build(
    raw: sqlite3.Connection,
    aim: AimFace | None,
    clock: Clock,
    settings: Settings,
    minutes: int | None = None,
    only: BlockKind | None = None,
    skip: Sequence[tuple[str, int]] = (),
) -> TodayFace:
    """Today's page in one consistent read; with ``only`` no more of it than that block."""
    now, day = clock.now(), today(clock)
    alone = only is not None and aim is not None and bool(aim.round)
    measures = () if alone and only != "apply" else measure_domains(raw, aim, expected_on(aim, now))
    rounds = () if alone else round_rows(raw, rounds_of(aim), measures, due=is_due(raw, clock))
    done_ms = int(raw.execute(_DONE, (day.isoformat(), moment(clock).start_ms(0))).fetchone()[0])
    planned = minutes or (aim.minutes if aim else DEFAULT_MINUTES)
    left = max(0.0, planned - done_ms / 60_000) if minutes is None else float(planned)
    found = []
    if left >= 1:
        evening = blocks.Evening(aim, left, now, day, measures, target_round(aim, rounds), frozenset(skip))
        found = pick(raw, evening, clock, settings, only)
    unfinished = _unfinished(raw)
    return TodayFace(
        on=day,
        aim=aim,
        minutes=planned,
        blocks=tuple(found),
        rounds=rounds,
        news=() if only else _news(raw, now),
        dates=() if only else _dates(raw, aim, day),
        done=not found,
        minutes_done=round(done_ms / 60_000),
        resumes=unfinished is not None,
        left=unfinished or (),
    )


def pick(
    raw: sqlite3.Connection,
    evening: blocks.Evening,
    clock: Clock,
    settings: Settings,
    only: BlockKind | None,
) -> list[Block]:
    """The blocks in their order; a very short evening is cards alone, unless only talk is wanted."""
    wanted: tuple[str, ...] = ("recall", "apply", "say", "do") if evening.minutes > 6 else ("recall", "apply")
    if only:
        wanted = (only,)
    recall = blocks.recall_block(raw, evening, clock, settings) if "recall" in wanted else None
    cards = [card for _, card in recall.things] if recall else []
    made = (
        recall,
        blocks.apply_block(raw, evening, cards) if "apply" in wanted else None,
        blocks.say_block(raw, evening) if "say" in wanted else None,
        blocks.do_block(raw, evening) if "do" in wanted else None,
    )
    return [block for block in made if block is not None]


def is_due(raw: sqlite3.Connection, clock: Clock) -> bool:
    """Whether a card waits to be recalled now."""
    return queue.due_count(raw, "card", moment(clock)) > 0


def expected_on(aim: AimFace | None, now: datetime) -> datetime:
    """The instant readiness is expected for: noon of the aim's day, or now."""
    if aim is None or aim.due_on is None or aim.due_on <= now.date():
        return now
    return datetime.combine(aim.due_on, time(12), tzinfo=UTC)


def target_round(aim: AimFace | None, rounds: Sequence[RoundRow]) -> str:
    """The round tonight is picked for: the aim's own, else the least ready."""
    if aim is not None and aim.round:
        return aim.round
    return min(rounds, key=lambda row: row.score).round if rounds else "technical"


def round_rows(
    raw: sqlite3.Connection, rounds: Sequence[str], measures: tuple[Measure, ...], *, due: bool
) -> tuple[RoundRow, ...]:
    """How each round stands, in a word, with its one gap and the action that closes it.

    Args:
        raw: a reading connection.
        rounds: the rounds of the aim, in their order.
        measures: of each domain.
        due: whether a card waits to be recalled: else nothing is said to fade, and nothing offered to recall.
    """
    spoken, first, told = spoken_by_round(raw), _first_questions(raw), stories_told(raw)
    return tuple(
        _round_row(round_, measures, spoken.get(round_, NOTHING_SAID), first.get(round_), told, due=due)
        for round_ in rounds
    )


def _round_row(
    round_: str,
    measures: tuple[Measure, ...],
    spoken: Spoken,
    question: int | None,
    told: int,
    *,
    due: bool,
) -> RoundRow:
    score, answers = measure_round(measures, round_, spoken)
    low, high = interval(score, answers)
    word: Word = "not_begun"
    if answers:
        word = "ready" if score >= READY_SCORE and low >= READY_LOW else "shaky"
    opens = None if question is None else ("question", question)
    if round_ == "behavioural" and told < WANTED_STORIES:
        opens = ("story", 0)
        gap = Reason("gap.stories", (("told", told), ("wanted", WANTED_STORIES)))
        return RoundRow(
            round_, word, gap, Reason("action.add_story", (("minutes", 6),)), opens, score, low, high
        )
    gap, action = _gap(word, spoken, due=due)
    return RoundRow(
        round_, word, gap, action, None if action.code == "action.recall" else opens, score, low, high
    )


def _gap(word: Word, spoken: Spoken, *, due: bool) -> tuple[Reason, Reason]:
    if word == "not_begun":
        return Reason("gap.begin"), Reason("action.begin")
    if not spoken.takes:
        return Reason("gap.never_said"), Reason("action.say", (("minutes", 4),))
    if word == "ready":
        return Reason("gap.none", (("takes", spoken.takes),)), Reason("action.warm")
    if spoken.score < 0.5:
        return Reason("gap.weak_takes"), Reason("action.say_again")
    if due:
        return Reason("gap.fading"), Reason("action.recall")
    return Reason("gap.more"), Reason("action.say", (("minutes", 4),))


def _first_questions(raw: sqlite3.Connection) -> dict[str, int]:
    """The question of each round to say next: never said first, then the weakest."""
    return dict(raw.execute(_FIRST_QUESTIONS).fetchall())


def _news(raw: sqlite3.Connection, now: datetime) -> tuple[str, ...]:
    """Concepts met this week of which a card is held for two days or more: one first Good is enough."""
    since = to_ms(now - timedelta(days=7))
    return tuple(title for (title,) in raw.execute(_NEWS, (since, KNOWN_STABILITY)))


def _dates(raw: sqlite3.Connection, aim: AimFace | None, day: date) -> tuple[DateRow, ...]:
    rows = [
        DateRow(date.fromisoformat(due), title, ("step", step_id))
        for due, title, step_id in raw.execute(_DATES, (day.isoformat(),))
    ]
    if aim is not None and aim.due_on is not None and aim.due_on >= day:
        rows.append(DateRow(aim.due_on, aim.company, ("aim", aim.id)))
    return tuple(sorted(rows, key=lambda row: row.on)[:2])


def _unfinished(raw: sqlite3.Connection) -> tuple[tuple[str, int], ...] | None:
    """What the unfinished sitting goes on with, by kind of exercise; None when there is none."""
    row = raw.execute(_UNFINISHED).fetchone()
    if row is None or row[0] is not None:
        return None
    left = Counter(kind for kind, _ in json.loads(row[2])[row[1] :])
    return tuple((kind, left[kind]) for kind in COUNTED if left[kind])
