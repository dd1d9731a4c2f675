"""Promises 15 and 7: an upgrade or a restore killed at any step did all or nothing, and can be retried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises.children import run_module

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("stride", [37, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("case", ["new", "older", "rebuild"])
def test_killed_at_any_step_it_can_be_done_again(tmp_path: Path, case: str, stride: int) -> None:
    done = run_module("tests.promises.upgrading", tmp_path, case, stride, timeout=1800)
    assert done["problems"] == []
    assert done["steps"] > 20


def test_a_restore_killed_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    done = run_module("tests.promises.upgrading", tmp_path, "restore", 1, timeout=300)
    assert done["problems"] == []
    assert done["steps"] > 6
