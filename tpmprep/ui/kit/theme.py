"""Owns how the application looks now: fonts, palette and style sheet from tokens, zoom, live switch."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from tpmprep.core.ground.resources import resource
from tpmprep.ui.kit.tokens import DARK, LIGHT, THEMES, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WISHES = ("system", *THEMES)
STYLE = "fusion"
HALF_LIGHT = 128
ZOOM_MIN, ZOOM_MAX, ZOOM_STEP = 80, 200, 10
_TEXT_FONTS = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold")
_READING_FONTS = ("Inter-Bold", "Inter-Italic", "JetBrainsMono-Regular", "JetBrainsMono-Bold")
REPAINTS: list[Callable[[QApplication], None]] = []
"""What draws in the colours of the theme by itself, called before ``themed`` tells who listens."""
_COLOUR = re.compile(r"@([a-z_]+)")
_UNIT = re.compile(r"\b(\d+)u(-\d+)?(?=[;\s])")


class Theme(QObject):
    """The look in force; ``themed`` is emitted after every change of colours or zoom."""

    themed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wish = "light"
        self.zoom = 100
        self.tokens = LIGHT
        self.applied = False
        self.styled = False


@lru_cache(maxsize=1)
def current() -> Theme:
    """The one theme of this process."""
    return Theme()


def application(arguments: Sequence[str]) -> QApplication:
    """The one application, made with the style that the sheet is written for where there is none yet.

    Named at birth the style stays on Qt's side; naming it later wraps it, with its 500 constants.
    """
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    current().styled = True
    return QApplication([*arguments[:1], "-style", STYLE])


def tokens() -> Tokens:
    """The colours in force."""
    return current().tokens


def color(name: str) -> QColor:
    """A colour in force by token name (derived ones such as ``good_tint`` too)."""
    return QColor(tokens().colours()[name])


def px(size: float) -> int:
    """A length at 100 % zoom in pixels at the zoom in force."""
    return round(size * current().zoom / 100)


def font(size: int = 14, weight: int = 400, *, mono: bool = False, tabular: bool = False) -> QFont:
    """The interface font or the code font, ``size`` in pixels at 100 % zoom.

    ``tabular`` makes all digits as wide as one another, for numbers that change or stand under one
    another; it is not for words, because Inter then sets hyphens as wide as digits too.
    """
    if mono:
        load_reading_fonts()
    made = QFont("JetBrains Mono" if mono else "Inter")
    made.setStyleHint(QFont.StyleHint.Monospace if mono else QFont.StyleHint.SansSerif)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@lru_cache(maxsize=1)
def load_reading_fonts() -> None:
    """Load bold, italic and code fonts, once, when the first text needs them."""
    _load(_READING_FONTS)


def apply(app: QApplication, name: str = "system", zoom: int = 100) -> None:
    """Dress the whole application; call again to switch live.

    Args:
        app: the application.
        name: ``system``, ``light``, ``dark`` or ``contrast``; anything else counts as ``system``.
        zoom: per cent, held within 80–200.
    """
    theme = current()
    first = not theme.applied
    theme.wish = name if name in WISHES else "system"
    theme.zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
    theme.tokens = _wanted(theme.wish)
    theme.applied = True
    if first:
        _load(_TEXT_FONTS)
        if not theme.styled:
            app.setStyle(STYLE)
    app.setFont(font())
    app.setPalette(_palette(theme.tokens))
    app.setStyleSheet(style_sheet(theme.tokens, theme.zoom))
    if not first:
        for repaint in REPAINTS:
            repaint(app)
    theme.themed.emit()


def follow_system(app: QApplication) -> None:
    """From now on the theme ``system`` changes with the system; called once, after the first paint."""
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow(app))
    _follow(app)


def style_sheet(look: Tokens, zoom: int) -> str:
    """The template with ``@token``, ``<number>u`` (pixels at 100 %) and ``<number>u-<pixels>`` filled in."""
    colours = look.colours() | {"marks": resource("themes", "marks", look.name).as_posix()}
    sheet = _COLOUR.sub(lambda found: colours[found[1]], _template())
    return _UNIT.sub(lambda found: f"{round(int(found[1]) * zoom / 100) + int(found[2] or 0)}px", sheet)


@lru_cache(maxsize=1)
def _template() -> str:
    return resource("themes", "app.qss").read_text(encoding="utf-8")


def _wanted(wish: str) -> Tokens:
    if wish == "system":
        return DARK if _system_is_dark() else LIGHT
    return THEMES[wish]


def _system_is_dark() -> bool:
    """Asked of palettes, which spares the start the constants of Qt: the system's as long as it is not ours.

    Then that of the style: Fusion makes it dark exactly where the system's colour scheme is.
    """
    palette = QApplication.style().standardPalette() if current().applied else QGuiApplication.palette()
    return palette.window().color().lightness() < HALF_LIGHT


def _follow(app: QApplication) -> None:
    theme = current()
    if theme.wish == "system" and _wanted("system") != theme.tokens:
        apply(app, "system", theme.zoom)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for where, name in (
        (role.Window, "background"),
        (role.Base, "surface"),
        (role.AlternateBase, "raised"),
        (role.Button, "surface"),
        (role.ToolTipBase, "text"),
        (role.ToolTipText, "surface"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Mid, "line"),
    ):
        made.setColor(where, QColor(look[name]))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(look.faint))
    return made
