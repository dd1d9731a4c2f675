"""From the snapshot to the services: what was pressed counts, the window stands where it stood."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.today.stage import FULL
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.folders import Folders, prepare
from tpmprep.core.ground.lock import take
from tpmprep.core.insight import snapshot
from tpmprep.core.insight.service import Insight
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.profile import Profile, open_for_writing
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell import failures
from tpmprep.ui.shell.palette import Palette
from tpmprep.ui.shell.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.insight.front import TodayFace
    from tpmprep.ui.pages.settings.page import SettingsPage
    from tpmprep.ui.pages.sitting.page import SittingPage


class Start:
    """A start in slow motion: the front page first, the services when the test says so."""

    def __init__(self, folders: Folders, qtbot: QtBot) -> None:
        lock = take(folders.lock)
        assert lock is not None
        self.folders, self.lock, self.qtbot = folders, lock, qtbot
        self.session = Session(folders, lock)
        self.window = self.session.window
        self.profile: Profile | None = None
        self.session._show_front()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window, key, held)

    def begin(self) -> Profile:
        """The services come, and what the thread read of today."""
        profile = self.profile = open_for_writing(self.folders, self.lock, settings=self.session.settings)
        self.session._recall_place(profile)
        self.session._on_opened(profile)
        self.session._on_looked(profile.services.insight.today())
        return profile

    def open(self) -> Profile:
        """As ``begin``, and then the other rooms."""
        profile = self.begin()
        self.session._on_completed(profile)
        return profile

    def end(self) -> None:
        self.window.close()
        self.session.close()
        self.window.deleteLater()

    @property
    def page(self) -> str:
        return self.window.pages.current_name()


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folders = prepare(tmp_path_factory.mktemp("start"))
    profile = open_for_writing(folders)
    profile.services.aim.choose(AimDraft("look", minutes=25))
    profile.close()
    folders.snapshot.write_bytes(snapshot.write(FULL))
    return folders.root


@pytest.fixture
def folders(furnished: Path, tmp_path: Path) -> Folders:
    shutil.copytree(furnished, tmp_path / "profile")
    return prepare(tmp_path / "profile")


@pytest.fixture
def start(folders: Folders, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(failures, "catch_all", lambda _tell: None)
    made = Start(folders, qtbot)
    yield made
    made.end()


def stood(folders: Folders, **place: object) -> None:
    """The window stood somewhere when it was closed."""
    profile = open_for_writing(folders)
    profile.services.desk.keep("place", {"kind": "", "thing_id": 0, "tab": "", **place})
    profile.close()


def test_without_a_key_the_window_opens_where_it_stood(folders: Folders, start: Start) -> None:
    start.session.close()
    start.lock.release()
    stood(folders, page="quiz", mark="quiz")
    again = Start(folders, start.qtbot)
    assert again.page == "today"
    again.open()
    assert again.page == "quiz"
    again.end()


def test_a_key_pressed_on_the_front_page_keeps_the_window_there(start: Start) -> None:
    start.press(Qt.Key.Key_M)
    profile = open_for_writing(start.folders, start.lock, settings=start.session.settings)
    profile.services.desk.keep("place", {"page": "quiz"})
    start.session._recall_place(profile)
    start.session._on_opened(profile)
    assert start.page == "today"
    start.session._on_looked(profile.services.insight.today())
    page = start.window.pages.page("today")
    assert start.page == "today"
    assert getattr(page, "popover", None) is not None


def test_what_an_import_changes_in_its_thread_is_written_to_the_snapshot_too(start: Start) -> None:
    profile = start.open()
    timer = start.session._picture.timer
    timer.stop()
    thread = threading.Thread(target=profile.services.changes.tell, args=(Change.CARDS,))
    thread.start()
    thread.join()
    start.qtbot.waitUntil(timer.isActive)
    assert timer.isActive()


def test_the_snapshot_is_counted_beside_the_window_and_never_in_its_thread(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile, counted = start.open(), list[bool]()
    start.window.go(Place("cards"))
    today = Insight.today

    def watched(insight: Insight) -> TodayFace:
        counted.append(threading.current_thread() is threading.main_thread())
        return today(insight)

    monkeypatch.setattr(Insight, "today", watched)
    start.folders.snapshot.unlink()
    profile.services.changes.tell(Change.CARDS)
    start.session._picture.timer.setInterval(0)
    start.qtbot.waitUntil(start.folders.snapshot.exists)
    assert counted == [False]


def test_a_snapshot_that_a_change_overtook_is_not_written(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = start.open()
    picture, today = start.session._picture, Insight.today

    def overtaken(insight: Insight) -> TodayFace:
        profile.services.changes.tell(Change.CARDS)
        return today(insight)

    start.folders.snapshot.unlink()
    monkeypatch.setattr(Insight, "today", overtaken)
    picture._guarded(profile.services)
    assert not start.folders.snapshot.exists()


def test_the_snapshot_is_written_once_more_at_the_end(start: Start) -> None:
    profile = start.open()
    start.session._picture.timer.stop()
    profile.services.aim.choose(AimDraft("look", minutes=45))
    start.end()
    face = snapshot.read(start.folders.snapshot.read_bytes())
    assert face is not None
    assert face.aim is not None
    assert face.aim.minutes == 45


def test_a_page_chosen_before_the_services_is_where_one_stays(start: Start) -> None:
    start.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert start.page == "cards"
    start.open()
    assert start.page == "cards"


def test_what_is_typed_into_an_early_palette_is_searched_once_the_rooms_are_there(start: Start) -> None:
    start.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = start.window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.focusWidget(), "metrics")
    assert palette.titles() == []
    start.open()
    start.qtbot.waitUntil(lambda: palette.titles() != [])
    assert any("metric" in title.casefold() for title in palette.titles())
    assert start.page == "today"
    palette.close()


def test_a_command_of_an_early_palette_waits_for_the_services(start: Start) -> None:
    start.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = start.window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette.focusWidget(), "Quiz")
    QTest.keyClick(palette.focusWidget(), Qt.Key.Key_Return)
    start.open()
    start.qtbot.waitUntil(lambda: start.page == "quiz")
    assert start.page == "quiz"


def test_a_sitting_is_not_called_missing_before_it_was_looked_for(start: Start) -> None:
    start.window.go(Place("sitting"))
    said = start.window.pages.page("sitting").findChild(EmptyState)
    assert said is not None
    assert not said.isVisible()
    start.open()
    assert said.isVisible()


def test_help_asked_for_early_is_help_at_once(start: Start) -> None:
    start.press(Qt.Key.Key_F1)
    page = cast("SettingsPage", start.window.pages.page("settings"))
    assert page.help.isVisible()
    assert page.help.asked_on == "today"
    start.open()
    assert page.help.isVisible()


def test_settings_opened_early_show_no_value_before_they_know_it(start: Start) -> None:
    start.window.go(Place("settings"))
    page = cast("SettingsPage", start.window.pages.page("settings"))
    assert not page.study.isVisible()
    start.open()
    start.qtbot.waitUntil(page.study.isVisible)
    assert page.study.minutes.value() == 25


def test_the_rail_marks_after_a_restart_what_it_marked_before(start: Start) -> None:
    profile = start.open()
    start.window.go(Place("interview"))
    start.window.go(Place("sitting"))
    kept = profile.services.desk.kept("place")
    assert kept is not None
    assert (kept["page"], kept["mark"]) == ("sitting", "interview")
    start.window.go(Place("today"))
    start.session._go_where_it_stood(kept)
    assert (start.page, start.window.rail.chosen_name()) == ("sitting", "interview")


def test_the_window_goes_back_to_the_very_thing_it_stood_on(start: Start) -> None:
    services = start.open().services
    question = services.interview.questions(QuestionQuery())[2].id
    start.window.open_thing("question", question)
    there = start.window.pages.current_place()
    kept = services.desk.kept("place")
    assert kept is not None
    assert (kept["kind"], kept["thing_id"]) == ("question", question)
    start.window.go(Place("today"))
    start.session._go_where_it_stood(kept)
    assert start.window.pages.current_place() == there


def test_undo_of_an_answer_stays_where_one_is(start: Start) -> None:
    services = start.open().services
    things = [thing for block in services.insight.today().blocks for thing in block.things]
    cards = [thing_id for kind, thing_id in things if kind == "card"]
    turn = services.sittings.start(Plan("test", 5, (("card", cards[0]),)))
    while turn.exercise is not None and turn.exercise.kind == "concept":
        turn = services.sittings.seen(turn.exercise.thing_id)
    assert turn.exercise is not None
    services.sittings.answer(turn.exercise.thing_id, Rating.GOOD, 1000)
    start.window.go(Place("today"))
    start.window.undo()
    assert start.page == "today"


def test_a_file_that_can_only_be_read_is_told_of_and_can_be_looked_at(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda _file, _mode: False)
    profile = start.open()
    assert not profile.writable
    assert "can only be read" in start.window.notices.accessibleDescription()
    kept = profile.services.desk.kept("place")
    start.window.go(Place("cards"))
    assert start.page == "cards"
    assert profile.services.desk.kept("place") == kept


def test_today_is_not_read_again_while_the_thread_reads_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = open_for_writing(start.folders, start.lock, settings=start.session.settings)
    read: list[TodayFace] = []
    really = profile.services.insight.today

    def today() -> TodayFace:
        read.append(really())
        return read[-1]

    monkeypatch.setattr(profile.services.insight, "today", today)
    start.session._recall_place(profile)
    start.session._on_opened(profile)
    assert read == []
    start.session._on_looked(None)
    assert len(read) == 1


def test_a_card_is_graded_before_the_other_rooms_are_there(start: Start) -> None:
    profile = start.begin()
    start.press(Qt.Key.Key_Space)
    assert start.page == "sitting"
    turn = profile.services.sittings.resume()
    assert turn is not None
    assert turn.exercise is not None


def stood_in_a_sitting_of_a_question(start: Start) -> Start:
    """A start of a window that was closed on an interview question of a sitting."""
    services = start.open().services
    question = services.interview.questions(QuestionQuery())[2].id
    turn = services.sittings.start(Plan("Said", 5, (("question", question),)))
    while turn.exercise is not None and turn.exercise.kind == "concept":
        turn = services.sittings.seen(turn.exercise.thing_id)
    start.session.close()
    stood(start.folders, page="sitting", mark="interview")
    return Start(start.folders, start.qtbot)


def shown_in_the_sitting(start: Start) -> str:
    turn = cast("SittingPage", start.window.pages.page("sitting")).player.turn
    return "" if turn is None or turn.exercise is None else turn.exercise.kind


@pytest.mark.parametrize("pressed", [False, True])
def test_a_sitting_that_stands_on_a_question_waits_for_its_room(start: Start, *, pressed: bool) -> None:
    again = stood_in_a_sitting_of_a_question(start)
    profile = again.begin()
    assert again.page == "today"
    if pressed:
        again.window.go(Place("sitting"))
    assert shown_in_the_sitting(again) == ""
    again.session._on_completed(profile)
    start.qtbot.waitUntil(lambda: shown_in_the_sitting(again) == "question")
    assert again.page == "sitting"
    again.end()


def test_who_begins_before_the_other_rooms_are_there_is_not_taken_elsewhere(
    folders: Folders, start: Start
) -> None:
    start.session.close()
    start.lock.release()
    stood(folders, page="quiz", mark="quiz")
    again = Start(folders, start.qtbot)
    profile = again.begin()
    assert again.page == "today"
    again.press(Qt.Key.Key_M)
    again.session._on_completed(profile)
    assert again.page == "today"
    again.end()
