"""Works in the real window while its disk fills up or turns read-only; tells what the person saw."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from tests.core.db.stage import StillClock
from tests.promises.cramped import full, small_disk, turned
from tests.promises.harming import copy_of
from tests.ui.kit.audit import settle
from tests.ui.pages.stand import words_of
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.ground.folders import Folders
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tpmprep.core.profile import Profile

LONG = "word " * 4000  # more than the little room that a full log may still have


def press(window: Window, action: str) -> None:
    next(key for key in window.page_keys.keys if key.action == action).run()
    for _ in range(2):
        QThreadPool.globalInstance().waitForDone()
        settle(window)


def shown(window: Window, profile: Profile) -> dict[str, Any]:
    """What stands in the window and what lies in the file."""
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        (reviews,) = raw.execute("SELECT count(*) FROM review").fetchone()
    typed = [edit.text() for edit in window.findChildren(MarkdownEdit) if edit.isVisible()]
    return {
        "notice": window.notices.text() if window.notices.isVisible() else "",
        "shown": typed or words_of(window.pages),
        "reviews": reviews,
        "notes": len(profile.services.cards.notes(NoteQuery(text="Typed front"))),
    }


def begin_answering(window: Window, profile: Profile) -> str:
    deck = next(deck.id for deck in profile.services.cards.decks() if deck.title == "Mine")
    window.start(profile.services.sittings.deck(deck))
    settle(window)
    press(window, "card.turn")
    press(window, "card.good")
    press(window, "card.turn")
    return "card.good"


def begin_typing(window: Window, _profile: Profile) -> str:
    window.go(Place("cards"))
    settle(window)
    press(window, "note.new")
    edits = {edit.field.accessibleName(): edit for edit in window.findChildren(MarkdownEdit)}
    edits["Front"].field.setPlainText("Typed front")
    edits["Back"].field.setPlainText(LONG)
    settle(window)
    return "note.save"


GESTURES = {"answer": begin_answering, "note": begin_typing}


def trouble(way: str, folder: Path, folders: Folders) -> AbstractContextManager[None]:
    if way == "full":
        return full(folder)
    log = folders.database.with_name(f"{folders.database.name}-wal")
    return turned(folder, folders.database, log, folders.root / f".probe-{os.getpid()}")


def work(way: str, gesture: str, source: Path, folder: Path) -> list[dict[str, Any]]:
    """Before, during and after the trouble: the same key is pressed in it and again without it."""
    if way == "full":
        small_disk(folder)
    app = QApplication(["tpmprep"])
    theme.apply(app, "light")
    folders = copy_of(Folders(source), folder / "profile")
    profile = open_for_writing(folders, clock=StillClock())
    profile.services.aim.choose(AimDraft("interview"))
    window = Window(page_specs(), folders.logs / "tpmprep.log")
    window.show()
    window.give(profile.services)
    settle(window)
    key = GESTURES[gesture](window, profile)
    seen = [shown(window, profile)]
    with trouble(way, folder, folders):
        press(window, key)
        seen.append(shown(window, profile))
    press(window, key)
    seen.append(shown(window, profile))
    window.close()
    window.close()
    profile.close()
    return seen


if __name__ == "__main__":
    told = work(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    sys.stdout.write(json.dumps(told) + "\n")
