from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.kit.audit import audit, settle
from tpmprep.core.catalog.faces import Hit
from tpmprep.core.flows.faces import Plan
from tpmprep.ui.exercises import links
from tpmprep.ui.exercises.concept import ConceptExercise, ConceptView
from tpmprep.ui.exercises.step import StepView
from tpmprep.ui.kit import outside

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage

Key = Qt.Key


def test_a_new_concept_is_read_and_space_goes_on(stage: Stage) -> None:
    concept = stage.services.catalog.concepts()[0]
    stage.window.start(Plan("New", 5, (("concept", concept.id), stage.item())))
    assert stage.view(ConceptExercise).view.title.toPlainText() == concept.title
    assert audit(stage.player) == []
    stage.press(Key.Key_Space)
    assert stage.shown() == stage.item()


def test_the_side_panel_lists_what_names_the_concept_as_links(stage: Stage) -> None:
    rows = stage.services.catalog.concepts()
    face = next(f for f in (stage.services.catalog.concept(row.id) for row in rows) if f.related)
    stage.window.open_thing("concept", face.id)
    view = stage.window.findChild(ConceptView)
    assert view is not None
    names = [made.accessibleName() for made in view.findChildren(QPushButton)]
    assert names == [hit.title for hit in face.related]
    assert audit(view) == []


def test_the_links_of_the_side_panel_take_the_width_there_is(stage: Stage, qtbot: QtBot) -> None:
    view = ConceptView(stage.player.host)
    qtbot.addWidget(view)
    long = "When should a feature work asynchronously, and what does that cost the user?"
    face = stage.services.catalog.concept(stage.services.catalog.concepts()[0].id)
    view.show_face(replace(face, related=(Hit("note", 1, long),)))
    view.resize(900, 600)
    view.show()
    settle(view)
    link = next(made for made in view.findChildren(QPushButton) if made.accessibleName() == long)
    assert link.text().endswith("the user?")
    view.resize(300, 600)
    settle(view)
    assert link.text().endswith("…")
    assert link.sizeHint().width() <= view.width() - 16


def test_minutes_are_logged_by_key(stage: Stage) -> None:
    stage.start(stage.step())
    stage.press(Key.Key_T)
    assert stage.services.learning.step(stage.step()[1]).row.minutes_spent == 15
    assert audit(stage.player) == []


def test_d_marks_the_step_done_and_moves_on(stage: Stage) -> None:
    stage.start(stage.step())
    stage.press(Key.Key_D)
    assert stage.services.learning.step(stage.step()[1]).row.status == "done"
    assert stage.player.turn is not None
    assert stage.player.turn.end is not None


def test_space_leaves_a_step_for_later(stage: Stage) -> None:
    stage.start(stage.step())
    stage.press(Key.Key_Space)
    assert stage.services.learning.step(stage.step()[1]).row.status == "next"
    assert stage.player.turn is not None
    assert stage.player.turn.end is not None


def test_proof_is_added_with_enter(stage: Stage) -> None:
    stage.start(stage.step())
    stage.view(StepView).proof.setFocus()
    stage.type("https://example.org/notes")
    stage.press(Key.Key_Return)
    evidence = stage.services.learning.step(stage.step()[1]).evidence
    assert [(proof.kind, proof.text) for proof in evidence] == [("link", "https://example.org/notes")]


def test_a_link_is_opened_only_after_its_address_was_shown_and_agreed_to(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    asked: list[str] = []

    def refuse(_over: object, address: str) -> bool:
        asked.append(address)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    monkeypatch.setattr(outside, "agreed", refuse)
    stage.start(stage.step())
    face = stage.view(StepView).face
    assert face is not None
    stage.press(Key.Key_O)
    assert (asked, opened) == ([face.url] if face.url else [], [])
    monkeypatch.setattr(outside, "agreed", lambda _over, _address: True)
    links.follow(stage.window, stage.window, "https://example.org/a")
    assert opened == ["https://example.org/a"]
    assert QApplication.activeModalWidget() is None
