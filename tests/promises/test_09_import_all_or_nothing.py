"""Promise 9: an import is all or nothing, also when it is killed; the same file again adds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises.children import run_module

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kills", [100, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_killed_import_left_all_or_nothing_and_can_be_done_again(tmp_path: Path, kills: int) -> None:
    done = run_module("tests.promises.importing", tmp_path, kills, timeout=120 + kills * 10)
    assert done["faults"] == []
    assert sum(done["found"].values()) == kills
    assert done["found"]["nothing"] > 0
    assert done["found"]["first"] > 0
