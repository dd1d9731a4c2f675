"""Notes are written, changed and never lost while they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.kit.audit import settle
from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.core.cards.faces import NoteQuery, Offer
from tpmprep.core.recall.faces import Rating
from tpmprep.ui.kit import draft
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.pages.cards.page import CardsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit
    from pytestqt.qtbot import QtBot

    from tpmprep.core.cards.faces import NoteRow
    from tpmprep.core.services import Services
    from tpmprep.ui.pages.cards.editor import NoteEditor

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def writing(page: CardsPage, qtbot: QtBot) -> CardsPage:
    qtbot.keyClick(page, Qt.Key.Key_N)
    settle(page)
    return page


def host(page: CardsPage) -> Stand:
    return cast("Stand", page.host)


def editor(page: CardsPage) -> NoteEditor:
    assert page.editor is not None
    assert page.stack.currentWidget() is page.editor
    return page.editor


def field(page: CardsPage, name: str) -> QPlainTextEdit:
    found = [edit for edit in page.findChildren(MarkdownEdit) if edit.field.accessibleName() == name]
    return found[-1].field


def notes(page: CardsPage) -> tuple[NoteRow, ...]:
    return page.host.services.cards.notes(NoteQuery())


def note_called(page: CardsPage, title: str) -> int:
    return next(note.id for note in notes(page) if note.title == title)


def press(page: CardsPage, name: str) -> None:
    pressed = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    assert pressed, f"no button {name!r}"
    pressed[0].click()
    settle(page)


def test_a_note_is_written_by_key_and_room_is_made_for_the_next(writing: CardsPage, qtbot: QtBot) -> None:
    front, back = field(writing, "Front"), field(writing, "Back")
    assert writing.window().focusWidget() is front
    qtbot.keyClicks(front, "What is an SLO?")
    qtbot.keyClick(front, Qt.Key.Key_Tab)
    qtbot.keyClicks(back, "A target.")
    qtbot.keyClick(back, Qt.Key.Key_Return, CONTROL)
    assert note_called(writing, "What is an SLO?")
    assert host(writing).undoable == [True]
    assert editor(writing).form.typed().is_blank
    assert host(writing).services.desk.draft("note:new") is None
    writing.host.services.desk.undo()
    assert len(notes(writing)) == 3


def test_ctrl_s_saves_a_note_as_it_does_every_form(writing: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(writing, "Front"), "What is an SLO?")
    qtbot.keyClicks(field(writing, "Back"), "A target for a measure.")
    qtbot.keyClick(writing, Qt.Key.Key_S, CONTROL)
    assert note_called(writing, "What is an SLO?")


def test_what_is_missing_is_said_beside_its_field(writing: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(writing, "Front"), "Half a note")
    editor(writing).save()
    settle(writing)
    assert "Back is empty." in words_of(writing)
    assert writing.window().focusWidget() is field(writing, "Back")
    assert len(notes(writing)) == 3


def test_the_cards_are_shown_while_they_are_typed(writing: CardsPage, qtbot: QtBot) -> None:
    editor(writing).form.kind.choose("cloze")
    qtbot.keyClicks(field(writing, "Text"), "An {{c1::SLO}} is a {{c2::target}}")
    qtbot.waitUntil(lambda: "Preview, 2 cards" in words_of(writing))
    assert "[…]" in words_of(writing) or "[...]" in words_of(writing)


def test_another_kind_keeps_what_was_typed(writing: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(writing, "Front"), "An SLO")
    editor(writing).form.kind.choose("cloze")
    assert editor(writing).form.typed().draft.fields["text"] == "An SLO"
    editor(writing).form.kind.choose("reversed")
    assert editor(writing).form.typed().draft.fields["front"] == "An SLO"


def test_esc_keeps_the_half_typed_note_and_n_brings_it_back(writing: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(writing, "Front"), "What is a canary")
    assert writing.step_back()
    settle(writing)
    writing.open_new()
    settle(writing)
    assert field(writing, "Front").toPlainText() == "What is a canary"
    assert "Your half-typed words are back" in words_of(writing)
    assert field(writing, "Front").textCursor().atEnd()
    press(writing, "Start afresh")
    assert field(writing, "Front").toPlainText() == ""
    assert host(writing).services.desk.draft("note:new") is None


def test_a_half_typed_note_is_there_after_a_restart(
    writing: CardsPage, filled: Services, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field(writing, "Front"), "What is a canary")
    writing.leave()
    stood = writing.place()
    assert stood == Place("cards", tab="new")
    again = CardsPage(Stand(filled))
    put_up(again, qtbot)
    again.show_place(stood)
    settle(again)
    assert field(again, "Front").toPlainText() == "What is a canary"


def test_typing_keeps_a_draft_within_seconds(
    page: CardsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "EVERY_MS", 1)
    page.open_new()
    settle(page)
    qtbot.keyClicks(field(page, "Front"), "What is a canary")
    qtbot.waitUntil(lambda: host(page).services.desk.draft("note:new") is not None)
    kept = host(page).services.desk.draft("note:new")
    assert kept is not None
    assert "What is a" in kept.text


def test_an_emptied_new_note_leaves_no_draft_behind(writing: CardsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(field(writing, "Front"), "x")
    editor(writing).keep_draft()
    qtbot.keyClick(field(writing, "Front"), Qt.Key.Key_Backspace)
    assert writing.step_back()
    assert host(writing).services.desk.draft("note:new") is None


def test_a_note_is_changed_in_place_and_undo_takes_it_back(page: CardsPage, qtbot: QtBot) -> None:
    note = note_called(page, "What is reach?")
    page.show_place(Place("cards", "note", note))
    settle(page)
    assert page.place() == Place("cards", "note", note)
    field(page, "Back").selectAll()
    qtbot.keyClicks(field(page, "Back"), "People touched in a quarter.")
    editor(page).save()
    assert page.host.services.cards.note(note).fields["back"] == "People touched in a quarter."
    assert page.stack.currentWidget() is not page.editor
    assert host(page).notices == ["Saved"]
    page.host.services.desk.undo()
    assert page.host.services.cards.note(note).fields["back"] == "How many, how often."


def test_a_card_opens_its_note(page: CardsPage) -> None:
    note = note_called(page, "What is reach?")
    page.show_place(Place("cards", "card", page.host.services.cards.note(note).cards[0]))
    assert editor(page).note_id == note


def test_a_note_that_is_gone_is_said_and_nothing_opens(page: CardsPage) -> None:
    page.show_place(Place("cards", "note", 9_999))
    assert len(host(page).failures) == 1
    assert page.editor is None


def test_the_editor_closes_when_its_note_goes_away(page: CardsPage) -> None:
    note = note_called(page, "What is reach?")
    page.open_note(note)
    page.host.services.cards.delete([note])
    assert page.stack.currentWidget() is not page.editor


def test_a_changed_shipped_field_offers_the_shipped_text(page: CardsPage) -> None:
    note = page.host.services.cards.note(note_called(page, "What is reach?"))
    page.open_note(note.id)
    offer = Offer("back", "How many people, in a quarter.", None)
    editor(page).open_face(replace(note, shipped=True, edited=(offer,)))
    settle(page)
    assert "You changed this. Shipped was:" in words_of(page)
    assert "How many people, in a quarter." in words_of(page)
    press(page, "Take the shipped text: back")
    assert host(page).notices == ["The shipped text is back"]
    assert "You changed this." not in words_of(page)


def test_a_note_of_an_unknown_kind_is_read_only(page: CardsPage) -> None:
    note = page.host.services.cards.note(note_called(page, "What is reach?"))
    page.open_note(note.id)
    editor(page).open_face(
        replace(note, kind="hologram", known_kind=False, fields={"beam": "Blue **light**"})
    )
    settle(page)
    said = words_of(page)
    assert "of a kind this version does not know" in said
    assert "Blue light" in said
    assert not editor(page).form.isEnabled()
    editor(page).save()
    assert page.host.services.cards.note(note.id).kind == "basic"


def test_the_schedule_tells_each_card_and_its_history(page: CardsPage) -> None:
    services = page.host.services
    note = services.cards.note(note_called(page, "What is reach?"))
    services.sittings.start(services.sittings.one("card", note.cards[0]))
    services.sittings.answer(note.cards[0], Rating.GOOD, 14_000)
    page.open_note(note.id)
    settle(page)
    assert "Card 1: Learning" in words_of(page)
    press(page, "History")
    assert "Good · 14 s" in words_of(page)
    press(page, "Suspend")
    assert "Card 1: Suspended" in words_of(page)
    press(page, "Resume")
    press(page, "Hide until tomorrow")
    assert "hidden until tomorrow" in words_of(page)
    assert host(page).undoable == [True, True, True]


def test_coming_back_to_an_open_note_goes_on_with_typing(writing: CardsPage) -> None:
    writing.decks.start.setFocus()
    writing.window().setFocus()
    assert writing.window().focusWidget() is field(writing, "Front")
