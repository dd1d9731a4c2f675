"""Texts that are slow or deep for a renderer, shown one after another in a real view, each with its cost."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.core.ground.test_markup import NASTY
from tpmprep.core.cards import gaps
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.rich import RichText

PICTURE = "![a](media:" + "a1" * 32 + ".png) "
SOUND = "[a](media:" + "a1" * 32 + ".mp3) "


def table(columns: int, rows: int) -> str:
    line = "|" + "a|" * columns + "\n"
    return line + "|" + "-|" * columns + "\n" + line * rows


def texts(sizes: tuple[int, ...]) -> dict[str, str]:
    """The corpus: every nasty unit in every size, and shapes that grow in other ways."""
    made = {f"{unit!r} x {size}": (unit * size)[:size] for unit in NASTY for size in sizes}
    for columns, rows in ((2, 1_500), (10, 300), (40, 80), (200, 18), (1_000, 3), (3, 5_000), (3, 30)):
        made[f"table {columns} x {rows}"] = table(columns, rows)
    made |= {
        "10 KB of [a": "[a" * 5_000,
        "600 nested lists": "\n".join("    " * depth + "- a" for depth in range(600)),
        "600 nested quotes": "> " * 600 + "a",
        "tables in tables": "<table><tr><td>" * 100 + "a",
        "raw cells": "<table>" + ("<tr>" + "<td>a</td>" * 30 + "</tr>") * 90 + "</table>",
        "a long list": "- a\n" * 8_000,
        "short lines": "a\n\n" * 10_000,
        "long code": "```python\n" + "def f(x): return x + 1  # a\n" * 1_000 + "```",
        "one long string": "```python\n'" + "x" * 31_000 + "\n```",
        "one long word": "a" * 32_000,
        "1 MB of words": "some words " * 90_000,
        "emphasis": "**a** " * 5_000,
        "links": "[a](http://b) " * 2_200,
        "code words": "`a` " * 8_000,
        "coloured": "<span style='color:red'>a</span>" * 1_000,
        "missing pictures": PICTURE * 300,
        "missing sounds": SOUND * 300,
        "headings": "# a\n\n" * 6_000,
    }
    for unit in ("{{c1::", "{{c1::a", "{{c1::a}}", "{{c1::{", "}}"):
        made[f"1 MB of {unit}"] = gaps.sides((unit * 1_000_000)[:1_000_000], 1)[0]
    return made


def show_all(sizes: tuple[int, ...]) -> dict[str, Any]:
    """Shows every text; returns for each the blocks and letters shown, and the seconds of work."""
    app = QApplication(["tpmprep"])
    theme.apply(app, "light")
    view = RichText()
    view.resize(700, 400)
    view.show()
    app.processEvents()
    done = {}
    for name, text in texts(sizes).items():
        begun = time.process_time()
        view.set_markdown(text)
        app.processEvents()
        spent = time.process_time() - begun
        done[name] = (view.document().blockCount(), view.document().characterCount(), round(spent, 3))
    return done


if __name__ == "__main__":
    sys.stdout.write(json.dumps(show_all(tuple(map(int, sys.argv[1:])))) + "\n")
