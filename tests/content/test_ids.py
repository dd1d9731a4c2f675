"""Ids that shipped are permanent: what a person did hangs on them."""

from __future__ import annotations

from pathlib import Path

from tpmprep.core.ground.resources import resource
from tpmprep.core.packs.folder import read_pack

SHIPPED = Path(__file__).parent / "shipped-ids.txt"
KINDS = ("domains", "categories", "concepts", "notes", "items", "questions", "steps", "paths")


def ids() -> set[str]:
    """A line for each thing of the pack: its kind and its id."""
    shelf = read_pack(resource("packs", "tpm-core")).shelf
    things = {f"{kind} {thing.id}" for kind in KINDS for thing in getattr(shelf, kind)}
    return things | {f"milestones {stage.id}" for path in shelf.paths for stage in path.milestones}


def test_no_id_that_shipped_is_ever_changed_or_becomes_another_kind() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    shipped = {f"{kind} {name}" for kind, *names in map(str.split, lines) for name in names}
    assert len(shipped) > 1_000
    assert sorted(shipped - ids()) == []
