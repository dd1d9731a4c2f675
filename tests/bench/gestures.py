"""Times gestures over a profile: what a key press, an answer, an undo, a search costs."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.db.backups.copying import backup
from tpmprep.core.db.check import check
from tpmprep.core.db.database import LOG_COMMITS
from tpmprep.core.flows.faces import Plan
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tpmprep.core.profile import Profile

WORDS = (
    "roadmap",
    "cache",
    "api design",
    "slo",
    "deploy release",
    '"error budget"',
    "dat",
    "#seed:001",
    "risk",
)


AHEAD: list[float] = []
BARE: list[float] = []
_SPUN_S = 0.2


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def at(times: Sequence[float], share: float) -> float:
    """The time under which so large a share stays."""
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def plan(profile: Profile) -> Plan:
    """A sitting of all cards there are."""
    cards = profile.services.cards
    rows = cards.notes(NoteQuery(limit=2000))
    things = tuple(("card", card) for row in rows for card in cards.note(row.id).cards)
    return Plan("bench", 240, things)  # type: ignore[arg-type]  # all pairs are cards


def own_plan(profile: Profile) -> Plan:
    """A sitting of what is due and new in all decks that no pack brought."""
    decks = (deck for deck in profile.services.cards.decks() if not deck.shipped)
    things = dict.fromkeys(
        thing for deck in decks for thing in profile.services.sittings.deck(deck.id).things
    )
    return Plan("bench", 240, tuple(things))


def answers(profile: Profile, count: int, of: Plan | None = None) -> tuple[list[float], list[float]]:
    """Times of answering and of taking the answer back.

    As in the window, the next card was read while the person thought: ``AHEAD`` keeps how long that took, and
    then a long log is folded into the file.
    In turns with the answers a row of another file is committed: ``BARE`` keeps what the disk alone takes.
    """
    with (
        tempfile.TemporaryDirectory(dir=profile.folders.database.parent) as place,
        closing(_bare_file(Path(place))) as bare,
    ):
        return _answers(profile, count, of, bare)


def _answers(
    profile: Profile, count: int, of: Plan | None, bare: sqlite3.Connection
) -> tuple[list[float], list[float]]:
    _freeze()
    AHEAD.clear()
    BARE.clear()
    sittings, desk = profile.services.sittings, profile.services.desk
    turn = sittings.start(of or plan(profile))
    given: list[float] = []
    undone: list[float] = []
    for number in range(count + 20):
        while turn.exercise is not None and turn.exercise.kind != "card":
            turn = sittings.go_on()
        if turn.exercise is None:
            break
        card = turn.exercise.thing_id
        BARE.append(timed(lambda: bare.execute("INSERT INTO bare(at) VALUES (1)")))
        profile.database.fold_log(LOG_COMMITS)
        AHEAD.append(timed(sittings.look_ahead))
        given.append(timed(lambda card=card: sittings.answer(card, Rating.GOOD, 5000)))  # type: ignore[misc]
        if number % 4 == 3:
            undone.append(timed(desk.undo))
        again = sittings.resume()
        if again is None:
            break
        turn = again
    return given[20:], undone[5:]


def saves(profile: Profile, count: int) -> dict[str, list[float]]:
    """Times of saving a note, an answer note and a tick, each other than the one before."""
    _freeze()
    cards, interview, learning = profile.services.cards, profile.services.interview, profile.services.learning
    deck = cards.add_deck("Bench")
    question = interview.questions(QuestionQuery())[0].id
    stages = (stage for path in learning.paths() for stage in learning.path(path.id).milestones)
    step = next(step.id for stage in stages for step in stage.steps)
    acts: dict[str, Callable[[int], object]] = {
        "save a note": lambda n: cards.add(
            NoteDraft("basic", deck, {"front": f"Saved {n}?", "back": "Yes. " * 40})
        ),
        "save an answer": lambda n: interview.save_answer(question, f"What I would say, {n}. " * 40),
        "tick": lambda n: learning.set_status(step, "next" if n % 2 else "done"),
    }
    return {
        name: [timed(lambda n=n, act=act: act(n)) for n in range(count)]  # type: ignore[misc]
        for name, act in acts.items()
    }


def searches(profile: Profile, words: Sequence[str] = WORDS) -> list[float]:
    """Times of searching, each word a few times."""
    find = profile.services.catalog.find
    return [timed(lambda word=word: find(word)) for _ in range(10) for word in words]  # type: ignore[misc]


def share_of_processor() -> float:
    """How much of the time this process has a processor while it wants one; below 1 others slow us."""
    wall, own = time.perf_counter(), time.thread_time()
    while time.perf_counter() - wall < _SPUN_S:
        pass
    return (time.thread_time() - own) / (time.perf_counter() - wall)


def _bare_file(folder: Path) -> sqlite3.Connection:
    """A file without anything of ours, whose commits wait for the disk as ours do."""
    raw = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("CREATE TABLE bare(id INTEGER PRIMARY KEY, at INTEGER)")
    return raw


def deck_counts(profile: Profile) -> list[float]:
    """Times of counting what is due in each deck."""
    return [timed(profile.services.cards.decks) for _ in range(20)]


def copies(profile: Profile, folder: Path) -> list[float]:
    """Times of a backup, checked and hashed."""
    file = profile.folders.database
    return [
        timed(lambda number=number: backup(file, folder / f"{number}.sqlite3"))  # type: ignore[misc]
        for number in range(3)
    ]


def _freeze() -> None:
    """As the window does at its start."""
    gc.collect()
    gc.freeze()


def checks(profile: Profile) -> list[float]:
    """Times of looking for what is wrong."""
    return [timed(lambda: check(profile.database)) for _ in range(3)]
