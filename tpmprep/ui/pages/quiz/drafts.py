"""Item drafts: made of a shown item, and kept as text while they are typed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from tpmprep.core.quiz.faces import ItemDraft, NumberKey, OptionDraft, Slip

if TYPE_CHECKING:
    from tpmprep.core.quiz.faces import ItemFace

NEW: Final = ItemDraft("single_choice", "", tuple(OptionDraft("", at == 0, "") for at in range(4)))


def draft_place(item_id: int) -> str:
    """Where the desk keeps a half-typed item; 0 is a new one."""
    return f"quiz.item.{item_id}"


def of_face(face: ItemFace) -> ItemDraft:
    """An item as it would be typed, its options in the order they were written."""
    options = sorted(face.options, key=lambda one: one.key)
    return ItemDraft(
        kind=face.kind,
        stem=face.stem,
        options=tuple(OptionDraft(one.text, one.right, one.why) for one in options),
        explanation=face.explanation,
        source=face.source,
        concept_ids=tuple(concept_id for concept_id, _title in face.concepts),
        tier=face.tier,
        difficulty=face.difficulty,
        number=face.number,
    )


def written(draft: ItemDraft) -> str:
    """A draft as text for the desk."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def read(text: str) -> ItemDraft | None:
    """The draft the desk kept; None when it cannot be read."""
    try:
        values = json.loads(text)
        options = tuple(OptionDraft(**one) for one in values["options"])
        concept_ids = tuple(values.get("concept_ids", ()))
        number = _number(values.get("number"))
        return ItemDraft(**{**values, "options": options, "concept_ids": concept_ids, "number": number})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _number(kept: dict[str, Any] | None) -> NumberKey | None:
    if kept is None:
        return None
    units = tuple((str(name), str(factor)) for name, factor in kept["units"])
    return NumberKey(**{**kept, "units": units, "slips": tuple(Slip(**one) for one in kept["slips"])})
