"""The commands over the core's services: for scripts, checks and people who like to type."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from contextlib import suppress
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tpmprep import __version__
from tpmprep.core.ground.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tpmprep.core.db.backups.card import BackupFace
    from tpmprep.core.packs.faces import PackFault
    from tpmprep.core.profile import Profile

OK, FAULT, USAGE = 0, 1, 2
Answer = tuple[int, "Mapping[str, Any]"]


def main(arguments: list[str]) -> int:
    """Runs one command; 0 done, 1 the input or the data is at fault (one line on stderr), 2 wrong usage."""
    _say_anything()
    parser = _parser()
    try:
        given = parser.parse_args(arguments)
        if getattr(given, "what", "") == "check" and given.path is None:
            parser.error("pack check needs the pack's folder")
    except SystemExit as stop:
        return USAGE if stop.code else OK
    try:
        code, answer = given.run(given)
    except UserError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return FAULT
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return FAULT
    except BrokenPipeError:
        return FAULT
    except Exception as error:
        return _fault(given, error)
    _print(answer, as_json=given.json)
    return int(code)


def _say_anything() -> None:
    """A letter that the terminal's encoding does not have is written as its number: it stops no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fault(given: argparse.Namespace, error: Exception) -> int:
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.ground.logs import note_failure, start_log

    try:
        log = start_log(prepare(given.profile).logs)
        note_failure(error)
        sys.stderr.write(f"something went wrong in tpmprep ({type(error).__name__}); details are in {log}\n")
    except UserError as worse:
        sys.stderr.write(f"something went wrong in tpmprep ({type(error).__name__}); {worse}\n")
    return FAULT


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--profile", type=_folder, metavar="DIR", help="the profile folder", default=None)
    shared.add_argument("--json", action="store_true", help="answer as JSON")
    parser = argparse.ArgumentParser(
        prog="tpmprep",
        parents=[shared],
        description="Without a command the window opens.",
        epilog="tpmprep --exit-when-ready opens the window, prints how long it took, and quits; "
        "where a window has the profile open already, it prints that.",
    )
    parser.add_argument("--version", action="version", version=f"tpmprep {__version__}")
    parts = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, text: str, run: Callable[[argparse.Namespace], Answer]) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=text, description=text, parents=[_quiet(shared)])
        made.set_defaults(run=run)
        return made

    add("status", "what is there and what is due", _status)
    one = add("import", "bring a file in, or say what it would bring", _import)
    one.add_argument("file", type=Path)
    one.add_argument("--format", default=None)
    one.add_argument("--dry-run", action="store_true")
    one = add("export", "write a file", _export)
    one.add_argument("--format", required=True, help="csv, paths, stories, takes, responses or reviews")
    one.add_argument("out", type=Path)
    one.add_argument("--query", default="")
    one = add("check", "integrity, orphans, media, packs, roll-ups, search", _check)
    one.add_argument("--mend", action="store_true", help="make roll-ups, search index and guards anew")
    one = add("backup", "copy the database, checked and hashed", _backup)
    one.add_argument("out", type=Path, nargs="?", default=None)
    one = add("restore", "go back to a backup; the present file is set aside", _restore)
    one.add_argument("file", type=Path)
    one = add("pack", "check a pack's folder, or list what is installed", _pack)
    one.add_argument("what", choices=("check", "list"))
    one.add_argument("path", type=Path, nargs="?", default=None)
    one = add("demo", "make a profile with 90 days of believable history", _demo)
    one.add_argument("folder", type=Path)
    one = add("shots", "every page as a picture, from the demo profile", _shots)
    one.add_argument("out", type=Path)
    one.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    one.add_argument("--size", default="1280x800", metavar="WxH")
    one.add_argument("--scale", type=float, default=1.0)
    add("self-test", "registries, resources, schema, window", _self_test)
    return parser


def _folder(name: str) -> Path:
    if not name:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(name)


