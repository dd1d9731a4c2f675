"""The look switches live, zooms, and follows the system when asked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette

from tpmprep.ui.kit import icons, theme
from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.layout import label
from tpmprep.ui.kit.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QLabel
    from pytestqt.qtbot import QtBot

LAZY = ("markdown", "nh3", "pygments", "PySide6.QtSvg", "PySide6.QtNetwork", "html")


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


def test_a_switch_changes_palette_and_tokens_and_tells_it(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.current().themed):
        theme.apply(qapp, "dark")
    assert theme.tokens() == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.background


def test_system_is_one_of_the_two_and_an_unknown_wish_counts_as_system(qapp: QApplication) -> None:
    theme.apply(qapp, "mauve")
    assert theme.current().wish == "system"
    assert theme.tokens() in {LIGHT, DARK}


@pytest.mark.parametrize(("asked", "got"), [(10, 80), (150, 150), (900, 200)])
def test_zoom_is_held_within_its_bounds(qapp: QApplication, asked: int, got: int) -> None:
    theme.apply(qapp, "light", asked)
    assert theme.current().zoom == got
    assert qapp.font().pixelSize() == round(14 * got / 100)


def test_zoom_enlarges_words_and_controls(qapp: QApplication, qtbot: QtBot) -> None:
    pressed, words = button("Start"), label("Start", "h1")
    for widget in (pressed, words):
        qtbot.addWidget(widget)
        widget.show()
    before = pressed.sizeHint().height(), words.sizeHint().height()
    theme.apply(qapp, "light", 200)
    assert pressed.sizeHint().height() >= 1.9 * before[0]
    assert words.sizeHint().height() >= 1.9 * before[1]


def test_text_is_set_in_our_own_fonts(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Inter"
    assert QFontInfo(theme.font(14, mono=True)).family() == "JetBrains Mono"


def test_numbers_under_one_another_are_as_wide_as_each_other(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    number = label("1111", "num")
    qtbot.addWidget(number)
    number.ensurePolished()
    for measure in (number.fontMetrics(), QFontMetrics(theme.font(tabular=True))):
        assert measure.horizontalAdvance("1111") == measure.horizontalAdvance("8888")


def test_a_hyphen_in_words_is_narrower_than_a_digit(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    words = label("run-time", "strong")
    qtbot.addWidget(words)
    words.ensurePolished()
    measure = words.fontMetrics()
    assert measure.horizontalAdvance("-") < measure.horizontalAdvance("0")
    assert measure.horizontalAdvance("-") < QFontMetrics(theme.font(14, 600, tabular=True)).horizontalAdvance(
        "-"
    )


def test_icons_take_the_colours_of_the_new_theme(qapp: QApplication, qtbot: QtBot) -> None:
    sign = icons.icon_label("sun", "accent")
    qtbot.addWidget(sign)
    theme.apply(qapp, "dark")
    assert DARK.accent.lower() in _colours(sign)


def test_icons_are_drawn_once_for_a_colour_and_size(qapp: QApplication) -> None:
    assert icons.pixmap("sun").cacheKey() == icons.pixmap("sun").cacheKey()
    assert icons.pixmap("sun").cacheKey() != icons.pixmap("sun", "accent").cacheKey()


def test_importing_the_kit_loads_nothing_heavy() -> None:
    code = (
        "import sys; import tpmprep.ui.kit.theme, tpmprep.ui.kit.icons, tpmprep.ui.kit.layout,"
        " tpmprep.ui.kit.buttons, tpmprep.ui.kit.notice, tpmprep.ui.kit.rich, tpmprep.ui.kit.tasks;"
        f"print([m for m in {LAZY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _colours(sign: QLabel) -> set[str]:
    image = sign.pixmap().toImage()
    spots = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in spots if image.pixelColor(x, y).alpha() == 255}
