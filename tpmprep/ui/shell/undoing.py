"""Undo and redo as a person sees them: named, and shown on the page where they happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication

from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell.undo_words import words

if TYPE_CHECKING:
    from tpmprep.ui.shell.window import Window

SITTING: Final = "sitting"
# steps of a sitting happened on no page: one that was left is not gone back to for them
IN_SITTINGS: Final = frozenset(
    ["card.answered", "concept.met", "item.answered", "sitting.moved", "sitting.started", "take.kept"]
)


def step_through(window: Window, way: Literal["undo", "redo"]) -> None:
    """Takes a step back or brings it back; a running sitting shows it itself."""
    desk = window.services.desk
    step = desk.undo() if way == "undo" else desk.redo()
    if step is None:
        window.notice(_tr("Nothing to undo") if way == "undo" else _tr("Nothing to redo"))
        return
    page = str(step.says.get("page", ""))
    here = window.pages.current_name()
    if page in window.specs and here not in {page, SITTING} and step.name not in IN_SITTINGS:
        window.go(Place(page))
    template = _tr("Undone: {0}") if way == "undo" else _tr("Done again: {0}")
    window.notice(template.replace("{0}", words(step)), mark="good")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Undo", text)
