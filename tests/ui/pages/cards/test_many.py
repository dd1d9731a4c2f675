"""Many notes go to a deck and change their tags by key, each in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.kit.audit import audit, settle
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.cards.many import AskDeck, AskTags
from tpmprep.ui.pages.cards.page import CardsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.stand import Stand
Dialog = AskDeck | AskTags


@pytest.fixture
def listed(page: CardsPage) -> CardsPage:
    """The page at its notes, all of them chosen."""
    page.show_place(Place("cards", tab="notes"))
    settle(page)
    page.notes.select_all()
    return page


def host(page: CardsPage) -> Stand:
    return cast("Stand", page.host)


def decks(page: CardsPage) -> set[str]:
    return {note.deck for note in page.host.services.cards.notes(NoteQuery())}


def press(page: CardsPage, qtbot: QtBot, key: Qt.Key, answer: Callable[[Dialog], object]) -> list[str]:
    """Presses a key of the page and answers the dialog it opens; returns what is amiss with the dialog."""
    amiss: list[str] = []

    def answering() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, AskDeck | AskTags)
        amiss.extend(audit(asked))
        answer(asked)

    QTimer.singleShot(0, answering)
    qtbot.keyClick(page.notes.table, key)
    return amiss


def choose(deck: str) -> Callable[[Dialog], object]:
    def answer(asked: Dialog) -> None:
        assert isinstance(asked, AskDeck)
        found = [asked.deck.itemText(at).strip() for at in range(asked.deck.count())]
        asked.deck.setCurrentIndex(found.index(deck))
        asked.take.click()

    return answer


def test_m_moves_the_chosen_notes_to_a_deck_and_undo_takes_them_back(listed: CardsPage, qtbot: QtBot) -> None:
    assert decks(listed) == {"Roadmaps", "RICE"}
    assert press(listed, qtbot, Qt.Key.Key_M, choose("Roadmaps")) == []
    assert decks(listed) == {"Roadmaps"}
    assert host(listed).notices == ["2 notes are in “Roadmaps” now"]
    assert host(listed).undoable == [True]
    listed.host.services.desk.undo()
    assert decks(listed) == {"Roadmaps", "RICE"}


def test_notes_that_lie_there_already_leave_nothing_to_undo(listed: CardsPage, qtbot: QtBot) -> None:
    listed.notes.filter_deck(listed.host.services.cards.decks()[1].id)
    listed.notes.select_all()
    press(listed, qtbot, Qt.Key.Key_M, lambda asked: qtbot.keyClick(asked, Qt.Key.Key_Return))
    assert host(listed).notices == ["All of them lie in “RICE” already"]
    assert host(listed).undoable == [False]


def test_t_adds_tags_and_takes_others_away_in_one_step(listed: CardsPage, qtbot: QtBot) -> None:
    cards = listed.host.services.cards
    ids = [note.id for note in listed.notes.chosen()]

    def answer(asked: Dialog) -> None:
        assert isinstance(asked, AskTags)
        qtbot.keyClicks(asked.added, "exam,  week 1 ,")
        asked.boxes["scoring"].click()
        qtbot.keyClick(asked.added, Qt.Key.Key_Return)

    assert press(listed, qtbot, Qt.Key.Key_T, answer) == []
    assert cards.tags_of(ids) == (("exam", 3), ("week 1", 3))
    assert host(listed).notices == ["Changed the tags of 3 notes"]
    listed.host.services.desk.undo()
    assert cards.tags_of(ids) == (("scoring", 1),)


@pytest.mark.parametrize("key", [Qt.Key.Key_M, Qt.Key.Key_T])
def test_esc_leaves_the_notes_as_they_are(listed: CardsPage, qtbot: QtBot, key: Qt.Key) -> None:
    before = listed.host.services.cards.notes(NoteQuery())
    press(listed, qtbot, key, lambda asked: qtbot.keyClick(cast("QDialog", asked), Qt.Key.Key_Escape))
    assert listed.host.services.cards.notes(NoteQuery()) == before
    assert host(listed).notices == []


def test_the_keys_of_the_page_name_both(listed: CardsPage) -> None:
    named = [(key.keys, key.title) for key in CardsPage.keys(listed)]
    assert ("M", "Move to deck…") in named
    assert ("T", "Tags…") in named


def test_many_tags_scroll_and_stay_whole(listed: CardsPage, qtbot: QtBot) -> None:
    asked = AskTags(listed, 3, [(f"a tag of some length {number}", number) for number in range(1, 40)])
    qtbot.addWidget(asked)
    asked.show()
    settle(asked)
    assert audit(asked) == []
    assert asked.height() < 600
