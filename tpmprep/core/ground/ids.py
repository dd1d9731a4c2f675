"""Permanent ids of the user's own things."""

from __future__ import annotations

import uuid


def own_ref(kind: str) -> str:
    """A new permanent id such as ``my:note.3f2a…``; unique without asking anybody."""
    return f"my:{kind}.{uuid.uuid4().hex}"
