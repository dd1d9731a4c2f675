"""Owns one path on the page: head, outline and the open step, and what is done to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.layout import stack
from tpmprep.ui.kit.order import settle
from tpmprep.ui.pages.paths import ask
from tpmprep.ui.pages.paths.deeds import Deeds
from tpmprep.ui.pages.paths.editing import Editing
from tpmprep.ui.pages.paths.head import PathHead
from tpmprep.ui.pages.paths.outline import Outline
from tpmprep.ui.pages.paths.step import StepDetail
from tpmprep.ui.pages.paths.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.learning.faces import PathFace, Status, StepFace
    from tpmprep.ui.pages.paths.page import PathsPage

# pixels kept free above and under a field that is scrolled to: its buttons, and what it says is amiss
ROUND_FOCUS = 96
# after this long a step that was just opened has its full height
LAID_OUT_MS = 100


class PathView(QWidget):
    """A path in full; ``left`` asks to go back to the list."""

    left = Signal()
    shown = Signal()
    follow_wanted = Signal(int, bool)

    def __init__(self, page: PathsPage) -> None:
        super().__init__()
        self._page = self.page = page
        self.face: PathFace | None = None
        self.detail: StepDetail | None = None
        self.deeds = Deeds(page)
        self.deeds.written.connect(self._on_written)
        self.editing = Editing(self)
        self.head = PathHead(self.editing.menu)
        self.head.back_wanted.connect(self.left)
        self.head.hours_wanted.connect(self.ask_hours)
        self.head.follow_wanted.connect(self._on_follow)
        self.outline = Outline()
        self.outline.opened.connect(self._open)
        self.outline.shut.connect(self._on_shut)
        self.setLayout(stack(self.head, 24, self.outline))

    def show_path_id(self, path_id: int) -> bool:
        """Reads and shows a path; raises ``path.gone``."""
        self._show(self._page.host.services.learning.path(path_id))
        return True

    def show_step_id(self, step_id: int) -> bool:
        """Shows a step, open, in the path at hand or the first that has it; raises ``step.gone``."""
        learning = self._page.host.services.learning
        step = learning.step(step_id)
        if self.face is None or not self.outline.has_step(step_id):
            own = [path.id for path in learning.paths() if path.followed]
            paths = sorted((path_id for path_id, _ in step.paths), key=lambda path_id: path_id not in own)
            if not paths:
                return False
            self._show(learning.path(paths[0]))
        self._put(step)
        return True

    def show_milestone(self, milestone_id: int) -> bool:
        """Shows the path of a milestone, that one unfolded; False where there is none."""
        learning = self._page.host.services.learning
        for path in learning.paths():
            face = learning.path(path.id)
            if any(stage.id == milestone_id for stage in face.milestones):
                self._show(face)
                self.outline.unfold(milestone_id)
                return True
        return False

    def show_changed(self, face: PathFace) -> None:
        """Shows a path after it was changed, with its open step as it is now."""
        step_id = self.detail.face.row.id if self.detail is not None else 0
        self._show(face)
        self.shown.emit()
        if step_id and self.outline.has_step(step_id):
            self._put(self._page.host.services.learning.step(step_id))

    def gone(self) -> None:
        """The path is deleted: back to the list."""
        self.outline.close_step()
        self.face = None
        self.left.emit()

    def reload(self) -> bool:
        """Reads anew what is shown; False where it is gone."""
        if self.face is None:
            return False
        learning = self._page.host.services.learning
        try:
            self._show(learning.path(self.face.id))
            if self.detail is not None:
                self.detail.show_face(learning.step(self.detail.face.row.id))
        except UserError:
            self.face = None
            return False
        return True

    def place(self) -> tuple[str, int]:
        """Kind and id of what is shown."""
        if self.detail is not None:
            return "step", self.detail.face.row.id
        return "path", self.face.id if self.face else 0

    def step_back(self) -> bool:
        """Closes the form of evidence, then the step; False where nothing was open."""
        if self.detail is None:
            return False
        if not self.detail.proof.stop():
            self.outline.line_of(self.detail.face.row.id).setFocus(Qt.FocusReason.OtherFocusReason)
            self.outline.close_step()
            self._show_focus()
        return True

    def close_all(self) -> None:
        """Saves and closes the open step."""
        self.outline.close_step()

    def save(self) -> None:
        """Saves notes that are being written."""
        if self.detail is not None:
            self.detail.save()

    def take_focus(self) -> None:
        """The line to go on with gets the focus and comes into view."""
        self.outline.take_focus()

    def set_status(self, status: Status) -> None:
        """Changes the status of the open step, or of the one with the focus."""
        if self.detail is not None:
            self.detail.set_status(status)
            return
        step = self._current()
        if step is not None:
            self.deeds.set_status(step, status)

    def ask_time(self) -> None:
        """Opens the step with the focus, and its menu of minutes."""
        self._when_laid_out(lambda detail: detail.ask_time())

    def ask_due(self) -> None:
        """Opens the step with the focus, and its menu of days."""
        self._when_laid_out(lambda detail: detail.ask_due())

    def add_evidence(self) -> None:
        """Opens the step with the focus, and its form for evidence."""
        if self._opened():
            self.detail.proof.begin()  # type: ignore[union-attr]  # opened just now
            self._show_focus()

    def fill_in(self) -> None:
        """Opens the step with the focus; the first of its own fields gets the focus."""
        if self._opened():
            self.detail.own.take_focus()  # type: ignore[union-attr]  # opened just now
            self._show_focus()

    def write_notes(self) -> None:
        """Opens the step with the focus; its notes get the focus."""
        if self._opened():
            self.detail.notes.field.setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]  # opened just now
            self._show_focus()

    def ask_hours(self) -> None:
        """Asks for the hours a week."""
        if self.face is None:
            return
        hours = ask.ask_hours(self, self.face.weekly_hours)
        if hours is None or hours == self.face.weekly_hours:
            return
        host = self._page.host
        try:
            with host.quietly(self._page):
                face = host.services.learning.set_weekly_hours(self.face.id, hours)
        except UserError as error:
            host.failed(error)
            return
        self._show(face)
        host.notice(say("Planned with {hours} h a week", hours=hours), undo=True)

    def _when_laid_out(self, act: Callable[[StepDetail], None]) -> None:
        """Opens the step first where it is shut; a menu needs to know where its button stands."""
        if self._opened():
            act(self.detail)  # type: ignore[arg-type]  # opened just now

    def _show(self, face: PathFace) -> None:
        if self.face is not None and self.face.id != face.id:
            self.outline.close_step()
            area = self._area()
            if area is not None:
                area.verticalScrollBar().setValue(0)
        self.face = face
        today = self._page.today()
        self.head.show_path(face, today)
        self.outline.show_path(face, today)

    def _current(self) -> StepFace | None:
        step_id = self.outline.current_step()
        return self._page.host.services.learning.step(step_id) if step_id else None

    def _opened(self) -> bool:
        if self.detail is None:
            step = self._current()
            if step is not None:
                self._put(step)
        return self.detail is not None

    def _open(self, step_id: int) -> None:
        try:
            self._put(self._page.host.services.learning.step(step_id))
        except UserError as error:
            self._page.host.failed(error)

    def _put(self, step: StepFace) -> None:
        self.outline.close_step()
        services = self._page.host.services
        parts = services.insight.exam(step.row.id) if step.row.kind == "certification" else ()
        detail = StepDetail(step, self._page.today(), services.desk, self.deeds, parts)
        detail.set_change(self.editing.step_menu(step, optional=self._is_optional(step.row.id)))
        detail.concept_wanted.connect(partial(self._page.host.open_thing, "concept"))
        detail.asked.connect(self._show_focus)
        self.detail = detail
        self.outline.put_detail(step.row.id, detail)
        self._page.keys_changed.emit()
        if self.isVisible():
            settle(self)
            self._show_line()
        else:
            QTimer.singleShot(0, self._show_line)

    def _is_optional(self, step_id: int) -> bool:
        stages = self.face.milestones if self.face else ()
        return any(step.optional for stage in stages for step in stage.steps if step.id == step_id)

    def _show_line(self) -> None:
        """Scrolls so that the open step's line is at the top third, its detail below it."""
        step_id, area = self.outline.open_step(), self._area()
        if step_id and area is not None:
            line = self.outline.line_of(step_id)
            top = line.mapTo(self, line.rect().topLeft()).y()
            if not 0 <= top - area.verticalScrollBar().value() <= area.height() // 2:
                area.verticalScrollBar().setValue(max(top - 48, 0))

    def _show_focus(self) -> None:
        """Scrolls to the field that was given the focus by key; again once its height is known."""
        settle(self)
        self._scroll_to_focus()
        QTimer.singleShot(LAID_OUT_MS, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        field, area = self.window().focusWidget(), self._area()
        if field is not None and area is not None and self.isAncestorOf(field):
            area.ensureWidgetVisible(field, 0, ROUND_FOCUS)

    def _area(self) -> QScrollArea | None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _on_shut(self, _step_id: int) -> None:
        self.save()
        self.detail = None

    def _on_written(self, step: StepFace) -> None:
        """A step has changed: its detail shows it, and the path counts anew."""
        if self.detail is not None and self.detail.face.row.id == step.row.id:
            self.detail.show_face(step)
        if self.face is not None:
            self._show(self._page.host.services.learning.path(self.face.id))

    def _on_follow(self, followed: bool) -> None:  # noqa: FBT001
        if self.face is not None:
            self.follow_wanted.emit(self.face.id, followed)
