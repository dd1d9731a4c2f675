"""Runs commands as a person types them, in this process or in one of their own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tpmprep import cli
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.out)
        return answer


@dataclass(frozen=True)
class Commands:
    """Commands over one profile."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object) -> Said:
        self.capture.readouterr()
        code = cli.main([str(word) for word in (*words, "--profile", self.root, "--json")])
        told = self.capture.readouterr()
        return Said(code, told.out, told.err)


@pytest.fixture(scope="session")
def fresh_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile just made, made once a run."""
    root = tmp_path_factory.mktemp("fresh") / "profile"
    open_for_writing(prepare(root)).close()
    return root


@pytest.fixture
def tpmprep(fresh_profile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Commands over a copy of a fresh profile."""
    root = tmp_path / "profile"
    shutil.copytree(fresh_profile, root)
    return Commands(root, capsys)
