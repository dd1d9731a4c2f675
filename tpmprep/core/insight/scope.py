"""What the aim covers: which tiers, which rounds, and which domains each round asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tpmprep.core.aim.faces import AimFace

FIRST_TAG: Final = "first"  # what a pack says may open the door
ROUNDS: Final = ("screening", "behavioural", "product", "technical", "execution", "offer")

# Domains by the end of their ref (``tpm-core:D7``); a domain a round does not ask about is not weighed in it.
ROUND_DOMAINS: Final[dict[str, frozenset[str]]] = {
    "screening": frozenset({"D1"}),
    "behavioural": frozenset({"D14"}),
    "product": frozenset({"D2", "D3", "D4", "D12"}),
    "technical": frozenset({"D0", "D7", "D8", "D9", "D10", "D11", "D13", "D15"}),
    "execution": frozenset({"D5", "D6", "D14"}),
    "offer": frozenset({"D1"}),
}

SHOWN_ROUNDS: Final[dict[str, tuple[str, ...]]] = {
    "product": ("screening", "behavioural", "product", "technical"),
    "program": ("screening", "behavioural", "execution", "technical"),
    "both": ("screening", "behavioural", "product", "technical", "execution"),
}


def rounds_of(aim: AimFace | None) -> tuple[str, ...]:
    """The rounds shown for an aim, the named one always among them."""
    shown = SHOWN_ROUNDS.get(aim.role if aim else "product", SHOWN_ROUNDS["product"])
    if aim is not None and aim.round in ROUNDS and aim.round not in shown:
        shown = (*shown, aim.round)
    return shown


def short_ref(ref: str) -> str:
    """The part of a domain's ref that packs share: ``D7`` of ``tpm-core:D7``."""
    return ref.rsplit(":", 1)[-1]


def roles_of(aim: AimFace | None) -> tuple[str, ...]:
    """Which roles' content is in scope."""
    role = aim.role if aim else "product"
    return ("product", "program", "both") if role == "both" else (role, "both")
