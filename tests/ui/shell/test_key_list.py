"""Every key there is can be changed, wherever it works, and the buttons show it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

import tpmprep.ui
from tests.ui.exercises.stage import Stage, open_stage
from tpmprep.core.ground.change import Change
from tpmprep.core.learning.faces import STATUSES
from tpmprep.core.quiz.faces import Confidence
from tpmprep.ui.exercises.item import ItemView
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.settings.keys import conflict, key_rows
from tpmprep.ui.shell.key_list import PAGES, SITTING, page_keys
from tpmprep.ui.shell.own_keys import TABS, own_keys
from tpmprep.ui.shell.specs import page_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LISTED = {
    action: (title, keys)
    for part in (PAGES, SITTING)
    for found in part.values()
    for action, title, keys in found
}
# the window's own keys are listed by themselves; those of the first start are pressed once in a life
ELSEWHERE = {"own_keys.py", "welcome"}


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = open_stage(tmp_path, qtbot)
    yield made
    made.close()


def literal(node: ast.expr) -> str:
    """The words in a string, or in a call of a translation around it; empty for anything else."""
    if (
        isinstance(node, ast.Call)
        and node.args
        and not node.keywords
        and getattr(node.func, "attr", "") != "replace"
    ):
        return literal(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def written() -> Iterator[tuple[str, str, str]]:
    for file in sorted(Path(tpmprep.ui.__path__[0]).rglob("*.py")):
        if ELSEWHERE & {file.name, file.parent.name}:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Key" and len(node.args) == 4:
                action, title, keys = (literal(part) for part in node.args[:3])
                if action:
                    yield action, title, keys


def test_the_list_names_every_key_that_pages_and_exercises_have() -> None:
    found = list(written())
    assert len(found) > 60
    for action, title, keys in found:
        listed = LISTED[action]
        assert title in {"", listed[0]}, action
        assert keys in {"", listed[1]}, action
    assert {f"step.{status}" for status in STATUSES} <= set(LISTED)


def test_no_action_is_listed_twice() -> None:
    actions = [action for part in (PAGES, SITTING) for found in part.values() for action, _, _ in found]
    assert len(actions) == len(set(actions))


def test_a_key_of_one_exercise_may_be_that_of_another_but_not_of_the_same() -> None:
    rows = key_rows([("Everywhere", []), *page_keys(page_specs())], {})
    again = next(row for row in rows if row.action == "card.again")
    taken = conflict(again, "3", rows)
    assert taken is not None
    assert taken.action == "card.good"
    assert conflict(again, "G", rows) is None


def test_what_stands_behind_a_tab_is_found_by_its_name(stage: Stage) -> None:
    found = {key.action: key for key in own_keys(stage.window)}
    for page, tab, _ in TABS:
        found[f"go.{page}.{tab}"].run()
        here = stage.window.pages.current_place()
        assert here is not None
        assert (here.page, here.tab) == (page, tab)


def test_a_key_of_an_exercise_is_changed_before_one_is_open_and_stands_on_its_button(stage: Stage) -> None:
    stage.window.go(Place("settings", tab="keys"))
    assert "item.guess" in {key.action for _, keys in stage.window.all_keys() for key in keys}
    stage.services.settings.put_key("item.guess", "Q")
    stage.services.changes.tell(Change.SETTINGS)
    stage.start(stage.item())
    view = stage.view(ItemView)
    assert view.guess.chip.text() == "Q"

    stage.press(Qt.Key.Key_A)
    stage.press(Qt.Key.Key_G)
    assert not view.next.isVisible()
    stage.press(Qt.Key.Key_Q)
    assert view.verdict is not None
    assert view.verdict.confidence == Confidence.GUESS

    stage.services.settings.put_key("item.guess", "")
    stage.services.changes.tell(Change.SETTINGS)
    stage.press(Qt.Key.Key_Space)
    assert view.guess.chip.text() == "G"
