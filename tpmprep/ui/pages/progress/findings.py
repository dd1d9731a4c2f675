"""What each chart of Progress has found, in one sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from tpmprep.ui.pages.progress.words import counted, day, duration, per_cent, room_name, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.insight.faces import DomainReadiness, ProgressFace, SureShare, TakeWeek, WeekTime

SPAN, FEW_DAYS = 30, 4
FEW_REVIEWS, FEW_ANSWERS = 50, 20
SURE, TRUSTED, MOVED = 2, 0.9, 0.3
WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
CLOSE = 0.03


def domains_finding(domains: Sequence[DomainReadiness]) -> str:
    """The weakest domain that was worked on."""
    begun = [row for row in domains if row.met or row.recall or row.quiz]
    if not begun:
        return say("No area has answers yet")
    weakest = min(begun, key=lambda row: row.score)
    if len(begun) == 1:
        return say("{area} is begun, at {share}", area=weakest.domain, share=per_cent(weakest.score))
    return say("{area} is the weakest area you have begun", area=weakest.domain)


def heat_finding(days: Sequence[tuple[date, int]], today: date) -> str:
    """On how many of the last thirty days one studied, and on which weekday most often."""
    recent = [on for on, minutes in days if minutes > 0 and timedelta(0) <= today - on < timedelta(days=SPAN)]
    if not recent:
        return say("No study day in the last {all}; today can be one", all=SPAN)
    counts = Counter(on.weekday() for on in recent)
    weekday, most = max(counts.items(), key=lambda pair: pair[1])
    tied = sum(1 for count in counts.values() if count == most) > 1
    if len(recent) < FEW_DAYS or tied:
        return say("You studied on {days} of the last {all} days", days=len(recent), all=SPAN)
    return say(
        "You studied on {days} of the last {all} days, most on {weekday}",
        days=len(recent),
        all=SPAN,
        weekday=say(WEEKDAYS[weekday]),
    )


def load_finding(load: Sequence[tuple[date, int]], fresh: Sequence[tuple[date, int]] = ()) -> str:
    """The busiest day ahead, and what is usual, new cards among them."""
    new = dict(fresh)
    both = [(on, count + new.get(on, 0)) for on, count in load]
    total = sum(count for _, count in both)
    if not total:
        return say("No card comes back in the next 30 days")
    on, most = max(both, key=lambda pair: pair[1])
    usual = round(total / max(1, len(both)))
    return say("{usual} cards a day ahead, at most {most} on {day}", usual=usual, most=most, day=day(on))


def weeks_finding(weeks: Sequence[WeekTime]) -> str:
    """How much time there was in these weeks, and where most of it went."""
    rooms: defaultdict[str, float] = defaultdict(float)
    for week in weeks:
        for room, minutes in week.minutes:
            rooms[room] += minutes
    total = sum(rooms.values())
    if not total:
        return say("No time counted yet")
    room, minutes = max(rooms.items(), key=lambda one: one[1])
    return say(
        "{total} in {weeks} weeks, {share} of it with {room}",
        total=duration(max(1, round(total))),
        weeks=len(weeks),
        share=per_cent(minutes / total),
        room=room_name(room),
    )


def sure_finding(rows: Sequence[SureShare]) -> str:
    """Whether being sure means being right."""
    if not rows:
        return say("How far you can trust your “sure”")
    sure = next((row for row in rows if row.confidence == SURE), None)
    if sure is None or sure.answers < FEW_ANSWERS:
        left = FEW_ANSWERS - (sure.answers if sure else 0)
        return counted(
            left,
            "One more answer given as sure, and it says how far you can trust them",
            "{n} more answers given as sure, and it says how far you can trust them",
        )
    share = per_cent(sure.share)
    if sure.share >= TRUSTED:
        return say("When you are sure, you are right {share} of the time: trust it", share=share)
    wrong = per_cent(1 - sure.share)
    return say("Sure, yet wrong {wrong} of the time: there the reasons are worth reading", wrong=wrong)


def takes_finding(weeks: Sequence[TakeWeek]) -> str:
    """How the self-scores of takes went."""
    if not weeks:
        return say("How your takes went")
    takes = sum(week.takes for week in weeks)
    first, last = weeks[0].mean, weeks[-1].mean
    if len(weeks) == 1:
        one, many = "1 take this far, {mean} of 5", "{n} takes this far, {mean} of 5 on average"
        return counted(takes, one, many, mean=f"{last:.1f}")
    values = {"takes": takes, "first": f"{first:.1f}", "last": f"{last:.1f}"}
    if last - first >= MOVED:
        return say("Your takes rose from {first} to {last} of 5 over {takes} takes", **values)
    if first - last >= MOVED:
        return say("Your takes stand at {last} of 5, after {first} at first, over {takes} takes", **values)
    return say("Your takes hold at {last} of 5 over {takes} takes", **values)


def retention(face: ProgressFace, desired: float) -> tuple[str, str]:
    """How much is remembered against what was asked for, and what to do about it."""
    if face.retention is None:
        return (
            say("How much you remember shows here after the first cards come back"),
            say("You asked for {desired}.", desired=per_cent(desired)),
        )
    told = say(
        "You remember {true} of what comes back; you asked for {desired}",
        true=per_cent(face.retention),
        desired=per_cent(desired),
    )
    if sum(month.reviews for month in face.months) < FEW_REVIEWS:  # answers while learning do not count
        return told, say("After {count} reviews this number means more.", count=FEW_REVIEWS)
    if face.retention < desired - CLOSE:
        advice = say("Split or reword the cards that keep failing, and answer Again when it was a guess.")
        return told, advice
    if face.retention > desired + CLOSE:
        return told, say("You could ask for less in Settings and save minutes every day.")
    return told, say("That fits: nothing to change.")
