"""Owns the thin progress bar."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


class ThinBar(QProgressBar):
    """A bar 4 pixels high (8 where ``thick``); ``share`` is 0–1, its words are read aloud."""

    def __init__(self, share: float = 0.0, name: str = "", *, thick: bool = False) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.setAccessibleName(name)
        if thick:
            self.setProperty("thick", "1")
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """Show ``share`` of the whole, held within 0–1."""
        self.setValue(round(min(max(share, 0.0), 1.0) * 1000))

    def share(self) -> float:
        """What is shown, 0–1."""
        return self.value() / 1000
