"""The numbers written into every file: who made it, and which schema it has (imports nothing heavy)."""

from __future__ import annotations

from typing import Final

HEAD: Final = 6
"""The newest schema; equals the newest revision and ``PRAGMA user_version``."""

APPLICATION_ID: Final = 0x54504D50
"""``TPMP``; equals ``PRAGMA application_id``."""

ALWAYS_THERE: Final = frozenset({"thing", "memory", "review", "undo_step"})
"""Tables that every schema has had: a file with our number but without them is damaged."""
