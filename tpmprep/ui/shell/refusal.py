"""Why a profile does not open, and the way on: a good backup, what is still readable, or trying again."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, clear, hbox, holder, label, panel, row, scroll, stack, vbox
from tpmprep.ui.kit.outside import open_path
from tpmprep.ui.shell import failures, refusal_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tpmprep.core.db.recovery import GoodBackup, Recovery
    from tpmprep.core.db.salvage import Salvaged

WIDTH = 640
RECOVERABLE = frozenset({"profile.damaged", "profile.missing", "profile.not_ours"})
_MENDED_OUTSIDE = frozenset(
    {"profile.disk_full", "profile.read_only", "profile.busy", "profile.in_use", "folder.not_writable"}
)


class Refusal(QWidget):
    """A calm page instead of the pages; ``again`` asks to open once more and carries what to say then."""

    again = Signal(str)

    def __init__(
        self, error: BaseException, recovery: Recovery | None = None, folder: Path | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._error, self._recovery, self._folder = error, recovery, folder
        code = error.code if isinstance(error, UserError) else ""
        self.title = label(refusal_words.title(code), "h1", wrap=True)
        self.words = label(refusal_words.sentence(error), "body", wrap=True)
        self._is_there = code != "profile.missing"
        self._backup_place, self._said = vbox(), label("", "mutedbody", wrap=True)
        self._said.hide()
        self.bring = button(self.tr("Bring it back"), "primary", icon="history", then=self._bring_back)
        self.save = button(self.tr("Save what can be read"), icon="download", then=self._choose_folder)
        kind = "primary" if code in _MENDED_OUTSIDE else ""
        self.retry = button(self.tr("Try again"), kind, then=lambda: self.again.emit(""))
        self._backup: GoodBackup | None = None
        self._looks, self._is_back, self._works = recovery is not None, False, False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay()
        if recovery is not None:
            self._look_for_backup(recovery)

    def focus_first(self) -> None:
        """Puts the focus on what is most likely wanted; on nothing while a backup is looked for."""
        wanted: QWidget = self.bring if self.bring.isVisibleTo(self) else self.retry
        if self._looks:
            wanted = self
        wanted.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay(self) -> None:
        inside = hbox((10, 10, 10, 10))
        inside.addWidget(icon_label("triangle-alert", "warn", 20))
        parts: list[QWidget | int] = [
            holder(row(panel(inside, name="tile"), None)), 16, self.title, 8, self.words, 24,
        ]  # fmt: skip
        if self._recovery is not None:
            parts += [holder(self._backup_place), 16]
            if self._is_there:
                parts += [self._salvage_panel(), 24]
        parts += [self._foot()]
        column = Column(stack(*parts, None), WIDTH)
        self.setLayout(stack(scroll(_paged(column))))

    def _salvage_panel(self) -> QWidget:
        told = self.tr(
            "Writes every row that can still be read into a new folder: your texts as Markdown, all tables "
            "as CSV and JSON. It can be done before anything else, and as often as you like."
        )
        words = label(told, "mutedbody", wrap=True)
        head = label(self.tr("Everything still readable"), "h3")
        parts = (head, 8, words, 16, row(self.save, None), 8, self._said)
        return panel(stack(*parts, margins=(24, 20, 24, 20)))

    def _foot(self) -> QWidget:
        parts: list[QWidget] = [self.retry]
        if self._folder is not None:
            parts.append(button(self.tr("Open the folder"), "quiet", icon="folder", then=self._open_folder))
        if not isinstance(self._error, UserError):
            parts.append(button(self.tr("Copy details"), "quiet", icon="copy", then=self._copy_details))
        parts.append(button(self.tr("Close"), "quiet", then=lambda: self.window().close()))
        return holder(row(*parts, None, spacing=8))

    def _look_for_backup(self, recovery: Recovery) -> None:
        from tpmprep.ui.kit.tasks import run

        self.bring.hide()
        self._show_backup(self.tr("Looking for the newest good backup …"))
        run(
            lambda _task: recovery.newest(),
            lambda found: self._on_found(cast("GoodBackup | None", found)),
            lambda problem: self._on_none(failures.words_for(cast("BaseException", problem), None)),
        )

    def _on_found(self, found: GoodBackup | None) -> None:
        self._backup = found
        if found is None or self._recovery is None:
            self._on_none(self.tr("There is no good backup in the folder of the profile."))
            return
        self._looks = False
        kept = self.tr("The file as it is now is kept in the folder backups.") if self._is_there else ""
        when = refusal_words.when(found.made_at, self._recovery.now())
        self._show_backup(when, refusal_words.holds(found.rows), kept)
        self.bring.show()
        QTimer.singleShot(0, self.focus_first)  # once it is laid out

    def _on_none(self, *lines: str) -> None:
        self._looks = False
        self._show_backup(*lines)
        QTimer.singleShot(0, self.focus_first)

    def _show_backup(self, *lines: str) -> None:
        clear(self._backup_place)
        said = [line for line in lines if line]
        words = [label(line, "body" if at == 0 else "mutedbody", wrap=True) for at, line in enumerate(said)]
        parts: list[QWidget | int] = [label(self.tr("The newest good backup"), "h3"), 8, *words]
        if self._backup is not None:
            parts += [16, holder(row(self.bring, None))]
        self._backup_place.addWidget(panel(stack(*parts, spacing=4, margins=(24, 20, 24, 20))))

    def _bring_back(self) -> None:
        if self._recovery is None or self._backup is None or self._is_back:
            return
        self._work(partial(self._recovery.bring_back, self._backup), self._on_back)

    def _on_back(self, _restored: object) -> None:
        self._is_back = True
        self.again.emit(self.tr("The backup is back. The file before it is kept in the folder backups."))

    def _choose_folder(self) -> None:
        from tpmprep.ui.kit.filing import choose_folder

        chosen = choose_folder(self, self.tr("Where to save what can be read"))
        if chosen is not None:
            self.save_into(chosen)

    def save_into(self, folder: Path) -> None:
        """Saves what can be read into a new folder within this one."""
        if self._recovery is not None:
            self._say(self.tr("Reading …"))
            self._work(
                partial(self._recovery.salvage, folder), lambda saved: self._on_saved(cast("Salvaged", saved))
            )

    def _on_saved(self, saved: Salvaged) -> None:
        self._say(refusal_words.saved(saved.total, len(saved.torn), str(saved.folder)))

    def _work(self, act: Callable[[], object], then: Callable[[object], object]) -> None:
        from tpmprep.ui.kit.tasks import run

        if self._works:
            return
        self._enable(on=False)
        self.setFocus()
        task = run(lambda _task: act(), then, lambda problem: self._on_failed(cast("BaseException", problem)))
        task.ended.connect(lambda: self._enable(on=True))

    def _on_failed(self, error: BaseException) -> None:
        failures.note(error)
        self._say(failures.words_for(error, None))

    def _enable(self, *, on: bool) -> None:
        self._works = not on
        for made in (self.bring, self.save, self.retry):
            made.setEnabled(on)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_path(self._folder)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(failures.details(self._error))
        self._say(self.tr("Copied"))


def show_refusal(error: BaseException) -> bool:
    """Shows in a window of its own why nothing opens; True when the person wants to try again.

    Does nothing where there is no screen or a terminal shows the words already.
    """
    if _is_read_elsewhere():
        return False
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    theme.apply(app)
    said, wishes = Refusal(error), list[str]()
    said.setWindowTitle("tpmprep")
    said.resize(theme.px(WIDTH + 80), theme.px(420))
    said.again.connect(wishes.append)
    said.again.connect(lambda _words: said.close())
    said.show()
    said.focus_first()
    app.exec()
    return bool(wishes)


def _is_read_elsewhere() -> bool:
    if sys.stderr is not None and sys.stderr.isatty():
        return True
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return True
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not screen


def _paged(column: Column) -> QWidget:
    from tpmprep.ui.kit.layout import page

    return page(stack(column, None, margins=(40, 64, 40, 32)))
