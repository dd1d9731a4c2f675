"""What Today costs, counted in statements: it is built while somebody waits."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from tests.core.insight.conftest import Learner
    from tpmprep.core.db.database import Database


@pytest.fixture
def asked(stocked: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What SQLite is asked by readers."""
    told: list[str] = []
    really = stocked.hot_reading

    @contextmanager
    def reading() -> Iterator[sqlite3.Connection]:
        with really() as raw:
            raw.set_trace_callback(lambda line: told.append(line) if line.lstrip()[0] in "SW" else None)
            yield raw
            raw.set_trace_callback(None)

    monkeypatch.setattr(stocked, "hot_reading", reading)
    return told


def test_today_takes_few_statements_however_many_rounds_there_are(learner: Learner, asked: list[str]) -> None:
    learner.aim()
    asked.clear()
    learner.insight.today()
    assert 0 < len(asked) <= 32, asked


def test_a_swap_asks_for_its_own_block_alone(learner: Learner, asked: list[str]) -> None:
    learner.aim()
    counts = {}
    for kind in ("recall", "say", "do"):
        asked.clear()
        learner.insight.today(only=kind)
        counts[kind] = len(asked)
    assert counts["say"] <= 6
    assert max(counts.values()) <= 16, counts
