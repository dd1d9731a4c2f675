"""Owns the small builders every page is laid out with: boxes, panels, labels, the reading column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.traits import CENTRE, NO_FOCUS, PLAIN, RICH, give

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea, QTabBar

COLUMN = 768
Box = TypeVar("Box", bound=QBoxLayout)
Shown = TypeVar("Shown", bound=QWidget)
Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_FONT_SIZE = re.compile(r"font-size:\d+px")
_VALUE = re.compile(r"\{(\w+)\}")


def vbox(margins: Margins = _NONE, spacing: int = 0) -> QVBoxLayout:
    """A column of things; margins are left, top, right, bottom."""
    return _plain(QVBoxLayout(), margins, spacing)


def hbox(margins: Margins = _NONE, spacing: int = 0) -> QHBoxLayout:
    """A row of things; margins are left, top, right, bottom."""
    return _plain(QHBoxLayout(), margins, spacing)


def stack(*parts: QWidget | QLayout | int | None, margins: Margins = _NONE, spacing: int = 0) -> QVBoxLayout:
    """A column filled at once: widgets, layouts, numbers as gaps, ``None`` as a stretch."""
    return _filled(vbox(margins, spacing), parts)


def row(*parts: QWidget | QLayout | int | None, margins: Margins = _NONE, spacing: int = 0) -> QHBoxLayout:
    """A row filled at once: widgets, layouts, numbers as gaps, ``None`` as a stretch."""
    return _filled(hbox(margins, spacing), parts)


def holder(layout: QLayout, name: str = "") -> QWidget:
    """A bare widget around a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def panel(layout: QLayout | None = None, *, name: str = "panel", mark: str = "") -> QFrame:
    """A bordered surface, or by ``name`` a ``tile``, ``well`` or ``callout``.

    ``mark`` (``good``, ``warn``, ``bad``, ``accent``) tints it.
    """
    made = QFrame()
    made.setObjectName(name)
    if mark:
        made.setProperty("mark", mark)
    if layout is not None:
        made.setLayout(layout)
    return made


