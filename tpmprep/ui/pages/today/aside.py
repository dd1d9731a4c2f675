"""What is new this week, and the next two dates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import holder, label, panel, phrase, row, rule, stack, vbox
from tpmprep.ui.pages.today import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from tpmprep.core.insight.front import TodayFace


class Aside(QWidget):
    """The quiet panel beside the rounds; ``opened`` carries the (kind, thing id) of a date."""

    opened = Signal(str, int)

    def __init__(self, face: TodayFace) -> None:
        super().__init__()
        inside = stack(
            label(self.tr("New this week"), "h3"),
            8,
            _news(face.news),
            20,
            rule(),
            20,
            label(self.tr("Next dates"), "h3"),
            8,
            self._dates(face),
            None,
            margins=(24, 20, 24, 20),
        )
        self.setLayout(row(panel(inside)))

    def _dates(self, face: TodayFace) -> QWidget:
        lines = vbox(spacing=8)
        if not face.dates:
            lines.addWidget(label(self.tr("No date is set."), "mutedbody", wrap=True))
        for on in face.dates:
            title = words.date_title(on, face.aim)
            line = row(stack(label(words.day(on.on), "muted"), 2, label(title, wrap=True)), spacing=8)
            if on.opens is not None:
                open_ = button(self.tr("Open: {0}").replace("{0}", title), "icon", icon="chevron-right")
                open_.clicked.connect(partial(self._open, *on.opens))
                line.addWidget(open_)
            lines.addLayout(line)
        return holder(lines)

    def _open(self, kind: str, thing_id: int, _checked: object = None) -> None:
        self.opened.emit(kind, thing_id)


def _news(titles: tuple[str, ...]) -> QLabel:
    template = words.news_template(len(titles))
    if not titles:
        return label(template, "mutedbody", wrap=True)
    values: dict[str, Any] = {f"c{number}": title for number, title in enumerate(titles)}
    return phrase(template, "", **values)
