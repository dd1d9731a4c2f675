"""The interview room's service: questions, answer notes, takes and stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert

from tpmprep.core.catalog.shipping import keep_shipped_concepts
from tpmprep.core.catalog.things import identity, keep_shipped, name_concepts, trash
from tpmprep.core.catalog.titles import shorten
from tpmprep.core.db import search
from tpmprep.core.db.tables.interview import AnswerNote, Category, Question, Story
from tpmprep.core.ground.change import Change
from tpmprep.core.ground.errors import UserError
from tpmprep.core.ground.ids import own_ref
from tpmprep.core.interview import bank, stories
from tpmprep.core.interview.takes import keep_take
from tpmprep.core.recall.memory import new_memory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings
    from tpmprep.core.interview.faces import (
        CategoryRow,
        QuestionDraft,
        QuestionFace,
        QuestionQuery,
        QuestionRow,
        StoryDraft,
        StoryFace,
        TakeDraft,
        TakeRow,
    )

LONGEST_MINUTES = 120.0


class Interview:
    """The question bank and stories over one database."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self._db = db
        self._settings = settings

    def categories(self) -> tuple[CategoryRow, ...]:
        """All categories in order."""
        with self._db.reading() as session:
            return bank.category_rows(session)

    def questions(self, query: QuestionQuery) -> tuple[QuestionRow, ...]:
        """Questions that match."""
        with self._db.reading() as session:
            found = None
            if query.text.strip():
                hits = search.find(session, query.text, ("question",), 500)
                found = [hit.thing_id for hit in hits]
            return bank.question_rows(session, query, found)

    def question(self, question_id: int) -> QuestionFace:
        """One question; raises ``question.gone``."""
        with self._db.reading() as session:
            return bank.question_face(session, question_id)

    def add_question(self, draft: QuestionDraft) -> int:
        """Adds a question; raises ``question.field``."""
        _check(draft)
        says = {"title": shorten(draft.prompt), "page": "interview"}
        with self._db.step("question.added", Change.QUESTIONS, **says) as session:
            _need_category(session, draft.category_id)
            thing_id = identity(session, "question", own_ref("question"))
            row = Question(
                thing_id=thing_id,
                category_id=draft.category_id,
                prompt=draft.prompt.strip(),
                minutes=draft.minutes,
                created_at=self._db.clock.now(),
                body={"listen_for": draft.listen_for, "outline": draft.outline},
            )
            session.add(row)
            session.flush()
            new_memory(session, thing_id, "question")
            name_concepts(session, thing_id, draft.concept_ids)
            bank.index_question(session, row)
            return thing_id

    def edit_question(self, question_id: int, draft: QuestionDraft) -> QuestionFace:
        """Changes a question; raises ``question.field``."""
        _check(draft)
        says = {"title": shorten(draft.prompt), "page": "interview", "ref": question_id}
        with self._db.step("question.edited", Change.QUESTIONS, **says) as session:
            row = bank.need_question(session, question_id)
            _need_category(session, draft.category_id)
            after = {
                "prompt": draft.prompt.strip(),
                "minutes": draft.minutes,
                "category_id": draft.category_id,
                "body": {**row.body, "listen_for": draft.listen_for, "outline": draft.outline},
            }
            keep_shipped(session, row, after)
            if row.pack_id is not None:
                keep_shipped_concepts(session, question_id, draft.concept_ids)
            for field, value in after.items():
                setattr(row, field, value)
            row.edited_at = self._db.clock.now()
            name_concepts(session, question_id, draft.concept_ids)
            bank.index_question(session, row)
            session.flush()
            return bank.question_face(session, question_id)

    def delete_questions(self, question_ids: Sequence[int]) -> int:
        """Puts questions into the trash; their takes stay in history."""
        self._db.before_delete(len(question_ids))
        with self._db.step(
            "question.deleted", Change.QUESTIONS, count=len(question_ids), page="interview"
        ) as session:
            return trash(session, Question, question_ids, self._db.clock.now())

    def star(self, question_id: int, *, starred: bool) -> None:
        """Marks a question, or takes the mark away."""
        with self._db.step(
            "question.starred", Change.QUESTIONS, ref=question_id, page="interview"
        ) as session:
            bank.need_question(session, question_id).starred = starred

    def save_answer(self, question_id: int, text: str) -> datetime:
        """Saves the answer note; an empty text removes it; returns when."""
        now = self._db.clock.now()
        says = {"ref": question_id, "page": "interview"}
        with self._db.step("answer.saved", Change.ANSWER_NOTES, **says) as session:
            row = bank.need_question(session, question_id)
            if text.strip():
                values = {"text": text, "edited_at": now}
                put = insert(AnswerNote).values(question_id=question_id, **values)
                session.execute(put.on_conflict_do_update(index_elements=["question_id"], set_=values))
            else:
                session.execute(delete(AnswerNote).where(AnswerNote.question_id == question_id))
            bank.index_answered(session, row)
        return now

    def save_take(self, question_id: int, draft: TakeDraft) -> TakeRow:
        """Keeps a take; with a score it also grades the question's memory; raises ``take.score``."""
        says = {"ref": question_id, "page": "interview"}
        with self._db.step("take.kept", Change.TAKES | Change.MEMORY, **says) as session:
            bank.need_question(session, question_id)
            return keep_take(session, question_id, draft, self._db.clock, self._settings)

    def stories(self) -> tuple[StoryFace, ...]:
        """All stories, newest edit first."""
        with self._db.reading() as session:
            return tuple(stories.face(row) for row in session.scalars(stories.LIVE_STORIES))

    def add_story(self, draft: StoryDraft) -> int:
        """Adds a story; raises ``story.field`` without a title."""
        with self._db.step(
            "story.added", Change.STORIES, title=shorten(draft.title), page="interview"
        ) as session:
            return stories.add(session, draft, self._db.clock.now())

    def edit_story(self, story_id: int, draft: StoryDraft) -> StoryFace:
        """Changes a story; raises ``story.field``."""
        says = {"title": shorten(draft.title), "page": "interview", "ref": story_id}
        with self._db.step("story.edited", Change.STORIES, **says) as session:
            return stories.edit(session, story_id, draft, self._db.clock.now())

    def delete_story(self, story_id: int) -> None:
        """Puts a story into the trash."""
        with self._db.step("story.deleted", Change.STORIES, page="interview", ref=story_id) as session:
            stories.need(session, story_id)
            trash(session, Story, [story_id], self._db.clock.now())


def _need_category(session: Session, category_id: int) -> None:
    if session.get(Category, category_id) is None:
        raise UserError("question.field", field="category", why="choose a category")


def _check(draft: QuestionDraft) -> None:
    if not draft.prompt.strip():
        raise UserError("question.field", field="prompt", why="write the question first")
    if not 0 < draft.minutes <= LONGEST_MINUTES:
        raise UserError("question.field", field="minutes", why="between 0 and 120 minutes")
