from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.core.exchange.conftest import dump
from tpmprep.core.cards.faces import NoteDraft, NoteQuery
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.raw import raw_of
from tpmprep.core.db.search import find_and_mend

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.cards.service import Cards
    from tpmprep.core.db.database import Database
    from tpmprep.core.exchange.service import Exchange


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
