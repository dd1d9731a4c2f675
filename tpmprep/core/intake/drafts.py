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


class Item(Thing):
    """A quiz item."""

    kind: Short
    concepts: tuple[Ref, ...] = ()
    stem: Text
    options: tuple[Option, ...] = ()


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


class Step(Thing):
    """One thing to do on a learning path."""

    kind: Short
    title: Short
    provider: Loose = ""
    url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=500)] = ""
    hours: float = Field(1.0, ge=0, le=2000)
    cost: float | None = Field(None, ge=0)
    currency: Loose = "USD"
    what: Text
    done_when: Loose = ""
    needs: tuple[Annotated[tuple[Ref, ...], BeforeValidator(_choices)], ...] = ()
    optional: bool = False
    concepts: tuple[Ref, ...] = ()
    licence: Loose = ""
    fields: dict[str, Loose] = Field(default_factory=dict)


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
