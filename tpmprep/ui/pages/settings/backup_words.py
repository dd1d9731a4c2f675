"""Words of backups: when and why each was made, what is in it, what going back changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from tpmprep.ui.kit.days import day_words
from tpmprep.ui.pages.settings.words import number_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tpmprep.core.rescue.faces import BackupRow, Changed, RestoreFace, SecondFace

WHYS = {
    "use": "while you worked",
    "close": "when you closed the window",
    "asked": "you asked for it",
    "before-import": "before an import",
    "before-delete": "before a large delete",
    "before-restore": "before you went back",
    "before-upgrade": "before an upgrade of tpmprep",
    "damaged": "the damaged file, as it was",
}
# one, many
THINGS = {
    "review": ("1 review", "{n} reviews"),
    "response": ("1 quiz answer", "{n} quiz answers"),
    "take": ("1 take", "{n} takes"),
    "hours": ("1 entry of hours", "{n} entries of hours"),
    "answer": ("1 answer note", "{n} answer notes"),
    "note": ("1 note", "{n} notes"),
    "deck": ("1 deck", "{n} decks"),
    "tag": ("1 tag", "{n} tags"),
    "suspended": ("1 card suspended or not", "{n} cards suspended or not"),
    "item": ("1 quiz item", "{n} quiz items"),
    "question": ("1 question", "{n} questions"),
    "story": ("1 story", "{n} stories"),
    "concept": ("1 concept", "{n} concepts"),
    "met": ("1 concept met", "{n} concepts met"),
    "step": ("what was done on 1 step", "what was done on {n} steps"),
    "evidence": ("1 piece of evidence", "{n} pieces of evidence"),
    "path": ("1 path", "{n} paths"),
    "milestone": ("1 stage", "{n} stages"),
    "path_step": ("1 step", "{n} steps"),
    "order": ("the place of 1 step", "the places of {n} steps"),
    "aim": ("your aim", "{n} aims"),
    "concepts": ("the concepts of 1 thing", "the concepts of {n} things"),
    "needs": ("what 1 step waits for", "what {n} steps wait for"),
}
TROUBLES = {
    "absent": "It is not there just now. It is brought up to date as soon as it is there again.",
    "full": "It is full. Make some room there; it is then brought up to date by itself.",
    "read_only": "It cannot be written to just now. It is brought up to date as soon as it can.",
    "failed": "The last copy did not succeed. It is tried again by itself.",
}


def when(at: datetime | None, now: datetime) -> str:
    """A time as seen from now, in the machine's zone: “today, 14:03”."""
    if at is None:
        return say("at some time")
    local = at.astimezone()
    return f"{day_words(local.date(), now.astimezone().date())}, {local:%H:%M}"


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def why(reason: str) -> str:
    """What a backup was made at or before."""
    known = "before-upgrade" if reason.startswith("before-upgrade") else reason
    return say(WHYS[known]) if known in WHYS else say("made elsewhere")


def size(count: int) -> str:
    """A number of bytes for people."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def contents(row: BackupRow) -> str:
    """What is in a backup."""
    if not row.good:
        return say("cannot be used")
    parts = [number_of(row.things, "1 thing", "{n} things")]
    if row.answers:
        parts.append(number_of(row.answers, "1 answer", "{n} answers"))
    if row.media:
        parts.append(number_of(row.media, "1 file", "{n} files"))
    return ", ".join(parts)


def counted(changes: Sequence[Changed]) -> str:
    """So many of each kind: “12 reviews, 3 notes and 1 take”."""
    parts = []
    for change in changes:
        one, many = THINGS.get(change.kind, ("1 thing", "{n} things"))
        parts.append(number_of(change.number, one, many))
    if len(parts) < 2:
        return "".join(parts)
    return say("{all} and {last}", all=", ".join(parts[:-1]), last=parts[-1])


def preview(face: RestoreFace) -> str:
    """What going back would change, in a few sentences."""
    lines = []
    if face.set_aside:
        lines.append(say("Made since then and set aside: {what}.", what=counted(face.set_aside)))
    if face.changes:
        lines.append(say("Back to how it was then: {what}.", what=counted(face.changes)))
    if face.comes_back:
        lines.append(say("Comes back: {what}.", what=counted(face.comes_back)))
    if not lines:
        lines.append(say("It holds the same as now."))
    if face.media_missing:
        one, many = "1 picture or recording of it is lost.", "{n} pictures or recordings of it are lost."
        lines.append(number_of(face.media_missing, one, many))
    lines.append(say("Your file as it is now is kept among the backups, and you can undo this."))
    return "\n\n".join(lines)


def second(face: SecondFace, now: datetime) -> str:
    """How old the newest copy in the second folder is, and what keeps it from being newer."""
    if not face.folder:
        return say("No second folder is chosen yet.")
    age = say("No copy is there yet.")
    if face.newest_at is not None:
        age = say("The newest copy there is from {when}.", when=when(face.newest_at, now))
    return f"{age} {say(TROUBLES[face.trouble])}" if face.trouble in TROUBLES else age
