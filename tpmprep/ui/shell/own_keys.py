"""The keys of the window itself, which work on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Key, Place

if TYPE_CHECKING:
    from tpmprep.ui.shell.window import Window


def own_keys(window: Window) -> list[Key]:
    """Pages by number, search, undo, help, zoom, and the way back."""
    listed = sorted((spec for spec in window.specs.values() if spec.order), key=lambda spec: spec.order)
    pages = [
        Key(f"go.{spec.name}", spec.title, f"Ctrl+{number}", lambda name=spec.name: window.go(Place(name)))  # type: ignore[misc]
        for number, spec in enumerate(listed, start=1)
    ]
    return [
        *pages,
        Key("tab.next", "Next tab", "Ctrl+Tab", lambda: _turn(window, 1)),
        Key("tab.previous", "Tab before", "Ctrl+Shift+Tab", lambda: _turn(window, -1)),
        Key("palette", "Search and commands", "Ctrl+K", window.search),
        Key("undo", "Undo", "Ctrl+Z", window.undo),
        Key("redo", "Redo", "Ctrl+Shift+Z / Ctrl+Y", window.redo),
        Key("back", "One step back", "Esc / Alt+Left", window.back),
        Key("keys", "Keys of this page", "?", window.show_keys),
        Key("help", "Help", "F1", window.show_help),
        Key("zoom.in", "Larger", "Ctrl++ / Ctrl+=", lambda: window.zoom(theme.ZOOM_STEP)),
        Key("zoom.out", "Smaller", "Ctrl+-", lambda: window.zoom(-theme.ZOOM_STEP)),
        Key("zoom.reset", "Normal size", "Ctrl+0", lambda: window.zoom(0)),
        Key("quit", "Quit", "Ctrl+Q", window.close),
    ]


def _turn(window: Window, by: int) -> None:
    """Shows another tab of the page."""
    from PySide6.QtWidgets import QTabBar

    bar = next((bar for bar in window.pages.findChildren(QTabBar) if bar.isVisible()), None)
    if bar is not None:
        bar.setCurrentIndex((bar.currentIndex() + by) % bar.count())
