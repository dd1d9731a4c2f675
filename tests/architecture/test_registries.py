"""Every registry: what is written is there, what is there is written, and every entry says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tpmprep.core.cards.kind import NOTE_KINDS
from tpmprep.core.exchange.service import FORMATS
from tpmprep.core.learning.steps import KINDS as STEP_KINDS
from tpmprep.core.quiz.kind import ITEM_KINDS
from tpmprep.ui.shell.specs import PAGES

if TYPE_CHECKING:
    from tpmprep.core.ground.registry import Registry

REGISTRIES: dict[str, Registry[Any]] = {
    "note kinds": NOTE_KINDS,
    "item kinds": ITEM_KINDS,
    "step kinds": STEP_KINDS,
    "formats": FORMATS,
    "pages": PAGES,
}
every_registry = pytest.mark.parametrize("registry", REGISTRIES.values(), ids=list(REGISTRIES))


@every_registry
def test_what_is_written_is_what_is_there(registry: Registry[Any]) -> None:
    assert registry.differences() == ()
    assert registry.names()


@every_registry
def test_an_entry_is_a_frozen_value_under_its_own_name_with_a_title(registry: Registry[Any]) -> None:
    for name in registry.names():
        entry: Any = registry.get(name)
        assert entry.__dataclass_params__.frozen
        assert (entry.name, bool(entry.title)) == (name, True)


@every_registry
def test_a_name_nobody_has_is_no_entry(registry: Registry[Any]) -> None:
    assert registry.get("hologram") is None
