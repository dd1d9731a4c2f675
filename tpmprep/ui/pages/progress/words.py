"""Words of the page Progress: findings, gaps, actions, and the formula in plain sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.insight.faces import DomainReadiness, ProgressFace
    from tpmprep.core.insight.front import Reason, RoundRow

WEEKS = 12
FEW_REVIEWS = 50
CLOSE = 0.03
ROUNDS = {
    "screening": "Screening",
    "behavioural": "Behavioural",
    "product": "Product sense",
    "technical": "Technical",
    "execution": "Execution",
    "offer": "Offer",
}
ROOMS = {"cards": "Cards", "quiz": "Quiz", "interview": "Interview", "learning": "Paths", "paths": "Paths"}
# word: icon, colour token, role, words
WORD_LOOK = {
    "ready": ("circle-check", "good", "good", "Ready"),
    "shaky": ("triangle-alert", "warn", "warn", "Shaky"),
    "not_begun": ("circle-dashed", "muted", "mutedstrong", "Not begun"),
}
REASONS = {
    "gap.begin": "nothing answered yet",
    "gap.never_said": "nothing said aloud yet",
    "gap.none": "said aloud {takes} times",
    "gap.weak_takes": "the newest takes were not good yet",
    "gap.fading": "what you learned is fading",
    "gap.stories": "{told} of {wanted} stories told",
    "action.add_story": "Add one, {minutes} min",
    "action.begin": "Begin",
    "action.say": "Say one, {minutes} min",
    "action.say_again": "Say it again",
    "action.warm": "Keep warm",
    "action.recall": "Recall",
}
FORMULA = (
    (
        "A round is what you know, and what you can say",
        "Three quarters of a round's number come from its domains, one quarter from your takes of its "
        "questions: your own score, in full once four different questions were said.",
    ),
    (
        "A domain has three parts",
        "Concepts met weigh 15, cards remembered on your date weigh 35, quiz answers weigh 25. "
        "They are added, so a part not begun never wipes out the rest. "
        "A card never seen counts as not remembered.",
    ),
    (
        "The thin line shows how sure the number is",
        "With few answers it is wide: the true value lies in it nine times out of ten.",
    ),
    (
        "The word follows from both",
        "Ready means at least 75 %, and at least 60 % at the lower end of the line. "
        "Not begun means no answer yet. All between is shaky, which is a beginning.",
    ),
)


def say(text: str, /, **values: object) -> str:
    """A sentence of this page with its ``{named}`` values filled in."""
    return QCoreApplication.translate("Progress", text).format(**values)


def round_name(name: str) -> str:
    """A round in words."""
    return say(ROUNDS.get(name, name.capitalize()))


def reason(told: Reason) -> str:
    """A gap or an action in words."""
    return say(REASONS.get(told.code, told.code), **dict(told.values))


def per_cent(share: float) -> str:
    """A share as per cent."""
    return f"{round(share * 100)}\u00a0%"


def headline(rounds: Sequence[RoundRow]) -> str:
    """How the rounds stand, in one sentence."""
    if not rounds:
        return say("Your progress")
    weakest = min(rounds, key=lambda row: row.score)
    ready = [round_name(row.round) for row in rounds if row.word == "ready"]
    if len(ready) == len(rounds):
        return say("You are ready for every round")
    if ready:
        return say("Ready: {rounds}. {weak} needs most", rounds=_list(ready), weak=round_name(weakest.round))
    return say("{weak} is the round that needs most", weak=round_name(weakest.round))


def headline_gap(rounds: Sequence[RoundRow]) -> str:
    """What the weakest round lacks."""
    if not rounds:
        return ""
    weakest = min(rounds, key=lambda row: row.score)
    return say("What it lacks: {gap}.", gap=reason(weakest.gap))


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
    """Active weeks of the last twelve."""
    monday = today - timedelta(days=today.weekday())
    active = {(monday - on).days // 7 if on < monday else -1 for on, minutes in days if minutes > 0}
    weeks = sum(1 for week in active if week < WEEKS - 1)
    return say("Active in {weeks} of the last {all} weeks", weeks=weeks, all=WEEKS)


def load_finding(load: Sequence[tuple[date, int]]) -> str:
    """The busiest day ahead, and what is usual."""
    total = sum(count for _, count in load)
    if not total:
        return say("No card comes back in the next 30 days")
    on, most = max(load, key=lambda pair: pair[1])
    usual = round(total / max(1, len(load)))
    return say("{usual} cards a day ahead, at most {most} on {day}", usual=usual, most=most, day=day(on))


def rooms_finding(rooms: Sequence[tuple[str, int]]) -> str:
    """Where the time went."""
    total = sum(minutes for _, minutes in rooms)
    if not total:
        return say("No time counted yet")
    room, minutes = max(rooms, key=lambda pair: pair[1])
    return say(
        "{room} took {share} of {total}",
        room=room_name(room),
        share=per_cent(minutes / total),
        total=duration(total),
    )


def room_name(room: str) -> str:
    """A room in words."""
    return say(ROOMS.get(room, room.capitalize()))


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
    if face.reviews < FEW_REVIEWS:
        return told, say("After {count} reviews this number means more.", count=FEW_REVIEWS)
    if face.retention < desired - CLOSE:
        advice = say("Split or reword the cards that keep failing, and answer Again when it was a guess.")
        return told, advice
    if face.retention > desired + CLOSE:
        return told, say("You could ask for less in Settings and save minutes every day.")
    return told, say("That fits: nothing to change.")


def duration(minutes: int) -> str:
    """Minutes below two hours, hours above."""
    return (
        say("{minutes} min", minutes=minutes)
        if minutes < 120
        else say("{hours} h", hours=round(minutes / 60))
    )


def day(on: date) -> str:
    """A day, short: ``12 Mar``."""
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return str(english.toString(QDate(on.year, on.month, on.day), "d MMM"))


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
