"""Sets what the model foretells beside the file, by the services and by the tables, read only."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.week.book import Answered, Edited, Logged, Marked, Rated, Took
from tests.ui.week.foretold import remembered
from tpmprep.core.db.codes import KINDS, ROOMS, day_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from tests.ui.week.foretold import Almanac
    from tpmprep.core.services import Services

CLOSE = 1e-6
REVIEW = 2
NEW_A_DAY = 10  # a third of 30 minutes
_MEMORY = """
SELECT thing_id, state, stability, difficulty, reps, lapses, last_at, due_at FROM memory
WHERE state > 0 OR reps > 0 OR due_at IS NOT NULL ORDER BY thing_id
"""
_REVIEWS = f"""
SELECT at, {day_text("study_day")}, {word("room", ROOMS)}, thing_id, rating, {word("kind", KINDS)},
    duration_ms FROM review
WHERE undone_at IS NULL ORDER BY id
"""
_RESPONSES = """
SELECT at, study_day, item_id, score, confidence, duration_ms FROM response
WHERE undone_at IS NULL ORDER BY id
"""
_TAKES = """
SELECT at, study_day, thing_id, score, duration_ms, text, parts, improve FROM rehearsal
WHERE undone_at IS NULL ORDER BY id
"""
_TALLIES = "SELECT study_day, room, kind, answers, good, ms FROM day_tally"
_UNDONE = """
SELECT (SELECT count(*) FROM review WHERE undone_at IS NOT NULL AND room = 0),
    (SELECT count(*) FROM response WHERE undone_at IS NOT NULL),
    (SELECT count(*) FROM rehearsal WHERE undone_at IS NOT NULL)
"""
_STEPS = "SELECT step_id, status, done_on FROM step_progress WHERE status != 'next'"
_HOURS = "SELECT step_id, study_day, minutes FROM hour_log WHERE undone_at IS NULL ORDER BY id"
_CORE = """
SELECT d.title, c.thing_id FROM concept c JOIN domain d ON d.id = c.domain_id
WHERE c.tier = 'core' AND c.role IN ('product', 'both') AND c.deleted_at IS NULL AND c.retired_at IS NULL
"""
_CARDS = """
SELECT d.title, card.thing_id, n.tier FROM card JOIN note n ON n.thing_id = card.note_id
    JOIN concept_of o ON o.thing_id = n.thing_id AND o.position = 0
    JOIN concept c ON c.thing_id = o.concept_id JOIN domain d ON d.id = c.domain_id
"""
_ITEMS = """
SELECT i.thing_id, d.title FROM item i JOIN concept_of o ON o.thing_id = i.thing_id AND o.position = 0
    JOIN concept c ON c.thing_id = o.concept_id JOIN domain d ON d.id = c.domain_id
