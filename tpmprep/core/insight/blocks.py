"""Today's four blocks: what to recall, apply, say and do in the minutes there are, each with its reason."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.cards.due import due_cards, fresh_cards
from tpmprep.core.db.instants import to_ms
from tpmprep.core.insight.front import Block, BlockKind, Reason
from tpmprep.core.insight.scope import FIRST_TAG, ROUND_DOMAINS, roles_of
from tpmprep.core.learning.going_on import next_step

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date, datetime

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.ground.clock import Clock
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.insight.readiness import Measure

# seconds one thing takes on average, its reading included
CARD_SECONDS, FRESH_SECONDS, ITEM_SECONDS = 20, 60, 60
_CONCEPTS_OF: Final = """
    SELECT DISTINCT o.concept_id FROM json_each(?) wanted
    JOIN card ON card.thing_id = wanted.value
    JOIN concept_of o ON o.thing_id = card.note_id AND o.position = 0"""
_TOPICS: Final = """
    SELECT c.title FROM json_each(?) wanted
    JOIN card ON card.thing_id = wanted.value
    JOIN concept_of o ON o.thing_id = card.note_id AND o.position = 0
    JOIN concept c ON c.thing_id = o.concept_id
    GROUP BY c.title ORDER BY count(*) DESC, min(c.position) LIMIT 3"""
_ITEMS: Final = """
    SELECT i.thing_id, d.title FROM item i
    JOIN concept_of o ON o.thing_id = i.thing_id AND o.position = 0
    JOIN concept k ON k.thing_id = o.concept_id JOIN domain d ON d.id = k.domain_id"""
_LIVE: Final = """
    i.deleted_at IS NULL AND i.retired_at IS NULL
    AND i.thing_id NOT IN (SELECT value FROM json_each(:skipped))"""
_DUE_ITEMS: Final = f"""{_ITEMS}
    JOIN memory m ON m.thing_id = i.thing_id
    WHERE m.state > 0 AND m.due_at <= :now AND m.suspended = 0 AND {_LIVE}
    ORDER BY m.due_at LIMIT :count"""
_NEW_ITEMS: Final = f"""{_ITEMS}
    LEFT JOIN concept_met x ON x.concept_id = k.thing_id
    WHERE NOT EXISTS (SELECT 1 FROM response r WHERE r.item_id = i.thing_id AND r.undone_at IS NULL)
      AND i.tier = 'core' AND i.role IN (SELECT value FROM json_each(:roles))
      AND (:domain = '' OR d.title = :domain) AND {_LIVE}
    ORDER BY x.at IS NULL AND k.thing_id NOT IN (SELECT value FROM json_each(:known)),
        i.difficulty, d.position, i.thing_id LIMIT :count"""  # noqa: S608
_SAY: Final = """
    SELECT q.thing_id, q.prompt, q.minutes,
        (SELECT score FROM rehearsal WHERE thing_id = q.thing_id AND undone_at IS NULL
         ORDER BY id DESC LIMIT 1) AS newest,
        (SELECT count(*) FROM rehearsal WHERE thing_id = q.thing_id AND undone_at IS NULL) AS takes
    FROM question q JOIN category c ON c.id = q.category_id
    WHERE q.deleted_at IS NULL AND q.retired_at IS NULL AND q.tier = 'core' AND q.minutes <= :longest
      AND q.role IN (SELECT value FROM json_each(:roles))
      AND q.thing_id NOT IN (SELECT value FROM json_each(:skipped))
    ORDER BY EXISTS (SELECT 1 FROM rehearsal
            WHERE thing_id = q.thing_id AND study_day = :today AND undone_at IS NULL),
        (takes = 0 AND q.thing_id IN (SELECT thing_id FROM thing_tag WHERE name = :first)) DESC,
        c.round = :round DESC, takes > 0, coalesce(newest, 0), q.difficulty, c.position, q.thing_id
    LIMIT 1"""
SHARES: dict[BlockKind, float] = {"recall": 0.45, "apply": 0.25, "say": 0.2, "do": 0.1}


@dataclass(frozen=True, slots=True)
class Evening:
    """What the blocks are picked for."""

    aim: AimFace | None
    minutes: float
    now: datetime
    day: date
    measures: tuple[Measure, ...]
    round: str
    skipped: frozenset[tuple[str, int]]

    @property
    def last_days(self) -> bool:
        """From three days before the date nothing new begins, until it has passed."""
        if self.aim is None or self.aim.due_on is None:
            return False
        return 0 <= (self.aim.due_on - self.now.date()).days <= 3


def recall_block(raw: sqlite3.Connection, evening: Evening, clock: Clock, settings: Settings) -> Block | None:
    """Cards that are due, then new ones in the order of the syllabus."""
    budget = evening.minutes * 60 * SHARES["recall"]
    due = [c for c in due_cards(raw, clock) if ("card", c) not in evening.skipped]
    due = due[: max(1, int(budget / CARD_SECONDS))]
    left = int((budget - len(due) * CARD_SECONDS) / FRESH_SECONDS)
    fresh: list[int] = []
    if left > 0 and not evening.last_days:
        wanted = ROUND_DOMAINS.get(evening.round, frozenset())
        new = fresh_cards(raw, clock, settings, wanted)
        fresh = [card for card in new if ("card", card) not in evening.skipped][:left]
    if not due and not fresh:
        return None
    seconds = len(due) * CARD_SECONDS + len(fresh) * FRESH_SECONDS
    topics = _topics(raw, (*due, *fresh))
    why = (
        Reason("recall.fades", (("due", len(due)),)) if due else Reason("recall.new", (("new", len(fresh)),))
    )
    return Block(
        kind="recall",
        title=Reason("recall", (("cards", len(due) + len(fresh)), ("topics", topics))),
        why=why,
        minutes=max(1, round(seconds / 60)),
        things=tuple(("card", card) for card in (*due, *fresh)),
    )


def apply_block(raw: sqlite3.Connection, evening: Evening, cards: Sequence[int] = ()) -> Block | None:
    """Quiz items: those due again, then ones never tried, on what is known or recalled tonight first.

    Args:
        raw: a reading connection.
        evening: what the block is picked for.
        cards: the cards of tonight, whose concepts are as good as met.
    """
    count = max(1, int(evening.minutes * 60 * SHARES["apply"] / ITEM_SECONDS))
    skipped = _skipped(evening, "item")
    due = _due_items(raw, evening, skipped, count)
    weak = _weakest(evening)
    known = _concepts_of(raw, cards)
    rows = due + _new_items(raw, evening, skipped, known, count - len(due), weak)
    taken = [item for item, _ in rows]
    rows += _new_items(raw, evening, [*skipped, *taken], known, count - len(rows))
    if not rows:
        return None
    domain = due[0][1] if due else rows[-1][1]
    why = "apply.back" if due else "apply.weak" if weak else "apply.new"
    return Block(
        kind="apply",
        title=Reason("apply", (("items", len(rows)), ("domain", domain))),
        why=Reason(why),
        minutes=max(1, round(len(rows) * ITEM_SECONDS / 60)),
        things=tuple(("item", item) for item, _ in rows),
    )


def say_block(raw: sqlite3.Connection, evening: Evening) -> Block | None:
    """One question to say aloud: of the round, never said first, then the weakest take; said today, last.

    What a pack tags ``first`` ("tell me about yourself") comes before all, until it was said once.
    """
    wanted = {
        "longest": max(3.0, evening.minutes / 2),
        "roles": json.dumps(roles_of(evening.aim)),
        "skipped": json.dumps(_skipped(evening, "question")),
        "first": FIRST_TAG,
        "round": evening.round,
        "today": evening.day.isoformat(),
    }
    row = raw.execute(_SAY, wanted).fetchone()
    if row is None:
        return None
    why = Reason("say.again", (("score", row[3] or 0),)) if row[4] else Reason("say.first")
    minutes = max(2, round(row[2] + 2))
    return Block("say", Reason("say", (("prompt", row[1]),)), why, minutes, (("question", row[0]),))


def do_block(raw: sqlite3.Connection, evening: Evening) -> Block | None:
    """The next step of a followed path."""
    step = next_step(raw, _skipped(evening, "step"))
    if step is None:
        return None
    why = Reason("do.goes_on") if step.status == "doing" else Reason("do.next", (("hours", step.hours),))
    minutes = max(3, round(evening.minutes * SHARES["do"]))
    return Block("do", Reason("do", (("step", step.title),)), why, minutes, (("step", step.id),))


def _weakest(evening: Evening) -> str:
    asked = ROUND_DOMAINS.get(evening.round, frozenset())
    weak = [m for m in evening.measures if m.ref in asked and m.concepts and m.answers]
    return min(weak, key=lambda m: m.score).domain if weak else ""


def _skipped(evening: Evening, wanted: str) -> list[int]:
    return [thing for kind, thing in evening.skipped if kind == wanted]


def _due_items(
    raw: sqlite3.Connection, evening: Evening, skipped: Sequence[int], count: int
) -> list[tuple[int, str]]:
    wanted = {"skipped": json.dumps(skipped), "now": to_ms(evening.now), "count": max(0, count)}
    return raw.execute(_DUE_ITEMS, wanted).fetchall()


def _new_items(
    raw: sqlite3.Connection,
    evening: Evening,
    skipped: Sequence[int],
    known: Sequence[int],
    count: int,
    domain: str = "",
) -> list[tuple[int, str]]:
    wanted = {
        "skipped": json.dumps(skipped),
        "known": json.dumps(known),
        "roles": json.dumps(roles_of(evening.aim)),
        "domain": domain,
        "count": max(0, count),
    }
    return raw.execute(_NEW_ITEMS, wanted).fetchall()


def _concepts_of(raw: sqlite3.Connection, card_ids: Sequence[int]) -> list[int]:
    rows = raw.execute(_CONCEPTS_OF, (json.dumps(card_ids),))
    return [concept for (concept,) in rows]


def _topics(raw: sqlite3.Connection, card_ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(title for (title,) in raw.execute(_TOPICS, (json.dumps(card_ids),)))
