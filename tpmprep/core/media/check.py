"""Looks for pictures and sounds that texts name but that are missing or damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.db.check import Problem
from tpmprep.core.ground.folders import Folders
from tpmprep.core.media import store
from tpmprep.core.media.mentions import mentioned

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


def check_media(database: Database) -> list[Problem]:
    """``media.missing`` for what a text names and is not there, ``media.damaged`` for what has another hash.

    Reads every file once; what no text names is no problem, ``Media.unused`` lists it.
    """
    folder = Folders(database.file.parent).media
    with database.reading() as session:
        named = mentioned(session)
    problems = [
        Problem("media.missing", table, name)
        for name, table in sorted(named.items())
        if store.find(folder, f"media:{name}") is None
    ]
    damaged = (file.name for file in store.files(folder) if not store.is_whole(file))
    return problems + [Problem("media.damaged", named.get(name, ""), name) for name in damaged]
