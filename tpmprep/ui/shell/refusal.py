"""A small window that says why tpmprep does not open, for people who did not start it from a terminal."""

from __future__ import annotations

import os
import sys


def show_refusal(words: str) -> None:
    """Shows why nothing opens; does nothing where there is no screen or a terminal shows it already."""
    if sys.stderr is not None and sys.stderr.isatty():
        return
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox()
    box.setWindowTitle("tpmprep")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.exec()
    del app
