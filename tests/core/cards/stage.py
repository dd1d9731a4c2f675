"""What the tests of shipped notes stand on: a pack that is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tpmprep.core.db.tables.packs import Pack

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def installed_pack(session: Session, now: datetime) -> int:
    """The id of the pack ``tpm``, installed where it is not there yet."""
    found = session.scalar(select(Pack.id).where(Pack.ref == "tpm"))
    if found is not None:
        return found
    pack = Pack(ref="tpm", version="1", title="", licence="", language="en", digest="", installed_at=now)
    session.add(pack)
    session.flush()
    return pack.id
