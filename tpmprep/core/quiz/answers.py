"""Takes the answer to an item: scores it, logs it, and grades its memory once a study day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tpmprep.core.db.instants import from_ms
from tpmprep.core.ground.errors import UserError
from tpmprep.core.quiz.body import number_of
from tpmprep.core.quiz.faces import Confidence, Verdict
from tpmprep.core.quiz.kind import ITEM_KINDS
from tpmprep.core.quiz.number import slip_of
from tpmprep.core.recall import ledger
from tpmprep.core.recall.faces import Rating
from tpmprep.core.recall.ledger import LONGEST_MS, Answer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from typing import Any

    from tpmprep.core.quiz.faces import Answer as Key
    from tpmprep.core.quiz.kind import ItemKind
    from tpmprep.core.recall.moment import Moment

QUICK_MS = 20_000
RIGHT = 1.0
_LOG = """
INSERT INTO response(item_id, attempt_id, at, study_day, given, score, confidence, graded, duration_ms)
VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to an item: the options picked or the number typed, how sure, how long it took."""

    keys: tuple[Key, ...]
    confidence: Confidence
    duration_ms: int


def respond(
    raw: sqlite3.Connection, item_id: int, given: Given, at: Moment, retention: float
) -> tuple[int, Verdict]:
    """Scores and logs a response; the first one of a study day grades the item's memory.

    Returns the id of the response, and the verdict without pulled cards. Raises ``item.gone``, ``item.kind``
    for a kind of a newer version, ``number.…`` for a number that cannot be read, and ValueError for an option
    the item does not have.
    """
    kind, body = _asked(raw, item_id)
    score = kind.score(body, given.keys)
    graded = not ledger.graded_on(raw, item_id, at)
    if graded:
        answer = Answer(rating_of(score, given), "quiz", given.duration_ms)
        due_ms: int | None = ledger.grade(raw, item_id, answer, at, retention).due_ms
    else:
        due_ms = ledger.known(raw, item_id).due_ms
    logged = raw.execute(
        _LOG,
        (
            item_id,
            at.now_ms,
            at.day.isoformat(),
            json.dumps(given.keys),
            score,
            int(given.confidence),
            int(graded),
            min(max(0, given.duration_ms), LONGEST_MS),
        ),
    )
    return int(logged.lastrowid or 0), _verdict(item_id, score, given, due_ms, _slip(body, given))


def verdict_of(raw: sqlite3.Connection, response_id: int) -> Verdict:
    """The verdict of a response given before, e.g. before a restart; without pulled cards."""
    item_id, keys, score, confidence, ms, due_ms, body = raw.execute(
        "SELECT r.item_id, r.given, r.score, r.confidence, r.duration_ms, m.due_at, i.body "
        "FROM response r JOIN memory m ON m.thing_id = r.item_id JOIN item i ON i.thing_id = r.item_id "
        "WHERE r.id = ?",
        (response_id,),
    ).fetchone()
    given = Given(tuple(json.loads(keys)), Confidence(confidence), ms)
    return _verdict(item_id, score, given, due_ms, _slip(json.loads(body), given))


def rating_of(score: float, given: Given) -> Rating:
    """Wrong or guessed is Again, right is Good, sure and quick is Easy."""
    if score < RIGHT or given.confidence == Confidence.GUESS:
        return Rating.AGAIN
    sure = given.confidence == Confidence.SURE and given.duration_ms <= QUICK_MS
    return Rating.EASY if sure else Rating.GOOD


def missed(verdict: Verdict) -> bool:
    """Whether an answer was wrong, or right by a guess."""
    return not verdict.right or verdict.confidence == Confidence.GUESS


def _asked(raw: sqlite3.Connection, item_id: int) -> tuple[ItemKind, dict[str, Any]]:
    row = raw.execute(
        "SELECT kind, body FROM item WHERE thing_id = ? AND deleted_at IS NULL", (item_id,)
    ).fetchone()
    if row is None:
        raise UserError("item.gone", id=item_id)
    kind = ITEM_KINDS.get(row[0])
    if kind is None:
        raise UserError("item.kind", kind=row[0])
    return kind, json.loads(row[1])


def _slip(body: Mapping[str, Any], given: Given) -> str:
    """The reason of a common wrong number; empty too where the item was edited so that it cannot be told."""
    key = number_of(body)
    if key is None or len(given.keys) != 1:
        return ""
    try:
        return slip_of(key, key.read(str(given.keys[0])))
    except UserError:
        return ""


def _verdict(item_id: int, score: float, given: Given, due_ms: int | None, slip: str) -> Verdict:
    return Verdict(
        item_id=item_id,
        score=score,
        right=score >= RIGHT,
        confidence=given.confidence,
        given=given.keys,
        comes_back=None if due_ms is None else from_ms(due_ms),
        pulled_cards=0,
        slip=slip,
    )
