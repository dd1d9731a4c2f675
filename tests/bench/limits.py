"""What is promised: the anchor measured beside other programs, and how much of it is allowed.

The anchors are medians of Anki on Linux with 100,000 cards and 1.12 million reviews, WAL and FULL on both
sides; the figures here are taken with the shipped content.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

GATE = 1.5
EMPTY_WINDOW_MS = 120.0
"""What an empty PySide6 window took on the machine of the anchors."""


@dataclass(frozen=True)
class Limit:
    """A promise: ``ratio`` of the anchor is the most allowed; ``anchor`` 0 is measured beside ours."""

    name: str
    unit: str
    anchor: float
    ratio: float
    beside: str = "Anki"


@dataclass(frozen=True)
class Figure:
    """What was measured for a promise."""

    limit: Limit
    ours: float
    anchor: float

    @property
    def allowed(self) -> float:
        return self.anchor * self.limit.ratio

    @property
    def share(self) -> float:
        return self.ours / self.allowed

    @property
    def holds(self) -> bool:
        return self.share <= GATE


START = Limit("start → front page answers", "ms", 0, 2.0, "empty window")
START_ANKI = Limit("start → front page answers", "ms", 1340, 0.2)
FIRST_GRADE = Limit("start → first grade possible", "ms", 600, 1.0, "promise")
MEMORY = Limit("memory after start (PSS)", "MiB", 455, 0.3)
KEY_P50 = Limit("key 3 → next card's pixels, p50", "ms", 29, 0.3)
KEY_P95 = Limit("key 3 → next card's pixels, p95", "ms", 33, 0.3)
ANSWER_P50 = Limit("next + answer + commit, p50", "ms", 0.31, 1.2)
ANSWER_P99 = Limit("next + answer + commit, p99", "ms", 5.7, 0.25)
UNDO = Limit("undo of an answer, p50", "ms", 0.21, 1.5)
SAVES = {
    name: Limit(f"{name}, p99", "ms", 50, 1.0, "promise")
    for name in ("save a note", "save an answer", "tick")
}
SEARCH = Limit("search, p95", "ms", 35, 0.15)
DECKS = Limit("deck counts, p50", "ms", 13.9, 0.5)
BACKUP = Limit("backup", "ms", 390, 1.0)
CHECK = Limit("check", "ms", 6060, 0.4)
START_LARGE = Limit("start with 100,000 cards", "ms", 0, 1.1, "start with few")
CSV = Limit("CSV import of 100,000 notes", "ms", 1880, 2.0)
CSV_MNEMOSYNE = Limit("CSV import of 100,000 notes", "ms", 6300, 0.6, "Mnemosyne")
STATISTICS = Limit("statistics over the whole history", "ms", 420, 0.4)
CARDS_PAGE = Limit("page Cards, press → still", "ms", 1080, 0.25)
PROGRESS_PAGE = Limit("page Progress, press → still", "ms", 1830, 0.25)
BYTES = Limit("bytes a card, index and 11 reviews", "B", 1457, 1.1)
QUICK_CHECK = Limit("quick_check, per 500,000 reviews", "ms", 250, 1.0, "promise")


def at_pace(figure: Figure, pace: float) -> Figure:
    """The figure with its anchor stretched for a machine that is ``pace`` times slower."""
    return replace(figure, anchor=figure.anchor * pace)


def table(figures: list[Figure]) -> str:
    """The figures beside their limits, one a line."""
    lines = [f"{'what':36}{'ours':>11}{'limit':>11}{'anchor':>11}  {'of anchor':>9}  of limit"]
    for figure in figures:
        limit = figure.limit
        mark = "" if figure.share <= 1 else "  over" if figure.holds else "  OVER THE GATE"
        lines.append(
            f"{limit.name:36}{figure.ours:8.2f} {limit.unit:3}{figure.allowed:7.2f} {limit.unit:3}"
            f"{figure.anchor:7.2f} {limit.unit:3} {figure.ours / figure.anchor:8.2f} × "
            f"{figure.share:8.2f}  {limit.beside}{mark}"
        )
    return "\n".join(lines)
