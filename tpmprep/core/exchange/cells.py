"""What stands in one cell of our CSV: decks, tags of more than one word, texts by line, times, lengths."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LEVELS = 50
MOST_SECONDS = 86_400
FIRST_YEAR, LAST_YEAR = 1970, 9000
_LEVEL = re.compile(r"((?:\\[\\:]|(?!::).)*)(?:::|$)", re.DOTALL)
_TAG = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)
_BREAK = re.compile(r"\r\n|\r|\n")
_MARKED = re.compile(r"\\([\\:])")


def deck_out(titles: Iterable[str]) -> str:
    """The titles from the top down, parted by ``::``; a colon or backslash that could mislead is marked."""
    return "::".join(_marked(title) for title in titles)


def deck_in(cell: str) -> list[str]:
    """The titles a cell names, from the top down, without empty ones."""
    titles = (_MARKED.sub(r"\1", level) for level in _LEVEL.findall(cell))
    return [title for title in (" ".join(title.split()) for title in titles) if title]


def tags_out(tags: Iterable[str]) -> str:
    """The tags parted by blanks, or by commas once one of them holds a blank or a comma."""
    known = list(tags)
    if not any("," in tag or len(tag.split()) > 1 for tag in known):
        return " ".join(known)
    marked = [re.sub(r"([\\,])", r"\\\1", tag) for tag in known]
    return ", ".join(marked) + ("," if len(marked) == 1 else "")


@lru_cache(maxsize=4096)
def tags_in(cell: str) -> tuple[str, ...]:
    """The tags of a cell; one that holds a comma is parted by commas alone."""
    if "," not in cell:
        return tuple(cell.split())
    tags = (re.sub(r"\\(.)", r"\1", tag, flags=re.DOTALL).strip() for tag in _TAG.findall(cell))
    return tuple(tag for tag in tags if tag)


def to_line(text: str) -> str:
    """A text as part of one line of a cell, whose parts stand between ``|``."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\p")


def from_line(part: str) -> str:
    """The text that ``to_line`` wrote."""
    parts = part.split("\\\\")
    return "\\".join(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\p", "|") for text in parts)


def lines_in(cell: str) -> list[str]:
    """The lines of a cell that hold anything."""
    return [line for line in _BREAK.split(cell) if line.strip()]


def instant_out(at: datetime) -> str:
    """An instant in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant_in(cell: str) -> datetime | None:
    """The instant a cell says, in UTC; None for one that says none, or not in which zone."""
    try:
        at = datetime.fromisoformat(cell.strip())
        told = at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return told if told and FIRST_YEAR <= told.year <= LAST_YEAR else None


def seconds_in(cell: str) -> int | None:
    """The milliseconds of a cell that says seconds, 0 for an empty one; None for what is none of a day."""
    try:
        seconds = float(cell or 0)
    except ValueError:
        return None
    return round(seconds * 1000) if 0 <= seconds <= MOST_SECONDS else None


def _marked(title: str) -> str:
    misleads = "::" in title or title.startswith(":") or title.endswith((":", "\\")) or _MARKED.search(title)
    return re.sub(r"([\\:])", r"\\\1", title) if misleads else title
