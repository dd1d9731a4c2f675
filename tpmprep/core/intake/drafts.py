"""Neutral drafts of content, checked field by field; what packs and imports are translated into."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Ref = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.\-]*$", max_length=120)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Loose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Tier = Literal["core", "useful", "rare"]
Role = Literal["product", "program", "both"]


def _choices(value: object) -> object:
    """A prerequisite as written: ``step.a | step.b`` means either."""
    return [part.strip() for part in value.split("|")] if isinstance(value, str) else value


class Draft(BaseModel):
    """Refuses fields it does not know, so that a typing slip is found."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Thing(Draft):
    """What every piece of content carries."""

    id: Ref
    tier: Tier = "core"
    difficulty: int = Field(2, ge=1, le=3)
    role: Role = "both"
    explanation: Loose = ""
    source: Loose = ""
    as_of: date | None = None
    tags: tuple[Short, ...] = ()


class Domain(Draft):
    """A domain of the syllabus."""

    id: Short
    title: Short
    about: Loose = ""


class Concept(Thing):
    """A concept: shown once before it is first tested."""

    domain: Short
    title: Short
    brief: Text
    example: Text
    after: tuple[Ref, ...] = ()
    aliases: tuple[Short, ...] = ()


class Note(Thing):
    """A note; which fields it needs depends on its kind.

    ``basic`` and ``reversed`` need front and back, ``cloze`` text (and may have extra), ``typed`` front and
    answer (and may have synonyms, parted by semicolons, and a hint; all three are plain text).
    """

    kind: Short
    concepts: tuple[Ref, ...] = ()
    front: Loose = ""
    back: Loose = ""
    text: Loose = ""
    extra: Loose = ""
    answer: Loose = ""
    synonyms: Loose = ""
    hint: Loose = ""

    def fields(self) -> dict[str, str]:
        """The fields that have text, by name."""
        names = ("front", "back", "text", "extra", "answer", "synonyms", "hint")
        return {name: text for name in names if (text := getattr(self, name))}


class Option(Draft):
    """A choice of a quiz item with the reason for or against it."""

    text: Text
    right: bool = False
    why: Text


class Slip(Draft):
    """A common wrong value of a numeric item, and what was forgotten on the way to it."""

    value: Short
    why: Text


class Number(Draft):
    """The right number of a numeric item: ``value`` in ``unit``, right within ``tolerance`` (5 or 2%).

    ``units`` names other units taken, each with how many of ``unit`` one of it is.
    """

    value: Short
    tolerance: Short = "0"
    unit: Loose = ""
    units: dict[Short, Short] = Field(default_factory=dict)
    slips: tuple[Slip, ...] = ()


class Item(Thing):
    """A quiz item: ``options`` to choose from (True and False for a statement), or a ``number`` to give."""

    kind: Short
    concepts: tuple[Ref, ...] = ()
    stem: Text
    options: tuple[Option, ...] = ()
    number: Number | None = None


class Category(Draft):
    """A kind of interview question."""

    id: Ref
    title: Short
    round: Literal["screening", "behavioural", "product", "technical", "execution", "offer"]
    assessed: Loose = ""
    framework: Loose = ""
    minutes: float = Field(3.0, gt=0, le=240)
    about: Loose = ""


class Question(Thing):
    """An interview question."""

    category: Ref
    prompt: Text
    listen_for: Loose = ""
    framework: Loose = ""
    minutes: float = Field(3.0, gt=0, le=240)
    parts: tuple[Short, ...] = ()
    concepts: tuple[Ref, ...] = ()
    outline: Loose = ""
    rubric: dict[Literal["1", "2", "3", "4", "5"], Text] = Field(default_factory=dict)
    follow_ups: tuple[Text, ...] = ()
    mistakes: tuple[Text, ...] = ()


class ExamPart(Draft):
    """One subject of an exam: its weight in per cent (the middle of a range), and the concepts it asks."""

    title: Short
    weight: float | None = Field(None, gt=0, le=100)
    concepts: tuple[Ref, ...]


class Step(Thing):
    """One thing to do on a learning path; ``outline`` is what an exam asks about."""

    kind: Short
    title: Short
    provider: Loose = ""
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=500)] = ""
    hours: float = Field(1.0, ge=0, le=2000)
    cost: float | None = Field(None, ge=0, allow_inf_nan=False)
    currency: Loose = "USD"
    what: Text
    done_when: Loose = ""
    needs: tuple[Annotated[tuple[Ref, ...], BeforeValidator(_choices)], ...] = ()
    optional: bool = False
    concepts: tuple[Ref, ...] = ()
    licence: Loose = ""
    fields: dict[str, Loose] = Field(default_factory=dict)
    outline: tuple[ExamPart, ...] = ()


class StepUse(Draft):
    """A step's place in a path."""

    use: Ref
    optional: bool = False


class Milestone(Draft):
    """A stage of a path."""

    id: Ref
    title: Short
    about: Loose = ""
    steps: tuple[StepUse, ...]


class Path(Thing):
    """A learning path."""

    title: Short
    summary: Text
    for_: Loose = Field("", alias="for")
    milestones: tuple[Milestone, ...]


class Manifest(Draft):
    """What a pack says of itself."""

    id: Ref
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Short
    licence: Short
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    summary: Loose = ""


class Shelf(Draft):
    """All drafts of one pack or import."""

    domains: tuple[Domain, ...] = ()
    concepts: tuple[Concept, ...] = ()
    notes: tuple[Note, ...] = ()
    items: tuple[Item, ...] = ()
    categories: tuple[Category, ...] = ()
    questions: tuple[Question, ...] = ()
    steps: tuple[Step, ...] = ()
    paths: tuple[Path, ...] = ()
