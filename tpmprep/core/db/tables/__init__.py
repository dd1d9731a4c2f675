"""All tables, one file a room; importing this package registers every one of them."""

from tpmprep.core.db.tables import (
    aim,
    cards,
    catalog,
    desk,
    interview,
    learning,
    media,
    packs,
    quiz,
    recall,
    thing,
)

__all__ = [
    "aim",
    "cards",
    "catalog",
    "desk",
    "interview",
    "learning",
    "media",
    "packs",
    "quiz",
    "recall",
    "thing",
]
