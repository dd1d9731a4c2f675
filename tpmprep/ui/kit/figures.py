"""Owns pictures and sounds within safe HTML: how wide they stand, and what stands for missing ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize

from tpmprep.core.ground import markup
from tpmprep.ui.kit import media, pictures, theme

if TYPE_CHECKING:
    from pathlib import Path

ROW_HEIGHT, ROW_WIDTH = 56, 480
SOUND = "sound:"

_IMAGE = re.compile(r"<img\b([^<>]*)>")
_SOUND = re.compile(r'<a href="(' + markup.SOUND.pattern + r')">((?:(?!</a>).)*)</a>', re.DOTALL)
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
_WORDS = re.compile(r'\balt="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_FIRST_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_INDENT, _CELL_EDGE, _LEAST = 48, 36, 24


@dataclass(slots=True)
class Figures:
    """What a text shows beside its words: files of pictures with their size in pixels, and its sounds."""

    pictures: dict[str, tuple[Path, QSize]] = field(default_factory=dict)
    sounds: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.sounds)


def set_figures(html: str, room: int) -> tuple[str, Figures]:
    """Gives every picture its size within ``room`` pixels, and every sound a place to stand.

    A picture is never wider than the text, than its column in a table, or than it is by nature.
    """
    found = Figures()
    if "<img" not in html and "media:" not in html:
        return html, found
    html = _SOUND.sub(lambda hit: _sound(hit, found, room), html)
    html = _TABLE.sub(lambda hit: _in_table(hit[0], found, room), html)
    inner = room - theme.px(_INDENT) if "<li" in html or "<blockquote" in html else room
    return _IMAGE.sub(lambda hit: _picture(hit, found, inner), html), found


def _in_table(html: str, found: Figures, room: int) -> str:
    first = _FIRST_ROW.search(html)
    columns = max(first[0].count("</t") - 1 if first else 1, 1)
    inner = room // columns - theme.px(_CELL_EDGE)
    return _IMAGE.sub(lambda hit: _picture(hit, found, inner), html)


def _picture(hit: re.Match[str], found: Figures, room: int) -> str:
    if "width=" in hit[1]:
        return hit[0]
    source, words = _SOURCE.search(hit[1]), _WORDS.search(hit[1])
    ref, alt = source[1] if source else "", words[1] if words else ""
    file = media.file(ref)
    size = pictures.natural(file) if file is not None else QSize()
    if file is None or size.isEmpty():
        return _missing(alt, known=file is not None)
    shown = size * (theme.current().zoom / 100)
    width = max(min(room, shown.width()), _LEAST)
    height = max(round(width * size.height() / size.width()), 1)
    before = found.pictures.get(ref)
    if before is None or before[1].width() < width:
        found.pictures[ref] = file, QSize(width, height)
    return f'<img src="{ref}" alt="{alt}" width="{width}" height="{height}">'


def _missing(alt: str, *, known: bool) -> str:
    why = _say("this picture cannot be shown") if known else _say("this picture is missing")
    return f'<span class="muted">[{alt + ": " if alt else ""}{why}]</span>'


def _sound(hit: re.Match[str], found: Figures, room: int) -> str:
    from html import unescape

    found.sounds.append((hit[1], unescape(_TAG.sub("", hit[2])).strip()))
    width, height = min(room, theme.px(ROW_WIDTH)), theme.px(ROW_HEIGHT)
    return f'<img src="{SOUND}{len(found.sounds) - 1}" width="{width}" height="{height}">'


def _say(text: str) -> str:
    return QCoreApplication.translate("Figures", text)
