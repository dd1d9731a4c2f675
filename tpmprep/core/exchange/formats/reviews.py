"""The log of reviews as CSV: one row a review, for a spreadsheet or another program; it is not read back.

Header: ``of,note,room,at,day,rating,kind,seconds,state_before,due_at``. ``of`` is the permanent id of the
card, item or question, ``note`` that of a card's note, as the other tables name them; ``rating`` is 1 (again)
to 4 (easy), ``kind`` review, learn, relearn or drill, ``state_before`` new, learning, review or relearning,
``due_at`` when it came back. Times are in UTC, ``day`` is the study day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import instant_out
from tpmprep.core.exchange.draft import Format, Load, ReviewLine
from tpmprep.core.exchange.table import Columns, one_way, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpmprep.core.exchange.table import Row

HEADER: Final = (
    "of", "note", "room", "at", "day", "rating", "kind", "seconds", "state_before", "due_at",
)  # fmt: skip
COLUMNS: Final = Columns(HEADER, (("at", "rating"),))
# what was remembered goes from profile to profile by a backup
read = one_way("a log of reviews is written out, and not read back: a backup brings it back")


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, map(_row, load.reviews))


def _row(review: ReviewLine) -> Row:
    return {
        "of": review.of, "note": review.note, "room": review.room, "at": instant_out(review.at),
        "day": review.day, "rating": str(review.rating), "kind": review.kind,
        "seconds": str(review.duration_ms / 1000), "state_before": review.state_before,
        "due_at": instant_out(review.due_at) if review.due_at else "",
    }  # fmt: skip


FORMAT = Format("reviews", "Log of reviews as CSV", (".csv",), COLUMNS.knows, read, write, ("reviews",))
