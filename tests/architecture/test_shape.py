"""Files and functions stay small, named for what they are, and free of what belongs to one machine."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.architecture.walls import HOUSE, files_of, module_of

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
MEDIAN_FILE, MEDIAN_FUNCTION = 100, 10
VAGUE = frozenset(
    ["models", "utils", "helpers", "common", "misc", "base_classes", "manager", "helper", "util"]
)
# put together so that this file does not name them itself
ADDRESSES = re.compile(
    "|".join(
        [
            "--(?:extra-)?index-url",
            "files\\.pythonhosted" + "\\.org",
            "pypi\\.org/" + "simple",
            "(?<![\\w./-])/(?:home|root|work|Users)/" + "[a-z]",
            "(?<![\\w./-])/tmp/" + "[a-z]",
        ]
    )
)
TEXT = {".py", ".toml", ".lock", ".md", ".yaml", ".yml", ".spec", ".qss", ".txt", ".cfg", ""}


def python_files() -> list[Path]:
    return [*files_of(), *sorted((HOUSE / "tests").rglob("*.py")), *sorted((HOUSE / "tools").rglob("*.py"))]


def kept_files() -> list[str]:
    """What git keeps; on a machine without git, or in an unpacked archive, the Python files."""
    listed = ""
    if git := shutil.which("git"):
        listed = subprocess.run(
            [git, "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False
        ).stdout
    return listed.splitlines() or [str(file.relative_to(HOUSE)) for file in python_files()]


def functions_of(file: Path) -> list[tuple[str, int]]:
    tree = ast.parse(file.read_text("utf-8"))
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def lines_of(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    assert [file.name for file in python_files() if lines_of(file) > LONGEST_FILE] == []


def test_no_function_is_longer_than_50_lines() -> None:
    found = [
        f"{module_of(file)}.{name}"
        for file in python_files()
        for name, lines in functions_of(file)
        if lines > LONGEST_FUNCTION
    ]
    assert found == []


def test_the_typical_file_and_function_are_short() -> None:
    code = [file for file in files_of() if file.name != "__init__.py"]
    assert median(lines_of(file) for file in code) <= MEDIAN_FILE
    assert median(lines for file in code for _, lines in functions_of(file)) <= MEDIAN_FUNCTION


@pytest.mark.parametrize("file", files_of(), ids=module_of)
def test_a_module_says_in_a_sentence_what_it_owns(file: Path) -> None:
    first = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").splitlines()
    assert first
    assert first[0].endswith((".", ":", "?"))


def test_no_module_has_a_vague_name() -> None:
    assert [module_of(file) for file in files_of() if file.stem in VAGUE] == []


def test_no_file_names_a_place_of_one_machine_or_a_package_index() -> None:
    found = []
    for name in kept_files():
        file = HOUSE / name
        if file.suffix in TEXT and file.is_file() and (hit := ADDRESSES.search(file.read_text("utf-8"))):
            found.append(f"{name}: {hit[0]}")
    assert found == []
