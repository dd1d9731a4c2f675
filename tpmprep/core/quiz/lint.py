"""Writing faults of an item that a machine can see (after Haladyna, Downing and Rodriguez, 2002)."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from tpmprep.core.ground.markup import to_plain
from tpmprep.core.quiz.faces import Lint
from tpmprep.core.quiz.kind import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tpmprep.core.quiz.faces import ItemDraft, OptionDraft

FEWEST_WORDS, MOST_WORDS = 6, 120
FEWEST_OPTIONS, MOST_OPTIONS = 3, 5
TOO_LONG = 1.5
_NEGATIVE = re.compile(r"\b(?:not|except|least|incorrect|false)\b(?=[^?.]{0,80}\?)")
_ABSOLUTE = re.compile(r"\b(?:always|never|all of the time|under no circumstances)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|none) of (?:the )?(?:above|these|others?)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\b(?:both\s+)?[A-F]\s+(?:and|or|&)\s+[A-F]\b")
_NUMBER = re.compile(r"^\D{0,3}(\d[\d,]{0,15}(?:\.\d{1,6})?)")
_RANGE = re.compile(r"(\d[\d,.]{0,12})\s{0,2}(?:–|-|to)\s{0,2}(\d[\d,.]{0,12})")
_WORD = re.compile(r"[a-z]{7,30}")


def lint_item(draft: ItemDraft) -> tuple[Lint, ...]:
    """All faults found: of the stem, then those its kind looks for."""
    kind = ITEM_KINDS.get(draft.kind)
    return (*_stem(draft), *(kind.lint(draft) if kind is not None else ()))


def lint_options(draft: ItemDraft) -> Iterator[Lint]:
    """Faults of options to choose from, of their key, and of their reasons."""
    yield from _options(draft.options)
    yield from _key(draft)
    yield from lint_reasons(draft)


def _stem(draft: ItemDraft) -> Iterator[Lint]:
    plain = to_plain(draft.stem)
    words = len(plain.split())
    if words < FEWEST_WORDS:
        yield Lint("stem.short", f"the stem has {words} words and cannot stand alone")
    if words > MOST_WORDS:
        yield Lint("stem.long", f"the stem has {words} words; {MOST_WORDS} is the most one reads")
    if plain.count("?") > 1:
        yield Lint("stem.two_questions", "the stem asks more than one question")
    if _NEGATIVE.search(plain):
        yield Lint("stem.negative", "a negative in the stem belongs in bold capitals, or better away")


def _options(options: Sequence[OptionDraft]) -> Iterator[Lint]:
    texts = [to_plain(option.text) for option in options]
    if not FEWEST_OPTIONS <= len(texts) <= MOST_OPTIONS:
        yield Lint("options.count", f"{len(texts)} options; three to five are good")
    for text in texts:
        if _ALL.search(text):
            yield Lint("option.all_or_none", f"“{text}” says all or none of the others")
        if _LETTERS.search(text):
            yield Lint("option.letters", f"“{text}” points at other options by letter")
        if _ABSOLUTE.search(text):
            yield Lint("option.absolute", f"“{text}” is absolute, which gives it away as wrong")
    if len({text.casefold() for text in texts}) < len(texts):
        yield Lint("option.twice", "two options say the same")
    yield from _numbers(texts)


def _numbers(texts: Sequence[str]) -> Iterator[Lint]:
    ranges = sorted((_value(found[1]), _value(found[2])) for text in texts if (found := _RANGE.search(text)))
    if any(later[0] < before[1] for before, later in itertools.pairwise(ranges)):
        yield Lint("option.overlap", "two ranges overlap")
    values = [_value(number[1]) for text in texts if (number := _NUMBER.match(text))]
    if len(values) == len(texts) and values not in (sorted(values), sorted(values, reverse=True)):
        yield Lint("option.order", "numbers stand in order, small to large")


def _key(draft: ItemDraft) -> Iterator[Lint]:
    lengths = [len(to_plain(option.text)) for option in draft.options]
    right = [length for length, option in zip(lengths, draft.options, strict=True) if option.right]
    wrong = [length for length, option in zip(lengths, draft.options, strict=True) if not option.right]
    if right and wrong and min(right) > TOO_LONG * max(wrong):
        yield Lint("key.longest", "the right option is much longer than the others")


def lint_clang(draft: ItemDraft) -> Iterator[Lint]:
    """Whether the one right option is given away by repeating words of the stem."""
    rare = set(_WORD.findall(to_plain(draft.stem).lower()))
    in_key = _words(draft.options, right=True) & rare
    clang = sorted(in_key - _words(draft.options, right=False))
    if clang and len(in_key) == len(clang) > 1:
        yield Lint("key.clang", f"only the right option repeats the stem’s “{clang[0]}”")


def lint_reasons(draft: ItemDraft) -> Iterator[Lint]:
    """Whether every option has a reason of its own, and the item an explanation."""
    reasons = [to_plain(option.why).casefold() for option in draft.options]
    for option, reason in zip(draft.options, reasons, strict=True):
        if not reason:
            yield Lint("why.missing", f"“{to_plain(option.text)}” has no reason")
        elif reason.strip(" .") == to_plain(option.text).casefold().strip(" ."):
            yield Lint("why.restated", f"the reason for “{to_plain(option.text)}” only says it again")
    given = [reason for reason in reasons if reason]
    if len(set(given)) < len(given):
        yield Lint("why.twice", "two options have the same reason")
    if not draft.explanation.strip():
        yield Lint("explanation.missing", "the rule behind the item is not explained")


def _words(options: Sequence[OptionDraft], *, right: bool) -> set[str]:
    texts = (to_plain(option.text).lower() for option in options if option.right is right)
    return {word for text in texts for word in _WORD.findall(text)}


def _value(number: str) -> float:
    digits = number.replace(",", "").strip(".")
    return float(digits) if digits.count(".") <= 1 and digits else 0.0
