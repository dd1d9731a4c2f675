"""A small pack, written to a folder file by file, so that a test can break exactly one thing in it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "pack.yaml": """
        id: tiny
        version: 1.0.0
        title: Tiny
        licence: CC BY 4.0
        language: en
        """,
    "domains.yaml": """
        - id: D1
          title: Roads
        """,
    "categories.yaml": """
        - id: cat.explain
          title: Explain
          round: technical
        """,
    "concepts/roads.yaml": """
        - id: road.map
          domain: D1
          title: Map
          brief: What lies where.
          example: A map of roads.
          source: own
        - id: road.sign
          domain: D1
          title: Sign
          brief: Which way.
          example: An arrow.
          after: [road.map]
        """,
    "notes/roads.yaml": """
        - id: road.map.what
          kind: basic
          concepts: [road.map]
          front: What is a map?
          back: "no"
          tags: [seed:001]
        - id: road.sign.both
          kind: reversed
          concepts: [road.sign]
          front: sign
          back: arrow
        """,
    "items/roads.yaml": """
        - id: quiz.road
          kind: single_choice
          concepts: [road.map]
          stem: Which of these do you unfold before you leave the house?
          explanation: A map is read before the journey.
          options:
            - text: A map
              right: yes
              why: It shows the way.
            - text: A tent
              why: It keeps you dry.
            - text: A hat
              why: It keeps you warm.
        """,
    "items/numbers.yaml": """
        - id: quiz.road.long
          kind: numeric
          concepts: [road.map]
          stem: A road of 5 km is drawn at 1 to 100,000. How long is it on the map, in centimetres?
          number:
            value: 5
            tolerance: 1%
            unit: cm
            units: {mm: 1/10}
            slips:
              - value: 50
                why: That is in millimetres.
          explanation: 5 km = 500,000 cm, divided by 100,000 is 5 cm.
        - id: quiz.road.true
          kind: true_false
          concepts: [road.sign]
          stem: A round sign with a red edge forbids something on this road.
          options:
            - text: "True"
              right: yes
              why: Red and round forbids.
            - text: "False"
              why: It would be a triangle that warns.
          explanation: The shape says what kind of sign it is.
        """,
    "questions/roads.yaml": """
        - id: ask.road
          category: cat.explain
          prompt: How do you find your way?
          concepts: [road.map]
        """,
    "paths/steps.yaml": """
        - id: step.read
          kind: reading
          title: Read a map
          what: Read it.
        - id: step.walk
          kind: project
          title: Walk
          what: Go.
          needs: [step.read]
        """,
    "paths/way.yaml": """
        id: path.way
        title: The way
        summary: From here to there.
        milestones:
          - id: path.way.one
            title: One
            steps:
              - use: step.read
              - use: step.walk
        """,
}


def write_pack(folder: Path, **changed: str | None) -> Path:
    """Writes the pack; ``notes__roads="…"`` replaces notes/roads.yaml, None leaves it out."""
    replaced = {f"{name.replace('__', '/')}.yaml": text for name, text in changed.items()}
    for name, text in {**FILES, **replaced}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


def with_line(name: str, old: str, new: str) -> str:
    """A file of the pack with one text replaced."""
    text = dedent(FILES[name]).lstrip()
    assert text.count(old) == 1, (name, old)
    return text.replace(old, new)
