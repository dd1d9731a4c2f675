"""A file is what its first bytes say, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.media.samples import REFUSED, TAGGED_MP3, TAKEN
from tpmprep.core.media.faces import PICTURES, SOUNDS
from tpmprep.core.media.recognise import recognise


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(TAKEN) == {*PICTURES, *SOUNDS}


@pytest.mark.parametrize("ext", TAKEN)
def test_each_kind_is_known_by_its_content(ext: str) -> None:
    assert recognise(TAKEN[ext]) == ext


@pytest.mark.parametrize("what", REFUSED)
def test_all_else_is_not_taken(what: str) -> None:
    assert recognise(REFUSED[what]) == ""


def test_a_tag_before_the_sound_is_stepped_over() -> None:
    assert recognise(TAGGED_MP3) == "mp3"


@given(st.binary(max_size=64))
def test_any_bytes_are_one_of_the_kinds_or_none(head: bytes) -> None:
    assert recognise(head) in {"", *PICTURES, *SOUNDS}
