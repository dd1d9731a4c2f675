"""Promise 24: any text is rendered within a bound of work or shown plain, and the window does not freeze."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.children import run_module
from tpmprep.core.cards import gaps
from tpmprep.core.ground import markup

# ten times the 100 ms in which the window must answer again
WATCHDOG_S = 1.0
MOST_BLOCKS, MOST_LETTERS = 1_300, markup.MAX_CHARS + 100
COUNTING = """
import sys
from tpmprep.core.cards import gaps
calls = 0
def count(frame, event, arg):
    global calls
    calls += event in ("call", "c_call")
unit, size = sys.argv[1], int(sys.argv[2])
text = (unit * size)[:size]
sys.setprofile(count)
gaps.numbers(text)
sys.setprofile(None)
print(calls)
"""


@pytest.mark.parametrize(
    "sizes",
    [(500, 8_000), pytest.param((500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000), marks=pytest.mark.soak)],
)
def test_no_text_is_shown_in_more_pieces_than_a_view_can_lay_out_at_once(sizes: tuple[int, ...]) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = run_module("tests.promises.pathological", *sizes, timeout=600, env=env)
    assert len(done) > 70
    assert {name: found for name, found in done.items() if found[0] > MOST_BLOCKS} == {}
    assert {name: found for name, found in done.items() if found[1] > MOST_LETTERS} == {}
    assert {name: found for name, found in done.items() if found[2] > WATCHDOG_S} == {}


@pytest.mark.parametrize("unit", ["{{c1::", "{{c1::a}}", "{{c1::{", "{", "}}"])
def test_gaps_are_read_with_work_in_step_with_the_length(unit: str) -> None:
    def calls(size: int) -> int:
        words = [sys.executable, "-c", COUNTING, unit, str(size)]
        done = subprocess.run(
            words, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
        )
        return int(done.stdout)

    small, large = calls(10_000), calls(100_000)
    assert large <= 12 * small + 1_000


def test_a_megabyte_of_open_gaps_is_a_card_of_plain_words() -> None:
    text = ("{{c1::" * 200_000)[:1_000_000]
    front, back = gaps.sides(text, 1)
    assert len(front) <= gaps.LONGEST_SHOWN
    assert markup.to_html(front).startswith("<p>{{c1::{{c1::")
    assert markup.to_html(back).endswith("<p>…</p>")


def test_a_cut_text_costs_what_a_whole_one_may() -> None:
    kept = markup._affordable("[" * 40_000)
    assert markup._price(kept) <= markup.MAX_COST + 1
    assert len(kept) < 40_000


def test_what_people_write_is_within_the_bounds() -> None:
    prose = "\n\n".join(
        "A sentence with *some* emphasis, as it is written every day. " * 6 for _ in range(60)
    )
    listed = "\n".join(f"- point {number} with **bold** words" for number in range(150))
    tabled = "| a | b | c |\n|---|---|---|\n" + "| some words | 12 ms | more |\n" * 60
    code = "```python\n" + "value = compute(value, 1)  # why\n" * 60 + "```"
    for text in (prose, listed, tabled, code):
        assert markup.is_renderable(text)
