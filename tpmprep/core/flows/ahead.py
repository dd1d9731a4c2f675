"""What is read while a person thinks: the card after the present one, and how long that reading holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.flows.faces import Exercise
    from tpmprep.core.flows.seat import Seat
    from tpmprep.core.flows.turns import Stage
    from tpmprep.core.recall.queue import Learning


class Ahead(NamedTuple):
    """A card read ahead; it holds until anything is written but the answer to the card before it.

    ``learning`` are the sitting's cards in a learning step, without the present one, whatever time they end.
    """

    version: int
    day: date
    retention: float
    exercise: Exercise
    learning: list[Learning]

    def holds(self, version: int, stage: Stage) -> bool:
        """Whether it may be shown: nothing was written since, and the day and the wish are the same."""
        return (version, stage.at.day, stage.retention) == (self.version, self.day, self.retention)


def next_card(here: Seat, shown: Exercise, learning: list[Learning], now_ms: int) -> int | None:
    """The card that follows the present one, as far as it is known now; None where anything else does."""
    if here.present != ("card", shown.thing_id):
        return None
    if learning and learning[0][1] <= now_ms:
        return learning[0][0]
    after = here.left().present
    return after[1] if after is not None and after[0] == "card" else None


def parts(shown: Exercise, then: Exercise) -> bool:
    """Whether the answer to one leaves the other as it is; cards of one note look at each other."""
    return shown.card is not None and then.card is not None and shown.card.note_id != then.card.note_id
