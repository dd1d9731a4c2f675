"""Writing, reading and finding numbers and statements on the quiz page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from tests.core.quiz.stage import downtime, statement
from tests.ui.kit.audit import audit, settle
from tests.ui.pages.interview.stage import FakeHost, press
from tpmprep.core.quiz.faces import ItemDraft, ItemQuery, NumberKey, Slip
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.quiz import drafts
from tpmprep.ui.pages.quiz.number_form import units_in, units_out

if TYPE_CHECKING:
    from tpmprep.ui.pages.quiz.page import QuizPage


def begin(page: QuizPage, kind: str, stem: str) -> None:
    press(page, "item.new")
    page.editor.kind.choose(kind)
    settle(page)
    QTest.keyClicks(page.editor.stem.field, stem)


def test_a_number_is_written_with_its_units_and_wrong_values(page: QuizPage, host: FakeHost) -> None:
    begin(page, "numeric", "How many minutes a month may 99.9 % availability cost?")
    form = page.editor.number
    for line, text in (
        (form.value, "43,2"), (form.unit, "min"), (form.tolerance, "1%"), (form.units, "h = 60; s=1/60"),
        (form.rows[0].value, "4.32"), (form.rows[0].why, "That is one nine more"),
    ):  # fmt: skip
        QTest.keyClicks(line, text)
    press(page, "slip.add")
    assert len(form.rows) == 2
    press(page, "item.save")
    slip = Slip("4.32", "That is one nine more")
    kept = host.services.quiz.item(page.place().thing_id)
    assert kept.number == NumberKey("43,2", "1%", "min", (("h", "60"), ("s", "1/60")), (slip,))
    assert kept.options == ()
    assert audit(page) == []


def test_a_number_that_cannot_be_read_is_said_at_its_field(page: QuizPage) -> None:
    begin(page, "numeric", "How many requests come in a day of the sale?")
    QTest.keyClicks(page.editor.number.value, "1 500")
    press(page, "item.save")
    assert "1500" in page.editor._number_field.problem()
    assert page.stack.currentWidget() is page.editor


def test_a_statement_is_written_with_two_reasons(page: QuizPage, host: FakeHost) -> None:
    begin(page, "true_false", "A canary release shows a version to everyone at once.")
    form = page.editor.statement
    form.answer.choose("False")
    QTest.keyClicks(form.reasons[0], "Few users meet it")
    QTest.keyClicks(form.reasons[1], "Only a share of traffic goes there")
    press(page, "item.save")
    options = host.services.quiz.item(page.place().thing_id).options
    assert [(one.text, one.right) for one in options] == [("True", False), ("False", True)]
    assert [one.why for one in options] == ["Few users meet it", "Only a share of traffic goes there"]


def test_an_item_can_change_its_kind_and_loses_only_what_the_kind_has_not(
    page: QuizPage, host: FakeHost
) -> None:
    item = host.services.quiz.add(statement())
    page.load()
    page.show_place(Place("quiz", "item", item, "edit"))
    page.editor.kind.choose("numeric")
    QTest.keyClicks(page.editor.number.value, "5")
    press(page, "item.save")
    kept = host.services.quiz.item(item)
    assert (kept.kind, kept.options) == ("numeric", ())
    assert kept.stem == statement().stem


@pytest.mark.parametrize("draft", [statement(), downtime()], ids=lambda one: one.kind)
def test_a_half_typed_item_of_each_kind_is_kept_as_it_was(draft: ItemDraft) -> None:
    assert drafts.read(drafts.written(draft)) == draft


@pytest.mark.parametrize("kind", ["true_false", "numeric"])
def test_a_shipped_item_is_shown_and_edited_back_to_the_very_same(
    page: QuizPage, host: FakeHost, kind: str
) -> None:
    for row in host.services.quiz.items(ItemQuery(kind=kind)):
        page.show_place(Place("quiz", "item", row.id, "edit"))
        face = host.services.quiz.item(row.id)
        draft = page.editor.draft()
        assert (draft.options, draft.number) == (drafts.of_face(face).options, face.number)
        assert host.services.quiz.lint(draft) == ()
        page.step_back()
    assert audit(page) == []


def test_items_are_narrowed_to_a_kind(page: QuizPage) -> None:
    page.show_place(Place("quiz", tab="items"))
    page.listing.kind.setCurrentIndex(page.listing.kind.findData("numeric"))
    assert {row.kind for row in page.listing.rows.rows()} == {"numeric"}
    assert len(page.listing.rows.rows()) >= 12


def test_other_units_are_typed_in_one_line() -> None:
    units = (("h", "60"), ("s", "1/60"))
    assert units_in(units_out(units)) == units
    assert units_in(" h = 60 ;; ") == (("h", "60"),)
    assert units_in("h") == (("h", ""),)
