from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.refusals import refuses
from tpmprep.core.db.check import check
from tpmprep.core.db.desk import Desk
from tpmprep.core.exchange.draft import Load, StepLine
from tpmprep.core.exchange.formats.paths import DONE, FORMAT, TEXTS
from tpmprep.core.exchange.service import FORMATS, Exchange
from tpmprep.core.learning.faces import PathDraft, StepDraft
from tpmprep.core.learning.service import Learning

if TYPE_CHECKING:
    from pathlib import Path

    from tpmprep.core.db.database import Database
    from tpmprep.core.learning.faces import PathFace

ROWS = """path,milestone,kind,title,needs,optional,hours,url,status,minutes,notes,fields,evidence
My way,First,course,SQL class,,,12,https://example.org,doing,90,half way,"lessons_done: 3
lessons_total: 10",link https://example.org/proof
My way,First,project,Build it,SQL class,,8,,,,,repository: https://example.org/r,
My way,Later,job_search,Acme,"Build it
SQL class | Build it",yes,0,,,,,"company: Acme
next_on: 2026-03-09",
My way,Later,course,Odd,,,many,,,,,,
My way,Later,course,Odd link,,,1,example.org,,,,,
My way,Later,course,Odd field,,,1,,,,,company: Acme,
My way,Later,course,Odd need,Nothing of the kind,,1,,,,,,
,,course,No path,,,,,,,,,
"""

