from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.core.packs.pack_folder import with_line, write_pack
from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.cards.service import Cards
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.exchange.service import Exchange
from tpmprep.core.ground.change import Change
from tpmprep.core.learning.service import Learning
from tpmprep.core.packs.service import Packs
from tpmprep.core.recall import ledger
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.moment import moment

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.cards.faces import NoteFace
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

NOTES = "notes/roads.yaml"


@pytest.fixture
def packs(db: Database) -> Packs:
    return Packs(db)


@pytest.fixture
def cards(db: Database, profile_settings: Settings) -> Cards:
    return Cards(db, profile_settings)


def note(cards: Cards, title: str = "What is a map?") -> NoteFace:
    return cards.note(next(row.id for row in cards.notes(NoteQuery()) if row.title == title))


def grade(db: Database, card: int) -> None:
    with db.hot_step("card.answered", Change.MEMORY) as raw:
        ledger.grade(raw, card, ledger.Answer(Rating.EASY, "cards", 1000), moment(db.clock), 0.9)


def test_a_pack_installs_all_it_holds(packs: Packs, cards: Cards, db: Database, tmp_path: Path) -> None:
    face = packs.install(write_pack(tmp_path))
    assert (face.ref, face.added, face.updated, face.retired) == ("tiny", 11, 0, 0)
    (row,) = packs.installed()
    assert (row.version, row.licence, row.things) == ("1.0.0", "CC BY 4.0", 11)
    assert sum(len(cards.note(n.id).cards) for n in cards.notes(NoteQuery())) == 3
    assert [hit.title for hit in Catalog(db).find("unfold")] != []
    assert check(db) == []


def test_no_stays_no_and_001_stays_001(packs: Packs, cards: Cards, tmp_path: Path) -> None:
    text = with_line(NOTES, 'back: "no"', "back: no").replace("back: arrow", "back: 0o17")
    packs.install(write_pack(tmp_path, notes__roads=text))
    assert note(cards).fields["back"] == "no"
    assert note(cards, "sign").fields["back"] == "0o17"


