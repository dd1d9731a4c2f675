"""What a person fills in on a step: which fields there are, what is kept, and what is called to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import OwnValue
from tpmprep.core.learning.shapes import normal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tpmprep.core.learning.faces import StepField, StepKind


def own_values(kind: StepKind | None, kept: Mapping[str, object]) -> tuple[OwnValue, ...]:
    """Every field of a kind with what was kept, empty where nothing was."""
    return tuple(OwnValue(field, str(kept.get(field.name, ""))) for field in (kind.own if kind else ()))


def reminders(
    kind: StepKind | None, kept: Mapping[str, object], facts: Mapping[str, object]
) -> tuple[str, ...]:
    """What is said because a tick is still missing."""
    return tuple(
        field.reminder
        for field in (kind.own if kind else ())
        if field.reminder
        and not kept.get(field.name)
        and any(kept.get(name) or facts.get(name) for name in field.reminder_for)
    )


def filled(kind: StepKind, kept: Mapping[str, str], given: Mapping[str, str], today: date) -> dict[str, str]:
    """What is kept after ``given`` was filled in; empty values are left out.

    Raises:
        UserError: ``step.field`` with the field's label and why, at the first that cannot be kept.
    """
    known = {field.name: field for field in kind.own}
    after = dict(kept)
    for name, text in given.items():
        field = known.get(name)
        if field is None:
            raise UserError("step.field", label=name, why=f"a step of this kind has no field '{name}'")
        after[name] = normal(field, text, today)
    for field in kind.own:
        _check_within(field, known, after)
    return {name: text for name, text in after.items() if text}


def _check_within(field: StepField, known: Mapping[str, StepField], kept: Mapping[str, str]) -> None:
    bound = known.get(field.within)
    if bound is None or not kept.get(field.name) or not kept.get(bound.name):
        return
    if float(kept[field.name]) > float(kept[bound.name]):
        why = f"it is more than {bound.label.lower()} ({kept[bound.name]})"
        raise UserError("step.field", label=field.label, why=why)
