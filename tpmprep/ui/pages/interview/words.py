"""Words of the interview page: rounds, tiers, minutes, days, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tpmprep.core.interview.faces import QuestionFace, QuestionRow, StoryFace

ROUNDS: Final = ("screening", "behavioural", "product", "technical", "execution", "offer")
COMPETENCIES: Final[tuple[str, ...]] = (
    "ownership",
    "conflict",
    "failure and learning",
    "influence",
    "leadership",
    "ambiguity",
    "customer focus",
    "technical depth",
    "data-driven decision",
    "prioritisation",
    "delivery under pressure",
)
BEST_SCORE: Final = 5
STORY_PARTS: Final = 5
SHORT_MINUTES: Final = 2.0


def tr(text: str) -> str:
    """A sentence of this page in the language of the window."""
    return QCoreApplication.translate("Interview", text)


def round_words(name: str) -> str:
    """A round by its name; an unknown one is shown as it is."""
    known = {
        "screening": tr("Screening"),
        "behavioural": tr("Behavioural"),
        "product": tr("Product sense"),
        "technical": tr("Technical"),
        "execution": tr("Execution"),
        "offer": tr("Offer"),
    }
    return known.get(name, name)


def tier_words(tier: str) -> str:
    """How often a question comes, in a word."""
    known = {"core": tr("Core"), "useful": tr("Useful"), "rare": tr("Rare")}
    return known.get(tier, tier)


def competency_words(name: str) -> str:
    """What a story shows; a word of the person's own is shown as it is."""
    known = {
        "ownership": tr("Ownership"),
        "conflict": tr("Conflict"),
        "failure and learning": tr("Failure and learning"),
        "influence": tr("Influence"),
        "leadership": tr("Leadership"),
        "ambiguity": tr("Ambiguity"),
        "customer focus": tr("Customer focus"),
        "technical depth": tr("Technical depth"),
        "data-driven decision": tr("Data-driven decision"),
        "prioritisation": tr("Prioritisation"),
        "delivery under pressure": tr("Delivery under pressure"),
    }
    return known.get(name, name)


def minutes_words(minutes: float) -> str:
    """Minutes as a person says them; under one minute in seconds."""
    if minutes < 1:
        return tr("{0} s").replace("{0}", str(round(minutes * 60)))
    return tr("{0} min").replace("{0}", f"{minutes:g}")


def clock_words(duration_ms: int) -> str:
    """A spoken length, e.g. ``2:51``."""
    seconds = max(0, round(duration_ms / 1000))
    return f"{seconds // 60}:{seconds % 60:02d}"


def time_words(at: datetime) -> str:
    """An instant as the clock on the wall shows it, e.g. ``14:05``."""
    return f"{at.astimezone():%H:%M}"


def takes_words(takes: int) -> str:
    """How often a question was said."""
    return tr("1 take") if takes == 1 else tr("{0} takes").replace("{0}", str(takes))


def score_words(score: int) -> str:
    """A self-score, e.g. ``Score 3``."""
    return tr("Score {0}").replace("{0}", str(score))


def question_meta(row: QuestionRow) -> str:
    """The second line of a question in a list."""
    parts = [minutes_words(row.minutes)]
    if row.last_score is not None:
        parts.append(score_words(row.last_score))
    elif row.takes:
        parts.append(takes_words(row.takes))
    if not row.shipped:
        parts.append(tr("yours"))
    return _dotted([*parts, row.category])


def question_tags(face: QuestionFace) -> tuple[str, ...]:
    """What is told beside a question in full: framework, minutes, tier."""
    return tuple(
        part for part in (face.framework, minutes_words(face.minutes), tier_words(face.tier)) if part
    )


def filled_words(filled: int) -> str:
    """How much of a story is there."""
    if filled >= STORY_PARTS:
        return tr("all five parts")
    return tr("{0} of 5 parts").replace("{0}", str(filled))


def story_meta(face: StoryFace) -> str:
    """The second line of a story in a list."""
    return _dotted(
        [filled_words(face.filled), ", ".join(competency_words(name) for name in face.competencies[:3])]
    )


def _dotted(parts: Iterable[str]) -> str:
    return "  ·  ".join(part for part in parts if part)
