"""The log of quiz answers as CSV: a row an answer, for a spreadsheet or another program; not read back.

Header: ``of,stem,at,day,seconds,given,score,sure,counted``. ``of`` is the permanent id of the item, ``given``
what was chosen or typed, one a line as it reads now (of statements those said to be true), ``score`` 0 to 1
with 1 for right, ``sure`` guess, think or sure, ``counted`` whether it moved when the item comes back: the
first answer of a study day does. Times are in UTC, ``day`` is the study day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import instant_out, to_line
from tpmprep.core.exchange.draft import Format, Load, ResponseLine
from tpmprep.core.exchange.table import Columns, one_way, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tpmprep.core.exchange.table import Row

HEADER: Final = ("of", "stem", "at", "day", "seconds", "given", "score", "sure", "counted")
COLUMNS: Final = Columns(HEADER, (("at", "given", "sure"),))
# what was answered goes from profile to profile by a backup
read = one_way("a log of quiz answers is written out, and not read back: a backup brings it back")


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, map(_row, load.responses))


def _row(answer: ResponseLine) -> Row:
    return {
        "of": answer.of, "stem": answer.stem, "at": instant_out(answer.at), "day": answer.day,
        "seconds": str(answer.duration_ms / 1000), "given": "\n".join(map(to_line, answer.given)),
        "score": f"{answer.score:g}", "sure": answer.sure, "counted": "yes" if answer.counted else "",
    }  # fmt: skip


FORMAT = Format(
    "responses", "Log of quiz answers as CSV", (".csv",), COLUMNS.knows, read, write, ("responses",)
)
