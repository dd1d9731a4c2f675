"""A half-typed note survives as text, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tpmprep.core.cards.faces import NoteDraft
from tpmprep.ui.pages.cards import drafts
from tpmprep.ui.pages.cards.drafts import Typed

TEXTS = st.text(max_size=60)


@given(front=TEXTS, tag=TEXTS, title=TEXTS)
def test_what_was_typed_is_read_back_equal(front: str, tag: str, title: str) -> None:
    draft = NoteDraft("basic", 3, {"front": front}, "why", "where", (tag,), (7,))
    typed = Typed(draft, ((7, title),))
    assert drafts.read(drafts.written(typed)) == typed


@given(text=TEXTS)
def test_text_that_is_no_draft_is_left_alone(text: str) -> None:
    assert drafts.read(text) is None


def test_the_next_note_keeps_kind_deck_tags_and_concepts() -> None:
    last = Typed(NoteDraft("cloze", 3, {"text": "x"}, "why", "where", ("scoring",), (7,)), ((7, "RICE"),))
    following = drafts.blank(1, last)
    assert following.is_blank
    assert following.draft == NoteDraft("cloze", 3, {}, "", "", ("scoring",), (7,))
    assert following.concepts == ((7, "RICE"),)


def test_a_new_note_has_one_place_and_every_other_its_own() -> None:
    assert drafts.draft_place(0) == "note:new"
    assert drafts.draft_place(12) == "note:12"