"""


class Table:
    """Rows of a file, read beside the window by a connection that cannot write."""

    def __init__(self, file: Path) -> None:
        self._uri = f"{file.as_uri()}?mode=ro"

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with closing(sqlite3.connect(self._uri, uri=True)) as raw:
            return list(raw.execute(query, values))


def compare_memories(table: Table, told: Almanac) -> None:
    """Every memory is as the library says, due where fuzz allows; what was never asked is new."""
    found = {row[0]: row[1:] for row in table.rows(_MEMORY)}
    assert found.keys() == told.memories.keys()
    for thing, memory in told.memories.items():
        state, stability, difficulty, reps, lapses, last_at, due_at = found[thing]
        assert (state, reps, lapses) == (memory.state, memory.reps, memory.lapses), thing
        assert stability == pytest.approx(memory.stability, rel=CLOSE), thing
        assert difficulty == pytest.approx(memory.difficulty, rel=CLOSE), thing
        assert last_at == ms(memory.last_at), thing
        assert ms(memory.earliest) <= due_at <= ms(memory.latest), thing
        assert memory.state != REVIEW or told.begins(told.day(instant(due_at))) == instant(due_at), thing


def compare_history(table: Table, told: Almanac) -> None:
    """The logs hold each answer once, as it was given, and what was taken back as taken back."""
    day = told.day
    assert table.rows(_REVIEWS) == [
        (ms(r.at), str(day(r.at)), r.room, r.thing, r.rating, kind, r.ms)
        for r, kind in zip(told.recalls, told.kinds, strict=True)
    ]
    assert table.rows(_RESPONSES) == [
        (ms(a.at), str(day(a.at)), a.item, pytest.approx(a.score), a.sure, a.ms)
        for a in told.book.all(Answered)
    ]
    assert [(*row[:6], json.loads(row[6]), row[7]) for row in table.rows(_TAKES)] == [
        (ms(t.at), str(day(t.at)), t.question, t.score, t.ms, t.text, list(t.parts), t.improve)
        for t in told.book.all(Took)
    ]
    back = Counter(type(deed) for deed in told.book.taken_back)
    assert table.rows(_UNDONE) == [(back[Rated], back[Answered], back[Took])]
    found = {(day, room, kind): tuple(counts) for day, room, kind, *counts in table.rows(_TALLIES)}
    assert found == {(str(day), *rest): counts for (day, *rest), counts in told.tallies().items()}


def compare_rooms(table: Table, services: Services, told: Almanac) -> None:
    """Concepts met, steps done, hours logged, and the note that was edited."""
    book = told.book
    assert {row.id for row in services.catalog.concepts() if row.met} == told.met()
    done = {marked.step: told.day(marked.at) for marked in book.all(Marked)}
    doing = {logged.step for logged in book.all(Logged)} - done.keys()
    steps = {step: ("done", str(day)) for step, day in done.items()} | dict.fromkeys(doing, ("doing", None))
    assert {row[0]: row[1:] for row in table.rows(_STEPS)} == steps
    hours = [(logged.step, str(told.day(logged.at)), logged.minutes) for logged in book.all(Logged)]
    assert table.rows(_HOURS) == hours
    texts = {(edited.note, edited.field): edited.text for edited in book.all(Edited)}
    assert {(note, field): services.cards.note(note).fields[field] for note, field in texts} == texts
    assert set(table.rows("SELECT thing_id, field FROM field_edit")) == texts.keys()


def compare_counts(table: Table, services: Services, told: Almanac, now: datetime) -> None:
    """New cards within each day's limit, one card of a note a day, what is due now, and the decks' counts."""
    note_of = dict(table.rows("SELECT thing_id, note_id FROM card"))
    seen: dict[tuple[date, int], set[int]] = defaultdict(set)
    for rated in told.book.all(Rated):
        seen[told.day(rated.at), note_of[rated.card]].add(rated.card)
    assert max(len(cards) for cards in seen.values()) == 1
    begun = told.begun()
    assert max(begun.values()) <= NEW_A_DAY
    least, most = told.due(now)
    status = services.insight.status()
    assert least <= status.cards_due <= most
    tops = [row for row in services.cards.decks() if row.parent_id is None]
    waits = table.rows("SELECT thing_id, state FROM memory WHERE kind = 'card' AND due_at <= ?", ms(now))
    learned = {note_of[card] for card, state in waits if state != REVIEW}
    assert sum(row.learning for row in tops) == sum(state != REVIEW for _, state in waits)
    assert sum(row.due for row in tops) == len({note_of[card] for card, _ in waits} - learned)
    assert max(row.new for row in tops) == NEW_A_DAY - begun.get(told.day(now), 0)
    book = told.book
    assert status.reviews == len(list(book.all(Rated)))
    assert status.responses == len(list(book.all(Answered)))
    assert status.rehearsals == len(list(book.all(Took)))


def compare_progress(services: Services, told: Almanac) -> None:
    """Minutes by day and by room, remembered shares, and how sure one was against how right."""
    face = services.insight.progress()
    assert dict(face.days) == told.minutes_by(0)
    assert dict(face.minutes_by_room) == told.minutes_by(1)
    reviews = [
        recall.rating > 1
        for recall, kind in zip(told.recalls, told.kinds, strict=True)
        if recall.room == "cards" and kind == "review"
    ]
    assert face.retention == pytest.approx(sum(reviews) / len(reviews))
    sure: dict[int, list[bool]] = defaultdict(list)
    for answered in told.book.all(Answered):
        sure[answered.sure].append(answered.score >= 1)
    assert {share.confidence: share.share for share in face.sureness} == {
        confidence: pytest.approx(sum(right) / len(right)) for confidence, right in sure.items()
    }


def compare_readiness(table: Table, services: Services, told: Almanac, on: datetime) -> None:
    """Each domain: core concepts met, items right by their newest answer, cards remembered then."""
    met = means((domain, float(concept in told.met())) for domain, concept in table.rows(_CORE))
    domain_of = dict(table.rows(_ITEMS))
    quiz = means((domain_of[item], score) for item, score in told.newest_scores().items())
    recall = means(
        (domain, _chance(told, card, on))
        for domain, card, tier in table.rows(_CARDS)
        if tier == "core" or card in told.memories
    )
    for row in services.insight.progress().domains:
        assert row.met == pytest.approx(met.get(row.domain, 0.0)), row.domain
        assert row.quiz == _maybe(quiz, row.domain), row.domain
        assert row.recall == _maybe(recall, row.domain), row.domain
        parts = (0.15 * (row.met or 0), 0.35 * (row.recall or 0), 0.25 * (row.quiz or 0))
        assert row.score == pytest.approx(sum(parts) / 0.75), row.domain


def means(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The mean of each name's values."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return {name: sum(values) / len(values) for name, values in found.items()}


def ms(at: datetime) -> int:
    """An instant as the file keeps it."""
    return round(at.timestamp() * 1000)


def instant(at_ms: int) -> datetime:
    """An instant of the file."""
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def _maybe(found: Mapping[str, float], name: str) -> Any:
    return pytest.approx(found[name], rel=CLOSE) if name in found else None


def _chance(told: Almanac, card: int, on: datetime) -> float:
    memory = told.memories.get(card)
    if memory is None:
        return 0.0
    return remembered(memory.stability, (on - memory.last_at) / timedelta(days=1))
