"""What the person prepares for, as shown and as given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from datetime import date

What = Literal["interview", "role", "certificate", "look"]


@dataclass(frozen=True, slots=True)
class AimDraft:
    """A new aim; ``minutes`` a day 5–240, ``role`` product, program or both."""

    what: What
    minutes: int = 30
    due_on: date | None = None
    company: str = ""
    round: str = ""
    role: str = "product"
    zone: str = ""


@dataclass(frozen=True, slots=True)
class AimFace:
    """The current aim; ``days_left`` is None without a date, negative once it has passed."""

    id: int
    what: What
    company: str
    round: str
    due_on: date | None
    days_left: int | None
    minutes: int
    role: str
    zone: str = ""


class AimPort(Protocol):
    """The current aim."""

    def current(self) -> AimFace | None:
        """The current aim, None before one was chosen."""

    def choose(self, draft: AimDraft) -> AimFace:
        """Ends the current aim and begins another; raises ``aim.minutes`` or ``aim.past`` for bad values."""

    def move(self, due_on: date | None) -> AimFace:
        """Moves the date; raises ``aim.past`` for a day before today."""

    def change(self, draft: AimDraft) -> AimFace:
        """Changes the current aim in place."""
