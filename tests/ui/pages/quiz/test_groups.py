"""What can be practised together, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tpmprep.core.quiz.faces import ItemRow
from tpmprep.ui.pages.quiz import groups
from tpmprep.ui.pages.quiz.words import history_words

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NEW = ItemRow(1, "single_choice", "A stem", "Delivery", "core", 1, 0, None, None)
MISSED = replace(NEW, id=2, responses=2, last_score=0.0, last_at=NOW)
RIGHT = replace(NEW, id=3, responses=1, last_score=1.0, last_at=NOW - timedelta(days=3))


def test_what_waits_longest_comes_first_among_the_missed() -> None:
    older = replace(MISSED, id=4, last_at=NOW - timedelta(days=5))
    assert groups.missed([NEW, MISSED, older, RIGHT]).item_ids == (4, 2)


def test_a_partly_right_answer_counts_as_missed() -> None:
    assert groups.is_missed(replace(MISSED, last_score=0.5))


def test_core_items_come_first_among_the_never_tried() -> None:
    useful = replace(NEW, id=5, tier="useful")
    assert groups.untried([useful, NEW, RIGHT]).item_ids == (1, 5)


def test_a_subject_asks_missed_then_new_then_known() -> None:
    [group] = groups.domains([RIGHT, NEW, MISSED])
    assert group.item_ids == (2, 1, 3)
    assert (group.tried, group.right) == (2, 1)


def test_items_of_no_subject_come_last() -> None:
    bare = replace(NEW, id=6, domain="")
    assert [group.title for group in groups.domains([bare, NEW])] == ["Delivery", ""]


def test_the_history_of_an_item_is_one_sentence() -> None:
    assert history_words(NEW, NOW.date()) == "Not tried yet."
    assert history_words(MISSED, NOW.date()) == "Tried 2 times, last today: missed."
    assert history_words(RIGHT, NOW.date()) == "Tried once, last 3 days ago: right."
