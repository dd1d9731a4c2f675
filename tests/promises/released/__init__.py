"""Profiles as released versions left them, one SQL text each: ``0.1.0.sql`` has schema 1.

Each was lived through that release's own services: cards reviewed, items answered, shipped texts changed, an
own deck, question, answer note and story, takes, steps with hours and evidence, a certificate, drafts, an
undo list. They are never changed; a new release adds its own.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
RELEASES = tuple(sorted(file.stem for file in HERE.glob("*.sql")))


def put(release: str, file: Path) -> None:
    """Makes the file as that release left it."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.executescript((HERE / f"{release}.sql").read_text("utf-8"))
