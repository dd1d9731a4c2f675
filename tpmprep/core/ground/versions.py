"""Versions of what the program is made of that no package tells."""

from __future__ import annotations


def sqlite_version() -> str:
    """The version of the SQLite library that Python brings."""
    import sqlite3

    return sqlite3.sqlite_version
