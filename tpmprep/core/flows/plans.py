"""Makes plans of sittings: concepts before their first test, cards of missed items first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tpmprep.core.cards.due import due_in, fresh_in
from tpmprep.core.cards.tree import new_allowed
from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from tpmprep.core.flows.faces import ExerciseKind
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.moment import Moment

    Thing = tuple[ExerciseKind, int]

_UNMET = """
SELECT j.value, o.concept_id
FROM json_each(?) j JOIN memory m ON m.thing_id = j.value AND m.state = 0
    LEFT JOIN card c ON c.thing_id = j.value
    JOIN concept_of o ON o.thing_id = coalesce(c.note_id, j.value) AND o.position = 0
    JOIN concept k ON k.thing_id = o.concept_id AND k.deleted_at IS NULL
    LEFT JOIN concept_met x ON x.concept_id = o.concept_id
WHERE x.concept_id IS NULL
"""


def with_concepts(raw: sqlite3.Connection, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """The things, each once, and before the first test of a concept never met the concept itself.

    A concept the plan already holds stays where the plan has it.
    """
    things = tuple(dict.fromkeys(things))
    ids = [thing for kind, thing in things if kind != "concept"]
    main = dict(raw.execute(_UNMET, (json.dumps(ids),)).fetchall())
    shown = {thing for kind, thing in things if kind == "concept"}
    plan: list[Thing] = []
    for kind, thing in things:
        concept = main.get(thing) if kind != "concept" else None
        if concept is not None and concept not in shown:
            shown.add(concept)
            plan.append(("concept", concept))
        plan.append((kind, thing))
    return tuple(plan)


def with_kept(
    raw: sqlite3.Connection, things: Sequence[Thing], kept: Iterable[int], settings: Settings, at: Moment
) -> tuple[Thing, ...]:
    """The things with cards kept from missed items put first.

    Kept new cards stay within today's limit: they take the places of the last new cards of the plan.
    """
    states = _states(raw, [*kept, *(thing for kind, thing in things if kind == "card")], at)
    first = [card for card in dict.fromkeys(kept) if card in states]
    planned_new = [thing for kind, thing in things if kind == "card" and states.get(thing) == 0]
    allowed = new_allowed(raw, settings, at)
    kept_new = [card for card in first if states[card] == 0][:allowed]
    first = [card for card in first if states[card] != 0 or card in kept_new]
    others = [card for card in planned_new if card not in kept_new]
    room = max(allowed, len(planned_new)) - len(kept_new)
    dropped = set(others[max(0, room) :])
    return (
        *(("card", card) for card in first),
        *((kind, thing) for kind, thing in things if kind != "card" or thing not in {*first, *dropped}),
    )


def first_things(raw: sqlite3.Connection, item: int, most_cards: int = 3) -> tuple[Thing, ...]:
    """An item that is tried before its concept is shown, then the concept, then its first core cards."""
    row = raw.execute(
        "SELECT concept_id FROM concept_of WHERE thing_id = ? AND position = 0", (item,)
    ).fetchone()
    if row is None:
        return (("item", item),)
    cards = raw.execute(
        "SELECT c.thing_id FROM concept_of o JOIN note n ON n.thing_id = o.thing_id "
        "JOIN card c ON c.note_id = n.thing_id JOIN memory m ON m.thing_id = c.thing_id AND m.state = 0 "
        "WHERE o.concept_id = ? AND o.position = 0 AND c.deleted_at IS NULL AND n.retired_at IS NULL "
        "ORDER BY n.tier != 'core', n.difficulty, c.thing_id LIMIT ?",
        (row[0], most_cards),
    )
    return (("item", item), ("concept", row[0]), *(("card", card) for (card,) in cards))


def deck_things(
    raw: sqlite3.Connection, decks: Sequence[int], settings: Settings, at: Moment, least_new: int = 0
) -> tuple[Thing, ...]:
    """A deck's learning and due cards, then new ones within today's limit, or ``least_new`` beyond it."""
    fresh = fresh_in(raw, at, max(new_allowed(raw, settings, at), least_new), decks)
    return tuple(("card", card) for card in (*due_in(raw, at, decks), *fresh))


def title_of(raw: sqlite3.Connection, thing: int) -> str:
    """The title search knows a thing by; a card has its note's."""
    row = raw.execute(
        "SELECT title FROM search_text "
        "WHERE thing_id = coalesce((SELECT note_id FROM card WHERE thing_id = :thing), :thing)",
        {"thing": thing},
    ).fetchone()
    return str(row[0]) if row else ""


def minutes_to_say(raw: sqlite3.Connection, question: int) -> float:
    """Minutes a question takes: those its answer has, and two to think and to look back."""
    row = raw.execute("SELECT minutes FROM question WHERE thing_id = ?", (question,)).fetchone()
    return float(row[0]) + 2 if row else 0.0


def _states(raw: sqlite3.Connection, cards: Sequence[int], at: Moment) -> dict[int, int]:
    rows = raw.execute(
        f"SELECT m.thing_id, m.state FROM json_each(:ids) j JOIN memory m ON m.thing_id = j.value "  # noqa: S608
        f"JOIN card c ON c.thing_id = j.value WHERE c.deleted_at IS NULL AND {queue.SHOWN}",
        {"ids": json.dumps(cards), "day": at.day.isoformat()},
    )
    return dict(rows.fetchall())
