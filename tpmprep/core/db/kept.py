"""Small values kept in the file under a name: where the window stood, when the file was checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

_KEEP = "INSERT INTO kept(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def keep(raw: sqlite3.Connection, key: str, value: dict[str, Any]) -> None:
    """Keeps a value under a name, inside a transaction."""
    raw.execute(_KEEP, (key, _JSON.encode(value)))


def kept(raw: sqlite3.Connection, key: str) -> dict[str, Any] | None:
    """What is kept under a name, None at first."""
    row = raw.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    value: dict[str, Any] = json.loads(row[0])
    return value
