from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.core.media.samples import png
from tpmprep import cli
from tpmprep.__main__ import run
from tpmprep.core.ground.folders import prepare
from tpmprep.core.ground.lock import take
from tpmprep.core.ground.resources import resource
from tpmprep.core.profile import open_for_writing

if TYPE_CHECKING:
    from tests.cli.conftest import Commands, Said

STATUS = {
    "concepts", "notes", "cards", "cards_due", "quiz_items", "interview_questions", "stories", "paths",
    "steps", "reviews", "responses", "rehearsals", "readiness",
}  # fmt: skip
IMPORTED = {
    "format", "notes_added", "notes_updated", "notes_unchanged", "cards_added", "items_added",
    "questions_added", "steps_added", "media_added", "reviews_added", "refused",
}  # fmt: skip
CSV = 'thing,kind,front,back\nnote,basic,What is RICE?,"A score"\nnote,basic,,"no front"\n'


def refused(said: Said, *parts: str) -> None:
    """One line on stderr says what and where; nothing on stdout, no traceback."""
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "Traceback" not in said.err
    for part in parts:
        assert part in said.err


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "cards.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_status_tells_the_counts_of_a_new_profile_with_the_shipped_pack(tpmprep: Commands) -> None:
    said = tpmprep("status")
    assert said.code == 0
    assert set(said.json) >= STATUS
    assert said.json["concepts"] >= 80
    assert (said.json["reviews"], said.json["stories"]) == (0, 0)


def test_a_profile_that_is_not_there_is_made_with_the_shipped_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--profile", str(tmp_path / "new"), "pack", "list", "--json"]) == 0
    assert '"ref": "tpm-core"' in capsys.readouterr().out


def test_a_dry_run_previews_and_changes_nothing(tpmprep: Commands, table: Path) -> None:
    before = tpmprep("status").json
    said = tpmprep("import", table, "--dry-run")
    assert said.code == 0
    assert set(said.json) >= IMPORTED
    assert (said.json["format"], said.json["notes_added"], said.json["cards_added"]) == ("csv", 1, 1)
    assert tpmprep("status").json == before


def test_an_import_adds_what_the_preview_said_and_lists_what_it_refused(
    tpmprep: Commands, table: Path
) -> None:
    preview = tpmprep("import", table, "--dry-run").json
    assert tpmprep("import", table).json == preview
    (row,) = preview["refused"]
    assert row["where"] == "line 3"
    assert "front" in row["why"]
    assert tpmprep("import", table).json["notes_added"] == 0


def test_an_export_tells_how_much_it_wrote(tpmprep: Commands, table: Path, tmp_path: Path) -> None:
    tpmprep("import", table)
    out = tmp_path / "all.csv"
    said = tpmprep("export", "--format", "csv", out)
    assert said.code == 0
    assert said.json["format"] == "csv"
    assert said.json["written"] > 100
    assert said.json["left_out"] == []
    one = tpmprep("export", "--format", "csv", tmp_path / "one.csv", "--query", "rice score")
    assert 0 < one.json["written"] < said.json["written"]


def test_check_finds_a_new_profile_whole(tpmprep: Commands) -> None:
    said = tpmprep("check")
    assert (said.code, said.json) == (0, {"ok": True, "problems": [], "media_unused": []})


def test_check_lists_pictures_that_are_missing_damaged_or_used_nowhere(tpmprep: Commands) -> None:
    profile = open_for_writing(prepare(tpmprep.root))
    media = profile.services.media
    gone, rotten, unused = (media.keep(png(shade=shade)) for shade in (1, 2, 3))
    profile.services.desk.keep_draft("note:new", f"{gone.markdown()} {rotten.markdown()}")
    missing, damaged = media.file(gone.ref), media.file(rotten.ref)
    profile.close()
    assert missing is not None
    assert damaged is not None
    missing.unlink()
    damaged.write_bytes(png(shade=9))
    said = tpmprep("check")
    assert (said.code, said.json["ok"]) == (1, False)
    assert said.json["problems"] == [
        f"media.missing draft_text {gone.sha256}.png",
        f"media.damaged draft_text {rotten.sha256}.png",
    ]
    assert said.json["media_unused"] == [f"{unused.sha256}.png"]


def test_a_backup_is_hashed_counted_and_can_be_restored(
    tpmprep: Commands, table: Path, tmp_path: Path
) -> None:
    made = tpmprep("backup", tmp_path / "copy.sqlite3")
    assert set(made.json) >= {"file", "sha256", "rows"}
    assert hashlib.sha256((tmp_path / "copy.sqlite3").read_bytes()).hexdigest() == made.json["sha256"]
    before = tpmprep("status").json
    tpmprep("import", table)
    assert tpmprep("status").json != before
    back = tpmprep("restore", tmp_path / "copy.sqlite3")
    assert back.code == 0
    assert set(back.json) >= {"file", "sha256", "rows"}
    assert back.json["changed"]["set_aside"]["note"] > 0
    assert tpmprep("status").json == before