def level(widget: Shown) -> Shown:
    """Keeps a widget as high as it is, so that it stands in the middle of its row."""
    widget.setSizePolicy(widget.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
    return widget


def rule() -> QFrame:
    """A hair line between rows."""
    made = panel(name="rule")
    made.setFixedHeight(1)
    return made


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Words in a role, always plain text: safe for whatever a person wrote or imported.

    Roles: display h1 h2 h3 strong mid body num muted mutedbody mutedstrong eyebrow good warn bad
    accent problem brand letter tag key.
    """
    made = QLabel(text)
    give(made, textFormat=PLAIN)
    return _shaped(made, role, wrap=wrap)


def phrase(template: str, role: str = "", *, wrap: bool = True, **values: object) -> QLabel:
    """A sentence of ours with ``**bold**`` parts and ``{named}`` values, which are escaped."""
    made = QLabel(phrase_html(template, **values))
    give(made, textFormat=RICH)
    return _shaped(made, role, wrap=wrap)


def phrase_html(template: str, **values: object) -> str:
    """The HTML of :func:`phrase`, to change the text of such a label later."""
    bold = _BOLD.sub(r'<span style="font-weight:600">\1</span>', _escape(template))
    text = _VALUE.sub(lambda found: _escape(str(values[found[1]])), bold)
    return f'<p style="line-height:125%;margin:0">{text}</p>'


def headline(text: str, size: int = 22) -> QLabel:
    """A question or stem: large, semi-bold, airy, wrapped; plain text in, nothing rendered."""
    made = _Headline(headline_html(text, size), size)
    give(made, textFormat=RICH)
    return _shaped(made, "", wrap=True)


class _Headline(QLabel):
    """Its size is written in its words, so it follows the zoom by itself."""

    def __init__(self, html: str, size: int) -> None:
        super().__init__(html)
        self._size = size

    def changeEvent(self, event: QEvent) -> None:
        """A new zoom comes with a new style sheet."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            scaled = _FONT_SIZE.sub(f"font-size:{theme.px(self._size)}px", self.text())
            if scaled != self.text():
                self.setText(scaled)


def headline_html(text: str, size: int = 22) -> str:
    """The HTML of :func:`headline`; numbers keep their unit on the line."""
    safe = _escape(text).replace(" %", "&nbsp;%").replace("\n", "<br>")
    return f'<p style="line-height:122%;margin:0;font-size:{theme.px(size)}px;font-weight:600">{safe}</p>'


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Change a style property (``role``, ``kind``, ``mark`` …) and let the style see it."""
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_tip(widget: QWidget, text: str) -> None:
    """A tool tip that is never taken for HTML."""
    widget.setToolTip(tip(text))


def tip(text: str) -> str:
    """The words of a tool tip, never taken for HTML: Qt guesses, and would open what an image names."""
    return f"<qt>{_escape(text)}</qt>" if "<" in text or "&" in text else text


def page(layout: QLayout | None = None) -> QWidget:
    """The background of a page."""
    made = QWidget()
    made.setObjectName("page")
    if layout is not None:
        made.setLayout(layout)
    return made


def scroll(inner: QWidget) -> QScrollArea:
    """A frameless area that scrolls ``inner`` up and down, never sideways unless it must."""
    from PySide6.QtWidgets import QScrollArea

    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    give(made, focusPolicy=NO_FOCUS)
    made.setWidget(inner)
    return made


def steady(scroller: QScrollArea, text: QBoxLayout) -> QScrollArea:
    """Keeps the lines of ``text`` where they are: the scroll bar takes its width from their right margin."""
    bar, given = scroller.verticalScrollBar(), text.contentsMargins()
    width = bar.sizeHint().width()

    def follow(_low: int, high: int) -> None:
        taken = min(width, given.right()) if high > 0 else 0
        text.setContentsMargins(given.left(), given.top(), given.right() - taken, given.bottom())

    bar.rangeChanged.connect(follow)
    return scroller


def tabs(name: str, *titles: str) -> QTabBar:
    """A row of tabs to switch a stack with; arrow keys move in it."""
    from PySide6.QtWidgets import QTabBar

    made = QTabBar()
    made.setAccessibleName(name)
    made.setExpanding(False)
    made.setDrawBase(False)
    for title in titles:
        made.addTab(title.replace("&", "&&"))
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def drop(widget: QWidget) -> None:
    """Takes a widget out of where it is laid and deletes it.

    The item that holds it is taken first. Were it deleted by Qt with the widget, Python would go on taking
    what comes to lie in its place in memory for that item, and crash.
    """
    widget.hide()
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is not None:
        _take(layout, widget)
    widget.deleteLater()


def _take(layout: QLayout, widget: QWidget) -> bool:
    at = layout.indexOf(widget)
    if at >= 0:
        layout.takeAt(at)
        layout.invalidate()
        return True
    return any(_take(part, widget) for part in layout.children() if isinstance(part, QLayout))


class Column(QWidget):
    """Centres its content in a column of at most ``width`` pixels at 100 % zoom (768: a good line)."""

    def __init__(self, content: QWidget | QLayout, width: int = COLUMN) -> None:
        super().__init__()
        self.content = holder(content) if isinstance(content, QLayout) else content
        self._width = width
        self.content.setSizePolicy(QSizePolicy.Policy.Expanding, self.content.sizePolicy().verticalPolicy())
        outer = hbox()
        outer.addStretch(1)
        outer.addWidget(self.content, 1000)
        outer.addStretch(1)
        self.setLayout(outer)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the column's width in step with the zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.content.setMaximumWidth(theme.px(self._width))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(made: Box, margins: Margins, spacing: int) -> Box:
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def _filled(made: Box, parts: tuple[QWidget | QLayout | int | None, ...]) -> Box:
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        elif isinstance(part, QWidget):
            made.addWidget(part)
        else:
            made.addLayout(part)
    return made


def _shaped(made: QLabel, role: str, *, wrap: bool) -> QLabel:
    if role:
        made.setProperty("role", role)
    if role == "num":
        made.setFont(theme.font(15, 600, tabular=True))
    if role in {"key", "letter"}:
        give(made, alignment=CENTRE)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made
