"""Owns the person's stories beside a question: the fitting ones first, one at a time, when asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from tpmprep.ui.exercises.words import say
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.layout import clear, holder, label, row, stack, vbox
from tpmprep.ui.kit.rich import RichText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tpmprep.core.interview.faces import QuestionFace, StoryFace

ROUNDS = frozenset({"screening", "behavioural", "execution"})
_STEM = 4
_WORD = re.compile(r"[^\W\d_]{4,}")


def is_told(face: QuestionFace) -> bool:
    """Whether a question is answered by a story: by its round, or because its frame is STAR."""
    return face.round in ROUNDS or "STAR" in face.framework


def fitting(face: QuestionFace, stories: Iterable[StoryFace]) -> tuple[StoryFace, ...]:
    """All stories, those first whose competencies the question and what it listens for speak of."""
    asked = _stems(face.prompt, face.category, face.listen_for, *(title for _id, title in face.concepts))
    return tuple(sorted(stories, key=lambda story: -_hits(story, asked)))


def _hits(story: StoryFace, asked: set[str]) -> int:
    return sum(bool(_stems(competency) & asked) for competency in story.competencies)


def _stems(*texts: str) -> set[str]:
    """The words by their beginnings, so that "failed" meets "failure"."""
    return {word[:_STEM].casefold() for text in texts for word in _WORD.findall(text)}


class StoriesPanel(QFrame):
    """Shut at first; ``turn`` shows the story that fits best, then the next, and after the last shuts.

    Args:
        read: Reads the person's stories; asked only when the panel is opened.
    """

    def __init__(self, read: Callable[[], Sequence[StoryFace]]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._read = read
        self._face: QuestionFace | None = None
        self.stories: tuple[StoryFace, ...] = ()
        self.at = -1
        self.next = KeyButton(self.tr("Your stories"), self.tr("S"), "quiet", then=self.turn)
        self._title = label("", "mid", wrap=True)
        self._parts = vbox(spacing=12)
        self._open = holder(stack(8, self._title, 12, self._parts, 4))
        inside = stack(row(self.next, None), self._open, margins=(12, 8, 12, 8))
        self._open.setContentsMargins(12, 0, 12, 8)
        self.setLayout(inside)

    def begin(self, face: QuestionFace) -> None:
        """Stands beside this question, shut; hidden where no story is told."""
        self._face, self.stories, self.at = face, (), -1
        self.setVisible(is_told(face))
        self._show()

    def turn(self) -> None:
        """Opens, goes on to the next story, shuts after the last."""
        if self._face is None:
            return
        if self.at < 0:
            self.stories = fitting(self._face, self._read())
        last = max(len(self.stories), 1) - 1
        self.at = self.at + 1 if self.at < last else -1
        self._show()

    def shut(self) -> bool:
        """Shuts it; False where it was shut."""
        was_open, self.at = self.at >= 0, -1
        self._show()
        return was_open

    def _show(self) -> None:
        clear(self._parts)
        self._open.setVisible(self.at >= 0)
        if self.at < 0:
            self.next.set_words(self.tr("Your stories"))
            return
        last = self.at >= len(self.stories) - 1
        self.next.set_words(self.tr("Shut") if last else self.tr("Next story"))
        if not self.stories:
            self._title.setText(self.tr("No story yet. Write one in Interview, Stories."))
            return
        story = self.stories[self.at]
        self._title.setText(story.title)
        for name, text in _parts_of(story):
            self._parts.addWidget(_part(name, text))


def _parts_of(story: StoryFace) -> list[tuple[str, str]]:
    named = [
        (say("Situation"), story.situation),
        (say("Task"), story.task),
        (say("Action"), story.action),
        (say("Result"), story.result),
        (say("Reflection"), story.reflection),
    ]
    return [(name, text) for name, text in named if text.strip()]


def _part(name: str, text: str) -> QWidget:
    words = RichText(text, size=14)
    words.setAccessibleName(name)
    return holder(stack(label(name, "eyebrow"), 2, words))
