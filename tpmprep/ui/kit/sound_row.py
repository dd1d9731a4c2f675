"""Owns the row a sound is shown as: play and pause, its name, how far it is and how long."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from shiboken6 import isValid

from tpmprep.ui.kit import media, sound
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import label, row, set_tip, stack
from tpmprep.ui.kit.loudspeaker import SoundError
from tpmprep.ui.kit.outside import open_path
from tpmprep.ui.kit.progress import ThinBar
from tpmprep.ui.kit.tasks import run

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

TICK_MS = 200
_playing: list[weakref.ref[SoundRow]] = []


class SoundRow(QFrame):
    """One sound of a text; kinds that cannot be played here open in the system's player, once agreed.

    Args:
        ref: ``media:<sha256>.<ext>``.
        name: what it is called in the text.
    """

    def __init__(self, ref: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.ref, self._name = ref, name or self.tr("Sound")
        self._file = media.file(ref)
        self._own = ref.rpartition(".")[2] in sound.PLAYED and sound.speaker() is not None
        self._at, self._length = 0, 0
        self.play = button(self.tr("Play"), "icon", icon="play!", then=self.turn)
        self._title = label(self._name, "mid")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._time = label("", "muted")
        self._bar = ThinBar(0, self.tr("How far the sound is"))
        head = row(self._title, 8, self._time)
        head.setStretchFactor(self._title, 1)
        words = stack(None, head, 6, self._bar, None)
        self.setLayout(row(self.play, 12, words, margins=(12, 0, 16, 0)))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._follow)
        self._dress()

    def turn(self) -> None:
        """Plays, pauses or goes on; or asks to open the system's player."""
        speaker = sound.speaker()
        if self._file is None:
            return
        if not self._own or speaker is None:
            self._open_elsewhere()
        elif self.plays():
            self.pause()
        else:
            self._begin(speaker)

    def plays(self) -> bool:
        """Whether this sound is being played."""
        return self._tick.isActive()

    def pause(self) -> None:
        """Stops, to go on from there."""
        speaker = sound.speaker()
        if not self.plays() or speaker is None:
            return
        self._tick.stop()
        self._at = speaker.at_ms() if speaker.plays() else 0
        speaker.stop()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """A sound nobody sees any more is silent."""
        super().hideEvent(event)
        self.pause()

    def _begin(self, speaker: sound.Speaker) -> None:
        for other in _playing:
            before = other()
            if before is not None and before is not self and isValid(before):
                before.pause()
        if self._file is None:
            return
        try:
            speaker.play(self._file, self._at)
        except SoundError:
            self._own = False
            self._dress()
            self._say(self.tr("It cannot be played here"))
            return
        _playing[:] = [weakref.ref(self)]
        self._tick.start()
        self._show()

    def _follow(self) -> None:
        speaker = sound.speaker()
        if speaker is None or not speaker.plays():
            self._tick.stop()
            self._at = 0
        else:
            self._at = speaker.at_ms()
        self._show()

    def _dress(self) -> None:
        """What can be done with it: played here, opened elsewhere, or nothing."""
        speaker, file = sound.speaker(), self._file
        self._bar.setVisible(self._own and file is not None)
        self.play.setEnabled(file is not None)
        if file is None:
            self._say(self.tr("this sound is missing"))
        elif not self._own:
            self._say(self.ref.rpartition(".")[2])
        elif speaker is not None:
            run(lambda _task: speaker.length_ms(file), self._on_length)
        self._show()

    def _on_length(self, length: object) -> None:
        self._length = length if isinstance(length, int) else 0
        self._show()

    def _show(self) -> None:
        if not self._own:
            verb, drawing = self.tr("Open"), "external-link"
        elif self.plays():
            verb, drawing = self.tr("Pause"), "pause!"
        else:
            verb, drawing = self.tr("Play"), "play!"
        if self.play.accessibleName() != f"{verb} {self._name}":
            set_icon(self.play, drawing, "accent", 16)
            self.play.setAccessibleName(f"{verb} {self._name}")
            set_tip(self.play, verb)
        if self._own and self._file is not None:
            self._say(f"{clock(self._at)} / {clock(self._length)}" if self._at else clock(self._length))
            self._bar.set_share(self._at / self._length if self._length else 0)

    def _say(self, words: str) -> None:
        self._time.setText(words)

    def _open_elsewhere(self) -> None:
        from tpmprep.ui.kit.dialogs import decide

        asked = decide(
            self.window(),
            self.tr("Open it in another program?"),
            self.tr("tpmprep cannot play this sound itself. The player of your system can open it."),
            [("open", self.tr("Open in the player"), "primary")],
            self.tr("Stay here"),
        )
        if asked == "open" and self._file is not None:
            open_path(self._file)


def clock(ms: int) -> str:
    """A running time as 0:07 or 12:30; a begun second counts."""
    seconds = -(-ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"
