"""Fails when a test was skipped that tests/allowed-skips.txt does not name with a reason."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from tools.programs import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = ROOT / "tests" / "allowed-skips.txt"


def main(report: Path) -> int:
    """Prints every skip of pytest's XML `report` that is not allowed; returns the exit code."""
    skipped = skips(report.read_text("utf-8"))
    refused = {
        test: why
        for test, why in skipped.items()
        if test not in allowed(LIST.read_text("utf-8").splitlines())
    }
    for test, why in sorted(refused.items()):
        print(f"{test} was skipped ({why}) and is not in {LIST.name}", file=sys.stderr)
    print(f"{len(skipped)} skipped, {len(refused)} of them not allowed")
    return 1 if refused else 0


def skips(report: str) -> dict[str, str]:
    """Each skipped or expectedly failing test (`module::name`) and why, from pytest's XML report."""
    found = {}
    for case in Xml.fromstring(report).iter("testcase"):  # noqa: S314 - our own pytest wrote it
        for skip in case.iter("skipped"):
            name = case.get("name", "").split("[")[0]
            found[f"{case.get('classname')}::{name}"] = skip.get("message", "")
    return found


def allowed(lines: Iterable[str]) -> set[str]:
    """The tests that may be skipped: one a line, `module::name  # why`; each needs a reason."""
    tests = set()
    for line in lines:
        test, _, why = (part.strip() for part in line.partition("#"))
        if test and not why:
            message = f"{test}: say why it may be skipped, after a #"
            raise ValueError(message)
        if test:
            tests.add(test)
    return tests


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
