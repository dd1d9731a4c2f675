"""Tests of when an environment is whole, how it is made, and what is left when that fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tools import venv
from tools.programs import ROOT, Stop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with locks, in which commands are played and not run."""
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"):
        (tmp_path / name).write_text(f"{name}==1\n", "utf-8")
    monkeypatch.setattr(venv, "ROOT", tmp_path)
    _play(monkeypatch, tmp_path)
    return tmp_path


def test_the_first_run_makes_the_environment_and_marks_it(project: Path) -> None:
    python = venv.provide_venv("run")
    assert python == venv.venv_python(project / ".venv")
    assert venv.is_ready("run")
    assert not venv.is_ready("test")


def test_the_second_run_does_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.provide_venv("run")
    commands = _play(monkeypatch, project)
    venv.provide_venv("run")
    assert commands == []


def test_the_tests_add_to_the_environment_of_the_app(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.provide_venv("run")
    commands = _play(monkeypatch, project)
    venv.provide_venv("test")
    assert [command[-1] for command in commands] == [str(project / "requirements-dev.lock")]
    assert venv.is_ready("run")
    assert venv.is_ready("test")
    assert venv.is_ready("gates")


def test_an_environment_made_for_the_tests_serves_the_app(project: Path) -> None:
    venv.provide_venv("test")
    assert venv.is_ready("run")
    assert (project / ".venv").is_dir()


def test_a_build_has_an_environment_of_its_own(project: Path) -> None:
    assert venv.provide_venv("build") == venv.venv_python(project / "build" / "venv")
    assert not (project / ".venv").exists()


def test_packages_are_installed_from_the_lock_by_hash_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = _play(monkeypatch, project)
    venv.provide_venv("run")
    assert "--require-hashes" in commands[-1]
    assert list(commands[-1][-2:]) == ["-r", str(project / "requirements.lock")]


def test_a_half_made_environment_is_made_anew(project: Path) -> None:
    (project / ".venv").mkdir()
    (project / ".venv" / "left-over").touch()
    venv.provide_venv("run")
    assert venv.is_ready("run")
    assert not (project / ".venv" / "left-over").exists()


def test_a_changed_lock_makes_it_anew(project: Path) -> None:
    venv.provide_venv("run")
    (project / ".venv" / "old").touch()
    (project / "requirements.lock").write_text("other==2\n", "utf-8")
    assert not venv.is_ready("run")
    venv.provide_venv("run")
    assert not (project / ".venv" / "old").exists()
    assert not (project / ".venv.before").exists()


def test_a_vanished_python_makes_it_anew(project: Path) -> None:
    venv.provide_venv("run")
    venv.venv_python(project / ".venv").unlink()
    assert not venv.is_ready("run")
    venv.provide_venv("run")
    assert venv.is_ready("run")


def test_a_moved_folder_makes_it_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv.provide_venv("run")
    moved = project.rename(project.with_name("moved"))
    monkeypatch.setattr(venv, "ROOT", moved)
    assert not venv.is_ready("run")


def test_a_failure_on_the_first_run_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _play(monkeypatch, project, pip="NewConnectionError: Failed to establish a new connection")
    with pytest.raises(Stop, match="the network did not answer"):
        venv.provide_venv("run")
    assert not (project / ".venv").exists()


def test_a_failure_while_renewing_puts_the_old_one_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.provide_venv("run")
    before = venv.stamps(project / ".venv")
    (project / "requirements.lock").write_text("other==2\n", "utf-8")
    _play(monkeypatch, project, pip="Read timed out.")
    with pytest.raises(Stop):
        venv.provide_venv("run")
    assert venv.stamps(project / ".venv") == before
    assert not (project / ".venv.before").exists()


def test_a_failure_while_adding_the_tests_leaves_the_app_usable(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.provide_venv("run")
    _play(monkeypatch, project, pip="Read timed out.")
    with pytest.raises(Stop):
        venv.provide_venv("test")
    assert venv.is_ready("run")


def test_a_folder_that_cannot_be_written_is_said_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(project))

    monkeypatch.setattr(venv, "make", refuse)
    with pytest.raises(Stop, match=r"cannot write to .*: Permission denied"):
        venv.provide_venv("run")


def test_a_missing_lock_is_said_in_words(project: Path) -> None:
    (project / "requirements.lock").unlink()
    with pytest.raises(Stop, match=r"requirements\.lock is missing"):
        venv.provide_venv("run")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Retrying after NameResolutionError\nERROR: No matching distribution", "network did not answer"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "not the one"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: No matching distribution found for pyside6-essentials==6.11.3", "no Qt for this system"),
        ("ERROR: something else", "something else"),
    ],
)
def test_what_pip_says_becomes_one_sentence(output: str, sentence: str) -> None:
    assert sentence in venv.pip_failure(output)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address_and_pins_every_package_by_hash(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert "index-url" not in text
    assert all(re.match(r"[a-z0-9.-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


def test_the_developers_and_the_build_use_the_apps_own_releases() -> None:
    runtime, *others = (_pins(ROOT / f"requirements{kind}.lock") for kind in ("", "-dev", "-build"))
    assert all(runtime.items() <= other.items() for other in others)


def test_qt_stays_below_the_release_that_breaks() -> None:
    release = _pins(ROOT / "requirements.lock")["pyside6-essentials"].split(".")
    assert [6, 10] <= [int(part) for part in release[:2]] < [6, 12]


def _pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", lock.read_text("utf-8"), re.MULTILINE))


def _play(monkeypatch: pytest.MonkeyPatch, project: Path, pip: str = "") -> list[Sequence[str]]:
    """Plays `venv` and `pip` without running them; `pip` fails with the given words if there are any."""
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> tuple[int, str]:
        commands.append(command)
        if "venv" in command:
            python = venv.venv_python(project.__class__(command[-1]))
            python.parent.mkdir(parents=True)
            python.touch()
            return 0, ""
        return (1, pip) if pip else (0, "")

    monkeypatch.setattr(venv, "run_quietly", run)
    monkeypatch.setattr(venv, "make_importable", lambda _folder: None)
    return commands
