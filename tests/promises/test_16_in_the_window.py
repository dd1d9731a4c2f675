"""Promise 16 in the window: a refused gesture leaves all as it is, typed text stays, later it works."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication

from tests.core.db.stage import StillClock
from tests.promises.harming import copy_of, furnish
from tests.ui.kit.audit import settle
from tests.ui.pages.stand import words_of
from tpmprep.core.aim.faces import AimDraft
from tpmprep.core.cards.faces import NoteQuery
from tpmprep.core.db import engine
from tpmprep.core.interview.faces import QuestionQuery
from tpmprep.core.profile import open_for_writing
from tpmprep.ui.kit.host import Place
from tpmprep.ui.kit.markdown_edit import MarkdownEdit
from tpmprep.ui.shell import failures
from tpmprep.ui.shell.specs import page_specs
from tpmprep.ui.shell.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tpmprep.core.ground.folders import Folders
    from tpmprep.core.profile import Profile

CANARY = "my salary is 4711"
FIELDS = ("Front", "Back")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return furnish(tmp_path_factory.mktemp("source") / "profile")


@pytest.fixture
def profile(source: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    opened = open_for_writing(copy_of(source, tmp_path / "profile"), clock=StillClock())
    opened.services.aim.choose(AimDraft("interview"))
    yield opened
    opened.close()


@pytest.fixture
def window(profile: Profile, qtbot: QtBot) -> Iterator[Window]:
    made = Window(page_specs(), profile.folders.logs / "tpmprep.log")
    qtbot.addWidget(made)
    made.show()
    made.go(Place("today"))
    made.give(profile.services)
    settle(made)
    before, sys.excepthook = sys.excepthook, sys.excepthook
    yield made
    sys.excepthook = before
    made.close()
    made.close()


@contextmanager
def another_writer(profile: Profile) -> Iterator[None]:
    with closing(sqlite3.connect(profile.folders.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def press(window: Window, action: str) -> None:
    next(key for key in window.page_keys.keys if key.action == action).run()
    for _ in range(2):
        QThreadPool.globalInstance().waitForDone()
        settle(window)


def reviews(profile: Profile) -> int:
    with closing(sqlite3.connect(profile.folders.database)) as raw:
        return int(raw.execute("SELECT count(*) FROM review").fetchone()[0])


def own_deck(profile: Profile) -> int:
    return next(deck.id for deck in profile.services.cards.decks() if deck.title == "Mine")


def test_in_the_middle_of_an_answer_the_card_stays_and_the_next_press_grades_it(
    window: Window, profile: Profile
) -> None:
    window.start(profile.services.sittings.deck(own_deck(profile)))
    settle(window)
    press(window, "card.turn")
    before, shown = reviews(profile), words_of(window.pages)
    with another_writer(profile):
        press(window, "card.good")
        assert "being written by another program" in window.notices.text()
        assert words_of(window.pages) == shown
        assert reviews(profile) == before
    press(window, "card.good")
    assert reviews(profile) == before + 1
    assert words_of(window.pages) != shown


def typed_note(window: Window) -> None:
    window.go(Place("cards"))
    settle(window)
    press(window, "note.new")
    for name in FIELDS:
        field_of(window, name).field.setPlainText(f"Typed {name.lower()}")
    settle(window)


def field_of(window: Window, name: str) -> MarkdownEdit:
    return next(edit for edit in window.findChildren(MarkdownEdit) if edit.field.accessibleName() == name)


def fields(window: Window) -> list[str]:
    return [field_of(window, name).text() for name in FIELDS]


def is_saved(profile: Profile) -> bool:
    return bool(profile.services.cards.notes(NoteQuery(text="Typed front")))


def test_a_note_that_cannot_be_saved_stays_in_its_fields(window: Window, profile: Profile) -> None:
    typed_note(window)
    with another_writer(profile):
        press(window, "note.save")
        assert "being written by another program" in window.notices.text()
        assert fields(window) == ["Typed front", "Typed back"]
        assert not is_saved(profile)
    press(window, "note.save")
    assert is_saved(profile)


def test_a_window_with_text_that_cannot_be_kept_stays_open_once_and_says_why(
    window: Window, profile: Profile
) -> None:
    typed_note(window)
    with another_writer(profile):
        assert not window.close()
        assert window.isVisible()
        assert "Close again" in window.notices.text()
        assert fields(window) == ["Typed front", "Typed back"]
    assert window.close()
    kept = profile.services.desk.draft("note:new")
    assert kept is not None
    assert "Typed front" in kept.text


def test_a_window_that_is_closed_twice_closes_whatever_happens(window: Window, profile: Profile) -> None:
    typed_note(window)
    with another_writer(profile):
        assert not window.close()
        assert window.close()


def test_an_answer_note_that_cannot_be_saved_says_so_and_is_saved_by_the_next_try(
    window: Window, profile: Profile
) -> None:
    question = profile.services.interview.questions(QuestionQuery())[1].id
    window.open_thing("question", question)
    settle(window)
    press(window, "question.answer")
    edit = next(found for found in window.findChildren(MarkdownEdit) if found.isVisible())
    edit.field.setPlainText("What I would say")
    with another_writer(profile):
        window.go(Place("today"))
        assert "being written by another program" in window.notices.text()
        assert edit.text() == "What I would say"
    window.pages.page("interview").leave()
    assert profile.services.interview.question(question).answer == "What I would say"


def test_a_setting_that_cannot_be_written_is_said_and_stays(
    window: Window, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    failures.catch_all(window.failed)
    window.go(Place("settings"))
    settle(window)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        window.pages.page("settings").study.intervals.click()  # type: ignore[attr-defined]
        settle(window)
    assert "The disk is full" in window.notices.text()
    assert profile.services.settings.get("show_intervals") is True


def test_an_exception_nobody_thought_of_is_worded_and_its_details_hold_no_word_of_the_persons(
    window: Window, profile: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(CANARY)

    failures.catch_all(window.failed)
    window.start(profile.services.sittings.deck(own_deck(profile)))
    settle(window)
    press(window, "card.turn")
    monkeypatch.setattr(type(profile.services.sittings), "answer", broken)
    key = next(key for key in window.page_keys.keys if key.action == "card.good")
    window.rail.chosen.connect(lambda _name: key.run())
    window.rail.chosen.emit("today")
    settle(window)
    assert "Something went wrong in tpmprep" in window.notices.text()
    assert "Traceback" not in window.notices.text()
    window.notices._act()
    copied = QGuiApplication.clipboard().text()
    assert "KeyError" in copied
    assert "tpmprep/ui/" in copied
    output = capsys.readouterr()
    assert CANARY not in copied + window.notices.text() + output.out + output.err
