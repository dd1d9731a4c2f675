"""The sixth schema: search finds a question by the words of one's own answer, too."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS search_fts")  # made anew after every upgrade
    op.execute(
        "UPDATE search_doc SET plain = plain || char(10) || "
        "(SELECT a.text FROM answer_note a WHERE a.question_id = search_doc.thing_id) "
        "WHERE kind = 'question' AND thing_id IN (SELECT question_id FROM answer_note)"
    )
