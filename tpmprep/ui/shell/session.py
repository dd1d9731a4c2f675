"""From the first paint to the last save: the window opens at once, the core follows in a thread."""

from __future__ import annotations

import gc
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.settings import Settings
from tpmprep.core.insight import snapshot
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.shell import failures
from tpmprep.ui.shell.early import FIRST, first_pages
from tpmprep.ui.shell.fitting import fit
from tpmprep.ui.shell.front_picture import FrontPicture
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tpmprep.core.ground.folders import Folders
    from tpmprep.core.ground.lock import ProfileLock
    from tpmprep.core.insight.front import TodayFace
    from tpmprep.core.profile import Profile
    from tpmprep.ui.pages.today.page import TodayPage
    from tpmprep.ui.shell.copies import Copies
    from tpmprep.ui.shell.going_back import GoingBack

LONGEST_WAIT_SECONDS = 2.0
# the core is imported beside a living window: short turns keep the window answering
TURN_SECONDS, LONG_TURN_SECONDS = 0.001, 0.005


class Session(QObject):
    """One run of the window over one profile."""

    opened = Signal(object)
    looked = Signal(object)
    completed = Signal(object)
    refused = Signal(object)
    progressed = Signal(float)

    def __init__(self, folders: Folders, lock: ProfileLock, *, exit_when_ready: bool = False) -> None:
        super().__init__()
        self.app = theme.application(sys.argv)
        self.app.setApplicationName("tpmprep")
        self._folders = folders
        self._lock = lock
        self._exit_when_ready = exit_when_ready
        self._profile: Profile | None = None
        self._thread = threading.Thread(target=self._open_core, name="open-core", daemon=True)
        self._front: TodayPage | None = None
        self._copies: Copies | None = None
        self._going_back: GoingBack | None = None
        self._began = time.perf_counter()
        self.times: dict[str, int] = {}
        self._greeting = ""
        self._stood: dict[str, Any] = {}
        self._first = FIRST
        self.settings = Settings(folders.settings)
        theme.apply(self.app, str(self.settings.get("theme")), int(self.settings.number("zoom")))
        self.window = Window(page_specs(), folders.logs / "tpmprep.log")
        failures.catch_all(self.window.failed)
        self._picture = FrontPicture(folders.snapshot, self)
        self.opened.connect(self._on_opened)
        self.looked.connect(self._on_looked)
        self.completed.connect(self._on_completed)
        self.refused.connect(self._on_refused)
        self.window.restoring.connect(self._on_restoring)

    def run(self, began: float) -> int:
        """Shows the window, opens the core beside it and stays until it is closed.

        Args:
            began: the ``perf_counter`` at which the process began.
        """
        self._began = began
        fit(self.window, self.app.primaryScreen())
        self._show_front()
        self.window.installEventFilter(self)
        self.window.show()
        code = self.app.exec()
        self.close()
        return code

    def close(self) -> None:
        """Closes the profile: a backup when something changed, then the lock."""
        if self._copies is not None:
            self._copies.stop()
            self._copies = None
        if self._profile is not None:
            if self._thread.is_alive():
                self._thread.join(LONGEST_WAIT_SECONDS)
            self._picture.finish()
            with suppress(UserError):
                self._profile.close()
            self._profile = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the first paint, when the loop is idle again, the rest begins."""
        if event.type() == QEvent.Type.Paint and "window_ms" not in self.times:
            self.times["window_ms"] = self._since()
            QTimer.singleShot(0, self._on_painted)
        return super().eventFilter(watched, event)

    def _show_front(self) -> None:
        face = self._read_snapshot()
        if face is None:
            self.window.go(Place("welcome"))
            return
        self.window.go(Place("today"))
        self._front = cast("TodayPage", self.window.pages.page("today"))
        self._front.show_face(face)

    def _read_snapshot(self) -> TodayFace | None:
        try:
            return snapshot.read(self._folders.snapshot.read_bytes())
        except OSError:
            return None

    def _on_painted(self) -> None:
        self.times["ready_ms"] = self._since()
        self._begin_opening()
        QTimer.singleShot(0, lambda: theme.follow_system(self.app))
        from tpmprep.ui.shell.first import listen

        listen(self._folders.root, self.window)

    def _begin_opening(self) -> None:
        sys.setswitchinterval(TURN_SECONDS)
        self._thread = threading.Thread(target=self._open_core, name="open-core", daemon=True)
        self._thread.start()

    def _open_core(self) -> None:
        from tpmprep.core.ground.logs import start_log
        from tpmprep.core.profile import open_for_writing

        try:
            start_log(self._folders.logs)
            profile = open_for_writing(self._folders, self._lock, settings=self.settings)
            self._recall_place(profile)
        except BaseException as error:
            self.refused.emit(error)
            return
        self.opened.emit(profile)
        self._look(profile)
        self._fetch_rooms(profile)

    def _recall_place(self, profile: Profile) -> None:
        """Reads where the window stood, here in the thread; without an aim that is the welcome."""
        stood = dict(profile.services.desk.kept("place") or {})
        if profile.services.aim.current() is None:
            stood = {"page": "welcome"}
        elif stood.get("page") == "welcome":
            stood = {}
        self._stood, self._first = stood, first_pages(profile.services.sittings.stands_on())

    def _look(self, profile: Profile) -> None:
        """Reads Today here in the thread: its first statements take several times as long as later ones."""
        try:
            self.looked.emit(profile.services.insight.today())
        except Exception as error:
            failures.note(error)
            self.looked.emit(None)

    def _fetch_rooms(self, profile: Profile) -> None:
        """Imports what the first answer does not need; where that fails, whoever asks for it says why."""
        try:
            profile.open_rooms()
        except Exception as error:
            failures.note(error)
        self.completed.emit(profile)

    def _on_opened(self, profile: Profile) -> None:
        self._profile = profile
        self.times["services_ms"] = self._since()
        self._picture.give(profile.services)
        if self._front is not None:
            self._front.await_face()
        self.window.give(profile.services, writable=profile.writable, whole=False, first=self._first)
        if self._stood.get("page", "today") in self._first and not self._is_acted_on():
            self._go_where_it_stood(self._stood)
        if self._greeting:
            self.window.notice(self._greeting, mark="good")
            self._greeting = ""

    def _on_looked(self, face: TodayFace | None) -> None:
        if self._front is not None:
            self._front.take_face(face)
        self.times["today_ms"] = self._since()
        if self._profile is not None:
            self._tend_copies(self._profile)
        if self._exit_when_ready:
            QTimer.singleShot(0, self.window.close)

    def _on_completed(self, profile: Profile) -> None:
        """Every room is there: where the window stood on another page it goes there now."""
        _rest_from_start()
        if profile is not self._profile:
            return
        self.times["rooms_ms"] = self._since()
        self.window.complete()
        if self._going_back is not None:
            self._going_back.arrive()
            self._going_back = None
        if self._stood.get("page", "today") not in self._first and not self._is_acted_on():
            self._go_where_it_stood(self._stood)

    def _is_acted_on(self) -> bool:
        """Whether a key was pressed meanwhile: what was seen then is where the person wants to be."""
        if self.app.activeModalWidget() is not None:
            return True
        if self._front is None:
            return self.window.pages.current_name() != "welcome"
        return self._front.is_touched or self.window.pages.current_name() != "today"

    def _tend_copies(self, profile: Profile) -> None:
        from tpmprep.ui.shell.copies import Copies

        self._copies = Copies(self.window, profile.services)

    def _on_restoring(self, backup: Path) -> None:
        from tpmprep.ui.shell.going_back import GoingBack

        profile, self._profile = self._profile, None
        if profile is None:
            return
        if self._copies is not None:
            self._copies.stop()
            self._copies = None
        self._picture.let_go()
        self._front = None
        self._thread.join(LONGEST_WAIT_SECONDS)
        self._going_back = GoingBack(self.window, profile, self._begin_opening)
        self._going_back.begin(backup)

    def _go_where_it_stood(self, kept: Mapping[str, Any]) -> None:
        if kept.get("page") == "welcome":
            self.window.go(Place("welcome"))
            return
        self.window.origin.recall(kept.get("origin") or [kept.get("mark"), "", 0, ""])
        self.window.rail.show_chosen(str(kept.get("mark", "")))
        page = str(kept.get("page", "today"))
        if page in self.window.specs:
            thing_id = kept.get("thing_id", 0)
            self.window.pages.go(  # a sitting it stood in was entered before, not from here
                Place(
                    page,
                    str(kept.get("kind", "")),
                    thing_id if isinstance(thing_id, int) else 0,
                    str(kept.get("tab", "")),
                )
            )

    def _on_refused(self, error: BaseException) -> None:
        _rest_from_start()
        failures.note(error)
        self.close()
        if self._going_back is not None:
            self._going_back.uncover()
        if self._exit_when_ready:
            sys.stderr.write(f"{failures.words_for(error, None)}\n")
            self.app.exit(1)
            return
        from tpmprep.ui.shell.refusal import RECOVERABLE, Refusal

        recovery = None
        if isinstance(error, UserError) and error.code in RECOVERABLE:
            from tpmprep.core.profile import recovery_of

            recovery = recovery_of(self._folders)
        said = Refusal(error, recovery, self._folders.root)
        said.again.connect(self._on_again)
        self.window.refuse(said)

    def _on_again(self, words: str) -> None:
        """Opens once more, and says what was done for it once it is open."""
        self._greeting = words
        self.window.admit()
        self._begin_opening()

    def _since(self) -> int:
        return round((time.perf_counter() - self._began) * 1000)


def _rest_from_start() -> None:
    """Back to long turns; what the start has made stays, so the collector need not look at it again."""
    sys.setswitchinterval(LONG_TURN_SECONDS)
    gc.freeze()
    gc.enable()
