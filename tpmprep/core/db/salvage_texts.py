"""Gathers what a person wrote from the rows of a damaged file, and writes it as Markdown."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PARTS: Final = ("situation", "task", "action", "result", "reflection")


class Texts:
    """Texts by the file they go to; titles of things met so far head the texts that belong to them."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._titles: dict[int, str] = {}

    def take(self, table: str, row: Mapping[str, Any]) -> None:
        """Looks at one row; a row that is odd, because the file is damaged, is passed over."""
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            self._remember(table, row)
            self._gather(table, row)

    def write(self, folder: Path) -> None:
        """One Markdown file for each kind of text there is."""
        folder.mkdir(mode=0o700)
        for name, parts in self._files.items():
            head = f"# {name.capitalize()}\n\n"
            (folder / f"{name.replace(' ', '-')}.md").write_text(head + "\n".join(parts), "utf-8")

    def _remember(self, table: str, row: Mapping[str, Any]) -> None:
        for column in ("prompt", "title", "stem"):
            if "thing_id" in row and isinstance(row.get(column), str) and table != "search_doc":
                self._titles[row["thing_id"]] = row[column]

    def _gather(self, table: str, row: Mapping[str, Any]) -> None:
        if table in {"note", "item", "question"} and (row["pack_id"] is None or row["edited_at"] is not None):
            self._own(table, row)
        elif table == "story":
            self._put("stories", row["title"], *(f"**{part.capitalize()}.** {row[part]}" for part in _PARTS))
        elif table == "answer_note":
            self._put("answer notes", self._title(row["question_id"]), row["text"])
        elif table == "rehearsal":
            said = [f"To improve: {row['improve']}"] if row["improve"] else []
            self._put("takes", self._title(row["thing_id"]), row["text"], *said)
        elif table == "draft_text":
            self._put("half-typed texts", row["place"], row["text"])
        elif table == "evidence":
            self._put("evidence", self._title(row["step_id"]), row["text"])
        elif table == "step_progress" and row["notes"]:
            self._put("notes on steps", self._title(row["step_id"]), row["notes"])

    def _own(self, table: str, row: Mapping[str, Any]) -> None:
        """What the person added or changed; shipped things are in the tables alone."""
        if table == "note":
            fields = [str(text) for text in json.loads(row["fields"]).values() if text]
            self._put("notes", *(fields or [""]))
        elif table == "question":
            self._put("questions", row["prompt"])
        else:
            options = [f"- {option['text']}" for option in json.loads(row["body"]).get("options", ())]
            self._put("quiz items", row["stem"], "\n".join(options))

    def _title(self, thing_id: int) -> str:
        return self._titles.get(thing_id, f"(thing {thing_id})")

    def _put(self, name: str, title: str, *parts: str) -> None:
        head = " ".join(str(title).split()) or "(without a title)"
        body = "\n\n".join(part for part in parts if part)
        self._files.setdefault(name, []).append(f"## {head}\n\n{body}\n")
