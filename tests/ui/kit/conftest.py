"""A store of pictures and sounds for the texts of the kit, and a speaker that nobody hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.db.stage import fresh
from tpmprep.core.media.service import Media
from tpmprep.ui.kit import media, sound
from tpmprep.ui.kit.loudspeaker import SoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Quiet:
    """A speaker that notes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int]] = []
        self.at, self.on, self.broken = 0, False, False

    def length_ms(self, file: Path) -> int:
        if self.broken:
            raise SoundError(file.name)
        return 42_000

    def play(self, file: Path, from_ms: int = 0) -> None:
        if self.broken:
            raise SoundError(file.name)
        self.heard.append((file.suffix, from_ms))
        self.at, self.on = from_ms, True

    def stop(self) -> None:
        self.on = False

    def at_ms(self) -> int:
        return self.at

    def plays(self) -> bool:
        return self.on


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Media]:
    database = fresh(tmp_path / "tpmprep.sqlite3")
    made = Media(database)
    media.use(made)
    yield made
    media.use(None)
    database.close()


@pytest.fixture
def quiet() -> Iterator[Quiet]:
    made = Quiet()
    sound.use(made)
    yield made
    sound.use(None)
