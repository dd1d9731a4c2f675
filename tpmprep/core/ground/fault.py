"""What is missing or wrong in a field of something typed, as kinds of notes and items tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A field and what is wrong with it, e.g. ``back`` and ``is empty``."""

    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.field} {self.why}"
