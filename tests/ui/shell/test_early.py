"""What is pressed before the profile is open waits for it; nothing of that is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.kit.audit import settle
from tests.ui.pages.stand import open_stand
from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import line_edit
from tpmprep.ui.kit.host import Key, Page, PageSpec, Place
from tpmprep.ui.kit.layout import stack
from tpmprep.ui.shell.refusal import Refusal
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.ui.kit.host import Host


class Asking(Page):
    """A page whose key and button ask the services."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.found: list[int] = []
        self.did: list[str] = []
        self.ask = button("Ask", then=self.count)
        self.field, self.next = line_edit("Front"), line_edit("Back")
        self.setLayout(stack(self.ask, self.field, self.next))

    def load(self) -> None:
        self.did.append("load")

    def show_place(self, place: Place) -> None:
        self.did.append(f"show {place.kind} {place.thing_id}")

    def keys(self) -> list[Key]:
        fresh = Key("write", "Write", "W", self.field.setFocus)
        return [
            fresh,
            Key("ask", "Ask", "N", self.count),
            Key("drop", "Drop", "D", lambda: self.did.append("drop")),
        ]

    def count(self) -> None:
        self.found.append(int(self.host.services.settings.number("zoom")))


def opened(qtbot: QtBot) -> Window:
    pages = ("one", "two", "sitting", "cards")
    specs = {name: PageSpec(name, name, "sun", 1, f"{__name__}:Asking") for name in pages}
    window = Window(specs)
    qtbot.addWidget(window)
    window.go(Place("one"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_a_key_pressed_too_early_runs_once_the_profile_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    QTest.keyClick(page, Qt.Key.Key_N)
    assert page.found == []
    stand = open_stand(tmp_path, shipped=False)
    window.give(stand.services)
    qtbot.waitUntil(lambda: page.found != [])
    QTest.keyClick(page, Qt.Key.Key_N)
    assert len(page.found) == 2


def test_a_key_of_a_page_that_was_left_meanwhile_is_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    QTest.keyClick(page, Qt.Key.Key_N)
    window.go(Place("two"))
    stand = open_stand(tmp_path, shipped=False)
    window.give(stand.services)
    settle(window)
    assert page.found == []


def test_of_keys_pressed_too_early_the_first_counts(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    QTest.keyClicks(page, "nd")
    window.give(open_stand(tmp_path, shipped=False).services)
    qtbot.waitUntil(lambda: page.found != [])
    assert (len(page.found), page.did) == (1, ["load"])


def test_letters_after_a_key_pressed_too_early_are_text_for_the_field_it_opens(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    page.setFocus()
    QTest.keyClicks(page, "wNo dn")
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClicks(page, "yes")
    window.give(open_stand(tmp_path, shipped=False).services)
    qtbot.waitUntil(lambda: page.next.text() == "yes")
    assert (page.field.text(), page.found, page.did) == ("No dn", [], ["load"])
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_N)
    assert len(page.found) == 1


def test_letters_for_a_page_that_was_left_meanwhile_are_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    page.setFocus()
    QTest.keyClicks(page, "wNo")
    window.go(Place("two"))
    other = cast("Asking", window.pages.page("two"))
    other.field.setFocus()
    window.give(open_stand(tmp_path, shipped=False).services)
    settle(window)
    QTest.keyClicks(other.field, "a")
    assert (page.field.text(), other.field.text()) == ("", "a")


def test_too_early_is_said_calmly_and_is_no_fault(qtbot: QtBot) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("one"))
    with qtbot.captureExceptions() as raised:
        page.ask.click()
    window.failed(raised[0][1])
    assert "still being opened" in window.notices.text()


def test_a_page_of_the_other_rooms_waits_for_them_and_the_sitting_does_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(qtbot)
    page, sitting = (cast("Asking", window.pages.page(name)) for name in ("one", "sitting"))
    window.give(open_stand(tmp_path, shipped=False).services, whole=False)
    QTest.keyClick(page, Qt.Key.Key_N)
    settle(window)
    assert (page.did, page.found) == ([], [])
    window.complete()
    qtbot.waitUntil(lambda: page.found != [])
    assert page.did == ["load"]
    window.go(Place("sitting"))
    assert sitting.did == ["load"]


def test_the_first_rooms_are_enough_for_a_sitting(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    sitting = cast("Asking", window.pages.page("sitting"))
    window.give(open_stand(tmp_path, shipped=False).services, whole=False)
    window.go(Place("sitting"))
    QTest.keyClick(sitting, Qt.Key.Key_N)
    assert sitting.did == ["load"]
    assert len(sitting.found) == 1


def test_a_thing_asked_for_too_early_is_shown_once_its_room_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot)
    page = cast("Asking", window.pages.page("cards"))
    window.give(open_stand(tmp_path, shipped=False).services, whole=False)
    window.open_thing("note", 7)
    assert page.did == []
    window.complete()
    qtbot.waitUntil(lambda: "show note 7" in page.did)
    assert page.did == ["load", "show note 7"]


def test_while_the_window_says_why_there_is_no_profile_no_key_goes_to_a_page(qtbot: QtBot) -> None:
    window = opened(qtbot)
    refusal = Refusal(UserError("profile.in_use", folder="there"))
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_name() == "two"
    window.refuse(refusal)
    focused = window.focusWidget()
    assert focused is not None
    assert refusal.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.current_name() == "two"
    assert window.focusWidget() is focused
