"""Import and export over one database: a preview first, then all or nothing, as one step."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tpmprep.core.exchange.bring import bring
from tpmprep.core.exchange.bringsteps import bring_steps
from tpmprep.core.exchange.bringtold import bring_stories, bring_takes
from tpmprep.core.exchange.faces import ExportFace, ImportFace, Refused
from tpmprep.core.exchange.gather import gather
from tpmprep.core.exchange.gatherlog import gather_responses, gather_reviews, gather_stories, gather_takes
from tpmprep.core.exchange.gathersteps import gather_steps
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.clock import study_day
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.folders import write_atomically
from tpmprep.core.ground.registry import Registry
from tpmprep.core.media.mentions import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.exchange.draft import Format, Load

NAMES = ("csv", "paths", "stories", "takes", "responses", "reviews")
FORMATS: Registry[Format] = Registry("tpmprep.core.exchange.formats", "FORMAT", NAMES)
HEAD_BYTES = 4096
NO_TABLE = "it is no table whose first line names its columns, such as front,back"
NO_PICTURES = "a table holds words alone: pictures and sounds stay in this profile"
GATHERED: Mapping[str, Callable[[Session, str], Load]] = {
    "notes": gather,
    "steps": gather_steps,
    "stories": gather_stories,
    "takes": gather_takes,
    "responses": gather_responses,
    "reviews": gather_reviews,
}
CHANGED = (
    Change.CARDS
    | Change.ITEMS
    | Change.QUESTIONS
    | Change.ANSWER_NOTES
    | Change.STORIES
    | Change.TAKES
    | Change.PATHS
    | Change.PROGRESS
)


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Looking for cycles among very many small rows, which hold none, takes a fifth of an import."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


class _Preview(Exception):  # noqa: N818  (it is no error: it takes a preview back)
    """Ends the transaction of a preview."""


class Exchange:
    """Import and export over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def formats(self) -> tuple[str, ...]:
        """Names of the formats."""
        return FORMATS.names()

    def preview(self, file: Path, format_name: str | None = None) -> ImportFace:
        """What an import would do; changes nothing; raises ``exchange.unreadable``."""
        with _without_pauses():
            return self._preview(file, format_name)

    def _preview(self, file: Path, format_name: str | None) -> ImportFace:
        kind, load = self._read(file, format_name)
        counts: Counter[str] = Counter()
        try:
            with self._db.bulk_step("import.preview", Change.NOTHING) as session:
                counts = self._bring(session, load)
                raise _Preview
        except _Preview:
            return _face(kind, load, counts)

    def apply(self, file: Path, format_name: str | None = None) -> ImportFace:
        """Imports all or nothing, as one step that can be undone; raises ``exchange.unreadable``."""
        with _without_pauses():
            kind, load = self._read(file, format_name)
            says = {"title": file.name, "page": "library"}
            with self._db.bulk_step("import.applied", CHANGED, copy="before-import", **says) as session:
                counts = self._bring(session, load)
            return _face(kind, load, counts)

    def export(self, file: Path, format_name: str, query: str = "") -> ExportFace:
        """Writes a file; an existing one is replaced only when complete; raises ``exchange.unknown``."""
        kind = self._format(format_name, file)
        with self._db.reading() as session:
            return _write(kind, GATHERED[kind.holds[0]](session, query), file)

    def export_path(self, file: Path, path_id: int) -> ExportFace:
        """Writes one path with its steps and what was done on them; raises ``path.gone``."""
        with self._db.reading() as session:
            load = gather_steps(session, path_id=path_id)
        return _write(self._format("paths", file), load, file)

    def _bring(self, session: Session, load: Load) -> Counter[str]:
        now, zone = self._db.clock.now(), self._db.clock.zone()
        return (
            bring(session, load, now)
            + bring_steps(session, load, now, study_day(now, zone))
            + bring_stories(session, load, now)
            + bring_takes(session, load, zone)
        )

    def _read(self, file: Path, format_name: str | None) -> tuple[Format, Load]:
        kind = self._format(format_name, file)
        return kind, kind.read(file)

    def _format(self, name: str | None, file: Path) -> Format:
        if name is not None:
            found = FORMATS.get(name)
            if found is None:
                raise UserError("exchange.unknown", format=name, known=", ".join(FORMATS.names()))
            return found
        head = _head(file)
        for kind in FORMATS.all():
            if kind.knows(head):
                return kind
        raise UserError("exchange.unreadable", file=file, why=NO_TABLE)


def _write(kind: Format, load: Load, file: Path) -> ExportFace:
    """Writes the lines as they come: a log of reviews may have a million."""
    if kind.write is None:
        raise UserError("exchange.reads_only", format=kind.name)
    rows, pictures = -1, dict[str, None]()

    def lines() -> Iterator[bytes]:
        nonlocal rows
        for line in kind.write(load) if kind.write else ():
            rows += 1
            pictures.update(dict.fromkeys(names_in(line)))
            yield line.encode()

    write_atomically(file, lines())
    stay = (Refused(f"media:{name}", NO_PICTURES) for name in pictures)
    return ExportFace(kind.name, rows, (*load.refused, *stay))


def _head(file: Path) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise UserError("input.file_missing", file=file) from error
    except OSError as error:
        raise UserError(
            "exchange.unreadable", file=file, why=error.strerror or "it cannot be read"
        ) from error


def _face(kind: Format, load: Load, counts: Counter[str]) -> ImportFace:
    return ImportFace(
        format=kind.name,
        notes_added=counts["note.added"],
        notes_updated=counts["note.updated"],
        notes_unchanged=counts["note.unchanged"],
        cards_added=counts["card.added"],
        items_added=counts["item.added"],
        questions_added=counts["question.added"],
        steps_added=counts["step.added"],
        steps_updated=counts["step.updated"],
        stories_added=counts["story.added"],
        stories_updated=counts["story.updated"],
        takes_added=counts["take.added"],
        media_added=0,
        reviews_added=0,
        refused=tuple(load.refused),
    )
