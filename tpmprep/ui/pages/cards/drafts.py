"""Note drafts: made of a shown note, and kept as text while they are typed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import NoteDraft

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import NoteFace

FIRST_KIND = "basic"


@dataclass(frozen=True, slots=True)
class Typed:
    """A note as typed, with the titles of its concepts."""

    draft: NoteDraft
    concepts: tuple[tuple[int, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing worth keeping was typed."""
        texts = (*self.draft.fields.values(), self.draft.explanation, self.draft.source)
        return not any(text.strip() for text in texts)


def draft_place(note_id: int) -> str:
    """Where the desk keeps a half-typed note; 0 is a new one."""
    return f"note:{note_id or 'new'}"


def of_face(face: NoteFace) -> Typed:
    """A note as it would be typed."""
    draft = NoteDraft(
        kind=face.kind,
        deck_id=face.deck_id,
        fields=dict(face.fields),
        explanation=face.explanation,
        source=face.source,
        tags=face.tags,
        concept_ids=tuple(concept for concept, _ in face.concepts),
    )
    return Typed(draft, face.concepts)


def blank(deck_id: int, like: Typed | None = None) -> Typed:
    """An empty note in a deck, or the next one like the last: kind, deck, tags and concepts stay."""
    if like is None:
        return Typed(NoteDraft(FIRST_KIND, deck_id, {}))
    last = like.draft
    draft = NoteDraft(last.kind, last.deck_id, {}, tags=last.tags, concept_ids=last.concept_ids)
    return Typed(draft, like.concepts)


def written(typed: Typed) -> str:
    """A typed note as text for the desk."""
    return json.dumps({"draft": asdict(typed.draft), "concepts": typed.concepts}, ensure_ascii=False)


def read(text: str) -> Typed | None:
    """What the desk kept; None when it cannot be read."""
    try:
        body = json.loads(text)
        concepts = tuple((int(concept), str(title)) for concept, title in body["concepts"])
        values = {**body["draft"], "tags": tuple(body["draft"]["tags"])}
        values["concept_ids"] = tuple(concept for concept, _ in concepts)
        values["fields"] = {str(name): str(words) for name, words in values["fields"].items()}
        return Typed(NoteDraft(**values), concepts)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
