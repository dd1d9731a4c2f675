"""Owns one take while it lasts: time to think, ring, parts to tick, and a field for those who write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from tpmprep.ui.exercises.stopwatch import Stopwatch
from tpmprep.ui.exercises.words import minutes_seconds, minutes_words
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.fields import text_edit
from tpmprep.ui.kit.layout import drop, hbox, label, row, stack, vbox
from tpmprep.ui.kit.ring import Ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QShowEvent

    from tpmprep.core.interview.faces import QuestionFace

TICK_MS = 250
LINES = 5


class Speaking(QWidget):
    """The running take; ``changed`` when something worth keeping was typed, ticked or said.

    Before it is begun the ring shows the time to think, as a person would be given it; nothing starts by
    itself when that is over.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.watch, self.thinking = Stopwatch(), Stopwatch()
        self.watch.restart(runs=False)
        self.thinking.restart(runs=False)
        self._planned_ms = self._think_ms = 0
        self._ring = Ring(self.tr("Time"))
        self._title = label("", "strong")
        self._how = label("", "mutedbody", wrap=True)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self.parts: SegmentedChips | None = None
        self._parts_hint = label("", "muted")
        self._parts_title = label(self.tr("Tick each part as you say it"), "strong")
        self._parts_box = vbox()
        self.text = text_edit(
            self.tr("Your words"), hint=self.tr("Type your answer, or notes while you speak."), lines=LINES
        )
        self.text.textChanged.connect(self._on_typed)
        self.text.installEventFilter(self)
        self._fit()
        theme.current().themed.connect(self._fit)
        about = stack(None, self._title, 6, self._how, None)
        clock = hbox(spacing=32)
        clock.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        clock.addLayout(about, 1)
        ticking = row(self._parts_title, None, self._parts_hint)
        self.type_button = KeyButton(self.tr("Type"), "T", "quiet", then=self.text.setFocus)
        words = row(label(self.tr("Your words"), "strong"), None, self.type_button)
        self.setLayout(
            stack(clock, 20, ticking, 10, self._parts_box, 20, words, 8, self.text, 20, self._buttons())
        )

    def begin(self, face: QuestionFace) -> None:
        """Stands ready for a new take of this question."""
        number = max((take.number for take in face.takes), default=0) + 1
        self._title.setText(self.tr("Take {0}").replace("{0}", str(number)))
        self._planned_ms, self._think_ms = round(face.minutes * 60_000), face.think_seconds * 1000
        self._show_parts(face.parts)
        self._set_text("")
        self.watch.restart(runs=False)
        self.thinking.restart(runs=self.isVisible())
        self._follow()

    def restore(self, text: str, parts: Sequence[str], gone_ms: int) -> None:
        """Puts a half-done take back, paused."""
        self._set_text(text)
        if self.parts is not None:
            self.parts.choose(*parts)
        self.watch.restart(gone_ms=gone_ms, runs=False)
        if text or gone_ms:
            self.thinking.restart(gone_ms=self._think_ms, runs=False)
        self._follow()

    def thinks(self) -> bool:
        """Whether the answer is not begun yet."""
        return self.watch.ms() == 0 and not self.watch.runs

    def showEvent(self, event: QShowEvent) -> None:
        """Time to think runs while the question is seen."""
        super().showEvent(event)
        if self.thinks() and self.thinking.ms() < self._think_ms:
            self.thinking.go_on()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While one types, the buttons name the keys that then work."""
        if watched is self.text and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._show_keys()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody thinks about what nobody sees."""
        super().hideEvent(event)
        self.thinking.pause()
        self._timer.stop()

    def turn(self) -> None:
        """Starts, pauses, goes on."""
        if self.watch.runs:
            self.watch.pause()
        else:
            self.watch.go_on()
            self.thinking.pause()
        self._follow()

    def pause(self) -> None:
        """Stands still."""
        self.watch.pause()
        self._follow()

    def start_over(self) -> None:
        """Sets the clock and the ticks back; what was typed stays."""
        if self.parts is not None:
            self.parts.choose()
        self.watch.restart(runs=False)
        self.thinking.restart(runs=self.isVisible())
        self._follow()
        self.changed.emit()

    def tick(self, number: int) -> None:
        """Ticks part ``number`` (from 1), or takes the tick away."""
        if self.parts is None:
            return
        key = str(number - 1)
        chosen = self.parts.chosen()
        left = tuple(part for part in chosen if part != key)
        self.parts.choose(*(left if key in chosen else (*chosen, key)))

    def ticked(self) -> tuple[str, ...]:
        """The numbers (from 0, as text) of the ticked parts."""
        return self.parts.chosen() if self.parts is not None else ()

    def _fit(self) -> None:
        self.text.setFixedHeight(theme.px(22 * LINES + 18))

    def _buttons(self) -> QWidget:
        self.pause_button = KeyButton(self.tr("Pause"), "P", icon="pause", then=self.turn)
        self._over = button(self.tr("Start over"), "quiet", then=self.start_over)
        self.later = KeyButton(self.tr("Later"), "L", "quiet")
        self.main = KeyButton(self.tr("Start"), self.tr("Space"), "primary")
        made = QWidget()
        made.setLayout(row(self.pause_button, self._over, None, self.later, self.main, spacing=8))
        return made

    def _show_keys(self) -> None:
        types = self.text.hasFocus()
        self.pause_button.set_key(self.tr("Alt P") if types else "P")
        self.main.set_key(self.tr("Ctrl Enter") if types and self.watch.runs else self.tr("Space"))
        self.later.set_key("" if types else "L")
        self.type_button.set_key("" if types else "T")

    def _on_typed(self) -> None:
        if self.thinks():
            self.turn()
        self.changed.emit()

    def _set_text(self, text: str) -> None:
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's call
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.blockSignals(False)  # noqa: FBT003 - Qt's call

    def _show_parts(self, parts: Sequence[str]) -> None:
        if self.parts is not None:
            drop(self.parts)
            self.parts = None
        if parts:
            self.parts = SegmentedChips([(str(at), part) for at, part in enumerate(parts)], many=True)
            self.parts.changed.connect(lambda _chosen: self.changed.emit())
            self._parts_box.addWidget(self.parts)
        self._parts_title.setVisible(bool(parts))
        self._parts_hint.setVisible(bool(parts))
        hint = self.tr("keys 1 to {0}, with Alt while typing").replace("{0}", str(len(parts)))
        self._parts_hint.setText(hint)

    def _follow(self) -> None:
        runs, begun = self.watch.runs, self.watch.ms() > 0
        if runs or self.thinking.runs:
            self._timer.start()
        else:
            self._timer.stop()
        if runs:
            self._how.setText(self.tr("Say it aloud, as to a person. Or type it below."))
        elif begun:
            self._how.setText(self.tr("Paused. It is kept, also when you close the window."))
        self.main.set_words(self.tr("Finish") if runs else self.tr("Go on") if begun else self.tr("Start"))
        self.pause_button.setVisible(runs)
        self._over.setVisible(begun and not runs)
        self._show_keys()
        self._show_time()
        self.turned.emit()

    def _show_time(self) -> None:
        gone = self.watch.ms()
        if self.thinks() and self._think_ms:
            self._show_thinking()
            return
        planned = self.tr("of {0}").replace("{0}", minutes_seconds(self._planned_ms))
        self._ring.set(gone / max(self._planned_ms, 1), minutes_seconds(gone), planned)
        if self.watch.runs:
            self.changed.emit()

    def _show_thinking(self) -> None:
        """The time left to think, and then that one would begin now."""
        gone = min(self.thinking.ms(), self._think_ms)
        left = minutes_seconds(self._think_ms - gone + 999)
        self._ring.set(gone / self._think_ms, left, self.tr("to think"))
        planned = minutes_words(self._planned_ms)
        if gone < self._think_ms:
            told = self.tr("Think: order your points, then start. The answer has {0}.")
        else:
            told = self.tr("Here you would begin to speak. Start when you are ready; the answer has {0}.")
            self.thinking.pause()
            self._timer.stop()
        self._how.setText(told.replace("{0}", planned))
