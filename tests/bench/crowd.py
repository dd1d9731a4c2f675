"""Makes a profile of 100,000 cards and 1.12 million reviews, seeded, and keeps it for the next run."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from platformdirs import user_cache_path

from tpmprep.core.cards.sparing import spared
from tpmprep.core.db.check import rebuild_tallies
from tpmprep.core.db.codes import CARDS as CARDS_ROOM
from tpmprep.core.db.codes import KINDS
from tpmprep.core.db.guards import drop_triggers, make_guards, rebuild_search
from tpmprep.core.db.head import HEAD
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED: Final = 20260302
CARDS: Final = 100_000
REVIEWS: Final = 1_120_000
DECKS: Final = 20
NAMING: Final = 5  # every fifth note names a concept
DAY_MS: Final = 86_400_000
LONGEST: Final = 90.0

Text = tuple[str, str, list[str]]
Review = tuple[object, ...]
_REVIEW = "thing_id, room, at, study_day, rating, kind, duration_ms, state_before, due_after"


def crowd(now: datetime | None = None) -> Path:
    """The folder of the profile, made when there is none of this day; callers work on a copy."""
    now = now or datetime.now(UTC)
    name = f"{SEED}-{CARDS}-{REVIEWS}-schema{HEAD}-{now:%Y%m%d}"
    kept = user_cache_path("tpmprep-bench", ensure_exists=True)
    place = kept / name
    if not place.exists():
        for old in kept.glob(f"{SEED}-*"):
            shutil.rmtree(old)
        coming = kept / f"{name}.new"
        shutil.rmtree(coming, ignore_errors=True)
        make(coming, now)
        coming.rename(place)
    return place


def make(folder: Path, now: datetime, cards: int = CARDS, reviews: int = REVIEWS) -> None:
    """Makes such a profile with so many own cards, beside the shipped content."""
    open_for_writing(prepare(folder)).close()
    file = Folders(folder).database
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("BEGIN")
        drop_triggers(raw)
        _Crowd(raw, now, cards, reviews).put()
        make_guards(raw)
        rebuild_search(raw)
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    profile = open_for_writing(prepare(folder))
    rebuild_tallies(profile.database)
    profile.close()
    for backup in Folders(folder).backups.iterdir():
        backup.unlink()


def texts(count: int = CARDS) -> Iterator[Text]:
    """Front, back and tags of each card; words as frequent as in a language, the same every time."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    parts = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu"]
    words = sorted({"".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(5000)})
    dice.shuffle(words)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for number in range(count):
        chosen = dice.choices(words, cum_weights=weights, k=34)
        front = f"{' '.join(chosen[:9]).capitalize()} ({number})?"
        back = f"{' '.join(chosen[9:]).capitalize()}."
        yield front, back, [f"topic:{dice.randint(1, 50)}", f"level:{dice.randint(1, 3)}"]


def reviews_of(dice: random.Random, now_ms: int, count: int) -> list[tuple[int, int, float, float]]:
    """(at, rating, stability, difficulty) of each review of a card, oldest first; 2 in 100 are due."""
    stability, difficulty = 0.4, dice.uniform(2.0, 9.0)
    steps: list[tuple[float, int, float]] = []
    for number in range(count):
        rating = dice.choices((1, 2, 3, 4), (8, 10, 75, 7))[0] if number > 1 else 3
        gap = 0.007 if number == 1 else stability * dice.uniform(0.9, 1.2)
        stability = (
            max(0.5, stability * 0.3)
            if rating == 1
            else min(LONGEST, stability * dice.uniform(1.2, 1.9) + 0.3)
        )
        steps.append((gap, rating, stability))
    at = now_ms - int(stability * dice.uniform(0.0, 1.02) * DAY_MS)
    rows = []
    for gap, rating, strong in reversed(steps):
        rows.append((at, rating, strong, difficulty))
        at -= int(gap * DAY_MS)
    return rows[::-1]


