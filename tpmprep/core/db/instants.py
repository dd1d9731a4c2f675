"""Owns how an instant stands in a column: whole milliseconds since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970 UTC; raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        msg = "an instant needs a zone"
        raise ValueError(msg)
    delta = instant - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def from_ms(ms: int) -> datetime:
    """The UTC instant of milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, tz=UTC)
