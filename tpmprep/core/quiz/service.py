"""The quiz room's service: items and what was answered, over one database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.catalog.titles import shorten
from tpmprep.core.ground.change import Change
from tpmprep.core.quiz import bank
from tpmprep.core.quiz.lint import lint_item
from tpmprep.core.quiz.show import item_face
from tpmprep.core.recall.hot import hot_read, raw_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tpmprep.core.db.database import Database
    from tpmprep.core.quiz.faces import ItemDraft, ItemFace, ItemQuery, ItemRow, Lint

PAGE = "quiz"


class Quiz:
    """Items and what was answered, over one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def items(self, query: ItemQuery) -> tuple[ItemRow, ...]:
        """Items that match, in the order of the syllabus."""
        with self._db.reading() as session:
            return bank.item_rows(session, query)

    def item(self, item_id: int) -> ItemFace:
        """One item ready to be shown, options shuffled afresh after each response; raises ``item.gone``."""
        with hot_read(self._db) as raw:
            return item_face(raw, item_id)

    def add(self, draft: ItemDraft) -> int:
        """Adds an item; raises ``item.field`` for what is missing or wrong."""
        says = {"title": shorten(bank.item_title(draft.stem)), "page": PAGE}
        with self._db.step("item.added", Change.ITEMS, **says) as session:
            return bank.add_item(session, draft, self._db.clock.now())

    def edit(self, item_id: int, draft: ItemDraft) -> ItemFace:
        """Changes an item in place; raises ``item.field``."""
        says = {"title": shorten(bank.item_title(draft.stem)), "page": PAGE, "ref": item_id}
        with self._db.step("item.edited", Change.ITEMS, **says) as session:
            bank.edit_item(session, item_id, draft, self._db.clock.now())
            return item_face(raw_of(session), item_id)

    def delete(self, item_ids: Sequence[int]) -> int:
        """Puts items into the trash."""
        if not item_ids:
            return 0
        with self._db.reading() as session:
            title = shorten(bank.item_title(bank.need_item(session, item_ids[0]).stem))
        says = {"title": title, "count": len(item_ids), "page": PAGE, "ref": item_ids[0]}
        self._db.before_delete(len(item_ids))
        with self._db.step("item.deleted", Change.ITEMS, **says) as session:
            return bank.trash_items(session, list(item_ids), self._db.clock.now())

    def lint(self, draft: ItemDraft) -> tuple[Lint, ...]:
        """Writing faults a machine can see."""
        return lint_item(draft)
