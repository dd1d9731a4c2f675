"""The list of paths and the certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.kit.audit import audit
from tests.ui.pages.stand import Stand, open_stand, put_up, words_of
from tpmprep.core.aim.faces import AimDraft, What
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def fresh(stand: Stand, qtbot: QtBot) -> PathsPage:
    """The page before any path is followed."""
    made = PathsPage(stand)
    put_up(made, qtbot)
    return made


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("interview", "Interview in six weeks"),
        ("role", "From product manager to technical product manager"),
        ("certificate", "Cloud literacy"),
    ],
)
def test_without_a_path_of_ones_own_the_one_that_fits_the_aim_is_offered(
    what: What, title: str, stand: Stand, qtbot: QtBot
) -> None:
    stand.services.aim.choose(AimDraft(what))
    page = PathsPage(stand)
    put_up(page, qtbot)
    words = words_of(page)
    assert "No path is yours yet" in words
    assert f"“{title}" in words
    assert "fits your aim" in words


@pytest.mark.parametrize("what", ["look", None])
def test_without_an_aim_nothing_is_said_to_fit_it(what: What | None, stand: Stand, qtbot: QtBot) -> None:
    if what is not None:
        stand.services.aim.choose(AimDraft(what))
    page = PathsPage(stand)
    put_up(page, qtbot)
    words = words_of(page)
    assert "is a good one to begin with; you can let go of it at any time." in words
    assert "fits your aim" not in words.casefold()


def test_without_any_path_the_page_says_what_belongs_there(tmp_path: Path, qtbot: QtBot) -> None:
    page = PathsPage(open_stand(tmp_path, shipped=False))
    put_up(page, qtbot)
    assert "No paths yet" in words_of(page)


def test_following_opens_the_path_and_can_be_undone(fresh: PathsPage, stand: Stand, path_id: int) -> None:
    fresh.list.follow_wanted.emit(path_id)
    assert fresh.place() == Place("paths", "path", path_id)
    assert stand.undoable == [True]
    stand.services.desk.undo()
    assert not any(row.followed for row in stand.services.learning.paths())


def test_the_one_followed_path_is_shown_at_once(page: PathsPage, path_id: int) -> None:
    assert page.place() == Place("paths", "path", path_id)
    assert "At 5 h a week" in page.path.head.sentence.text()


def test_arrow_keys_and_enter_open_a_path(fresh: PathsPage, stand: Stand, qtbot: QtBot) -> None:
    fresh.list.take_focus()
    qtbot.keyClick(fresh.list.lines[0], Qt.Key.Key_Down)
    qtbot.keyClick(fresh.list.lines[1], Qt.Key.Key_Return)
    place = fresh.place()
    assert place is not None
    assert place.thing_id in {row.id for row in stand.services.learning.paths()}


def test_certificates_of_all_paths_stand_in_one_list(fresh: PathsPage, qtbot: QtBot) -> None:
    fresh.show_place(Place("paths", tab="certificates"))
    qtbot.waitUntil(lambda: "AWS Certified Cloud Practitioner" in words_of(fresh))
    assert "Exam\u00a0minutes:\u00a090" in words_of(fresh), "a short fact breaks nowhere"
    assert fresh.place() == Place("paths", tab="certificates")
    assert audit(fresh) == []


def test_a_certificate_opens_as_a_step(fresh: PathsPage, qtbot: QtBot) -> None:
    fresh.show_place(Place("paths", tab="certificates"))
    qtbot.waitUntil(lambda: bool(fresh.certificates.lines))
    fresh.certificates.lines[0].click()
    place = fresh.place()
    assert place is not None
    assert place.kind == "step"


def test_a_path_says_for_whom_it_is(fresh: PathsPage) -> None:
    assert "People with a job and an interview date." in words_of(fresh)


@pytest.mark.parametrize("width", [672, 816, 1072])
def test_the_list_passes_the_audit(width: int, fresh: PathsPage) -> None:
    fresh.resize(width, 640)
    assert audit(fresh) == []