texts = st.one_of(
    st.sampled_from(
        ["=1+1", "-", "'a", "a|b", "a | b", "\\n", "x\\\\py", "a\nb", "é🚀", 'say "no"', "\r", ": b"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
).filter(str.strip)
lines = st.builds(
    lambda path, stage, told, ref, done, own, proofs: StepLine(
        "", path, stage, told, ref, True, (("a.b", "c"), ("d",)), done, own, tuple(proofs)
    ),
    texts, texts, st.fixed_dictionaries({"title": texts}, optional={n: texts for n in TEXTS if n != "title"}),
    texts,
    st.dictionaries(st.sampled_from(DONE), texts), st.dictionaries(st.sampled_from(["a", "b_1"]), texts),
    st.lists(st.tuples(st.sampled_from(["link", "note"]), texts), max_size=2),
)  # fmt: skip


@pytest.fixture
def exchange(stocked: Database) -> Exchange:
    return Exchange(stocked)


@pytest.fixture
def learning(stocked: Database) -> Learning:
    return Learning(stocked)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "way.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def way(learning: Learning) -> PathFace:
    return learning.path(next(row.id for row in learning.paths() if row.title == "My way"))


@settings(deadline=None, max_examples=60)
@given(st.lists(lines, max_size=3))
def test_whatever_is_written_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, steps: list[StepLine]
) -> None:
    file = tmp_path_factory.getbasetemp() / "paths.csv"
    assert FORMAT.write is not None
    file.write_bytes("".join(FORMAT.write(Load(steps=steps))).encode())
    assert FORMAT.knows(file.read_bytes())
    load = FORMAT.read(file)
    assert load.refused == []
    assert [replace(line, where="") for line in load.steps] == steps


def test_a_table_of_steps_becomes_an_own_path_and_faulty_rows_say_why(
    exchange: Exchange, learning: Learning, table: Path
) -> None:
    face = exchange.apply(table)
    assert (face.format, face.steps_added) == ("paths", 4)
    assert [(row.where, row.why.split(":")[0]) for row in face.refused] == [
        ("line 12", "path"),
        ("line 8", "hours"),
        ("line 9", "a link begins with https"),
        ("line 10", "company"),
        ("line 11", "needs"),
    ]
    path = way(learning)
    assert (path.own, path.followed) == (True, True)
    assert [[step.title for step in stage.steps] for stage in path.milestones] == [
        ["SQL class", "Build it"],
        ["Acme", "Odd need"],
    ]
    first, second = path.milestones[0].steps
    assert (first.status, first.minutes_spent, first.hours) == ("doing", 90, 12)
    assert second.open_needs == ("SQL class",)
    acme = path.milestones[1].steps[0]
    assert (acme.optional, acme.open_needs) == (True, ("Build it", "SQL class or Build it"))
    step = learning.step(first.id)
    assert (step.notes, step.url, step.evidence[0].text) == (
        "half way", "https://example.org", "https://example.org/proof",
    )  # fmt: skip
    assert dict(step.extra) == {"lessons_done": "3", "lessons_total": "10"}
    assert [day.what for day in learning.dates()] == ["Next action"]


def test_the_same_table_again_adds_nothing_and_undo_takes_it_back(
    exchange: Exchange, learning: Learning, table: Path, stocked: Database
) -> None:
    before = learning.paths()
    exchange.apply(table)
    after = way(learning)
    assert exchange.apply(table).steps_added == 0
    assert way(learning) == after
    assert check(stocked) == []
    Desk(stocked).undo()
    Desk(stocked).undo()
    assert learning.paths() == before


def test_a_preview_changes_nothing(exchange: Exchange, learning: Learning, table: Path) -> None:
    before = learning.paths()
    assert exchange.preview(table).steps_added == 4
    assert learning.paths() == before


def test_what_was_done_here_stays_when_an_older_table_comes_in(
    exchange: Exchange, learning: Learning, table: Path
) -> None:
    exchange.apply(table)
    step = way(learning).milestones[0].steps[0]
    learning.set_status(step.id, "done")
    learning.set_notes(step.id, "all of it")
    learning.set_fields(step.id, {"lessons_done": "10"})
    exchange.apply(table)
    face = learning.step(step.id)
    assert (face.row.status, face.notes, face.extra["lessons_done"]) == ("done", "all of it", "10")
    assert face.row.minutes_spent == 90


def test_a_path_written_out_comes_back_into_another_profile(
    exchange: Exchange, learning: Learning, tmp_path: Path, db: Database
) -> None:
    path = learning.make_path(PathDraft("Mine"))
    one = learning.add_step(path.milestones[0].id, StepDraft("certification", "AZ-900", "Do it", hours=20))
    two = learning.add_step(path.milestones[0].id, StepDraft("event", "Meet"))
    learning.set_needs(two.row.id, [[one.row.id]])
    learning.set_fields(one.row.id, {"exam_on": "2026-05-01", "mocks": "2026-02-01 64\n2026-02-20 81"})
    learning.add_evidence(one.row.id, "note", "booked")
    file = tmp_path / "mine.csv"
    assert exchange.export_path(file, path.id).written == 2
    other = Learning(db)
    assert Exchange(db).apply(file).steps_added == 2
    face = other.path(other.paths()[0].id)
    assert [step.title for step in face.milestones[0].steps] == ["AZ-900", "Meet"]
    assert face.milestones[0].steps[1].open_needs == ("AZ-900",)
    again = other.step(face.milestones[0].steps[0].id)
    was = learning.step(one.row.id)
    assert (again.own, again.what, again.row.hours) == (was.own, was.what, was.row.hours)
    assert [proof.text for proof in again.evidence] == ["booked"]


def test_all_shipped_steps_are_written_and_come_back_unchanged(
    exchange: Exchange, learning: Learning, tmp_path: Path
) -> None:
    file = tmp_path / "all.csv"
    written = exchange.export(file, "paths").written
    assert written == sum(
        len(stage.steps) for row in learning.paths() for stage in learning.path(row.id).milestones
    )
    before = [learning.path(row.id) for row in learning.paths()]
    face = exchange.apply(file)
    assert (face.steps_added, face.refused) == (0, ())
    assert [learning.path(row.id) for row in learning.paths()] == before


def test_how_far_one_is_with_shipped_steps_counts_as_a_change_once(
    exchange: Exchange, learning: Learning, tmp_path: Path
) -> None:
    path = learning.path(learning.paths()[0].id)
    one, two, three = path.milestones[0].steps[:3]
    learning.set_status(one.id, "done")
    learning.log_minutes(two.id, 30)
    learning.add_evidence(three.id, "note", "shown")
    file = tmp_path / "all.csv"
    exchange.export(file, "paths")
    assert exchange.preview(file).steps_updated == 0
    for _ in range(3):
        Desk(exchange._db).undo()
    assert exchange.preview(file).steps_updated == 3
    exchange.apply(file)
    assert learning.step(one.id).row.status == "done"
    assert exchange.preview(file).steps_updated == 0


def test_when_a_step_was_begun_and_that_one_knew_it_already_come_back_equal(
    exchange: Exchange, learning: Learning, stocked: Database, tmp_path: Path
) -> None:
    one, two, three = learning.path(learning.paths()[0].id).milestones[0].steps[:3]
    learning.set_status(one.id, "doing")
    learning.set_status(one.id, "waiting")
    learning.set_status(two.id, "done", tested_out=True)
    learning.set_status(three.id, "done")
    file = tmp_path / "all.csv"
    exchange.export(file, "paths")
    before = progress_of(stocked)
    assert [(row[1] is not None, row[2]) for row in before] == [(True, 0), (False, 1), (False, 0)]
    for _ in range(4):
        Desk(stocked).undo()
    assert progress_of(stocked) == []
    assert exchange.apply(file).refused == ()
    assert progress_of(stocked) == before


def progress_of(db: Database) -> list[tuple[object, ...]]:
    with db.hot_reading() as raw:
        told = "SELECT step_id, started_on, tested_out, status, done_on FROM step_progress ORDER BY step_id"
        return list(raw.execute(told))


def test_a_header_with_a_column_nobody_knows_is_refused(exchange: Exchange, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("path,title,colour\n", encoding="utf-8")
    with refuses("exchange.unreadable"):
        exchange.preview(file)
    assert "paths" in FORMATS.names()


def test_an_id_of_something_else_is_refused_in_words(exchange: Exchange, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("path,title,id\nMine,One,tpm-core:roadmap.rice\n", encoding="utf-8")
    (refused,) = exchange.apply(file).refused
    assert " cannot become a step" in refused.why


def test_a_loop_in_a_file_costs_no_prerequisite_that_is_here(
    exchange: Exchange, learning: Learning, table: Path, tmp_path: Path
) -> None:
    exchange.apply(table)
    file = tmp_path / "loop.csv"
    file.write_text("path,milestone,title,needs\nMy way,First,Build it,Build it\n", encoding="utf-8")
    (refused,) = exchange.apply(file).refused
    assert "before itself" in refused.why
    second = next(s for s in way(learning).milestones[0].steps if s.title == "Build it")
    assert second.open_needs == ("SQL class",)


def test_a_step_keeps_what_a_file_has_no_column_for(
    exchange: Exchange, learning: Learning, table: Path, tmp_path: Path
) -> None:
    exchange.apply(table)
    before = way(learning)
    file = tmp_path / "some.csv"
    rows = [("SQL class", "My way"), ("Build it", "My way"), ("Acme", "My way")]
    file.write_text("path,title\n" + "".join(f"{path},{title}\n" for title, path in rows), encoding="utf-8")
    assert exchange.apply(file).refused == ()
    assert way(learning) == before


def test_of_a_step_that_stands_twice_in_a_path_the_first_counts(
    exchange: Exchange, learning: Learning, tmp_path: Path
) -> None:
    file = tmp_path / "twice.csv"
    rows = "My way,First,One,2\nMy way,First,One,2\nMy way,First,One,3\n"
    file.write_text("path,milestone,title,hours\n" + rows, encoding="utf-8")
    face = exchange.apply(file)
    assert (face.steps_added, [row.where for row in face.refused]) == (1, ["line 4"])
    assert [step.hours for step in way(learning).milestones[0].steps] == [2]