def _quiet(shared: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The shared options after the command too, without resetting what stood before it."""
    again = argparse.ArgumentParser(add_help=False)
    for action in shared._actions:  # noqa: SLF001  (argparse offers no other way)
        kind: dict[str, Any] = {"default": argparse.SUPPRESS, "help": action.help}
        if action.nargs == 0:
            kind["action"] = "store_true"
        else:
            kind |= {"type": action.type, "metavar": action.metavar}
        again.add_argument(*action.option_strings, **kind)
    return again


def _print(answer: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        sys.stdout.write(json.dumps(answer, default=_plain, ensure_ascii=not utf8) + "\n")
        return
    for name, value in answer.items():
        lines = value if isinstance(value, list | tuple) else [value]
        shown = [
            line if isinstance(line, str) else json.dumps(line, default=_plain, ensure_ascii=False)
            for line in lines
        ]
        joined = "\n  ".join(["", *shown]) if isinstance(value, list | tuple) and value else ", ".join(shown)
        sys.stdout.write(f"{name.replace('_', ' ')}: {joined}\n")


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _profile(given: argparse.Namespace, *, writes: bool) -> Profile:
    """Opens the profile; a reading command works beside an open window, a writing one says why it cannot."""
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.ground.lock import is_locked
    from tpmprep.core.profile import open_for_reading, open_for_writing

    folders = prepare(given.profile)
    if not writes and is_locked(folders.lock):
        return open_for_reading(folders)
    return open_for_writing(folders)


def _with(given: argparse.Namespace, act: Callable[[Profile], Answer], *, writes: bool = False) -> Answer:
    profile = _profile(given, writes=writes)
    try:
        return act(profile)
    finally:
        profile.close()


def _with_copy(given: argparse.Namespace, act: Callable[[Profile], Answer]) -> Answer:
    """As ``_with`` for a look that needs to write: beside an open window it works on a copy."""
    from tempfile import TemporaryDirectory

    from tpmprep.core.db.backups.copying import backup
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.ground.lock import is_locked

    folders = prepare(given.profile)
    if not is_locked(folders.lock):
        return _with(given, act)
    with TemporaryDirectory() as place:
        copy = prepare(Path(place) / "profile")
        backup(folders.database, copy.database)
        _lend(folders.media, copy.media)
        return _with(argparse.Namespace(profile=copy.root), act)


def _lend(media: Path, copy: Path) -> None:
    """Gives a copy a link to each picture and sound (a second name, where links are not allowed, or a copy).

    Deleting one deletes the link alone.
    """
    from tpmprep.core.db.backups.store import link_or_copy

    for file in media.rglob("*"):
        if file.is_file():
            link = copy / file.relative_to(media)
            link.parent.mkdir(parents=True, exist_ok=True)
            try:
                link.symlink_to(file)
            except OSError:  # Windows lets few people make one
                link_or_copy(file, link, None)


def _status(given: argparse.Namespace) -> Answer:
    return _with(given, lambda profile: (OK, dataclasses.asdict(profile.services.insight.status())))


def _import(given: argparse.Namespace) -> Answer:
    def act(profile: Profile) -> Answer:
        exchange = profile.services.exchange
        does = exchange.preview if given.dry_run else exchange.apply
        return OK, dataclasses.asdict(does(given.file, given.format))

    return _with_copy(given, act) if given.dry_run else _with(given, act, writes=True)


def _export(given: argparse.Namespace) -> Answer:
    def act(profile: Profile) -> Answer:
        return OK, dataclasses.asdict(profile.services.exchange.export(given.out, given.format, given.query))

    return _with(given, act)


def _check(given: argparse.Namespace) -> Answer:
    def act(profile: Profile) -> Answer:
        care = profile.services.care
        found = care.mend() if given.mend else care.check()
        problems = [f"{what} {where}".strip() for what, where in found.problems]
        answer = {"ok": not problems, "problems": problems, "media_unused": list(found.unused)}
        return (FAULT if problems else OK), answer

    return _with(given, act, writes=True) if given.mend else _with_copy(given, act)


def _backup(given: argparse.Namespace) -> Answer:
    from tpmprep.core.db.backups.shelf import put_one_more

    def act(profile: Profile) -> Answer:
        now = profile.services.clock.now()
        out = given.out.absolute() if given.out else None
        return OK, _told(put_one_more(profile.folders, "asked", now, target=out))

    return _with(given, act)


def _restore(given: argparse.Namespace) -> Answer:
    from tpmprep.core.db.backups.copying import read_backup
    from tpmprep.core.db.backups.difference import difference
    from tpmprep.core.db.backups.restoring import restore
    from tpmprep.core.ground.clock import SystemClock
    from tpmprep.core.ground.folders import prepare
    from tpmprep.core.ground.lock import take

    folders = prepare(given.profile)
    lock = take(folders.lock)
    if lock is None:
        raise UserError("profile.in_use", folder=folders.root)
    with lock:
        read_backup(given.file)
        changes: dict[str, Any] = {}
        with suppress(UserError):
            changes = dataclasses.asdict(difference(folders.database, given.file))
        back = restore(folders, given.file, SystemClock().now())
    counts = {name: {count["kind"]: count["number"] for count in found} for name, found in changes.items()}
    told = {"set_aside": back.set_aside, "media_missing": back.missing, "changed": counts}
    return OK, {**_told(back.face), **told}


def _told(face: BackupFace) -> dict[str, Any]:
    names = ("file", "sha256", "version", "rows", "bytes")
    return {**{name: getattr(face, name) for name in names}, "media": len(face.files)}


def _pack(given: argparse.Namespace) -> Answer:
    if given.what == "list":
        return _with(given, lambda profile: (OK, {"packs": list(profile.services.packs.installed())}))
    from tpmprep.core.packs.folder import read_pack
    from tpmprep.core.packs.lint import lint_pack

    report = lint_pack(read_pack(given.path))
    for fault in report.errors:
        sys.stderr.write(_line(fault) + "\n")
    answer = {"ok": not report.errors, "errors": list(report.errors), "warnings": list(report.warnings)}
    return (FAULT if report.errors else OK), answer


def _line(fault: PackFault) -> str:
    return f"{fault.file}:{fault.line} {fault.field} {fault.why}"


def _demo(given: argparse.Namespace) -> Answer:
    from tpmprep.core.demo.make import make_demo

    return OK, dataclasses.asdict(make_demo(given.folder))


def _shots(given: argparse.Namespace) -> Answer:
    from tpmprep.ui.shell.shots import CHILD, take_shots

    if CHILD in os.environ:
        from tpmprep.ui.shell.shot_stage import run

        sys.exit(run())
    width, _, height = given.size.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 880 and int(height) >= 560):
        raise UserError("shots.size", size=given.size)
    if not 0.5 <= given.scale <= 4:
        raise UserError("shots.scale", scale=given.scale)
    files = take_shots(given.out, given.theme, (int(width), int(height)), given.scale, given.profile)
    return OK, {"files": [str(file) for file in files]}


def _self_test(given: argparse.Namespace) -> Answer:
    from tpmprep.ui.shell.self_test import run_checks

    del given
    checks = run_checks()
    wrong = [check for check in checks if not check["ok"]]
    return (FAULT if wrong else OK), {"ok": not wrong, "checks": checks}
