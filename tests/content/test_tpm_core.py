"""The shipped pack: whole, spread over all domains, small enough at its core, and written with care."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.markup import to_plain
from tpmprep.core.ground.resources import resource
from tpmprep.core.packs.folder import PackFolder, read_pack
from tpmprep.core.packs.lint import lint_pack

if TYPE_CHECKING:
    from tpmprep.core.intake.drafts import Item, Shelf

LONGEST_BRIEF, LONGEST_BACK, LONGEST_EXPLANATION = 120, 90, 130
# what 21 hours can hold
MOST_CORE = {"notes": 250, "items": 120, "questions": 40}
FEWEST = {"concepts": 80, "notes": 80, "items": 40, "questions": 20}


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
