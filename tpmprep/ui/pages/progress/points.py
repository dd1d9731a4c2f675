"""What the charts of Progress paint, made of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.ui.kit.charts.bars import Bar
from tpmprep.ui.kit.charts.stacked import Stack
from tpmprep.ui.kit.charts.whiskers import FEW, Point
from tpmprep.ui.pages.progress import words
from tpmprep.ui.pages.progress.words import say

if TYPE_CHECKING:
    from tpmprep.core.insight.faces import DomainReadiness, ProgressFace

ROOMS: Final = ("cards", "quiz", "interview", "learning")


def bar(domain: DomainReadiness) -> Bar:
    """A domain with its interval; one not begun says so."""
    begun = domain.met or domain.recall or domain.quiz
    told = "" if begun else say("not begun")
    return Bar(domain.domain, domain.score, domain.low if begun else 0, domain.high if begun else 0, told)


def days(face: ProgressFace) -> list[Stack]:
    """The next days, due cards below, new ones above."""
    new = dict(face.fresh)
    return [
        Stack(words.day(on), (count, new.get(on, 0)), words.day(on) if at % 7 == 0 and at < 28 else "")
        for at, (on, count) in enumerate(face.load)
    ]


def weeks(face: ProgressFace) -> list[Stack]:
    """The weeks, each with its rooms."""

    def values(minutes: dict[str, int]) -> tuple[float, ...]:
        return tuple(float(minutes.get(room, 0)) for room in ROOMS)

    return [
        Stack(
            words.day(week.monday), values(dict(week.minutes)), words.day(week.monday) if at % 3 == 0 else ""
        )
        for at, week in enumerate(face.weeks)
    ]


def months(face: ProgressFace) -> list[Point]:
    """Memory by month."""
    return [
        Point(
            words.month(one.month), one.share, one.low, one.high, one.reviews,
            _counted(one.reviews, say("1 review"), say("{n} reviews", n="{n}")),
        )
        for one in face.months
    ]  # fmt: skip


def sureness(face: ProgressFace) -> list[Point]:
    """How often one was right, by how sure one was."""
    return [
        Point(
            words.confidence_name(one.confidence), one.share, one.low, one.high, one.answers,
            _counted(one.answers, say("1 answer"), say("{n} answers", n="{n}")),
        )
        for one in face.sureness
    ]  # fmt: skip


def takes(face: ProgressFace) -> list[Point]:
    """Self-scores by week."""
    return [
        Point(
            words.day(one.monday), one.mean, one.low, one.high, max(one.takes, FEW),
            _counted(one.takes, say("1 take"), say("{n} takes", n="{n}")),
        )
        for one in face.takes
    ]  # fmt: skip


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.replace("{n}", str(number))
