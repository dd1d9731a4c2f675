"""Prints every figure beside its limit.

``--scale`` measures with 100,000 cards and 1.12 million reviews, else with a month of the shipped content;
``--gate`` fails when a figure is beyond one and a half times its limit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import gestures, large, limits, starting
from tests.bench.limits import Figure, at_pace, table
from tpmprep.core.demo.make import make_demo
from tpmprep.core.ground.folders import prepare
from tpmprep.core.profile import open_for_writing

PRESSES, ANSWERS, SAVED, DAYS = 100, 400, 200, 30


def main(words: list[str]) -> int:
    """Measures, prints, and judges when asked to."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shares = [gestures.share_of_processor()]
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "profile"
        make_demo(root, days=DAYS)
        started, pace = _start(root)
        figures = started
        if "--scale" in words:
            crowd = large.copy_of_crowd(Path(place))
            figures += large.start_figures(crowd, started[0].ours)
            figures += [_stretched(figure, pace) for figure in large.figures(crowd, Path(place))]
        else:
            figures += [at_pace(figure, pace) for figure in (*_work(root, Path(place)), *_keys(root))]
    bare, slowest = (gestures.at(gestures.BARE, share) for share in (0.5, 0.99))
    print(
        f"between the answers a bare commit took {bare:.2f} ms, p99 {slowest:.2f} ms "
        "(TMPDIR chooses another disk)"
    )
    shares.append(gestures.share_of_processor())
    print(f"of its time this process had a processor for {shares[0]:.0%} before and {shares[1]:.0%} after")
    ahead = gestures.at(gestures.AHEAD, 0.5)
    print(f"the next card was read in {ahead:.2f} ms before each timed answer, while a person would think")
    print(table(figures))
    failed = [figure.limit.name for figure in figures if not figure.holds]
    if "--gate" in words and failed:
        print("beyond the gate: " + ", ".join(failed), file=sys.stderr)
        return 1
    return 0


def _stretched(figure: Figure, pace: float) -> Figure:
    return at_pace(figure, pace) if figure.limit.unit == "ms" else figure


def _start(root: Path) -> tuple[list[Figure], float]:
    """The figures of the start, and how much slower this machine is than the anchors' own."""
    window, ours, grade, empty = starting.start_ms(root)
    print(f"window shown after {window:.0f} ms, ready after {ours:.0f} ms, an empty one after {empty:.0f} ms")
    pace = max(1.0, empty / limits.EMPTY_WINDOW_MS)
    print(f"this machine takes {pace:.1f} × the anchors' time for it: their times are stretched by that")
    figures = [
        Figure(limits.START, ours, empty),
        at_pace(_figure(limits.START_ANKI, ours), pace),
        at_pace(_figure(limits.FIRST_GRADE, grade), pace),
        _figure(limits.MEMORY, starting.memory_mib(root)),
    ]
    return figures, pace


def _work(root: Path, place: Path) -> list[Figure]:
    profile = open_for_writing(prepare(root))
    try:
        given, undone = gestures.answers(profile, ANSWERS)
        return [
            _figure(limits.ANSWER_P50, gestures.at(given, 0.5)),
            _figure(limits.ANSWER_P99, gestures.at(given, 0.99)),
            _figure(limits.UNDO, gestures.at(undone, 0.5)),
            _figure(limits.SEARCH, gestures.at(gestures.searches(profile), 0.95)),
            _figure(limits.DECKS, gestures.at(gestures.deck_counts(profile), 0.5)),
            _figure(limits.BACKUP, gestures.at(gestures.copies(profile, place), 0.5)),
            _figure(limits.CHECK, gestures.at(gestures.checks(profile), 0.5)),
            *(
                _figure(limits.SAVES[name], gestures.at(times, 0.99))
                for name, times in gestures.saves(profile, SAVED).items()
            ),
        ]
    finally:
        profile.close()


def _keys(root: Path) -> list[Figure]:
    from tests.bench.pressing import presses

    profile = open_for_writing(prepare(root))
    try:
        times = presses(profile, PRESSES)
        return [
            _figure(limits.KEY_P50, gestures.at(times, 0.5)),
            _figure(limits.KEY_P95, gestures.at(times, 0.95)),
        ]
    finally:
        profile.close()


def _figure(limit: limits.Limit, ours: float) -> Figure:
    return Figure(limit, ours, limit.anchor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
