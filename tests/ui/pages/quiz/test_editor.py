"""Writing and changing items through the editor's own widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.ui.kit.audit import settle
from tests.ui.pages.interview.stage import FakeHost, press
from tpmprep.core.quiz.faces import ItemQuery
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.order import next_stop
from tpmprep.ui.pages.quiz import drafts
from tpmprep.ui.pages.quiz.page import QuizPage


def some(host: FakeHost, at: int = 0) -> int:
    return host.services.quiz.items(ItemQuery())[at].id


def texts(page: QuizPage) -> list[str]:
    return [one.text for one in page.editor.draft().options]


def fill(page: QuizPage) -> None:
    press(page, "item.new")
    QTest.keyClicks(page.editor.stem.field, "A release doubled the latency. What comes first?")
    for row, words in zip(page.editor.options.rows, ("Roll back", "Add servers", "Wait"), strict=False):
        QTest.keyClicks(row.text, words)


def test_an_item_is_written_by_keyboard_and_kept(page: QuizPage, host: FakeHost) -> None:
    fill(page)
    press(page, "item.save")
    kept = host.services.quiz.item(page.place().thing_id)
    assert not kept.shipped
    assert {option.text for option in kept.options} == {"Roll back", "Add servers", "Wait"}
    assert [option.text for option in kept.options if option.right] == ["Roll back"]
    assert page.stack.currentWidget() is page.item


def test_an_item_without_options_is_not_kept_and_the_field_says_why(page: QuizPage, host: FakeHost) -> None:
    press(page, "item.new")
    QTest.keyClicks(page.editor.stem.field, "What comes first?")
    press(page, "item.save")
    assert "options" in page.editor._options_field.problem()
    assert page.stack.currentWidget() is page.editor


def test_a_number_that_may_mean_two_things_is_named_by_its_field_and_keeps_the_words(page: QuizPage) -> None:
    press(page, "item.new")
    page.editor.kind.choose("numeric")
    page.editor._on_kind()
    QTest.keyClicks(page.editor.stem.field, "How many retries?")
    QTest.keyClicks(page.editor.number.value, "1.000,5")
    press(page, "item.save")
    assert page.editor.problem.text().startswith("The quiz item was not saved. Right value: cannot be read")
    assert "1000.5" in page.editor.problem.text()
    assert page.editor.number.value.text() == "1.000,5"


def test_a_new_item_begins_at_the_top_of_its_form(page: QuizPage) -> None:
    press(page, "item.new")
    page.resize(900, 560)
    settle(page)
    bar = page.editor._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.editor.discard()
    press(page, "item.new")
    assert bar.value() == 0


def test_save_and_what_is_wrong_are_seen_however_long_the_form_is(page: QuizPage) -> None:
    press(page, "item.new")
    page.resize(900, 560)
    QTest.keyClicks(page.editor.stem.field, "What comes first?")
    press(page, "item.save")
    settle(page)
    for part in (page.editor.save_button, page.editor.problem):
        assert page.rect().contains(part.mapTo(page, part.rect().bottomRight()))
    assert page.editor.problem.text() == page.editor._options_field.problem()
    QTest.keyClicks(page.editor.options.rows[0].text, "Roll back")
    assert not page.editor.problem.text()


def test_ticking_another_right_option_unticks_the_first_in_single_choice(page: QuizPage) -> None:
    fill(page)
    page.editor.options.rows[1].right.click()
    assert [one.right for one in page.editor.draft().options] == [False, True, False]
    page.editor.kind.choose("multiple_response")
    page.editor.options.rows[2].right.click()
    assert [one.right for one in page.editor.draft().options] == [False, True, True]


def test_options_move_and_go_by_keys(page: QuizPage) -> None:
    fill(page)
    settle(page)
    page.activateWindow()
    page.editor.options.rows[1].text.setFocus()
    settle(page)
    press(page, "option.up")
    assert texts(page)[:2] == ["Add servers", "Roll back"]
    settle(page)
    press(page, "option.remove")
    assert texts(page) == ["Roll back", "Wait"]
    press(page, "option.add")
    assert len(page.editor.options.rows) == 4


def test_there_are_never_fewer_than_two_nor_more_than_six_options(page: QuizPage) -> None:
    press(page, "item.new")
    for _ in range(5):
        page.editor.options.add()
    assert len(page.editor.options.rows) == 6
    assert not page.editor.options.more.isEnabled()
    for _ in range(6):
        page.editor.options.rows[0].remove.click()
    assert len(page.editor.options.rows) == 2


def test_the_second_pair_of_eyes_speaks_while_one_writes(page: QuizPage) -> None:
    press(page, "item.new")
    assert not page.editor.lints.isVisible()
    QTest.keyClicks(page.editor.stem.field, "Too short?")
    page.editor._lint_timer.timeout.emit()
    assert page.editor.lints.isVisible()
    assert any("cannot stand alone" in words for words in page.editor.lints.words())


def test_tab_goes_from_the_question_through_the_options_in_their_order(page: QuizPage) -> None:
    press(page, "item.new")
    settle(page)
    names: list[str] = []
    at = next_stop(page, page.editor.stem.field, forwards=True)
    while at is not None and len(names) < 6:
        names.append(at.accessibleName())
        at = next_stop(page, at, forwards=True)
    why = "Why option {0} is right or wrong"
    assert names == [
        *("Option A is right", "Option A", why.format("A")),
        *("Option B is right", "Option B", why.format("B")),
    ]


def test_a_half_typed_item_is_there_after_a_restart(page: QuizPage, host: FakeHost) -> None:
    fill(page)
    page.editor._draft_timer.timeout.emit()
    again = host.show(QuizPage)
    assert again.place() == Place("quiz", "item", 0, "edit")
    assert again.editor.draft().stem == "A release doubled the latency. What comes first?"
    edits = [edit for edit in again.editor.findChildren(QPlainTextEdit) if edit.toPlainText()]
    assert len(edits) > 2
    assert all(edit.textCursor().atEnd() for edit in edits)


def test_discarding_forgets_the_half_typed_item(page: QuizPage, host: FakeHost) -> None:
    fill(page)
    page.leave()
    page.editor.discard()
    assert host.services.desk.draft(drafts.draft_place(0)) is None
    assert page.place().kind == ""


def test_a_shipped_item_is_changed_in_place_and_keeps_the_rest(page: QuizPage, host: FakeHost) -> None:
    at = some(host)
    before = host.services.quiz.item(at)
    page.show_place(Place("quiz", "item", at))
    press(page, "item.edit")
    page.editor.source.clear()
    QTest.keyClicks(page.editor.source, "My own notes")
    press(page, "item.save")
    after = host.services.quiz.item(at)
    assert after.source == "My own notes"
    assert (after.stem, after.concepts) == (before.stem.strip(), before.concepts)
    assert {one.text for one in after.options} == {one.text for one in before.options}


def test_escape_keeps_the_words_and_shows_the_item_again(page: QuizPage, host: FakeHost) -> None:
    page.show_place(Place("quiz", "item", some(host)))
    press(page, "item.edit")
    QTest.keyClicks(page.editor.source, "!")
    assert page.step_back()
    assert page.stack.currentWidget() is page.item
    assert host.services.desk.draft(drafts.draft_place(some(host))) is not None


def test_a_concept_is_added_by_typing_and_taken_away_by_its_chip(page: QuizPage, host: FakeHost) -> None:
    press(page, "item.new")
    concept = host.services.catalog.concepts()[0]
    page.editor.concepts.line.setText(concept.title)
    QTest.keyClick(page.editor.concepts.line, Qt.Key.Key_Return)
    assert page.editor.draft().concept_ids == (concept.id,)
    page.editor.concepts._take_away(concept.id)
    assert page.editor.draft().concept_ids == ()


def test_a_draft_survives_being_written_down_and_read_again() -> None:
    assert drafts.read(drafts.written(drafts.NEW)) == drafts.NEW
    assert drafts.read("[]") is None
    assert drafts.read('{"options": [{}]}') is None


def test_how_much_an_item_matters_is_kept_when_it_is_changed(page: QuizPage, host: FakeHost) -> None:
    fill(page)
    page.editor.tier.chip("rare").click()
    page.editor.difficulty.chip("3").click()
    press(page, "item.save")
    at = page.place().thing_id
    assert (host.services.quiz.item(at).tier, host.services.quiz.item(at).difficulty) == ("rare", 3)
    press(page, "item.edit")
    QTest.keyClicks(page.editor.stem.field, "!")
    press(page, "item.save")
    assert (host.services.quiz.item(at).tier, host.services.quiz.item(at).difficulty) == ("rare", 3)


def test_the_editor_has_the_heading_of_a_page(page: QuizPage) -> None:
    press(page, "item.new")
    assert page.editor.title.property("role") == "h1"
