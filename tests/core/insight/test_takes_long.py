"""Tests of when today is better read beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.change import Change

if TYPE_CHECKING:
    from tests.core.insight.conftest import Learner
    from tpmprep.core.db.database import Database

MANY = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
INSERT INTO concept_of(thing_id, concept_id, position)
SELECT (SELECT max(thing_id) FROM note), (SELECT max(thing_id) FROM concept), n.i + 100 FROM n
"""


def test_today_takes_long_once_very_many_cards_belong_to_concepts(
    learner: Learner, stocked: Database
) -> None:
    assert not learner.insight.takes_long()
    with stocked.hot_step("note.added", Change.CARDS) as raw:
        raw.execute(MANY)
    assert learner.insight.takes_long()
