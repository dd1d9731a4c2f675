from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tpmprep.core.cards.service import Cards

if TYPE_CHECKING:
    from tpmprep.core.db.database import Database
    from tpmprep.core.ground.settings import Settings


@pytest.fixture
def cards(db: Database, profile_settings: Settings) -> Cards:
    return Cards(db, profile_settings)


@pytest.fixture
def deck(cards: Cards) -> int:
    return cards.add_deck("Roadmaps")
