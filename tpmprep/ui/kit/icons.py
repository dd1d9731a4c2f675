"""Owns the icons: Lucide drawings coloured by token, read only when first shown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tpmprep.core.ground.resources import resource
from tpmprep.ui.kit import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FILLED = "!"
_PROPERTY = "kitIcon"


def icon(name: str, tone: str = "muted", size: int = 20) -> QIcon:
    """An icon in a token's colour; ``name!`` fills its shapes (``play!``, ``square!``).

    Args:
        name: Lucide name, e.g. ``circle-check``.
        tone: colour token.
        size: edge in pixels at 100 % zoom.
    """
    made = QIcon()
    how = name, theme.color(tone).name(), theme.px(size), _ratio()
    made.addPixmap(_drawn(*how))
    made.addPixmap(_drawn(*how), QIcon.Mode.Selected)  # Qt would mix its own colour in
    made.addPixmap(_faded(*how, theme.color("faint").name()), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, tone: str = "muted", size: int = 20, dpr: float | None = None) -> QPixmap:
    """The drawing as pixels, ``size`` at 100 % zoom, for a screen of ``dpr`` (default: this one)."""
    return _drawn(name, theme.color(tone).name(), theme.px(size), _ratio() if dpr is None else dpr)


def set_icon(widget: QAbstractButton | QLabel, name: str, tone: str = "muted", size: int = 20) -> None:
    """Give a button or a label an icon that follows the theme; an empty name takes it away."""
    widget.setProperty(_PROPERTY, [name, tone, size])
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, tone, size) if name else QPixmap())
        widget.setFixedSize(theme.px(size), theme.px(size))
        return
    widget.setIcon(icon(name, tone, size) if name else QIcon())
    widget.setIconSize(QSize(theme.px(size), theme.px(size)))


def icon_label(name: str, tone: str = "muted", size: int = 20, meaning: str = "") -> QLabel:
    """An icon standing alone; ``meaning`` is read aloud, empty where words beside it say the same."""
    label = QLabel()
    label.setAccessibleName(meaning)
    set_icon(label, name, tone, size)
    return label


def repaint(app: QApplication) -> None:
    """Colour and size every icon anew after the theme has changed."""
    _drawn.cache_clear()
    _faded.cache_clear()
    for widget in app.allWidgets():
        wish = widget.property(_PROPERTY)
        if wish and isinstance(widget, QAbstractButton | QLabel):
            set_icon(widget, wish[0], wish[1], int(wish[2]))


theme.REPAINTS.append(repaint)


def carried(widget: QWidget) -> tuple[str, str] | None:
    """Name and colour token of the icon a widget carries, if any."""
    wish = widget.property(_PROPERTY)
    return (wish[0], wish[1]) if wish else None


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, edge: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawn = QPixmap(round(edge * ratio), round(edge * ratio))
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name, colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=512)
def _faded(name: str, colour: str, edge: int, ratio: float, faint: str) -> QPixmap:
    """The same drawing in another colour: laying it over costs a tenth of drawing anew."""
    drawn = _drawn(name, colour, edge, ratio)
    faded = drawn.copy()
    faded.fill(QColor(faint))
    painter = QPainter(faded)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return faded


def _source(name: str, colour: str) -> str:
    source = _read(name.removesuffix(FILLED))
    if name.endswith(FILLED):
        source = source.replace('fill="none"', f'fill="{colour}"')
    return source.replace("currentColor", colour)


@lru_cache(maxsize=128)
def _read(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
