"""What is worth saying now."""

from __future__ import annotations

from dataclasses import replace

from tpmprep.core.interview.faces import QuestionRow
from tpmprep.ui.pages.interview.recommend import narrowed, need_of, per_round, ranked

PLAIN = QuestionRow(
    id=1,
    prompt="Why?",
    category="C",
    round="technical",
    tier="core",
    minutes=4,
    has_answer=False,
    takes=0,
    last_score=None,
    starred=False,
    shipped=True,
)


def test_what_went_badly_comes_before_what_was_never_said() -> None:
    weak = replace(PLAIN, id=2, takes=1, last_score=2)
    assert [one.row.id for one in ranked([PLAIN, weak])] == [2, 1]


def test_a_written_answer_never_said_aloud_comes_before_one_not_begun() -> None:
    written = replace(PLAIN, id=2, has_answer=True)
    assert ranked([PLAIN, written])[0].need == "written"


def test_core_comes_before_useful_when_nothing_else_differs() -> None:
    useful = replace(PLAIN, id=2, tier="useful")
    assert [one.row.id for one in ranked([useful, PLAIN])] == [1, 2]


def test_a_core_question_is_warm_after_four_good_takes() -> None:
    assert need_of(replace(PLAIN, takes=3, last_score=4)) == "again"
    assert need_of(replace(PLAIN, takes=4, last_score=4)) == "warm"


def test_a_starred_question_stays_first_until_it_was_said() -> None:
    assert need_of(replace(PLAIN, starred=True)) == "starred"
    assert need_of(replace(PLAIN, starred=True, takes=1, last_score=3)) == "lift"


def test_each_round_gives_one_and_the_round_of_the_aim_comes_first() -> None:
    rows = [
        PLAIN,
        replace(PLAIN, id=2),
        replace(PLAIN, id=3, round="behavioural"),
        replace(PLAIN, id=4, round="offer"),
    ]
    assert [one.row.id for one in per_round(ranked(rows), "offer")] == [4, 3, 1]


def test_the_two_minute_filter_leaves_short_ones_only() -> None:
    short = replace(PLAIN, id=2, minutes=2)
    assert narrowed([PLAIN, short], "short") == [short]
    assert narrowed([PLAIN, short], "behavioural") == []
