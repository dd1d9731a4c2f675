"""The insight service: questions over all rooms at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tpmprep.core.aim.service import current_aim
from tpmprep.core.ground.clock import today
from tpmprep.core.insight.scope import FIRST_TAG, roles_of
from tpmprep.core.insight.today import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.aim.faces import AimDraft
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.faces import Consequence, ExamPartRow, ProgressFace, Status
    from tpmprep.core.insight.front import BlockKind, TodayFace

OPEN_END_DAYS = 42
_MANY: Final = "SELECT 1 FROM concept_of LIMIT 1 OFFSET 5000"
MOST_STORIES, MOST_MOCKS = 8, 3
_CORE: Final = """
SELECT count(*) FROM concept
WHERE tier = 'core' AND role IN (?, 'both') AND deleted_at IS NULL AND retired_at IS NULL
"""
_FIRST_ITEM: Final = """
SELECT thing_id FROM item
WHERE tier = 'core' AND kind = 'single_choice' AND deleted_at IS NULL AND retired_at IS NULL
    AND role IN (SELECT value FROM json_each(:roles))
    AND thing_id NOT IN (SELECT item_id FROM response WHERE undone_at IS NULL)
ORDER BY thing_id IN (SELECT thing_id FROM thing_tag WHERE name = :first) DESC, difficulty, thing_id LIMIT 1
"""


class Insight:
    """Today, readiness and counts over one database."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings

    def today(
        self, minutes: int | None = None, only: BlockKind | None = None, skip: Sequence[tuple[str, int]] = ()
    ) -> TodayFace:
        """Today's page, for fewer minutes, without some things, or one kind of block and nothing else."""
        clock = self._db.clock
        with self._db.hot_reading() as raw:
            aim = current_aim(raw, today(clock))
            return build(raw, aim, clock, self._settings, minutes, only, skip)

    def takes_long(self) -> bool:
        """Whether so many cards belong to concepts that today is better read beside the window."""
        with self._db.hot_reading() as raw:
            return raw.execute(_MANY).fetchone() is not None

    def consequence(self, draft: AimDraft) -> Consequence:
        """What an aim would mean: the hours there are and what fits them."""
        from tpmprep.core.insight.faces import Consequence

        day = today(self._db.clock)
        days = None if draft.due_on is None else max(0, (draft.due_on - day).days)
        span = OPEN_END_DAYS if days is None else max(1, days)
        hours = span * draft.minutes / 60
        with self._db.hot_reading() as raw:
            core = int(raw.execute(_CORE, (draft.role,)).fetchone()[0])
        concepts = min(core, int(hours * 12))
        left_out = ["exam"] if draft.what != "certificate" else []
        if concepts < core:
            left_out.append("concepts")
        return Consequence(
            hours=hours,
            days=days,
            concepts=concepts,
            stories=min(MOST_STORIES, max(1, int(hours / 2.5))),
            mocks=min(MOST_MOCKS, int(hours / 6)),
            cards_a_day=max(1, draft.minutes // 3),
            left_out=tuple(left_out),
        )

    def progress(self) -> ProgressFace:
        """The progress page."""
        from tpmprep.core.insight.progress import progress

        with self._db.hot_reading() as raw:
            return progress(raw, self._db.clock, self._settings)

    def status(self) -> Status:
        """Counts of everything."""
        from tpmprep.core.insight.progress import status

        with self._db.hot_reading() as raw:
            return status(raw, self._db.clock)

    def exam(self, step_id: int) -> tuple[ExamPartRow, ...]:
        """How far the subjects of a certification are covered; raises ``step.gone``."""
        from tpmprep.core.insight.exams import exam_parts

        with self._db.reading() as session:
            return exam_parts(session, step_id)

    def first_item(self) -> int | None:
        """The quiz item a new user meets first: a core scenario of difficulty 1, never tried."""
        with self._db.hot_reading() as raw:
            aim = current_aim(raw, today(self._db.clock))
            wanted = {"roles": json.dumps(roles_of(aim)), "first": FIRST_TAG}
            row = raw.execute(_FIRST_ITEM, wanted).fetchone()
        return None if row is None else int(row[0])
