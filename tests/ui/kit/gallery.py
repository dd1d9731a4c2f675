"""Paints every widget of the kit: ``python -m tests.ui.kit.gallery OUTDIR [scene …]``, ZOOM=150 to zoom."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QLayout, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import (
    Column,
    hbox,
    headline,
    holder,
    label,
    page,
    panel,
    phrase,
    row,
    rule,
    stack,
)

THEMES = ("light", "dark", "contrast")


def words() -> QWidget:
    roles = "display h1 h2 h3 strong mid body num muted mutedbody eyebrow good warn bad accent problem brand"
    left = stack(*[row(label(f"{r.title()} 18:20, 99.9 % -> x", r), None) for r in roles.split()], spacing=8)
    tags = FlowLayout(gap=8)
    flow = holder(tags)
    for role in ("key", "tag", "letter"):
        tags.addWidget(label("A" if role == "letter" else "Space", role))
    right = stack(
        headline("Your service promises 99.9 % a month. How many minutes of downtime is that?"),
        24,
        rule(),
        24,
        phrase("You can explain **{a}**, **canary releases** and **error budgets**.", a="idempotency <b>"),
        24,
        flow,
        None,
    )
    return holder(row(panel(_in(left)), panel(_in(right)), spacing=24))


def _in(layout: QLayout) -> QLayout:
    layout.setContentsMargins(32, 24, 24, 24)
    return layout


def buttons() -> QWidget:
    kinds = row(
        button("Primary", "primary"),
        button("Default"),
        button("Make a card", icon="layers"),
        button("Small", "small"),
        button("Quiet", "quiet", icon="pencil"),
        button("Link", "link"),
        button("Swap", "icon", icon="repeat-2"),
        button("Play", "round", icon="play!"),
        button("Delete 14 cards", "danger"),
        None,
        spacing=8,
    )
    off = row(
        *[
            _off(button(k or "default", k, icon="layers"))
            for k in ("primary", "", "small", "quiet", "link", "icon")
        ],
        None,
        spacing=8,
    )
    keys = row(
        KeyButton("Start", "Space", "primary", icon="play!"),
        KeyButton("Pause", "P", icon="pause"),
        KeyButton("Search", "Ctrl K", "quiet", icon="search"),
        None,
        spacing=8,
    )
    rates = hbox(spacing=16)
    for n, (t, d) in enumerate((("Again", "10 min"), ("Hard", "2 d"), ("Good", "6 d"), ("Easy", "14 d")), 1):
        rates.addWidget(KeyButton(t, str(n), "primary" if t == "Good" else "", second=d), 1)
    rounds = stack(
        row(
            icon_label("circle-check", "good"), 12, label("Ready", "good"), None, button("Keep warm", "small")
        ),
        rule(),
        row(
            icon_label("triangle-alert", "warn"), 12, label("Shaky", "warn"), None, button("Add one", "small")
        ),
        spacing=12,
    )
    chips = SegmentedChips([("g", "Guessing"), ("f", "Fairly sure"), ("s", "Sure")], chosen=["s"])
    many = SegmentedChips(
        [("s", "Situation"), ("t", "Task"), ("a", "Action"), ("r", "Result")], many=True, chosen=["s", "t"]
    )
    return panel(_in(stack(kinds, off, keys, rates, chips, many, rounds, spacing=16)))


def _off(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


SCENES = {"words": words, "buttons": buttons}


def main(out: Path, only: list[str]) -> None:
    app = QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    for name in THEMES:
        theme.apply(app, name, int(os.environ.get("ZOOM", "100")))
        for scene, build in SCENES.items():
            if only and scene not in only:
                continue
            shown = page(stack(Column(build(), 960), margins=(32, 32, 32, 32)))
            shown.resize(1024, 640)
            shown.show()
            app.processEvents()
            shown.grab().save(str(out / f"{scene}-{name}.png"))
            shown.close()
            shown.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
