"""Owns the buttons: plain kinds, buttons that show their key, and rows of chips."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.icons import icon_label, set_icon
from tpmprep.ui.kit.layout import hbox, label, level, set_tip, vbox
from tpmprep.ui.kit.traits import LEFT, RIGHT, TAB_FOCUS, give

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QResizeEvent

# between an icon and its words
GAP = "\u2002"
_STEPS = {LEFT: -1, RIGHT: 1}
_ICON_COLOURS = {"primary": "on_accent", "link": "accent", "danger": "bad"}


def button(
    text: str,
    kind: str = "",
    *,
    icon: str = "",
    name: str = "",
    then: Callable[[], object] | None = None,
) -> QPushButton:
    """A push button.

    Args:
        text: its words; for kind ``icon`` and ``round`` only read aloud and shown as tip.
        kind: ``primary`` (one a page), empty for the default, ``small``, ``quiet``, ``link``,
            ``icon``, ``round``, ``chip``, ``danger``.
        icon: Lucide name, ``!`` at its end fills it.
        name: accessible name where it must say more than the text.
        then: called when it is pressed.
    """
    bare = kind in {"icon", "round"}
    made = PointedButton("" if bare else (GAP if icon else "") + plain(text))
    _dress(made, kind, name or text)
    if icon:
        set_icon(made, icon, _ICON_COLOURS.get(kind, "muted"), 12 if kind == "round" else 16)
    if bare:
        set_tip(made, text)
    if kind == "chip":
        made.setCheckable(True)
    if then is not None:
        made.clicked.connect(lambda _checked=False: then())
    return made


def plain(text: str) -> str:
    """Text for a button or action, its ampersands shown and not taken for a key."""
    return text.replace("&", "&&")


class PointedButton(QPushButton):
    """A push button that turns the pointer into a hand when it first comes over it."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer comes."""
        from PySide6.QtCore import Qt

        if self.cursor().shape() != Qt.CursorShape.PointingHandCursor:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


