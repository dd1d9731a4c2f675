"""A path is followed and left again at its head; both can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ui.pages.stand import Stand
    from tpmprep.ui.pages.paths.page import PathsPage


def is_followed(stand: Stand, path_id: int) -> bool:
    return next(row.followed for row in stand.services.learning.paths() if row.id == path_id)


def test_a_path_is_left_and_followed_again_at_its_head(page: PathsPage, stand: Stand, path_id: int) -> None:
    button = page.path.head.follow
    button.click()
    assert not is_followed(stand, path_id)
    assert button.accessibleName() == "Follow this path"
    button.click()
    assert is_followed(stand, path_id)
    assert button.accessibleName() == "Stop following"


def test_leaving_a_path_can_be_undone(page: PathsPage, stand: Stand, path_id: int) -> None:
    page.path.head.follow.click()
    stand.services.desk.undo()
    page.load()
    assert is_followed(stand, path_id)
    assert page.path.head.follow.accessibleName() == "Stop following"
