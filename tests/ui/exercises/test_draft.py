"""Half-typed text is kept while one types, not only when the page is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tpmprep.ui.exercises.draft import KeptDraft
from tpmprep.ui.kit import draft

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.exercises.stage import Stage


def test_typed_text_is_kept_without_leaving_the_page(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "EVERY_MS", 1)
    owner = QObject()
    kept = KeptDraft(stage.window, lambda: {"text": "I led five teams and"}, owner)
    kept.begin("take:1")

    kept.touch()

    qtbot.waitUntil(lambda: stage.services.desk.draft("take:1") is not None)
    assert kept.begin("take:1") == {"text": "I led five teams and"}
