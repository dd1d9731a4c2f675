"""The speaker by miniaudio: decodes while it plays, in the sound device's own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    import miniaudio

RATE, CHANNELS = 44_100, 2


class SoundError(Exception):
    """A sound cannot be played: it is broken, or there is nothing to play it on."""


class Loudspeaker:
    """Plays through the system's sound device.

    Args:
        to_nobody: plays in real time without a device.
    """

    def __init__(self, *, to_nobody: bool = False) -> None:
        import miniaudio

        self._lib = miniaudio
        self._to_nobody = to_nobody
        self._device: miniaudio.PlaybackDevice | None = None
        self._begun = self._frames = 0
        self._playing = False

    def length_ms(self, file: Path) -> int:
        """How long a sound is; raises SoundError."""
        try:
            return int(self._lib.get_file_info(str(file)).duration * 1000)
        except (self._lib.MiniaudioError, OSError) as error:
            raise SoundError(str(error)) from error

    def play(self, file: Path, from_ms: int = 0) -> None:
        """Plays from there on, in the place of what was played; raises SoundError."""
        self.stop()
        self._begun, self._frames = from_ms, 0
        try:
            samples = self._lib.stream_file(
                str(file), nchannels=CHANNELS, sample_rate=RATE, seek_frame=from_ms * RATE // 1000
            )
            feed = self._feed(samples)
            next(feed)
            self._playing = True
            self._need_device().start(feed)
        except (self._lib.MiniaudioError, OSError) as error:
            self._playing = False
            raise SoundError(str(error)) from error

    def stop(self) -> None:
        """Stops; the place stays known."""
        if self._device is not None and self._playing:
            self._device.stop()
        self._playing = False

    def at_ms(self) -> int:
        """How far the sound is, or was when it stopped."""
        return self._begun + self._frames * 1000 // RATE

    def plays(self) -> bool:
        """Whether a sound is being played; False again at its end."""
        return self._playing

    def _need_device(self) -> miniaudio.PlaybackDevice:
        if self._device is None:
            backends = [self._lib.Backend.NULL] if self._to_nobody else None
            device = self._lib.PlaybackDevice(
                nchannels=CHANNELS, sample_rate=RATE, backends=backends, app_name="tpmprep"
            )
            if not self._to_nobody and device.backend == "Null":
                device.close()
                msg = "there is no sound device"
                raise self._lib.MiniaudioError(msg)
            self._device = device
        self._device.stop()
        return self._device

    def _feed(self, samples: Generator[Any, int, None]) -> Generator[Any, int, None]:
        """Hands the device what it asks for, and counts it."""
        wanted = yield b""
        try:
            while True:
                block = samples.send(wanted)
                self._frames += len(block) // CHANNELS
                wanted = yield block
        except StopIteration:
            self._playing = False
