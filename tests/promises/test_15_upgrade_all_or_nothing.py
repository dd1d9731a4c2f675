"""Promise 15: an upgrade killed at any step has done all or nothing, and the retry succeeds."""

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
