"""Puts a shelf of drafts into the database inside one open transaction, kind after kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tpmprep.core.cards.decks import put_deck
from tpmprep.core.cards.notes import put_note
from tpmprep.core.catalog.shelf import put_concept, put_domain
from tpmprep.core.catalog.things import identity
from tpmprep.core.interview.bank import put_category, put_question
from tpmprep.core.learning.plan import StageDraft, put_needs, put_path, put_step
from tpmprep.core.quiz.bank import put_item
from tpmprep.core.quiz.body import body_of
from tpmprep.core.quiz.faces import ItemDraft, NumberKey, OptionDraft, Slip

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.intake import drafts


def item_draft(item: drafts.Item) -> ItemDraft:
    """A quiz item as its room takes it."""
    number = item.number
    return ItemDraft(
        kind=item.kind,
        stem=item.stem,
        options=tuple(OptionDraft(one.text, one.right, one.why) for one in item.options),
        explanation=item.explanation,
        source=item.source,
        number=None
        if number is None
        else NumberKey(
            value=number.value,
            tolerance=number.tolerance,
            unit=number.unit,
            units=tuple(number.units.items()),
            slips=tuple(Slip(slip.value, slip.why) for slip in number.slips),
        ),
    )


class Intake:
    """Brings drafts in under one pack's name; refs inside it are ``pack:id``.

    Args:
        session: an open step or unlogged transaction.
        pack_ref: the pack's id, the first half of every ref.
        pack_id: the installed pack's row.
        now: the time of making.
    """

    def __init__(self, session: Session, pack_ref: str, pack_id: int, now: datetime) -> None:
        self._session = session
        self._pack_ref = pack_ref
        self._pack_id = pack_id
        self._now = now
        self._domains: dict[str, int] = {}
        self._categories: dict[str, int] = {}
        self._decks: dict[str, int] = {}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.refs: set[str] = set()

    def put(self, shelf: drafts.Shelf) -> None:
        """Puts everything down, what others refer to first."""
        for place, domain in enumerate(shelf.domains):
            ref = self._ref(domain.id)
            self._domains[domain.id] = put_domain(
                self._session, ref, domain.title, domain.about, place, self._pack_id
            )
            self._decks[domain.id] = self._deck(domain, place)
        home = {concept.id: concept.domain for concept in shelf.concepts}
        for place, concept in enumerate(shelf.concepts):
            self._concept(concept, place)
        for note in shelf.notes:
            self._note(note, home)
        for item in shelf.items:
            self._item(item)
        for place, category in enumerate(shelf.categories):
            self._category(category, place)
        for question in shelf.questions:
            self._question(question)
        for step in shelf.steps:
            self._step(step)
        for step in shelf.steps:
            needs = [self._ids("step", choice) for choice in step.needs]
            put_needs(self._session, self._id("step", step.id), needs)
        for place, path in enumerate(shelf.paths):
            self._path(path, place)

    def _ref(self, local: str) -> str:
        return f"{self._pack_ref}:{local}"

    def _id(self, kind: str, local: str) -> int:
        return identity(self._session, kind, self._ref(local))

    def _ids(self, kind: str, locals_: tuple[str, ...]) -> list[int]:
        return [self._id(kind, local) for local in locals_]

    def _count(self, kind: str, local: str, outcome: str) -> None:
        self.counts[kind, outcome] += 1
        self.refs.add(self._ref(local))

    def _shared(self, draft: drafts.Thing) -> dict[str, Any]:
        return {
            "pack_id": self._pack_id,
            "tier": draft.tier,
            "difficulty": draft.difficulty,
            "role": draft.role,
            "explanation": draft.explanation,
            "source": draft.source,
            "as_of": draft.as_of,
        }

    def _deck(self, domain: drafts.Domain, place: int) -> int:
        ref = self._ref(f"deck.{domain.id.lower()}")
        self.refs.add(ref)
        return put_deck(self._session, ref, domain.title, place, self._pack_id, self._now)

    def _concept(self, draft: drafts.Concept, place: int) -> None:
        values = self._shared(draft) | {
            "domain_id": self._domains[draft.domain],
            "title": draft.title,
            "brief": draft.brief,
            "example": draft.example,
            "aliases": list(draft.aliases),
            "after": list(draft.after),
            "position": place,
        }
        outcome = put_concept(self._session, self._ref(draft.id), values, draft.tags, self._now)
        self._count("concept", draft.id, outcome)

    def _note(self, draft: drafts.Note, home: dict[str, str]) -> None:
        domain = home[draft.concepts[0]]
        values = self._shared(draft) | {
            "deck_id": self._decks[domain],
            "kind": draft.kind,
            "fields": draft.fields(),
        }
        concepts = self._ids("concept", draft.concepts)
        outcome = put_note(self._session, self._ref(draft.id), values, concepts, draft.tags, self._now)
        self._count("note", draft.id, outcome)

    def _item(self, draft: drafts.Item) -> None:
        body = item_draft(draft)
        values = self._shared(draft) | {
            "kind": draft.kind,
            "stem": draft.stem,
            "body": body_of(body.options, body.number),
        }
        concepts = self._ids("concept", draft.concepts)
        outcome = put_item(self._session, self._ref(draft.id), values, concepts, draft.tags, self._now)
        self._count("item", draft.id, outcome)

    def _category(self, draft: drafts.Category, place: int) -> None:
        body = draft.model_dump(include={"assessed", "framework", "minutes", "about"})
        values = {
            "title": draft.title,
            "round": draft.round,
            "body": body,
            "position": place,
            "pack_id": self._pack_id,
        }
        self._categories[draft.id] = put_category(self._session, self._ref(draft.id), values)

    def _question(self, draft: drafts.Question) -> None:
        parts = {"listen_for", "framework", "parts", "outline", "rubric", "follow_ups", "mistakes"}
        values = self._shared(draft) | {
            "category_id": self._categories[draft.category],
            "prompt": draft.prompt,
            "minutes": draft.minutes,
            "body": draft.model_dump(include=parts, mode="json"),
        }
        concepts = self._ids("concept", draft.concepts)
        outcome = put_question(self._session, self._ref(draft.id), values, concepts, draft.tags, self._now)
        self._count("question", draft.id, outcome)

    def _step(self, draft: drafts.Step) -> None:
        parts = {"provider", "url", "what", "done_when", "cost", "currency", "licence", "fields"}
        values = self._shared(draft) | {
            "kind": draft.kind,
            "title": draft.title,
            "hours": draft.hours,
            "body": draft.model_dump(include=parts, mode="json") | self._outline(draft),
        }
        concepts = self._ids("concept", draft.concepts)
        outcome = put_step(self._session, self._ref(draft.id), values, concepts, draft.tags, self._now)
        self._count("step", draft.id, outcome)

    def _outline(self, draft: drafts.Step) -> dict[str, Any]:
        if not draft.outline:
            return {}
        parts = [
            {
                "title": part.title,
                "weight": part.weight,
                "concepts": [self._ref(concept) for concept in part.concepts],
            }
            for part in draft.outline
        ]
        return {"outline": parts}

    def _path(self, draft: drafts.Path, place: int) -> None:
        # a path has no text that explains it: the column holds for whom it is
        values = self._shared(draft) | {
            "explanation": draft.for_,
            "title": draft.title,
            "summary": draft.summary,
            "position": place,
        }
        stages = [
            StageDraft(
                ref=self._ref(stage.id),
                title=stage.title,
                about=stage.about,
                steps=tuple((self._id("step", use.use), use.optional) for use in stage.steps),
            )
            for stage in draft.milestones
        ]
        for stage in draft.milestones:
            self.refs.add(self._ref(stage.id))
        outcome = put_path(self._session, self._ref(draft.id), values, stages, draft.tags, self._now)
        self._count("path", draft.id, outcome)
