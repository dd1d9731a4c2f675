"""The tab Stories: the STAR stories at the left, one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import hbox, holder, label, panel, row, stack
from tpmprep.ui.pages.interview.row_list import RowList
from tpmprep.ui.pages.interview.split import Split
from tpmprep.ui.pages.interview.story_form import StoryForm, draft_place
from tpmprep.ui.pages.interview.words import STORY_PARTS, story_meta

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import StoryFace
    from tpmprep.ui.kit.host import Host, Page


class Stories(QWidget):
    """The stories and the one being written; ``stood`` says another one is shown."""

    stood = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self._stories: tuple[StoryFace, ...] = ()
        self.rows: RowList[StoryFace] = RowList(
            self.tr("Stories"), lambda face: face.title, story_meta, _signs, _spoken
        )
        self.form = StoryForm(host, page)
        self.count = label("", "muted")
        self.new = button(self.tr("New story"), "quiet", icon="plus", then=self.open_new)
        self._choose = EmptyState(
            "message-circle",
            self.tr("Five good stories answer most behavioural questions."),
            title=self.tr("Choose a story"),
        )
        self.right = QStackedWidget()
        self.right.addWidget(self._choose)
        self.right.addWidget(self.form)
        self._empty = EmptyState(
            "message-circle",
            self.tr(
                "Something true from work, study or life: where it was, what was yours, what you did, "
                "how it ended. Half of it is a fine beginning."
            ),
            self.tr("Write a story"),
            self.open_new,
            title=self.tr("Write your first story, 6 minutes"),
        )
        self._lay()

    def load(self) -> None:
        """Reads the stories and shows the one being read anew."""
        self._show_list(self._host.services.interview.stories())
        shown = next((face for face in self._stories if face.id == self.form.story_id), None)
        if shown is not None:
            self.form.open_face(shown)
        elif self.form.story_id:
            self._close_form()
        elif self.right.currentWidget() is self.form:
            self._whole(there=True)

    def story_id(self) -> int | None:
        """The story shown, 0 for a new one, None for none."""
        shown = self.right.currentWidget() is self.form and self.split.right_is_shown()
        return self.form.story_id if shown else None

    def show_story(self, story_id: int) -> None:
        """Shows a story; 0 begins a new one, a vanished one shows the list."""
        face = next((one for one in self._stories if one.id == story_id), None)
        if story_id == 0:
            self.open_new()
        elif face is not None:
            self.form.open_face(face)
            self._mark(story_id)
            self._show_form()
            if self.form.auto.dirty:
                self.form.title.setFocus(Qt.FocusReason.TabFocusReason)

    def open_new(self) -> None:
        """Begins a new story, or goes on with the half-typed one."""
        self.leave()
        self.form.open_new()
        self._mark(0)
        self._show_form()
        self.form.title.setFocus(Qt.FocusReason.TabFocusReason)

    def step_back(self) -> bool:
        """Leaves what is written; closes the story where the list is hidden, or a new one not begun."""
        if self.right.currentWidget() is not self.form:
            return False
        if self.split.is_wide() and self.form.story_id and self._stories:
            writing = self.form.isAncestorOf(self.window().focusWidget() or self)
            if writing:
                self.leave()
                self.rows.setFocus()
            return writing
        self._on_shut()
        return True

    def leave(self) -> None:
        """Saves the story."""
        self.form.flush()

    def keys(self) -> list[Key]:
        """What can be pressed now."""
        keys = [Key("story.new", self.tr("A new story"), "N", self.open_new)]
        story_id = self.story_id()
        if story_id is not None:
            keys.append(Key("story.save", self.tr("Save the story"), "Ctrl+S", self.form.flush))
        if story_id:
            keys.append(Key("story.delete", self.tr("Delete the story"), "Del", self._delete_shown))
        return keys

    def _lay(self) -> None:
        inside = stack(row(self.count, None, self.new), 4, self.rows, margins=(12, 12, 12, 8))
        self._both = QWidget()
        self.split = Split(self._both, holder(stack(panel(inside), margins=(0, 0, 0, 24))), self.right)
        self.split.widened.connect(self._on_widened)
        line = hbox()
        line.addWidget(self._both)
        line.addWidget(self._empty)
        self.setLayout(line)
        self.rows.moved.connect(self._on_moved)
        self.rows.opened.connect(self._on_opened)
        self.form.saved.connect(self._on_saved)
        self.form.deleted.connect(self._delete)
        self.form.shut.connect(self._on_shut)
        self.form.back.setVisible(not self.split.is_wide())

    def _whole(self, *, there: bool) -> None:
        self._both.setVisible(there)
        self._empty.setVisible(not there)

    def _show_list(self, stories: Sequence[StoryFace]) -> None:
        self._stories = tuple(stories)
        ids = [face.id for face in stories]
        at = ids.index(self.form.story_id) if self.form.story_id in ids else -1
        self.rows.set_rows(stories, at)
        template = self.tr("1 story") if len(stories) == 1 else self.tr("{0} stories")
        self.count.setText(template.replace("{0}", str(len(stories))))
        self._whole(there=bool(stories) or self.right.currentWidget() is self.form)

    def _mark(self, story_id: int) -> None:
        ids = [face.id for face in self._stories]
        self.rows.choose(ids.index(story_id) if story_id in ids else -1)

    def _on_moved(self, face: StoryFace) -> None:
        if self.split.is_wide():
            self.show_story(face.id)

    def _on_opened(self, face: StoryFace) -> None:
        if self.story_id() != face.id:
            self.show_story(face.id)
        self.form.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_saved(self, _story_id: int) -> None:
        self._show_list(self._host.services.interview.stories())
        self.stood.emit()

    def _on_shut(self) -> None:
        self.leave()
        self._close_form()
        self.rows.setFocus()

    def _on_widened(self, wide: bool) -> None:  # noqa: FBT001 - a signal
        self.form.back.setVisible(not wide)
        if self.isVisible():  # a page put away may be laid out anew after its file was closed
            self.stood.emit()

    def _delete_shown(self) -> None:
        self._delete(self.form.story_id)

    def _delete(self, story_id: int) -> None:
        title = self.form.title.text().strip()
        try:
            with self._host.quietly(self._page):
                self._host.services.interview.delete_story(story_id)
                self._host.services.desk.drop_draft(draft_place(story_id))
        except UserError as error:
            self._host.failed(error)
            return
        self._close_form()
        self._show_list(self._host.services.interview.stories())
        self.rows.setFocus()
        self._host.notice(self.tr("Deleted the story “{0}”").replace("{0}", title), undo=True)

    def _show_form(self) -> None:
        self.right.setCurrentWidget(self.form)
        self._whole(there=True)
        self.split.show_right()
        self.stood.emit()

    def _close_form(self) -> None:
        self.form.forget()
        self.right.setCurrentWidget(self._choose)
        self.split.show_left()
        self._mark(0)
        self._whole(there=bool(self._stories))
        self.stood.emit()


def _signs(face: StoryFace) -> list[tuple[str, str]]:
    return [("circle-check", "good")] if face.filled == STORY_PARTS else []


def _spoken(face: StoryFace) -> str:
    return f"{face.title}. {story_meta(face)}"
