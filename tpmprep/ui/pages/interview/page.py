"""The page Interview: its three tabs, and where the person stands on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from tpmprep.core.ground.change import Change
from tpmprep.ui.kit import standing
from tpmprep.ui.kit.host import Key, Page, Place
from tpmprep.ui.kit.layout import label, stack, tabs
from tpmprep.ui.pages.interview.practise import Practise
from tpmprep.ui.pages.interview.questions import Questions
from tpmprep.ui.pages.interview.stories import Stories

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host

TABS = ("practise", "questions", "stories")
EDIT = "edit"


class InterviewPage(Page):
    """Practise, Questions, Stories."""

    cares = Change.QUESTIONS | Change.ANSWER_NOTES | Change.STORIES | Change.TAKES | Change.PACKS | Change.AIM

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._loaded = False
        self._stale = set(TABS)
        self.practise = Practise(host)
        self.bar = tabs(self.tr("Interview"), self.tr("Practise"), self.tr("Questions"), self.tr("Stories"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.practise)
        head = stack(label(self.tr("Interview"), "h1"), 12, self.bar)
        self.setLayout(stack(head, 16, self.stack, margins=(40, 32, 28, 0)))
        self.bar.currentChanged.connect(self._on_tab)
        self.practise.opened.connect(lambda at: self.show_place(Place("interview", "question", at)))
        self.practise.wanted.connect(lambda: self.show_place(Place("interview", "question", 0)))

    @cached_property
    def questions(self) -> Questions:
        """The tab Questions, made when first shown."""
        made = Questions(self.host, self)
        made.stood.connect(self._on_stood)
        self.stack.addWidget(made)
        return made

    @cached_property
    def stories(self) -> Stories:
        """The tab Stories, made when first shown."""
        made = Stories(self.host, self)
        made.stood.connect(self._on_stood)
        self.stack.addWidget(made)
        return made

    def load(self) -> None:
        """Reads the tab shown; the others when they are next shown."""
        self._stale = set(TABS)
        self._load_tab()
        if not self._loaded:
            self._loaded = True
            self._go_where_it_stood()

    def show_place(self, place: Place) -> None:
        """Shows a tab, a question or a story (0 is a new one)."""
        tab = {"question": "questions", "story": "stories"}.get(place.kind, place.tab)
        if tab in TABS:
            self.bar.setCurrentIndex(TABS.index(tab))
            self._load_tab()
        if place.kind == "question":
            self.questions.show_question(place.thing_id)
            if place.tab == EDIT and place.thing_id:
                self.questions.edit_shown()
        elif place.kind == "story":
            self.stories.show_story(place.thing_id)

    def place(self) -> Place:
        """The tab, and the question (also while it is written) or story on it."""
        tab = TABS[self.bar.currentIndex()]
        if tab == "questions" and self.questions.is_writing():
            return Place("interview", "question", self.questions.form.question_id, EDIT)
        if tab == "questions" and self.questions.question_id():
            return Place("interview", "question", self.questions.question_id(), tab)
        story_id = self.stories.story_id() if tab == "stories" else None
        if story_id is not None:
            return Place("interview", "story", story_id, tab)
        return Place("interview", tab=tab)

    def step_back(self) -> bool:
        """Closes what is open on the tab."""
        tab = TABS[self.bar.currentIndex()]
        if tab == "questions":
            return self.questions.step_back()
        return self.stories.step_back() if tab == "stories" else False

    def keys(self) -> list[Key]:
        """The keys of the tab."""
        part = self.stack.currentWidget()
        return part.keys() if isinstance(part, Practise | Questions | Stories) else []

    def leave(self) -> None:
        """Saves what is being typed."""
        for at in range(self.stack.count()):
            part = self.stack.widget(at)
            if isinstance(part, Questions | Stories):
                part.leave()

    def _on_tab(self, at: int) -> None:
        self.leave()
        self.stack.setCurrentWidget(self._part(TABS[at]))
        if self._loaded:
            self._load_tab()
        self._on_stood()

    def _load_tab(self) -> None:
        tab = TABS[self.bar.currentIndex()]
        if tab not in self._stale:
            return
        self._stale.discard(tab)
        self._part(tab).load()
        self.keys_changed.emit()

    def _part(self, tab: str) -> Practise | Questions | Stories:
        if tab == "practise":
            return self.practise
        return self.questions if tab == "questions" else self.stories

    def _on_stood(self) -> None:
        """Keeps the place at once, so that it is there again even after the power went."""
        self.keys_changed.emit()
        if self._loaded:
            standing.keep(self.host, self.place())

    def _go_where_it_stood(self) -> None:
        stood = standing.kept(self.host, "interview")
        if stood is not None:
            self.show_place(stood)
