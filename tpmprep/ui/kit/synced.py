"""Owns the warning of a profile in a synced or network folder: why, and what to do instead."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.icons import icon_label
from tpmprep.ui.kit.layout import hbox, label, panel, stack


class SyncedWarning(QWidget):
    """Says that the folder is synced or lies on a network; hidden where it is neither."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "body", wrap=True)
        line = hbox((16, 12, 16, 12), 12)
        line.addWidget(icon_label("triangle-alert", "warn", 20))
        line.addWidget(self.words, 1)
        self.setLayout(stack(panel(line, name="callout", mark="warn")))
        self.hide()

    def show_place(self, synced_by: str) -> None:
        """Shows or hides itself for the name of a service, ``network`` or nothing."""
        self.words.setText(self._words(synced_by))
        self.setVisible(bool(synced_by))

    def _words(self, service: str) -> str:
        if service == "network":
            return self.tr(
                "Your profile lies on a network. Its file can be damaged when the connection breaks or two "
                "computers write. Keep the profile on this computer, and only its backups on the network."
            )
        told = self.tr(
            "Your profile lies in a folder that {service} syncs. A copy taken while tpmprep writes can "
            "damage its file. Keep the profile elsewhere on this computer, and only its backups in {service}."
        )
        return told.replace("{service}", service) if service else ""
