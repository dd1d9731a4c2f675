"""The page Library: finding, browsing, packs, import and export."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QScrollArea

from tests.core.packs.pack_folder import write_pack
from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, open_stand, put_up, words_of
from tpmprep.core.ground.resources import resource
from tpmprep.core.packs.faces import PackFault, PackReport
from tpmprep.ui.kit import theme
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.library import packs as packs_tab
from tpmprep.ui.pages.library.page import LibraryPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CSV = "thing,kind,id,deck,front,back\nnote,basic,,Mine,What is an SLO?,A target for reliability\nbird,,,,,\n"


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return open_stand(tmp_path)


@pytest.fixture
def page(stand: Stand, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(stand)
    put_up(made, qtbot)
    return made


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "mine.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_all_concepts_are_listed_and_enter_opens_one_beside_the_page(
    page: LibraryPage, stand: Stand, qtbot: QtBot
) -> None:
    rows = page.concepts.model.rows()
    assert len(rows) == len(stand.services.catalog.concepts())
    page.concepts.table.selectRow(3)
    page.concepts.table.setFocus()
    qtbot.keyClick(page.concepts.table, Qt.Key.Key_Return)
    assert stand.opened == [("concept", rows[3].id)]


def test_concepts_are_filtered_by_domain_tier_and_met(page: LibraryPage, stand: Stand) -> None:
    first = page.concepts.model.row(0)
    stand.services.catalog.meet(first.id)
    page.concepts.domains.selectRow(1)
    assert {row.domain for row in page.concepts.model.rows()} == {first.domain}
    page.concepts.met.choose("met")
    assert [row.id for row in page.concepts.model.rows()] == [first.id]
    page.concepts.met.choose("")
    page.concepts.tier.choose("rare")
    assert {row.tier for row in page.concepts.model.rows()} <= {"rare"}


def test_the_domain_stays_chosen_after_a_reload(page: LibraryPage) -> None:
    page.concepts.domains.selectRow(2)
    shown = page.concepts.model.rows()
    page.load()
    assert page.concepts.model.rows() == shown


def test_without_packs_it_says_where_concepts_come_from(tmp_path: Path, qtbot: QtBot) -> None:
    page = LibraryPage(open_stand(tmp_path, shipped=False))
    put_up(page, qtbot)
    assert "No concepts yet" in words_of(page)
    page.concepts.packs_wanted.emit()
    assert page.place() == Place("library", tab="packs")


def test_searching_finds_things_of_every_kind_and_the_kind_narrows_it(
    page: LibraryPage, stand: Stand, qtbot: QtBot
) -> None:
    page.search.setFocus()
    qtbot.keyClicks(page.search, "error budget")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    kinds = {hit.kind for hit in page.findings.model.rows()}
    assert len(kinds) > 1
    assert page.findings.table.hasFocus()
    page.findings.kinds.choose("concept")
    hits = page.findings.model.rows()
    assert {hit.kind for hit in hits} == {"concept"}
    page.findings.table.selectRow(0)
    qtbot.keyClick(page.findings.table, Qt.Key.Key_Return)
    assert stand.opened == [("concept", hits[0].thing_id)]


def test_a_search_without_a_find_says_what_to_try(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "zzzqqq")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert "Nothing found for “zzzqqq”" in words_of(page)
    assert page.step_back()
    assert not page.step_back()


def test_the_installed_pack_is_named_with_its_licence(page: LibraryPage) -> None:
    page.show_place(Place("library", tab="packs"))
    assert "TPM core" in words_of(page)
    assert "CC BY 4.0" in words_of(page)


def test_checking_a_faulty_pack_names_file_and_line(
    page: LibraryPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    shutil.copy(resource("packs", "tpm-core", "pack.yaml"), folder)
    (folder / "concepts").mkdir()
    (folder / "concepts" / "one.yaml").write_text("- id: a.b\n  tier: koor\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    page.show_place(Place("library", tab="packs"))
    page.packs.check()
    qtbot.waitUntil(lambda: "cannot be installed yet" in words_of(page))
    assert "concepts/one.yaml:" in words_of(page)
    assert page.packs.check_button.isEnabled()


def test_warnings_are_folded(page: LibraryPage) -> None:
    page.show_place(Place("library", tab="packs"))
    report = PackReport(errors=(), warnings=(PackFault("notes/a.yaml", 3, "front", "is long"),))
    page.packs.report.show_report("mine", report)
    assert "mine is well formed" in words_of(page)
    assert "is long" not in words_of(page)
    page.packs.report.turn()
    assert "notes/a.yaml:3" in words_of(page)


@pytest.mark.parametrize(("answer", "told"), [("install", 1), ("", 0)])
def test_a_pack_is_installed_only_after_a_decision(
    answer: str, told: int, page: LibraryPage, stand: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = resource("packs", "tpm-core")
    asked: list[str] = []

    def decide(_parent: object, title: str, *_rest: object) -> str:
        asked.append(title)
        return answer

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    monkeypatch.setattr(packs_tab, "decide", decide)
    page.packs.install()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    qtbot.waitUntil(
        lambda: len(stand.notices) == told and page.packs.install_button.isEnabled(), timeout=20_000
    )
    assert asked == ["Install this pack?"]
    assert stand.failures == []


def test_a_pack_of_ones_own_can_be_taken_away_and_undo_brings_it_back(
    page: LibraryPage, stand: Stand, tmp_path: Path, qtbot: QtBot
) -> None:
    stand.services.packs.install(write_pack(tmp_path))
    page.show_place(Place("library", tab="packs"))
    removes = [part for part in page.packs.findChildren(QPushButton) if part.text() == "Remove"]
    assert [part.accessibleName() for part in removes] == ["Remove Tiny"]
    removes[0].click()
    qtbot.waitUntil(lambda: bool(stand.notices))
    assert stand.notices == ["Removed “Tiny”: 11 things rest, what you learned stays"]
    assert stand.undoable == [True]
    assert "Tiny" not in words_of(page)
    stand.services.desk.undo()
    qtbot.waitUntil(lambda: "Tiny" in words_of(page))


def test_an_import_is_a_preview_first_then_comes_in_and_can_be_undone(
    page: LibraryPage, stand: Stand, csv: Path, qtbot: QtBot
) -> None:
    page.show_place(Place("library", tab="exchange"))
    before = len(stand.services.catalog.find("reliability target SLO What is", ("note",)))
    page.exchange.preview(csv)
    qtbot.waitUntil(lambda: "mine.csv (csv) would bring:" in words_of(page))
    assert "1 row is left out:" in words_of(page)
    assert page.exchange.refused.row(0).why.startswith("'bird'")
    assert stand.notices == []
    page.exchange.import_button.click()
    qtbot.waitUntil(lambda: len(stand.notices) == 1)
    assert stand.notices == ["Imported 1 new note."]
    assert stand.undoable == [True]
    after = len(stand.services.catalog.find("reliability target SLO What is", ("note",)))
    assert after == before + 1
    stand.services.desk.undo()
    assert len(stand.services.catalog.find("reliability target SLO What is", ("note",))) == before


def test_a_preview_has_the_keys_and_esc_lets_go_of_it(page: LibraryPage, csv: Path, qtbot: QtBot) -> None:
    page.show_place(Place("library", tab="exchange"))
    page.exchange.preview(csv)
    qtbot.waitUntil(page.exchange.import_button.isVisible)
    assert page.window().focusWidget() is page.exchange.import_button
    assert page.step_back()
    assert page.exchange.import_button.isHidden() or not page.exchange.import_button.isVisible()
    assert page.window().focusWidget() is page.exchange.choose_button
    assert not page.step_back()


def test_a_file_that_cannot_be_read_is_told(
    page: LibraryPage, stand: Stand, tmp_path: Path, qtbot: QtBot
) -> None:
    page.exchange.preview(tmp_path / "nothing.csv")
    qtbot.waitUntil(lambda: len(stand.failures) == 1)
    assert page.exchange.choose_button.isEnabled()


def test_an_export_writes_the_file_and_says_how_much(
    page: LibraryPage, stand: Stand, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page.show_place(Place("library", tab="exchange"))
    assert page.exchange.format.count() == len(stand.services.exchange.formats())
    page.exchange.format.setCurrentIndex(page.exchange.format.findData("csv"))
    qtbot.waitUntil(lambda: page.exchange.format.width() >= page.exchange.format.sizeHint().width())
    page.exchange.export()
    qtbot.waitUntil(lambda: len(stand.notices) == 1, timeout=20_000)
    assert file.exists()
    assert str(file) in stand.notices[0]


@pytest.mark.parametrize("tab", ["concepts", "packs", "exchange"])
@pytest.mark.parametrize(("width", "zoom"), [(672, 100), (816, 200), (1072, 100)])
def test_the_library_passes_the_audit(
    tab: str, width: int, zoom: int, page: LibraryPage, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", zoom)
    page.resize(width, 640)
    page.show_place(Place("library", tab=tab))
    found = audit(page)
    theme.apply(qapp, "light", 100)
    assert found == []


@pytest.mark.parametrize("width", [816, 490])
def test_in_a_small_window_the_concepts_scroll_in_their_table_alone(page: LibraryPage, width: int) -> None:
    page.resize(width, 640)
    settle(page)
    assert [
        area.verticalScrollBar().maximum() for area in page.findChildren(QScrollArea) if area.isVisible()
    ] == [0]


@pytest.mark.parametrize("width", [816, 1072])
def test_the_concepts_begin_right_under_their_chips(page: LibraryPage, width: int) -> None:
    page.resize(width, 800)
    settle(page)
    assert page.concepts.table.y() - page.concepts.met.geometry().bottom() < 16