def test_the_same_files_are_current_and_bring_nothing_new(packs: Packs, tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    assert not packs.is_current(folder)
    packs.install(folder)
    assert packs.is_current(folder)
    again = packs.install(folder)
    assert (again.added, again.updated, again.unchanged, again.retired) == (0, 0, 11, 0)


def test_an_update_changes_texts_and_keeps_cards_and_their_memory(
    packs: Packs, cards: Cards, db: Database, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    before = note(cards)
    grade(db, before.cards[0])
    text = with_line(NOTES, "What is a map?", "What is a good map?")
    face = packs.install(write_pack(tmp_path, notes__roads=text))
    assert (face.added, face.updated) == (0, 1)
    after = note(cards, "What is a good map?")
    assert (after.id, after.cards) == (before.id, before.cards)
    assert cards.card(after.cards[0]).memory.reps == 1


def test_a_users_edit_survives_the_update_and_the_new_text_is_offered(
    packs: Packs, cards: Cards, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    before = note(cards)
    cards.edit(before.id, NoteDraft("basic", before.deck_id, {**before.fields, "back": "mine"}))
    packs.install(write_pack(tmp_path, notes__roads=with_line(NOTES, 'back: "no"', "back: yes indeed")))
    face = cards.note(before.id)
    assert face.fields["back"] == "mine"
    assert [(offer.field, offer.offered) for offer in face.edited] == [("back", "yes indeed")]
    assert cards.take_shipped(before.id, "back").fields["back"] == "yes indeed"


def test_retired_content_rests_with_its_history_and_wakes_with_it(
    packs: Packs, cards: Cards, db: Database, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    card = note(cards).cards[0]
    grade(db, card)
    gone = with_line(NOTES, "- id: road.map.what", "- id: road.map.other")
    face = packs.install(write_pack(tmp_path, notes__roads=gone))
    assert (face.added, face.retired) == (1, 1)
    assert len(cards.history(card)) == 1
    assert cards.card(card).memory.suspended
    packs.install(write_pack(tmp_path))
    assert not cards.card(card).memory.suspended
    assert (cards.card(card).memory.reps, len(cards.history(card))) == (1, 1)


def test_a_card_suspended_before_its_note_retired_stays_suspended_when_the_note_returns(
    packs: Packs, cards: Cards, tmp_path: Path
) -> None:
    gone = with_line(NOTES, "- id: road.map.what", "- id: road.map.other")
    packs.install(write_pack(tmp_path))
    card = note(cards).cards[0]
    cards.suspend([card], suspended=True)
    packs.install(write_pack(tmp_path, notes__roads=gone))
    packs.install(write_pack(tmp_path))
    assert cards.card(card).memory.suspended
    cards.suspend([card], suspended=False)
    packs.install(write_pack(tmp_path, notes__roads=gone))
    packs.install(write_pack(tmp_path))
    assert not cards.card(card).memory.suspended


def test_a_card_woken_by_hand_after_an_undone_removal_stays_awake_through_an_update(
    packs: Packs, cards: Cards, db: Database, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    card = note(cards).cards[0]
    cards.suspend([card], suspended=True)
    packs.remove("tiny")
    Desk(db).undo()
    assert cards.card(card).memory.suspended
    cards.suspend([card], suspended=False)
    packs.install(write_pack(tmp_path, notes__roads=with_line(NOTES, 'back: "no"', "back: indeed")))
    assert not cards.card(card).memory.suspended
    packs.remove("tiny")
    packs.install(write_pack(tmp_path))
    assert not cards.card(card).memory.suspended


def test_a_note_its_pack_has_left_is_listed_when_asked_for(
    packs: Packs, cards: Cards, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    gone = with_line(NOTES, "- id: road.map.what", "- id: road.map.other")
    left = note(cards).id
    packs.install(write_pack(tmp_path, notes__roads=gone))
    assert left not in {row.id for row in cards.notes(NoteQuery())}
    assert [(row.id, row.state) for row in cards.notes(NoteQuery(state="resting"))] == [(left, "resting")]


def test_a_note_in_the_trash_stays_there_through_an_update(
    packs: Packs, cards: Cards, db: Database, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    cards.delete([note(cards).id])
    packs.install(write_pack(tmp_path, notes__roads=with_line(NOTES, "What is a map?", "What is a map now?")))
    assert [row.title for row in cards.notes(NoteQuery())] == ["sign"]
    assert [hit.title for hit in Catalog(db).find("map", ("note",))] == []


def test_an_update_ends_the_undo_list(packs: Packs, cards: Cards, db: Database, tmp_path: Path) -> None:
    packs.install(write_pack(tmp_path))
    cards.add_deck("Mine")
    packs.install(write_pack(tmp_path, notes__roads=with_line(NOTES, "back: arrow", "back: an arrow")))
    assert Desk(db).undoable() is None
    assert "Mine" in {deck.title for deck in cards.decks()}


def test_a_step_done_stays_done_when_its_path_is_rearranged(
    packs: Packs, db: Database, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    learning = Learning(db)
    step = learning.path(learning.paths()[0].id).milestones[0].steps[0]
    learning.set_status(step.id, "done")
    text = with_line("paths/way.yaml", "title: One", "title: First")
    packs.install(write_pack(tmp_path, paths__way=text))
    stage = learning.path(learning.paths()[0].id).milestones[0]
    assert (stage.title, stage.steps[0].id, stage.steps[0].status) == ("First", step.id, "done")


def test_two_packs_do_not_touch_each_other(packs: Packs, tmp_path: Path) -> None:
    packs.install(write_pack(tmp_path / "a"))
    other = with_line("pack.yaml", "id: tiny", "id: other")
    face = packs.install(write_pack(tmp_path / "b", pack=other))
    assert (face.added, face.retired) == (11, 0)
    assert [row.things for row in packs.installed()] == [11, 11]


def test_an_id_never_becomes_another_kind_of_thing(packs: Packs, cards: Cards, tmp_path: Path) -> None:
    packs.install(write_pack(tmp_path))
    notes = with_line(NOTES, "- id: road.map.what", "- id: road.map.other")
    items = with_line("items/roads.yaml", "id: quiz.road", "id: road.map.what")
    with refuses("thing.kind", ref="tiny:road.map.what", found="note", kind="item"):
        packs.install(write_pack(tmp_path, notes__roads=notes, items__roads=items))
    assert note(cards).ref == "tiny:road.map.what"
    assert packs.installed()[0].things == 11


TYPED = """
        - id: road.typed
          kind: typed
          concepts: [road.map]
          front: What shows the way?
          answer: A map
          synonyms: chart; atlas
          hint: paper
"""


def test_a_typed_note_is_installed_with_what_is_also_right(
    packs: Packs, cards: Cards, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path, notes__roads=TYPED))
    face = cards.card(note(cards, "What shows the way?").cards[0])
    assert (face.answers, face.hint) == (("A map", "chart", "atlas"), "paper")
    assert cards.compare(face, "the Atlas").verdict == "right"


def test_a_typed_note_without_an_answer_is_a_fault_of_the_pack(packs: Packs, tmp_path: Path) -> None:
    broken = TYPED.replace("          answer: A map\n", "")
    (fault,) = packs.check(write_pack(tmp_path, notes__roads=broken)).errors
    assert (fault.file, fault.field) == (NOTES, "road.typed: answer")


def test_a_pack_taken_away_rests_undo_brings_it_back_and_so_does_installing(
    packs: Packs, cards: Cards, db: Database, tmp_path: Path
) -> None:
    folder = write_pack(tmp_path)
    packs.install(folder)
    card = note(cards).cards[0]
    grade(db, card)
    assert packs.remove("tiny") >= 11
    assert packs.installed() == ()
    assert cards.notes(NoteQuery()) == ()
    assert Catalog(db).find("unfold") == ()
    Desk(db).undo()
    assert [row.things for row in packs.installed()] == [11]
    assert note(cards).cards[0] == card
    Desk(db).redo()
    assert packs.installed() == ()
    packs.install(folder)
    assert [row.things for row in packs.installed()] == [11]
    assert note(cards).cards[0] == card
    assert check(db) == []


def test_a_note_of_ones_own_in_the_deck_of_a_pack_stays_when_the_pack_goes(
    packs: Packs, cards: Cards, tmp_path: Path
) -> None:
    packs.install(write_pack(tmp_path))
    deck = note(cards).deck_id
    cards.add(NoteDraft("basic", deck, {"front": "Mine", "back": "stays"}))
    packs.remove("tiny")
    assert [row.title for row in cards.notes(NoteQuery())] == ["Mine"]
    assert deck in {row.id for row in cards.decks()}


def test_what_the_app_brings_cannot_be_taken_away(packs: Packs) -> None:
    with refuses("pack.shipped"):
        packs.remove("tpm-core")
    with refuses("pack.gone"):
        packs.remove("unknown")


def test_what_rests_is_not_written_out(packs: Packs, cards: Cards, db: Database, tmp_path: Path) -> None:
    packs.install(write_pack(tmp_path))
    file = tmp_path / "all.csv"
    assert Exchange(db).export(file, "csv").written > 0
    packs.remove("tiny")
    assert Exchange(db).export(file, "csv").written == 0
