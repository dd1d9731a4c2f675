from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmprep.core.cards import gaps
from tpmprep.core.ground.markup import gap, shown


@pytest.mark.parametrize(
    ("text", "number", "front", "back"),
    [
        ("{{c1::a}} b", 1, f"{gap()} b", f"{shown('a')} b"),
        ("{{c1::a::the first}} b", 1, f"{gap('the first')} b", f"{shown('a')} b"),
        ("{{c1::a}} {{c2::b}}", 2, f"a {gap()}", f"a {shown('b')}"),
        ("{{c1::a}} {{c1::b}}", 1, f"{gap()} {gap()}", f"{shown('a')} {shown('b')}"),
        ("{{c1::a {{c2::b}} c}}", 2, f"a {gap()} c", f"a {shown('b')} c"),
        ("{{c1::a {{c2::b}} c}}", 1, gap(), shown("a b c")),
        ("{{c1::{{c2::b}}}}", 1, gap(), shown("b")),
        ("{{c1::{a}}} b", 1, f"{gap()} b", f"{shown('{a}')} b"),
        ("{{c1::f({x})}} b", 1, f"{gap()} b", f"{shown('f({x})')} b"),
        ("{{c1::a { b}} c", 1, f"{gap()} c", f"{shown('a { b')} c"),
        ("{{c1::a}}} c", 1, f"{gap()}}} c", f"{shown('a')}}} c"),
        ("{{c1::std::string::a type}}", 1, gap("a type"), shown("std::string")),
        ("a {{c1::b", 1, "a {{c1::b", "a {{c1::b"),
        (
            "{{c0::a}} }} {{ {{c1::b}}",
            1,
            f"{{{{c0::a}}}} }}}} {{{{ {gap()}",
            f"{{{{c0::a}}}} }}}} {{{{ {shown('b')}",
        ),
    ],
)
def test_a_gap_is_hidden_on_the_front_and_shown_on_the_back(
    text: str, number: int, front: str, back: str
) -> None:
    assert gaps.sides(text, number) == (front, back)


def test_numbers_are_each_a_card_in_order() -> None:
    assert gaps.numbers("{{c3::a}} {{c1::b {{c2::d}}}} {{c1::c}} {{c999::e}}") == (1, 2, 3)


PIECES = st.sampled_from(["{{c1::", "{{c2::", "}}", "}", "{", "a", "::", "\n"])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_and_shows_nothing_that_was_not_there(text: str) -> None:
    front, back = gaps.sides(text, 1)
    assert front.count("a") <= back.count("a") + front.count("[") * text.count("a")
    assert gaps.plain(text).count("a") <= text.count("a")
    assert bool(gaps.numbers(text)) or gaps.plain(text) == text


def test_a_megabyte_of_unclosed_gaps_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    real = gaps._close

    def close(run: str, root: list[str | gaps.Gap], open_: list[gaps.Gap]) -> int:
        nonlocal looked
        looked += 1
        return real(run, root, open_)

    monkeypatch.setattr(gaps, "_close", close)
    text = "{{c1::" * 170_000
    assert gaps.plain(text) == text
    assert looked == 0


def test_gaps_nested_deeper_than_a_dozen_stay_text() -> None:
    deep = "{{c1::" * 40 + "a" + "}}" * 40
    assert "a" in gaps.plain(deep)
    assert gaps.numbers(deep) == (1,)
