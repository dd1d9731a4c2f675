"""How an interview question is answered: aloud against the clock or typed, then scored in 20 seconds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QWidget

from tpmprep.core.interview.faces import TakeDraft
from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.exercises.prompt import Prompt
from tpmprep.ui.exercises.speaking import Speaking
from tpmprep.ui.exercises.take_end import TakeEnd
from tpmprep.ui.exercises.takes import TakesPanel
from tpmprep.ui.exercises.told import StoriesPanel, is_told
from tpmprep.ui.exercises.view import SIDE as MARGIN
from tpmprep.ui.exercises.view import View
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import Column, hbox, holder, label, page, panel, row, scroll, stack, steady

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from tpmprep.core.flows.faces import Exercise, SittingsPort, Turn
    from tpmprep.core.interview.faces import QuestionFace, StoryFace
    from tpmprep.ui.exercises.view import Stage

WIDE = 992
SIDE = 280
_BESIDE_FROM = 900
_MOST_PARTS = 7


class QuestionView(View):
    """One question: the take, and beside it the earlier ones."""

    width_px = WIDE

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.face: QuestionFace | None = None
        self.prompt = Prompt(24)
        self._framework = label("", "mutedbody", wrap=True)
        self.speaking, self.end, self.takes = Speaking(), TakeEnd(), TakesPanel()
        self.stories = StoriesPanel(self._read_stories)
        self.beside = holder(stack(self.stories, self.takes, None, spacing=16))
        self.kept = KeptDraft(self.host, self._typed, self)
        self.speaking.changed.connect(self.kept.touch)
        self.end.changed.connect(self.kept.touch)
        self.speaking.turned.connect(self._tell_keys)
        self.speaking.main.clicked.connect(self._on_main)
        self.speaking.later.clicked.connect(self.later)
        self._end_page = self._ending()
        self._end_page.hide()
        self._line = hbox(spacing=24)
        left = stack(self.speaking, self._end_page, None, margins=(32, 24, 32, 24))
        self._line.addWidget(panel(left), 1)
        self._line.addWidget(self.beside)
        column = Column(stack(self.prompt, 8, self._framework, 20, self._line, 32), WIDE)
        text = stack(column, None, margins=(MARGIN, 0, MARGIN, 0))
        self.scroller = steady(scroll(page(text)), text)
        self.setLayout(stack(self.scroller))

    def show_turn(self, turn: Turn, exercise: Exercise, *, resumed: bool) -> None:
        """Shows a question, with what was typed for it before a restart."""
        del turn, resumed
        face = exercise.question
        if face is None:
            return
        self.face = face
        self.prompt.set_markdown(face.prompt)
        self._framework.setText(
            self.tr("A frame that helps: {0}").replace("{0}", face.framework) if face.framework else ""
        )
        self._framework.setVisible(bool(face.framework))
        self.takes.show_takes(face.takes)
        self.stories.begin(face)
        self._show_stage(self.speaking)
        kept = self.kept.begin(f"question.take:{face.id}")
        self.speaking.begin(face)
        if kept:
            self._restore(kept)
        if self.scroller is not None:
            self.scroller.verticalScrollBar().setValue(0)

    def where(self) -> str:
        """The category."""
        return self.face.category if self.face else ""

    @property
    def is_scored(self) -> bool:
        """Whether the take is over and asks for its score."""
        return self._end_page.isVisibleTo(self)

    def keys(self) -> list[Key]:
        """While speaking: Space, P, parts by number; at the end: the score by number, Enter."""
        if self.is_scored:
            scores = [
                Key(
                    f"take.score_{n}",
                    self.tr("Score {0}").replace("{0}", str(n)),
                    str(n),
                    partial(self.end.choose, n),
                )
                for n in range(1, 6)
            ]
            keep = Key("take.keep", self.tr("Keep the take"), "Return / Enter / Ctrl+Return", self.keep)
            return [*scores, keep]
        parts = self.face.parts[:_MOST_PARTS] if self.face else ()
        ticks = [
            Key(
                f"take.part_{n}",
                self.tr("Tick: {0}").replace("{0}", part),
                f"{n} / Alt+{n}",
                partial(self.speaking.tick, n),
            )
            for n, part in enumerate(parts, start=1)
        ]
        return [
            Key("take.main", self.tr("Start, then finish"), "Space", self._on_main),
            Key("take.finish", self.tr("Finish"), "Ctrl+Return / Ctrl+Enter", self.finish),
            Key("take.pause", self.tr("Pause"), "P / Alt+P", self.speaking.turn),
            Key("take.type", self.tr("Type your words"), "T", self.speaking.text.setFocus),
            Key("take.later", self.tr("Later"), "L", self.later),
            *self._story_keys(),
            *ticks,
        ]

    def step_back(self) -> bool:
        """Leaves the text, shuts the story beside it, or goes back from the score to the take."""
        if self.speaking.text.hasFocus():
            self.setFocus()
            return True
        if not self.is_scored:
            return self.stories.shut()
        self._show_stage(self.speaking)
        return True

    def leave(self) -> None:
        """Stops the clock and keeps what was typed."""
        self.speaking.pause()
        if self.speaking.watch.ms() > 0:
            self.kept.touch()
        self.kept.save()

    def finish(self) -> None:
        """Ends the take and asks for its score."""
        face = self.face
        if face is None or self.is_scored:
            return
        self.speaking.pause()
        self.end.begin(face, self.speaking.watch.ms())
        self._show_stage(self.end)
        self.kept.touch()

    def keep(self) -> None:
        """Keeps the take and moves on."""
        face, score = self.face, self.end.score()
        if face is None or not self.is_scored:
            return
        if score is None:
            self.end.ask_for_score()
            return
        draft = TakeDraft(
            duration_ms=self.speaking.watch.ms(),
            text=self.speaking.text.toPlainText(),
            parts=tuple(face.parts[int(at)] for at in self.speaking.ticked()),
            score=score,
            improve=self.end.improve.text().strip(),
        )
        place = self.kept.stop()

        def gesture(sittings: SittingsPort) -> Turn:
            turn = sittings.take(face.id, draft)
            self.host.services.desk.drop_draft(place)
            return turn

        if self.stage.play(gesture) is None:
            self.kept.place = place
            self.kept.touch()

    def later(self) -> None:
        """Moves on; what was typed stays for the next time."""
        self.leave()
        self.stage.play(lambda sittings: sittings.go_on())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the takes under the answer where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        self.beside.setMinimumWidth(theme.px(SIDE) if beside else 0)
        self.beside.setMaximumWidth(theme.px(SIDE) if beside else 16_777_215)

    def _read_stories(self) -> tuple[StoryFace, ...]:
        return self.host.services.interview.stories()

    def _story_keys(self) -> list[Key]:
        if self.face is None or not is_told(self.face):
            return []
        return [
            Key("take.story", self.tr("Your stories, one after the other"), "S / Alt+S", self.stories.turn)
        ]

    def _ending(self) -> QWidget:
        made = QWidget()
        back = KeyButton(self.tr("Back to the take"), self.tr("Esc"), "quiet", then=self.step_back)
        self.keep_button = KeyButton(self.tr("Keep the take"), self.tr("Enter"), "primary", then=self.keep)
        made.setLayout(stack(self.end, 24, row(back, None, self.keep_button)))
        return made

    def _on_main(self) -> None:
        if self.speaking.watch.runs:
            self.finish()
        else:
            self.speaking.turn()

    def _show_stage(self, which: QWidget) -> None:
        self.speaking.setVisible(which is self.speaking)
        self._end_page.setVisible(which is not self.speaking)
        if self.scroller is not None:
            self.scroller.verticalScrollBar().setValue(0)
        self.setFocus()
        self._tell_keys()

    def _tell_keys(self) -> None:
        self.keys_changed.emit()

    def _typed(self) -> dict[str, Any]:
        text, ticked, gone = (
            self.speaking.text.toPlainText(),
            self.speaking.ticked(),
            self.speaking.watch.ms(),
        )
        if not (text or ticked or gone):
            return {}
        kept: dict[str, Any] = {"text": text, "parts": list(ticked), "ms": gone}
        if self.is_scored:
            kept |= {"score": self.end.score() or 0, "improve": self.end.improve.text()}
        return kept

    def _restore(self, kept: dict[str, Any]) -> None:
        parts = [str(part) for part in kept.get("parts", [])]
        self.speaking.restore(str(kept.get("text", "")), parts, int(kept.get("ms", 0)))
        if "score" in kept:
            self.finish()
            if kept["score"]:
                self.end.choose(int(kept["score"]))
            self.end.improve.setText(str(kept.get("improve", "")))
