"""Owns the forms with which a person writes a path, a milestone, a step, and what comes before a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.errors import UserError
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.ui.kit.fields import Field, check_box, combo, line_edit, text_edit
from tpmprep.ui.pages.paths.form import Form
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from tpmprep.core.learning.faces import PathFace, StepFace, StepKind


def path_form(parent: QWidget, face: PathFace | None, take: Callable[[PathDraft], None]) -> Form:
    """A path, new or changed."""
    given = PathDraft(face.title, face.summary, face.whom) if face else PathDraft("")
    fields = {
        "title": _line(say("Title"), given.title),
        "summary": Field(say("What it is about"), text_edit(say("Summary"), given.summary, lines=3)),
        "whom": _line(say("For whom"), given.whom, hint=say("For me")),
    }
    title, verb = say("A path of your own"), say("Make it")
    if face is not None:
        title, verb = say("Change the path"), say("Save")

    def hand_over(form: Form) -> None:
        take(PathDraft(form.text("title"), form.text("summary"), form.text("whom")))

    return Form(parent, title, verb, fields, hand_over)


def milestone_form(parent: QWidget, given: tuple[str, str] | None, take: Callable[[str, str], None]) -> Form:
    """A milestone, new or changed: title and what it is about."""
    title, about = given or ("", "")
    fields = {
        "title": _line(say("Title"), title),
        "about": Field(say("What it is about"), text_edit(say("What it is about"), about, lines=3)),
    }
    head, verb = (say("Change the milestone"), say("Save")) if given else (say("A milestone"), say("Add it"))
    return Form(parent, head, verb, fields, lambda form: take(form.text("title"), form.text("about")))


def step_form(
    parent: QWidget, kinds: Sequence[StepKind], face: StepFace | None, take: Callable[[StepDraft], None]
) -> Form:
    """A step, new or changed."""
    given = _draft_of(face)
    cost = "" if given.cost is None else f"{given.cost:g}"
    choices = [(kind.name, say(kind.title)) for kind in kinds]
    fields = {
        "title": _line(say("Title"), given.title),
        "kind": Field(say("Kind"), combo(say("Kind"), choices, given.kind)),
        "hours": _line(say("Planned hours"), f"{given.hours:g}"),
        "what": Field(say("What to do"), text_edit(say("What to do"), given.what, lines=3)),
        "done_when": _line(say("Done when"), given.done_when),
        "provider": _line(say("Provider or place"), given.provider),
        "url": _line(say("Link"), given.url, hint="https://…"),
        "cost": _line(say("Planned cost"), cost),
        "currency": _line(say("Currency"), given.currency),
    }
    title, verb = say("A step of your own"), say("Add it")
    if face is not None:
        title, verb = say("Change the step"), say("Save")

    def hand_over(form: Form) -> None:
        take(
            StepDraft(
                kind=form.text("kind"), title=form.text("title"), what=form.text("what"),
                done_when=form.text("done_when"), provider=form.text("provider"), url=form.text("url"),
                hours=_number(say("Planned hours"), form.text("hours")) or 0.0,
                cost=_number(say("Planned cost"), form.text("cost")), currency=form.text("currency"),
            )
        )  # fmt: skip

    return Form(parent, title, verb, fields, hand_over)


def needs_form(
    parent: QWidget, face: StepFace, path: PathFace, take: Callable[[list[list[int]]], None]
) -> Form:
    """What comes before a step: a box for each other step of the path."""
    choices = {need for choice in face.needs for need in choice}
    others = [step for stage in path.milestones for step in stage.steps if step.id != face.row.id]
    fields = {str(step.id): _boxed(step.title, on=step.id in choices) for step in others}

    def hand_over(form: Form) -> None:
        ticked = [int(name) for name in form.ticked()]
        kept = [[need for need in choice if need in ticked] for choice in face.needs]
        kept = [choice for choice in kept if choice]
        known = {need for choice in kept for need in choice}
        take([*kept, *([need] for need in ticked if need not in known)])

    title = say("What comes before “{title}”?", title=face.row.title)
    return Form(parent, title, say("Save"), fields, hand_over)


def _draft_of(face: StepFace | None) -> StepDraft:
    if face is None:
        return StepDraft("course", "")
    step = face.row
    return StepDraft(
        step.kind, step.title, face.what, face.done_when, face.provider, face.url, step.hours, face.cost,
        face.currency,
    )  # fmt: skip


def _line(title: str, text: str, *, hint: str = "") -> Field:
    return Field(title, line_edit(title, text, hint=hint))


def _boxed(title: str, *, on: bool) -> Field:
    field = Field(title, check_box(title, on=on))
    field.title.hide()
    return field


def _number(name: str, text: str) -> float | None:
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        raise UserError(
            "step.draft", why=say("{name}: write a number, such as 12 or 7.5", name=name)
        ) from None
