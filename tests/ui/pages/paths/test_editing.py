"""A path of one's own: made, changed, ordered, shared and deleted on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.paths import editing, forms
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.learning.faces import PathFace
    from tpmprep.ui.pages.paths.form import Form


@pytest.fixture
def fresh(stand: Stand, qtbot: QtBot) -> PathsPage:
    made = PathsPage(stand)
    put_up(made, qtbot)
    return made


@pytest.fixture
def mine(stand: Stand) -> PathFace:
    """An own path with two steps."""
    learning = stand.services.learning
    made = learning.make_path(PathDraft("Mine", "My way", "Me"))
    for kind, title in (("course", "Class"), ("project", "Build")):
        learning.add_step(made.milestones[0].id, StepDraft(kind, title))
    return learning.path(made.id)


@pytest.fixture
def page(stand: Stand, mine: PathFace, qtbot: QtBot) -> PathsPage:
    made = PathsPage(stand)
    put_up(made, qtbot)
    made.open_path(mine.id)
    return made


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Form], None]], None]:
    """Fills in the next form that is asked and saves it, as a person would."""

    def by(fill: Callable[[Form], None]) -> None:
        def ask(_self: object, form: Form) -> None:
            form.show()
            settle(form)
            assert audit(form) == []
            fill(form)
            form.finish()
            form.close()

        monkeypatch.setattr(editing.Editing, "_ask", ask)

    return by


def put(form: Form, name: str, text: str) -> None:
    control = form.fields[name].control
    assert isinstance(control, QLineEdit)
    control.setText(text)


def titles(stand: Stand, path_id: int) -> list[list[str]]:
    return [
        [step.title for step in stage.steps] for stage in stand.services.learning.path(path_id).milestones
    ]


def test_shift_n_makes_a_path_and_shows_it(
    fresh: PathsPage, stand: Stand, qtbot: QtBot, filled: Callable[[Callable[[Form], None]], None]
) -> None:
    filled(lambda form: put(form, "title", "To Acme"))
    qtbot.keyClick(fresh, "N", Qt.KeyboardModifier.ShiftModifier)
    place = fresh.place()
    assert place is not None
    assert place.kind == "path"
    assert stand.services.learning.path(place.thing_id).title == "To Acme"
    assert stand.undoable[-1]


def test_a_half_written_step_is_there_again_until_it_is_saved_or_given_up(
    page: PathsPage, mine: PathFace, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms_shown: list[Form] = []
    monkeypatch.setattr(editing.Editing, "_ask", lambda _self, form: forms_shown.append(form))
    page.path.editing.add_step()
    put(forms_shown[0], "title", "Half a st")
    what = forms_shown[0].fields["what"].control
    assert isinstance(what, QPlainTextEdit)
    what.setPlainText("Build half a th")
    forms_shown[0].findChildren(DraftTimer)[0].timeout.emit()
    again = PathsPage(stand)
    put_up(again, qtbot)
    again.open_path(mine.id)
    again.path.editing.add_step()
    assert (forms_shown[1].text("title"), forms_shown[1].text("what")) == ("Half a st", "Build half a th")
    assert "Not saved last time" in words_of(forms_shown[1])
    forms_shown[1].show()
    title = forms_shown[1].fields["title"].control
    assert isinstance(title, QLineEdit)
    qtbot.waitUntil(title.hasFocus)
    assert not title.selectedText()
    forms_shown[1].finish()
    again.path.editing.add_step()
    assert forms_shown[2].text("title") == ""
    put(forms_shown[2], "title", "Another")
    forms_shown[2].findChildren(DraftTimer)[0].timeout.emit()
    forms_shown[2].reject()
    again.path.editing.add_step()
    assert forms_shown[3].text("title") == ""


@pytest.mark.parametrize("which", ["new_path", "edit_path", "add_milestone"])
def test_what_is_half_written_on_a_path_is_there_again(
    page: PathsPage, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    forms_shown: list[Form] = []
    monkeypatch.setattr(editing.Editing, "_ask", lambda _self, form: forms_shown.append(form))
    ask = getattr(page.path.editing, which)
    ask()
    put(forms_shown[0], "title", "Half a th")
    forms_shown[0].findChildren(DraftTimer)[0].timeout.emit()
    ask()
    assert forms_shown[1].text("title") == "Half a th"


def test_a_form_says_what_is_wrong_and_stays(fresh: PathsPage, stand: Stand) -> None:
    form = forms.path_form(fresh, None, fresh.path.editing._make)
    form.show()
    form.finish()
    assert form.isVisible()
    assert "Not saved: it needs a title." in words_of(form)
    form.reject()
    form = forms.step_form(fresh, stand.services.learning.kinds(), None, lambda _draft: None)
    put(form, "title", "X")
    put(form, "hours", "many")
    form.show()
    form.finish()
    assert "write a number" in words_of(form)
    form.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_ctrl_s_and_ctrl_enter_save_a_form_from_any_field(
    key: Qt.Key, fresh: PathsPage, stand: Stand, qtbot: QtBot
) -> None:
    form = forms.path_form(fresh, None, fresh.path.editing._make)
    put(form, "title", "By keys")
    form.show()
    form.activateWindow()
    settle(form)
    notes = next(iter(form.findChildren(QPlainTextEdit)))
    notes.setFocus()
    qtbot.keyClick(notes, key, Qt.KeyboardModifier.ControlModifier)
    assert "By keys" in [row.title for row in stand.services.learning.paths()]


def test_a_adds_a_step_of_any_kind_to_the_milestone_at_hand(
    page: PathsPage, stand: Stand, mine: PathFace, qtbot: QtBot,
    filled: Callable[[Callable[[Form], None]], None],
) -> None:  # fmt: skip
    def fill(form: Form) -> None:
        put(form, "title", "AZ-900")
        put(form, "hours", "20,5")
        kinds = form.fields["kind"].control
        kinds.setCurrentIndex(kinds.findData("certification"))  # type: ignore[attr-defined]  # a combo box

    filled(fill)
    qtbot.keyClick(page, "A")
    assert titles(stand, mine.id) == [["Class", "Build", "AZ-900"]]
    step = stand.services.learning.path(mine.id).milestones[0].steps[2]
    assert (step.kind, step.hours) == ("certification", 20.5)
    assert "AZ-900" in words_of(page)


def test_alt_down_moves_the_step_with_the_focus_and_it_keeps_it(
    page: PathsPage, stand: Stand, mine: PathFace, qtbot: QtBot
) -> None:
    step = mine.milestones[0].steps[0]
    page.path.outline.focus_step(step.id)
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(stand, mine.id) == [["Build", "Class"]]
    assert page.path.outline.line_of(step.id).hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(stand, mine.id) == [["Class", "Build"]]


def test_the_open_step_is_changed_and_what_comes_before_is_set(
    page: PathsPage, stand: Stand, mine: PathFace, filled: Callable[[Callable[[Form], None]], None]
) -> None:
    class_, build = mine.milestones[0].steps
    page.open_step(build.id)
    detail = page.path.detail
    assert detail is not None
    filled(lambda form: put(form, "title", "Build a sandbox"))
    page.path.editing.edit_step(detail.face)
    assert titles(stand, mine.id) == [["Class", "Build a sandbox"]]

    def tick(form: Form) -> None:
        box = form.fields[str(class_.id)].control
        assert isinstance(box, QCheckBox)
        box.setChecked(True)

    filled(tick)
    page.path.editing.edit_needs(stand.services.learning.step(build.id))
    assert stand.services.learning.step(build.id).row.open_needs == ("Class",)
    assert "after: Class" in page.path.outline.line_of(build.id).accessibleDescription()


def test_a_step_is_made_optional_and_taken_out(page: PathsPage, stand: Stand, mine: PathFace) -> None:
    class_ = mine.milestones[0].steps[0]
    page.path.editing.set_optional(class_.id, optional=True)
    assert stand.services.learning.path(mine.id).milestones[0].steps[0].optional
    page.open_step(class_.id)
    page.path.editing.take_out(stand.services.learning.step(class_.id))
    assert titles(stand, mine.id) == [["Build"]]
    assert page.path.detail is None
    stand.services.desk.undo()
    assert "Class" in words_of(page)


def test_milestones_are_added_changed_and_removed(
    page: PathsPage, stand: Stand, mine: PathFace, filled: Callable[[Callable[[Form], None]], None]
) -> None:
    filled(lambda form: put(form, "title", "Later"))
    page.path.editing.add_milestone()
    last = stand.services.learning.path(mine.id).milestones[1]
    assert last.title == "Later"
    filled(lambda form: put(form, "title", "Much later"))
    page.path.editing.edit_milestone(last.id)
    menu = page.path.editing.fill()
    words = [action.text() for action in menu.actions()]
    assert "Remove “Much later”" in words
    next(action for action in menu.actions() if action.text() == "Remove “Much later”").trigger()
    assert len(stand.services.learning.path(mine.id).milestones) == 1


def test_a_path_of_a_pack_is_copied_to_be_changed(
    fresh: PathsPage, stand: Stand, path_id: int, qtbot: QtBot
) -> None:
    fresh.open_path(path_id)
    qtbot.keyClick(fresh, "A")
    assert "make a copy of it to change" in stand.notices[-1]
    fresh.path.editing.copy_path()
    face = fresh.path.face
    assert face is not None
    assert face.own
    assert face.title.endswith("(mine)")
    assert titles(stand, face.id) == titles(stand, path_id)


def test_a_path_is_deleted_and_comes_back(
    page: PathsPage, stand: Stand, mine: PathFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "decide", lambda *_given: "delete")
    page.path.editing.delete_path()
    assert page.place() is None
    assert "Mine" not in [row.title for row in stand.services.learning.paths()]
    assert stand.undoable[-1]
    stand.services.desk.undo()
    assert stand.services.learning.path(mine.id).title == "Mine"


def test_a_path_is_saved_as_csv_and_import_leads_to_the_library(
    page: PathsPage, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(file), ""))
    page.path.editing.save_as()
    assert file.read_text(encoding="utf-8").startswith("path,milestone,kind")
    assert stand.notices[-1] == "2 steps written to mine.csv"
    page.list.import_wanted.emit()
    assert stand.places == [Place("library", tab="exchange")]


@pytest.mark.parametrize("width", [816, 1072])
def test_an_own_path_with_its_open_step_passes_the_audit(width: int, page: PathsPage, mine: PathFace) -> None:
    page.open_step(mine.milestones[0].steps[0].id)
    page.resize(width, 640)
    assert audit(page) == []
