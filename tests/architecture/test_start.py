"""What the start may cost, in things that can be counted: modules, faces, constants, sources, statements."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.test_imports import NOT_AT_START, START
from tests.architecture.walls import HOUSE, parents_of

# a day as most days are: an aim, something to recall, a round that stands
FACE = """
from tpmprep.core.aim.faces import AimFace
from tpmprep.core.insight.front import Block, Reason, RoundRow
aim = AimFace(1, "interview", "Acme", "technical", date(2026, 3, 20), 18, 30, "product")
title = Reason("recall", (("cards", 2), ("topics", ("SLOs",))))
block = Block("recall", title, Reason("recall.fades", (("due", 2),)), 12, (("card", 1), ("card", 2)))
round_ = RoundRow("technical", "shaky", Reason("gap.fading"), Reason("action.recall"), None, 0.4, 0.3, 0.6)
face = TodayFace(date(2026, 3, 2), aim, 30, (block,), (round_,), ("SLOs",), (), False, 0, False)
"""
BARE = "face = TodayFace(date(2026, 3, 2), None, 30, (), (), (), (), False, 0, False)"
FRONT = f"""
from tpmprep.ui.binding import import_plainly
import_plainly()
{START.replace(BARE, FACE)}
"""
FOLLOW = """
from tpmprep.ui.kit import theme
theme.follow_system(session.app)
"""
TELL = """
import enum, json, linecache, os, sys, tpmprep
home = os.path.dirname(tpmprep.__file__) + os.sep
def kinds(of):
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)
ours = [module for name, module in sorted(sys.modules.items()) if name.startswith("tpmprep")]
faces = {
    found
    for module in ours
    for found in vars(module).values()
    if isinstance(found, type) and "__dataclass_fields__" in vars(found)
}
print(json.dumps({
    "modules": [module.__name__ for module in ours],
    "faces": sorted(face.__qualname__ for face in faces),
    "constants": sorted({kind.__qualname__ for kind in kinds(enum.Enum)}),
    "sources": len([name for name in linecache.cache if name.startswith(home)]),
}))
"""
MADE = """
import sys
from pathlib import Path
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing
profile = open_for_writing(prepare(Path({root!r})))
profile.services.aim.choose(AimDraft("look"))
profile.close()
print("[]")
"""
OPENING = """
import sys
from pathlib import Path
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing
profile = open_for_writing(prepare(Path({root!r})))
opened = set(sys.modules)
profile.open_rooms()
import json
print(json.dumps(sorted(set(sys.modules) - opened)))
profile.close()
"""
GRADING = """
import json, sys
from pathlib import Path
from tpmprep.core.flows.faces import Plan
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing
from tpmprep.core.recall.faces import Rating
profile = open_for_writing(prepare(Path({root!r})))
services = profile.services
services.desk.kept("place"), services.aim.current()
things = [thing for block in services.insight.today().blocks for thing in block.things]
turn = services.sittings.start(Plan("Morning", 10, tuple(thing for thing in things if thing[0] == "card")))
while turn.exercise.kind == "concept":
    turn = services.sittings.seen(turn.exercise.thing_id)
card = turn.exercise.thing_id
services.sittings.answer(card, Rating.GOOD, 1000)
services.sittings.look_ahead()
services.desk.keep("place", {{"page": "sitting"}})
assert services.desk.undo().name == "card.answered"
assert services.sittings.resume().exercise.thing_id == card
print(json.dumps(sorted(sys.modules)))
profile.close()
"""


def told(code: str) -> Any:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=HOUSE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_the_day_that_is_shown_is_one_with_blocks() -> None:
    assert BARE in START


def test_the_front_page_takes_few_modules_and_few_faces() -> None:
    found = told(FRONT + TELL)
    assert len(found["modules"]) <= 62, found["modules"]
    assert len(found["faces"]) <= 15, found["faces"]


def test_the_front_page_names_neither_the_constants_of_qt_nor_those_of_its_style() -> None:
    made = told(FRONT + TELL)["constants"]
    assert not {"Qt.Key", "Qt.AlignmentFlag", "QStyle.StandardPixmap"}.intersection(made), made


def test_following_the_system_names_no_constants_of_qt() -> None:
    made = told(FRONT + FOLLOW + TELL)["constants"]
    assert not {"Qt.Key", "Qt.AlignmentFlag", "Qt.ColorScheme"}.intersection(made), made


def test_nobody_reads_the_sources_of_what_is_imported() -> None:
    assert told(FRONT + TELL)["sources"] == 0


def test_a_sitting_of_cards_does_not_wait_for_the_quiz() -> None:
    loaded = told("import json, sys, tpmprep.core.flows.sittings\nprint(json.dumps(sorted(sys.modules)))")
    assert not [name for name in loaded if name.startswith("tpmprep.core.quiz")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile with an aim, closed; to make one takes everything."""
    root = str(tmp_path_factory.mktemp("made"))
    told(MADE.format(root=root))
    return root


def test_the_first_answer_does_not_wait_for_the_rooms_it_does_not_ask(made: str) -> None:
    later = told(OPENING.format(root=made))
    for room in (
        "cards.service",
        "exchange.service",
        "rescue.backups",
        "interview.service",
        "media.service",
        "catalog.service",
        "db.sessions",
    ):
        assert f"tpmprep.core.{room}" in later
    assert {"fsrs", "markdown", "nh3"} <= set(later), "the first card would wait for them in the window"


def test_a_first_grade_and_its_undo_wait_for_no_orm_and_no_table(made: str) -> None:
    loaded = told(GRADING.format(root=made))
    assert parents_of(loaded) & NOT_AT_START <= {"fsrs"}
    assert not [
        name for name in loaded if name.startswith(("tpmprep.core.db.tables", "tpmprep.core.db.base"))
    ]
