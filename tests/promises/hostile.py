"""A window over a profile in which every text of a person is hostile; looks at each widget of each page."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextEdit, QWidget

from tpmprep.core.db.guards import drop_triggers, make_guards
from tpmprep.core.demo.make import make_demo
from tpmprep.core.ground.folders import Folders
from tpmprep.core.ground.settings import Settings
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.kit import theme
from tpmprep.ui.shell.shot_list import SHOTS
from tpmprep.ui.shell.shot_stage import close_dialogs, settle
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextDocument

TEXTS = {
    "deck": ("title",), "concept": ("title", "brief", "example"), "domain": ("title", "about"),
    "note": ("explanation", "source"), "item": ("stem", "explanation", "source"),
    "question": ("prompt", "explanation", "source"), "category": ("title",),
    "story": ("title", "situation", "task", "action", "result", "reflection"), "answer_note": ("text",),
    "path": ("title", "summary"), "milestone": ("title", "about"), "step": ("title",),
    "step_progress": ("notes",), "thing_tag": ("name",), "pack": ("title",), "aim": ("company",),
    "search_doc": ("title", "plain"), "evidence": ("text",), "rehearsal": ("text", "improve"),
    "sitting": ("title",),
}  # fmt: skip
JSONS = {
    "note": "fields", "item": "body", "question": "body", "category": "body", "step": "body",
    "undo_step": "says",
}  # fmt: skip
CODES = {"kind", "currency", "url", "page", "ref", "status"}
MOST_ROWS = 60


def hostile(place: str) -> str:
    """Words that would open ``place`` wherever they were taken for HTML or Markdown."""
    return f' <img src="{place}"><b>x</b> ![x]({place}) ![y](file://{place}) [l](file://{place})'


def poison(file: Path, words: str) -> None:
    """Puts the words into every text of a person, the history too."""
    with closing(sqlite3.connect(file)) as raw:
        drop_triggers(raw)
        for table, columns in TEXTS.items():
            setting = ", ".join(f"{column} = {column} || :words" for column in columns)
            raw.execute(f"UPDATE {table} SET {setting}", {"words": words})
        for table, column in JSONS.items():
            rows = raw.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
            changed = [(json.dumps(_poisoned(json.loads(body), words)), row) for row, body in rows]
            raw.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed)
        make_guards(raw)
        raw.commit()


def _poisoned(value: Any, words: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _poisoned(inner, words, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_poisoned(inner, words, key) for inner in value]
    return value + words if isinstance(value, str) and key not in CODES else value


def walk(folder: Path, place: str) -> dict[str, Any]:
    """Shows every page and exercise; returns what is unsafe, and how much was looked at."""
    make_demo(folder, days=90)
    poison(Folders(folder).database, hostile(place))
    app = QApplication(["tpmprep"])
    theme.apply(app, "light")
    settings = Settings(Folders(folder).settings)
    settings.put("reduced_motion", value=True)
    profile = open_for_writing(Folders(folder), settings=settings)
    window = Window(page_specs())
    window.resize(QSize(1280, 800))
    window.give(profile.services)
    window.show()
    found: list[str] = []
    seen = hurt = 0
    for name, act in SHOTS:
        act(window)
        settle()
        for top in app.topLevelWidgets():
            for widget in [top, *top.findChildren(QWidget)]:
                seen += 1
                hurt += any(place in text for text in _texts(widget))
                found += [f"{name}: {type(widget).__name__}: {why}" for why in unsafe(widget)]
        close_dialogs(window)
    window.close()
    profile.close()
    return {"found": sorted(set(found)), "seen": seen, "hostile": hurt, "screens": len(SHOTS)}


def unsafe(widget: QWidget) -> Iterator[str]:
    """Why a widget could open what a text names."""
    for text in _tips(widget):
        if "<img" in text:
            yield f"its tip is taken for HTML: {text[:80]}"
    if isinstance(widget, QLabel) and widget.text():
        if widget.textFormat() not in {Qt.TextFormat.PlainText, Qt.TextFormat.RichText}:
            yield f"its format is guessed: {widget.text()[:80]}"
        if widget.textFormat() == Qt.TextFormat.RichText and "<img" in widget.text():
            yield f"its words are not escaped: {widget.text()[:80]}"
    if isinstance(widget, QTextEdit):
        yield from (f"it shows {name}" for name in _images(widget.document()))


def _texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield widget.text()
    if isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    yield widget.accessibleName()


def _tips(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield from (action.toolTip() for action in widget.actions() if action.toolTip() != action.text())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
            column = 0
            while (index := model.index(row, column)).isValid():
                yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
                column += 1


def _images(document: QTextDocument) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            image = at.fragment().charFormat().toImageFormat()
            if image.isValid() and not image.name().startswith(("media:", "sound:")):
                yield image.name()
            at += 1
        block = block.next()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(walk(Path(sys.argv[1]), sys.argv[2])) + "\n")
