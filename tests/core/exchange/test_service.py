from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.core.refusals import refuses
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.cards.service import Cards
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import find_and_mend
from tpmprep.core.exchange.service import Exchange
from tpmprep.core.insight.service import Insight
from tpmprep.core.interview.faces import QuestionDraft, QuestionQuery
from tpmprep.core.interview.service import Interview

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings

ROWS = """thing,kind,id,deck,front,back,text,stem,options,prompt,answer
note,basic,,Work::APIs,What is REST?,"A style
of two lines",,,,,
note,cloze,,,,,The {{c1::gap}},,,,
note,basic,,,No back,,,,,,
item,single_choice,,,,,,Which one is right of these?,"+ This | yes it is
- That | not that
- Those | nor those",,
question,,,,,,,,,Why do you want this job?,Because **I** do.
"""


@pytest.fixture
def exchange(stocked: Database) -> Exchange:
    return Exchange(stocked)


@pytest.fixture
def cards(stocked: Database, profile_settings: Settings) -> Cards:
    return Cards(stocked, profile_settings)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def dump(db: Database) -> list[tuple[object, ...]]:
    """Everything a person would miss, as rows."""
    tables = ("thing", "deck", "note", "card", "memory", "item", "question", "answer_note", "thing_tag")
    with db.reading() as session:
        raw = session.connection().connection.driver_connection
        assert raw is not None
        return [
            row for table in tables for row in raw.execute(f"SELECT '{table}', * FROM {table} ORDER BY 2, 3")
        ]


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
    assert exchange.formats() == ("csv", "paths")


def test_an_export_that_cannot_be_written_keeps_the_old_file(exchange: Exchange, tmp_path: Path) -> None:
    with refuses("folder.not_writable"):
        exchange.export(tmp_path / "no" / "x.csv", "csv")
    assert list(tmp_path.glob("*.csv")) == []


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


def test_a_note_keeps_what_a_file_has_no_column_for(
    exchange: Exchange, cards: Cards, stocked: Database, tmp_path: Path
) -> None:
    deck = cards.add_deck("Own")
    fields = {"front": "zebra", "answer": "horse", "synonyms": "pony", "hint": "stripes"}
    note_id = cards.add(NoteDraft("typed", deck, fields, "why", "source", tags=("a", "b")))
    ref = cards.note(note_id).ref
    before = dump(stocked)
    file = tmp_path / "some.csv"
    file.write_text(f"thing,id,answer\nnote,{ref},horse\n", encoding="utf-8")
    assert exchange.apply(file).notes_unchanged == 1
    assert dump(stocked) == before
    file.write_text(f"thing,id,answer\nnote,{ref},mule\n", encoding="utf-8")
    assert exchange.apply(file).notes_updated == 1
    after = cards.note(note_id)
    assert (after.fields, after.deck_id) == ({**fields, "answer": "mule"}, deck)
    assert (after.explanation, after.source, after.tags) == ("why", "source", ("a", "b"))


