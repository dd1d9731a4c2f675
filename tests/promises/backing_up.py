"""Kills a process that backs up, thins out and writes on, again and again; and what a backup must be."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tests.core.db.stage import NOON, StillClock, fill
from tests.promises.children import fork, kill
from tpmprep.core.db.backups.card import STORE
from tpmprep.core.db.backups.shelf import put_one_more
from tpmprep.core.db.backups.thinning import thin_out
from tpmprep.core.db.profile import open_profile
from tpmprep.core.ground.folders import Folders, prepare

ADD = (
    "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
    "VALUES (1, 0, ?, 20514, 3, 0, 4000, 2)"
)


def profile(root: Path) -> Folders:
    """A profile with some history, a picture and a recording."""
    folders = prepare(root)
    open_profile(folders, StillClock()).close()
    fill(folders.database)
    add_media(folders, b"a picture")
    (folders.recordings / "take.wav").write_bytes(b"said aloud")
    return folders


def add_media(folders: Folders, content: bytes, end: str = "png") -> Path:
    """Stores a picture as the profile does: under its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = folders.media / sha256[:2] / f"{sha256}.{end}"
    place.parent.mkdir(exist_ok=True)
    coming = place.with_name(f".{place.name}.tmp")
    coming.write_bytes(content)
    coming.replace(place)
    return place


def media_of(root: Path) -> dict[str, str]:
    """Every picture and recording of a profile with its hash."""
    folders = Folders(root)
    return {
        file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for place in (folders.media, folders.recordings)
        for file in place.rglob("*")
        if file.is_file()
    }


def wrong_with(folder: Path, whole: set[tuple[str, int]] | None = None) -> list[str]:
    """What a published backup must never be: without its card, other than its card, or without its files.

    What was found ``whole`` once, and has the same time still, is not read again.
    """
    found: list[str] = []
    read = set() if whole is None else whole
    for file in folder.glob("[!.]*.sqlite3"):
        card = json.loads(file.with_name(f"{file.name}.json").read_bytes())
        stamp = (file.name, file.stat().st_mtime_ns)
        if stamp not in read:
            found += _pages(file, card)
            read.add(stamp)
        for kept in card["files"]:
            end = Path(kept["path"]).suffix
            stored = folder / STORE / kept["sha256"][:2] / f"{kept['sha256']}{end}"
            if (kept["sha256"], 0) in read and stored.is_file():
                continue
            if not stored.is_file() or hashlib.sha256(stored.read_bytes()).hexdigest() != kept["sha256"]:
                found.append(f"{file.name}: {kept['path']}")
            read.add((kept["sha256"], 0))
    return found


def _pages(file: Path, card: dict[str, Any]) -> list[str]:
    found = []
    if hashlib.sha256(file.read_bytes()).hexdigest() != card["sha256"]:
        found.append(f"{file.name}: hash")
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            found.append(f"{file.name}: pages")
        rows = raw.execute("SELECT count(*) FROM review").fetchone()[0]
    if rows != card["rows"]["review"]:
        found.append(f"{file.name}: rows")
    return found


def back_up_without_end(folders: Folders, first: int, pipe: int) -> None:
    """Adds a review and a picture, backs up, thins out; says the number once the backup is published."""
    for number in count(first):
        with closing(sqlite3.connect(folders.database)) as raw:
            raw.execute(ADD, (number,))
            raw.commit()
        add_media(folders, b"picture %d" % number)
        face = put_one_more(folders, "use", NOON + timedelta(hours=number))
        os.write(pipe, f"{number} {face.file.name}\n".encode())
        thin_out(folders, NOON + timedelta(hours=number))


def kill_again_and_again(root: Path, kills: int) -> dict[str, object]:
    folders = profile(root)
    chance = random.Random(kills)  # noqa: S311  (only when to kill)
    newest, last, problems = 0, "", []
    whole: set[tuple[str, int]] = set()
    for _ in range(kills):
        child, reading = fork(lambda pipe, first=newest + 1: back_up_without_end(folders, first, pipe))  # type: ignore[misc]
        with os.fdopen(reading, "rb") as lines:
            heard = [lines.readline() for _ in range(chance.randint(0, 3))]
            delay = chance.random()
            _spin(delay / 20)
            kill(child)
            told = [line.decode().split() for line in (*heard, *lines) if line.endswith(b"\n")]
        if told:
            newest, last = max(newest, int(told[-1][0])), told[-1][1]
        newest += 1
        problems += wrong_with(folders.backups, whole)
        if last and not (folders.backups / last).exists():
            problems.append(f"{last} was published and is gone")
    problems += wrong_with(folders.backups)
    left = len(list(folders.backups.glob("[!.]*.sqlite3")))
    return {"kills": kills, "published": newest, "left": left, "problems": problems}


def _spin(seconds: float) -> None:
    """Lets the child go on for a moment that is not a whole number of its steps."""
    until = os.times().elapsed + seconds
    while os.times().elapsed < until:
        pass


if __name__ == "__main__":
    sys.stdout.write(json.dumps(kill_again_and_again(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
