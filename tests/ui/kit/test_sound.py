"""A sound is a row: played and paused by key, its length told; what cannot be played here opens elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from tests.core.media.samples import TAKEN, wav
from tests.ui.kit.audit import audit, settle
from tpmprep.ui.kit import dialogs, sound
from tpmprep.ui.kit.layout import holder, stack
from tpmprep.ui.kit.rich import RichText
from tpmprep.ui.kit.sound_row import clock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.kit.conftest import Quiet
    from tpmprep.core.media.service import Media


def shown(text: str, qtbot: QtBot) -> tuple[QWidget, RichText]:
    view = RichText(text)
    window = holder(stack(view, None))
    qtbot.addWidget(window)
    window.resize(640, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    settle(window)
    return window, view


def words(view: RichText) -> str:
    return " ".join(part.text() for part in view.findChildren(QLabel) if part.isVisible())


def test_a_sound_is_a_row_in_its_place_with_name_and_length(store: Media, quiet: Quiet, qtbot: QtBot) -> None:
    window, view = shown(f"Before\n\n{store.keep(wav()).markdown('The call')}\n\nAfter", qtbot)
    (row,) = view.sounds()
    qtbot.waitUntil(lambda: "0:42" in words(view))
    assert "The call" in words(view)
    assert 20 < row.y() < view.height() - 60
    assert audit(window) == []
    assert quiet.heard == []


def test_space_on_the_row_plays_pauses_and_goes_on_where_it_was(
    store: Media, quiet: Quiet, qtbot: QtBot
) -> None:
    _window, view = shown(store.keep(wav()).markdown("The call"), qtbot)
    (row,) = view.sounds()
    row.play.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row.play, Qt.Key.Key_Space)
    assert row.play.accessibleName() == "Pause The call"
    quiet.at = 7_000
    qtbot.keyClick(row.play, Qt.Key.Key_Space)
    assert not quiet.plays()
    qtbot.waitUntil(lambda: "0:07 / 0:42" in words(view))
    qtbot.keyClick(row.play, Qt.Key.Key_Space)
    assert quiet.heard == [(".wav", 0), (".wav", 7_000)]


def test_at_its_end_a_sound_stands_at_its_begin_again(store: Media, quiet: Quiet, qtbot: QtBot) -> None:
    _window, view = shown(store.keep(wav()).markdown("The call"), qtbot)
    (row,) = view.sounds()
    row.turn()
    quiet.at, quiet.on = 42_000, False
    qtbot.waitUntil(lambda: not row.plays())
    assert row.play.accessibleName() == "Play The call"
    row.turn()
    assert quiet.heard[-1] == (".wav", 0)


def test_a_sound_begins_when_the_one_that_played_was_thrown_away(
    store: Media, quiet: Quiet, qtbot: QtBot
) -> None:
    _window, gone = shown(store.keep(wav()).markdown("Gone"), qtbot)
    (thrown,) = gone.sounds()
    thrown.turn()
    shiboken6.delete(thrown)
    _window, view = shown(store.keep(wav()).markdown("The call"), qtbot)
    view.sounds()[0].turn()
    assert len(quiet.heard) == 2


def test_one_sound_at_a_time(store: Media, quiet: Quiet, qtbot: QtBot) -> None:
    text = "\n\n".join(store.keep(wav(ms)).markdown(str(ms)) for ms in (100, 200))
    _window, view = shown(text, qtbot)
    first, second = view.sounds()
    first.turn()
    second.turn()
    assert (first.plays(), second.plays(), len(quiet.heard)) == (False, True, 2)


def test_a_sound_that_leaves_the_page_is_silent(store: Media, quiet: Quiet, qtbot: QtBot) -> None:
    _window, view = shown(store.keep(wav()).markdown("The call"), qtbot)
    view.sounds()[0].turn()
    view.set_markdown("Something else")
    assert not quiet.plays()
    assert view.sounds() == []


def test_a_broken_sound_says_so_and_offers_the_systems_player(
    store: Media, quiet: Quiet, qtbot: QtBot
) -> None:
    quiet.broken = True
    _window, view = shown(store.keep(TAKEN["mp3"]).markdown("Rot"), qtbot)
    (row,) = view.sounds()
    row.turn()
    assert row.play.accessibleName() == "Open Rot"
    assert "It cannot be played here" in words(view)


@pytest.mark.parametrize(("answer", "opened"), [("open", 1), ("", 0)])
def test_other_kinds_open_in_the_systems_player_once_agreed(
    store: Media, quiet: Quiet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, opened: int
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(dialogs, "decide", lambda *_asked: answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toLocalFile()))
    _window, view = shown(store.keep(TAKEN["m4a"]).markdown("Memo"), qtbot)
    view.sounds()[0].turn()
    assert [name.endswith(".m4a") for name in gone] == [True] * opened
    assert quiet.heard == []


def test_without_a_speaker_every_sound_opens_elsewhere(
    store: Media, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "find_spec", lambda _name: None)
    sound.use(None)
    _window, view = shown(store.keep(wav()).markdown("The call"), qtbot)
    assert view.sounds()[0].play.accessibleName() == "Open The call"


def test_a_missing_sound_is_said(store: Media, quiet: Quiet, qtbot: QtBot) -> None:
    _window, view = shown(f"[Gone](media:{'a1' * 32}.mp3)", qtbot)
    (row,) = view.sounds()
    assert "this sound is missing" in words(view)
    assert not row.play.isEnabled()
    row.turn()
    assert (quiet.heard, store.unused()) == ([], ())


def test_a_sound_within_a_sentence_a_list_and_a_table_finds_its_place(
    store: Media, quiet: Quiet, qtbot: QtBot
) -> None:
    face = store.keep(wav())
    a, b, c = (face.markdown(name) for name in "abc")
    text = f"Hear {a} now.\n\n- {b}\n\n| x |\n|---|\n| {c} |"
    _window, view = shown(text, qtbot)
    tops = [row.y() for row in view.sounds()]
    assert len(tops) == 3
    assert tops == sorted(tops)
    assert all(row.x() >= 0 and row.geometry().bottom() <= view.height() for row in view.sounds())
    assert quiet.heard == []


@pytest.mark.parametrize(("ms", "said"), [(0, "0:00"), (1, "0:01"), (7_000, "0:07"), (750_000, "12:30")])
def test_a_running_time_is_told_in_minutes_and_seconds(ms: int, said: str) -> None:
    assert clock(ms) == said
