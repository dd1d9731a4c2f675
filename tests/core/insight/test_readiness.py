from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tpmprep.core.db.tables.cards import Card, Note
from tpmprep.core.db.tables.recall import Memory
from tpmprep.core.insight.readiness import Measure, Spoken, interval, measure_round
from tpmprep.core.insight.scope import ROUND_DOMAINS, ROUNDS, rounds_of
from tpmprep.core.interview.faces import QuestionQuery, StoryDraft, TakeDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tests.core.conftest import FakeClock
    from tests.core.insight.conftest import Learner
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.front import RoundRow

shares = st.floats(0, 1)
SILENT = Spoken(4, 0, 0, 0.0)


def measure(
    met: float = 0, recall: float | None = None, quiz: float | None = None, answers: int = 0
) -> Measure:
    return Measure("Software", "D0", 10, met, recall, quiz, answers)


def row(learner: Learner, round_: str) -> RoundRow:
    return next(row for row in learner.insight.today().rounds if row.round == round_)


@pytest.mark.parametrize("part", [{"met": 0.5}, {"recall": 0.5}, {"quiz": 0.5}])
def test_any_one_part_alone_already_counts(part: dict[str, float]) -> None:
    assert measure(**part).score > 0  # type: ignore[arg-type]  # the shares only


@given(shares, shares, shares)
def test_a_score_is_a_share_and_grows_with_each_part(met: float, recall: float, quiz: float) -> None:
    score = measure(met, recall, quiz).score
    assert 0 <= score <= 1
    assert measure(1, recall, quiz).score >= score - 1e-12
    assert measure(met, 1, quiz).score >= score - 1e-12
    assert measure(met, recall, 1).score >= score - 1e-12


def test_everything_met_remembered_and_right_is_one() -> None:
    assert measure(1, 1, 1).score == pytest.approx(1)
    assert measure_round((measure(1, 1, 1),), "technical", Spoken(4, 4, 4, 1.0))[0] == pytest.approx(1)


@given(shares, st.integers(0, 500))
def test_an_interval_holds_its_score(score: float, answers: int) -> None:
    low, high = interval(score, answers)
    assert 0 <= low <= score <= high <= 1


@given(shares, st.integers(0, 500))
def test_an_interval_shrinks_with_answers(score: float, answers: int) -> None:
    few, many = interval(score, answers), interval(score, answers * 4 + 20)
    assert many[1] - many[0] < few[1] - few[0]


def test_silence_leaves_a_quarter_open_and_talk_closes_it() -> None:
    known = (measure(1, 1, 1, 40),)
    silent, answers = measure_round(known, "technical", SILENT)
    assert (round(silent, 9), answers) == (0.75, 40)
    spoken, more = measure_round(known, "technical", Spoken(4, 2, 3, 0.8))
    assert (round(spoken, 9), more) == (0.85, 43)


def test_a_round_weighs_its_own_domains_by_their_concepts() -> None:
    small = Measure("Numbers", "D15", 5, 0, 0, 0, 0)
    big = Measure("Architecture", "D7", 15, 1, 1, 1, 9)
    other = Measure("Strategy", "D2", 50, 0, 0, 0, 0)
    assert measure_round((small, big, other), "technical", SILENT)[0] == pytest.approx(0.75 * 0.75)


def test_every_domain_is_asked_about_in_some_round(learner: Learner) -> None:
    asked = set().union(*ROUND_DOMAINS.values())
    assert len(learner.insight.progress().domains) == len(asked) == 16
    assert set(ROUND_DOMAINS) == set(ROUNDS)


def test_the_named_round_is_always_shown(learner: Learner) -> None:
    learner.aim(round_="offer")
    assert "offer" in {row.round for row in learner.insight.today().rounds}
    assert rounds_of(None) == ("screening", "behavioural", "product", "technical")


def test_a_round_not_begun_says_so_and_where_to_begin(learner: Learner) -> None:
    learner.aim()
    technical = row(learner, "technical")
    assert (technical.word, technical.gap.code, technical.action.code) == (
        "not_begun",
        "gap.begin",
        "action.begin",
    )
    assert technical.opens is not None
    assert technical.opens[0] == "question"


