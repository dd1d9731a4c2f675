from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel

from tests.ui.kit.audit import settle
from tpmprep.core.quiz.faces import OptionFace
from tpmprep.ui.exercises.option import OptionButton

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


def _inked(picture: QImage, part: QRect) -> tuple[int, int]:
    """The first and last row of ``part`` with a mark clearly darker than the light behind it."""
    rows = [
        y
        for y in range(part.top(), part.bottom() + 1)
        if any(picture.pixelColor(x, y).lightness() < 150 for x in range(part.left(), part.right() + 1))
    ]
    return rows[0], rows[-1]


def test_the_verdict_of_an_option_stands_level_with_its_letter(qtbot: QtBot) -> None:
    option = OptionButton("A")
    qtbot.addWidget(option)
    option.show_face(OptionFace(1, "A low threshold", right=True, why="Misses are dear."))
    option.judge(given=True)
    option.resize(640, option.sizeHint().height())
    option.show()
    settle(option)
    words = next(made for made in option.findChildren(QLabel) if made.text() == "Right, your answer")
    middle = words.mapTo(option, words.rect().center()).y()
    assert abs(middle - option.height() // 2) <= 1


def test_the_words_of_an_option_stand_level_with_its_letter(qtbot: QtBot) -> None:
    option = OptionButton("A")
    qtbot.addWidget(option)
    option.show_words("HHHH")
    option.resize(640, option.sizeHint().height())
    option.show()
    settle(option)
    picture = option.grab().toImage()
    middle, words = option.height() // 2, option.words.geometry()
    letter = _inked(picture, QRect(25, middle - 9, 14, 19))
    line = _inked(picture, QRect(words.left(), words.top(), 40, words.height()))
    assert abs(sum(letter) - sum(line)) <= 2
