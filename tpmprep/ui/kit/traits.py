"""Owns what is said to widgets in numbers: naming one constant of ``Qt`` makes all 1,200 of them.

That takes a tenth of the start, so what the front page is built from says ``give(label, textFormat=PLAIN)``
for ``label.setTextFormat(Qt.TextFormat.PlainText)``. Pages that open later name the constants as usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

PLAIN: Final = 0
RICH: Final = 1
NO_FOCUS: Final = 0
TAB_FOCUS: Final = 1
ICON_ONLY: Final = 0
TEXT_BESIDE_ICON: Final = 2
CENTRE: Final = 0x84
LEFT: Final = 0x01000012
RIGHT: Final = 0x01000014


def give(thing: QObject, **traits: int) -> None:
    """Sets Qt properties by their Qt names, e.g. ``focusPolicy=TAB_FOCUS``."""
    for name, value in traits.items():
        thing.setProperty(name, value)
