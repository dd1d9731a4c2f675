"""The window's own keys: pages, tabs, search, undo, help, zoom, themes; and how Tab and Enter move in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Key, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from tpmprep.ui.shell.window import Window

THEMES = {
    "system": "Theme: as the system",
    "light": "Theme: light",
    "dark": "Theme: dark",
    "contrast": "Theme: high contrast",
}

# what stands behind a tab is found by its name too
TABS = (
    ("cards", "notes", "Cards: all notes"),
    ("quiz", "items", "Quiz: all items"),
    ("interview", "questions", "Interview: questions"),
    ("interview", "stories", "Interview: stories"),
    ("paths", "certificates", "Paths: certificates"),
    ("paths", "career", "Paths: career map"),
    ("library", "packs", "Library: packs"),
    ("library", "exchange", "Library: import and export"),
    ("library", "trash", "Library: trash"),
    ("settings", "look", "Settings: look, themes and zoom"),
    ("settings", "keys", "Settings: keys"),
    ("settings", "backups", "Settings: backups, going back to one"),
    ("settings", "profile", "Settings: profile, where your data lies"),
    ("settings", "about", "Settings: about tpmprep, licences"),
)


def own_keys(window: Window) -> list[Key]:
    """What works on every page; tabs and themes have no key at first and are found by name."""
    listed = sorted((spec for spec in window.specs.values() if spec.order), key=lambda spec: spec.order)
    pages = [
        Key(f"go.{spec.name}", spec.title, f"Ctrl+{number}", partial(visit, window, Place(spec.name)))
        for number, spec in enumerate(listed, start=1)
    ]
    looks = [
        Key(f"theme.{name}", _say(words), "", lambda name=name: dress(window, name))  # type: ignore[misc]
        for name, words in THEMES.items()
    ]
    tabs = [
        Key(f"go.{page}.{tab}", _say(words), "", partial(visit, window, Place(page, tab=tab)))
        for page, tab, words in TABS
        if page in window.specs
    ]
    return [
        *pages,
        *tabs,
        Key("tab.next", _say("Next tab"), "Ctrl+Tab", lambda: turn_tab(window, 1)),
        Key("tab.previous", _say("Tab before"), "Ctrl+Shift+Tab", lambda: turn_tab(window, -1)),
        Key("palette", _say("Search and commands"), "Ctrl+K", window.search),
        Key("undo", _say("Undo"), "Ctrl+Z", window.undo),
        Key("redo", _say("Redo"), "Ctrl+Shift+Z / Ctrl+Y", window.redo),
        Key("back", _say("One step back"), "Esc / Alt+Left", window.back),
        Key("keys", _say("Keys of this page"), "?", window.show_keys),
        Key("help", _say("Help"), "F1", window.show_help),
        Key("zoom.in", _say("Larger"), "Ctrl++ / Ctrl+=", lambda: window.zoom(theme.ZOOM_STEP)),
        Key("zoom.out", _say("Smaller"), "Ctrl+-", lambda: window.zoom(-theme.ZOOM_STEP)),
        Key("zoom.reset", _say("Normal size"), "Ctrl+0", lambda: window.zoom(0)),
        *looks,
        Key("quit", _say("Quit"), "Ctrl+Q", window.close),
    ]


def visit(window: Window, place: Place) -> None:
    """Goes to a page, unless the window shows why there is none: then its own buttons are all there is."""
    if window.rail.isEnabled():
        window.go(place)


def dress(window: Window, name: str) -> None:
    """Switches the theme and keeps the choice."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, name, theme.current().zoom)
    if window.is_open:
        window.services.settings.put("theme", name)


def rescale(window: Window, change: int) -> int:
    """Zooms by so many per cent (0: back to 100) and keeps it; returns the zoom there will be.

    All is dressed anew, which takes its time: presses that came meanwhile are one zoom.
    """
    zoom = 100 if change == 0 else (window.zoom_wish or theme.current().zoom) + change
    if window.zoom_wish is None:
        QTimer.singleShot(0, window, lambda: _dress_larger(window))
    window.zoom_wish = min(max(zoom, theme.ZOOM_MIN), theme.ZOOM_MAX)
    return window.zoom_wish


def _dress_larger(window: Window) -> None:
    zoom, window.zoom_wish = window.zoom_wish, None
    app = QApplication.instance()
    if zoom is not None and isinstance(app, QApplication):
        theme.apply(app, theme.current().wish, zoom)
        if window.is_open:
            window.services.settings.put("zoom", zoom)


def turn_tab(window: Window, by: int) -> None:
    """Shows another tab of the page."""
    from PySide6.QtWidgets import QTabBar

    bar = next((bar for bar in window.pages.findChildren(QTabBar) if bar.isVisible()), None)
    if bar is not None:
        bar.setCurrentIndex((bar.currentIndex() + by) % bar.count())


def press(window: Window, event: QKeyEvent) -> bool:
    """What a key does that nothing else had a use for: Enter presses, arrow and page keys scroll."""
    from tpmprep.ui.kit.buttons import press_focused
    from tpmprep.ui.kit.order import scroll_by_key

    return press_focused(window, event) or scroll_by_key(window.pages, event)


def move_focus(window: Window, *, forwards: bool) -> bool:
    """Tab goes through what is shown in reading order, a notice last; False where Qt's own order is asked."""
    from PySide6.QtCore import Qt

    from tpmprep.ui.kit.order import next_stop, reveal, settle

    settle(window.pages)
    stop = next_stop(window.centralWidget(), window.focusWidget(), forwards=forwards)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    reveal(stop)
    return True


def _say(text: str) -> str:
    return QCoreApplication.translate("Window", text)
