"""A part of a page that is folded until it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tpmprep.ui.kit.buttons import button
from tpmprep.ui.kit.icons import set_icon
from tpmprep.ui.kit.layout import row, stack
from tpmprep.ui.kit.rich import RichText


class Fold(QWidget):
    """A title with a chevron; pressing it shows or hides Markdown, which is set only when first shown."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._text, self._title = text, title
        self._view: RichText | None = None
        self.head = button(title, "quiet", icon="chevron-right")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._on_toggled)
        self._inside = stack(margins=(32, 4, 8, 16))
        self.setLayout(stack(row(self.head, None), self._inside))
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._say()

    def is_open(self) -> bool:
        """Whether the text is shown."""
        return self.head.isChecked()

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on and self._view is None:
            self._view = RichText(self._text, size=15)
            self._view.setAccessibleName(self._title)
            self._inside.addWidget(self._view)
        if self._view is not None:
            self._view.setVisible(on)
        self._inside.setContentsMargins(*((32, 4, 8, 16) if on else (0, 0, 0, 0)))
        set_icon(self.head, "chevron-down" if on else "chevron-right", "accent" if on else "muted", 16)
        self._say()

    def _say(self) -> None:
        template = self.tr("{0}, shown") if self.is_open() else self.tr("{0}, folded")
        self.head.setAccessibleName(template.replace("{0}", self._title))
