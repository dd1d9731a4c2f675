"""Tests of registries: they fill themselves, name what is missing, and know nothing they do not know."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tpmprep.core.ground.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    package = tmp_path / "somekinds"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in ("zebra", "apple", "_private"):
        (package / f"{name}.py").write_text(f"KIND = '{name}!'\n")
    (package / "faces.py").write_text("NOTHING = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("somekinds")]:
        monkeypatch.delitem(sys.modules, name)
    return "somekinds"


def test_a_registry_fills_itself_in_the_order_of_names(kinds: str) -> None:
    registry = Registry[str](kinds, "KIND")
    assert registry.names() == ("apple", "zebra")
    assert registry.all() == ("apple!", "zebra!")


def test_nothing_is_imported_before_it_is_asked(kinds: str) -> None:
    Registry[str](kinds, "KIND")
    assert "somekinds" not in sys.modules


def test_an_unknown_kind_is_none(kinds: str) -> None:
    registry = Registry[str](kinds, "KIND")
    assert registry.get("apple") == "apple!"
    assert registry.get("from a newer file") is None


def test_what_is_missing_and_what_is_not_written_down_is_named(kinds: str) -> None:
    registry = Registry[str](kinds, "KIND", ("apple", "gone"))
    assert registry.differences() == ("-gone", "+zebra")
    assert Registry[str](kinds, "KIND", ("apple", "zebra")).differences() == ()


def test_written_names_are_found_where_a_build_hides_its_modules(
    kinds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pkgutil.iter_modules", lambda _: iter(()))
    assert Registry[str](kinds, "KIND", ("apple", "zebra")).names() == ("apple", "zebra")


def test_a_kind_that_fails_to_import_something_else_is_our_bug(kinds: str, tmp_path: Path) -> None:
    (tmp_path / "somekinds" / "broken.py").write_text("import no_such_module_anywhere\n")
    with pytest.raises(ModuleNotFoundError):
        Registry[str](kinds, "KIND").names()
