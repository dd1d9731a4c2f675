"""Tests of what start.py makes of its arguments, its Python and its screen."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import start
from tools.programs import ROOT, Stop
from tools.venv import lock_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        ([], ("run", [])),
        (["status", "--json"], ("run", ["status", "--json"])),
        (["test", "-k", "cards"], ("test", ["-k", "cards"])),
        (["gates"], ("gates", [])),
        (["build"], ("build", [])),
        (["check", "--json"], ("run", ["check", "--json"])),
        (["--", "gates"], ("run", ["gates"])),
        (["import", "test"], ("run", ["import", "test"])),
    ],
)
def test_the_first_word_chooses_the_mode_and_the_rest_is_passed_on(
    argv: list[str], expected: tuple[str, list[str]]
) -> None:
    assert start.split_mode(argv) == expected


@pytest.mark.parametrize(
    ("args", "opens"),
    [
        ([], True),
        (["--exit-when-ready"], True),
        (["--profile", "status"], True),
        (["--profile=x", "--exit-when-ready"], True),
        (["status"], False),
        (["--profile", "x", "status"], False),
        (["--help"], False),
    ],
)
def test_only_options_without_a_command_open_the_window(args: list[str], opens: bool) -> None:
    assert start.opens_window(args) is opens


@pytest.mark.parametrize(
    ("environ", "platform", "lacks"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "darwin", False),
        ({}, "win32", False),
    ],
)
def test_only_a_linux_without_display_lacks_a_screen(
    environ: dict[str, str], platform: str, lacks: bool
) -> None:
    assert start.lacks_screen(environ, platform) is lacks


def test_the_window_libraries_are_asked_for_only_where_a_screen_is_used() -> None:
    assert start.wants_x11({})
    assert start.wants_x11({"QT_QPA_PLATFORM": "xcb"})
    assert not start.wants_x11({"QT_QPA_PLATFORM": "offscreen"})
    assert not start.wants_x11({"QT_QPA_PLATFORM": "offscreen:enable_fonts"})


@pytest.mark.parametrize(
    ("version", "fitting"),
    [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False), ((2, 7), False)],
)
def test_python_3_11_to_3_13_fit(version: tuple[int, int], fitting: bool) -> None:
    assert start.fits(version) is fitting


def test_the_newest_python_that_really_runs_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"python3.13": (127, "the command exists in other versions"), "python3.12": (0, "3 12\n")}
    monkeypatch.setattr(start, "capture", lambda command: answers[command[0]])
    monkeypatch.setattr(sys, "platform", "linux")
    assert start.find_python() == ["python3.12"]


def test_without_a_fitting_python_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "fits", lambda _version: False)
    monkeypatch.setattr(start, "find_python", lambda: None)
    with pytest.raises(Stop, match=r"needs Python 3\.11 to 3\.13.*Install one"):
        start.use_fitting_python()


def test_an_unfit_python_hands_over_to_the_one_found(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(start, "fits", lambda _version: False)
    monkeypatch.setattr(start, "find_python", lambda: ["python3.12"])
    monkeypatch.setattr(start, "hand_over", handed.append)
    monkeypatch.setattr(sys, "argv", ["start.py", "status"])
    start.use_fitting_python()
    assert handed == [["python3.12", str(ROOT / "start.py"), "status"]]


@pytest.mark.parametrize("file", ["start.py", "tools/programs.py", "tools/system.py", "tools/venv.py"])
def test_what_start_imports_can_be_read_by_python_3_8(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"), feature_version=(3, 8))
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported <= set(sys.stdlib_module_names)


def test_a_failure_is_one_message_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "is_ready", lambda _mode: True)
    monkeypatch.setattr(start, "provide_system_packages", _raising("type this line"))
    assert start.main(["status"]) == 1
    assert capsys.readouterr().err == "tpmprep: type this line\n"


def test_a_set_up_copy_starts_the_app_with_its_arguments(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handed: list[Sequence[str]] = []
    monkeypatch.setattr(start, "is_ready", lambda _mode: True)
    monkeypatch.setattr(start, "provide_system_packages", lambda **_needs: None)
    monkeypatch.setattr(start, "provide_venv", lambda _mode: tmp_path / "python")
    monkeypatch.setattr(start, "hand_over", handed.append)
    start.main(["status", "--json"])
    assert handed == [[str(tmp_path / "python"), "-P", "-m", "tpmprep", "status", "--json"]]


def test_every_mode_has_a_lock() -> None:
    assert all(lock_file(mode).exists() for mode in ("run", *start.DEVELOPER_MODES))


def test_starting_imports_nothing_slow() -> None:
    code = "import sys, start; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    slow = {"typing", "ctypes", "venv", "shutil", "importlib.metadata", "json", "tempfile", "urllib.request"}
    assert not slow & set(done.stdout.split())


def _raising(sentence: str) -> Callable[..., None]:
    def stop(**_needs: bool) -> None:
        raise Stop(sentence)

    return stop
