"""Owns what a pressed link does: a concept opens beside, the web only after its address was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit.outside import open_page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tpmprep.ui.kit.host import Host

_CONCEPT = "concept:"


def follow(host: Host, over: QWidget, address: str) -> None:
    """Opens a concept of ours in the side panel, or asks before a web page is opened in the browser."""
    if address.startswith(_CONCEPT):
        _open_concept(host, address.removeprefix(_CONCEPT))
    else:
        open_page(over, address)


def _open_concept(host: Host, ref: str) -> None:
    found = next((row.id for row in host.services.catalog.concepts() if row.ref == ref), None)
    if found is not None:
        host.open_thing("concept", found)
