"""Where the code lies, and a fresh Python that tells what an import drags in."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = Path(__file__).resolve().parents[2]
CODE = HOUSE / "tpmprep"


def files_of(*parts: str) -> list[Path]:
    return sorted(CODE.joinpath(*parts).rglob("*.py"))


def module_of(file: Path) -> str:
    dotted = ".".join(file.relative_to(HOUSE).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def modules_after(code: str) -> set[str]:
    """The names in ``sys.modules`` of a fresh Python that ran ``code``."""
    told = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, "-c", told],
        check=False,
        cwd=HOUSE,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout.splitlines()[-1]))


def parents_of(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def imports_at_top(file: Path) -> Iterator[str]:
    """What a module imports as soon as it is imported itself, not in functions or for types alone."""
    yield from _imports(ast.parse(file.read_text("utf-8")).body)


def _imports(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ClassDef | ast.Try):
            yield from _imports(node.body)
