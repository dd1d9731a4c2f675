"""Plain sentences for user errors, for the command line and as the window's fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    "input.file_missing": "{file}: there is no such file. Check the name and try again.",
}


def sentence(code: str, values: Mapping[str, object]) -> str:
    """What happened, what is safe, what to do; falls back to the code and its values."""
    template = SENTENCES.get(code)
    if template is None:
        return f"{code}: " + ", ".join(f"{k}={v}" for k, v in values.items())
    return template.format_map({k: str(v) for k, v in values.items()})
