"""The few settings, each declared once, kept in one TOML file of the profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its default, and the choices or the range (inclusive) it may take."""

    default: Value
    choices: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value has the default's type and lies within bounds."""
        if isinstance(self.default, bool) or isinstance(value, bool):
            return isinstance(value, bool) and isinstance(self.default, bool)
        if isinstance(self.default, int | float):
            return isinstance(value, int | float) and self._within(value)
        return isinstance(value, str) and (not self.choices or value in self.choices)

    def _within(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


OPTIONS: Final[Mapping[str, Option]] = {
    "theme": Option("system", choices=("system", "light", "dark", "contrast")),
    "zoom": Option(100, low=80, high=200),
    "rating_buttons": Option(4, low=2, high=4),
    "desired_retention": Option(0.90, low=0.70, high=0.97),
    "new_cards_a_day": Option(-1, low=-1, high=999),
    "day_begins": Option(4, low=0, high=12),
    "backup_folder": Option(""),
    "reduced_motion": Option(default=False),
    "show_intervals": Option(default=True),
}


class Settings:
    """The settings of one profile; an unreadable file or value falls back to the default.

    Args:
        file: the TOML file; None keeps everything in memory (tests).
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._values: dict[str, Value] = {}
        self.unreadable: str = ""
        if file is not None and file.exists():
            self._load(file)

    @property
    def file(self) -> Path | None:
        """The TOML file, in the folder of the profile; None while nothing is kept."""
        return self._file

    def get(self, name: str) -> Value:
        """The value of a setting."""
        return self._values.get(name, OPTIONS[name].default)

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        return float(self.get(name))

    def put(self, name: str, value: Value) -> None:
        """Changes a setting and writes the file; raises ``settings.value`` for one out of bounds.

        Where the file cannot be written (``profile.disk_full``, ``folder.not_writable``) all is as it was.
        """
        if not OPTIONS[name].accepts(value):
            raise UserError("settings.value", name=name, value=value)
        self._keep({**self._values, name: value})

    def keys(self) -> dict[str, str]:
        """The user's own shortcuts, action → key sequence."""
        return {name[5:]: str(v) for name, v in self._values.items() if name.startswith("keys.")}

    def put_key(self, action: str, sequence: str) -> None:
        """Changes a shortcut; an empty sequence goes back to the shipped one."""
        values = {name: value for name, value in self._values.items() if name != f"keys.{action}"}
        if sequence:
            values[f"keys.{action}"] = sequence
        self._keep(values)

    def _keep(self, values: dict[str, Value]) -> None:
        """Writes the file first: what cannot be saved is as it was."""
        if self._file is not None:
            _save(self._file, values)
        self._values = values

    def _load(self, file: Path) -> None:
        import tomllib

        try:
            found = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            self.unreadable = str(error)
            return
        for name, value in found.items():
            if name in OPTIONS and OPTIONS[name].accepts(value):
                self._values[name] = value
        for action, sequence in found.get("keys", {}).items():
            if isinstance(sequence, str):
                self._values[f"keys.{action}"] = sequence


def _save(file: Path, values: Mapping[str, Value]) -> None:
    import tomlkit

    document = tomlkit.document()
    keys = tomlkit.table()
    for name, value in sorted(values.items()):
        if name.startswith("keys."):
            keys.add(name[5:], value)
        else:
            document.add(name, tomlkit.item(value))
    if keys:
        document.add("keys", keys)
    write_atomically(file, tomlkit.dumps(document).encode())
