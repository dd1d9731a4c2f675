"""One story: its name, its five parts, what it shows; saved by itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.core.interview.faces import StoryDraft
from tpmprep.ui.kit.buttons import SegmentedChips, button
from tpmprep.ui.kit.fields import go_to_ends, line_edit
from tpmprep.ui.kit.layout import Column, clear, label, panel, row, scroll, stack, vbox
from tpmprep.ui.pages.interview.autosave import Autosave
from tpmprep.ui.pages.interview.dots import Dots
from tpmprep.ui.pages.interview.story_part import StoryPart
from tpmprep.ui.pages.interview.words import (
    COMPETENCIES,
    STORY_PARTS,
    competency_words,
    filled_words,
    time_words,
)

if TYPE_CHECKING:
    from tpmprep.core.interview.faces import StoryFace
    from tpmprep.ui.kit.host import Host, Page


def draft_place(story_id: int) -> str:
    """Where the desk keeps a half-typed story; 0 is a new one."""
    return f"interview.story.{story_id}"


def written(draft: StoryDraft) -> str:
    """A draft as text for the desk."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def read(text: str) -> StoryDraft | None:
    """The draft the desk kept; None when it cannot be read."""
    try:
        values = json.loads(text)
        return StoryDraft(**{**values, "competencies": tuple(values.get("competencies", ()))})
    except (ValueError, TypeError, AttributeError):
        return None


def as_draft(face: StoryFace) -> StoryDraft:
    """A story as it would be typed."""
    return StoryDraft(
        face.title, face.situation, face.task, face.action, face.result, face.reflection, face.competencies
    )


class StoryForm(QWidget):
    """Edits a story, or a new one (id 0) that is kept once it has a name; ``saved`` carries its id."""

    saved = Signal(int)
    deleted = Signal(int)
    shut = Signal()

    def __init__(self, host: Host, page: Page) -> None:
        super().__init__()
        self._host, self._page = host, page
        self.story_id = 0
        self._stored, self._drafted = StoryDraft(""), False
        self.auto = Autosave(self, self._keep, self._save)
        self.back = button(self.tr("All stories"), "icon", icon="arrow-left", then=self.shut.emit)
        self.delete = button(
            self.tr("Delete"), "quiet", icon="trash-2", then=lambda: self.deleted.emit(self.story_id)
        )
        self.status = label("", "muted")
        self.title = line_edit(
            self.tr("Name of the story"), hint=self.tr("Name it, e.g. Search latency launch")
        )
        self.title.textEdited.connect(lambda _text: self._touch())
        self.parts = {name: StoryPart(title, hint) for name, title, hint in self._part_words()}
        for part in self.parts.values():
            part.edited.connect(self._touch)
        self._dots = Dots(0, STORY_PARTS, "")
        self._filled = label("", "muted")
        self._chips: QVBoxLayout = vbox()
        self.chips = SegmentedChips([])
        self.setLayout(stack(scroll(Column(self._column()))))

    def open_new(self) -> None:
        """An empty story, or the half-typed one of last time."""
        self._open(0, StoryDraft(""))

    def open_face(self, face: StoryFace) -> None:
        """Shows a story; words still being typed into it are left alone."""
        if face.id == self.story_id and self.auto.dirty:
            return
        self._open(face.id, as_draft(face))

    def draft(self) -> StoryDraft:
        """The story as typed."""
        texts = {name: part.text() for name, part in self.parts.items()}
        return StoryDraft(title=self.title.text().strip(), competencies=self.chips.chosen(), **texts)

    def flush(self) -> None:
        """Saves what is not saved yet."""
        self.auto.flush()

    def forget(self) -> None:
        """The story was deleted: nothing of it is to be saved."""
        self.auto.forget()
        self.story_id = 0

    def _open(self, story_id: int, draft: StoryDraft) -> None:
        self.auto.flush()
        self.auto.forget()
        self.story_id, self._stored = story_id, draft
        kept = self._host.services.desk.draft(draft_place(story_id))
        self._drafted = kept is not None
        found = read(kept.text) if kept is not None else None
        self._fill(found or draft)
        self.status.setText("")
        if found is not None and found != draft:
            go_to_ends(self)
            self.auto.restore()
            self.status.setText(self.tr("Your half-typed words are back, not saved yet"))
        self.delete.setVisible(story_id != 0)

    def _fill(self, draft: StoryDraft) -> None:
        if self.title.text() != draft.title:
            self.title.setText(draft.title)
        for name, part in self.parts.items():
            part.set_text(getattr(draft, name))
        clear(self._chips)
        names = [*COMPETENCIES, *(one for one in draft.competencies if one not in COMPETENCIES)]
        choices = [(name, competency_words(name)) for name in names]
        self.chips = SegmentedChips(choices, many=True, chosen=draft.competencies)
        self.chips.setAccessibleName(self.tr("What it shows"))
        self.chips.changed.connect(lambda _chosen: self._touch())
        self._chips.addWidget(self.chips)
        self._count()

    def _touch(self) -> None:
        self.auto.touch()
        self.status.setText(
            self.tr("Not saved yet")
            if self.title.text().strip()
            else self.tr("Give it a name and it is kept in your list")
        )
        self._count()

    def _count(self) -> None:
        filled = sum(bool(part.text().strip()) for part in self.parts.values())
        self._filled.setText(filled_words(filled))
        self._dots.set_filled(filled, filled_words(filled))

    def _keep(self) -> None:
        self._host.services.desk.keep_draft(draft_place(self.story_id), written(self.draft()))
        self._drafted = True

    def _save(self) -> bool:
        draft = self.draft()
        if not draft.title:
            return False
        services = self._host.services
        place = draft_place(self.story_id)
        try:
            with self._host.quietly(self._page):
                if not self.story_id:
                    self.story_id = services.interview.add_story(draft)
                elif draft != self._stored:
                    services.interview.edit_story(self.story_id, draft)
                if self._drafted:
                    services.desk.drop_draft(place)
        except UserError as error:
            self._host.failed(error)
            return False
        self._stored, self._drafted = draft, False
        self.delete.show()
        at = time_words(services.clock.now())
        self.status.setText(self.tr("Saved {0}").replace("{0}", at))
        self.saved.emit(self.story_id)
        return True

    def _part_words(self) -> list[tuple[str, str, str]]:
        return [
            (
                "situation",
                self.tr("Situation"),
                self.tr("Where and when, and what was at stake. Two sentences."),
            ),
            ("task", self.tr("Task"), self.tr("What was yours to do or decide.")),
            ("action", self.tr("Action"), self.tr("What you did yourself, step by step. The longest part.")),
            ("result", self.tr("Result"), self.tr("What changed, with a number and how it was measured.")),
            ("reflection", self.tr("Reflection"), self.tr("What you learned and do otherwise since.")),
        ]

    def _column(self) -> QVBoxLayout:
        head = row(self.back, 4, self._dots, 8, self._filled, None, self.status, 8, self.delete)
        parts = stack(*self.parts.values(), spacing=20)
        shows = stack(label(self.tr("What it shows"), "h3"), 8, self._chips)
        inside = stack(parts, 24, shows, margins=(24, 20, 24, 24))
        return stack(head, 12, self.title, 16, panel(inside), None, margins=(0, 0, 12, 32))
