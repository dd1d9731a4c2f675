"""Owns the way out of the application: a web page once its address was shown, a folder or file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

WEB = ("https://", "http://")


def open_page(over: QWidget, address: str) -> bool:
    """Shows a web address and opens it in the person's browser if they agree; nothing else is opened."""
    if not address.startswith(WEB) or not agreed(over, address):
        return False
    return QDesktopServices.openUrl(QUrl(address))


def open_path(path: Path) -> bool:
    """Opens a folder or file of the profile in the system's program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def agreed(over: QWidget, address: str) -> bool:
    """Shows the address and asks whether to leave the application for it; Esc stays."""
    from tpmprep.ui.kit.dialogs import decide

    def say(text: str) -> str:
        return QCoreApplication.translate("Outside", text)

    text = say("{address}\n\nIt opens in your browser and needs the network.").replace("{address}", address)
    verbs = [("open", say("Open in the browser"), "primary")]
    return decide(over, say("Open this page?"), text, verbs, say("Stay here")) == "open"
