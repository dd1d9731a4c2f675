from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.catalog.things import identity
from tpmprep.core.ground.change import Change
from tpmprep.core.learning.plan import StageDraft, put_needs, put_path, put_step
from tpmprep.core.learning.service import Learning

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database

# step: (hours, needs), where all needs must be met and within one any is enough
STEPS: dict[str, tuple[float, tuple[tuple[str, ...], ...]]] = {
    "read": (2.0, ()),
    "course.a": (10.0, (("read",),)),
    "course.b": (8.0, (("read",),)),
    "project": (6.0, (("course.a", "course.b"), ("read",))),
    "extra": (4.0, ()),
}


class Plan:
    """A path of two stages with a choice in its needs and one optional step."""

    def __init__(self, db: Database) -> None:
        with db.unlogged(Change.PACKS) as session:
            for name, (hours, _) in STEPS.items():
                values = {"kind": "course", "title": name.title(), "hours": hours, "body": {"what": name}}
                put_step(session, name, values, (), (), db.clock.now())
            for name, (_, needs) in STEPS.items():
                choices = [[identity(session, "step", need) for need in choice] for choice in needs]
                put_needs(session, identity(session, "step", name), choices)
            self.ids = {name: identity(session, "step", name) for name in STEPS}
            stages = [
                StageDraft("stage.1", "Begin", "", tuple((self.ids[n], False) for n in ("read", "course.a"))),
                StageDraft("stage.2", "Build", "", ((self.ids["project"], False), (self.ids["extra"], True))),
            ]
            put_path(session, "path", {"title": "To TPM", "summary": "All of it"}, stages, (), db.clock.now())
            self.path = identity(session, "path", "path")

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


@pytest.fixture
def plan(db: Database) -> Plan:
    return Plan(db)


@pytest.fixture
def learning(db: Database) -> Learning:
    return Learning(db)
