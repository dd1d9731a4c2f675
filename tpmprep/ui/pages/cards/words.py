"""Words of Cards: states, days until a card is due, counts and kinds, all plural-safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from tpmprep.core.ground.clock import on_the_wall, study_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta, tzinfo

    from tpmprep.core.cards.faces import DeckRow, NoteRow
    from tpmprep.core.recall.faces import MemoryFace, ReviewRow

STATES = {
    "new": "New",
    "learning": "Learning",
    "review": "Review",
    "suspended": "Suspended",
    "hidden": "Hidden until tomorrow",
    "resting": "No longer in its pack",
}
# icon and colour of each state; the word stands beside it
STATE_LOOKS = {
    "new": ("circle-dashed", "muted"),
    "learning": ("hourglass", "warn"),
    "review": ("circle-check", "good"),
    "suspended": ("pause", "muted"),
    "hidden": ("moon", "muted"),
    "resting": ("package", "muted"),
}
MEMORY_STATES = ("new", "learning", "review", "learning")
RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
NEAR_DAYS, DAYS_A_MONTH, DAYS_A_YEAR = 14, 30, 365


def tr(text: str, **values: object) -> str:
    """A sentence in the person's language, its values put in."""
    said = QCoreApplication.translate("Cards", text)
    return said.format(**values) if values else said


def counted(count: int, one: str, many: str, **values: object) -> str:
    """The sentence for one, or the one for none and many with ``{n}``."""
    return tr(one if count == 1 else many, n=count, **values)


def notes_words(count: int) -> str:
    """So many notes."""
    return counted(count, "1 note", "{n} notes")


def waiting(deck: DeckRow) -> str:
    """What waits in a deck today, what is nothing left out."""
    parts = [
        counted(number, one, many)
        for number, one, many in (
            (deck.learning, "1 learning", "{n} learning"),
            (deck.due, "1 due", "{n} due"),
            (deck.new, "1 new", "{n} new"),
        )
        if number
    ]
    if not parts and deck.more:
        return tr("today's new cards are done; a few more can come now")
    return ", ".join(parts) if parts else tr("nothing waits here today")


def only_more(decks: Sequence[DeckRow], deck_id: int) -> bool:
    """Whether all that is left in a deck is new cards beyond today's limit."""
    return any(
        deck.id == deck_id and deck.more and not (deck.new or deck.learning or deck.due) for deck in decks
    )


def due_words(due_at: datetime | None, now: datetime, zone: tzinfo | None) -> str:
    """When a card comes back: now, today, tomorrow, in 5 days, 12 March; empty while it is new."""
    if due_at is None:
        return ""
    if due_at <= now:
        return tr("now")
    days = (study_day(due_at, zone) - study_day(now, zone)).days
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("tomorrow")
    if days < NEAR_DAYS:
        return counted(days, "in 1 day", "in {n} days")
    day = study_day(due_at, zone)
    form = "d MMM" if days < DAYS_A_YEAR else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def state_of(memory: MemoryFace) -> str:
    """The state of a memory by the names lists use."""
    if memory.suspended:
        return "suspended"
    return "hidden" if memory.buried else MEMORY_STATES[int(memory.state)]


def span_words(span: timedelta) -> str:
    """A span in the largest fitting unit: 10 min, 3 h, 6 d, 2 mo, 1.5 y."""
    minutes = span.total_seconds() / 60
    if minutes < 60:
        return tr("{n} min", n=max(1, round(minutes)))
    if minutes < 24 * 60:
        return tr("{n} h", n=round(minutes / 60))
    days = minutes / (24 * 60)
    if days < 2 * DAYS_A_MONTH:
        return tr("{n} d", n=round(days))
    if days < DAYS_A_YEAR:
        return tr("{n} mo", n=round(days / DAYS_A_MONTH))
    return tr("{n} y", n=f"{days / DAYS_A_YEAR:.1f}")


def review_words(review: ReviewRow, zone: tzinfo | None) -> str:
    """One line of history: the moment, the rating, the seconds, and when it came back."""
    at = on_the_wall(review.at, zone)
    stamp = QDateTime(at.year, at.month, at.day, at.hour, at.minute, 0)
    when = QLocale().toString(stamp, "d MMM yyyy, HH:mm")
    said = tr(
        "{when} · {rating} · {n} s",
        when=when,
        rating=tr(RATINGS[int(review.rating)]),
        n=max(1, round(review.duration_ms / 1000)),
    )
    if review.interval is not None:
        said = tr("{said} · again in {span}", said=said, span=span_words(review.interval))
    return tr("{said} (taken back)", said=said) if review.undone else said


def cards_of(notes: Sequence[NoteRow]) -> tuple[int, ...]:
    """The ids of all cards of some notes."""
    return tuple(card for note in notes for card in note.card_ids)
