"""The pages there are, found in their folders and compared with the names written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.registry import Registry

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import PageSpec

PAGES: Registry[PageSpec] = Registry(
    "tpmprep.ui.pages",
    "PAGE",
    (
        "cards",
        "interview",
        "library",
        "paths",
        "progress",
        "quiz",
        "settings",
        "sitting",
        "today",
        "welcome",
    ),
)
# which page shows a kind of thing
PAGE_OF = {
    "note": "cards",
    "card": "cards",
    "deck": "cards",
    "item": "quiz",
    "question": "interview",
    "story": "interview",
    "path": "paths",
    "step": "paths",
    "milestone": "paths",
}


def page_specs() -> dict[str, PageSpec]:
    """All pages by name."""
    return {spec.name: spec for spec in PAGES.all()}
