"""How a text of any length is named in one line."""

from __future__ import annotations


def shorten(text: str, letters: int = 60) -> str:
    """One line of at most ``letters`` characters, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    return line[: letters - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
