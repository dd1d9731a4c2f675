"""A stocked profile, the exchange over it, and a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.service import Cards
from tpmprep.core.exchange.service import Exchange

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
