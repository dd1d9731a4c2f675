from __future__ import annotations

import csv
import errno
import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.core.exchange.conftest import dump
from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.cards.service import Cards
from tpmprep.core.catalog.service import Catalog
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.tables.thing import Thing
from tpmprep.core.exchange.service import Exchange
from tpmprep.core.ground.errors import UserError
from tpmprep.core.insight.service import Insight
from tpmprep.core.interview.faces import QuestionDraft, QuestionQuery
from tpmprep.core.interview.service import Interview

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


def test_a_preview_tells_what_the_import_then_does_and_changes_nothing(
    exchange: Exchange, stocked: Database, table: Path
) -> None:
    before = dump(stocked)
    preview = exchange.preview(table)
    assert dump(stocked) == before
    assert Desk(stocked).undoable() is None
    assert (preview.notes_added, preview.cards_added, preview.items_added, preview.questions_added) == (
        2,
        2,
        1,
        1,
    )
    assert [row.where for row in preview.refused] == ["line 5"]
    assert exchange.apply(table) == preview
    assert check(stocked) == []


def test_the_same_file_again_adds_nothing(exchange: Exchange, stocked: Database, table: Path) -> None:
    exchange.apply(table)
    before = dump(stocked)
    again = exchange.apply(table)
    assert (again.notes_added, again.notes_updated, again.notes_unchanged) == (0, 0, 2)
    assert (again.cards_added, again.items_added, again.questions_added) == (0, 0, 0)
    assert dump(stocked) == before


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it_again(
    exchange: Exchange, stocked: Database, table: Path, cards: Cards
) -> None:
    before = {row.id for row in cards.notes(NoteQuery(limit=5000))}
    exchange.apply(table)
    undone = Desk(stocked).undo()
    assert undone is not None
    assert (undone.name, undone.says["title"]) == ("import.applied", "mine.csv")
    assert {row.id for row in cards.notes(NoteQuery(limit=5000))} == before
    assert check(stocked) == []
    Desk(stocked).redo()
    assert len(cards.notes(NoteQuery(limit=5000))) == len(before) + 2
    assert check(stocked) == []


def test_after_an_undo_the_same_file_comes_in_again(
    exchange: Exchange, stocked: Database, table: Path
) -> None:
    first = exchange.apply(table)
    Desk(stocked).undo()
    assert exchange.apply(table) == first


def test_decks_are_made_by_their_path_and_found_again(exchange: Exchange, cards: Cards, table: Path) -> None:
    exchange.apply(table)
    exchange.apply(table)
    titles = [(deck.title, deck.depth, deck.cards) for deck in cards.decks() if deck.cards and deck.depth]
    assert titles == [("APIs", 1, 1)]
    assert [deck.title for deck in cards.decks()].count("Imported") == 1


