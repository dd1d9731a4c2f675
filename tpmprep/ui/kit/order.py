"""Owns where Tab goes next: in the order of what is laid out, whatever was made first or just now."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent

TAB = Qt.FocusPolicy.TabFocus
SAID = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


def next_stop(root: QWidget | None, focus: QWidget | None, *, forwards: bool) -> QWidget | None:
    """The stop of Tab after (or before) the widget with the focus; None where that is not laid out.

    Qt's own order is that of making: what was built anew, such as the fields of another kind of note, came
    last in it.
    """
    stops = [stop for stop in _stops(root) if stop.isVisible() and stop.isEnabled()]
    if focus in stops:
        return stops[(stops.index(focus) + (1 if forwards else -1)) % len(stops)]
    inside = [stop for stop in stops if focus is not None and focus.isAncestorOf(stop)]
    return inside[0 if forwards else -1] if inside else None


def settle(widget: QWidget) -> None:
    """Shows what was just laid into a widget and gives it its place, so that it can take the focus at once.

    Qt does both at its next turn; the keys of a fast typist come before that.
    """
    if not widget.isVisible():
        return
    for part in _parts(widget):
        if part.isHidden() and not part.testAttribute(SAID):
            part.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def reveal(widget: QWidget) -> None:
    """Scrolls to a widget; what scrolls does so itself only where Tab comes from within it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def scroll_by_key(root: QWidget, event: QKeyEvent) -> bool:
    """Scrolls the largest part in sight by an arrow or page key that nothing else had a use for."""
    areas = [
        area.verticalScrollBar()
        for area in root.findChildren(QScrollArea)
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    ]
    if not areas:
        return False
    bar = max(areas, key=lambda bar: bar.height())
    way = {
        Qt.Key.Key_Down.value: 3 * bar.singleStep(),
        Qt.Key.Key_Up.value: -3 * bar.singleStep(),
        Qt.Key.Key_PageDown.value: bar.pageStep(),
        Qt.Key.Key_PageUp.value: -bar.pageStep(),
    }.get(int(event.key()), 0)
    bar.setValue(bar.value() + way)
    return way != 0


def _stops(widget: QWidget | None) -> Iterator[QWidget]:
    for part in _parts(widget):
        if part.focusPolicy() & TAB == TAB and part.focusProxy() is None:
            yield part


def _parts(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    yield widget
    if isinstance(widget, QScrollArea):
        yield from _parts(widget.widget())
    elif isinstance(widget, QStackedWidget):
        yield from _parts(widget.currentWidget())
    else:
        layout = widget.layout()
        if layout is not None:
            inside = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            yield from _laid(layout, inside)


def _laid(layout: QLayout, inside: Sequence[QWidget]) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it, of all that lie in the same parent.

    An item of the layout is never asked for: Python would hold on to it after Qt has deleted it with its
    widget, and whatever comes to lie in its place in memory would be mistaken for it.
    """
    found: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(part), part) for part in inside]
    found += [(layout.indexOf(part), part) for part in layout.children() if isinstance(part, QLayout)]
    places = [place for place in found if place[0] >= 0]
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place[0])[:2])  # type: ignore[index]  # a tuple
    else:
        places.sort(key=itemgetter(0))
    for _, part in places:
        if isinstance(part, QWidget):
            yield from _parts(part)
        else:
            yield from _laid(part, inside)
