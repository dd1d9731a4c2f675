"""Markdown is rendered safely, quickly and as people write it."""

from __future__ import annotations

import re
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpmprep.core.ground import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA = "media:" + "a1" * 32 + ".png"
NASTY = (
    *("[a", "[", "![", "[a](", "[]()", "*a ", "**a", "_a", "`a", "<a ", "<", "<!--", "<![CDATA[", "&", "\\"),
    *("> ", "- ", "1. ", "* a\n", "- \n", "#\n", "===\n", "a\n===\n", "a\n-\n", "```\n", "~~~\n", "|---|\n"),
    *(
        "<div>\n\n",
        "</p>",
        "<p a='",
        "\t",
        "\n",
        "a\n\n",
        "\x00",
        "\ue000",
        "\ue002",
        "![a](media:",
        "&#x",
        "***",
    ),
)
HOSTILE = (
    '<img src="/dev/urandom">',
    '<img src="file:///etc/passwd">',
    "![x](file:///etc/passwd)",
    "![x](http://example.org/x.png)",
    "![x](media:../../etc/passwd)",
    "[x](javascript:alert(1))",
    "[x](file:///etc/passwd)",
    "[x](//example.org)",
    "[x](data:text/html,x)",
    '<a href="java\nscript:alert(1)">x</a>',
    "<script>alert(1)</script>",
    "<iframe src=http://example.org></iframe>",
    "<style>p{color:red}</style>",
    "<object data=x></object>",
    "<svg><image href='file:///etc/passwd'/></svg>",
    "<p onclick=alert(1) style='background:url(file:///dev/zero)'>x</p>",
    "<link rel=stylesheet href=file:///dev/zero>",
    '<img alt="><img src=file:///x>" src=file:///y>',
)


@contextmanager
def watchdog(seconds: int = 30) -> Iterator[None]:
    """End a hang with an error; where there is no alarm signal the test simply runs."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    old = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("rendering hangs"))
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def test_common_markdown_becomes_html() -> None:
    html = markup.to_html("## Head\n\nA **b** and `c->d`\n\n```python\nx = 1\n```")
    assert "<h2>Head</h2>" in html
    assert "<strong>b</strong>" in html
    assert "<code>c-&gt;d</code>" in html
    assert '<div class="code"><pre>' in html


def test_a_plain_sentence_is_one_paragraph_and_needs_no_renderer() -> None:
    assert markup.to_html("What is an error budget (99.9 %)?") == "<p>What is an error budget (99.9 %)?</p>"


def test_underlines_within_a_plain_sentence_are_still_emphasis() -> None:
    assert "<em>b</em>" in markup.to_html("a _b_")


def test_a_table_keeps_its_alignment() -> None:
    assert '<td style="text-align:right">1</td>' in markup.to_html("| a | b |\n|---|--:|\n| x | 1 |")


def test_lists_nest_by_two_spaces_and_need_no_blank_line() -> None:
    html = markup.to_html("Text:\n- a\n  - b\n- c")
    assert html.startswith("<p>Text:</p>\n<ul>")
    assert html.count("<ul>") == 2
    assert html.count("<li>") == 3


def test_numbers_with_a_bracket_and_bullets_under_them_are_a_list() -> None:
    html = markup.to_html("1) one\n   - sub\n2) two")
    assert html.count("<ol>") == 1
    assert html.count("<ul>") == 1


def test_a_number_at_a_line_start_within_a_paragraph_stays_words() -> None:
    assert "<ol>" not in markup.to_html("It was in\n2019. Then it ended.")


def test_lists_within_fences_stay_as_they_are() -> None:
    assert "x\n- a\n  - b" in markup.to_html("```\nx\n- a\n  - b\n```")


def test_allowed_links_and_pictures_stay() -> None:
    html = markup.to_html(f"[a](https://example.org/x) [b](concept:tpm-core.slo) ![p]({MEDIA})")
    assert 'href="https://example.org/x"' in html
    assert 'href="concept:tpm-core.slo"' in html
    assert f'src="{MEDIA}"' in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_loses_its_teeth(text: str) -> None:
    _assert_harmless(markup.to_html(text))


def test_only_harmless_styles_stay() -> None:
    html = markup.to_html('<span style="color:red;position:fixed;background:url(x)">x</span>')
    assert 'style="color:red"' in html


@pytest.mark.parametrize("unit", NASTY)
@pytest.mark.parametrize("size", [2_000, 10_000, 200_000])
def test_any_repetition_is_rendered_or_shown_plain(unit: str, size: int) -> None:
    with watchdog():
        text = (unit * size)[:size]
        _assert_harmless(markup.to_html(text))
        markup.to_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(" " * 4 * depth + "- a" for depth in range(600)),
        "- " * 600 + "a",
        "> " * 600 + "a",
        "<div>" * 600 + "a",
        "<table><tr><td>" * 100 + "a",
        "<b>" * 5_000,
    ],
)
def test_deep_nesting_does_not_raise(text: str) -> None:
    with watchdog():
        _assert_harmless(markup.to_html(text))


def test_tables_within_tables_within_tables_are_shown_plain() -> None:
    assert "<table>" not in markup.to_html("<table><tr><td>" * 9 + "a")
    assert "<table>" in markup.to_html("<table><tr><td>" * 2 + "a")


def test_too_long_a_text_is_cut_and_shown_plain() -> None:
    html = markup.to_html("*a* " * 20_000)
    assert "<em>" not in html
    assert html.endswith("<p>…</p>")
    assert len(html) < 2 * markup.MAX_CHARS


def test_plain_fallback_escapes_everything() -> None:
    assert markup.plain_html('<b>&"\n\nx') == "<p>&lt;b&gt;&amp;&quot;</p>\n<p>x</p>"


def test_a_cloze_gap_and_its_answer_carry_their_class() -> None:
    html = markup.to_html(f"The {markup.gap()} or {markup.gap('hint')} is {markup.shown('an **SLO**')}.")
    assert '<span class="gap">[…]</span>' in html
    assert '<span class="gap">[hint]</span>' in html
    assert '<span class="shown">an <strong>SLO</strong></span>' in html


def test_cloze_marks_within_a_link_cannot_break_out_of_it() -> None:
    _assert_harmless(markup.to_html("[a](http://x/\ue000\ue002 'b') <img alt='\ue000' src=file:///x>"))


def test_plain_text_keeps_words_only() -> None:
    text = "# Head\n- **a** `b`\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    text += "[l](http://x) snake_case <b>h</b><br>z &amp; \\*"
    assert markup.to_plain(text) == "Head\na b\nx y\n1 2\nl snake_case h\nz & *"


def test_plain_text_drops_cloze_marks() -> None:
    assert markup.to_plain(f"a {markup.shown('b')}") == "a b"


@given(st.text(alphabet=st.sampled_from(list("[]()*_`<>!&#|-=~:\\\"' \n\tab1.\ue000\ue001{}")), max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_mix_of_special_characters_is_harmless(text: str) -> None:
    with watchdog():
        _assert_harmless(markup.to_html(text))
        markup.to_plain(text)


def _assert_harmless(html: str) -> None:
    tags = " ".join(re.findall(r"<[a-z][^<>]*>", html))
    assert not re.search(r"<(script|iframe|object|style|link|svg|image|form|input)\b", html)
    assert all(src.startswith("media:") for src in re.findall(r'<img[^<>]*src="([^"]*)"', html))
    assert all(re.match(r"https?://|concept:", href) for href in re.findall(r'href="([^"]*)"', tags))
    assert " on" not in re.sub(r'"[^"]*"', "", tags)
    assert "url(" not in tags
