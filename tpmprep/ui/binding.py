"""What is asked of the Qt binding itself, before anything is built on it."""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Takes the binding's watch off the import statement; its optional spellings are used nowhere.

    PySide reads the source of every module imported after it, to learn whether it wants those spellings
    (``from __feature__ import snake_case``). That costs the start a tenth of its time and keeps 8 MB of
    source text in memory. What the binding kept as the import before is put back; one that keeps none is
    left as it is.
    """
    import PySide6.QtCore  # noqa: F401  (its import sets the watch)

    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before
