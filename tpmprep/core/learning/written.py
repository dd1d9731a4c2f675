"""Checks what a person writes of a path or a step, and that it is theirs to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tpmprep.core.db.tables.learning import Milestone, Path, Step
from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.shapes import is_link
from tpmprep.core.learning.steps import KINDS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tpmprep.core.learning.faces import PathDraft, StepDraft

LONGEST_TITLE, LONGEST_TEXT = 300, 20_000
MOST_STEP_HOURS = 2000.0


def step_values(draft: StepDraft) -> dict[str, Any]:
    """The columns of a step as written; raises ``step.draft``."""
    if KINDS.get(draft.kind) is None:
        raise UserError("step.draft", why=f"'{draft.kind}' is no kind of step")
    url = draft.url.strip()
    if url and not is_link(url):
        raise UserError("step.draft", why="a link begins with https://")
    if not 0 <= draft.hours <= MOST_STEP_HOURS:
        raise UserError("step.draft", why=f"hours are between 0 and {MOST_STEP_HOURS:g}")
    if draft.cost is not None and not 0 <= draft.cost < 1e9:
        raise UserError("step.draft", why="a cost cannot be below 0")
    body = {
        "provider": draft.provider.strip(), "url": url, "what": draft.what.strip()[:LONGEST_TEXT],
        "done_when": draft.done_when.strip()[:LONGEST_TEXT], "cost": draft.cost,
        "currency": draft.currency.strip() or "USD",
    }  # fmt: skip
    title = written_title(draft.title, "step.draft")
    return {"kind": draft.kind, "title": title, "hours": float(draft.hours), "body": body}


def need_own_path(session: Session, path_id: int) -> Path:
    """An own path; raises ``path.gone``, or ``path.shipped`` for one a pack brought."""
    row = live_path(session, path_id)
    if row.pack_id is not None:
        raise UserError("path.shipped", title=row.title)
    return row


def need_own_step(session: Session, step_id: int) -> Step:
    """An own step; raises ``step.gone``, or ``step.shipped`` for one a pack brought."""
    row = session.get(Step, step_id)
    if row is None or row.deleted_at is not None:
        raise UserError("step.gone", id=step_id)
    if row.pack_id is not None:
        raise UserError("step.shipped", title=row.title)
    return row


def need_stage(session: Session, stage_id: int) -> Milestone:
    """A milestone of an own path."""
    row = session.get(Milestone, stage_id)
    if row is None:
        raise UserError("path.gone", id=stage_id)
    need_own_path(session, row.path_id)
    return row


def live_path(session: Session, path_id: int) -> Path:
    """A path that is there; raises ``path.gone``."""
    row = session.get(Path, path_id)
    if row is None or row.deleted_at is not None:
        raise UserError("path.gone", id=path_id)
    return row


def path_values(draft: PathDraft) -> dict[str, Any]:
    """The columns of a path as written; raises ``path.field``."""
    return {
        "title": written_title(draft.title, "path.field"),
        "summary": draft.summary.strip()[:LONGEST_TEXT],
        "explanation": draft.whom.strip()[:LONGEST_TEXT],
    }


def written_title(text: str, code: str) -> str:
    """A title in one line; raises ``code`` for an empty or endless one."""
    title = " ".join(text.split())
    if not title:
        raise UserError(code, why="it needs a title")
    if len(title) > LONGEST_TITLE:
        raise UserError(code, why=f"the title is longer than {LONGEST_TITLE} letters")
    return title
