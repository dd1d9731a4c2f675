"""A furnished profile, and the ways in which a file comes to harm."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tests.core.db.stage import StillClock
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.db.identity import beside
from tpmprep.core.db.lenient import tables_of
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

PAGE = 4096
REVIEWS, OWN_NOTES = 3000, 200
_REVIEW = (
    "INSERT INTO review(thing_id, room, at, study_day, rating, kind, duration_ms, state_before) "
    "VALUES (1, 0, ?, 20514, 3, 0, 4000, 2)"
)
Rows = dict[str, list[tuple[object, ...]]]


def furnish(root: Path) -> Folders:
    """A profile with the shipped pack, a person's own texts, some thousand reviews, and a backup."""
    folders = prepare(root)
    profile = open_for_writing(folders, clock=StillClock())
    services = profile.services
    deck = services.cards.add_deck("Mine")
    for number in range(OWN_NOTES):
        services.cards.add(NoteDraft("basic", deck, {"front": f"Frage {number}", "back": "Ä" * 200}))
    services.desk.keep_draft("note:1", "half a sentence")
    question = services.interview.questions(QuestionQuery())[0].id
    services.interview.save_answer(question, "My prepared answer")
    with profile.database.hot_step("card.answered", Change.MEMORY) as raw:
        raw.executemany(_REVIEW, [(number,) for number in range(REVIEWS)])
    profile.close()
    return folders


def copy_of(folders: Folders, root: Path) -> Folders:
    shutil.copytree(folders.root, root)
    return prepare(root)


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def rows_of(file: Path) -> Rows:
    """Every row of every table of a sound file."""
    with closing(sqlite3.connect(file)) as raw:
        return {table: list(raw.execute(f'SELECT * FROM "{table}"')) for table in tables_of(raw)}


def pages_of(file: Path, tables: Iterable[str], kind: bytes) -> list[int]:
    """The pages of some tables or indexes that begin with this kind of page, in the order of their rows."""
    holes = ", ".join("?" * len(list(tables)))
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA query_only=ON")
        names = list(tables)
        roots = dict(raw.execute(f"SELECT name, rootpage FROM sqlite_schema WHERE name IN ({holes})", names))
    content = file.read_bytes()
    found: list[int] = []
    waiting = list(roots.values())
    while waiting:
        number = waiting.pop()
        page = content[(number - 1) * PAGE : number * PAGE]
        if page[:1] == kind:
            found.append(number)
        if page[0] in (2, 5):
            cells = int.from_bytes(page[3:5], "big")
            places = [int.from_bytes(page[12 + 2 * at : 14 + 2 * at], "big") for at in range(cells)]
            waiting += [int.from_bytes(page[place : place + 4], "big") for place in places]
            waiting.append(int.from_bytes(page[8:12], "big"))
    return found[::-1]


def overwrite(file: Path, number: int, content: bytes) -> None:
    with file.open("r+b") as stream:
        stream.seek((number - 1) * PAGE)
        stream.write(content)


def noise(length: int) -> bytes:
    return random.Random(4711).randbytes(length)  # noqa: S311  (only noise)


def harm_head(folders: Folders) -> None:
    overwrite(folders.database, 1, noise(100))


def harm_end(folders: Folders) -> None:
    size = folders.database.stat().st_size
    with folders.database.open("r+b") as stream:
        stream.truncate(size * 9 // 10 // PAGE * PAGE)


def harm_middle(folders: Folders) -> None:
    pages = pages_of(folders.database, ["review"], b"\x0d")
    overwrite(folders.database, pages[len(pages) // 2], bytes(PAGE))


def harm_tree(folders: Folders) -> None:
    (number,) = pages_of(folders.database, ["note"], b"\x05")[:1]
    overwrite(folders.database, number, noise(PAGE))


def harm_leaf(folders: Folders) -> None:
    pages = pages_of(folders.database, ["note"], b"\x0d")
    overwrite(folders.database, pages[len(pages) // 2], b"\x0d" + noise(PAGE - 1))


def harm_index(folders: Folders) -> None:
    """An index that no longer agrees with its table, on pages that are sound."""
    run(
        folders.database,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql = replace(sql, '(name)', '(thing_id)') "
        "WHERE name = 'ix_thing_tag_name'",
    )


def harm_tables(folders: Folders) -> None:
    """A table is gone, and a view that never ends stands in the place of another."""
    run(
        folders.database,
        "PRAGMA foreign_keys=OFF",
        "DROP TABLE evidence",
        "DROP TABLE kept",
        "CREATE VIEW kept AS WITH RECURSIVE n(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM n) "
        "SELECT key, '' AS value FROM n",
    )


def harm_log(folders: Folders) -> None:
    """A crash left a log, and the log's pages put a leaf of the notes out of order."""
    file = folders.database
    number = pages_of(file, ["note"], b"\x0d")[1]
    aside, sound = folders.root / "aside", file.read_bytes()
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA wal_autocheckpoint=0")
    raw.execute("UPDATE note SET source = 'changed'")
    log = bytearray(file.with_name(f"{file.name}-wal").read_bytes())
    raw.close()
    for place in beside(file):
        place.unlink()
    file.write_bytes(sound)
    aside.write_bytes(_spoilt(log, number))
    aside.rename(f"{file}-wal")


def _spoilt(log: bytearray, number: int) -> bytes:
    """The log with one page of garbage in it, and sums that say that all is well."""
    place, frames = 32, len(log[32:]) // (PAGE + 24)
    order = "big" if log[3] & 1 else "little"
    sums = _summed(bytes(log[:24]), (0, 0), order)
    for _ in range(frames):
        if int.from_bytes(log[place : place + 4], "big") == number:
            log[place + 24 : place + 24 + PAGE] = noise(PAGE)
        sums = _summed(bytes(log[place : place + 8] + log[place + 24 : place + 24 + PAGE]), sums, order)
        log[place + 16 : place + 24] = b"".join(part.to_bytes(4, "big") for part in sums)
        place += PAGE + 24
    return bytes(log)


def _summed(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """The running sum of a write-ahead log (https://sqlite.org/fileformat2.html#checksum_algorithm)."""
    one, two = sums
    for at in range(0, len(content), 8):
        one = (one + int.from_bytes(content[at : at + 4], order) + two) & 0xFFFFFFFF  # type: ignore[arg-type]
        two = (two + int.from_bytes(content[at + 4 : at + 8], order) + one) & 0xFFFFFFFF  # type: ignore[arg-type]
    return one, two


HARMS: dict[str, Callable[[Folders], None]] = {
    "head": harm_head,
    "end cut off": harm_end,
    "page of zeros": harm_middle,
    "tree of garbage": harm_tree,
    "leaf of garbage": harm_leaf,
    "index that lies": harm_index,
    "table gone": harm_tables,
    "log of garbage": harm_log,
}
