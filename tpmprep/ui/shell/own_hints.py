"""Buttons show the person's own keys instead of the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit.buttons import KeyButton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from tpmprep.ui.kit.host import Key


def show_own(part: QWidget, keys: Iterable[Key], changed: Mapping[str, str]) -> None:
    """Gives every button in ``part`` the key in force, by what the keys in force mean there just now."""
    own = {
        shipped: changed[key.action].split(" / ")[0]
        for key in keys
        if key.action in changed
        for shipped in key.keys.split(" / ")
    }
    for made in part.findChildren(KeyButton):
        made.show_own(own)
