"""The figures of a large collection: 100,000 cards and 1.12 million reviews."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.bench import crowd, gestures, limits, starting
from tests.bench.limits import Figure, Limit
from tests.bench.pressing import openings, presses
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.profile import Profile

ANSWERS, PRESSES, SAVED = 400, 60, 200
SEARCHED = 9


def start_figures(root: Path, small_ms: float) -> list[Figure]:
    """How long the start takes with so many cards, beside the start with few."""
    _, ours, _, _ = starting.start_ms(root)
    return [Figure(limits.START_LARGE, ours, small_ms), _figure(limits.MEMORY, starting.memory_mib(root))]


def figures(root: Path, place: Path) -> list[Figure]:
    """All other figures; ``root`` is a copy that may be changed."""
    file = Folders(root).database
    size = file.stat().st_size / crowd.CARDS
    checked = _quick_check_ms(file)
    profile = open_for_writing(prepare(root))
    try:
        measured = [*_hot(profile), *_calm(profile, place)]
    finally:
        profile.close()
    return [
        *measured,
        *_imports(place),
        _figure(limits.BYTES, size),
        _figure(limits.QUICK_CHECK, checked * 500_000 / crowd.REVIEWS),
    ]


def copy_of_crowd(place: Path) -> Path:
    """A copy of the large profile that may be changed."""
    root = place / "crowd"
    shutil.copytree(crowd.crowd(), root)
    return root


def _hot(profile: Profile) -> list[Figure]:
    given, undone = gestures.answers(profile, ANSWERS, gestures.own_plan(profile))
    keys = presses(profile, PRESSES, gestures.own_plan(profile))
    return [
        _figure(limits.ANSWER_P50, gestures.at(given, 0.5)),
        _figure(limits.ANSWER_P99, gestures.at(given, 0.99)),
        _figure(limits.UNDO, gestures.at(undone, 0.5)),
        _figure(limits.KEY_P50, gestures.at(keys, 0.5)),
        _figure(limits.KEY_P95, gestures.at(keys, 0.95)),
    ]


def _calm(profile: Profile, place: Path) -> list[Figure]:
    progress = [gestures.timed(profile.services.insight.progress) for _ in range(5)]
    words = [text.split()[number % 3] for number, (text, _, _) in enumerate(crowd.texts(SEARCHED))]
    phrase = " ".join(next(iter(crowd.texts(1)))[1].split()[2:5])
    words += [f'"{phrase}"', "#topic:7", "tag:level:1"]
    return [
        _figure(limits.SEARCH, gestures.at(gestures.searches(profile, words), 0.95)),
        _figure(limits.STATISTICS, gestures.at(progress, 0.5)),
        _figure(limits.CARDS_PAGE, gestures.at(openings(profile, "cards"), 0.5)),
        _figure(limits.PROGRESS_PAGE, gestures.at(openings(profile, "progress"), 0.5)),
        _figure(limits.DECKS, gestures.at(gestures.deck_counts(profile), 0.5)),
        _figure(limits.BACKUP, gestures.at(gestures.copies(profile, place), 0.5)),
        _figure(limits.CHECK, gestures.at(gestures.checks(profile), 0.5)),
        *(
            _figure(limits.SAVES[name], gestures.at(times, 0.99))
            for name, times in gestures.saves(profile, SAVED).items()
        ),
    ]


def _imports(place: Path) -> list[Figure]:
    """100,000 notes into a profile that holds the shipped content alone."""
    file = place / "notes.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["thing", "deck", "front", "back", "tags"])
        for number, (front, back, tags) in enumerate(crowd.texts()):
            rows.writerow(["note", f"Subject {number % crowd.DECKS + 1}", front, back, " ".join(tags)])
    profile = open_for_writing(prepare(place / "imports"))
    try:
        took = gestures.timed(lambda: profile.services.exchange.apply(file))
    finally:
        profile.close()
    return [_figure(limits.CSV, took), _figure(limits.CSV_MNEMOSYNE, took)]


def _quick_check_ms(file: Path) -> float:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as raw:
        raw.execute("SELECT count(*) FROM review").fetchone()
        return gestures.timed(lambda: raw.execute("PRAGMA quick_check(1)").fetchone())


def _figure(limit: Limit, ours: float) -> Figure:
    return Figure(limit, ours, limit.anchor)