class _Crowd:
    """The rows of one such profile."""

    def __init__(self, raw: sqlite3.Connection, now: datetime, cards: int, reviews: int) -> None:
        self._raw = raw
        self._now_ms = int(now.timestamp() * 1000)
        self._cards = cards
        self._reviews = reviews
        self._first = int(raw.execute("SELECT max(id) FROM thing").fetchone()[0]) + 1

    def put(self) -> None:
        """Puts everything down, table by table."""
        self._things()
        self._notes()
        self._memories()

    def _note_id(self, number: int) -> int:
        return self._first + DECKS + number

    def _card_id(self, number: int) -> int:
        return self._first + DECKS + self._cards + number

    def _things(self) -> None:
        rows = [("deck", f"my:deck.bench{n}") for n in range(DECKS)]
        rows += [("note", f"my:note.bench{n}") for n in range(self._cards)]
        rows += [("card", f"my:note.bench{n}#1") for n in range(self._cards)]
        self._raw.executemany("INSERT INTO thing(kind, ref) VALUES (?, ?)", rows)

    def _notes(self) -> None:
        made = self._now_ms - 1200 * DAY_MS
        content = "tier, difficulty, role, explanation, source, created_at"
        values = f"'core', 2, 'both', '', '', {made}"
        self._raw.executemany(
            f"INSERT INTO deck(thing_id, title, position, {content}) VALUES (?, ?, ?, {values})",
            [(self._first + n, f"Subject {n + 1}", 100 + n) for n in range(DECKS)],
        )
        concepts = [row[0] for row in self._raw.execute("SELECT thing_id FROM concept ORDER BY thing_id")]
        for number, (front, back, tags) in enumerate(texts(self._cards)):
            note, deck = self._note_id(number), self._first + number % DECKS
            fields = json.dumps({"front": front, "back": back}, separators=(",", ":"))
            self._raw.execute(
                f"INSERT INTO note(thing_id, deck_id, kind, fields, {content}) "
                f"VALUES (?, ?, 'basic', ?, {values})",
                (note, deck, fields),
            )
            self._raw.execute(
                "INSERT INTO card(thing_id, note_id, deck_id, ord) VALUES (?, ?, ?, 1)",
                (self._card_id(number), note, deck),
            )
            self._raw.execute(
                "INSERT INTO search_doc VALUES (?, ?, ?, ?)",
                (note, *spared(front, f"{back}\n", {"front": front, "back": back}, "")),
            )
            self._raw.executemany(
                "INSERT INTO thing_tag(thing_id, name) VALUES (?, ?)", [(note, tag) for tag in tags]
            )
            if number % NAMING == 0:
                self._raw.execute(
                    "INSERT INTO concept_of(thing_id, concept_id, position) VALUES (?, ?, 0)",
                    (note, concepts[number // NAMING % len(concepts)]),
                )

    def _memories(self) -> None:
        dice = random.Random(SEED + 1)  # noqa: S311
        self._raw.execute(f"CREATE TEMP TABLE heap({_REVIEW})")
        left, average = self._reviews, self._reviews / self._cards
        for number in range(self._cards):
            count = min(left, dice.randint(round(average * 0.5), round(average * 1.65)))
            left -= count
            self._memory(number, reviews_of(dice, self._now_ms, count))
        self._raw.execute(f"INSERT INTO review({_REVIEW}) SELECT * FROM heap ORDER BY 3")
        self._raw.execute("DROP TABLE heap")

    def _memory(self, number: int, past: list[tuple[int, int, float, float]]) -> None:
        card, deck = self._card_id(number), self._first + number % DECKS
        due, last, stability, lapses = None, None, None, 0
        rows: list[Review] = []
        for place, (at, rating, strong, _) in enumerate(past):
            state = min(place, 2)
            after = at + int(strong * DAY_MS) if place else at + 600_000
            kind = KINDS["review" if state > 1 else "learn"]
            day = (at - 4 * 3_600_000) // DAY_MS
            lapses += state > 1 and rating == 1
            rows.append((card, CARDS_ROOM, at, day, rating, kind, 3000 + at % 9000, state, after))
            due, last, stability = after, at, strong
        self._raw.executemany(f"INSERT INTO heap VALUES ({', '.join('?' * 9)})", rows)
        self._raw.execute(
            "INSERT INTO memory(thing_id, kind, state, stability, difficulty, due_at, last_at, reps, lapses, "
            "suspended, position, deck_id) VALUES (?, 'card', ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
            (card, 2 if past else 0, stability, past[-1][3] if past else None, due, last, len(past), lapses,
             card, deck),
        )  # fmt: skip
