"""However long the history: what is shown of it comes from roll-ups, and from today's end of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.insight.service import Insight

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


def test_progress_status_and_today_read_roll_ups_and_never_the_log(
    stocked: Database, profile_settings: Settings
) -> None:
    said: list[str] = []

    with stocked.hot_reading() as raw:  # the one reader there is, lent again and again
        raw.set_trace_callback(said.append)
    insight = Insight(stocked, profile_settings)
    insight.progress()
    insight.status()
    insight.today()
    assert any("FROM day_tally" in text for text in said)
    # of the log only first answers of a day, by their own index, and the rows after yesterday's last are read
    bounded = ("state_before = 0", "r.id > coalesce((SELECT id FROM review WHERE study_day < ")
    log = [text for text in said if "FROM review" in text]
    assert [text for text in log if not any(part in text for part in bounded)] == []
