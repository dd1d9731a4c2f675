"""Tests of finding and installing what a Linux system lacks."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tools import system
from tools.programs import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def test_a_library_that_does_not_load_names_its_package() -> None:
    missing = system.missing_libraries(_without("libEGL.so.1", "libxcb-cursor.so.0"), window=True)
    assert missing == [("libEGL.so.1", "libegl1"), ("libxcb-cursor.so.0", "libxcb-cursor0")]


def test_without_a_window_the_screen_libraries_are_not_asked_for() -> None:
    assert system.missing_libraries(_without("libxcb-cursor.so.0"), window=False) == []


def test_a_debian_python_without_ensurepip_names_the_venv_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert system.missing_for_venv("python3.11") == [("Python's ensurepip", "python3.11-venv")]


def test_a_build_names_binutils_and_the_shared_python_of_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    packages = {
        package for _, package in system.missing_for_build("python3.11", _without("libpython3.11.so.1.0"))
    }
    assert packages == {"binutils", "libpython3.11"}


INSTALL = "apt-get install -y --no-install-recommends libegl1"


def test_the_line_to_type_updates_and_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    _linux_without(monkeypatch, root=False, programs={"apt-get", "sudo"})
    assert system.apt_line(["libegl1", "libgl1"]) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )


def test_root_is_told_a_line_without_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    _linux_without(monkeypatch, root=True, programs={"apt-get"})
    assert system.apt_line(["libegl1"]) == f"apt-get update && {INSTALL}"


def test_without_root_and_sudo_the_one_line_is_printed_and_nothing_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands = _linux_without(monkeypatch, root=False, programs={"apt-get"})
    with pytest.raises(Stop) as stopped:
        system.provide_system_packages(window=False, venv=False, build=False)
    assert f"\n  su -c 'apt-get update && {INSTALL}'\n" in str(stopped.value)
    assert commands == []


def test_root_installs_what_is_missing_and_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _linux_without(monkeypatch, root=True, programs={"apt-get"})
    system.provide_system_packages(window=False, venv=False, build=False)
    assert [command[-1] for command in commands] == ["update", "libegl1"]
    assert all(command[0] == "apt-get" for command in commands)


def test_sudo_without_password_is_used_and_apt_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _linux_without(monkeypatch, root=False, programs={"apt-get", "sudo"})
    system.provide_system_packages(window=False, venv=False, build=False)
    begins = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    assert [command[:5] for command in commands] == [begins] * 2


def test_another_package_manager_is_told_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    _linux_without(monkeypatch, root=True, programs=set())
    with pytest.raises(Stop, match=r"this system lacks libEGL\.so\.1\."):
        system.provide_system_packages(window=False, venv=False, build=False)


def test_a_failed_install_shows_its_end_and_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _linux_without(monkeypatch, root=True, programs={"apt-get"}, code=100)
    with pytest.raises(Stop, match=r"(?s)could not be installed.*no such package.*apt-get install"):
        system.provide_system_packages(window=False, venv=False, build=False)


def test_other_systems_need_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing_packages", lambda **_needs: pytest.fail("asked"))
    for platform in ("darwin", "win32"):
        monkeypatch.setattr(sys, "platform", platform)
        system.provide_system_packages(window=True, venv=True, build=True)
    assert sys.platform == "win32"


def _without(*absent: str) -> Callable[[str], object]:
    def load(library: str) -> object:
        if library in absent:
            raise OSError(library)
        return object()

    return load


def _linux_without(
    monkeypatch: pytest.MonkeyPatch, *, root: bool, programs: set[str], code: int = 0
) -> list[Sequence[str]]:
    """A Linux that lacks libegl1 until an install has run; returns the commands that were run."""
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> tuple[int, str]:
        commands.append(command)
        return (code, "E: no such package" if code else "")

    def missing(**_needs: bool) -> list[tuple[str, str]]:
        installed = code == 0 and any("install" in command for command in commands)
        return [] if installed else [("libEGL.so.1", "libegl1")]

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(system, "capture", lambda _command: (0, ""))
    monkeypatch.setattr(system, "run_quietly", run)
    monkeypatch.setattr(system, "missing_packages", missing)
    return commands
