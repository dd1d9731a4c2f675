"""The shapes a field of a step can have: how what is written is checked and brought into one form."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tpmprep.core.learning.faces import StepField

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
MOST_SCORES = 100
TICKED: Final = "yes"
_OFF = frozenset({"", "no", "0", "false"})
_ON = frozenset({TICKED, "1", "true", "x"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_NAMED = re.compile(r"(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_NUMBER = re.compile(r"\d+([.,]\d+)?")
_SCORE = re.compile(r"(?:(?P<day>\S.*?)[\s:,]+)?(?P<score>\d+(?:[.,]\d+)?)\s*%?")


def normal(field: StepField, text: str, today: date) -> str:
    """A value in the form it is kept in; raises ``step.field``."""
    plain = text.strip()
    if not plain:
        return ""
    why, value = _SHAPES[field.shape](field, plain, today)
    if why:
        raise UserError("step.field", label=field.label, why=why)
    return value


def day_of(text: str) -> date | None:
    """A day as people write it: ``2026-03-31``, ``31.3.2026``, ``31 March 2026``; None for anything else."""
    plain = text.strip()
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(plain):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if (found := _NAMED.fullmatch(plain)) and found[2][:3].casefold() in _MONTHS:
        return _day(int(found[3]), _MONTHS.index(found[2][:3].casefold()) + 1, int(found[1]))
    return None


def scores_of(text: str) -> tuple[tuple[date, float], ...]:
    """Mock exams as they are kept, oldest first."""
    pairs = (line.split() for line in text.splitlines())
    return tuple((date.fromisoformat(pair[0]), float(pair[1])) for pair in pairs if len(pair) == 2)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


Checked = tuple[str, str]


def _line(_field: StepField, text: str, _today: date) -> Checked:
    line = " ".join(text.split())
    why = f"it is longer than {LONGEST_LINE} letters" if len(line) > LONGEST_LINE else ""
    return why, line


def _text(_field: StepField, text: str, _today: date) -> Checked:
    return (f"it is longer than {LONGEST_TEXT:,} letters" if len(text) > LONGEST_TEXT else ""), text


def _number(field: StepField, text: str, _today: date) -> Checked:
    if not _NUMBER.fullmatch(text):
        return "write a number, such as 12 or 7.5", ""
    value = float(text.replace(",", "."))
    if value > field.high:
        return f"it is above {field.high:g}", ""
    return "", f"{value:g}" if value < 1e6 else str(int(value))


def _on_day(_field: StepField, text: str, _today: date) -> Checked:
    on = day_of(text)
    return ("write a day as 2026-03-31", "") if on is None else ("", on.isoformat())


def _link(_field: StepField, text: str, _today: date) -> Checked:
    return ("", text) if is_link(text) else ("a link begins with https://", "")


def is_link(text: str) -> bool:
    """Whether a text is an address of the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    whole = len(text) <= LONGEST_LINE and not any(sign.isspace() for sign in text)
    return whole and parts.scheme in {"http", "https"} and bool(parts.netloc)


def _tick(_field: StepField, text: str, _today: date) -> Checked:
    word = text.casefold()
    if word in _OFF:
        return "", ""
    return ("", TICKED) if word in _ON else ("tick it, or write yes or no", "")


def _choice(field: StepField, text: str, _today: date) -> Checked:
    found = next((choice for choice in field.choices if choice.casefold() == text.casefold()), None)
    return (f"choose one of: {', '.join(field.choices)}", "") if found is None else ("", found)


def _scores(_field: StepField, text: str, today: date) -> Checked:
    scores: list[tuple[str, float]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found = _SCORE.fullmatch(line)
        on = day_of(found["day"]) if found and found["day"] else today
        score = float(found["score"].replace(",", ".")) if found else -1
        if on is None or not 0 <= score <= 100:
            return f"'{line[:40]}' is no day with a score of 0 to 100, such as 2026-03-12 72", ""
        scores.append((on.isoformat(), score))
    if len(scores) > MOST_SCORES:
        return f"more than {MOST_SCORES} scores", ""
    return "", "\n".join(f"{on} {score:g}" for on, score in sorted(scores, key=lambda pair: pair[0]))


_SHAPES: dict[str, Callable[[StepField, str, date], Checked]] = {
    "line": _line,
    "text": _text,
    "number": _number,
    "day": _on_day,
    "link": _link,
    "tick": _tick,
    "choice": _choice,
    "scores": _scores,
}
