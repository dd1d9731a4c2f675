"""Reads the cells of a step on its way in: what it is, and what was done on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import STATUSES, StepDraft
from tpmprep.core.learning.shapes import day_of

if TYPE_CHECKING:
    from datetime import date

    from tpmprep.core.db.tables.learning import StepProgress
    from tpmprep.core.exchange.draft import StepLine

MOST_MINUTES = 1_000_000
YES = frozenset({"yes", "1", "true", "x"})


def draft_of(line: StepLine) -> StepDraft:
    """The step a line describes; raises ``step.draft`` for a number that is none."""
    texts = line.texts
    return StepDraft(
        kind=texts.get("kind", "exercise").strip() or "exercise",
        title=texts.get("title", ""),
        what=texts.get("what", ""),
        done_when=texts.get("done_when", ""),
        provider=texts.get("provider", ""),
        url=texts.get("url", ""),
        hours=number("hours", texts.get("hours", "1")),
        cost=number("cost", texts["cost"]) if texts.get("cost", "").strip() else None,
        currency=texts.get("currency", "USD"),
    )


def number(name: str, text: str) -> float:
    """A number of a cell, 0 where it is empty; raises ``step.draft``."""
    try:
        return float(text.strip().replace(",", ".") or 0)
    except ValueError:
        raise UserError("step.draft", why=f"{name}: '{text[:40]}' is no number") from None


def minutes_of(text: str) -> int:
    """Whole minutes of a cell; raises ``step.draft``."""
    minutes = number("minutes", text or "0")
    if not 0 <= minutes <= MOST_MINUTES:
        raise UserError("step.draft", why=f"minutes: '{text[:40]}' is not between 0 and {MOST_MINUTES:,}")
    return int(minutes)


def fill_in(row: StepProgress, done: dict[str, str]) -> None:
    """Takes over what is not set here yet."""
    status = done.get("status", "")
    if status and status not in STATUSES:
        raise UserError("step.draft", why=f"status: '{status}' is none of {', '.join(STATUSES)}")
    days = {name: day_in(name, done.get(name, "")) for name in ("started_on", "due_on", "done_on")}
    if status and row.status == "next":
        row.status, row.done_on = status, days["done_on"]
        row.tested_out = status == "done" and is_yes(done.get("tested_out", ""))
    row.started_on = row.started_on or days["started_on"]
    row.due_on = row.due_on or days["due_on"]
    row.notes = row.notes or done.get("notes", "")
    if row.cost is None and done.get("cost_so_far"):
        row.cost = number("cost_so_far", done["cost_so_far"])


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in YES


def day_in(name: str, text: str) -> date | None:
    """A day of a cell, None where it is empty; raises ``step.draft``."""
    if not text.strip():
        return None
    on = day_of(text)
    if on is None:
        raise UserError("step.draft", why=f"{name}: '{text[:40]}' is no day such as 2026-03-31")
    return on
