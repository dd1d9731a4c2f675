"""The second schema: decks counted from one index, fewer pages an answer, imports undone by range."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATE = (
    "kind, state, step, stability, difficulty, due_at, last_at, reps, lapses, suspended, buried_on, position"
)
DECK = "SELECT deck_id FROM card WHERE card.thing_id = memory_old.thing_id AND card.deleted_at IS NULL"


def upgrade() -> None:
    _review()
    _memory()
    _undo()
    op.execute("DROP TABLE IF EXISTS search_fts")  # made anew after every upgrade, now with fewer prefixes


def _review() -> None:
    """What counts by day asks for first answers alone; other answers no longer write that index."""
    op.drop_index("ix_review_study_day", "review")
    first = sa.text("state_before = 0")
    op.create_index("ix_review_first", "review", ["study_day", "room"], sqlite_where=first)


def _memory() -> None:
    op.drop_index("ix_memory_due", "memory")
    op.rename_table("memory", "memory_old")
    op.create_table(
        "memory",
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer()),
        sa.Column("stability", sa.REAL()),
        sa.Column("difficulty", sa.REAL()),
        sa.Column("due_at", sa.Integer()),
        sa.Column("last_at", sa.Integer()),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Integer(), nullable=False),
        sa.Column("buried_on", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deck_id", sa.Integer()),
        sa.PrimaryKeyConstraint("thing_id", name="pk_memory"),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name="fk_memory_thing_id"),
        sqlite_strict=True,
    )
    op.execute(
        f"INSERT INTO memory(thing_id, {STATE}, deck_id) "  # noqa: S608  (names of this file)
        f"SELECT thing_id, {STATE}, ({DECK}) FROM memory_old ORDER BY thing_id"
    )
    op.drop_table("memory_old")
    due = ["kind", "state", "due_at", "deck_id", "position", "suspended", "buried_on"]
    op.create_index("ix_memory_due", "memory", due)


def _undo() -> None:
    """Steps stay until the upgrade has counted them; their images go at once."""
    op.drop_table("undo_image")
    op.rename_table("undo_step", "undo_step_old")
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("first_image", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_undo_step"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO undo_step SELECT id, name, says, at, undone, 0, 0 FROM undo_step_old")
    op.drop_table("undo_step_old")
    op.create_table(
        "undo_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("last_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_undo_image"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "undo_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_undo_row"),
        sqlite_strict=True,
    )
    op.create_index("ix_undo_row_image_id", "undo_row", ["image_id"])