def test_an_empty_cell_of_a_column_that_is_there_empties_the_field(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    note_id = cards.add(NoteDraft("basic", cards.add_deck("Own"), {"front": "q", "back": "a"}, "why"))
    file = tmp_path / "some.csv"
    file.write_text(f"thing,id,explanation\nnote,{cards.note(note_id).ref},\n", encoding="utf-8")
    assert exchange.apply(file).notes_updated == 1
    assert cards.note(note_id).explanation == ""


def test_an_item_and_a_question_keep_what_a_file_has_no_column_for(
    exchange: Exchange, stocked: Database, table: Path, tmp_path: Path
) -> None:
    exchange.apply(table)
    exchange.export(tmp_path / "all.csv", "csv")
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as stream:
        own = [row for row in csv.DictReader(stream) if row["id"].startswith("my:")]
    before = dump(stocked)
    file = tmp_path / "ids.csv"
    file.write_text("thing,id\n" + "".join(f"{row['thing']},{row['id']}\n" for row in own), encoding="utf-8")
    face = exchange.apply(file)
    assert (len(own), face.refused, face.notes_unchanged) == (4, (), 2)
    assert dump(stocked) == before


def test_many_edited_rows_update_their_notes_and_search_and_undo_follow(
    exchange: Exchange, cards: Cards, stocked: Database, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    head = "thing,id,deck,front,back,tags\n"
    rows = [f"note,my:n{n},Deck {n % 3},front {n},old {n},a t{n}\n" for n in range(250)]
    file.write_text(head + "".join(rows), encoding="utf-8")
    exchange.apply(file)
    before = dump(stocked)
    file.write_text(head + "".join(rows).replace("old", "newer").replace(",a t", ",b t"), encoding="utf-8")
    assert exchange.apply(file).notes_updated == 250
    (found,) = find_and_mend(stocked, '"newer 77"')
    assert cards.note(found.thing_id).tags == ("b", "t77")
    assert find_and_mend(stocked, '"old 77"') == []
    assert check(stocked) == []
    Desk(stocked).undo()
    assert dump(stocked) == before
    assert check(stocked) == []


def test_notes_that_move_to_another_deck_take_their_cards_along(
    exchange: Exchange, cards: Cards, stocked: Database, tmp_path: Path
) -> None:
    file = tmp_path / "move.csv"
    file.write_text("thing,deck,front,back\nnote,One,f,b\n", encoding="utf-8")
    exchange.apply(file)
    file.write_text("thing,deck,front,back\nnote,Two,f,b\n", encoding="utf-8")
    assert exchange.apply(file).notes_updated == 1
    held = {deck.title: deck.cards for deck in cards.decks()}
    assert (held["One"], held["Two"]) == (0, 1)
    assert check(stocked) == []


def test_of_a_row_that_stands_twice_the_first_counts_and_another_text_is_refused(
    exchange: Exchange, cards: Cards, tmp_path: Path
) -> None:
    file = tmp_path / "twice.csv"
    rows = ["note,my:x,f,b,", "note,my:x,f,b,", "note,my:x,f,zyxw,", "note,,g,b,", "note,,g,b,"]
    rows += ["question,my:q,,,Why?", "question,my:q,,,Why not?"]
    file.write_text("thing,id,front,back,prompt\n" + "\n".join(rows) + "\n", encoding="utf-8")
    face = exchange.apply(file)
    assert (face.notes_added, face.notes_unchanged, face.questions_added) == (2, 2, 1)
    assert [(row.where, row.why.split(" is ")[0]) for row in face.refused] == [
        ("line 4", "line 2"),
        ("line 8", "line 7"),
    ]
    assert not cards.notes(NoteQuery(text="zyxw"))


def test_an_id_that_looks_like_that_of_a_card_is_told_apart(
    exchange: Exchange, stocked: Database, tmp_path: Path
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("thing,id,front,back\nnote,my:x#1,f,b\nnote,my:x,f,b\n", encoding="utf-8")
    preview = exchange.preview(file)
    assert exchange.apply(file) == preview
    assert preview.notes_added + len(preview.refused) == 2
    assert exchange.apply(file).notes_added == 0
    assert check(stocked) == []


def test_notes_thrown_away_for_good_come_in_again(
    exchange: Exchange, cards: Cards, stocked: Database, tmp_path: Path
) -> None:
    file = tmp_path / "one.csv"
    file.write_text("thing,id,front,back\nnote,my:x,f,b\n", encoding="utf-8")
    exchange.apply(file)
    with stocked.unlogged() as session:
        raw = raw_of(session)
        raw.execute("DELETE FROM card WHERE note_id = (SELECT id FROM thing WHERE ref = 'my:x')")
        raw.execute("DELETE FROM note WHERE thing_id = (SELECT id FROM thing WHERE ref = 'my:x')")
        raw.execute("DELETE FROM search_doc WHERE thing_id = (SELECT id FROM thing WHERE ref = 'my:x')")
    stocked.forget_steps()
    assert exchange.apply(file).notes_added == 1
    assert check(stocked) == []


def test_an_export_says_which_pictures_stay_behind(exchange: Exchange, cards: Cards, tmp_path: Path) -> None:
    name = "a1" * 32 + ".png"
    cards.add(NoteDraft("basic", cards.add_deck("Own"), {"front": "zebra", "back": f"![](media:{name})"}))
    (left,) = exchange.export(tmp_path / "out.csv", "csv", "zebra").left_out
    assert (left.where, "pictures" in left.why) == (f"media:{name}", True)
