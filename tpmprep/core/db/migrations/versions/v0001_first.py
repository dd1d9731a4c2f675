"""The first schema: every table, its named constraints and its indexes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _aim()
    _quiz()
    _recall()
    _desk()
    _packs()
    _cards()
    _thing()
    _interview()
    _bank()
    _catalog()
    _naming()
    _progress()
    _learning()
    _steps()


def _aim() -> None:
    _table(
        "aim",
        *_int("id"),
        *_text("what", "company", "round"),
        *_text("due_on", empty=True),
        *_text("zone"),
        *_int("minutes"),
        *_text("role"),
        *_int("created_at"),
        *_int("ended_at", empty=True),
        *_text("body"),
        counted=True,
    )


def _quiz() -> None:
    _table(
        "attempt",
        *_int("id"),
        *_text("kind", "title"),
        *_int("started_at"),
        *_int("undone_at", empty=True),
        counted=True,
    )
    _table("item", *_text("kind", "stem", "body"), *_content())
    _table(
        "response",
        *_int("id", "item_id"),
        *_int("attempt_id", empty=True),
        *_int("at"),
        *_text("study_day", "given"),
        *_real("score"),
        *_int("confidence", "graded", "duration_ms"),
        *_int("undone_at", empty=True),
        *_to(item_id="thing.id", attempt_id="attempt.id"),
        counted=True,
    )
    op.create_index("ix_response_item_id_at", "response", ["item_id", "at"])
    _indexed("response", "study_day")


def _recall() -> None:
    _table(
        "day_tally",
        *_text("study_day", "room", "kind"),
        *_int("answers", "good", "ms"),
        key=("study_day", "room", "kind"),
    )
    _table(
        "memory",
        *_int("thing_id"),
        *_text("kind"),
        *_int("state"),
        *_int("step", empty=True),
        *_real("stability", "difficulty", empty=True),
        *_int("due_at", "last_at", empty=True),
        *_int("reps", "lapses", "suspended"),
        *_text("buried_on", empty=True),
        *_int("position"),
        *_to(thing_id="thing.id"),
    )
    op.create_index("ix_memory_due", "memory", ["kind", "state", "due_at"])
    _table(
        "review",
        *_int("id", "thing_id"),
        *_text("room"),
        *_int("at"),
        *_text("study_day"),
        *_int("rating"),
        *_text("kind"),
        *_int("duration_ms", "state_before"),
        *_int("step_before", empty=True),
        *_real("stability_before", "difficulty_before", empty=True),
        *_int("due_before", "last_before", empty=True),
        *_real("stability_after", "difficulty_after", empty=True),
        *_int("due_after", "undone_at", empty=True),
        *_to(thing_id="thing.id"),
        counted=True,
    )
    op.create_index("ix_review_thing_id_at", "review", ["thing_id", "at"])
    _indexed("review", "study_day")


def _desk() -> None:
    _table("draft_text", *_text("place", "text"), *_int("at"), key=("place",))
    _table("kept", *_text("key", "value"), key=("key",))
    _table("undo_step", *_int("id"), *_text("name", "says"), *_int("at", "undone"), counted=True)
    _table(
        "undo_image",
        *_int("id", "step_id"),
        *_text("table_name", "op"),
        *_int("row_id"),
        *_text("before", "after", empty=True),
        *_to(step_id="undo_step.id"),
        counted=True,
    )
    _indexed("undo_image", "step_id")


def _packs() -> None:
    _table(
        "pack",
        *_int("id"),
        *_text("ref", "version", "title", "licence", "language", "digest"),
        *_int("installed_at"),
        _once("ref"),
        counted=True,
    )
    _table(
        "field_edit",
        *_int("id", "thing_id"),
        *_text("field", "shipped"),
        *_text("offered", empty=True),
        *_to(thing_id="thing.id"),
    )
    _indexed("field_edit", "thing_id")


def _cards() -> None:
    _table(
        "sitting",
        *_int("id"),
        *_text("title"),
        *_int("minutes"),
        *_text("plan"),
        *_int("started_at"),
        counted=True,
    )
    _table(
        "deck",
        *_int("parent_id", empty=True),
        *_text("title"),
        *_int("position"),
        *_content(parent_id="deck.thing_id"),
    )
    _indexed("deck", "parent_id")
    _table(
        "sitting_place",
        *_int("sitting_id", "position"),
        *_text("front"),
        *_int("ended_at", empty=True),
        *_to(sitting_id="sitting.id"),
        key=("sitting_id",),
    )
    _table("note", *_int("deck_id"), *_text("kind", "fields"), *_content(deck_id="deck.thing_id"))
    _indexed("note", "deck_id")
    _table(
        "card",
        *_int("thing_id", "note_id", "deck_id", "ord"),
        *_int("deleted_at", empty=True),
        *_to(thing_id="thing.id", note_id="note.thing_id", deck_id="deck.thing_id"),
    )
    _indexed("card", "deck_id", "note_id")


def _thing() -> None:
    _table("thing", *_int("id"), *_text("kind", "ref"), _once("ref"), counted=True)


def _interview() -> None:
    _table(
        "answer_note",
        *_int("question_id"),
        *_text("text"),
        *_int("edited_at"),
        *_to(question_id="thing.id"),
        key=("question_id",),
    )
    _table(
        "rehearsal",
        *_int("id", "thing_id", "at"),
        *_text("study_day"),
        *_int("duration_ms"),
        *_int("score", empty=True),
        *_text("improve", "text", "parts"),
        *_text("recording", empty=True),
        *_int("undone_at", empty=True),
        *_to(thing_id="thing.id"),
        counted=True,
    )
    op.create_index("ix_rehearsal_thing_id_at", "rehearsal", ["thing_id", "at"])
    _table(
        "story",
        *_text("title", "situation", "task", "action", "result", "reflection", "competencies"),
        *_content(),
    )


def _bank() -> None:
    _table(
        "category",
        *_int("id"),
        *_text("ref", "title", "round", "body"),
        *_int("position"),
        *_int("pack_id", empty=True),
        _once("ref"),
        *_to(pack_id="pack.id"),
    )
    _table(
        "question",
        *_int("category_id"),
        *_text("prompt"),
        *_real("minutes"),
        *_int("starred"),
        *_text("body"),
        *_content(category_id="category.id"),
    )
    _indexed("question", "category_id")


def _catalog() -> None:
    _table("concept_met", *_int("concept_id", "at"), *_to(concept_id="thing.id"), key=("concept_id",))
    _table(
        "domain",
        *_int("id"),
        *_text("ref", "title", "about"),
        *_int("position"),
        *_int("pack_id", empty=True),
        _once("ref"),
        *_to(pack_id="pack.id"),
    )
    _table(
        "concept",
        *_int("domain_id"),
        *_text("title", "brief", "example", "aliases", "after"),
        *_int("position"),
        *_content(domain_id="domain.id"),
    )
    _indexed("concept", "domain_id")


def _naming() -> None:
    _table(
        "concept_of",
        *_int("id", "thing_id", "concept_id", "position"),
        *_to(thing_id="thing.id", concept_id="thing.id"),
    )
    _indexed("concept_of", "concept_id", "thing_id")
    _table("search_doc", *_int("thing_id"), *_text("kind", "title", "plain"), *_to(thing_id="thing.id"))
    _table("thing_tag", *_int("id", "thing_id"), *_text("name"), *_to(thing_id="thing.id"))
    _indexed("thing_tag", "name", "thing_id")


def _progress() -> None:
    _table(
        "evidence",
        *_int("id", "step_id"),
        *_text("kind", "text"),
        *_int("created_at"),
        *_to(step_id="thing.id"),
        counted=True,
    )
    _indexed("evidence", "step_id")
    _table(
        "hour_log",
        *_int("id", "step_id", "at"),
        *_text("study_day"),
        *_int("minutes"),
        *_int("undone_at", empty=True),
        *_to(step_id="thing.id"),
        counted=True,
    )
    _indexed("hour_log", "step_id")
    _table(
        "step_progress",
        *_int("step_id"),
        *_text("status"),
        *_text("started_on", "due_on", "done_on", empty=True),
        *_int("tested_out"),
        *_text("notes"),
        *_real("cost", empty=True),
        *_text("body"),
        *_to(step_id="thing.id"),
        key=("step_id",),
    )


def _learning() -> None:
    _table(
        "path", *_text("title", "summary"), *_real("weekly_hours"), *_int("followed", "position"), *_content()
    )
    _table(
        "milestone",
        *_int("thing_id", "path_id"),
        *_text("title", "about"),
        *_int("position"),
        *_to(thing_id="thing.id", path_id="path.thing_id"),
    )
    _indexed("milestone", "path_id")


def _steps() -> None:
    _table("step", *_text("kind", "title"), *_real("hours"), *_text("body"), *_content())
    _table(
        "step_need",
        *_int("id", "step_id", "choice", "needs_id"),
        *_to(step_id="step.thing_id", needs_id="thing.id"),
    )
    _indexed("step_need", "step_id")
    _table(
        "path_step",
        *_int("id", "path_id", "milestone_id", "step_id", "position", "optional"),
        *_to(path_id="path.thing_id", milestone_id="milestone.thing_id", step_id="step.thing_id"),
    )
    op.create_index("ix_path_step_path_id", "path_step", ["path_id", "position"])
    _indexed("path_step", "step_id")


def _table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...] = (), counted: bool = False) -> None:
    """Makes a STRICT table; its constraints get the names the project gives them."""
    own = "id" if any(isinstance(part, sa.Column) and part.name == "id" for part in parts) else "thing_id"
    for part in parts:
        if isinstance(part, sa.UniqueConstraint):
            part.name = f"uq_{name}_ref"
        elif isinstance(part, sa.ForeignKeyConstraint):
            part.name = f"fk_{name}_{part.column_keys[0]}"
    primary = sa.PrimaryKeyConstraint(*(key or (own,)), name=f"pk_{name}")
    op.create_table(name, *parts, primary, sqlite_strict=True, sqlite_autoincrement=counted)


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _int(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer(), nullable=empty) for name in names]


def _text(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=empty) for name in names]


def _real(*names: str, empty: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.REAL(), nullable=empty) for name in names]


def _once(*columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns)


def _to(**targets: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([column], [target]) for column, target in targets.items()]


def _content(**targets: str) -> list[sa.schema.SchemaItem]:
    return [
        *_int("thing_id"),
        *_int("pack_id", empty=True),
        *_text("tier"),
        *_int("difficulty"),
        *_text("role", "explanation", "source"),
        *_text("as_of", empty=True),
        *_int("created_at"),
        *_int("edited_at", "retired_at", "deleted_at", empty=True),
        *_to(**targets, thing_id="thing.id", pack_id="pack.id"),
    ]
