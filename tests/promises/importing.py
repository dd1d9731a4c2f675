"""Kills a process that imports a table, again and again, and looks whether all of it or nothing is there."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.core.db.stage import StillClock, fresh
from tests.promises.children import fork, kill
from tpmprep.core.db.check import check
from tpmprep.core.db.database import Database
from tpmprep.core.db.raw import raw_of
from tpmprep.core.exchange.service import Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.exchange.faces import ImportFace

NOTES, ITEMS, STEP = 150, 5, 100
HEADER = "thing,kind,id,deck,front,back,text,stem,options,tags\n"
OPTIONS = '"+ This | yes\n- That | no\n- Those | no"'

Dump = dict[str, list[tuple[object, ...]]]


def table(told: str) -> str:
    """A table of notes and items; ``told`` stands in every one of them."""
    rows = [f"note,basic,my:n{n},Deck {n % 4}::In,Front {n},{told} {n},,,,a t{n % 9}\n" for n in range(NOTES)]
    rows += [f"note,cloze,my:c{n},,,,The {{{{c1::{told}}}}} {n},,,\n" for n in range(ITEMS)]
    rows += [f"item,single_choice,my:i{n},,,,,Which {told} {n}?,{OPTIONS},\n" for n in range(ITEMS)]
    return HEADER + "".join(rows)


def bring(database: Database, file: Path) -> ImportFace:
    return Exchange(database).apply(file)


def dump(file: Path) -> Dump:
    """All rows of all tables but those in which the search index keeps itself."""
    with closing(sqlite3.connect(file)) as raw:
        names = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_fts%'"
        ).fetchall()
        return {name: sorted(raw.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in names}


@dataclass
class Stage:
    """A folder with an empty file, a table and its edited form, and what each import ought to leave."""

    folder: Path
    chance: random.Random
    states: list[Dump] = field(default_factory=list)
    ticks: int = 0
    seconds: float = 0.0
    found: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "file"

    @property
    def tables(self) -> list[Path]:
        return [self.folder / "first.csv", self.folder / "edited.csv"]

    def prepare(self) -> None:
        """Does it once without harm, and notes the state and the counts after each import."""
        fresh(self.folder / "empty").close()
        for file, told in zip(self.tables, ("old", "new"), strict=True):
            file.write_text(table(told), encoding="utf-8")
        self.begin()
        self.states.append(dump(self.file))
        begun = time.perf_counter()
        first, edited = self.imported(self.count)
        self.seconds = time.perf_counter() - begun
        if (first.notes_added, first.items_added, first.refused) != (NOTES + ITEMS, ITEMS, ()):
            self.faults.append(f"the file's counts: {first}")
        if (edited.notes_added, edited.notes_updated, edited.items_added) != (0, NOTES + ITEMS, 0):
            self.faults.append(f"the edited file's counts: {edited}")

    def count(self) -> None:
        self.ticks += 1

    def begin(self) -> None:
        for file in self.folder.glob("file*"):
            file.unlink()
        shutil.copy(self.folder / "empty", self.file)

    def imported(self, tick: Callable[[], None]) -> list[ImportFace]:
        """Both imports, ``tick`` called at every so many steps of SQLite."""
        database = Database(self.file, StillClock())
        with database.unlogged(counts=False) as session:
            raw_of(session).set_progress_handler(tick, STEP)
        faces = []
        for file in self.tables:
            faces.append(bring(database, file))
            if len(self.states) < 1 + len(self.tables):
                self.states.append(dump(self.file))
        database.close()
        return faces

    def killed(self, round_: int) -> None:
        """One kill: from within at some step of SQLite, or from outside at some moment."""
        self.begin()
        if round_ % 2:
            self.chance.random()  # moves on here, for the child has a copy
            child, reading = fork(self.dying)
            os.close(reading)
            os.waitpid(child, 0)
            return
        child, reading = fork(self.living)
        select.select([reading], [], [], self.chance.uniform(0, self.seconds * 1.2))
        kill(child)
        os.close(reading)

    def living(self, _pipe: int) -> None:
        self.imported(self.count)

    def dying(self, _pipe: int) -> None:
        left = self.chance.randrange(self.ticks)

        def tick() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        self.imported(tick)

    def look(self) -> None:
        """Whether the file is in one of the states, and goes on from there to the last."""
        here = dump(self.file)
        if here not in self.states:
            self.faults.append("neither all nor nothing: " + ", ".join(self.differs(here)))
            return
        at = self.states.index(here)
        self.found[("nothing", "first", "edited")[at]] += 1
        database = Database(self.file, StillClock())
        for file in self.tables[max(at - 1, 0) :]:
            face = bring(database, file)
            if at and (face.notes_added or face.items_added or face.cards_added):
                self.faults.append(f"again it adds: {face}")
        again = bring(database, self.tables[-1])
        if again.notes_added + again.notes_updated + again.items_added:
            self.faults.append(f"once more it adds: {again}")
        self.faults += [str(found) for found in check(database)]
        database.close()

    def differs(self, here: Dump) -> list[str]:
        return [name for name in here if all(here[name] != state[name] for state in self.states)]


def kill_again_and_again(folder: Path, kills: int) -> dict[str, object]:
    stage = Stage(folder, random.Random(kills))  # noqa: S311  (only when to kill)
    stage.prepare()
    for round_ in range(kills):
        stage.killed(round_)
        stage.look()
    return {"kills": kills, "found": dict(stage.found), "faults": stage.faults}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill_again_and_again(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
