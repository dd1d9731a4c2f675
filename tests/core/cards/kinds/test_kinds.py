from __future__ import annotations

import pytest

from tpmprep.core.cards.kind import NOTE_KINDS, NoteKind


def kind(name: str) -> NoteKind:
    found = NOTE_KINDS.get(name)
    assert found is not None
    return found


def test_the_registry_holds_the_names_a_build_must_hold() -> None:
    assert NOTE_KINDS.differences() == ()
    assert NOTE_KINDS.get("hologram") is None


@pytest.mark.parametrize("name", NOTE_KINDS.names())
def test_every_kind_names_its_required_fields_when_they_are_empty(name: str) -> None:
    faults = {fault.field for fault in kind(name).check({})}
    assert faults == {spec.name for spec in kind(name).fields if spec.required}


@pytest.mark.parametrize("name", NOTE_KINDS.names())
def test_every_kind_makes_at_least_one_card_of_good_fields(name: str) -> None:
    fields = {spec.name: "a {{c1::b}} c" for spec in kind(name).fields}
    assert kind(name).check(fields) == ()
    assert all(front and back for _, front, back in kind(name).cards(fields))
    assert kind(name).headline(fields)


def test_a_basic_note_is_one_card() -> None:
    assert kind("basic").cards({"front": "RICE?", "back": "R·I·C / E"}) == ((1, "RICE?", "R·I·C / E"),)


def test_a_reversed_note_is_asked_both_ways() -> None:
    assert kind("reversed").cards({"front": "SLO", "back": "target"}) == (
        (1, "SLO", "target"),
        (2, "target", "SLO"),
    )


def test_the_extra_of_a_cloze_is_on_the_back_only() -> None:
    ((_, front, back),) = kind("cloze").cards({"text": "{{c1::x}}", "extra": "because"})
    assert "because" not in front
    assert back.endswith("\n\nbecause")


def test_a_text_without_a_gap_is_refused_with_a_hint_how_to_write_one() -> None:
    (fault,) = kind("cloze").check({"text": "nothing hidden"})
    assert (fault.field, "{{c1::" in fault.why) == ("text", True)
