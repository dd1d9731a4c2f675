"""Owns the colours: one frozen set of tokens per theme, and how tints are mixed from them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

TINT_LIGHT = 0.08
TINT_DARK = 0.10


def mix(base: str, over: str, share: float) -> str:
    """The colour ``share`` (0–1) of the way from ``base`` to ``over``, both ``#RRGGBB``."""
    pairs = zip(_channels(base), _channels(over), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1–21, by WCAG 2.2 (relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``; derived ones are properties.

    ``line`` divides, ``line_strong`` is the edge of inputs (≥ 3 : 1), ``raised`` lies on surface.
    """

    name: str
    dark: bool
    background: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    good: str
    warn: str
    bad: str
    heat: tuple[str, str, str, str, str]

    @property
    def soft(self) -> str:
        """Between surface and raised: an open row, a well."""
        return mix(self.surface, self.raised, 0.5)

    @property
    def faint(self) -> str:
        """What cannot be used now; may be fainter than text must be."""
        return self.line if self.name == "contrast" else self.line_strong

    def tint(self, tone: str) -> str:
        """The background of a box told in ``good``, ``warn``, ``bad`` or ``accent``."""
        if tone == "accent":
            return self.accent_tint
        return mix(self.surface, self[tone], TINT_DARK if self.dark else TINT_LIGHT)

    def edge(self, tone: str) -> str:
        """The border of a box told in ``tone``."""
        return mix(self.line, self[tone], 0.55)

    def colours(self) -> dict[str, str]:
        """Every colour by name, derived ones too, as the style sheet asks for them; not to be changed."""
        return _colours(self)

    def __getitem__(self, name: str) -> str:
        """The colour called ``name``; raises ``AttributeError`` for an unknown one."""
        value: str = getattr(self, name)
        return value


@cache
def _colours(look: Tokens) -> dict[str, str]:
    plain = {f.name: look[f.name] for f in fields(look) if f.name not in {"name", "dark", "heat"}}
    tones = ("good", "warn", "bad")
    derived = {f"{t}_tint": look.tint(t) for t in tones} | {f"{t}_edge": look.edge(t) for t in tones}
    return plain | derived | {"soft": look.soft, "faint": look.faint}


LIGHT = Tokens(
    name="light",
    dark=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    raised="#EEF1F5",
    line="#DFE3EA",
    line_strong="#7F899C",
    text="#171B23",
    muted="#5A6475",
    accent="#2F5BEA",
    accent_hover="#2449C4",
    accent_tint="#E4EAFE",
    on_accent="#FFFFFF",
    good="#147A3A",
    warn="#9A4707",
    bad="#C2262E",
    heat=("#E9EDF3", "#C5D4FB", "#92ADF7", "#5C82F0", "#2F5BEA"),
)
DARK = Tokens(
    name="dark",
    dark=True,
    background="#12151B",
    surface="#1A1F28",
    raised="#242B37",
    line="#313A48",
    line_strong="#6B788C",
    text="#E8ECF3",
    muted="#9AA6B8",
    accent="#7C9CFF",
    accent_hover="#96B0FF",
    accent_tint="#25304D",
    on_accent="#0E1424",
    good="#4ADE80",
    warn="#FBBF24",
    bad="#F87171",
    heat=("#222A36", "#26396F", "#3450A6", "#4E71DB", "#7C9CFF"),
)
CONTRAST = Tokens(
    name="contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    raised="#1C1C1C",
    line="#9A9A9A",
    line_strong="#FFFFFF",
    text="#FFFFFF",
    muted="#DADADA",
    accent="#8CC8FF",
    accent_hover="#B5DCFF",
    accent_tint="#0B2A45",
    on_accent="#000000",
    good="#6CF59A",
    warn="#FFD84D",
    bad="#FFA3A3",
    heat=("#1C1C1C", "#24486B", "#3D76AB", "#659FD6", "#8CC8FF"),
)
THEMES: dict[str, Tokens] = {t.name: t for t in (LIGHT, DARK, CONTRAST)}
