"""Owns the list of paths: those followed first, the one that fits the aim named."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import clear, holder, label, panel, row, rule, stack, vbox
from tpmprep.ui.kit.progress import ThinBar
from tpmprep.ui.pages.paths.line import Line, move_between
from tpmprep.ui.pages.paths.words import counted, hours, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.aim.faces import AimFace
    from tpmprep.core.learning.faces import PathRow

# what the aim is: how the permanent name of the path that fits it ends
FITTING = {
    "interview": "interview-six-weeks",
    "role": "pm-to-tpm",
    "certificate": "cloud-literacy",
}
FIRST = "interview-six-weeks"


class PathList(QWidget):
    """All paths; signals carry the id of the one to open or follow."""

    chosen = Signal(int)
    follow_wanted = Signal(int)
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inner = vbox(spacing=16)
        self.setLayout(self._inner)
        self.lines: list[Line] = []

    def show_paths(self, rows: Sequence[PathRow], aim: AimFace | None) -> None:
        """Shows these paths."""
        clear(self._inner)
        self.lines = []
        if not rows:
            words = say("A path is a plan of steps with hours and dates. Packs bring them, or you make one.")
            act, title = say("Make a path"), say("No paths yet")
            self._inner.addWidget(EmptyState("route", words, act, self.new_wanted.emit, title=title))
            return
        fitting, fits = recommended(rows, aim)
        own = [path for path in rows if path.followed]
        other = sorted((path for path in rows if not path.followed), key=lambda path: path is not fitting)
        if own:
            self._add(own, say("Yours"), 0)
        else:
            self._invite(fitting, fits=fits)
        if other:
            marked = fitting.id if fits and not own else 0
            self._add(other, say("More paths") if own else say("All paths"), marked)
        new = button(say("Make a path of your own"), "quiet", icon="plus", then=self.new_wanted.emit)
        bring = button(say("Import a path"), "quiet", icon="upload", then=self.import_wanted.emit)
        self._inner.addWidget(holder(row(new, bring, None, spacing=8)))
        self._inner.addStretch(1)

    def take_focus(self) -> None:
        """The first path gets the focus."""
        if self.lines:
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _invite(self, path: PathRow, *, fits: bool) -> None:
        why = say("“{title}” fits your aim", title=path.title)
        if not fits:
            why = say("“{title}” is a good one to begin with", title=path.title)
        self._inner.addWidget(
            EmptyState(
                "route",
                say(
                    "A path is a plan: steps in their order, with hours, days and what you can show. "
                    "{why}; you can let go of it at any time.",
                    why=why,
                ),
                say("Follow this path"),
                partial(self.follow_wanted.emit, path.id),
                title=say("No path is yours yet"),
            )
        )

    def _add(self, rows: Sequence[PathRow], title: str, fitting: int) -> None:
        inside = vbox((16, 20, 16, 12), 4)
        inside.addWidget(holder(row(label(title, "h3"), None, margins=(16, 0, 0, 8))))
        for at, path in enumerate(rows):
            if at:
                inside.addWidget(rule())
            inside.addWidget(self._row(path, fits=path.id == fitting))
        self._inner.addWidget(panel(inside))

    def _row(self, path: PathRow, *, fits: bool) -> QWidget:
        title = label(path.title, "h3", wrap=True)
        told = counted(path.steps, "1 step", "{n} steps")
        if path.hours:
            told = say("{steps} · {hours}", steps=told, hours=hours(path.hours))
        if path.hours_done:
            told = counted(
                path.steps,
                "{done} of 1 step · {taken} of {hours}",
                "{done} of {n} steps · {taken} of {hours}",
                done=path.done,
                taken=f"{path.hours_done:g}",
                hours=hours(path.hours),
            )
        summary = label(path.summary.strip(), "mutedbody", wrap=True)
        words = stack(title, 4, summary)
        if path.whom:
            whom = label(path.whom.strip(), "muted", wrap=True)
            beside = row(icon_label("users", "muted", 16), whom, spacing=8)
            beside.setStretchFactor(whom, 1)
            words.addSpacing(6)
            words.addLayout(beside)
        words.addSpacing(6)
        words.addWidget(label(told, "muted"))
        if path.followed:
            bar = ThinBar(path.hours_done / path.hours if path.hours else 0, say("Done"))
            words.addSpacing(8)
            words.addWidget(bar)
        if fits:
            mark = row(
                icon_label("target", "accent", 16), label(say("Fits your aim"), "accent"), None, spacing=8
            )
            words.insertLayout(0, mark)
        line = Line(
            row(words, icon_label("chevron-right", "muted", 18), margins=(16, 12, 12, 12), spacing=16),
            path.title,
        )
        line.setAccessibleDescription(f"{told}. {path.summary.strip()} {path.whom.strip()}".strip())
        line.clicked.connect(partial(self._on_chosen, path.id))
        line.moved.connect(partial(self._on_moved, line))
        self.lines.append(line)
        made = row(line, spacing=8)
        made.setStretchFactor(line, 1)
        if not path.followed:
            name = say("Follow {title}", title=path.title)
            follow = button(say("Follow"), "small", name=name, then=partial(self.follow_wanted.emit, path.id))
            made.addWidget(follow)
        return holder(made)

    def _on_chosen(self, path_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.chosen.emit(path_id)

    def _on_moved(self, line: Line, move: str) -> None:
        move_between(self.lines, line, move)


def recommended(rows: Sequence[PathRow], aim: AimFace | None) -> tuple[PathRow, bool]:
    """The path to begin with, and whether the aim is why: without one it is simply a good first."""
    for wanted, fits in ((FITTING.get(aim.what if aim else ""), True), (FIRST, False)):
        for path in rows:
            if wanted and path.ref.endswith(wanted):
                return path, fits
    return rows[0], False
