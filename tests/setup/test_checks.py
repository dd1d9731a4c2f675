"""Tests of the one command that runs every check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import checks

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ["-m", "pytest", "-n", "auto"]),
        (["-k", "cards"], ["-m", "pytest", "-n", "auto", "-k", "cards"]),
        (["-n0"], ["-m", "pytest", "-n0"]),
        (["-n", "2"], ["-m", "pytest", "-n", "2"]),
        (["--pdb"], ["-m", "pytest", "--pdb"]),
    ],
)
def test_the_tests_run_on_all_cores_unless_told_otherwise(args: list[str], expected: list[str]) -> None:
    assert checks.pytest_arguments(args) == expected


def test_test_runs_the_tests_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _play(monkeypatch)
    assert checks.main(["test"]) == 0
    assert ran == ["tests"]


def test_gates_runs_every_gate_and_names_those_that_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = _play(monkeypatch, "lint", "tests")
    assert checks.main(["gates"]) == 1
    assert ran == ["format", "lint", "types", "layers", "pack", "tests"]
    assert capsys.readouterr().err == "Failed: lint, tests\n"


def test_a_check_draws_into_memory_unless_a_screen_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def call(_command: Sequence[str], *, environ: dict[str, str]) -> int:
        seen.append(environ["QT_QPA_PLATFORM"])
        return 0

    monkeypatch.setattr(checks, "call", call)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert checks.passes("x", [])
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert checks.passes("x", [])
    assert seen == ["offscreen", "xcb"]


def _play(monkeypatch: pytest.MonkeyPatch, *failing: str) -> list[str]:
    ran: list[str] = []

    def passes(name: str, _arguments: Sequence[str]) -> bool:
        ran.append(name)
        return name not in failing

    monkeypatch.setattr(checks, "passes", passes)
    return ran
