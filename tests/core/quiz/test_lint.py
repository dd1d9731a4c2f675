from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.quiz.stage import single
from tpmprep.core.quiz.faces import ItemDraft, OptionDraft
from tpmprep.core.quiz.lint import lint_item


def rules(draft: ItemDraft) -> set[str]:
    return {fault.rule for fault in lint_item(draft)}


def with_texts(*texts: str) -> ItemDraft:
    options = tuple(OptionDraft(text, right=n == 0, why=f"reason {n}") for n, text in enumerate(texts))
    return replace(single(), options=options)


def test_a_well_written_item_has_no_fault() -> None:
    assert lint_item(single()) == ()


@pytest.mark.parametrize(
    ("stem", "rule"),
    [
        ("What is it?", "stem.short"),
        ("word " * 130, "stem.long"),
        ("Which metric leads here, and why? And what would you do about it?", "stem.two_questions"),
        ("Which of the following is not a golden signal of a service?", "stem.negative"),
    ],
)
def test_a_stem_is_one_question_that_stands_alone(stem: str, rule: str) -> None:
    assert rule in rules(single(stem))


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (("a", "b"), "options.count"),
        (("one", "two", "all of the above"), "option.all_or_none"),
        (("one", "two", "Both A and B"), "option.letters"),
        (("one", "two", "Always ask the CTO"), "option.absolute"),
        (("one", "two", "**two**"), "option.twice"),
        (("10 ms", "500 ms", "50 ms"), "option.order"),
        (("10–20", "15–30", "40–50"), "option.overlap"),
        (("x" * 60, "short", "brief", "small"), "key.longest"),
    ],
)
def test_options_do_not_give_the_key_away(texts: tuple[str, ...], rule: str) -> None:
    assert rule in rules(with_texts(*texts))


def test_numbers_in_order_and_ranges_side_by_side_are_fine() -> None:
    assert not rules(with_texts("1,000", "2,000", "10,000")) & {"option.order", "option.overlap"}
    assert not rules(with_texts("10–20", "20–30", "30–40")) & {"option.order", "option.overlap"}


def test_a_key_that_echoes_rare_words_of_the_stem_is_found() -> None:
    stem = "How do you keep idempotency through retries of a payment request that timed out?"
    assert "key.clang" in rules(
        replace(with_texts("An idempotency key with each of the retries", "A lock", "A queue"), stem=stem)
    )


def test_every_option_has_a_reason_of_its_own() -> None:
    good = single()
    first, second, *others = good.options
    assert "why.missing" in rules(replace(good, options=(replace(first, why=" "), second, *others)))
    assert "why.twice" in rules(replace(good, options=(replace(first, why=second.why), second, *others)))
    assert "why.restated" in rules(
        replace(good, options=(replace(first, why=first.text + "."), second, *others))
    )
    assert "explanation.missing" in rules(replace(good, explanation=""))
