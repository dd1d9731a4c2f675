"""A typed answer is forgiven what does not matter, and told of what does."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpmprep.core.cards.difference import clusters, distance
from tpmprep.core.cards.faces import LONGEST_TYPED
from tpmprep.core.cards.likeness import compare, fold
from tpmprep.core.recall.faces import Rating

if TYPE_CHECKING:
    from tpmprep.core.cards.faces import TypedFace

RATING = {"right": Rating.GOOD, "close": Rating.HARD, "wrong": Rating.AGAIN, "empty": Rating.AGAIN}


def verdict(typed: str, *answers: str) -> str:
    face = compare(typed, answers)
    assert face.rating == RATING[face.verdict]
    return face.verdict


def marked(face: TypedFace) -> tuple[str, str]:
    """What was typed and the answer, what differs in brackets."""
    return "".join(p.text if p.same else f"[{p.text}]" for p in face.yours), "".join(
        p.text if p.same else f"[{p.text}]" for p in face.right
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("idempotency", "Idempotency"),
        ("  service   level objective ", "service level objective"),
        ("naive bayes", "Naïve Bayes"),
        ("Straße", "STRASSE"),
        ("smorrebrod", "Smørrebrød"),
        ("black box", "black-box"),
        ("blackbox", "black-box"),
        ("ci cd", "CI/CD"),
        ("R and D", "R&D"),
        ("postmortem", "post-mortem."),
        ("the error budget", "Error budget"),
        ("error budgets", "error budget"),
        ("latency", "latencies"),
        ("user stories", "user story"),
        ("node js", "Node.js"),
        ("“quoted”", '"quoted"'),
        ("1,000,000", "1000000"),
        ("1 000 000", "1000000"),
        ("99,9 %", "99.9%"),
        ("3–5", "3-5"),
        ("−5", "-5"),
        ("covid19", "COVID-19"),
        ("m2", "m²"),
        ("ＡＰＩ", "API"),
        ("٤٢", "42"),
        (unicodedata.normalize("NFD", "crème brûlée"), unicodedata.normalize("NFC", "Crème brûlée")),
        (unicodedata.normalize("NFD", "한국어"), "한국어"),
        ("שלום", "שָׁלוֹם"),
        ("مرحبا", "مَرْحَبًا"),
        ("❤", "❤️"),
        ("\u200fאבג\u200e", "אבג"),
        ("C++", "c++"),
        ("__init__", "init"),
        ("--", "--"),
    ],
)
def test_what_does_not_matter_is_forgiven(typed: str, answer: str) -> None:
    assert verdict(typed, answer) == "right"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("idempotancy", "idempotency"),
        ("idepmotency", "idempotency"),
        ("canery", "canary"),
        ("kubernets", "Kubernetes"),
        ("reciever", "receiver"),
        ("eventual consistancey", "eventual consistency"),
        ("cost on dealy", "cost of delay"),
        ("left jion", "LEFT JOIN"),
        ("acid tets", "ACID test"),
        ("error budgts", "error budget"),
        ("writethrough cahce", "write-through cache"),
        ("наблюдаемсть", "наблюдаемость"),
    ],
)
def test_a_small_slip_is_close(typed: str, answer: str) -> None:
    assert verdict(typed, answer) == "close"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("SLA", "SLO"),
        ("99.9%", "99.99%"),
        ("1.5", "15"),
        ("5", "-5"),
        ("C#", "C++"),
        ("C", "C++"),
        ("3 5", "3-5"),
        ("10:30", "1030"),
        ("synchronous", "asynchronous"),
        ("decrease", "increase"),
        ("upstream", "downstream"),
        ("not idempotent", "idempotent"),
        ("precision", "recall"),
        ("HTTP", "HTTPS"),
        ("HTTPS", "HTTP"),
        ("PaaS", "IaaS"),
        ("SLA breach", "SLO breach"),
        ("A/C test", "A/B test"),
        ("push model", "pull model"),
        ("lagging indicator", "leading indicator"),
        ("decryption", "encryption"),
        ("inbound traffic", "outbound traffic"),
        ("हिन्दी", "हन्दा"),
        ("👍", "👎"),
        ("か", "が"),
    ],
)
def test_what_means_something_else_is_wrong(typed: str, answer: str) -> None:
    assert verdict(typed, answer) == "wrong"


@pytest.mark.parametrize("typed", ["", "  ", "\u00a0\n"])
def test_nothing_typed_is_not_known(typed: str) -> None:
    face = compare(typed, ("canary",))
    assert (face.verdict, face.typed, face.yours, face.rating) == ("empty", "", (), Rating.AGAIN)


def test_another_right_answer_counts_and_is_the_one_shown() -> None:
    face = compare("service level objective", ("SLO", "service-level objective"))
    assert (face.verdict, face.answer) == ("right", "service-level objective")
    assert compare("servce level objective", ("SLO", "service-level objective")).answer != "SLO"


def test_a_wrong_answer_is_shown_the_main_one() -> None:
    assert compare("canary", ("SLO", "service-level objective")).answer == "SLO"


def test_a_slip_is_marked_in_both_texts() -> None:
    assert marked(compare("idempotancy", ("idempotency",))) == ("idempot[a]ncy", "idempot[e]ncy")
    assert marked(compare("canry", ("canary",))) == ("canry", "can[a]ry")


def test_case_and_accents_are_not_marked_as_slips() -> None:
    assert marked(compare("Creme brulé", ("crème brûlée",))) == ("Creme brulé", "crème brûlé[e]")


def test_texts_with_little_in_common_are_left_whole() -> None:
    assert marked(compare("xyz", ("idempotency",))) == ("xyz", "idempotency")


def test_joined_scripts_are_marked_by_words() -> None:
    yours, right = marked(compare("السلام عليكم", ("السلام عليكمم",)))
    assert (yours, right) == ("السلام [عليكم]", "السلام [عليكمم]")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩‍👩‍👧x", ["👩‍👩‍👧", "x"]),
        ("👍🏽", ["👍🏽"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("❤️!", ["❤️", "!"]),
    ],
)
def test_a_sign_is_never_torn(text: str, signs: list[str]) -> None:
    assert clusters(text) == signs


def test_distance_counts_a_swap_as_one() -> None:
    pairs = [("", ""), ("a", ""), ("ab", "ba"), ("abc", "ca"), ("kitten", "sitting")]
    assert [distance(*pair) for pair in pairs] == [0, 1, 1, 3, 3]


awkward = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from("aàé ß-.,/'0129:+#\u200d\u0301👍🏽🇩🇪שם")
    ),
    max_size=40,
)


@given(awkward, awkward)
@settings(deadline=None, max_examples=300)
def test_the_pieces_are_the_texts_again_and_what_equals_is_right(typed: str, answer: str) -> None:
    face = compare(typed, (answer,))
    assert "".join(piece.text for piece in face.yours) == face.typed
    assert "".join(piece.text for piece in face.right) == face.answer
    if typed.split():
        assert verdict(typed, typed) == "right"


@given(awkward)
@settings(deadline=None)
def test_folding_twice_changes_nothing_for_composed_and_decomposed_text(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_a_long_text_is_cut_and_compared_in_bounded_work() -> None:
    face = compare("x" * 1_000_000, ("y" * LONGEST_TYPED,))
    assert len(face.typed) == LONGEST_TYPED
    assert face.verdict == "wrong"
