"""Works on a full disk, with files that may not grow, or beside another writer; tells what came of it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.core.db.stage import StillClock
from tests.promises.tracing import STRACE
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.db.backups.shelf import put_one_more
from tpmprep.core.db.check import check
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.logs import note, start_log, stop_log
from tpmprep.core.interview.faces import QuestionQuery, StoryDraft
from tpmprep.core.profile import open_for_writing
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tpmprep.core.profile import Profile

SIZE_MB = 48
WRITING = "write,pwrite64,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2"
STRANGER = 65534
COUNTS = (
    "SELECT (SELECT count(*) FROM review), (SELECT count(*) FROM note), (SELECT text FROM answer_note), "
    "(SELECT text FROM draft_text WHERE place = 'note:1'), (SELECT count(*) FROM story)"
)


def gestures(profile: Profile) -> dict[str, Callable[[], object]]:
    """What a person does that writes: each is one press, and can be repeated as it is."""
    services, folders = profile.services, profile.folders
    deck = services.cards.add_deck("Cramped")
    for number in range(3):
        services.cards.add(NoteDraft("basic", deck, {"front": f"Q{number}", "back": "A"}))
    turn = services.sittings.start(services.sittings.deck(deck))
    assert turn.exercise is not None
    card, question = turn.exercise.thing_id, services.interview.questions(QuestionQuery())[0].id
    copy = folders.root / "export.csv"
    return {
        "answer": lambda: services.sittings.answer(card, Rating.GOOD, 1000),
        "note": lambda: services.cards.add(NoteDraft("basic", deck, {"front": "new", "back": "x" * 9000})),
        "answer note": lambda: services.interview.save_answer(question, "said " * 2000),
        "story": lambda: services.interview.add_story(StoryDraft("A story", "situation", "", "", "", "", ())),
        "draft": lambda: services.desk.keep_draft("note:1", "typed " * 2000),
        "setting": lambda: services.settings.put("zoom", 120),
        "backup": lambda: back_up(profile),
        "export": lambda: services.exchange.export(copy, "csv"),
        "log": lambda: note("cramped", number=1),
    }


def back_up(profile: Profile) -> object:
    return put_one_more(profile.folders, "asked", StillClock().now())


def attempt(act: Callable[[], object]) -> tuple[str, float]:
    """The code of the refusal, empty where there was none, and how long it took."""
    began = time.perf_counter()
    try:
        act()
        code = ""
    except UserError as error:
        code = error.code
    return code, time.perf_counter() - began


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Not a byte is free."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as stream, suppress(OSError):
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    stream.write(bytes(size))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def capped(_folder: Path) -> Iterator[None]:
    """No file may grow beyond 1 KB."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program is in the middle of writing."""
    file = prepare(folder / "profile").database
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def frozen(folder: Path) -> Iterator[None]:
    """The whole disk can only be read."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)


@contextmanager
def turned(folder: Path, *files: Path) -> Iterator[None]:
    """The disk turns read-only under files that stay open for writing; no mount does that at will.

    A tracer from outside answers every call of this process that would write with EROFS: to any file, or
    only to those that are named.
    """
    calls = f"{WRITING}:error=EROFS"
    command = [str(STRACE), "-f", "-p", str(os.getpid()), "-e", f"trace={WRITING}", "-e", f"inject={calls}"]
    command += [word for file in files for word in ("-P", str(file))]
    with subprocess.Popen([*command, "-o", folder / "calls"], stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        try:
            while attached and b"attached" not in attached:
                attached = tracer.stderr.readline()
            assert attached
            yield
        finally:
            tracer.terminate()


WAYS = {"turned": turned, "full": full, "capped": capped, "held": held, "frozen": frozen}
OWN_DISK = {"full", "frozen"}
UNSHARE = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]


def can_mount() -> bool:
    """Whether this machine lets us have a small disk of our own."""
    if shutil.which("unshare") is None:
        return False
    tried = [*UNSHARE, "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def can_trace() -> bool:
    """Whether this machine lets a child of ours watch its parent."""
    if STRACE is None:
        return False
    watch = f"{STRACE} -o /dev/null -p $$ & trap 'kill $!' EXIT; read -r line"
    with subprocess.Popen(["sh", "-c", watch], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as tried:
        assert tried.stderr is not None
        attached = b"attached" in tried.stderr.readline()
        tried.communicate(b"\n")
    return attached


def small_disk(folder: Path) -> None:
    """Mounts a disk of a few megabytes that goes with this process."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=755", "tmpfs", str(folder)]
    subprocess.run(command, check=True)


def state(file: Path) -> list[Any]:
    with closing(sqlite3.connect(file)) as raw:
        return [len(value) if isinstance(value, str) else value for value in raw.execute(COUNTS).fetchone()]


def work(way: str, source: Path, folder: Path) -> dict[str, Any]:
    """Every gesture while it is cramped, and once more when it is not."""
    shutil.copytree(source, folder / "profile")
    folders = prepare(folder / "profile")
    start_log(folders.logs)
    profile = open_for_writing(folders, clock=StillClock())
    acts = gestures(profile)
    with closing(sqlite3.connect(folders.database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = state(folders.database)
    with WAYS[way](folder):
        cramped = {name: attempt(act) for name, act in acts.items()}
    between = state(folders.database)
    mended = {name: attempt(act) for name, act in acts.items()}
    after = state(folders.database)
    problems = [problem.what for problem in check(profile.database)]
    titles = len(profile.services.cards.notes(NoteQuery()))
    profile.close()
    stop_log()
    return {
        "cramped": cramped, "mended": mended, "before": before, "between": between, "after": after,
        "problems": problems, "titles": titles,
    }  # fmt: skip


def opening(way: str, source: Path, folder: Path) -> dict[str, Any]:
    """Opens while it is cramped, and once more when it is not."""
    shutil.copytree(source, folder / "profile")
    root = folder / "profile"

    def act() -> None:
        open_for_writing(prepare(root), clock=StillClock()).close()

    if way == "foreign":
        os.chown(folder, STRANGER, STRANGER)
        os.setresuid(STRANGER, STRANGER, 0)
        cramped = attempt(act)
        os.setresuid(0, 0, 0)
        return {"cramped": cramped, "mended": attempt(act)}
    with WAYS[way](folder):
        cramped = attempt(act)
    return {"cramped": cramped, "mended": attempt(act)}


def main(what: str, way: str, source: Path, folder: Path) -> None:
    if way in OWN_DISK:
        small_disk(folder)
    done = work(way, source, folder) if what == "work" else opening(way, source, folder)
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
