"""Paints every widget of the kit: ``python -m tests.ui.kit.gallery OUTDIR [scene …]``, ZOOM=150 to zoom."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from tpmprep.core.ground import markup
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.charts.bars import Bar, Bars
from tpmprep.ui.kit.charts.burn import Burn, BurnData
from tpmprep.ui.kit.charts.heat import Heat
from tpmprep.ui.kit.dialogs import Decision
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.fields import Field, NumberField, SearchField, check_box, combo, line_edit, text_edit
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
    tabs,
)
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.kit.menus import MenuButton, menu
from tpmprep.ui.kit.notice import NoticeBar
from tpmprep.ui.kit.progress import ThinBar
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.kit.ring import Ring
from tpmprep.ui.kit.rows import ColumnSpec, RowsModel, table

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


TEXT = """About **43 minutes** in 30 days. The allowance is called the *error budget*, see `burn_rate`.

| Promise | Downtime per 30 days | One failure in |
|---|---|---|
| 99 % | 7 h 12 min | 100 |
| 99.9 % | 43 min | 1 000 |

```python
def downtime(promise: float, days: int = 30) -> float:
    name = 'minutes that may fail'
    return (1 - promise) * days * 24 * 60  # the budget
```

> A quote of two lines that goes on and on until it has to be broken, as it is wider than the column is.

> [!WARNING]
> A call-out with **bold** words.

### A heading
- first point with a [link](https://example.org)
  - nested
- second, [concept](concept:tpm.slo)

1. one
2. two

The answer is CLOZE and GAP.
"""


def rich() -> QWidget:
    text = TEXT.replace("CLOZE", markup.shown("an SLO")).replace("GAP", markup.gap())
    return panel(_in(stack(RichText(text), None)))


def fields() -> QWidget:
    wrong = Field("Date", line_edit("Date", "31 February"))
    wrong.set_problem("There is no 31 February. Choose a day of the calendar.")
    left = stack(
        Field("Name", line_edit("Name", hint="Acme, technical round"), explained="As it is shown on Today."),
        wrong,
        Field("Minutes a day", NumberField("Minutes a day", 5, 180, 30, " min")),
        Field("Role", combo("Role", [("product", "Product"), ("program", "Programme")])),
        SearchField("Search everything"),
        check_box("Recording on", on=True),
        check_box("Only core concepts"),
        None,
        spacing=16,
    )
    editor = MarkdownEdit("Answer", "**Situation** Search was slow.\n\n- p95 1.8 s\n- now 0.4 s", lines=6)
    right = stack(
        editor,
        text_edit("Notes", "Give the number sooner"),
        _off(line_edit("Off", "disabled")),
        MenuButton("Doing", menu()),
        row(label("Left"), ThinBar(0.38, thick=True), label("38 %", "num"), spacing=12),
        ThinBar(0.46),
        None,
        spacing=16,
    )
    return holder(row(panel(_in(left)), panel(_in(right)), spacing=24))


def states() -> QWidget:
    empty = EmptyState(
        "mic",
        "Say one aloud; it stays on this computer.",
        "Record take 1",
        title="No takes yet",
    )
    ring = Ring("Time", 0.57, "1:42", "of 3:00")
    over = Ring("Time", 1.1, "3:18", "of 3:00")
    bar = NoticeBar()
    made = page(stack(panel(_in(row(empty, ring, over, spacing=24))), None, bar))
    QTimer.singleShot(0, lambda: bar.say("14 cards moved to the trash.", "good", "Undo"))
    return made


def tables() -> QWidget:
    columns = [
        ColumnSpec[tuple[str, int]]("Name", lambda r: r[0], drawing=lambda _r: ("layers", "muted")),
        ColumnSpec[tuple[str, int]]("Cards", lambda r: str(r[1]), key=lambda r: r[1], number=True),
        ColumnSpec[tuple[str, int]]("State", lambda _r: "Ready"),
    ]
    view = table(RowsModel(columns, [("Reliability", 26), ("APIs", 120), ("Product sense", 8)]), "Decks")
    view.setColumnWidth(0, 300)
    view.selectRow(1)
    return panel(_in(stack(tabs("Interview", "Practise", "Questions", "Stories", "Job hunt"), 16, view)))


def charts() -> QWidget:
    begin = date(2026, 9, 1)
    done = tuple(
        (begin + timedelta(days=9 * n), hours) for n, hours in enumerate((0, 5, 11, 14, 21, 25, 36, 44, 49))
    )
    ends = (date(2027, 2, 20), date(2027, 3, 12), date(2027, 3, 26))
    burn = Burn("At 5 h a week done on 12 March", BurnData(done, 129, *ends))
    domains = (("Reliability", 0.81), ("APIs and integration", 0.42), ("Product sense", 0.05))
    bars = Bars("APIs are the weakest area", [Bar(n, v, v - 0.1, v + 0.12) for n, v in domains])
    counts = {begin + timedelta(days=n): (n * 37) % 50 for n in range(90) if n % 6}
    heat = Heat("Studied on 75 of the last 90 days", counts, date(2026, 11, 29))
    return panel(_in(row(stack(burn, 24, heat, None), stack(bars, None), spacing=40)))


def dialog() -> QWidget:
    return Decision(
        None,
        "Delete the deck “Reliability”?",
        "Its 14 cards go to the trash and can be taken back within 30 days.",
        [("delete", "Delete 14 cards", "danger")],
        "Keep it",
    )


SCENES = {
    "words": words,
    "buttons": buttons,
    "rich": rich,
    "fields": fields,
    "states": states,
    "tables": tables,
    "charts": charts,
    "dialog": dialog,
}


def main(out: Path, only: list[str]) -> None:
    app = QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    for name in THEMES:
        theme.apply(app, name, int(os.environ.get("ZOOM", "100")))
        for scene, build in SCENES.items():
            if only and scene not in only:
                continue
            built = build()
            shown = built
            if not built.isWindow() or not isinstance(built, Decision):
                shown = page(stack(Column(built, 960), margins=(32, 32, 32, 32)))
                shown.resize(1024, 640)
            shown.show()
            for _ in range(4):
                app.processEvents()
            shown.grab().save(str(out / f"{scene}-{name}.png"))
            shown.close()
            shown.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
