from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.cards.service import Cards
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.exchange.draft import Load, StoryLine, TakeLine
from tpmprep.core.exchange.formats import stories, takes
from tpmprep.core.exchange.service import Exchange
from tpmprep.core.ground.change import Change
from tpmprep.core.interview.faces import QuestionQuery, StoryDraft, TakeDraft
from tpmprep.core.interview.service import Interview
from tpmprep.core.interview.stories import PARTS
from tpmprep.core.quiz.answers import Given, respond
from tpmprep.core.quiz.faces import Confidence, ItemDraft, NumberKey, OptionDraft
from tpmprep.core.quiz.service import Quiz
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.ledger import Answer, grade
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.conftest import FakeClock
    from tpmprep.core.db.database import Database
    from tpmprep.core.exchange.draft import Format
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.interview.faces import StoryFace, TakeRow

OUTAGE = StoryDraft(
    "The outage",
    "=At **night**,\n\nalone",
    "",
    "'I called, then\nwrote",
    "+5 %",
    "-",
    ("product sense", "a,b", "calm"),
)
LAUNCH = StoryDraft("The launch", action="I asked")
TAKES = (
    TakeDraft(125_123, "=So I\nsaid | it", ("Situation", "a | b"), 4, "shorter"),
    TakeDraft(60_000, "Again", (), None, ""),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
texts = st.one_of(
    st.sampled_from(
        ["", "=1+1", "-", "'a", "a|b", "\\n", "x\\\\py", "a\nb", "é🚀", 'say "no"', "\r", "\x00"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
filled = texts.map(str.strip).filter(bool)
words = st.lists(st.sampled_from(["calm", "product sense", "a,b", "\\", "="]), max_size=3).map(tuple)
story_lines = st.builds(
    lambda title, parts, ref, told: StoryLine("", title, parts, ref, told),
    filled, st.fixed_dictionaries(dict.fromkeys(PARTS, texts)), filled, words,
)  # fmt: skip
take_lines = st.builds(
    lambda of, asked, at, ms, score, parts, said, better: TakeLine(
        "", of, asked, at, at.date(), ms, score, tuple(parts), said, better
    ),
    filled, texts, st.integers(0, 2**41).map(lambda ms: EPOCH + timedelta(milliseconds=ms)),
    st.integers(0, 86_400_000), st.none() | st.integers(1, 5), st.lists(filled, max_size=3), texts, texts,
)  # fmt: skip


@pytest.fixture
def exchange(stocked: Database) -> Exchange:
    return Exchange(stocked)


@pytest.fixture
def interview(stocked: Database, profile_settings: Settings) -> Interview:
    return Interview(stocked, profile_settings)


def test_whatever_stories_are_written_are_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    @settings(deadline=None, max_examples=60)
    @given(st.lists(story_lines, max_size=3))
    def tried(told: list[StoryLine]) -> None:
        load = again(stories.FORMAT, Load(stories=told), tmp_path_factory.getbasetemp() / "stories.csv")
        assert [replace(line, where="") for line in load.stories] == told

    tried()


def test_whatever_takes_are_written_are_read_back_equal(tmp_path_factory: pytest.TempPathFactory) -> None:
    @settings(deadline=None, max_examples=60)
    @given(st.lists(take_lines, max_size=3))
    def tried(told: list[TakeLine]) -> None:
        load = again(takes.FORMAT, Load(takes=told), tmp_path_factory.getbasetemp() / "takes.csv")
        assert [replace(line, where="") for line in load.takes] == told

    tried()


def test_stories_and_takes_go_to_another_profile_and_come_back_equal(
    exchange: Exchange, interview: Interview, stocked: Database, tmp_path: Path, clock: FakeClock
) -> None:
    for draft in (OUTAGE, LAUNCH):
        interview.add_story(draft)
    asked = interview.questions(QuestionQuery())[0].id
    for take in TAKES:
        clock.pass_by(minutes=7, milliseconds=3)
        interview.save_take(asked, take)
    told, said = told_of(interview.stories()), said_of(interview.question(asked).takes)
    assert exchange.export(tmp_path / "stories.csv", "stories").written == 2
    assert exchange.export(tmp_path / "takes.csv", "takes").written == 2
    while Desk(stocked).undo() is not None:
        pass
    assert (interview.stories(), interview.question(asked).takes) == ((), ())
    clock.pass_by(days=3)
    assert exchange.apply(tmp_path / "stories.csv").stories_added == 2
    face = exchange.apply(tmp_path / "takes.csv")
    assert (face.takes_added, face.refused) == (2, ())
    assert told_of(interview.stories()) == told
    assert said_of(interview.question(asked).takes) == said
    assert check(stocked) == []


def test_the_same_stories_and_takes_again_add_nothing_and_undo_takes_them_back(
    exchange: Exchange, interview: Interview, stocked: Database, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_text("title,action\nThe outage,I called\nThe outage,I called\n")
    (tmp_path / "t.csv").write_text("asked,at,score,said\nThe outage,2026-02-01T03:30:00+01:00,5,So\n")
    assert exchange.apply(tmp_path / "s.csv").stories_added == 1
    assert exchange.apply(tmp_path / "t.csv").takes_added == 1
    assert exchange.apply(tmp_path / "s.csv").stories_added == 0
    assert exchange.apply(tmp_path / "t.csv").takes_added == 0
    (line,) = written(exchange, tmp_path, "takes")
    assert (line["asked"], line["at"], line["day"]) == (
        "The outage",
        "2026-02-01T02:30:00.000Z",
        "2026-01-31",
    )
    assert Catalog(stocked).find("outage") != ()
    Desk(stocked).undo()
    assert written(exchange, tmp_path, "takes") == []
    Desk(stocked).undo()
    assert interview.stories() == ()
    assert check(stocked) == []


def test_a_column_that_is_not_there_leaves_the_field_of_a_story_and_an_empty_cell_empties_it(
    exchange: Exchange, interview: Interview, tmp_path: Path
) -> None:
    (tmp_path / "one.csv").write_text("id,title,action,result,competencies\nmy:s,Outage,I called,Up,calm\n")
    (tmp_path / "two.csv").write_text("id,title,action\nmy:s,The outage,\n")
    exchange.apply(tmp_path / "one.csv")
    face = exchange.apply(tmp_path / "two.csv")
    assert (face.stories_added, face.stories_updated) == (0, 1)
    (story,) = interview.stories()
    assert (story.title, story.action, story.result, story.competencies) == (
        "The outage",
        "",
        "Up",
        ("calm",),
    )


def test_rows_that_are_no_story_or_take_say_why(exchange: Exchange, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("id,title,action\n,,x\n,A,x\n,A,y\ntpm-core:T1,B,x\n")
    face = exchange.apply(tmp_path / "s.csv")
    assert [(row.where, row.why.split(" ")[0]) for row in face.refused] == [
        ("line 2", "title:"),
        ("line 4", "line"),
    ]
    (tmp_path / "t.csv").write_text(
        "asked,at,day,seconds,score,said\nA,2026-02-01,,,,\nA,2026-02-01T03:30,,,,\n"
        "A,2026-02-01T03:30Z,soon,,,\nA,2026-02-01T03:30Z,2027-02-01,,,\nA,2026-02-01T03:30Z,,nan,,\n"
        "A,2026-02-01T03:30Z,,-1,,\nA,2026-02-01T03:30Z,,,6,\nNobody,2026-02-01T03:30Z,,,,\n"
        "A,2026-02-01T03:30Z,,,,x\nA,2026-02-01T03:30Z,,,,y\n"
    )
    face = exchange.apply(tmp_path / "t.csv")
    assert face.takes_added == 1
    assert [row.why.split(" ")[0] for row in face.refused] == [
        *["at:", "at:", "day:", "day:", "seconds:", "seconds:", "score:"], "of:", "a",
    ]  # fmt: skip


def test_the_log_of_reviews_names_what_was_reviewed_and_is_not_read_back(
    exchange: Exchange, stocked: Database, profile_settings: Settings, tmp_path: Path, clock: FakeClock
) -> None:
    cards = Cards(stocked, profile_settings)
    row = cards.notes(NoteQuery(limit=1))[0]
    with stocked.hot_reading() as raw:
        (card_id,) = raw.execute("SELECT min(thing_id) FROM card WHERE note_id = ?", (row.id,)).fetchone()
    with stocked.hot_step("card.answered", Change.MEMORY) as raw:
        grade(raw, card_id, Answer(Rating.GOOD, "cards", 4_321), moment(clock), 0.9)
    (line,) = written(exchange, tmp_path, "reviews")
    assert line["of"].startswith(line["note"])
    assert (line["room"], line["rating"], line["kind"], line["seconds"], line["state_before"]) == (
        "cards", "3", "learn", "4.321", "new",
    )  # fmt: skip
    assert line["at"] == clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert line["day"] == date(2026, 3, 2).isoformat()
    assert line["due_at"] > line["at"]
    with refuses("exchange.unreadable"):
        exchange.preview(tmp_path / "reviews.csv")
    assert written(exchange, tmp_path, "reviews", "nothingofthekind") == []


def test_the_log_of_quiz_answers_says_what_was_chosen_and_how_sure_one_was(
    exchange: Exchange, stocked: Database, tmp_path: Path, clock: FakeClock
) -> None:
    number = ItemDraft("numeric", "How much?", (), number=NumberKey("1.5"))
    options = (OptionDraft("=A", right=True, why="y"), OptionDraft("B", right=False, why="n"))
    choice = ItemDraft("single_choice", "Which?", options)
    quiz = Quiz(stocked)
    first, second = quiz.add(number), quiz.add(choice)
    for item, keys, sure in (
        (first, ("1,5",), Confidence.THINK),
        (second, (1,), Confidence.SURE),
        (second, (0,), Confidence.GUESS),
    ):
        with stocked.hot_step("item.answered", Change.MEMORY) as raw:
            respond(raw, item, Given(keys, sure, 4_321), moment(clock), 0.9)
    lines = written(exchange, tmp_path, "responses")
    shown = [(line["stem"], line["given"], line["score"], line["sure"], line["counted"]) for line in lines]
    assert shown == [
        ("How much?", "1,5", "1", "think", "yes"),
        ("Which?", "B", "0", "sure", "yes"),
        ("Which?", "'=A", "1", "guess", ""),
    ]
    assert [line["of"] for line in lines] == [ref_of(stocked, one) for one in (first, second, second)]
    assert {(line["day"], line["seconds"]) for line in lines} == {(date(2026, 3, 2).isoformat(), "4.321")}
    with refuses("exchange.unreadable"):
        exchange.preview(tmp_path / "responses.csv")
    Desk(stocked).undo()
    assert len(written(exchange, tmp_path, "responses")) == 2
    assert written(exchange, tmp_path, "responses", "nothingofthekind") == []


def test_an_answer_to_an_item_that_is_gone_for_good_is_still_written(
    exchange: Exchange, stocked: Database, tmp_path: Path, clock: FakeClock
) -> None:
    kept = Quiz(stocked).add(ItemDraft("numeric", "How much?", (), number=NumberKey("1.5")))
    with stocked.hot_step("item.answered", Change.MEMORY) as raw:
        respond(raw, kept, Given(("2",), Confidence.GUESS, 1), moment(clock), 0.9)
        raw.execute("UPDATE item SET body = '{}', stem = '' WHERE thing_id = ?", (kept,))
    (line,) = written(exchange, tmp_path, "responses")
    assert (line["stem"], line["given"], line["score"]) == ("", "2", "0")


def ref_of(db: Database, thing_id: int) -> str:
    with db.hot_reading() as raw:
        return str(raw.execute("SELECT ref FROM thing WHERE id = ?", (thing_id,)).fetchone()[0])


def again(kind: Format, load: Load, file: Path) -> Load:
    """What is read of what was written."""
    assert kind.write is not None
    file.write_bytes("".join(kind.write(load)).encode())
    assert kind.knows(file.read_bytes())
    read = kind.read(file)
    assert read.refused == []
    return read


def written(exchange: Exchange, folder: Path, name: str, query: str = "") -> list[dict[str, str]]:
    file = folder / f"{name}.csv"
    exchange.export(file, name, query)
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def told_of(found: tuple[StoryFace, ...]) -> set[StoryFace]:
    return {replace(story, id=0, edited_at=None) for story in found}


def said_of(found: tuple[TakeRow, ...]) -> list[TakeRow]:
    return [replace(take, id=0) for take in found]
