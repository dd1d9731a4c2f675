"""The fifth schema: search reads the words of a note where they stand, cards are found by deck elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FRONT, BACK = "json_extract(n.fields, '$.front')", "json_extract(n.fields, '$.back')"
REST = f"{BACK} || char(10) || n.explanation"
SIDES = "(SELECT count(*) FROM json_each(n.fields)) = 2"


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS search_fts")  # made anew after every upgrade
    op.drop_index("ix_card_deck_id", "card")  # decks and plans read ix_memory_due
    _search()


def _search() -> None:
    """What stands in the fields of a note word for word goes."""
    op.rename_table("search_doc", "search_doc_old")
    op.create_table(
        "search_doc",
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("plain", sa.Text()),
        sa.PrimaryKeyConstraint("thing_id", name="pk_search_doc"),
        sa.ForeignKeyConstraint(["thing_id"], ["thing.id"], name="fk_search_doc_thing_id"),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO search_doc(thing_id, kind, title, plain) "  # noqa: S608  (names of this file)
        "SELECT d.thing_id, iif(told > 0, NULL, kind), iif(told = 2, NULL, title), "
        "iif(told > 0, NULL, plain) FROM (SELECT d.*, coalesce((SELECT CASE "
        f"WHEN d.title = {FRONT} AND d.plain = {REST} THEN 2 "
        f"WHEN d.plain = {FRONT} || char(10) || {REST} THEN 1 ELSE 0 END "
        f"FROM note n WHERE n.thing_id = d.thing_id AND json_valid(n.fields) AND {SIDES}), 0) AS told "
        "FROM search_doc_old d WHERE d.kind = 'note' "
        "UNION ALL SELECT d.*, 0 FROM search_doc_old d WHERE d.kind <> 'note') AS d ORDER BY d.thing_id"
    )
    op.drop_table("search_doc_old")
