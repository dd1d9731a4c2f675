"""Foretells from the book what the file must hold, by the fsrs library and plain counting alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import fsrs

from tests.ui.week.book import Answered, Book, Logged, Met, Rated, Took

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

Room = Literal["cards", "quiz", "interview"]
MINUTE = timedelta(minutes=1)
ROLL_OVER = timedelta(hours=4)
QUICK_MS = 20_000
RATING_OF_SCORE = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}
KINDS = {fsrs.State.Learning: "learn", fsrs.State.Review: "review", fsrs.State.Relearning: "relearn"}
_FAR = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Recall:
    """One recall of one thing, graded 1–4; ``ms`` as the log of reviews keeps it."""

    at: datetime
    room: Room
    thing: int
    rating: int
    ms: int


@dataclass(frozen=True)
class Memory:
    """What a memory must be; it is due between two instants, because days are fuzzed."""

    state: int
    stability: float
    difficulty: float
    reps: int
    lapses: int
    last_at: datetime
    earliest: datetime
    latest: datetime


class Almanac:
    """All that follows from the book, in a zone.

    Args:
        book: what was done.
        zone: where the person lives; a day of study begins at 04:00 there.
    """

    def __init__(self, book: Book, zone: ZoneInfo) -> None:
        self.book, self.zone = book, zone
        self.kinds: list[str] = []
        self.memories: dict[int, Memory] = {}
        self.recalls = tuple(self._recalls())
        self._grade()

    def day(self, instant: datetime) -> date:
        """The study day of an instant."""
        return (instant.astimezone(self.zone).replace(tzinfo=None) - ROLL_OVER).date()

    def begins(self, day: date) -> datetime:
        """When a study day begins."""
        wall = datetime(day.year, day.month, day.day, 4, tzinfo=self.zone)
        return wall.astimezone(UTC)

    def due(self, now: datetime) -> tuple[int, int]:
        """How many cards are due: at the least and at the most."""
        cards = [self.memories[rated.card] for rated in {r.card: r for r in self.book.all(Rated)}.values()]
        return sum(c.latest <= now for c in cards), sum(c.earliest <= now for c in cards)

    def begun(self) -> dict[date, int]:
        """New cards by study day."""
        first: dict[int, date] = {}
        for rated in self.book.all(Rated):
            first.setdefault(rated.card, self.day(rated.at))
        counts: dict[date, int] = defaultdict(int)
        for day in first.values():
            counts[day] += 1
        return dict(counts)

    def tallies(self) -> dict[tuple[date, str, str], tuple[int, int, int]]:
        """Answers, good ones and milliseconds by day, room and kind of answer."""
        found: dict[tuple[date, str, str], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
        for day, room, kind, good, ms in self._counted():
            answers, well, spent = found[day, room, kind]
            found[day, room, kind] = (answers + 1, well + good, spent + ms)
        return dict(found)

    def minutes_by(self, part: int) -> dict[object, int]:
        """Minutes by study day (0) or room (1)."""
        spent: dict[object, int] = defaultdict(int)
        for key, (_, _, ms) in self.tallies().items():
            spent[key[part]] += ms
        return {name: round(ms / 60_000) for name, ms in spent.items()}

    def newest_scores(self) -> dict[int, float]:
        """The score of each item's newest answer."""
        return {answered.item: answered.score for answered in self.book.all(Answered)}

    def met(self) -> set[int]:
        """Concepts that were read."""
        return {met.concept for met in self.book.all(Met)}

    def _counted(self) -> Iterator[tuple[date, str, str, bool, int]]:
        for recall, kind in zip(self.recalls, self.kinds, strict=True):
            yield self.day(recall.at), recall.room, kind, recall.rating > 1, recall.ms
        for answered in self.book.all(Answered):
            yield self.day(answered.at), "quiz", "response", answered.score >= 1, answered.ms
        for took in self.book.all(Took):
            yield self.day(took.at), "interview", "take", True, took.ms
        for logged in self.book.all(Logged):
            yield self.day(logged.at), "learning", "hours", True, logged.minutes * 60_000

    def _recalls(self) -> Iterator[Recall]:
        """What is graded: cards always, an item once a study day, a question by its score."""
        graded: set[tuple[int, date]] = set()
        for deed in self.book.done:
            if isinstance(deed, Rated):
                yield Recall(deed.at, "cards", deed.card, deed.rating, deed.ms)
            elif isinstance(deed, Took):
                yield Recall(deed.at, "interview", deed.question, RATING_OF_SCORE[deed.score], 0)
            elif isinstance(deed, Answered) and (deed.item, self.day(deed.at)) not in graded:
                graded.add((deed.item, self.day(deed.at)))
                yield Recall(deed.at, "quiz", deed.item, _rating(deed), 0)

    def _grade(self) -> None:
        schedulers = {room: _scheduler(steps=room == "cards") for room in ("cards", "quiz", "interview")}
        known: dict[int, fsrs.Card] = {}
        lapses: dict[int, int] = defaultdict(int)
        reps: dict[int, int] = defaultdict(int)
        for recall in self.recalls:
            before = known.get(recall.thing) or fsrs.Card(card_id=recall.thing)
            self.kinds.append("learn" if recall.thing not in known else KINDS[before.state])
            moved = _FAR + timedelta(days=self.day(recall.at).toordinal() - _FAR.toordinal())
            after, _ = schedulers[recall.room].review_card(before, fsrs.Rating(recall.rating), moved)
            reps[recall.thing] += 1
            lapses[recall.thing] += before.state == fsrs.State.Review and recall.rating == 1
            known[recall.thing] = after
            earliest, latest = self._span(recall.at, after.due - moved)
            assert after.stability is not None
            assert after.difficulty is not None
            self.memories[recall.thing] = Memory(
                int(after.state), after.stability, after.difficulty, reps[recall.thing],
                lapses[recall.thing], recall.at, earliest, latest,
            )  # fmt: skip

    def _span(self, at: datetime, wait: timedelta) -> tuple[datetime, datetime]:
        """When it is due: to the second within a day, else at the begin of a day that fuzz may choose."""
        if not wait.days:
            return at + wait, at + wait
        low, high = fuzzed(wait.days)
        day = self.day(at)
        return self.begins(day + timedelta(days=low)), self.begins(day + timedelta(days=high))


def fuzzed(days: int) -> tuple[int, int]:
    """The days that fuzz may make of an interval: 15 % of days 2.5–7, 10 % of 7–20, 5 % beyond, and one."""
    if days < 2.5:
        return days, days
    more = 1.0
    for start, end, share in ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, 36_500.0, 0.05)):
        more += share * max(0.0, min(float(days), end) - start)
    return max(2, round(days - more)), round(days + more)


def remembered(stability: float, days: float) -> float:
    """The chance of recall after so many days (FSRS-6 with its default weights)."""
    decay = -fsrs.Scheduler().parameters[20]
    return float((1 + (0.9 ** (1 / decay) - 1) * days / stability) ** decay)


def _scheduler(*, steps: bool) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=0.9,
        learning_steps=(MINUTE, 10 * MINUTE) if steps else (),
        relearning_steps=(10 * MINUTE,) if steps else (),
        enable_fuzzing=False,
    )


def _rating(answered: Answered) -> int:
    """Wrong or guessed is Again, sure and quick is Easy, all else is Good."""
    if answered.score < 1 or answered.sure == 0:
        return 1
    return 4 if answered.sure == 2 and answered.ms <= QUICK_MS else 3
