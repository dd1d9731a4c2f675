"""What is said about takes: how the score went, and how two of them differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tpmprep.ui.pages.interview.words import clock_words, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import TakeRow

CLOSE_MS: Final = 5_000


def trend_words(takes: Sequence[TakeRow]) -> str:
    """How the score went from the first take to the newest; empty while there is nothing to compare."""
    scores = [take.score for take in sorted(takes, key=lambda take: take.number) if take.score is not None]
    if len(scores) < 2:
        return ""
    first, last = scores[0], scores[-1]
    if last > first:
        words = tr("From {0} to {1} in {2} takes.")
    elif last < first:
        words = tr("{1} now, {0} at first, over {2} takes: an off day is one take, not a trend.")
    else:
        words = tr("Steady at {1} over {2} takes.")
    return words.replace("{0}", str(first)).replace("{1}", str(last)).replace("{2}", str(len(scores)))


def difference_words(earlier: TakeRow, later: TakeRow) -> str:
    """What a later take did otherwise than an earlier one, in one sentence."""
    if earlier.number == later.number:
        return tr("This is the same take twice; choose another one.")
    found = [_length_words(earlier, later)]
    if earlier.score is not None and later.score is not None and earlier.score != later.score:
        words = tr("scored {0} higher") if later.score > earlier.score else tr("scored {0} lower")
        found.append(words.replace("{0}", str(abs(later.score - earlier.score))))
    new = [part for part in later.parts if part not in earlier.parts]
    lost = [part for part in earlier.parts if part not in later.parts]
    if new:
        found.append(tr("said {0}").replace("{0}", ", ".join(new)))
    if lost:
        found.append(tr("left out {0}").replace("{0}", ", ".join(lost)))
    named = tr("Take {0}").replace("{0}", str(later.number))
    return f"{named} {', '.join(found)}."


def _length_words(earlier: TakeRow, later: TakeRow) -> str:
    change = later.duration_ms - earlier.duration_ms
    if abs(change) < CLOSE_MS:
        return tr("took as long")
    words = tr("was {0} longer") if change > 0 else tr("was {0} shorter")
    return words.replace("{0}", clock_words(abs(change)))
