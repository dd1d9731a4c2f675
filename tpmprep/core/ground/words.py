"""Plain sentences for user errors, for the command line and as the window's fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    "sqlite.too_old": "This Python brings SQLite {found}; tpmprep needs {needed} or newer. "
    "Nothing was changed. Install a newer Python and start again.",
    "folder.not_a_folder": "{folder} cannot hold a profile: a file stands in the way. Nothing was changed. "
    "Name another folder with --profile.",
    "folder.not_writable": "{folder} cannot be written to ({why}). Nothing was changed. "
    "Give yourself the right to write there, or name another folder with --profile.",
    "profile.in_use": "The profile in {folder} is open in another window. Reading works meanwhile, "
    "writing does not; nothing was changed. Close that window and try again.",
    "profile.not_ours": "{file} is no tpmprep profile: {why}. It was not touched. "
    "Move it away or name another folder with --profile; to bring back a backup: tpmprep restore FILE.",
    "profile.damaged": "{file} is damaged ({why}). It was left as it is, and backups are kept in {backups}. "
    "Restore the newest with: tpmprep restore FILE.",
    "profile.newer": "{file} was written by a newer tpmprep (schema {found}; this one knows {known}). "
    "It was not touched. Start the newer tpmprep.",
    "profile.missing": "{file} is gone, but there are backups in {backups}. Nothing was changed. "
    "Restore one with: tpmprep restore FILE; to begin anew, move that folder away.",
    "profile.older": "{file} has an older schema ({found}; this tpmprep has {known}) and is not upgraded "
    "while it is only read. Nothing was changed. Open the window once, then try again.",
    "profile.upgrade_failed": "The profile could not be brought to the newest schema: {why} would be lost. "
    "It is unchanged, and a copy lies in backups. Keep using the tpmprep that wrote it, and tell us.",
    "profile.disk_full": "The disk is full, so {file} could not be written. "
    "Everything shown as saved is safe. Make some room and do it again.",
    "profile.read_only": "{file} cannot be opened for writing. Everything shown as saved is safe. "
    "Give yourself the right to write it and its folder, and do it again.",
    "profile.busy": "{file} is being written by another program. Everything shown as saved is safe. "
    "Close that program or wait, and do it again.",
    "backup.exists": "{file} is there already and was left as it is. Name another file.",
    "backup.unreadable": "{file} cannot be used as a backup: {why}. Nothing was changed. "
    "Choose another backup.",
    "backup.bad_hash": "{file} is not what was backed up: its SHA-256 differs. Nothing was changed. "
    "Choose an older backup.",
    "input.file_missing": "{file}: there is no such file. Check the name and try again.",
}


def sentence(code: str, values: Mapping[str, object]) -> str:
    """What happened, what is safe, what to do; falls back to the code and its values."""
    template = SENTENCES.get(code)
    if template is None:
        return f"{code}: " + ", ".join(f"{k}={v}" for k, v in values.items())
    return template.format_map(_Known({k: str(v) for k, v in values.items()}))


class _Known(dict[str, str]):
    """The values at hand; one that is missing is shown by its name."""

    def __missing__(self, key: str) -> str:
        return key
