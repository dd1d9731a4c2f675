"""Owns what changes a path of one's own: its text, milestones, steps and their order; and sharing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.dialogs import decide
from tpmprep.ui.kit.filing import save_file
from tpmprep.ui.kit.menus import add, menu
from tpmprep.ui.pages.paths import forms
from tpmprep.ui.pages.paths.words import counted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog, QMenu

    from tpmprep.core.learning.faces import LearningPort, PathDraft, PathFace, StepDraft, StepFace
    from tpmprep.ui.pages.paths.form import Form
    from tpmprep.ui.pages.paths.path import PathView


class Editing(QObject):
    """Changes the path that is shown; every change can be undone."""

    def __init__(self, view: PathView) -> None:
        super().__init__(view)
        self._view = view
        self.menu = menu(view, say("Edit"))
        self.menu.aboutToShow.connect(self._fill)

    def fill(self) -> QMenu:
        """The menu, with what can be done to the path that is shown."""
        self._fill()
        return self.menu

    def new_path(self) -> None:
        """Asks for a path and makes it."""
        self._open(forms.path_form(self._view, None, self._make), "path.new")

    def edit_path(self) -> None:
        """Asks for title, summary and for whom."""
        face = self._own()
        if face is not None:
            form = forms.path_form(self._view, face, partial(self._change_path, face.id))
            self._open(form, f"path.{face.id}")

    def copy_path(self) -> None:
        """Makes an own path of the one that is shown, and shows it."""
        face = self._view.face
        if face is not None:
            self._do(lambda: self._learning.copy_path(face.id), say("A copy of it is yours now"))

    def add_milestone(self) -> None:
        """Asks for a milestone at the end."""
        face = self._own()
        if face is not None:
            act = partial(self._learning.add_milestone, face.id)
            form = forms.milestone_form(self._view, None, partial(self._take_milestone, act))
            self._open(form, f"milestone.new.{face.id}")

    def edit_milestone(self, stage_id: int) -> None:
        """Asks for a milestone's title and text."""
        face = self._own()
        stage = next((stage for stage in face.milestones if stage.id == stage_id), None) if face else None
        if stage is not None:
            act = partial(self._learning.edit_milestone, stage_id)
            given = (stage.title, stage.about)
            form = forms.milestone_form(self._view, given, partial(self._take_milestone, act))
            self._open(form, f"milestone.{stage_id}")

    def add_step(self) -> None:
        """Asks for a step; it goes to the end of the milestone one is in, else of the last."""
        face = self._own()
        if face is None:
            return
        stage = self._view.outline.stage_at_hand() or face.milestones[-1].id
        take = partial(self._add_step, stage)
        form = forms.step_form(self._view, self._learning.kinds(), None, take)
        self._open(form, f"step.new.{face.id}")

    def edit_step(self, step: StepFace) -> None:
        """Asks for what an own step is."""
        take = partial(self._edit_step, step.row.id)
        form = forms.step_form(self._view, self._learning.kinds(), step, take)
        self._open(form, f"step.{step.row.id}")

    def edit_needs(self, step: StepFace) -> None:
        """Asks for what comes before an own step."""
        face = self._own()
        if face is not None:
            self._ask(forms.needs_form(self._view, step, face, partial(self._set_needs, step.row.id)))

    def move(self, by: int) -> None:
        """Moves the step with the focus, or the open one, up or down."""
        face, step_id = self._view.face, self._view.outline.current_step()
        if face is not None and face.own and step_id:
            self._do(lambda: self._learning.move_step(face.id, step_id, by), "")
            self._view.outline.focus_step(step_id)

    def take_out(self, step: StepFace) -> None:
        """Takes a step out of the path."""
        face = self._own()
        if face is not None:
            told = say("“{title}” is out of this path", title=step.row.title)
            self._do(lambda: self._learning.take_out(face.id, step.row.id), told)

    def set_optional(self, step_id: int, *, optional: bool) -> None:
        """Says whether a step counts only once it is begun."""
        face = self._own()
        if face is not None:
            told = say("It counts once it is begun") if optional else say("It counts from the start")
            self._do(lambda: self._learning.set_optional(face.id, step_id, optional=optional), told)

    def save_as(self) -> None:
        """Asks where to and writes the path as CSV."""
        face, host = self._view.face, self._view.page.host
        if face is None:
            return
        name = "".join(sign if sign.isalnum() else "-" for sign in face.title.casefold()).strip("-")
        file = save_file(self._view, say("Save the path as"), f"{name}.csv")
        if file is None:
            return
        try:
            written = host.services.exchange.export_path(file, face.id).written
        except UserError as error:
            host.failed(error)
            return
        one, many = "1 step written to {file}", "{n} steps written to {file}"
        host.notice(counted(written, one, many, file=file.name))

    def delete_path(self) -> None:
        """Asks, then puts the path into the trash."""
        face, host = self._own(), self._view.page.host
        if face is None:
            return
        words = say("Its own steps go with it. They rest in the trash, in Library, for 30 days.")
        verbs = [("delete", say("Delete the path"), "danger")]
        if decide(self._view, say("Delete “{title}”?", title=face.title), words, verbs) != "delete":
            return
        try:
            with host.quietly(self._view.page):
                self._learning.delete_path(face.id)
        except UserError as error:
            host.failed(error)
            return
        self._view.gone()
        host.notice(say("Deleted the path “{title}”", title=face.title), undo=True)

    def step_menu(self, step: StepFace, *, optional: bool) -> QMenu | None:
        """What can be done to a step in an own path; None in a path a pack brought."""
        face = self._view.face
        if face is None or not face.own:
            return None
        made = menu(self._view, say("Change"))
        add(made, say("Move up\tAlt+Up"), partial(self.move, -1), drawing="arrow-up")
        add(made, say("Move down\tAlt+Down"), partial(self.move, 1), drawing="arrow-down")
        words = say("Count it from the start") if optional else say("Make it optional")
        switch = partial(self.set_optional, step.row.id, optional=not optional)
        add(made, words, switch, drawing="circle-dashed")
        if step.row.own:
            made.addSeparator()
            add(made, say("Change the step…"), partial(self.edit_step, step), drawing="pencil")
            add(made, say("What comes before…"), partial(self.edit_needs, step), drawing="route")
        made.addSeparator()
        add(made, say("Take it out of this path"), partial(self.take_out, step), drawing="x")
        return made

    @property
    def _learning(self) -> LearningPort:
        return self._view.page.host.services.learning

    def _own(self) -> PathFace | None:
        face = self._view.face
        if face is not None and not face.own:
            self._view.page.host.notice(say("This path came with a pack: make a copy of it to change."))
            return None
        return face

    def _fill(self) -> None:
        self.menu.clear()
        face = self._view.face
        if face is None:
            return
        if face.own:
            add(self.menu, say("Add a step…\tA"), self.add_step, drawing="plus")
            add(self.menu, say("Add a milestone…"), self.add_milestone, drawing="flag")
            self.menu.addSeparator()
            add(self.menu, say("Change the path…\tE"), self.edit_path, drawing="pencil")
            for stage in face.milestones:
                self._fill_stage(stage.id, stage.title, empty=not stage.steps)
            self.menu.addSeparator()
        add(self.menu, say("Make a copy to change"), self.copy_path, drawing="copy")
        add(self.menu, say("Save as CSV…"), self.save_as, drawing="download")
        if face.own:
            add(self.menu, say("Delete this path…"), self.delete_path, drawing="trash-2", tone="bad")

    def _fill_stage(self, stage_id: int, title: str, *, empty: bool) -> None:
        words = say("Change “{title}”…", title=title)
        add(self.menu, words, partial(self.edit_milestone, stage_id), drawing="flag")
        if empty:
            away = say("Remove “{title}”", title=title)
            told = say("Removed “{title}”", title=title)
            act = partial(self._do, partial(self._learning.remove_milestone, stage_id), told)
            add(self.menu, away, act, drawing="x")

    def _open(self, form: Form, place: str) -> None:
        """Asks; half-typed text is kept beside, and offered again where the program ended meanwhile."""
        form.keep_at(self._view.page.host, f"paths.form.{place}")
        self._ask(form)

    def _ask(self, form: QDialog) -> None:
        form.exec()

    def _make(self, draft: PathDraft) -> None:
        self._show(lambda: self._learning.make_path(draft), say("This path is yours: add its first step"))

    def _change_path(self, path_id: int, draft: PathDraft) -> None:
        self._show(lambda: self._learning.edit_path(path_id, draft), say("Path saved"))

    def _take_milestone(self, act: Callable[[str, str], PathFace], title: str, about: str) -> None:
        self._show(lambda: act(title, about), say("Milestone saved"))

    def _add_step(self, stage_id: int, draft: StepDraft) -> None:
        made: list[int] = []

        def act() -> PathFace:
            step = self._learning.add_step(stage_id, draft)
            made.append(step.row.id)
            return self._learning.path(step.paths[0][0])

        self._show(act, say("“{title}” added", title=draft.title.strip()))
        for step_id in made:
            self._view.outline.focus_step(step_id)

    def _edit_step(self, step_id: int, draft: StepDraft) -> None:
        self._show(lambda: self._path_after(self._learning.edit_step(step_id, draft)), say("Step saved"))

    def _set_needs(self, step_id: int, choices: Sequence[Sequence[int]]) -> None:
        self._show(lambda: self._path_after(self._learning.set_needs(step_id, choices)), say("Saved"))

    def _path_after(self, _step: StepFace) -> PathFace:
        face = self._view.face
        return self._learning.path(face.id if face else 0)

    def _do(self, act: Callable[[], PathFace], told: str) -> None:
        try:
            self._show(act, told)
        except UserError as error:
            self._view.page.host.failed(error)

    def _show(self, act: Callable[[], PathFace], told: str) -> None:
        """Writes and shows; a ``UserError`` is the caller's."""
        host = self._view.page.host
        with host.quietly(self._view.page):
            face = act()
        self._view.show_changed(face)
        if told:
            host.notice(told, undo=True)
