from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.quiz.service import Quiz

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database


@pytest.fixture
def quiz(db: Database) -> Quiz:
    return Quiz(db)