def test_a_backup_without_a_name_goes_to_the_profiles_own(tpmprep: Commands) -> None:
    file = Path(tpmprep("backup").json["file"])
    assert file.parent == tpmprep.root / "backups"
    assert file.exists()


def test_the_shipped_pack_passes_its_check(tpmprep: Commands) -> None:
    said = tpmprep("pack", "check", resource("packs", "tpm-core"))
    assert (said.code, said.json["ok"], said.json["errors"]) == (0, True, [])


def test_a_broken_pack_names_file_line_field_and_why(tpmprep: Commands, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(resource("packs", "tpm-core"), pack)
    file = pack / "domains.yaml"
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    said = tpmprep("pack", "check", pack)
    assert said.code == 1
    assert not said.json["ok"]
    assert all(set(fault) == {"file", "line", "field", "why"} for fault in said.json["errors"])
    assert any(fault["file"] == "domains.yaml" and fault["field"] == "titel" for fault in said.json["errors"])
    assert "domains.yaml:" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{none}"),
        ("restore", "{none}"),
        ("pack", "check", "{none}"),
        ("export", "--format", "hologram", "{none}"),
        ("export", "--format", "csv", "{none}/deep/all.csv"),
        ("import", "{odd}"),
        ("import", "{odd}", "--format", "csv"),
        ("import", "{odd}", "--format", "hologram"),
        ("restore", "{odd}"),
        ("shots", "{none}", "--size", "huge"),
        ("shots", "{none}", "--size", "0x0"),
        ("shots", "{none}", "--scale", "0"),
        ("shots", "{none}", "--scale", "nan"),
        ("shots", "{odd}"),
        ("demo", "{here}"),
    ],
    ids=" ".join,
)
def test_bad_input_gets_one_line_and_exit_code_1(
    tpmprep: Commands, tmp_path: Path, words: tuple[str, ...]
) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\x00\xff\xfe odd \x01" * 50)
    names = {"none": tmp_path / "none", "odd": odd, "here": tpmprep.root}
    refused(tpmprep(*(word.format(**names) for word in words)))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["import"],
        ["export", "x"],
        ["pack", "burn"],
        ["pack", "check"],
        ["--profile"],
        ["--profile", "", "status"],
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_help_and_version_are_no_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert run(["--help"]) == 0
    assert "tpmprep" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("import", "{file}"), ("restore", "{file}")])
def test_a_writing_command_beside_an_open_window_says_so(
    tpmprep: Commands, table: Path, words: tuple[str, ...]
) -> None:
    lock = take(prepare(tpmprep.root).lock)
    assert lock is not None
    with lock:
        refused(tpmprep(*(word.format(file=table) for word in words)), "open in another window")


@pytest.mark.parametrize(
    "words", [("status",), ("check",), ("pack", "list"), ("import", "{file}", "--dry-run")]
)
def test_a_reading_command_works_beside_an_open_window(
    tpmprep: Commands, table: Path, words: list[str]
) -> None:
    lock = take(prepare(tpmprep.root).lock)
    assert lock is not None
    with lock:
        assert tpmprep(*(word.format(file=table) for word in words)).code == 0


def test_where_links_are_not_allowed_a_look_beside_the_window_gets_its_pictures_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1314, "a required privilege is not held by the client")

    (tmp_path / "media" / "ab").mkdir(parents=True)
    (tmp_path / "media" / "ab" / "one.png").write_bytes(png())
    monkeypatch.setattr(Path, "symlink_to", refuse)
    cli._lend(tmp_path / "media", tmp_path / "copy")
    assert (tmp_path / "copy" / "ab" / "one.png").read_bytes() == png()


def test_a_file_in_place_of_the_profile_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert cli.main(["status", "--profile", str(tmp_path / "file")]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_is_logged_and_told_in_one_line(tpmprep: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_status", burst)
    said = tpmprep("status")
    refused(said, "ZeroDivisionError", "logs")
    assert "ZeroDivisionError" in (tpmprep.root / "logs" / "tpmprep.log").read_text("utf-8")


def test_without_json_an_answer_is_lines_for_people(
    tpmprep: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--profile", str(tpmprep.root)]) == 0
    assert capsys.readouterr().out.startswith("ok: true\n")


def test_the_program_itself_ends_with_its_commands_code(tpmprep: Commands) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tpmprep", "import", "nowhere.csv", "--profile", str(tpmprep.root)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "nowhere.csv" in ran.stderr


def test_an_encoding_without_our_letters_stops_no_command(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tpmprep", "pack", "check", str(tmp_path / "für 漢字")],
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert said.returncode == 1
    assert b"Traceback" not in said.stderr
    assert rb"f\xfcr \u6f22\u5b57 holds no pack" in said.stderr


def test_json_is_json_in_any_encoding(tpmprep: Commands, tmp_path: Path) -> None:
    out = tmp_path / "für 漢字.csv"
    said = subprocess.run(
        [sys.executable, "-m", "tpmprep", "--profile", str(tpmprep.root), "backup", str(out), "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert json.loads(said.stdout)["file"] == str(out)
