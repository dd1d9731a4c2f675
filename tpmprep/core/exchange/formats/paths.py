"""Paths as CSV: one row a step in its path, safe to open in a spreadsheet, read back equal.

Header: ``path,milestone,kind,title,id,needs,optional,hours,provider,url,cost,currency,what,done_when,
status,due_on,done_on,minutes,cost_so_far,notes,fields,evidence``. Only ``path`` and ``title`` must be there.
``needs`` holds one prerequisite a line, an id or a title, with `` | `` between steps of which one is enough;
``fields`` one field a line as ``name: value``; ``evidence`` one proof a line as ``link https://…``,
``file …`` or ``note …``. A cell that a spreadsheet would take for a formula carries an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from tpmprep.core.exchange.draft import Format, Load, StepLine
from tpmprep.core.exchange.faces import Refused
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

TEXTS: Final = ("kind", "title", "hours", "provider", "url", "cost", "currency", "what", "done_when")
DONE: Final = ("status", "due_on", "done_on", "minutes", "cost_so_far", "notes")
HEADER: Final = (
    "path", "milestone", "kind", "title", "id", "needs", "optional", "hours", "provider", "url", "cost",
    "currency", "what", "done_when", *DONE, "fields", "evidence",
)  # fmt: skip
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
LARGEST_FIELD: Final = 1_000_000
LARGEST_FILE: Final = 200_000_000
PROOFS: Final = ("link", "file", "note")

Row = dict[str, str]
_BREAK = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read(file: Path) -> Load:
    """Every step in a file; rows that cannot be taken are refused with their line and the reason.

    Raises:
        UserError: ``exchange.unreadable`` when the file is no such CSV at all.
    """
    load = Load()
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UserError("exchange.unreadable", file=file, why=f"larger than {LARGEST_FILE:,} bytes")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            _read_rows(stream, load)
    except FileNotFoundError as error:
        raise UserError("input.file_missing", file=file) from error
    except UnicodeDecodeError as error:
        raise UserError("exchange.unreadable", file=file, why="it is not UTF-8 text") from error
    except (OSError, csv.Error, _HeaderError) as error:
        raise UserError("exchange.unreadable", file=file, why=str(error)) from error
    return load


def write(load: Load) -> Iterator[str]:
    """The lines of a file, header first."""
    yield _line(dict(zip(HEADER, HEADER, strict=True)))
    for step in load.steps:
        yield _line(
            {
                "path": step.path, "milestone": step.milestone, "id": step.ref,
                "optional": "yes" if step.optional else "", **step.texts, **step.done,
                "needs": "\n".join(" | ".join(map(_flat, choice)) for choice in step.needs),
                "fields": "\n".join(f"{name}: {_flat(text)}" for name, text in step.own.items()),
                "evidence": "\n".join(f"{kind} {_flat(text)}" for kind, text in step.evidence),
            }
        )  # fmt: skip


def knows(head: bytes) -> bool:
    """Whether a file begins with our header's first column."""
    text = head.decode("utf-8-sig", errors="replace").partition("\n")[0]
    return text.replace('"', "").startswith("path,")


class _HeaderError(Exception):
    """The first line is not our header."""


def _read_rows(stream: io.TextIOBase, load: Load) -> None:
    csv.field_size_limit(LARGEST_FIELD)
    rows = csv.DictReader(stream, strict=True)
    names = rows.fieldnames or ()
    unknown = [str(name) for name in names if name not in HEADER]
    if unknown or not {"path", "title"} <= set(names) or len(set(names)) < len(names):
        msg = f"line 1 must name the columns, each once: {','.join(HEADER)}"
        raise _HeaderError(msg)
    try:
        _read_lines(rows, names, load)
    except csv.Error as error:
        msg = f"line {rows.line_num}: {error}"
        raise _HeaderError(msg) from error


def _read_lines(rows: csv.DictReader[str], names: Sequence[str], load: Load) -> None:
    for row in rows:
        where = (
            f"line {rows.line_num - sum(len(_BREAK.findall(v)) for v in row.values() if isinstance(v, str))}"
        )
        if None in row or any(value is None for value in row.values()):
            load.refused.append(Refused(where, f"not {len(names)} cells, as line 1 says"))
            continue
        taken = _take({name: _unguard(value) for name, value in row.items()}, where)
        if isinstance(taken, str):
            load.refused.append(Refused(where, taken))
        else:
            load.steps.append(taken)


def _take(row: Row, where: str) -> StepLine | str:
    """A step of a row, or why it is none."""
    for name in ("path", "title"):
        if not row[name].strip():
            return f"{name}: empty"
    own: dict[str, str] = {}
    for line in _lines(row.get("fields", "")):
        name, colon, text = line.partition(":")
        if not colon or not _NAME.fullmatch(name):
            return f"fields: '{line[:40]}' is not 'name: value'"
        own[name] = _round(text.removeprefix(" "))
    proofs: list[tuple[str, str]] = []
    for line in _lines(row.get("evidence", "")):
        kind, _, text = line.partition(" ")
        if kind not in PROOFS or not text:
            return f"evidence: '{line[:40]}' begins with none of: {', '.join(PROOFS)}"
        proofs.append((kind, _round(text)))
    needs = tuple(
        tuple(_round(part.strip()) for part in line.split(" | ")) for line in _lines(row.get("needs", ""))
    )
    return StepLine(
        where, row["path"], row.get("milestone", ""), {name: row[name] for name in TEXTS if row.get(name)},
        row.get("id", ""), row.get("optional", "").strip().casefold() in {"yes", "1", "true", "x"}, needs,
        {name: row[name] for name in DONE if row.get(name)}, own, tuple(proofs),
    )  # fmt: skip


def _lines(cell: str) -> list[str]:
    return [line for line in _BREAK.split(cell) if line.strip()]


def _flat(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\p")


def _round(text: str) -> str:
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\r", "\r").replace("\\p", "|") for part in parts)


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _line(cells: Mapping[str, str]) -> str:
    row = [cells.get(name, "") for name in HEADER]
    safe = [f"'{cell}" if cell.startswith(RISKY) else cell for cell in row]
    out = io.StringIO()
    odd = any("\r" in cell for cell in safe)
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if odd else csv.QUOTE_MINIMAL).writerow(safe)
    return out.getvalue()


FORMAT = Format("paths", "Paths as CSV of tpmprep", (".csv",), knows, read, write, ("steps",))
