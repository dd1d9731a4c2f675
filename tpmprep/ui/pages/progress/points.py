"""What the charts of Progress paint, made of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.ui.kit.charts.bars import Bar
from tpmprep.ui.kit.charts.stacked import Stack
from tpmprep.ui.kit.charts.whiskers import FEW, Point
from tpmprep.ui.pages.progress import words
from tpmprep.ui.pages.progress.words import say

if TYPE_CHECKING:
    from tpmprep.core.insight.faces import DomainReadiness, MonthRetention, ProgressFace, SureShare

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

    def values(minutes: dict[str, float]) -> tuple[float, ...]:
        return tuple(minutes.get(room, 0.0) for room in ROOMS)

    return [
        Stack(
            words.day(week.monday), values(dict(week.minutes)), words.day(week.monday) if at % 3 == 0 else ""
        )
        for at, week in enumerate(face.weeks)
    ]


def months(face: ProgressFace) -> list[Point]:
    """Memory by month."""
    return [
        _share(words.month(one.month), one, one.reviews, ("1 review", "{n} reviews")) for one in face.months
    ]


def sureness(face: ProgressFace) -> list[Point]:
    """How often one was right, by how sure one was."""
    return [
        _share(words.confidence_name(one.confidence), one, one.answers, ("1 answer", "{n} answers"))
        for one in face.sureness
    ]


def takes(face: ProgressFace) -> list[Point]:
    """Self-scores by week."""
    return [
        Point(
            words.day(one.monday), one.mean, one.low, one.high, max(one.takes, FEW),
            words.counted(one.takes, "1 take", "{n} takes"),
        )
        for one in face.takes
    ]  # fmt: skip


def _share(name: str, found: MonthRetention | SureShare, number: int, counted: tuple[str, str]) -> Point:
    return Point(name, found.share, found.low, found.high, number, words.counted(number, *counted))
