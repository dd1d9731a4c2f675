"""Tests of the list of tests that may be skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import skips

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """<testsuites><testsuite>
<testcase classname="tests.ui.test_a" name="test_one[x]">
  <skipped type="pytest.skip" message="no screen"/>
</testcase>
<testcase classname="tests.ui.test_a" name="test_two"/>
</testsuite></testsuites>"""


def test_a_skip_is_known_by_module_name_and_reason() -> None:
    assert skips.skips(REPORT) == {"tests.ui.test_a::test_one": "no screen"}


def test_a_skip_that_is_not_listed_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, monkeypatch, "# nothing may be skipped\n") == 1
    assert "tests.ui.test_a::test_one was skipped (no screen)" in capsys.readouterr().err


def test_a_listed_skip_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(tmp_path, monkeypatch, "tests.ui.test_a::test_one  # only where there is a screen\n") == 0


def test_a_listed_skip_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        skips.allowed(["tests.ui.test_a::test_one"])


def test_the_projects_list_can_be_read() -> None:
    assert all("::" in test for test in skips.allowed(skips.LIST.read_text("utf-8").splitlines()))


def _run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: str) -> int:
    report, listed = tmp_path / "report.xml", tmp_path / "allowed.txt"
    report.write_text(REPORT, "utf-8")
    listed.write_text(allowed, "utf-8")
    monkeypatch.setattr(skips, "LIST", listed)
    return skips.main(report)
