"""Words of the page Progress: findings, gaps, actions, and the formula in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tpmprep.core.insight.front import Reason, RoundRow

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
    "gap.more": "there is more of it to learn",
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


def counted(number: int, one: str, many: str, **values: object) -> str:
    """The sentence for one, or the one for none and many with ``{n}``."""
    return say(one if number == 1 else many, n=number, **values)


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


def confidence_name(confidence: int) -> str:
    """How sure one was."""
    return say(("Guessed", "Thought so", "Sure")[confidence])


def month(on: date) -> str:
    """A month, short: ``Mar 2026`` in January and for others ``Mar``."""
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    shape = "MMM yyyy" if on.month == 1 else "MMM"
    return str(english.toString(QDate(on.year, on.month, on.day), shape))


def room_name(room: str) -> str:
    """A room in words."""
    return say(ROOMS.get(room, room.capitalize()))


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
