"""Kills a process that saves answers, notes and ticks, again and again, and counts what was lost."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.core.db.stage import NOON, StillClock, fresh
from tests.promises.children import fork, kill
from tpmprep.core.db.database import Database
from tpmprep.core.db.tables.desk import DraftText
from tpmprep.core.db.tables.interview import AnswerNote
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.ground.change import Change

REVIEW = (
    "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
    "VALUES (1, 0, ?, 20514, 3, 0, 4000, 2)"
)
MEMORY = "UPDATE memory SET reps = reps + 1, last_at = ? WHERE thing_id = 1"


def prepare(file: Path) -> None:
    database = fresh(file)
    with database.step("made", Change.CARDS) as session:
        session.add(Thing(kind="card", ref="my:card.1"))
        session.flush()
        session.connection().exec_driver_sql(
            "INSERT INTO memory(thing_id, kind, state, reps, lapses, suspended, position) "
            "VALUES (1, 'card', 2, 0, 0, 0, 0)"
        )
        session.add(AnswerNote(question_id=1, text="0", edited_at=NOON))
    database.close()


def save(file: Path, first: int, pipe: int) -> None:
    """Saves numbers without end, each as a rating, a note or a draft; writes each only once it is saved."""
    database = Database(file, StillClock())
    number = first
    while True:
        if number % 3 == 0:
            with database.hot_step("card.answered", Change.MEMORY) as raw:
                raw.execute(REVIEW, (number,))
                raw.execute(MEMORY, (number,))
        elif number % 3 == 1:
            with database.step("answer.edited", Change.ANSWER_NOTES) as session:
                note = session.get(AnswerNote, 1)
                assert note is not None
                note.text = str(number)
        else:
            with database.unlogged() as session:
                session.merge(DraftText(place="answer_note:1", text=str(number), at=NOON))
        os.write(pipe, b"%d\n" % number)
        number += 1


def saved(file: Path) -> tuple[int, int, int, int, str]:
    """The newest review, how many there are, the newest note and draft, and what SQLite says of the file."""
    with closing(sqlite3.connect(file)) as raw:
        newest, count = raw.execute("SELECT coalesce(max(at), 0), count(*) FROM review").fetchone()
        (reps,) = raw.execute("SELECT reps FROM memory").fetchone()
        note = int(raw.execute("SELECT text FROM answer_note").fetchone()[0])
        draft = raw.execute("SELECT text FROM draft_text").fetchone()
        (verdict,) = raw.execute("PRAGMA quick_check").fetchone()
        if reps != count:
            verdict = f"half a step: {reps} of {count}"
    return newest, count, note, int(draft[0]) if draft else 0, verdict


def lost_of(told: int, file: Path) -> str:
    """Says what of the numbers 1 … told is not in the file; empty when nothing is missing."""
    newest, count, note, draft, verdict = saved(file)
    review, noted, drafted = (told - (told - rest) % 3 for rest in range(3))
    if verdict != "ok":
        return verdict
    if newest < review or count != newest // 3:
        return f"reviews: {newest} of {review}, {count} rows"
    if note < noted or draft < drafted:
        return f"note {note} of {noted}, draft {draft} of {drafted}"
    return ""


def kill_again_and_again(folder: Path, kills: int) -> dict[str, object]:
    file = folder / "file"
    prepare(file)
    chance = random.Random(kills)  # noqa: S311  (only when to kill)
    told, losses = 0, []
    for _ in range(kills):
        newest, _, note, draft, _ = saved(file)
        first = max(newest, note, draft) + 1
        child, reading = fork(lambda pipe, first=first: save(file, first, pipe))  # type: ignore[misc]
        with os.fdopen(reading, "rb") as lines:
            for _ in range(chance.randint(1, 40)):
                told = int(lines.readline())
            kill(child)
            for line in lines:
                told = int(line) if line.endswith(b"\n") else told
        if lost := lost_of(told, file):
            losses.append(lost)
    return {"kills": kills, "saved": told, "losses": losses}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill_again_and_again(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
