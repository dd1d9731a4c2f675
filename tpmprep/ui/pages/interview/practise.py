"""The tab Practise: the one question to say now, and one for each round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tpmprep.core.ground.errors import UserError
from tpmprep.ui.kit.buttons import KeyButton, SegmentedChips, button
from tpmprep.ui.kit.empty import EmptyState
from tpmprep.ui.kit.flow import FlowLayout
from tpmprep.ui.kit.host import Key
from tpmprep.ui.kit.layout import (
    Column,
    clear,
    headline,
    headline_html,
    holder,
    label,
    panel,
    row,
    rule,
    scroll,
    stack,
    vbox,
)
from tpmprep.ui.pages.interview.recommend import Advice, narrowed, per_round, ranked
from tpmprep.ui.pages.interview.words import minutes_words, round_words, score_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.interview.faces import QuestionRow
    from tpmprep.ui.kit.host import Host

MOST_ROWS = 6


class Practise(QWidget):
    """Recommends; ``opened`` carries the id of a question to be read first, ``wanted`` asks for a new one."""

    opened = Signal(int)
    wanted = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._rows: Sequence[QuestionRow] = ()
        self._round, self._skipped = "", 0
        self.best: Advice | None = None
        self.filter = SegmentedChips(self._wishes(), chosen=["all"])
        self.filter.setAccessibleName(self.tr("What to practise"))
        self.filter.changed.connect(self._on_filter)
        self.say = KeyButton(self.tr("Say it now"), "Space", "primary", icon="mic", then=self.press_say)
        self.other = button(self.tr("Another one"), "quiet", icon="shuffle", then=self.press_other)
        self.read = button(self.tr("Read it first"), "quiet", icon="file-text", then=self.press_read)
        self._prompt = headline("", 22)
        self._meta, self._why = label("", "eyebrow", wrap=True), label("", "muted", wrap=True)
        self._rest, self._rest_title = vbox(), label("", "h3")
        self._empty = EmptyState(
            "mic",
            self.tr("Questions come with a pack; you can also write down one you were asked."),
            self.tr("Write a question"),
            self.wanted.emit,
            title=self.tr("No questions yet"),
        )
        self._lay()
        self._full.hide()
        self._empty.hide()

    def load(self) -> None:
        """Reads the bank and the round the aim names."""
        services = self._host.services
        from tpmprep.core.interview.faces import QuestionQuery

        self._rows = services.interview.questions(QuestionQuery())
        aim = services.aim.current()
        self._round = "" if aim is None else aim.round
        self._show()

    def press_say(self) -> None:
        """Rehearses the recommended question."""
        if self.best is not None:
            self._start(self.best.row.id)

    def press_other(self) -> None:
        """Recommends the next best one."""
        self._skipped += 1
        self._show()

    def press_read(self) -> None:
        """Opens the recommended question."""
        if self.best is not None:
            self.opened.emit(self.best.row.id)

    def keys(self) -> list[Key]:
        """What can be pressed now."""
        if self.best is None:
            return [Key("question.new", self.tr("A new question of your own"), "N", self.wanted.emit)]
        return [
            Key("interview.say", self.tr("Say it now"), "Space", self.press_say),
            Key("interview.other", self.tr("Another question"), "A", self.press_other),
            Key("interview.read", self.tr("Read it first"), "O", self.press_read),
            Key("question.new", self.tr("A new question of your own"), "N", self.wanted.emit),
        ]

    def reason(self, advice: Advice) -> str:
        """Why this one, in words."""
        score = advice.row.last_score or 0
        return {
            "weak": self.tr("{0} last time: one more take lifts it most").replace("{0}", score_words(score)),
            "starred": self.tr("You starred it and have not said it yet"),
            "written": self.tr("Your answer is written, not yet said aloud"),
            "fresh": self.tr("Not begun: a first take shows where you stand"),
            "lift": self.tr("Middling last time: say it once more, shorter"),
            "again": self.tr("Went well: another take makes it stay"),
            "warm": self.tr("Ready: keep it warm"),
        }[advice.need]

    def _wishes(self) -> list[tuple[str, str]]:
        return [
            ("all", self.tr("All rounds")),
            ("short", self.tr("2 minutes")),
            ("technical", self.tr("Technical")),
            ("behavioural", self.tr("Behavioural")),
        ]

    def _on_filter(self, _chosen: tuple[str, ...]) -> None:
        self._skipped = 0
        self._show()

    def _show(self) -> None:
        wish = self.filter.chosen()[0]
        advice = ranked(narrowed(self._rows, "" if wish == "all" else wish))
        whole = wish == "all"
        firsts = per_round(advice, self._round) if whole else advice
        self.best = firsts[self._skipped % len(firsts)] if firsts else None
        self._empty.setVisible(not self._rows)
        self._full.setVisible(bool(self._rows))
        if self.best is not None:
            self._show_best(self.best)
        self._top.setVisible(self.best is not None)
        self._none.setVisible(self.best is None)
        self.other.setVisible(len(firsts) > 1)
        rest = [one for one in firsts if one is not self.best][:MOST_ROWS]
        self._rest_title.setText(self.tr("One for each round") if whole else self.tr("Then"))
        self._show_rest(rest)

    def _show_best(self, best: Advice) -> None:
        parts = (round_words(best.row.round), best.row.category, minutes_words(best.row.minutes))
        self._meta.setText("  ·  ".join(dict.fromkeys(parts)))
        self._prompt.setText(headline_html(best.row.prompt))
        self._why.setText(self.reason(best))

    def _show_rest(self, rest: Sequence[Advice]) -> None:
        clear(self._rest)
        for at, one in enumerate(rest):
            if at:
                self._rest.addWidget(rule())
            self._rest.addWidget(self._line(one))
        self._below.setVisible(bool(rest))

    def _line(self, advice: Advice) -> QWidget:
        about = advice.row
        name = label(round_words(about.round), "mid")
        name.setMinimumWidth(96)
        words = stack(label(about.prompt, "", wrap=True), 2, label(self.reason(advice), "muted", wrap=True))
        text = self.tr("Say it, {0}").replace("{0}", minutes_words(about.minutes))
        say = button(text, "small", name=f"{text}: {about.prompt}", then=lambda: self._start(about.id))
        line = row(name, 16, margins=(0, 14, 0, 14))
        line.addLayout(words, 1)
        line.addSpacing(16)
        line.addWidget(say)
        return holder(line)

    def _start(self, question_id: int) -> None:
        try:
            self._host.start(self._host.services.sittings.one("question", question_id))
        except UserError as error:
            self._host.failed(error)

    def _lay(self) -> None:
        actions = FlowLayout(gap=8)
        for part in (self.say, self.read, self.other):
            actions.addWidget(part)
        words = stack(self._meta, 8, self._prompt, 8, self._why)
        inside = stack(words, 20, holder(actions), margins=(32, 24, 32, 24))
        self._top = panel(inside)
        self._none = label(
            self.tr("No question is that short. Choose another filter."), "mutedbody", wrap=True
        )
        self._below = panel(stack(self._rest_title, 6, self._rest, margins=(24, 20, 24, 12)))
        self._full = holder(
            stack(self.filter, 16, self._top, self._none, 24, self._below, None, margins=(0, 0, 12, 32))
        )
        self.setLayout(stack(scroll(Column(stack(self._full, self._empty), 992))))
