"""The options of an item being written: text, whether it is right, and why; added, moved, removed by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tpmprep.core.quiz.faces import OptionDraft
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.fields import check_box, text_edit
from tpmprep.ui.kit.growing import Growing
from tpmprep.ui.kit.layout import clear, label, panel, row, stack, vbox
from tpmprep.ui.pages.quiz.words import LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST, MOST = 2, len(LETTERS)
TAB = Qt.FocusReason.TabFocusReason


class OptionRow(QWidget):
    """One option as it is typed."""

    edited = Signal()
    righted = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, letter: str, draft: OptionDraft) -> None:
        super().__init__()
        self.text = text_edit(
            self.tr("Option {0}").replace("{0}", letter),
            draft.text,
            hint=self.tr("What can be chosen"),
            lines=1,
        )
        self.why = text_edit(
            self.tr("Why option {0} is right or wrong").replace("{0}", letter),
            draft.why,
            hint=self.tr("Why it is right, or what makes it tempting and wrong"),
            lines=1,
        )
        Growing(self.text, 1)
        Growing(self.why, 1)
        self.right = check_box(self.tr("Right"), on=draft.right)
        self.right.setAccessibleName(self.tr("Option {0} is right").replace("{0}", letter))
        self.text.textChanged.connect(self.edited)
        self.why.textChanged.connect(self.edited)
        self.right.clicked.connect(lambda _checked: self.righted.emit())
        self.up = button(self.tr("Move option {0} up").replace("{0}", letter), "icon", icon="arrow-up")
        self.down = button(self.tr("Move option {0} down").replace("{0}", letter), "icon", icon="arrow-down")
        self.remove = button(self.tr("Remove option {0}").replace("{0}", letter), "icon", icon="x")
        for tool in (self.up, self.down, self.remove):
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(lambda _checked: self.removed.emit())
        head = row(label(letter, "letter"), 12, self.right, None, self.up, self.down, self.remove)
        self.setLayout(stack(panel(stack(head, 8, self.text, 8, self.why, margins=(16, 12, 12, 16)))))

    def draft(self) -> OptionDraft:
        """The option as typed."""
        return OptionDraft(
            self.text.toPlainText().strip(), self.right.isChecked(), self.why.toPlainText().strip()
        )


class OptionRows(QWidget):
    """Two to six options; with ``single`` ticking one right unticks the others."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.single = True
        self.rows: list[OptionRow] = []
        self._column = vbox(spacing=12)
        self.more = button(self.tr("Add an option"), icon="plus", then=self.add)
        self.setLayout(stack(self._column, 12, row(self.more, None)))

    def drafts(self) -> tuple[OptionDraft, ...]:
        """The options as typed; empty ones at the end are left out."""
        drafts = [one.draft() for one in self.rows]
        while len(drafts) > FEWEST and not (drafts[-1].text or drafts[-1].why):
            drafts.pop()
        return tuple(drafts)

    def show_drafts(self, drafts: Sequence[OptionDraft]) -> None:
        """Shows these options."""
        clear(self._column)
        self.rows = []
        for letter, draft in zip(LETTERS, drafts, strict=False):
            made = OptionRow(letter, draft)
            made.edited.connect(self.edited)
            made.righted.connect(lambda one=made: self._on_righted(one))
            made.moved.connect(lambda by, one=made: self._move(one, by))
            made.removed.connect(lambda one=made: self._remove(one))
            made.up.setEnabled(bool(self.rows))
            made.down.setEnabled(len(self.rows) < len(drafts) - 1)
            made.remove.setEnabled(len(drafts) > FEWEST)
            self.rows.append(made)
            self._column.addWidget(made)
        self.more.setEnabled(len(self.rows) < MOST)

    def add(self) -> None:
        """One more option, ready to be typed."""
        if len(self.rows) < MOST:
            self._again(
                [*(one.draft() for one in self.rows), OptionDraft("", right=False, why="")], len(self.rows)
            )

    def move_current(self, by: int) -> None:
        """Moves the option with the focus up (-1) or down (1)."""
        current = self._current()
        if current is not None:
            self._move(current, by)

    def remove_current(self) -> None:
        """Takes the option with the focus away."""
        current = self._current()
        if current is not None:
            self._remove(current)

    def set_single(self, *, single: bool) -> None:
        """Whether one option is right or several may be."""
        self.single = single
        ticked = [one for one in self.rows if one.right.isChecked()]
        if single:
            for one in ticked[1:]:
                one.right.setChecked(False)

    def _current(self) -> OptionRow | None:
        focus = QApplication.focusWidget()
        return next((one for one in self.rows if focus is not None and one.isAncestorOf(focus)), None)

    def _on_righted(self, ticked: OptionRow) -> None:
        if self.single and ticked.right.isChecked():
            for one in self.rows:
                one.right.setChecked(one is ticked)
        self.edited.emit()

    def _move(self, one: OptionRow, by: int) -> None:
        at = self.rows.index(one)
        to = at + by
        if 0 <= to < len(self.rows):
            drafts = [each.draft() for each in self.rows]
            drafts[at], drafts[to] = drafts[to], drafts[at]
            self._again(drafts, to)

    def _remove(self, one: OptionRow) -> None:
        if len(self.rows) > FEWEST:
            at = self.rows.index(one)
            self._again([each.draft() for each in self.rows if each is not one], min(at, len(self.rows) - 2))

    def _again(self, drafts: Sequence[OptionDraft], at: int) -> None:
        self.show_drafts(drafts)
        self.rows[at].text.setFocus(TAB)
        self.edited.emit()
