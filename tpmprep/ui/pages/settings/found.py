"""Owns which settings are found by their words, and the control each of them leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from tpmprep.ui.kit.buttons import SegmentedChips
from tpmprep.ui.kit.host import Key, Place
from tpmprep.ui.kit.order import settle
from tpmprep.ui.pages.settings.words import say

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host
    from tpmprep.ui.pages.settings.page import SettingsPage

ROOM_AROUND = 48
FOUND = (
    ("study", "minutes", "Minutes a day"),
    ("study", "date", "Date of your aim"),
    ("study", "new_cards_a_day", "New cards a day"),
    ("study", "rating_buttons", "Rating buttons"),
    ("study", "show_intervals", "Show when a card will come back"),
    ("study", "desired_retention", "Desired retention"),
    ("study", "day_begins", "A study day begins at"),
    ("look", "theme", "Theme"),
    ("look", "zoom", "Zoom"),
    ("look", "reduced_motion", "Less motion"),
    ("backups", "backup_folder", "Second folder"),
    ("about", "diagnosis", "Save a diagnosis"),
)
"""Tab, name and words of each setting, as they stand on the page."""


def setting_keys(host: Host) -> list[Key]:
    """A command for each setting that goes to its control; none has a key of its own."""

    def command(tab: str, name: str, words: str) -> Key:
        title = say("Settings: {name}", name=say(words))
        return Key(f"setting.{name}", title, "", lambda: host.go(Place("settings", name, tab=tab)))

    return [command(*one) for one in FOUND]


def stand_on(page: SettingsPage, name: str) -> None:
    """Gives the focus to the control of a setting and brings it into sight."""
    control = control_of(page, name)
    if control is None:
        return
    control.setFocus(Qt.FocusReason.TabFocusReason)
    _bring(control)
    QTimer.singleShot(0, control, lambda: _bring(control))  # again once all heights are known


def control_of(page: SettingsPage, name: str) -> QWidget | None:
    """The control a person changes a setting by as it is set now; what folds it away is unfolded."""
    study, look = page.study, page.look
    if name in ("minutes", "date") and not study.has_aim:
        return study.choose_aim
    if name == "date":
        return study.day if study.has_date.isChecked() else study.has_date
    if name == "new_cards_a_day":
        return study.new if study.new.isEnabled() else _chip(study.auto)
    if name == "desired_retention":
        study.unfold()
    controls: dict[str, QWidget] = {
        "minutes": study.minutes,
        "rating_buttons": study.buttons,
        "show_intervals": study.intervals,
        "desired_retention": study.retention,
        "day_begins": study.begins,
        "theme": look.theme,
        "zoom": look.zoom,
        "reduced_motion": look.motion,
        "backup_folder": page.backups.second.path,
        "diagnosis": page.about.diagnosis.save,
    }
    found = controls.get(name)
    return _chip(found) if isinstance(found, SegmentedChips) else found


def _chip(chips: SegmentedChips) -> QWidget:
    return chips.chip(chips.chosen()[0])


def _bring(control: QWidget) -> None:
    above = control.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        settle(above)
        above.ensureWidgetVisible(control, 0, ROOM_AROUND)