def test_an_answer_note_that_came_in_is_found_by_its_words(
    exchange: Exchange, stocked: Database, tmp_path: Path
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("thing,prompt,answer\nquestion,Why us?,A quokka told me\n", encoding="utf-8")
    exchange.apply(file)
    (found,) = Catalog(stocked).find("quokka")
    assert (found.kind, found.title) == ("question", "Why us?")


def test_an_answer_note_that_came_in_brings_no_question_out_of_the_trash(
    exchange: Exchange, stocked: Database, profile_settings: Settings, tmp_path: Path
) -> None:
    interview = Interview(stocked, profile_settings)
    shipped = interview.questions(QuestionQuery())[0].id
    with stocked.reading() as session:
        ref = session.get_one(Thing, shipped).ref
    interview.delete_questions([shipped])
    file = tmp_path / "answers.csv"
    file.write_text(f"thing,id,prompt,answer\nquestion,{ref},Why?,A quokka told me\n", encoding="utf-8")
    exchange.apply(file)
    assert Catalog(stocked).find("quokka") == ()


def test_an_answer_note_comes_in_but_never_over_ones_own(
    exchange: Exchange, stocked: Database, profile_settings: Settings, table: Path
) -> None:
    exchange.apply(table)
    interview = Interview(stocked, profile_settings)
    (own,) = interview.questions(QuestionQuery(state="own"))
    assert interview.question(own.id).answer == "Because **I** do."
    interview.save_answer(own.id, "Better now")
    exchange.apply(table)
    assert interview.question(own.id).answer == "Better now"


def test_all_of_a_profile_goes_out_and_changes_nothing_when_it_comes_back(
    exchange: Exchange, stocked: Database, table: Path, tmp_path: Path
) -> None:
    exchange.apply(table)
    out = tmp_path / "all.csv"
    written = exchange.export(out, "csv")
    before = dump(stocked)
    back = exchange.apply(out)
    assert (back.notes_added, back.notes_updated, back.items_added, back.questions_added) == (0, 0, 0, 0)
    assert back.refused == ()
    assert written.left_out == ()
    assert dump(stocked) == before


def test_what_goes_out_comes_into_another_profile_equal(
    exchange: Exchange, db: Database, cards: Cards, profile_settings: Settings, tmp_path: Path
) -> None:
    deck = cards.add_deck("Own")
    fields = {"front": "=cmd|' /C calc'!A0", "back": "a\r\n'b' | \\n \u2028 ✓"}
    cards.add(NoteDraft("basic", deck, fields))
    out = tmp_path / "some.csv"
    exchange.export(out, "csv", "cmd calc")
    face = Exchange(db).apply(out)
    assert (face.notes_added, face.refused) == (1, ())
    there = Cards(db, profile_settings)
    assert there.note(there.notes(NoteQuery())[0].id).fields == fields


def test_an_edit_in_the_file_updates_the_note_and_keeps_its_cards(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    note = cards.add(NoteDraft("basic", cards.add_deck("Own"), {"front": "zebra", "back": "old"}))
    out = tmp_path / "one.csv"
    exchange.export(out, "csv", "zebra")
    out.write_text(out.read_text("utf-8").replace("old", "new"), encoding="utf-8")
    before = cards.note(note)
    assert exchange.apply(out).notes_updated == 1
    after = cards.note(note)
    assert (after.fields["back"], after.cards) == ("new", before.cards)


def test_shipped_text_is_never_overwritten_by_a_file(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    shipped = next(cards.note(row.id) for row in cards.notes(NoteQuery()) if row.kind == "basic")
    file = tmp_path / "sly.csv"
    file.write_text(f"thing,kind,id,front,back\nnote,basic,{shipped.ref},mine,mine\n", encoding="utf-8")
    assert exchange.apply(file).notes_unchanged == 1
    assert cards.note(shipped.id).fields == shipped.fields


def test_an_id_of_another_kind_of_thing_is_refused(exchange: Exchange, cards: Cards, tmp_path: Path) -> None:
    ref = cards.note(cards.notes(NoteQuery())[0].id).ref
    file = tmp_path / "odd.csv"
    file.write_text(f"thing,id,prompt,answer\nquestion,{ref},Why?,x\n", encoding="utf-8")
    face = exchange.apply(file)
    assert face.questions_added == 0
    assert [row.where for row in face.refused] == ["line 2"]


def test_an_import_that_breaks_half_way_leaves_nothing_behind(
    exchange: Exchange, stocked: Database, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tpmprep.core.exchange import bring

    def burst(*_: object) -> str:
        raise OSError("disk")

    before = dump(stocked)
    monkeypatch.setattr(bring, "put_question", burst)
    with pytest.raises(OSError, match="disk"):
        exchange.apply(table)
    assert dump(stocked) == before
    assert Desk(stocked).undoable() is None


def test_an_unknown_format_or_file_is_refused(exchange: Exchange, tmp_path: Path) -> None:
    with refuses("exchange.unknown", format="hologram"):
        exchange.export(tmp_path / "x", "hologram")
    with refuses("input.file_missing"):
        exchange.preview(tmp_path / "nowhere.csv")
    with refuses("exchange.unreadable"):
        exchange.preview(tmp_path)
    with refuses("exchange.unreadable"):
        exchange.preview(tmp_path, "csv")
    assert exchange.formats() == ("csv", "paths", "responses", "reviews", "stories", "takes")


def test_a_file_of_fronts_and_backs_fills_a_deck_of_its_name_once(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    file = tmp_path / "Agile words.csv"
    file.write_text("\ufeffFront;Back\r\nScrum;A frame\r\nKanban;A board\r\n", encoding="utf-8")
    assert exchange.preview(file).notes_added == 2
    assert exchange.apply(file).notes_added == 2
    assert "Agile words" in {deck.title for deck in cards.decks()}
    assert exchange.apply(file).notes_unchanged == 2


def test_a_file_of_no_known_columns_is_refused_with_what_can_be_done(
    exchange: Exchange, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text("fore,aft\na,b\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        exchange.preview(file)
    assert "such as front,back" in str(refused.value)
    assert "format" not in str(refused.value)


@pytest.mark.parametrize("log", ["responses", "reviews"])
def test_a_log_says_that_it_is_not_read_back(exchange: Exchange, tmp_path: Path, log: str) -> None:
    file = tmp_path / "log.csv"
    exchange.export(file, log)
    with pytest.raises(UserError) as refused:
        exchange.preview(file)
    assert "not read back: a backup brings it back" in str(refused.value)


def test_an_export_that_cannot_be_written_keeps_the_old_file(
    exchange: Exchange, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.csv").write_text("old", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with refuses("folder.not_writable"):
        exchange.export(tmp_path / "x.csv", "csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("between", ["no", "file.txt"])
def test_an_export_to_a_folder_that_is_not_there_says_what_to_do(
    exchange: Exchange, tmp_path: Path, between: str
) -> None:
    (tmp_path / "file.txt").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        exchange.export(tmp_path / between / "x.csv", "csv")
    assert refused.value.code == "folder.missing"
    assert f"no folder {tmp_path / between}" in str(refused.value)
    assert "Check its name, or make the folder" in str(refused.value)


def test_an_export_onto_a_folder_names_the_folder(exchange: Exchange, tmp_path: Path) -> None:
    with refuses("file.is_folder", file=tmp_path):
        exchange.export(tmp_path, "csv")
    assert list(tmp_path.parent.glob("*.tmp")) == []


def test_counts_of_status_follow_an_import(
    exchange: Exchange, stocked: Database, profile_settings: Settings, table: Path
) -> None:
    insight = Insight(stocked, profile_settings)
    before = insight.status()
    exchange.apply(table)
    after = insight.status()
    assert (after.notes - before.notes, after.quiz_items - before.quiz_items) == (2, 1)


def test_a_typed_note_with_a_picture_goes_out_and_comes_back_as_it_was(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    picture = f"![a map](media:{'a1' * 32}.png)"
    fields = {"front": f"Which? {picture}", "answer": "-é; \u05d0", "synonyms": "one; two", "hint": "=1"}
    note_id = cards.add(NoteDraft("typed", cards.add_deck("Typed"), fields))
    exchange.export(tmp_path / "out.csv", "csv", "which")
    again = exchange.preview(tmp_path / "out.csv")
    assert (again.notes_unchanged, again.refused) == (again.notes_unchanged + again.notes_added, ())
    cards.edit(note_id, NoteDraft("typed", cards.note(note_id).deck_id, {**fields, "answer": "other"}))
    exchange.apply(tmp_path / "out.csv")
    assert cards.note(note_id).fields == fields


def test_what_was_typed_by_hand_comes_back_from_its_own_file_unchanged(
    exchange: Exchange, cards: Cards, stocked: Database, profile_settings: Settings, tmp_path: Path
) -> None:
    interview = Interview(stocked, profile_settings)
    deck = cards.add_deck("Teams: A::B:", cards.add_deck(r"C:\:notes"))
    note = cards.add(NoteDraft("basic", deck, {"front": "f", "back": "b"}, tags=("product sense", "x")))
    draft = QuestionDraft("Why us?", interview.categories()[0].id, 3.0, "numbers", "first, then")
    question = interview.add_question(draft)
    before = dump(stocked)
    exchange.export(tmp_path / "all.csv", "csv")
    face = exchange.apply(tmp_path / "all.csv")
    assert (face.notes_updated, face.notes_added, face.questions_added, face.refused) == (0, 0, 0, ())
    assert dump(stocked) == before
    assert cards.note(note).tags == ("product sense", "x")
    assert interview.question(question).listen_for == "numbers"


def test_a_file_without_the_column_takes_nothing_from_a_question(
    exchange: Exchange, stocked: Database, profile_settings: Settings, tmp_path: Path
) -> None:
    interview = Interview(stocked, profile_settings)
    question = interview.add_question(
        QuestionDraft("Why Zanzibar?", interview.categories()[0].id, 3.0, "numbers", "first")
    )
    exchange.export(tmp_path / "all.csv", "csv", "Zanzibar")
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    (tmp_path / "some.csv").write_text(f"thing,id,prompt\nquestion,{row['id']},Why them?\n", encoding="utf-8")
    exchange.apply(tmp_path / "some.csv")
    face = interview.question(question)
    assert (face.prompt, face.listen_for) == ("Why them?", "numbers")


@pytest.mark.parametrize(
    ("deck", "why"),
    [("::".join("d" * 51), "deck: more than 50"), ("d" * 301, "deck: a name of more than 300")],
)
def test_a_deck_no_page_can_show_is_refused_with_its_row(
    exchange: Exchange, cards: Cards, tmp_path: Path, deck: str, why: str
) -> None:
    before = cards.decks()
    file = tmp_path / "deep.csv"
    file.write_text(f"thing,deck,front,back\nnote,{deck},f,b\n", encoding="utf-8")
    (refused,) = exchange.apply(file).refused
    assert (refused.where, refused.why.startswith(why)) == ("line 2", True)
    assert cards.decks() == before
