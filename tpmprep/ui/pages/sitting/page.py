"""The page Sitting: the player in the middle of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.change import Change
from tpmprep.ui.exercises.player import Player
from tpmprep.ui.kit.host import Page
from tpmprep.ui.kit.layout import stack

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host, Key


class SittingPage(Page):
    """Runs the open sitting; it can be left at any time and goes on where it stood."""

    cares = (
        Change.SITTING
        | Change.CARDS
        | Change.MEMORY
        | Change.ITEMS
        | Change.QUESTIONS
        | Change.ANSWER_NOTES
        | Change.TAKES
        | Change.PROGRESS
        | Change.CATALOG
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.player = Player(host, self)
        self.player.keys_changed.connect(self.keys_changed)
        self.setLayout(stack(self.player))

    def load(self) -> None:
        """Shows the sitting where it stands."""
        self.player.load()
        self.player.take_focus()

    def step_back(self) -> bool:
        """Esc: closes what is open in the exercise; else the sitting is left and stays resumable."""
        return self.player.step_back()

    def keys(self) -> list[Key]:
        """The keys of the exercise shown."""
        return self.player.keys()

    def leave(self) -> None:
        """Keeps what is being typed."""
        self.player.leave()
