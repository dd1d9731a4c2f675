"""Every reason and every aim has its own kind, exact sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.ui.pages.today import stage
from tests.ui.pages.today.stage import AIM, reason
from tpmprep.ui.pages.today import words

if TYPE_CHECKING:
    from tpmprep.core.aim.faces import AimFace, What
    from tpmprep.core.insight.front import Block, RoundRow


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (AIM, "23 days to Acme, technical round"),
        (replace(AIM, days_left=1), "1 day to Acme, technical round"),
        (replace(AIM, days_left=0), "Today: Acme, technical round"),
        (replace(AIM, days_left=-3), "Acme, technical round is behind you"),
        (replace(AIM, company="", days_left=-3), "Your technical round is behind you"),
        (replace(AIM, company="", round=""), "23 days to your interview"),
        (replace(AIM, due_on=None, days_left=None), "On the way to Acme, technical round"),
        (replace(AIM, what="role", company="", days_left=None), "Becoming a TPM, step by step"),
        (replace(AIM, what="role", company="", days_left=40), "40 days to your new role"),
        (replace(AIM, what="certificate", company="AWS CCP"), "23 days to AWS CCP"),
        (replace(AIM, what="certificate", company="", days_left=None), "On the way to your certificate"),
        (replace(AIM, what="look", company="", days_left=None), "A look around, no hurry"),
        (None, "Welcome"),
    ],
)
def test_the_headline_tells_how_far_away_the_aim_is(aim: AimFace | None, said: str) -> None:
    assert words.headline(aim) == said


@pytest.mark.parametrize("what", ["interview", "role", "certificate", "look"])
@pytest.mark.parametrize("left", [None, -1, 0, 1, 90])
def test_no_headline_shames_or_leaves_a_gap(what: What, left: int | None) -> None:
    said = words.headline(replace(AIM, what=what, company="", round="", days_left=left))
    assert said
    assert "{" not in said
    assert "overdue" not in said.lower()


@pytest.mark.parametrize(
    ("left", "said"), [(None, "Set a date"), (5, "Move the date"), (-1, "Set the next date")]
)
def test_the_link_says_what_it_does_to_the_date(left: int | None, said: str) -> None:
    assert words.move_words(replace(AIM, days_left=left)) == said


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "This morning"), (11, "This morning"), (12, "This afternoon"), (17, "Tonight"), (3, "Tonight")],
)
def test_the_day_has_three_parts(hour: int, said: str) -> None:
    assert words.day_part(datetime(2026, 11, 21, hour, 0)) == said  # noqa: DTZ001  (a local time)


def test_the_panel_names_the_minutes_that_are_left() -> None:
    evening = datetime(2026, 11, 21, 20, 0)  # noqa: DTZ001  (a local time)
    assert words.panel_title(evening, 30, 0) == "Tonight, 30 minutes"
    assert words.panel_title(evening, 30, 12) == "Tonight, 18 minutes left"
    assert words.panel_title(evening, 30, 29) == "Tonight, 1 minute left"
    assert words.panel_title(evening, 30, 45) == "Tonight, 30 minutes"


@pytest.mark.parametrize(
    ("block", "title", "why"),
    [
        (stage.recall(1, 2), "2 cards: SLOs, caching, RICE", "They would fade by tomorrow"),
        (stage.recall(1), "1 card: SLOs, caching, RICE", "It would fade by tomorrow"),
        (stage.recall(1, 2, 3, due=1), "3 cards: SLOs, caching, RICE", "1 would fade by tomorrow, 2 new"),
        (stage.recall(1, 2, due=0), "2 cards: SLOs, caching, RICE", "New, each shown before it is asked"),
        (stage.apply(1), "1 quiz item on APIs", "Your weakest area for this round"),
        (stage.apply(1, 2), "2 quiz items on APIs", "Your weakest area for this round"),
        (stage.say(1), "“Explain idempotency to an executive”", "Not yet said aloud"),
        (
            stage.do(1),
            "Next step: Deploy the to-do app, write the README",
            "Next on your path, about 4 hours in all",
        ),
    ],
)
def test_a_block_says_what_it_holds_and_why(block: Block, title: str, why: str) -> None:
    assert words.title_of(block) == title
    assert words.why_of(block) == why


@pytest.mark.parametrize(
    "why",
    [
        reason("apply.back"),
        reason("apply.new"),
        reason("say.again", score=2),
        reason("say.again", score=5),
        reason("do.goes_on"),
        reason("do.next", hours=0.5),
    ],
)
def test_every_reason_of_a_block_is_worded(why: object) -> None:
    said = words.why_of(replace(stage.say(1), why=why))  # type: ignore[arg-type]  # a Reason
    assert said
    assert "{" not in said


def test_a_reason_of_a_newer_version_is_left_out() -> None:
    assert words.why_of(replace(stage.say(1), why=reason("say.from_the_future"))) == ""


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (reason("gap.stories", told=0, wanted=3), "no story told yet"),
        (reason("gap.stories", told=2, wanted=3), "2 of 3 stories"),
        (reason("gap.begin"), "one question is enough to begin"),
        (reason("gap.never_said"), "nothing said aloud yet"),
        (reason("gap.none", takes=1), "said aloud once, it holds"),
        (reason("gap.none", takes=5), "said aloud 5 times, it holds"),
        (reason("gap.weak_takes"), "the last take can grow"),
        (reason("gap.fading"), "some of it is fading"),
        (reason("gap.more"), "there is more of it to learn"),
    ],
)
def test_every_gap_of_a_round_is_worded(gap: object, said: str) -> None:
    row: RoundRow = replace(stage.ROUNDS[0], gap=gap)  # type: ignore[arg-type]  # a Reason
    assert words.gap_of(row) == said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (reason("action.add_story", minutes=6), "Add one, 6 min"),
        (reason("action.say", minutes=4), "Say one, 4 min"),
        (reason("action.begin"), "Begin"),
        (reason("action.warm"), "Keep warm"),
        (reason("action.say_again"), "Say it again"),
        (reason("action.recall"), "Recall"),
    ],
)
def test_every_action_of_a_round_is_worded(action: object, said: str) -> None:
    row: RoundRow = replace(stage.ROUNDS[0], action=action)  # type: ignore[arg-type]  # a Reason
    assert words.action_of(row) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "What you learn this week will be named here."),
        (1, "You can explain **{c0}**."),
        (3, "You can explain **{c0}**, **{c1}** and **{c2}**."),
    ],
)
def test_the_news_are_one_sentence(count: int, said: str) -> None:
    assert words.news_template(count) == said


def test_a_date_of_the_aim_is_named_as_the_aim() -> None:
    assert words.date_title(stage.FULL.dates[1], AIM) == "Acme, technical round"
    assert words.date_title(stage.FULL.dates[0], AIM) == "Mock interview with Jonas"
    assert words.day(date(2026, 11, 26)) == "Thu 26 Nov"
