"""Notes are found, chosen and looked after by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, words_of
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tpmprep.core.services import Services
    from tpmprep.ui.pages.cards.page import CardsPage

    Show = Callable[[Services], CardsPage]


@pytest.fixture
def listed(page: CardsPage) -> CardsPage:
    page.show_place(Place("cards", tab="notes"))
    settle(page)
    return page


@pytest.fixture
def zoomed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[int]:
    theme.apply(qapp, "light", request.param)
    yield request.param
    theme.apply(qapp, "light")


def host(page: CardsPage) -> Stand:
    return cast("Stand", page.host)


def shown(page: CardsPage) -> set[str]:
    return {note.title for note in page.notes.rows.rows()}


def states(page: CardsPage) -> list[str]:
    return [note.state for note in page.host.services.cards.notes(NoteQuery())]


def test_the_slash_searches_and_enter_goes_to_what_was_found(page: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Slash)
    assert page.window().focusWidget() is page.notes.search
    with qtbot.waitSignal(page.notes.search.searched):
        qtbot.keyClicks(page.notes.search, "roadmap")
    assert shown(page) == {"What is a roadmap?"}
    qtbot.keyClick(page.notes.search, Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.notes.table
    qtbot.keyClick(page.notes.table, Qt.Key.Key_Return)
    assert page.editor is not None
    assert page.editor.form.typed().draft.fields["front"] == "What is a roadmap?"


def test_deleting_the_last_of_what_was_found_leads_back_to_the_search(
    listed: CardsPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listed.notes.search.searched):
        qtbot.keyClicks(listed.notes.search, "roadmap")
    qtbot.keyClick(listed.notes.search, Qt.Key.Key_Return)
    listed.notes.table.selectAll()
    listed.notes.delete_chosen()
    settle(listed)
    assert shown(listed) == set()
    assert listed.window().focusWidget() is listed.notes.search


def test_notes_are_filtered_by_deck_with_its_subdecks(listed: CardsPage) -> None:
    rice = listed.host.services.cards.decks()[1].id
    listed.notes.filter_deck(rice)
    assert shown(listed) == {"What is reach?", "RICE weighs reach against effort."}
    assert listed.step_back()
    assert len(shown(listed)) == 3


def test_a_filter_without_a_match_offers_all_notes(listed: CardsPage) -> None:
    listed.notes.state.setCurrentIndex(listed.notes.state.findData("review"))
    settle(listed)
    assert "No note matches." in words_of(listed)
    listed.notes.clear()
    settle(listed)
    assert "3 notes" in words_of(listed)


def test_all_notes_can_be_chosen_and_deleted_and_brought_back(listed: CardsPage, qtbot: QtBot) -> None:
    listed.notes.search.clearFocus()
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "3 of 3 chosen" in words_of(listed)
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert host(listed).notices == ["Deleted 3 notes"]
    assert host(listed).undoable == [True]
    settle(listed)
    assert "No notes yet" in words_of(listed)
    listed.host.services.desk.undo()
    assert len(shown(listed)) == 3


def test_s_takes_notes_out_of_the_schedule_and_back_in_one_step(listed: CardsPage, qtbot: QtBot) -> None:
    listed.notes.select_all()
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_S)
    assert states(listed) == ["suspended"] * 3
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_S)
    assert states(listed) == ["new"] * 3
    assert host(listed).notices == ["4 cards are out of the schedule", "4 cards are back in the schedule"]
    listed.host.services.desk.undo()
    assert states(listed) == ["suspended"] * 3


def test_b_hides_a_note_until_tomorrow(listed: CardsPage, qtbot: QtBot) -> None:
    first = listed.notes.chosen()[0]
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_B)
    assert all(listed.host.services.cards.card(card).memory.buried for card in first.card_ids)


def test_deleting_one_note_chooses_the_next(listed: CardsPage, qtbot: QtBot) -> None:
    first = listed.notes.chosen()
    assert len(first) == 1
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_Delete)
    following = listed.notes.chosen()
    assert len(following) == 1
    assert following != first


def test_own_notes_are_asked_for_kindly_where_there_are_none(services: Services, show: Show) -> None:
    services.cards.add_deck("Roadmaps")
    page = show(services)
    page.show_place(Place("cards", tab="notes"))
    page.notes.own.setChecked(True)
    settle(page)
    assert "No notes of your own yet" in words_of(page)


def test_a_change_elsewhere_is_seen_in_the_list(listed: CardsPage) -> None:
    note = listed.notes.rows.row(0).id
    listed.host.services.cards.delete([note])
    assert note not in {row.id for row in listed.notes.rows.rows()}


def test_the_tab_is_where_the_page_stands_and_esc_goes_back_to_decks(listed: CardsPage) -> None:
    assert listed.place() == Place("cards", tab="notes")
    assert listed.step_back()
    assert listed.place() is not None
    assert listed.place() == Place("cards", "deck", listed.host.services.cards.decks()[0].id)


@pytest.mark.parametrize("zoomed", [80, 100, 200], indirect=True)
def test_nothing_on_the_page_is_clipped_nameless_or_small(zoomed: int, page: CardsPage) -> None:
    found: list[str] = []

    def look() -> None:
        found.extend(line for line in audit(page) if zoomed >= 100 or not line.startswith("small"))

    for width, height in ((672, 560), (1072, 800)):
        page.resize(width, height)
        for tab in ("decks", "notes"):
            page.show_place(Place("cards", tab=tab))
            look()
        page.show_place(Place("cards", tab="decks"))
        page.decks.ask_name()
        look()
        page.decks.stop_asking()
        page.open_note(page.host.services.cards.notes(NoteQuery())[0].id)
        look()
        page.step_back()
    assert found == []


def test_a_note_hidden_until_tomorrow_says_so_and_is_found_by_it(listed: CardsPage, qtbot: QtBot) -> None:
    listed.notes.table.selectRow(0)
    title = listed.notes.chosen()[0].title
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_B)
    assert listed.notes.rows.index(0, 3).data() == "Hidden until tomorrow"
    listed.notes.state.setCurrentIndex(listed.notes.state.findData("hidden"))
    assert shown(listed) == {title}


def test_deleting_several_chooses_what_comes_after_them(listed: CardsPage, qtbot: QtBot) -> None:
    titles = [note.title for note in listed.notes.rows.rows()]
    listed.notes.table.setFocus()
    listed.notes.table.selectRow(0)
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(listed.notes.table, Qt.Key.Key_Delete)
    assert [note.title for note in listed.notes.chosen()] == [titles[2]]
