"""The speaker decodes and plays in the device's own thread; without a device it plays to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.media.samples import wav
from tpmprep.ui.kit.loudspeaker import Loudspeaker, SoundError

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_the_loudspeaker_plays_in_real_time_to_nobody_and_ends(tmp_path: Path, qtbot: QtBot) -> None:
    pytest.importorskip("miniaudio")
    file = tmp_path / "a.wav"
    file.write_bytes(wav(900))
    speaker = Loudspeaker(to_nobody=True)
    assert speaker.length_ms(file) == 900
    speaker.play(file)
    assert speaker.plays()
    qtbot.waitUntil(lambda: speaker.at_ms() > 0)
    speaker.stop()
    at = speaker.at_ms()
    assert not speaker.plays()
    speaker.play(file, from_ms=at)
    assert speaker.at_ms() >= at
    qtbot.waitUntil(lambda: not speaker.plays())
    speaker.stop()


def test_the_loudspeaker_refuses_what_it_cannot_decode(tmp_path: Path) -> None:
    pytest.importorskip("miniaudio")
    file = tmp_path / "a.mp3"
    file.write_bytes(b"no sound")
    speaker = Loudspeaker(to_nobody=True)
    for act in (speaker.length_ms, speaker.play):
        with pytest.raises(SoundError):
            act(file)
    assert not speaker.plays()