class KeyButton(PointedButton):
    """A button that shows its key, and on a tall one a second line, e.g. the next interval.

    It draws nothing itself: labels lie in its own layout, and pass on what the mouse does to them.
    """

    def __init__(
        self,
        text: str,
        key: str,
        kind: str = "",
        *,
        second: str | None = None,
        icon: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._text, self._key, self._second, self._shipped = text, key, second, key
        self._inner = hbox(spacing=8)
        tall = second is not None
        self.title = label(text, "strong" if tall else "mid")
        self.below = label(second or "", "muted")
        self.chip = level(label(key, "key"))
        if not key:
            self.chip.hide()
        self.setProperty("layout", "own")
        if tall:
            self.setProperty("tall", "1")
        _dress(self, kind, "")
        self._lay(icon, kind, tall=tall)
        if tall:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        if then is not None:
            self.clicked.connect(lambda _checked=False: then())

    def set_words(self, text: str, second: str | None = None) -> None:
        """Change the words; ``second`` is kept where none is given."""
        self._text = text
        self.title.setText(text)
        if second is not None:
            self._second = second
            self.below.setText(second)
        self._say()
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Change the key it shows."""
        self._shipped = key
        self._show_key(key)

    def show_own(self, own: Mapping[str, str]) -> None:
        """Shows the person's own key, by the shipped one (``Shift+Return``); else the shipped one."""
        shipped = self._shipped.replace(" ", "+")
        found = own.get(shipped.replace("Enter", "Return"), own.get(shipped))
        self._show_key(self._shipped if found is None else found.replace("+", " ").replace("Return", "Enter"))

    def _show_key(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.chip.setText(key)
            self.chip.setVisible(bool(key))
            self._say()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its words ask, as high as its kind says."""
        self.ensurePolished()
        inner = self._inner.sizeHint()
        height = super().sizeHint().height()
        return QSize(inner.width() + 2, max(height, inner.height() + 2))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """A new font or zoom changes what the words need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def _lay(self, icon: str, kind: str, *, tall: bool) -> None:
        inner = self._inner
        inner.setContentsMargins(16, 0, 16 if tall else 12, 0)
        if icon:
            inner.addWidget(icon_label(icon, _ICON_COLOURS.get(kind, "muted"), 16))
        words = vbox(spacing=2)
        words.addStretch(1)
        words.addWidget(self.title)
        if tall:
            words.addWidget(self.below)
        words.addStretch(1)
        inner.addLayout(words)
        if tall:
            inner.addStretch(1)
        inner.addWidget(self.chip)
        self.setLayout(inner)

    def _say(self) -> None:
        words = ", ".join(part for part in (self._text, self._second) if part)
        self.setAccessibleName(
            self.tr("{words} (key {key})").format(words=words, key=self._key) if self._key else words
        )


class SegmentedChips(QWidget):
    """A row of chips to choose one (or, with ``many``, several) from.

    A row of one is one stop of Tab, at the chosen chip; arrow keys move in it.

    ``changed`` carries the chosen keys in their order.
    """

    changed = Signal(tuple)

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, many: bool = False, chosen: Sequence[str] = ()
    ) -> None:
        super().__init__()
        from tpmprep.ui.kit.flow import FlowLayout

        self._many = many
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        line = FlowLayout(self, gap=8)
        for key, text in choices:
            chip = button(text, "chip", icon="circle" if many else "")
            chip.setChecked(key in chosen)
            chip.toggled.connect(self._on_toggled)
            self._buttons[key] = chip
            self._group.addButton(chip)
            if not many:
                chip.installEventFilter(self)
            line.addWidget(chip)
        # Maximum would hold it to the one line its hint has, and cut the lines below
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._mark()

    def chosen(self) -> tuple[str, ...]:
        """The keys of the checked chips, in the order shown."""
        return tuple(key for key, chip in self._buttons.items() if chip.isChecked())

    def choose(self, *keys: str) -> None:
        """Check exactly these chips; ``changed`` follows where that is news."""
        for key, chip in self._buttons.items():
            if self._many or key in keys:
                chip.setChecked(key in keys)

    def sizeHint(self) -> QSize:
        """As high as its lines are at the present width."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may break the row anew."""
        super().resizeEvent(event)
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right go on to the neighbour, also where the row breaks into lines."""
        if event.type() is not QEvent.Type.KeyPress or watched not in (chips := [*self._buttons.values()]):
            return super().eventFilter(watched, event)
        step = _STEPS.get(cast("QKeyEvent", event).key())
        if step is None:
            return super().eventFilter(watched, event)
        chip = chips[(chips.index(watched) + step) % len(chips)]
        chip.setFocus()
        chip.setChecked(True)
        return True

    def chip(self, key: str) -> QPushButton:
        """The button of one choice, e.g. to press it by key."""
        return self._buttons[key]

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._mark()
        if on or self._many:
            self.changed.emit(self.chosen())

    def _mark(self) -> None:
        for chip in self._buttons.values():
            if self._many:
                set_icon(chip, *(("circle-check", "accent") if chip.isChecked() else ("circle", "muted")), 18)
            else:
                give(chip, focusPolicy=TAB_FOCUS if chip.isChecked() or not self.chosen() else 0)
                set_icon(chip, "check" if chip.isChecked() else "", "accent", 16)
                words = chip.text().removeprefix(GAP)
                chip.setText(GAP + words if chip.isChecked() else words)
                chip.updateGeometry()


def _dress(made: QPushButton, kind: str, name: str) -> None:
    made.setProperty("kind", kind)
    made.setAccessibleName(name)
    give(made, focusPolicy=TAB_FOCUS)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def press_focused(root: QWidget, event: QKeyEvent) -> bool:
    """Presses by Enter the button of a window that has the focus; False for another key or widget."""
    from PySide6.QtCore import Qt

    pressed = root.focusWidget()
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not isinstance(
        pressed, QPushButton | QToolButton
    ):
        return False
    pressed.click()
    return True


def key_chip(key: str) -> QLabel:
    """A small key cap, as shown beside an action."""
    made = label(key, "key")
    made.setMinimumWidth(theme.px(20))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
