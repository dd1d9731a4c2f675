"""Expects a user error by its stable code, whatever its sentence says."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def refuses(code: str, **values: object) -> Iterator[None]:
    with pytest.raises(UserError) as refused:
        yield
    assert refused.value.code == code
    assert {name: refused.value.values.get(name) for name in values} == values