def test_a_few_answers_make_a_round_shaky_with_a_wide_interval(learner: Learner) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[1].things)
    technical = row(learner, "technical")
    assert (technical.word, technical.gap.code) == ("shaky", "gap.never_said")
    assert technical.high - technical.low > 0.3


def test_stories_are_the_gap_of_the_behavioural_round_until_three_are_told(
    learner: Learner, stocked: Database, profile_settings: Settings
) -> None:
    learner.aim()
    interview = Interview(stocked, profile_settings)
    assert row(learner, "behavioural").gap.values == (("told", 0), ("wanted", 3))
    for title in ("One", "Two", "Three"):
        interview.add_story(StoryDraft(title, situation="s", action="a", result="r"))
    interview.add_story(StoryDraft("Half", situation="s"))
    assert row(learner, "behavioural").gap.code != "gap.stories"


def test_weak_and_strong_takes_are_told_apart(
    learner: Learner, stocked: Database, profile_settings: Settings
) -> None:
    learner.aim()
    interview = Interview(stocked, profile_settings)
    one = interview.questions(QuestionQuery(round="technical", tier="core"))[0].id
    interview.save_take(one, TakeDraft(60_000, score=1))
    assert row(learner, "technical").gap.code == "gap.weak_takes"
    interview.save_take(one, TakeDraft(60_000, score=5))
    assert row(learner, "technical").gap.code == "gap.more"


def test_nothing_is_said_to_fade_while_no_card_waits_to_be_recalled(
    learner: Learner, stocked: Database, profile_settings: Settings, clock: FakeClock
) -> None:
    learner.aim()
    interview = Interview(stocked, profile_settings)
    one = interview.questions(QuestionQuery(round="technical", tier="core"))[0].id
    interview.save_take(one, TakeDraft(60_000, score=5))
    cards = learner.insight.today(only="recall").blocks[0].things
    learner.work(cards, Rating.EASY)
    shown = row(learner, "technical")
    assert (shown.gap.code, shown.action.code) == ("gap.more", "action.say")
    assert shown.opens is not None
    assert shown.opens[0] == "question"
    clock.pass_by(days=60)
    later = row(learner, "technical")
    assert (later.gap.code, later.action.code) == ("gap.fading", "action.recall")


def test_what_is_remembered_now_counts_less_for_a_later_date(learner: Learner, clock: FakeClock) -> None:
    learner.aim(days=None)
    learner.work(learner.insight.today().blocks[0].things, Rating.GOOD)
    now = {d.domain: d.recall or 0 for d in learner.insight.progress().domains}
    clock.pass_by(seconds=1)
    learner.aim(days=90)
    later = {d.domain: d.recall or 0 for d in learner.insight.progress().domains}
    assert sum(later.values()) < sum(now.values())


def test_only_the_core_is_weighed(learner: Learner, stocked: Database) -> None:
    learner.aim(days=None)
    core = (
        select(Card.thing_id)
        .join(Note, Note.thing_id == Card.note_id)
        .join(Memory, Memory.thing_id == Card.thing_id)
        .where(Note.tier == "core", Memory.state == 0)
    )
    while True:
        with stocked.reading() as session:
            unseen = session.scalars(core).all()
        if not unseen:
            break
        learner.work([("card", card) for card in unseen], Rating.EASY)
        learner.clock.pass_by(days=1)
    assert all((domain.recall or 0) > 0.9 for domain in learner.insight.progress().domains)


def test_cards_never_answered_count_only_where_their_note_is_of_the_core(
    learner: Learner, stocked: Database
) -> None:
    learner.aim()
    before = learner.insight.progress().domains
    with stocked.unlogged() as session:
        session.connection().exec_driver_sql("UPDATE note SET tier = 'rare'")
    assert any(domain.recall == 0 for domain in before)
    assert {domain.recall for domain in learner.insight.progress().domains} == {None}
