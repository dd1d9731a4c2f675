"""Paths as CSV: one row a step in its path, safe to open in a spreadsheet, read back equal.

Header: ``path,milestone,kind,title,id,needs,optional,hours,provider,url,cost,currency,what,done_when,
status,started_on,due_on,done_on,tested_out,minutes,cost_so_far,notes,fields,evidence``. Only ``path`` and
``title`` must be there; ``tested_out`` says "yes" of a step done because one knew it already.
``needs`` holds one prerequisite a line, an id or a title, with `` | `` between steps of which one is enough;
``fields`` one field a line as ``name: value``; ``evidence`` one proof a line as ``link https://…``,
``file …`` or ``note …``. A cell that a spreadsheet would take for a formula carries an apostrophe before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.cells import from_line, lines_in, to_line
from tpmprep.core.exchange.draft import Format, Load, StepLine
from tpmprep.core.exchange.stepcells import is_yes
from tpmprep.core.exchange.table import Columns, table_lines, take_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tpmprep.core.exchange.table import Row

TEXTS: Final = ("kind", "title", "hours", "provider", "url", "cost", "currency", "what", "done_when")
DONE: Final = (
    "status", "started_on", "due_on", "done_on", "tested_out", "minutes", "cost_so_far", "notes",
)  # fmt: skip
HEADER: Final = (
    "path", "milestone", "kind", "title", "id", "needs", "optional", "hours", "provider", "url", "cost",
    "currency", "what", "done_when", *DONE, "fields", "evidence",
)  # fmt: skip
COLUMNS: Final = Columns(HEADER, (("path", "title"),))
PROOFS: Final = ("link", "file", "note")

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read(file: Path) -> Load:
    """Every step in a file; rows that cannot be taken are refused with their line and the reason.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    return take_lines(file, COLUMNS, load, load.steps, _take)


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    return table_lines(HEADER, map(_row, load.steps))


def _row(step: StepLine) -> Row:
    return {
        "path": step.path, "milestone": step.milestone, "id": step.ref,
        "optional": "yes" if step.optional else "", **step.texts, **step.done,
        "needs": "\n".join(" | ".join(map(to_line, choice)) for choice in step.needs),
        "fields": "\n".join(f"{name}: {to_line(text)}" for name, text in step.own.items()),
        "evidence": "\n".join(f"{kind} {to_line(text)}" for kind, text in step.evidence),
    }  # fmt: skip


def _take(row: Row, where: str) -> StepLine | str:
    """A step of a row, or why it is none."""
    for name in ("path", "title"):
        if not row[name].strip():
            return f"{name}: empty"
    own: dict[str, str] = {}
    for line in lines_in(row.get("fields", "")):
        name, colon, text = line.partition(":")
        if not colon or not _NAME.fullmatch(name):
            return f"fields: '{line[:40]}' is not 'name: value'"
        own[name] = from_line(text.removeprefix(" "))
    proofs: list[tuple[str, str]] = []
    for line in lines_in(row.get("evidence", "")):
        kind, _, text = line.partition(" ")
        if kind not in PROOFS or not text:
            return f"evidence: '{line[:40]}' begins with none of: {', '.join(PROOFS)}"
        proofs.append((kind, from_line(text)))
    needs = tuple(
        tuple(from_line(part.strip()) for part in line.split(" | "))
        for line in lines_in(row.get("needs", ""))
    )
    return StepLine(
        where, row["path"], row.get("milestone", ""), {name: row[name] for name in TEXTS if row.get(name)},
        row.get("id", ""), is_yes(row.get("optional", "")), needs,
        {name: row[name] for name in DONE if row.get(name)}, own, tuple(proofs),
    )  # fmt: skip


FORMAT = Format("paths", "Paths as CSV of tpmprep", (".csv",), COLUMNS.knows, read, write, ("steps",))
