"""Evidence that was half written when the program ended is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.ui.kit.draft import DraftTimer
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.paths.deeds import evidence_place
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tpmprep.ui.pages.paths.proof import Proof


def proof_of(page: PathsPage, step_id: int) -> Proof:
    page.show_place(Place("paths", "step", step_id))
    assert page.path.detail is not None
    return page.path.detail.proof


def write(proof: Proof, text: str) -> None:
    """Types a note and lets the draft's clock run out."""
    proof.begin()
    proof._kinds.choose("note")
    proof.text.setText(text)
    proof.findChildren(DraftTimer)[0].timeout.emit()


def test_half_written_evidence_is_there_again_until_it_is_added_or_given_up(
    page: PathsPage, path_id: int, stand: Stand, qtbot: QtBot
) -> None:
    learning, desk = stand.services.learning, stand.services.desk
    step_id = learning.path(path_id).milestones[0].steps[0].id
    write(proof_of(page, step_id), "I built half a")
    again = PathsPage(stand)
    put_up(again, qtbot)
    proof = proof_of(again, step_id)
    assert (proof._kinds.chosen(), proof.text.text()) == (("note",), "I built half a")
    assert "Not saved last time" in words_of(again)
    proof._take()
    assert [row.text for row in learning.step(step_id).evidence] == ["I built half a"]
    assert desk.draft(evidence_place(step_id)) is None
    write(proof, "Not so")
    assert desk.draft(evidence_place(step_id)) is not None
    proof.stop()
    assert desk.draft(evidence_place(step_id)) is None
