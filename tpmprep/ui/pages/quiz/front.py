"""The tab Practise: what to practise now, and each subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, clear, hbox, holder, label, panel, row, rule, scroll, stack, vbox
from tpmprep.ui.pages.quiz import groups
from tpmprep.ui.pages.quiz.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.quiz.faces import ItemRow
    from tpmprep.ui.pages.quiz.groups import Group

SIZES = {"5": 5, "10": 10, "all": 100_000}
_ICONS = {"missed": ("rotate-ccw", "warn"), "new": ("circle-dashed", "accent")}


class Front(QWidget):
    """Rows with something to practise; ``practised`` carries item ids and a title."""

    practised = Signal(tuple, str)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ItemRow] = ()
        self.first: Group | None = None
        choices = [("5", self.tr("5 items")), ("10", self.tr("10 items")), ("all", self.tr("All"))]
        self.size_chips = SegmentedChips(choices, chosen=["5"])
        self.size_chips.setAccessibleName(self.tr("How many at once"))
        self.size_chips.changed.connect(lambda _chosen: self._show())
        self._now, self._subjects = vbox(), vbox()
        self._empty = EmptyState(
            "list-checks",
            self.tr(
                "Items come with a pack; you can also write your own: a question, its choices, a reason each."
            ),
            self.tr("Write an item"),
            self.wanted.emit,
            title=self.tr("No quiz items yet"),
        )
        top = panel(stack(self._now, margins=(24, 8, 24, 8)))
        below = panel(stack(label(self.tr("By subject"), "h3"), 6, self._subjects, margins=(24, 20, 24, 12)))
        many = row(label(self.tr("At once"), "muted"), 12)
        many.addWidget(self.size_chips, 1)
        self._full = holder(stack(many, 16, top, 24, below, None, margins=(0, 0, 12, 32)))
        self._full.hide()
        self._empty.hide()
        self.setLayout(stack(scroll(Column(stack(self._full, self._empty), 992))))

    def show_rows(self, rows: Sequence[ItemRow]) -> None:
        """Shows what these items leave to practise."""
        self._rows = rows
        self._empty.setVisible(not rows)
        self._full.setVisible(bool(rows))
        self._show()

    def press_first(self) -> None:
        """Practises the first row."""
        if self.first is not None:
            self._practise(self.first)

    def practise_group(self, key: str) -> None:
        """Practises ``missed`` or ``new``."""
        group = groups.missed(self._rows) if key == "missed" else groups.untried(self._rows)
        if group.item_ids:
            self._practise(group)

    def title_of(self, group: Group) -> str:
        """What a group is called."""
        known = {"missed": self.tr("Missed and due"), "new": self.tr("Never tried")}
        return known.get(group.key) or group.title or self.tr("Without a subject")

    def _show(self) -> None:
        clear(self._now)
        clear(self._subjects)
        urgent = [groups.missed(self._rows), groups.untried(self._rows)]
        self.first = next((group for group in urgent if group.item_ids), None)
        for at, group in enumerate(urgent):
            if at:
                self._now.addWidget(rule())
            self._now.addWidget(self._urgent_line(group))
        subjects = groups.domains(self._rows)
        if self.first is None and subjects:
            self.first = subjects[0]
        for at, group in enumerate(subjects):
            if at:
                self._subjects.addWidget(rule())
            name, tried = (
                label(self.title_of(group), "mid", wrap=True),
                label(self._tried(group), "muted", wrap=True),
            )
            self._subjects.addWidget(self._line(group, stack(name, 2, tried)))

    def _urgent_line(self, group: Group) -> QWidget:
        inside = hbox((10, 10, 10, 10))
        inside.addWidget(icon_label(*_ICONS[group.key], 20))
        words = stack(
            label(self.title_of(group), "h3"), 2, label(self._urgent_words(group), "muted", wrap=True)
        )
        line = row(panel(inside, name="tile"), 16)
        line.addLayout(words, 1)
        return self._line(group, line)

    def _line(self, group: Group, words: QBoxLayout) -> QWidget:
        line = row(margins=(0, 12, 0, 12))
        line.addLayout(words, 1)
        line.addSpacing(16)
        if group.item_ids:
            line.addWidget(self._button(group))
        return holder(line)

    def _button(self, group: Group) -> QPushButton:
        words = self._button_words(group)
        if group is self.first and group.key:
            return KeyButton(words, "Space", "primary", then=lambda: self._practise(group))
        name = f"{words}: {self.title_of(group)}"
        return button(words, "small", name=name, then=lambda: self._practise(group))

    def _button_words(self, group: Group) -> str:
        size, there = self._size(), len(group.item_ids)
        if size >= there:
            return counted(there, self.tr("Practise 1"), self.tr("Practise all {0}"))
        return self.tr("Practise {0}").replace("{0}", str(size))

    def _urgent_words(self, group: Group) -> str:
        there = len(group.item_ids)
        if group.key == "missed":
            if not there:
                return self.tr("Nothing is waiting. What you miss comes back here first.")
            return counted(
                there, self.tr("1 item wants another look"), self.tr("{0} items want another look")
            )
        if not there:
            return self.tr("You have tried every item once. Well done.")
        return counted(there, self.tr("1 item is new to you"), self.tr("{0} items are new to you"))

    def _tried(self, group: Group) -> str:
        items = counted(len(group.item_ids), self.tr("1 item"), self.tr("{0} items"))
        if not group.tried:
            return f"{items}  ·  {self.tr('not tried yet')}"
        template = self.tr("{tried} tried, {right} right last time")
        told = template.replace("{tried}", str(group.tried)).replace("{right}", str(group.right))
        return f"{items}  ·  {told}"

    def _size(self) -> int:
        return SIZES[self.size_chips.chosen()[0]]

    def _practise(self, group: Group) -> None:
        self.practised.emit(group.item_ids[: self._size()], self.title_of(group))
