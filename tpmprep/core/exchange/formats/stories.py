"""STAR stories as CSV: one row a story, safe to open in a spreadsheet, read back equal.

Header: ``id,title,situation,task,action,result,reflection,competencies``. Only ``title`` and one of
``situation`` and ``action`` must be there; ``competencies`` are parted by blanks, or by commas once one of
them holds a blank. A cell that a spreadsheet would take for a formula carries an apostrophe before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import tags_in, tags_out
from tpmprep.core.exchange.draft import Format, Load, StoryLine
from tpmprep.core.exchange.table import Columns, table_lines, take_lines
from tpmprep.core.interview.stories import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.exchange.table import Row

HEADER: Final = ("id", "title", *PARTS, "competencies")
COLUMNS: Final = Columns(HEADER, (("title", "situation"), ("title", "action")))


def read(file: Path) -> Load:
    """Every story in a file; a row without a title is refused with its line.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    return take_lines(file, COLUMNS, load, load.stories, _take)


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, map(_row, load.stories))


def _row(story: StoryLine) -> Row:
    words = tags_out(story.competencies)
    return {"id": story.ref, "title": story.title, **story.parts, "competencies": words}


def _take(row: Row, where: str) -> StoryLine | str:
    """A story of a row, or why it is none."""
    title, words = row["title"].strip(), tags_in(row.get("competencies", ""))
    parts = {name: row[name] for name in PARTS if name in row}
    return StoryLine(where, title, parts, row.get("id", "").strip(), words) if title else "title: empty"


FORMAT = Format("stories", "Stories as CSV of tpmprep", (".csv",), COLUMNS.knows, read, write, ("stories",))
