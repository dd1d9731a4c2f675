"""Owns the settings of the look: theme, zoom, motion; each shows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from tpmprep.ui.kit import theme
from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.fields import Field, NumberField, check_box
from tpmprep.ui.kit.layout import label, stack
from tpmprep.ui.pages.settings.sections import group, put, tab
from tpmprep.ui.pages.settings.words import say

if TYPE_CHECKING:
    from tpmprep.core.ground.settings import Value
    from tpmprep.ui.kit.host import Page


class Look(QWidget):
    """Theme, zoom and motion."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._showing = False
        self.theme = SegmentedChips(
            [
                ("system", say("As the system")),
                ("light", say("Light")),
                ("dark", say("Dark")),
                ("contrast", say("High contrast")),
            ]
        )
        self.theme.changed.connect(lambda chosen: self._put("theme", chosen[0]))
        self.zoom = NumberField(say("Zoom"), theme.ZOOM_MIN, theme.ZOOM_MAX, 100, " %")
        self.zoom.setSingleStep(theme.ZOOM_STEP)
        self.zoom.setKeyboardTracking(False)
        self.zoom.setMaximumWidth(theme.px(200))
        self.zoom.valueChanged.connect(lambda value: self._put("zoom", value))
        self.motion = check_box(say("Less motion"))
        self.motion.toggled.connect(lambda on: self._put("reduced_motion", on))
        theme.current().themed.connect(self._on_themed)
        self.setLayout(
            stack(
                tab(
                    group(
                        say("Look"),
                        stack(label(say("Theme"), "mid"), 8, self.theme),
                        Field(say("Zoom"), self.zoom, say("Ctrl + and Ctrl - do the same.")),
                        self.motion,
                    )
                )
            )
        )

    def load(self) -> None:
        """Shows what is set now."""
        settings = self._page.host.services.settings
        self._showing = True
        self.theme.choose(str(settings.get("theme")))
        self.zoom.setValue(int(settings.number("zoom")))
        self.motion.setChecked(bool(settings.get("reduced_motion")))
        self._showing = False

    def _on_themed(self) -> None:
        """The zoom can also change by key."""
        self._showing = True
        self.zoom.setValue(theme.current().zoom)
        self._showing = False

    def _put(self, name: str, value: Value) -> None:
        if self._showing or not put(self._page, name, value):
            return
        app = QApplication.instance()
        settings = self._page.host.services.settings
        if name != "reduced_motion" and isinstance(app, QApplication):
            theme.apply(app, str(settings.get("theme")), int(settings.number("zoom")))
