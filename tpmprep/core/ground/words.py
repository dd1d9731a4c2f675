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
    "Give yourself the right to write there, or name another folder (a profile's with --profile).",
    "folder.missing": "There is no folder {folder}, so nothing was written. "
    "Check its name, or make the folder, and try again.",
    "file.is_folder": "{file} is a folder, so nothing was written. Name a file in it.",
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
    "profile.read_only": "{file} cannot be written to. Everything shown as saved is safe. "
    "Give yourself the right to write it and its folder, or make its disk writable again, then do it again.",
    "profile.busy": "{file} is being written by another program. Everything shown as saved is safe. "
    "Close that program or wait, and do it again.",
    "profile.moved": "{file} was moved or replaced while it was open. What you saw saved is in that file. "
    "Put it back, close the window and start again.",
    "backup.busy": "Another tpmprep is making a backup in {folder} just now. Nothing was changed. "
    "Try again in a moment.",
    "backup.second": "{folder} cannot take a copy of your backups just now: {why}. "
    "Your backups in the profile are safe. Plug the disk in, or make room, or choose another folder.",
    "backup.second_inside": "{folder} lies in the profile itself, so it would be lost with it. "
    "Choose a folder on another disk.",
    "backup.exists": "{file} is there already and was left as it is. Name another file.",
    "backup.unreadable": "{file} cannot be used as a backup: {why}. Nothing was changed. "
    "Choose another backup.",
    "backup.bad_hash": "{file} is not what was backed up: its SHA-256 differs. Nothing was changed. "
    "Choose an older backup.",
    "aim.minutes": "{minutes} minutes a day is outside {low}–{high}. Choose between these.",
    "aim.none": "There is no aim yet. Choose what is ahead of you first.",
    "aim.past": "{day} has passed. Choose today or a later day.",
    "card.gone": "This card is no longer there; it may be in the trash. Undo brings it back.",
    "catalog.gone": "This concept is no longer there.",
    "deck.gone": "This deck is no longer there; it may be in the trash. Undo brings it back.",
    "deck.loop": "“{title}” cannot lie inside itself. Choose another place for it.",
    "deck.title": "A deck needs a name that no deck beside it has: {why}.",
    "demo.not_empty": "{folder} holds a profile already. Nothing was changed. Name an empty folder.",
    "exchange.reads_only": "{format} can only be read. Choose another format for writing.",
    "exchange.unknown": "There is no format called {format}. Known are: {known}.",
    "exchange.unreadable": "{file} was not imported: {why}. Nothing was changed. "
    "Mend the file and choose it again.",
    "item.field": "The quiz item was not saved. {field}: {why}.",
    "item.gone": "This quiz item is no longer there; it may be in the trash. Undo brings it back.",
    "item.kind": "This quiz item is of a kind this version does not know. It can be read, not changed.",
    "media.kind": "{name} was not taken: it is none of the kinds that are ({known}). Nothing was changed. "
    "Save it as one of these and choose it again.",
    "media.too_large": "{name} was not taken: it has {size} MB, and {most} MB is the most. "
    "Nothing was changed. Make it smaller and choose it again.",
    "media.unreadable": "{name} was not taken: {why}. Nothing was changed. Choose another file.",
    "note.field": "The note was not saved. {field}: {why}.",
    "note.gone": "This note is no longer there; it may be in the trash. Undo brings it back.",
    "note.kind": "This note is of a kind this version does not know. It can be read, not changed.",
    "number.comma": "Is this {whole} or {point}? Write {whole} without a separator, or {point} with a point.",
    "number.empty": "Write a number.",
    "number.large": "Use exponents between -{power} and {power}.",
    "number.thousands": "Write {whole} without a separator.",
    "number.unclear": "Write one number, like 1.5, 1,5, 3e6 or 1/3.",
    "number.unit": "Give it in {units}.",
    "number.unit_none": "Write the number alone, without a unit.",
    "number.zero": "Nothing can be divided by zero.",
    "pack.faulty": "The pack in {folder} was not installed; it has {count} faults: {first}. "
    "Nothing was changed. Mend them; tpmprep pack check lists all.",
    "pack.missing": "{folder} holds no pack: there is no pack.yaml. Choose the pack's own folder.",
    "pack.gone": "This pack is no longer installed.",
    "pack.shipped": "This pack comes with the app and stays. Delete or suspend what you do not want of it.",
    "path.field": "The path was not saved: {why}.",
    "path.gone": "This path is no longer there.",
    "path.hours": "{hours} hours a week is outside {low}–{high}. Choose between these.",
    "question.field": "The question was not saved. {field}: {why}.",
    "question.gone": "This question is no longer there; it may be in the trash. Undo brings it back.",
    "settings.value": "{value} cannot be used for {name}; the setting is as it was.",
    "shots.failed": "The pictures were not taken: {why}. Your profile is as it was.",
    "shots.scale": "A scale of {scale} is outside 0.5–4. Choose between these.",
    "shots.size": "{size} is no size of the window. Write width and height, like 1280x800; least is 880x560.",
    "sitting.empty": "There is nothing to do here just now.",
    "sitting.none": "This sitting has ended. Start another one.",
    "path.milestone_full": "“{title}” still has {steps} steps. Move them or take them out first.",
    "path.shipped": "“{title}” came with a pack and stays as it is. Make a copy of it to change.",
    "step.cost": "A cost cannot be below 0; {cost} was not saved.",
    "step.evidence": "The proof was not saved: {why}.",
    "step.draft": "The step was not saved: {why}.",
    "step.field": "{label} was not saved: {why}.",
    "step.gone": "This step is no longer there.",
    "step.hours": "{hours} hours is no plan for a step. Write 0 to {high}.",
    "step.loop": "“{title}” would come before itself. Take one of the steps out of what comes before.",
    "step.shipped": "“{title}” came with a pack and stays as it is. Make a step of your own to change.",
    "step.minutes": "{minutes} minutes cannot be logged at once. Write 1 to {high}.",
    "story.field": "The story was not saved: {why}.",
    "story.gone": "This story is no longer there; it may be in the trash. Undo brings it back.",
    "thing.kind": "{ref} is a {found} here and cannot become a {kind}. Nothing was changed.",
    "take.score": "{score} is no score. Choose 1 to 5.",
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
