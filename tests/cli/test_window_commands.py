from __future__ import annotations

from typing import TYPE_CHECKING

from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take

if TYPE_CHECKING:
    from tests.cli.conftest import Commands


def test_the_self_test_finds_this_copy_whole(tpmprep: Commands) -> None:
    said = tpmprep("self-test")
    assert {check["name"] for check in said.json["checks"]} >= {"registries", "schema", "window", "packs"}
    assert [check for check in said.json["checks"] if not check["ok"]] == []
    assert (said.code, said.json["ok"]) == (0, True)


def test_a_backup_can_be_made_beside_an_open_window(tpmprep: Commands) -> None:
    lock = take(prepare(tpmprep.root).lock)
    assert lock is not None
    with lock:
        assert tpmprep("backup").code == 0
