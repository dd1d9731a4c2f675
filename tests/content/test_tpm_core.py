"""The shipped pack: whole, spread over all domains, small enough at its core, and written with care."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.markup import to_plain
from tpmprep.core.ground.resources import resource
from tpmprep.core.learning.steps import KINDS
from tpmprep.core.packs.folder import PackFolder, read_pack
from tpmprep.core.packs.lint import lint_pack

if TYPE_CHECKING:
    from tpmprep.core.intake.drafts import Item, Shelf

LONGEST_BRIEF, LONGEST_BACK, LONGEST_EXPLANATION = 120, 90, 130
# what 21 hours can hold
MOST_CORE = {"notes": 250, "items": 120, "questions": 40}
FEWEST = {"concepts": 250, "notes": 250, "items": 120, "questions": 60, "steps": 100, "paths": 4}
# hours of the four great paths, without optional steps; a tenth more or less is still believable
HOURS = {"pm-to-tpm": 290, "student-to-associate": 330, "cloud-literacy": 205, "interview-six-weeks": 21}

# what the bodies say of fee, questions, minutes, pass mark and validity; the day stands in the step
EXAMS = {
    "CSPO": ("set by the trainer", "no exam", None, None, "2 years"),
    "CLF-C02": ("100 USD", "65 (50 scored, 15 not)", "90", "700 on a scale of 100 to 1000", "3 years"),
    "AZ-900": ("99 USD in the United States", "about 40–60", "45", "700 on a scale of 1 to 1000", "does not"),
    "CDL": ("99 USD", "50–60", "90", "not published", "3 years"),
    "CPM": ("not verified", "not verified", "not verified", "not verified", "not verified"),
}
TOLD = ("fee", "questions", "exam_minutes", "pass_mark", "valid_years")


@pytest.fixture(scope="module")
def pack() -> PackFolder:
    return read_pack(resource("packs", "tpm-core"))


@pytest.fixture(scope="module")
def shelf(pack: PackFolder) -> Shelf:
    return pack.shelf


def words(text: str) -> int:
    return len(to_plain(text).split())


def same(text: str) -> str:
    return " ".join(to_plain(text).casefold().split()).strip(" .")


def test_the_pack_has_no_error_and_no_warning(pack: PackFolder) -> None:
    report = lint_pack(pack)
    assert report.errors == ()
    assert report.warnings == ()


@pytest.mark.parametrize("kind", FEWEST)
def test_there_is_enough_of_each_kind(shelf: Shelf, kind: str) -> None:
    assert len(getattr(shelf, kind)) >= FEWEST[kind]


@pytest.mark.parametrize("kind", MOST_CORE)
def test_the_core_fits_the_hours_there_are(shelf: Shelf, kind: str) -> None:
    core = [thing for thing in getattr(shelf, kind) if thing.tier == "core"]
    assert len(core) <= MOST_CORE[kind]


def test_every_core_concept_keeps_a_core_note(shelf: Shelf) -> None:
    noted = {note.concepts[0] for note in shelf.notes if note.tier == "core"}
    bare = [concept.id for concept in shelf.concepts if concept.tier == "core" and concept.id not in noted]
    assert bare == []


@pytest.mark.parametrize("kind", ["notes", "items"])
def test_every_domain_has_its_share(shelf: Shelf, kind: str) -> None:
    home = {concept.id: concept.domain for concept in shelf.concepts}
    counts = Counter(home[thing.concepts[0]] for thing in getattr(shelf, kind) if thing.tier == "core")
    assert {domain.id for domain in shelf.domains} == set(counts)
    assert min(counts.values()) >= 4


def test_every_round_has_core_questions(shelf: Shelf) -> None:
    rounds = {category.id: category.round for category in shelf.categories}
    asked = Counter(rounds[question.category] for question in shelf.questions if question.tier == "core")
    assert set(asked) == set(rounds.values())


def test_a_brief_is_read_in_a_minute_and_has_an_example(shelf: Shelf) -> None:
    assert [c.id for c in shelf.concepts if len(c.brief.split()) > LONGEST_BRIEF or not c.example] == []


def test_a_card_asks_for_little(shelf: Shelf) -> None:
    assert [note.id for note in shelf.notes if words(note.back) > LONGEST_BACK] == []


def test_a_path_of_twenty_steps_closes_over_its_prerequisites(shelf: Shelf) -> None:
    steps = {path.id: sum(len(stage.steps) for stage in path.milestones) for path in shelf.paths}
    assert max(steps.values()) >= 20


def test_the_great_paths_hold_a_hundred_steps_and_the_hours_they_name(shelf: Shelf) -> None:
    steps = {step.id: step for step in shelf.steps}
    paths = {path.id.removeprefix("path."): path for path in shelf.paths}
    uses = {name: [use for stage in paths[name].milestones for use in stage.steps] for name in HOURS}
    assert len({use.use for name in HOURS for use in uses[name]}) >= 100
    for name, wanted in HOURS.items():
        hours = sum(steps[use.use].hours for use in uses[name] if not use.optional)
        assert hours == pytest.approx(wanted, rel=0.1)
        assert paths[name].for_
    assert [path.id for path in shelf.paths if not path.for_] == []


def test_every_kind_of_step_is_used_and_every_step_stands_in_a_path(shelf: Shelf) -> None:
    placed = {use.use for path in shelf.paths for stage in path.milestones for use in stage.steps}
    assert {step.id for step in shelf.steps} == placed
    assert {step.kind for step in shelf.steps} == set(KINDS.names())


def test_every_question_has_all_that_an_answer_is_prepared_and_judged_with(shelf: Shelf) -> None:
    asked = {question.category for question in shelf.questions}
    assert asked == {category.id for category in shelf.categories}
    lacking = [
        question.id
        for question in shelf.questions
        if not (question.outline and len(question.rubric) == 5 and len(question.follow_ups) >= 3)
        or not (len(question.mistakes) >= 2 and question.parts and question.concepts)
        or len({same(text) for text in question.rubric.values()}) < 5
    ]
    assert lacking == []


def test_the_five_certificates_are_there_with_the_facts_of_their_exam(shelf: Shelf) -> None:
    exams = {step.fields.get("code"): step for step in shelf.steps if step.kind == "certification"}
    assert {"CPM", "CSPO", "CLF-C02", "AZ-900", "CDL"} <= set(exams)
    told = {"fee", "prerequisites", "questions", "valid_years"}
    assert [code for code, step in exams.items() if not told <= set(step.fields)] == []
    assert [code for code, step in exams.items() if not step.url or not step.concepts] == []
    weighed = {c: [part.weight for part in step.outline] for c, step in exams.items() if step.outline}
    assert {"CLF-C02", "AZ-900", "CDL"} <= set(weighed)
    sums = {code: sum(w for w in weights if w) for code, weights in weighed.items()}
    assert all(total == 0 or 95 <= total <= 105 for total in sums.values())


@pytest.mark.parametrize("code", EXAMS)
def test_an_exam_is_told_as_its_body_tells_it(shelf: Shelf, code: str) -> None:
    (exam,) = (step for step in shelf.steps if step.fields.get("code") == code)
    for name, told in zip(TOLD, EXAMS[code], strict=True):
        assert str(exam.fields.get(name, "")).startswith(told or ""), name
        assert (told is None) == (name not in exam.fields)


def test_things_name_their_source_and_volatile_ones_their_day(shelf: Shelf) -> None:
    things = (*shelf.concepts, *shelf.notes, *shelf.items, *shelf.questions)
    assert [thing.id for thing in things if not thing.source] == []
    exams = [step for step in shelf.steps if step.kind == "certification"]
    assert exams
    assert [step.id for step in exams if step.as_of is None] == []


def test_every_option_has_a_reason_of_its_own_that_does_not_restate_it(shelf: Shelf) -> None:
    assert [item.id for item in shelf.items if not reasons_are_good(item)] == []


def reasons_are_good(item: Item) -> bool:
    reasons = [same(option.why) for option in item.options]
    restated = [option for option in item.options if same(option.why) == same(option.text)]
    return all(reasons) and len(set(reasons)) == len(reasons) and not restated


def test_no_two_options_of_an_item_are_alike(shelf: Shelf) -> None:
    alike = [
        item.id
        for item in shelf.items
        if len({same(option.text) for option in item.options}) < len(item.options)
    ]
    assert alike == []


def test_explanations_explain_briefly(shelf: Shelf) -> None:
    items = [item.id for item in shelf.items if not 5 <= words(item.explanation) <= LONGEST_EXPLANATION]
    notes = [note.id for note in shelf.notes if words(note.explanation) > LONGEST_EXPLANATION]
    assert (items, notes) == ([], [])


def test_no_two_items_ask_the_same_and_no_two_notes_show_the_same_front(shelf: Shelf) -> None:
    stems = Counter(same(item.stem) for item in shelf.items)
    fronts = Counter((note.kind, same(note.front or note.text)) for note in shelf.notes)
    assert [stem for stem, times in stems.items() if times > 1] == []
    assert [front for front, times in fronts.items() if times > 1] == []


def test_the_key_stands_at_every_place_and_is_not_the_longest_by_habit(shelf: Shelf) -> None:
    single = [item for item in shelf.items if item.kind == "single_choice" and len(item.options) == 4]
    places = Counter(next(n for n, option in enumerate(item.options) if option.right) for item in single)
    longest = sum(max(item.options, key=lambda option: len(to_plain(option.text))).right for item in single)
    assert min(places[n] for n in range(4)) >= len(single) * 0.12
    assert longest <= len(single) * 0.4
