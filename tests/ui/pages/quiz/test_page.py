"""Practising, finding, reading and deleting items through the page's own widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.kit.audit import audit
from tests.ui.pages.interview.stage import FakeHost, asked, press
from tests.ui.pages.quiz.answered import answered
from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.quiz.page import QuizPage

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


def some(host: FakeHost, at: int = 0) -> int:
    return host.services.quiz.items(ItemQuery())[at].id


def database(host: FakeHost) -> Database:
    db: Database = host.services.quiz._db  # type: ignore[attr-defined]
    return db


def test_space_practises_five_new_items_when_nothing_was_missed(page: QuizPage, host: FakeHost) -> None:
    press(page, "quiz.start")
    assert len(asked(host.plans[0], "item")) == 5
    assert host.plans[0].title == "Never tried"


def test_a_missed_item_is_practised_first(page: QuizPage, host: FakeHost) -> None:
    missed = some(host, 7)
    answered(database(host), missed, 0.0)
    page.load()
    press(page, "quiz.start")
    assert asked(host.plans[0], "item") == [missed]
    assert host.plans[0].title == "Missed and due"


def test_ten_and_all_are_chosen_by_chips(page: QuizPage, host: FakeHost) -> None:
    page.front.size_chips.choose("10")
    press(page, "quiz.fresh")
    page.front.size_chips.choose("all")
    press(page, "quiz.fresh")
    everything = len(host.services.quiz.items(ItemQuery()))
    assert [len(asked(plan, "item")) for plan in host.plans] == [10, everything]


def test_a_subject_tells_how_it_went(page: QuizPage, host: FakeHost) -> None:
    for at, score in ((0, 1.0), (1, 0.0)):
        answered(database(host), some(host, at), score)
    page.load()
    words = [one.text() for one in page.front.findChildren(QLabel)]
    assert any("2 tried, 1 right last time" in one for one in words)


def test_slash_goes_to_the_search_and_enter_opens_what_was_found(page: QuizPage, host: FakeHost) -> None:
    press(page, "item.search")
    everything = page.listing.rows.rowCount()
    page.listing.search.setText("idempotent")
    QTest.keyClick(page.listing.search, Qt.Key.Key_Return)
    assert 0 < page.listing.rows.rowCount() < everything
    page.listing.table.setFocus()
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert page.place() == Place("quiz", "item", page.listing.rows.row(0).id)


def test_escape_closes_the_item_then_takes_the_search_back(page: QuizPage, host: FakeHost) -> None:
    press(page, "item.search")
    page.listing.state.setCurrentIndex(page.listing.state.findData("missed"))
    assert page.listing.rows.rowCount() == 0
    page.open_item(some(host))
    assert page.step_back()
    assert page.place() == Place("quiz", tab="items")
    assert page.step_back()
    assert page.listing.rows.rowCount() > 100
    assert not page.step_back()


def test_an_item_shows_every_reason_and_its_history(page: QuizPage, host: FakeHost) -> None:
    at = some(host)
    answered(database(host), at, 1.0, days_ago=2)
    page.load()
    page.show_place(Place("quiz", "item", at))
    face = host.services.quiz.item(at)
    words = [one.text() for one in page.item.findChildren(QLabel)]
    assert words.count("Right answer") == sum(option.right for option in face.options)
    assert page.item.history.text() == "Tried once, last 2 days ago: right."


def test_p_practises_the_item_shown(page: QuizPage, host: FakeHost) -> None:
    page.show_place(Place("quiz", "item", some(host)))
    press(page, "item.practise")
    assert asked(host.plans[0], "item") == [some(host)]


def test_a_deleted_item_goes_to_the_list_and_comes_back_by_undo(page: QuizPage, host: FakeHost) -> None:
    at = some(host)
    page.show_place(Place("quiz", "item", at))
    press(page, "item.delete")
    assert host.notices == ["Deleted the item [undo]"]
    assert page.place().kind == ""
    with pytest.raises(UserError):
        host.services.quiz.item(at)
    host.services.desk.undo()
    assert host.services.quiz.item(at).item_id == at


def test_an_item_that_is_gone_is_told_and_the_list_shown(page: QuizPage, host: FakeHost) -> None:
    page.show_place(Place("quiz", "item", 999_999))
    assert [str(error) for error in host.errors] == [
        "This quiz item is no longer there; it may be in the trash. Undo brings it back."
    ]
    assert page.place().kind == ""


def test_after_a_restart_the_page_stands_on_the_same_item(page: QuizPage, host: FakeHost) -> None:
    page.show_place(Place("quiz", "item", some(host, 4)))
    again = host.show(QuizPage)
    assert again.place() == Place("quiz", "item", some(host, 4))


def test_an_empty_profile_invites_to_write_an_item(bare_host: FakeHost) -> None:
    made = bare_host.show(QuizPage)
    assert made.front._empty.isVisible()
    made.front._empty.action.click()
    assert made.place() == Place("quiz", "item", 0, "edit")


def test_every_view_is_readable_at_the_smallest_window(page: QuizPage, host: FakeHost) -> None:
    page.resize(816, 640)
    problems = audit(page)
    page.bar.setCurrentIndex(1)
    problems += audit(page)
    for place in (Place("quiz", "item", some(host)), Place("quiz", "item", some(host), "edit")):
        page.show_place(place)
        problems += audit(page)
    assert problems == []
