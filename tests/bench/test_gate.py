"""The gate of the bench: a figure beyond one and a half of its limit ends it with an error."""

from __future__ import annotations

import pytest

from tests.bench import __main__ as bench
from tests.bench import gestures
from tests.bench.limits import Figure, Limit, at_pace, table

HALF = Limit("something", "ms", 100, 0.5)


@pytest.mark.parametrize(
    ("ours", "said", "words", "code"),
    [
        (49, "", ["--gate"], 0),
        (74, "over", ["--gate"], 0),
        (76, "OVER THE GATE", ["--gate"], 1),
        (76, "OVER THE GATE", [], 0),
    ],
)
def test_only_what_lies_beyond_the_gate_fails_it(
    ours: float, said: str, words: list[str], code: int, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = Figure(HALF, ours, HALF.anchor)
    monkeypatch.setattr(bench, "make_demo", lambda *_, **__: None)
    monkeypatch.setattr(bench, "_start", lambda _: ([figure], 1.0))
    monkeypatch.setattr(bench, "_work", lambda *_: [])
    monkeypatch.setattr(bench, "_keys", lambda _: [])
    monkeypatch.setattr(gestures, "AHEAD", [1.0])
    monkeypatch.setattr(gestures, "BARE", [1.0])
    assert table([figure]).splitlines()[1].endswith(f"Anki  {said}" if said else "Anki")
    assert bench.main(words) == code


def test_a_slower_machine_stretches_the_limit_by_its_pace() -> None:
    assert at_pace(Figure(HALF, 90, HALF.anchor), 2).share == pytest.approx(0.9)
