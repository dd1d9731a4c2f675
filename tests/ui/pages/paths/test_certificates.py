"""Certificates with plan, expiry and coverage; the career map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.kit.audit import audit, settle
from tests.ui.pages.stand import Stand, put_up, words_of
from tpmprep.ui.kit.host import Place
from tpmprep.ui.pages.paths import exams
from tpmprep.ui.pages.paths.page import PathsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tpmprep.core.learning.faces import CertificateFace

TODAY = date(2026, 3, 2)


@pytest.fixture
def face(stand: Stand) -> CertificateFace:
    return next(face for face in stand.services.learning.certificates() if face.code == "CLF-C02")


@pytest.fixture
def fresh(stand: Stand, qtbot: QtBot) -> PathsPage:
    made = PathsPage(stand)
    put_up(made, qtbot)
    return made


def test_a_passed_certificate_says_until_when_it_is_valid_and_warns_in_time(face: CertificateFace) -> None:
    passed = replace(face, passed_on=date(2023, 5, 1), ends_on=date(2026, 5, 1), warns="soon", hours_left=0)
    assert exams.dates(passed, TODAY) == "passed on 1 May 2023, valid until 1 May"
    assert exams.warning(passed, TODAY) == "It runs out in 60 days: renew it in time."
    over = replace(passed, ends_on=date(2026, 2, 1), warns="past")
    assert exams.dates(over, TODAY).endswith("ran out on 1 Feb")
    assert exams.warning(over, TODAY).startswith("It has run out")
    assert exams.plan(over, TODAY) == ""


def test_a_booked_exam_says_what_it_takes_a_week(face: CertificateFace) -> None:
    booked = replace(face, exam_on=date(2026, 3, 30), hours_left=20, weekly=5)
    assert exams.plan(booked, TODAY) == "20 h left until 30 Mar: 5 h a week"
    assert exams.warning(booked, TODAY) == ""
    assert "Book a day" in exams.plan(face, TODAY)
    mocks = replace(face, mocks=((date(2026, 2, 1), 64.0), (TODAY, 81.5)))
    assert exams.mocks(mocks) == "Mock exams: 64 %, 81.5 %"


@pytest.mark.parametrize(
    ("exam", "until", "says"),
    [
        ("2026-04-20", "2026-04-01", "The exam is after the last day of the voucher."),
        (None, "2026-03-20", "The voucher ends in 18 days: book the exam."),
        (None, "2026-02-20", "The voucher has run out."),
        (None, "2026-09-20", ""),
        ("2026-03-01", None, "The exam day is over. Write down the result, or book another day."),
    ],
)
def test_what_must_not_be_overlooked_is_said(
    exam: str | None, until: str | None, says: str, face: CertificateFace
) -> None:
    exam_on = date.fromisoformat(exam) if exam else None
    voucher = date.fromisoformat(until) if until else None
    assert exams.warning(replace(face, exam_on=exam_on, voucher_until=voucher), TODAY) == says


def test_an_exam_booked_on_the_step_shows_in_the_list_with_its_coverage(
    fresh: PathsPage, stand: Stand, face: CertificateFace, qtbot: QtBot
) -> None:
    stand.services.learning.set_fields(face.step.row.id, {"exam_on": "2026-03-30"})
    fresh.show_place(Place("paths", tab="certificates"))
    qtbot.waitUntil(lambda: "exam on 30 Mar" in words_of(fresh))
    assert "0 of 23 concepts met" in words_of(fresh)
    assert audit(fresh) == []


def test_down_keeps_the_marked_certificate_in_sight(fresh: PathsPage, qtbot: QtBot) -> None:
    fresh.window().resize(1000, 640)
    fresh.show_place(Place("paths", tab="certificates"))
    qtbot.waitUntil(lambda: len(fresh.certificates.lines) > 5)
    settle(fresh)
    lines = fresh.certificates.lines
    lines[0].setFocus()
    for line in lines[1:]:
        qtbot.keyClick(QApplication.focusWidget() or fresh, Qt.Key.Key_Down)
        assert line.hasFocus()
        assert not line.visibleRegion().isEmpty()


def test_the_subjects_of_an_exam_stand_with_their_weights_in_its_step(
    fresh: PathsPage, stand: Stand, face: CertificateFace
) -> None:
    fresh.open_step(face.step.row.id)
    settle(fresh)
    assert "Security and compliance · 30 %" in words_of(fresh)
    fresh.resize(816, 640)
    settle(fresh)
    assert fresh._one.horizontalScrollBar().maximum() == 0
    assert fresh.path.detail is not None
    fresh.path.detail.concept_wanted.emit(3)
    assert stand.opened == [("concept", 3)]


def test_the_career_map_shows_printed_pay_and_the_persons_own(
    fresh: PathsPage, stand: Stand, qtbot: QtBot
) -> None:
    fresh.show_place(Place("paths", tab="career"))
    assert fresh.place() == Place("paths", tab="career")
    assert len(fresh.career.lines) == 5
    assert "Printed: $120,011 – $180,000" in words_of(fresh)
    fresh.career.lines[1].click()
    place = fresh.place()
    assert place is not None
    stand.services.learning.set_fields(place.thing_id, {"own_band": "€72,000 – €95,000"})
    assert "the end shows once there are hours to plan" in words_of(fresh)
    fresh.close_path()
    assert fresh.career.lines[0].hasFocus()
    assert "Yours: €72,000 – €95,000" in words_of(fresh)
    assert audit(fresh) == []
    fresh.career.concept_wanted.emit(9)
    assert stand.opened == [("concept", 9)]
