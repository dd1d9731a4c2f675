from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.core.quiz.stage import multiple, single, statement
from tests.core.quiz.test_answers import give
from tests.core.refusals import refuses
from tpmprep.core.catalog.shelf import put_concept, put_domain
from tpmprep.core.catalog.things import identity
from tpmprep.core.db.desk import Desk
from tpmprep.core.db.tables.packs import Pack
from tpmprep.core.ground.change import Change
from tpmprep.core.quiz.bank import put_item
from tpmprep.core.quiz.faces import ItemQuery

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.quiz.service import Quiz


def pack_row(db: Database) -> Pack:
    now = db.clock.now()
    return Pack(ref="tpm", version="1", title="", licence="", language="en", digest="", installed_at=now)


def shipped(
    db: Database, stem: str = "As shipped, what is a service level objective for?"
) -> tuple[int, str]:
    body = {"options": [{"text": "a", "right": True, "why": "x"}, {"text": "b", "right": False, "why": "y"}]}
    with db.unlogged(Change.PACKS) as session:
        pack = session.get(Pack, 1) or pack_row(db)
        session.add(pack)
        session.flush()
        domain = put_domain(session, "tpm:D11", "Reliability", "", 11, pack.id)
        values = {"domain_id": domain, "title": "SLO", "brief": "b", "pack_id": pack.id}
        put_concept(session, "tpm:slo", values, (), db.clock.now())
        item = {"kind": "single_choice", "stem": stem, "body": body, "tier": "useful", "pack_id": pack.id}
        concepts = [identity(session, "concept", "tpm:slo")]
        outcome = put_item(session, "tpm:quiz.slo", item, concepts, (), db.clock.now())
        return identity(session, "item", "tpm:quiz.slo"), outcome


def test_an_item_is_shown_with_all_its_options_and_reasons(quiz: Quiz) -> None:
    face = quiz.item(quiz.add(single()))
    assert face.stem == single().stem
    assert {(o.key, o.text, o.right, o.why) for o in face.options} == {
        (key, o.text, o.right, o.why) for key, o in enumerate(single().options)
    }
    assert (face.pick, face.known_kind, face.shipped, face.domain) == (1, True, False, "")
    assert quiz.item(quiz.add(multiple())).pick == 0


def test_options_keep_their_order_until_the_item_is_answered_and_undo_brings_it_back(
    quiz: Quiz, db: Database
) -> None:
    items = [quiz.add(single(f"{single().stem} ({n})")) for n in range(6)]
    before = [quiz.item(item).options for item in items]
    assert [quiz.item(item).options for item in items] == before
    for item in items:
        give(db, item, (0,))
    assert [quiz.item(item).options for item in items] != before
    for _ in items:
        Desk(db).undo()
    assert [quiz.item(item).options for item in items] == before


def test_true_stands_before_false_however_often_a_statement_was_answered(quiz: Quiz, db: Database) -> None:
    items = [quiz.add(replace(statement(), stem=f"{statement().stem} ({n})")) for n in range(6)]
    for _ in range(2):
        texts = {tuple(option.text for option in quiz.item(item).options) for item in items}
        assert texts == {("True", "False")}
        for item in items:
            give(db, item, (0,))


def test_items_are_listed_by_domain_state_tier_and_words(quiz: Quiz, db: Database) -> None:
    slo, _ = shipped(db)
    own = quiz.add(single())
    give(db, own, (1,))
    assert [row.id for row in quiz.items(ItemQuery())] == [slo, own]
    assert [row.id for row in quiz.items(ItemQuery(domain_id=1))] == [slo]
    assert [row.id for row in quiz.items(ItemQuery(tier="useful"))] == [slo]
    assert [row.id for row in quiz.items(ItemQuery(state="missed"))] == [own]
    assert [row.id for row in quiz.items(ItemQuery(state="new"))] == [slo]
    assert [row.id for row in quiz.items(ItemQuery(text="release p99"))] == [own]
    assert quiz.items(ItemQuery(limit=1))[0].domain == "Reliability"
    (row,) = quiz.items(ItemQuery(state="missed"))
    assert (row.responses, row.last_score, row.last_at) == (1, 0.0, db.clock.now())


def test_a_faulty_item_is_refused_by_field(quiz: Quiz) -> None:
    with refuses("item.field", field="stem"):
        quiz.add(single(" "))
    with refuses("item.field", field="options"):
        quiz.add(replace(single(), options=single().options[1:]))
    with refuses("item.kind"):
        quiz.add(replace(single(), kind="hologram"))
    with refuses("item.gone"):
        quiz.item(99)


def test_a_shipped_item_keeps_the_users_edit_over_an_update(quiz: Quiz, db: Database) -> None:
    item, outcome = shipped(db)
    assert outcome == "added"
    assert shipped(db)[1] == "unchanged"
    face = quiz.item(item)
    options = single().options
    quiz.edit(
        item, replace(single("What I would rather be asked about service levels, then?"), options=options)
    )
    assert shipped(db, "Newly shipped: what is a service level objective for?")[1] == "updated"
    assert quiz.item(item).stem.startswith("What I would rather")
    assert face.shipped


def test_deleting_items_is_one_step_that_undo_brings_back(quiz: Quiz, db: Database) -> None:
    items = [quiz.add(single()), quiz.add(multiple())]
    assert quiz.delete(items) == 2
    assert quiz.delete([]) == 0
    assert quiz.items(ItemQuery()) == ()
    undone = Desk(db).undo()
    assert undone is not None
    assert (undone.name, undone.says["count"]) == ("item.deleted", 2)
    assert len(quiz.items(ItemQuery())) == 2


def test_lint_speaks_of_writing_faults(quiz: Quiz) -> None:
    assert quiz.lint(single()) == ()
    assert quiz.lint(single("What?"))[0].rule == "stem.short"


def test_an_items_tier_and_difficulty_are_kept_and_can_be_changed(quiz: Quiz) -> None:
    item = quiz.add(replace(single(), tier="rare", difficulty=3))
    face = quiz.item(item)
    assert (face.tier, face.difficulty) == ("rare", 3)
    quiz.edit(item, replace(single(), tier="useful", difficulty=1))
    face = quiz.item(item)
    assert (face.tier, face.difficulty) == ("useful", 1)
