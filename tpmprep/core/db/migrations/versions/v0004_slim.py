"""The fourth schema: the log of reviews keeps what cannot be worked out, the search text repeats no title."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROOM = "CASE room WHEN 'cards' THEN 0 WHEN 'quiz' THEN 1 WHEN 'interview' THEN 2 END"
KIND = "CASE kind WHEN 'review' THEN 0 WHEN 'learn' THEN 1 WHEN 'relearn' THEN 2 WHEN 'drill' THEN 3 END"
DAY = "unixepoch(study_day) / 86400"
ALIKE = "id, thing_id, at, rating, duration_ms, state_before, due_after, undone_at"


def upgrade() -> None:
    _review()
    _search()


def _review() -> None:
    """The memory before and after an answer goes: ratings and times, replayed, give it again."""
    op.drop_index("ix_review_thing_id_at", "review")
    op.drop_index("ix_review_first", "review")
    op.rename_table("review", "review_old")
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("state_before", sa.Integer(), nullable=False),
        sa.Column("due_after", sa.Integer()),
        sa.Column("undone_at", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name="fk_review_thing_id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.execute(
        f"INSERT INTO review({ALIKE}, room, study_day, kind) "  # noqa: S608  (names of this file)
        f"SELECT {ALIKE}, {ROOM}, {DAY}, {KIND} FROM review_old ORDER BY id"
    )
    op.drop_table("review_old")
    op.create_index("ix_review_thing_id", "review", ["thing_id"])
    first = sa.text("state_before = 0")
    op.create_index("ix_review_first", "review", ["study_day", "room"], sqlite_where=first)


def _search() -> None:
    op.execute("DROP TABLE IF EXISTS search_fts")  # made anew after every upgrade, the longer column first
    op.execute(
        "UPDATE search_doc SET plain = substr(plain, length(title) + 2) "
        "WHERE substr(plain, 1, length(title) + 1) = title || char(10)"
    )
