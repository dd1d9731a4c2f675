"""Counts the tree of decks: what is new, learning and due today, of a note one card, subdecks included."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tpmprep.core.cards.faces import DeckRow
from tpmprep.core.cards.siblings import CAME_TODAY, DUE_SIBLING, NEW_SIBLING, when
from tpmprep.core.recall import queue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.recall.moment import Moment

NEW_WITHOUT_AIM = 10
MINUTES_A_NEW_CARD = 3
AHEAD_MS = 20 * 60_000

_TREE = """
SELECT thing_id, parent_id, title, pack_id IS NOT NULL FROM deck
WHERE deleted_at IS NULL AND retired_at IS NULL ORDER BY position, title COLLATE NOCASE, thing_id
"""
_DUE = f"""
SELECT m.deck_id, m.state = 2, count(*)
FROM memory m INDEXED BY ix_memory_due JOIN card c ON c.thing_id = m.thing_id
WHERE m.kind = 'card' AND m.state IN (1, 2, 3) AND m.due_at <= :until AND (m.state != 2 OR m.due_at <= :now)
    AND m.deck_id IS NOT NULL AND {queue.SHOWN}
    AND (m.state != 2 OR (NOT EXISTS ({CAME_TODAY})
        AND (c.ord = 1 OR NOT EXISTS ({DUE_SIBLING} AND s.ord < c.ord))))
GROUP BY 1, 2
"""  # noqa: S608  (our own words)
_NEW = f"""
SELECT d.thing_id, (SELECT count(*) FROM (
    SELECT 1 FROM memory m INDEXED BY ix_memory_due JOIN card c ON c.thing_id = m.thing_id
    WHERE m.kind = 'card' AND m.state = 0 AND m.due_at IS NULL AND m.deck_id = d.thing_id AND {queue.SHOWN}
        AND NOT EXISTS ({CAME_TODAY}) AND NOT EXISTS ({DUE_SIBLING})
        AND (c.ord = 1 OR NOT EXISTS ({NEW_SIBLING} AND s.ord < c.ord)) LIMIT :allowed))
FROM deck d WHERE d.deleted_at IS NULL
"""  # noqa: S608
_CARDS = "SELECT deck_id, count(*) FROM card WHERE deleted_at IS NULL GROUP BY deck_id"


def new_allowed(raw: sqlite3.Connection, settings: Settings, at: Moment) -> int:
    """How many new cards today still allows: the setting, else a third of the aim's minutes, else 10."""
    limit = int(settings.number("new_cards_a_day"))
    if limit < 0:
        aim = raw.execute(
            "SELECT minutes FROM aim WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
        limit = NEW_WITHOUT_AIM if aim is None else round(aim[0] / MINUTES_A_NEW_CARD)
    return max(0, limit - queue.introduced(raw, "cards", at))


def card_totals(raw: sqlite3.Connection) -> dict[int, int]:
    """How many cards lie in each deck itself; changes only with the cards, not with answers."""
    return dict(raw.execute(_CARDS).fetchall())


def deck_rows(
    raw: sqlite3.Connection, at: Moment, allowed: int, totals: Mapping[int, int]
) -> tuple[DeckRow, ...]:
    """All decks, depth first, with today's counts; three statements whatever the number of decks."""
    due: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    asked = {"until": at.now_ms + AHEAD_MS, **when(at)}
    for deck, is_review, count in raw.execute(_DUE, asked):
        due[deck][is_review] = count
    new = dict(raw.execute(_NEW, {"allowed": max(1, allowed), **asked}).fetchall())
    own = {
        deck: (new.get(deck, 0), *due[deck], totals.get(deck, 0))
        for deck in set(new) | set(due) | set(totals)
    }
    return tuple(_Tree(raw.execute(_TREE).fetchall(), own, allowed).rows())


class _Tree:
    """The decks by their parent, walked once down for the order and once up for the sums."""

    def __init__(
        self,
        decks: list[tuple[int, int | None, str, int]],
        own: Mapping[int, tuple[int, int, int, int]],
        allowed: int,
    ) -> None:
        self._own = own
        self._allowed = allowed
        here = {deck[0] for deck in decks}
        self._below: dict[int | None, list[tuple[int, int | None, str, int]]] = defaultdict(list)
        for deck in decks:
            self._below[deck[1] if deck[1] in here else None].append(deck)

    def rows(self, parent: int | None = None, depth: int = 0) -> Iterator[DeckRow]:
        for deck, _, title, shipped in self._below[parent]:
            under = list(self.rows(deck, depth + 1))
            sums = list(self._own.get(deck, (0, 0, 0, 0)))
            more = sums[0] > 0
            for row in under:
                more |= row.more
                if row.depth == depth + 1:
                    for place, count in enumerate((row.new, row.learning, row.due, row.cards)):
                        sums[place] += count
            new, learning, due, cards = sums
            yield DeckRow(
                id=deck,
                parent_id=parent,
                depth=depth,
                title=title,
                shipped=bool(shipped),
                new=min(new, self._allowed),
                learning=learning,
                due=due,
                cards=cards,
                more=more,
            )
            yield from under
