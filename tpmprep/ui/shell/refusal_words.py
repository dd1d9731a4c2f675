"""The words of a refusal: what happened, what is safe, and what a backup holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_TITLES: Final = {
    "profile.damaged": "Your file is damaged",
    "profile.missing": "Your file is gone",
    "profile.not_ours": "This file is not from tpmprep",
    "profile.newer": "Your file is from a newer tpmprep",
    "profile.upgrade_failed": "Your file could not be brought up to date",
    "profile.disk_full": "The disk is full",
    "profile.read_only": "Your file cannot be written",
    "profile.busy": "Another program is writing your file",
    "profile.in_use": "Your profile is open already",
    "folder.not_writable": "The folder cannot be written",
    "folder.not_a_folder": "A file stands in the way",
}
_SENTENCES: Final = {
    "profile.damaged": "Something went wrong on the disk, and {file} cannot be read to its end. "
    "It was left exactly as it is. Bring back the newest good backup to go on at once.",
    "profile.missing": "{file} is not there any more, but its backups are. Nothing was changed. "
    "Bring back the newest one, or put the file back and try again.",
    "profile.not_ours": "{file} is no tpmprep profile. It was not touched. "
    "Move it away and try again, or bring back a backup.",
    "profile.disk_full": "There is no room left to write {file}. Everything shown as saved is safe. "
    "Make some room, then try again.",
    "folder.not_writable": "{folder} cannot be written to ({why}). Nothing was changed. "
    "Give yourself the right to write there, then try again.",
    "": "Something went wrong in tpmprep while it opened your profile; what was saved before is safe. "
    "Try again. If it comes back, copy the details and send them to whoever gave you tpmprep: "
    "they hold no word of yours.",
}
_COUNTED: Final = (
    ("note", "1\u00a0note", "{n}\u00a0notes"),
    ("review", "1\u00a0review", "{n}\u00a0reviews"),
    ("response", "1\u00a0quiz answer", "{n}\u00a0quiz answers"),
    ("answer_note", "1\u00a0answer note", "{n}\u00a0answer notes"),
    ("story", "1\u00a0story", "{n}\u00a0stories"),
    ("rehearsal", "1\u00a0take", "{n}\u00a0takes"),
)


def title(code: str) -> str:
    """The head of the page for a user error's code; empty for a fault of ours."""
    return _tr(_TITLES.get(code, "Your profile does not open"))


def sentence(error: BaseException) -> str:
    """What happened, what is safe, what to do; without any command to type."""
    if not isinstance(error, UserError):
        return _tr(_SENTENCES[""])
    template = _SENTENCES.get(error.code)
    return _tr(template, **error.values) if template else str(error)


def when(made_at: datetime, now: datetime) -> str:
    """A backup's moment in local words and its age."""
    local = made_at.astimezone()
    day = QLocale().toString(QDate(local.year, local.month, local.day), "d MMMM yyyy")
    return _tr("From {day}, {time}, {age}.", day=day, time=f"{local:%H:%M}", age=_age(made_at, now))


def holds(rows: Mapping[str, int]) -> str:
    """What is in a backup, in the words of the pages."""
    there = [
        _tr(one if rows[table] == 1 else many, n=f"{rows[table]:,}")
        for table, one, many in _COUNTED
        if rows.get(table)
    ]
    return _tr("It holds {what}.", what=", ".join(there)) if there else _tr("It holds no work of yours yet.")


def saved(rows: int, torn: int, folder: str) -> str:
    """What was saved of a damaged file, and where."""
    if not rows:
        return _tr("Nothing could be read any more. {folder} says so in its README.", folder=folder)
    if not torn:
        said = "1 row is saved in {folder}." if rows == 1 else "All {rows} rows are saved in {folder}."
        return _tr(said, rows=f"{rows:,}", folder=folder)
    return _tr(
        "{rows} rows are saved in {folder}. Tables of which a part could not be read: {torn}. "
        "The README there names them.",
        rows=f"{rows:,}", folder=folder, torn=torn,
    )  # fmt: skip


def _age(made_at: datetime, now: datetime) -> str:
    minutes = max(0, round((now - made_at).total_seconds() / 60))
    if minutes < 1:
        return _tr("just now")
    if minutes == 1:
        return _tr("1 minute ago")
    if minutes < 120:
        return _tr("{n} minutes ago", n=minutes)
    if minutes < 48 * 60:
        return _tr("{n} hours ago", n=minutes // 60)
    return _tr("{n} days ago", n=minutes // 1440)


def _tr(text: str, **values: object) -> str:
    return QCoreApplication.translate("Refusal", text).format(**values)
