"""Owns the calm end of a sitting: what was done, what comes back, what is new to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.exercises.view import SIDE, View
from tpmprep.ui.exercises.words import counted, listed, say
from tpmprep.ui.kit.buttons import KeyButton
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import Column, hbox, label, page, panel, phrase, phrase_html, row, scroll, stack

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from tpmprep.core.flows.faces import Exercise, SittingEnd, Turn
    from tpmprep.ui.exercises.view import Stage

MOST_NAMES = 6


class EndView(View):
    """The last page of a sitting, with one next action."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        inside = hbox((10, 10, 10, 10))
        inside.addWidget(icon_label("check", "accent", 20))
        tile = panel(inside, name="tile")
        self.title = label(self.tr("Done for now"), "h1", wrap=True)
        self.done, self.learned, self.tomorrow = (phrase("", "body") for _ in range(3))
        self.next = KeyButton(self.tr("Back to Today"), self.tr("Space"), "primary", then=self.go_back)
        lines = (self.done, 16, self.learned, 16, self.tomorrow)
        column = stack(row(tile, None), 20, self.title, 20, *lines, 32, row(self.next, None), None)
        column.setContentsMargins(0, 56, 0, 32)
        self.scroller = scroll(page(stack(Column(column), None, margins=(SIDE, 0, SIDE, 0))))
        self.setLayout(stack(self.scroller))

    def show_turn(self, turn: Turn, exercise: Exercise | None = None, *, resumed: bool = False) -> None:
        """Sums the sitting up."""
        del exercise, resumed
        if turn.end is None:
            return
        self.next.set_words(self._way_out())
        _tell(self.done, _words_of_done(turn.end))
        _tell(self.learned, _words_of_learned(turn.end))
        _tell(self.tomorrow, _words_of_tomorrow(turn.end))

    def keys(self) -> list[Key]:
        """Space goes back to where the sitting was entered from."""
        return [Key("end.today", self._way_out(), "Space / Return / Enter", self.go_back)]

    def go_back(self) -> None:
        """Shows the page the sitting was entered from, as it stood."""
        self.host.end_sitting()

    def _way_out(self) -> str:
        return self.tr("Back to {page}").replace("{page}", self.host.begun_on())


def _tell(where: QLabel, html: str) -> None:
    where.setText(html)
    where.setVisible(bool(html))


def _words_of_done(end: SittingEnd) -> str:
    parts = []
    if end.cards:
        parts.append(counted(end.cards, say("{n} card"), say("{n} cards")))
    if end.items:
        items = counted(end.items, say("{n} quiz item"), say("{n} quiz items"))
        right = say(" ({n} right)").replace("{n}", str(end.items_right)) if end.items_right else ""
        parts.append(items + right)
    if end.takes:
        parts.append(counted(end.takes, say("{n} answer said"), say("{n} answers said")))
    if not parts:
        return phrase_html(say("Nothing was asked this time, and nothing is lost."))
    minutes = counted(max(end.minutes, 1), say("{n} minute"), say("{n} minutes"))
    return phrase_html(say("**{what}** in {time}."), what=listed(parts), time=minutes)


def _words_of_learned(end: SittingEnd) -> str:
    if not end.concepts:
        return ""
    names = list(end.concepts[:MOST_NAMES])
    more = len(end.concepts) - len(names)
    if more:
        names.append(counted(more, say("one more"), say("{n} more")))
    return phrase_html(say("New to you: **{names}**."), names=listed(names))


def _words_of_tomorrow(end: SittingEnd) -> str:
    if not end.comes_back_tomorrow:
        return phrase_html(say("Nothing comes back tomorrow."))
    words = counted(
        end.comes_back_tomorrow,
        say("**One thing** comes back tomorrow."),
        say("**{n} things** come back tomorrow."),
    )
    return phrase_html(words)
