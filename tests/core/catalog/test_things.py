"""Tests of the search text: a title that begins the text is kept once, and found as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.catalog.things import beyond, identity, index
from tpmprep.core.db.search import find
from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


@pytest.mark.parametrize(
    ("title", "plain", "rest"),
    [
        ("Reach", "Reach\nhow many", "how many"),
        ("Reach", "Reach\n", ""),
        ("Reach", "Reach", "Reach"),
        ("Reach", "Reaching\nfar", "Reaching\nfar"),
        ("Long …", "Longer than the title\nand more", "Longer than the title\nand more"),
        ("", "\nmore", "more"),
    ],
)
def test_only_a_whole_first_line_that_is_the_title_is_left_out(title: str, plain: str, rest: str) -> None:
    assert beyond(title, plain) == rest


@pytest.mark.parametrize("text", ["reach", "many", '"how many"', "reach many", "rea", '"reach it"'])
def test_words_of_title_and_text_are_found_together_and_alone(db: Database, text: str) -> None:
    with db.step("note.added", Change.CARDS) as session:
        note = identity(session, "note", "my:note.1")
        index(session, note, "note", "Reach it", "Reach it\nhow many people")
    with db.reading() as session:
        (found,) = find(session, text)
    assert (found.thing_id, found.title, found.snippet) == (note, "Reach it", "how many people")
