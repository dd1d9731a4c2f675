"""Decks are studied, named and thrown away by key, and all of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, words_of
from tpmprep.core.cards.faces import NoteDraft
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.cards.moving import AskPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tpmprep.core.services import Services
    from tpmprep.ui.pages.cards.page import CardsPage

    Show = Callable[[Services], CardsPage]


def host(page: CardsPage) -> Stand:
    return cast("Stand", page.host)


def titles(page: CardsPage) -> list[str]:
    return [deck.title for deck in page.host.services.cards.decks()]


def test_the_tree_says_what_waits_with_subdecks_counted(page: CardsPage) -> None:
    chosen = page.decks.tree.chosen()
    assert chosen is not None
    assert (chosen.title, chosen.new) == ("Roadmaps", 3)
    assert "3 new" in words_of(page)


def test_space_studies_the_chosen_deck(page: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Space)
    (plan,) = host(page).started
    assert plan.title == "Roadmaps"
    assert len(plan.things) == 3


def test_arrows_choose_another_deck_to_study(page: CardsPage, qtbot: QtBot) -> None:
    page.decks.tree.setFocus()
    qtbot.keyClick(page.decks.tree, Qt.Key.Key_Down)
    qtbot.keyClick(page.decks.tree, Qt.Key.Key_Return)
    assert host(page).started[0].title == "RICE"


def test_a_deck_where_nothing_waits_says_so_kindly(page: CardsPage) -> None:
    empty = page.host.services.cards.add_deck("Empty")
    page.load()
    page.decks.tree.choose(empty)
    assert not page.decks.start.isEnabled()
    page.decks.study()
    assert host(page).started == []
    assert host(page).notices == ["Nothing waits in Empty today."]


def test_a_deck_whose_new_cards_of_today_are_done_gives_a_few_more(page: CardsPage, qtbot: QtBot) -> None:
    page.host.services.settings.put("new_cards_a_day", 0)
    page.load()
    assert "today's new cards are done; a few more can come now" in words_of(page)
    assert page.decks.start.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    (plan,) = host(page).started
    assert (plan.title, len(plan.things)) == ("Roadmaps", 3)


def test_a_deck_where_all_is_being_learned_says_when_it_comes_back(page: CardsPage) -> None:
    services = page.host.services
    deck = services.cards.add_deck("Mine")
    note = services.cards.add(NoteDraft("basic", deck, {"front": "Q", "back": "A"}))
    services.sittings.start(services.sittings.deck(deck))
    services.sittings.answer(services.cards.note(note).cards[0], Rating.GOOD, 4_000)
    page.study(deck)
    assert host(page).started == []
    assert host(page).notices == ["What you are learning in Mine comes back in a few minutes."]


def test_a_new_deck_is_named_below_the_tree(page: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.keyClicks(page.decks.field, "Metrics")
    qtbot.keyClick(page.decks.field, Qt.Key.Key_Return)
    assert titles(page) == ["Metrics", "Roadmaps", "RICE"]
    chosen = page.decks.tree.chosen()
    assert chosen is not None
    assert chosen.title == "Metrics"
    assert host(page).undoable == [True]


def test_a_taken_name_is_refused_and_the_typed_text_stays(page: CardsPage, qtbot: QtBot) -> None:
    page.decks.ask_name()
    qtbot.keyClicks(page.decks.field, "Roadmaps")
    qtbot.keyClick(page.decks.field, Qt.Key.Key_Return)
    assert len(host(page).failures) == 1
    assert page.decks.field.text() == "Roadmaps"
    assert page.step_back()
    assert not page.step_back()


def test_a_deck_is_renamed_in_place(page: CardsPage) -> None:
    tree = page.decks.tree
    model = tree.model()
    model.setData(model.index(0, 0), "Plans")
    assert titles(page) == ["Plans", "RICE"]
    page.host.services.desk.undo()
    assert "Roadmaps" in titles(page)


def test_after_a_rename_the_keys_are_in_the_tree(page: CardsPage, qtbot: QtBot) -> None:
    tree = page.decks.tree
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "Plans")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == ["Plans", "RICE"])
    qtbot.waitUntil(tree.hasFocus)


def test_a_deck_put_away_leaves_its_neighbour_chosen(page: CardsPage, qtbot: QtBot) -> None:
    cards = page.host.services.cards
    cards.add_deck("Zero")
    page.load()
    page.decks.tree.choose(cards.decks()[-1].id)
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    chosen = page.decks.tree.chosen()
    assert chosen is not None
    assert (chosen.title, host(page).notices) == ("RICE", ["Deleted “Zero”"])


def test_a_refused_new_name_shows_the_old_one_again(page: CardsPage) -> None:
    model = page.decks.tree.model()
    model.setData(model.index(0, 0), "  ")
    assert len(host(page).failures) == 1
    assert model.index(0, 0).data() == "Roadmaps"


def test_del_puts_a_deck_away_and_undo_brings_it_back(page: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    assert titles(page) == []
    assert host(page).notices == ["Deleted “Roadmaps” with 4 cards"]
    assert host(page).undoable == [True]
    page.host.services.desk.undo()
    assert titles(page) == ["Roadmaps", "RICE"]


def test_without_decks_the_page_says_what_belongs_here(services: Services, show: Show) -> None:
    page = show(services)
    assert "No decks yet" in words_of(page)
    page.open_new()
    settle(page)
    assert page.window().focusWidget() is page.decks.field


def test_a_folded_deck_stays_folded_and_the_chosen_one_chosen(page: CardsPage) -> None:
    tree = page.decks.tree
    tree.setExpanded(tree.model().index(0, 0), False)
    page.load()
    assert not tree.isExpanded(tree.model().index(0, 0))


def test_a_deck_can_be_shown_from_elsewhere_and_is_where_the_page_stands(page: CardsPage) -> None:
    rice = page.host.services.cards.decks()[1].id
    page.show_place(Place("cards", "deck", rice))
    assert page.place() == Place("cards", "deck", rice)


def test_m_asks_where_the_deck_goes_and_moves_it_there(page: CardsPage, qtbot: QtBot) -> None:
    cards = page.host.services.cards
    own = cards.add_deck("My own")
    settle(page)
    page.decks.tree.choose(own)
    amiss: list[str] = []

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, AskPlace)
        amiss.extend(audit(asked))
        found = [asked.place.itemText(at).strip() for at in range(asked.place.count())]
        assert "My own" not in found
        asked.place.setCurrentIndex(found.index("Roadmaps"))
        asked.take.click()

    QTimer.singleShot(0, answer)
    qtbot.keyClick(page.decks.tree, Qt.Key.Key_M)

    assert amiss == []
    moved = next(deck for deck in cards.decks() if deck.id == own)
    assert (moved.depth, host(page).notices[-1]) == (1, "Moved “My own”")
    chosen = page.decks.tree.chosen()
    assert chosen is not None
    assert chosen.id == own
