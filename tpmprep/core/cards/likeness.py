"""How a typed answer is compared with the right ones: case, accents and punctuation aside, slips told."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tpmprep.core.cards.difference import differences, distance
from tpmprep.core.cards.faces import LONGEST_TYPED, TypedFace
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.cards.faces import Verdict

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "&": " and ",
    }
)
_SOFT: Final = re.compile(
    r"""(?<!\d)[-.](?!\d)|(?<=\w)[-.](?!\d)|(?<=[^\W\d])[-.]"""  # not the sign or the point of a number
    r"""|(?<!\d)[,:/]|[,:/](?!\d)"""  # not what parts digits: 10:30, 24/7
    r"""|[\s_;!?'"`´’‘“”„«»()\[\]{}…·•]+"""
)
_THOUSANDS: Final = re.compile(r"(?<=\d)[, \u00a0\u202f'’](?=\d{3}(?!\d))")
_ARTICLE: Final = re.compile(r"^\s*(?:the|an?|to)\s+(?=\S)")
_NUMBER: Final = re.compile(r"-?\d+(?:[.:/-]\d+)*")
_PREFIXES: Final = (
    "", "a", "an", "anti", "de", "dis", "down", "en", "ex", "hyper", "hypo", "il", "im", "in", "inter",
    "intra", "ir", "mis", "non", "out", "over", "post", "pre", "sub", "super", "un", "under", "up",
)  # fmt: skip
_SHORTEST_STEM: Final = 4
_SHORT: Final = 4
_LITTLE: Final = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "per", "the", "to"))
_NO_PLURAL: Final = frozenset({"http", "https"})
_MOST_SLIPS: Final = 3


def compare(typed: str, answers: Sequence[str]) -> TypedFace:
    """What was typed beside the nearest of the right answers, with the rating that fits.

    Right: the same letters and digits in the same order; case, accents, spaces, hyphens, punctuation, an
    article before and a plural make no difference. Close: one slip in every four letters, at most three,
    with every number and symbol right and no word turned into another one, such as its opposite. A slip is a
    letter that is missing, too many, another one, or has changed places with its neighbour (Damerau 1964).
    """
    typed = " ".join(typed[:LONGEST_TYPED].split())
    given = [answer for answer in answers if answer.strip()] or [""]
    if not typed:
        return _face("empty", given[0], typed, Rating.AGAIN)
    for answer in given:
        if _keys(typed) == _keys(answer):
            return _face("right", answer, typed, Rating.GOOD)
    slips, _, nearest = min((_slips(typed, answer), at, answer) for at, answer in enumerate(given))
    if slips <= _allowed(nearest):
        return _face("close", nearest, typed, Rating.HARD)
    return _face("wrong", given[0], typed, Rating.AGAIN)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters without case, accents and invisible signs; digits of every script as 0–9.

    Only marks that stand above, below or over a letter are taken for accents (and the points of Hebrew and
    Arabic); vowel signs of other scripts are letters.
    """
    flat = unicodedata.normalize("NFKD", text.casefold()).casefold()
    kept = "".join(_digit(letter) for letter in flat if not _is_silent(letter))
    return unicodedata.normalize("NFC", kept).translate(_PLAIN)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, without punctuation that carries no meaning."""
    folded = _THOUSANDS.sub("", _ARTICLE.sub("", fold(text)))
    folded = re.sub(r"(?<=\d),(?=\d)", ".", folded)
    return tuple(_SOFT.sub(" ", folded).split()) or tuple(folded.split())


def _face(verdict: Verdict, answer: str, typed: str, rating: Rating) -> TypedFace:
    yours, right = differences(typed, answer, fold)
    return TypedFace(verdict, typed, answer, yours, right, rating)


def _keys(text: str) -> tuple[str, tuple[str, ...]]:
    """What must agree for an answer to be right: letters with plurals aside, numbers as they stand."""
    parts = words(text)
    return "".join(map(_singular, parts)), _numbers(parts)


def _slips(typed: str, answer: str) -> int:
    """How many slips part two texts; beyond all bounds where a number, a symbol or the sense differs."""
    mine, right = words(typed), words(answer)
    if _numbers(mine) != _numbers(right) or _symbols(mine) != _symbols(right) or _is_other(mine, right):
        return LONGEST_TYPED
    one, other = "".join(mine), "".join(right)
    if abs(len(one) - len(other)) > _MOST_SLIPS:
        return LONGEST_TYPED
    return distance(one, other)


def _allowed(answer: str) -> int:
    return min(len("".join(words(answer))) // 4, _MOST_SLIPS)


def _numbers(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(" ".join(parts)))


def _symbols(parts: Sequence[str]) -> str:
    """Signs that carry meaning by themselves (C++, C#, an emoji)."""
    return "".join(sorted(sign for sign in "".join(parts) if unicodedata.category(sign)[0] in "SP"))


def _is_other(mine: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one of the words is another word and no slip of the pen."""
    if len(mine) != len(right):
        return False
    pairs = ((one, other) for one, other in zip(mine, right, strict=True) if one != other)
    return any(
        _stems(one) & _stems(other) or _is_far(_singular(one), _singular(other)) for one, other in pairs
    )


def _is_far(one: str, other: str) -> bool:
    """Whether a word has more slips than one in four letters; in a short one another letter is too much."""
    if {one, other} <= _LITTLE:
        return False
    if {one, other} == _NO_PLURAL:
        return True
    if len(other) <= _SHORT:
        return distance(one, other) > 1 or (len(one) == len(other) and sorted(one) != sorted(other))
    return distance(one, other) > len(other) // 4


def _stems(word: str) -> set[str]:
    """What is left without a prefix that turns the sense: (a)synchronous, increase and decrease."""
    stems = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return {stem for stem in stems if len(stem) >= _SHORTEST_STEM}


def _singular(word: str) -> str:
    """An English plural as its singular, roughly; both sides are treated alike, so that is enough."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if (
        len(word) > 2
        and word not in _NO_PLURAL
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
    ):
        return word[:-1]
    return word


def _is_silent(letter: str) -> bool:
    if letter.isascii():
        return False
    place = unicodedata.combining(letter)
    accent = place >= 200 or 10 <= place <= 35
    return accent or unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _digit(letter: str) -> str:
    return letter if letter.isascii() or not letter.isdecimal() else str(unicodedata.decimal(letter))
