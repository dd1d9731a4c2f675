"""Owns what a pressed link does: a concept opens beside, the web only after its address was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tpmprep.ui.kit.host import Host

_CONCEPT = "concept:"


def follow(host: Host, over: QWidget, address: str) -> None:
    """Opens a concept of ours in the side panel, or asks before a web page is opened in the browser."""
    if address.startswith(_CONCEPT):
        _open_concept(host, address.removeprefix(_CONCEPT))
    elif address.startswith(("https://", "http://")) and agreed(over, address):
        QDesktopServices.openUrl(QUrl(address))


def agreed(over: QWidget, address: str) -> bool:
    """Shows the address and asks whether to leave the app for it."""
    from tpmprep.ui.kit.dialogs import decide

    def say(text: str) -> str:
        return QCoreApplication.translate("Links", text)

    return (
        decide(
            over,
            say("Open this page?"),
            say("Your browser opens {address}").replace("{address}", address),
            [("open", say("Open in the browser"), "primary")],
            say("Stay here"),
        )
        == "open"
    )


def _open_concept(host: Host, ref: str) -> None:
    found = next((row.id for row in host.services.catalog.concepts() if row.ref == ref), None)
    if found is not None:
        host.open_thing("concept", found)
