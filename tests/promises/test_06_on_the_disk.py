"""Promises 6 and 7 under a power cut: content is on the disk before it has its name, and the name lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises.tracing import STRACE, not_lasting, traced

if TYPE_CHECKING:
    from pathlib import Path

BEGIN = """
import sys
from pathlib import Path
from tests.core.db.stage import NOON
from tests.promises.backing_up import profile
root = Path(sys.argv[1])
folders = profile(root)
"""
DEEDS = {
    "a backup": (
        "from tpmprep.core.db.backups.shelf import put_one_more\nput_one_more(folders, 'use', NOON)\n",
        3,
    ),
    "a restore": (
        "from tpmprep.core.db.backups.restoring import restore\n"
        "from tpmprep.core.db.backups.shelf import put_one_more\n"
        "face = put_one_more(folders, 'use', NOON)\n"
        "(folders.recordings / 'take.wav').unlink()\n"
        "restore(folders, face.file, NOON)\n",
        6,
    ),
    "a picture": (
        "from tests.core.media.samples import png\n"
        "from tpmprep.core.media.store import put\n"
        "put(folders.media, png(), 'map.png')\n",
        1,
    ),
    "a setting": (
        "from tpmprep.core.ground.settings import Settings\nSettings(folders.settings).put('zoom', 120)\n",
        1,
    ),
}
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


@needs_strace
@pytest.mark.parametrize("deed", DEEDS)
def test_no_name_comes_before_its_content_or_is_left_to_chance(tmp_path: Path, deed: str) -> None:
    code, least = DEEDS[deed]
    # the profile itself is made by the stage, without care for power cuts
    begin = f"{BEGIN}(root / 'begin').write_bytes(b'begun')\n"
    calls = traced(begin + code, tmp_path / "profile", file=tmp_path / "trace")
    begun = next(number for number, call in enumerate(calls) if f"<{tmp_path / 'profile' / 'begin'}>" in call)
    found, renames = not_lasting(calls[begun:], tmp_path / "profile")
    assert found == []
    assert renames >= least
