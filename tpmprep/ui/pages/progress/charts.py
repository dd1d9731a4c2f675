"""The charts of Progress: made once, each filled from the figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from tpmprep.ui.kit.charts.bars import Bars
from tpmprep.ui.kit.charts.heat import Heat
from tpmprep.ui.kit.charts.stacked import Stacked
from tpmprep.ui.kit.charts.whiskers import Scale, Whiskers
from tpmprep.ui.pages.progress import findings, points, words
from tpmprep.ui.pages.progress.chart_box import ChartBox
from tpmprep.ui.pages.progress.words import say

if TYPE_CHECKING:
    from tpmprep.core.insight.faces import ProgressFace

SHARES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
LOWEST_RETENTION: Final = 0.5


class Charts:
    """All charts in their boxes, in the order they stand on the page."""

    def __init__(self) -> None:
        per_cent = Scale(LOWEST_RETENTION, 1.0, (0.5, 0.6, 0.7, 0.8, 0.9, 1.0), "{n} %", 100)
        shares = Scale(0.0, 1.0, SHARES, "{n} %", 100)
        scores = Scale(1.0, 5.0, (1.0, 2.0, 3.0, 4.0, 5.0))
        likely = say("Likely between")
        self.bars = Bars("", [])
        self.heat = Heat("", {}, date(2000, 1, 3), unit=say("minutes"))
        cards = (say("1 card"), say("{n} cards", n="{n}"))
        self.load = Stacked("", (say("due"), say("new by your plan")), cards, say("Day"))
        rooms = [words.room_name(room) for room in points.ROOMS]
        self.weeks = Stacked("", rooms, (say("1 min"), say("{n} min", n="{n}")), say("Week of"))
        self.months = Whiskers("", per_cent, (say("Month"), say("Remembered"), likely, say("Reviews")))
        sure_titles = (say("You were"), say("Right"), likely, say("Answers"))
        self.sure = Whiskers("", shares, sure_titles, join=False)
        take_titles = (say("Week of"), say("Mean score"), say("Lowest and highest"), say("Takes"))
        self.takes = Whiskers("", scores, take_titles, digits=1)
        self.boxes = self._boxed()

    def show_face(self, face: ProgressFace, day: date, desired: float) -> None:
        """Fills every chart; ``desired`` is the retention asked for, 0–1."""
        self.bars.set_data(findings.domains_finding(face.domains), [points.bar(one) for one in face.domains])
        self.heat.set_data(findings.heat_finding(face.days, day), dict(face.days), day)
        self.load.set_data(findings.load_finding(face.load, face.fresh), points.days(face))
        self.weeks.set_data(findings.weeks_finding(face.weeks), points.weeks(face))
        told, advice = findings.retention(face, desired)
        wanted = say("you asked for {share}", share=words.per_cent(desired))
        self.months.set_data(told, points.months(face), (desired, wanted))
        self.sure.set_data(findings.sure_finding(face.sureness), points.sureness(face))
        self.takes.set_data(findings.takes_finding(face.takes), points.takes(face))
        empty = (False, not face.days, self.load.is_empty(), self.months.is_empty(), self.weeks.is_empty(),
                 self.sure.is_empty(), self.takes.is_empty())  # fmt: skip
        for box, nothing in zip(self.boxes, empty, strict=True):
            box.renew(empty=nothing, note=advice if box.chart is self.months else "")

    def _boxed(self) -> list[ChartBox]:
        return [
            ChartBox(self.bars, say("Readiness by area")),
            ChartBox(self.heat, say("Study days"), say("It fills from your first sitting on.")),
            ChartBox(self.load, say("Cards ahead"), say("It fills once you have learned your first cards.")),
            ChartBox(
                self.months,
                say("Memory by month"),
                say("It fills when the first cards come back, two or three days after they were learned."),
            ),
            ChartBox(self.weeks, say("Time by place"), say("It fills from your first sitting on.")),
            ChartBox(
                self.sure,
                say("Sure and right"),
                say("It fills with your first quiz answers: each is given with how sure you were."),
            ),
            ChartBox(self.takes, say("Takes"), say("It fills with the first take you give a score.")),
        ]
