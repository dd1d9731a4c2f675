"""Owns where a page stands: kept at once, so that it is there again even after the power went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.ui.kit.host import Place

if TYPE_CHECKING:
    from tpmprep.ui.kit.host import Host


def keep(host: Host, here: Place) -> None:
    """Keeps where a page stands."""
    kept: dict[str, object] = {"kind": here.kind, "thing_id": here.thing_id, "tab": here.tab}
    host.services.desk.keep(f"{here.page}.stood", kept)


def kept(host: Host, page: str) -> Place | None:
    """Where a page stood; None where nothing was kept."""
    found = host.services.desk.kept(f"{page}.stood") or {}
    thing_id = found.get("thing_id", 0)
    kind, tab = str(found.get("kind", "")), str(found.get("tab", ""))
    if not kind and not tab:
        return None
    return Place(page, kind, thing_id if isinstance(thing_id, int) else 0, tab)
