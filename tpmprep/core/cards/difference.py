"""Where two short texts differ, sign by sign as they are seen: an emoji or an accented letter is one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from tpmprep.core.cards.faces import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_SIGNS: Final = 320
"""Longer texts are not set beside each other: the table grows with the square."""

_JOINER: Final = "\u200d"
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_TONES: Final = range(0x1F3FB, 0x1F400)


def differences(
    typed: str, answer: str, fold: Callable[[str], str]
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, those that the other lacks marked; ``fold`` says what counts as the same.

    Scripts whose letters join are compared by words, so that no word is torn. Texts with little in common
    stay whole, unmarked.
    """
    split = _words if any(map(_joins, typed + answer)) else clusters
    mine, right = split(typed), split(answer)
    if not mine or not right or max(len(mine), len(right)) > MOST_SIGNS:
        return _whole(typed), _whole(answer)
    pairs = _aligned([fold(sign) or sign for sign in mine], [fold(sign) or sign for sign in right])
    if 2 * len(pairs) < max(len(mine), len(right)):
        return _whole(typed), _whole(answer)
    return _marked(mine, {one for one, _ in pairs}), _marked(right, {other for _, other in pairs})


def clusters(text: str) -> list[str]:
    """The signs of a text as a reader sees them (close to the clusters of Unicode's UAX #29)."""
    signs: list[str] = []
    flags = 0
    for letter in text:
        is_flag = ord(letter) in _FLAGS
        flags = flags + 1 if is_flag else 0
        if signs and (_follows(letter) or signs[-1][-1] == _JOINER or (is_flag and flags % 2 == 0)):
            signs[-1] += letter
        else:
            signs.append(letter)
    return signs


def distance(one: str, other: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours that turn one text into the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        now = [at]
        for there, sign in enumerate(other, start=1):
            best = min(row[there] + 1, now[there - 1] + 1, row[there - 1] + (letter != sign))
            if at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == sign:
                best = min(best, before[there - 2] + 1)
            now.append(best)
        before, row = row, now
    return row[-1]


def _aligned(mine: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Which signs belong together: the longest common subsequence."""
    table = [[0] * (len(right) + 1) for _ in range(len(mine) + 1)]
    for at in range(len(mine) - 1, -1, -1):
        row, below = table[at], table[at + 1]
        for there in range(len(right) - 1, -1, -1):
            same = mine[at] == right[there]
            row[there] = below[there + 1] + 1 if same else max(below[there], row[there + 1])
    pairs, at, there = [], 0, 0
    while at < len(mine) and there < len(right):
        if mine[at] == right[there]:
            pairs.append((at, there))
            at, there = at + 1, there + 1
        elif table[at + 1][there] >= table[at][there + 1]:
            at += 1
        else:
            there += 1
    return pairs


def _marked(signs: Sequence[str], shared: set[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at, sign in enumerate(signs):
        same = at in shared
        if pieces and pieces[-1].same == same:
            pieces[-1] = Piece(pieces[-1].text + sign, same=same)
        else:
            pieces.append(Piece(sign, same=same))
    return tuple(pieces)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, same=True),) if text else ()


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for letter in text:
        if parts and letter.isspace() == parts[-1][-1].isspace():
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _follows(letter: str) -> bool:
    return letter == _JOINER or ord(letter) in _TONES or unicodedata.category(letter) in {"Mn", "Mc", "Me"}


def _joins(letter: str) -> bool:
    return unicodedata.bidirectional(letter) == "AL" or unicodedata.category(letter) == "Mc"
