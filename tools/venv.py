"""Owns the virtual environments: where they are, whether they are whole, and how they are made."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.programs import ROOT, WINDOWS, Stop, last_lines, run_quietly, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

MARKER = "tpmprep-setup.txt"

NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectionError",
    "ConnectTimeout",
    "ReadTimeout",
    "Read timed out",
    "connection broken",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "ProxyError",
    "SSLError",
)
"""Words in pip's output that speak of the network."""


def venv_folder(mode: str) -> Path:
    """Where this mode's packages live; a build has its own, so that nothing else can slip into it."""
    return ROOT / "build" / "venv" if mode == "build" else ROOT / ".venv"


def venv_python(folder: Path) -> Path:
    """The Python inside a virtual environment."""
    return folder / "Scripts" / "python.exe" if WINDOWS else folder / "bin" / "python"


def lock_file(mode: str) -> Path:
    """The list of packages, with hashes, that this mode installs."""
    names = {"run": "requirements.lock", "build": "requirements-build.lock"}
    return ROOT / names.get(mode, "requirements-dev.lock")


def stamp(lock: Path) -> str:
    """One line that changes with the lock, the Python and the folder; a finished set-up holds it."""
    from hashlib import sha256

    version = "{}.{}".format(*sys.version_info[:2])
    return f"{lock.name} {sha256(lock.read_bytes()).hexdigest()} {version} {sys.platform} {lock.parent}"


def stamps(folder: Path) -> list[str]:
    """The stamps of the locks that were installed to the end here."""
    try:
        return (folder / MARKER).read_text("utf-8").splitlines()
    except OSError:
        return []


def is_ready(mode: str) -> bool:
    """Whether this mode's packages were installed to the end, from the lock as it is now."""
    folder, lock = venv_folder(mode), lock_file(mode)
    return lock.exists() and venv_python(folder).exists() and stamp(lock) in stamps(folder)


def provide_venv(mode: str) -> Path:
    """The Python to run under, after setting it up where needed."""
    folder = venv_folder(mode)
    if is_ready(mode):
        return venv_python(folder)
    if not lock_file(mode).exists():
        raise Stop(f"{lock_file(mode)} is missing; this copy of tpmprep is not whole. Get it anew.")
    try:
        if mode in ("test", "gates") and is_ready("run"):
            install(folder, lock_file(mode))
            write_marker(folder, [stamp(lock_file("run")), stamp(lock_file(mode))])
        else:
            remake(folder, mode)
    except OSError as error:
        raise Stop(
            f"cannot write to {error.filename or folder}: {error.strerror}.\n"
            "Make room there or put the tpmprep folder where you may write, then run this again."
        ) from error
    return venv_python(folder)


def remake(folder: Path, mode: str) -> None:
    """Makes the environment anew; if that fails, the one that was there before is put back."""
    from shutil import rmtree

    before = folder.with_name(folder.name + ".before")
    if stamps(folder):
        rmtree(before, ignore_errors=True)
        folder.rename(before)
    elif folder.exists():
        rmtree(folder)
    try:
        make(folder, mode)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        if before.exists():
            before.rename(folder)
        raise
    rmtree(before, ignore_errors=True)


def make(folder: Path, mode: str) -> None:
    """Makes the environment, fills it, and marks it as finished last."""
    folder.mkdir(parents=True)
    base = getattr(sys, "_base_executable", None) or sys.executable
    code, output = run_quietly([base, "-m", "venv", str(folder)])
    if code:
        raise Stop(f"Python could not make a virtual environment:\n{last_lines(output)}")
    install(folder, lock_file(mode))
    make_importable(folder)
    locks = {"build": ("build",), "run": ("run",)}.get(mode, ("run", mode))
    write_marker(folder, [stamp(lock_file(one)) for one in locks])


def make_importable(folder: Path) -> None:
    """Lets the environment's Python import the project; the line is ASCII whatever the folder is called."""
    import sysconfig

    places = {"base": str(folder), "platbase": str(folder)}
    packages = sysconfig.get_path("purelib", "nt_venv" if WINDOWS else "posix_venv", places)
    line = f"import sys; sys.path.append({str(ROOT)!a})\n"
    Path(packages, "tpmprep-source.pth").write_text(line, "ascii")


def write_marker(folder: Path, lines: Sequence[str]) -> None:
    """Marks the environment as finished for these stamps, in one step."""
    fresh = folder / (MARKER + ".new")
    fresh.write_text("\n".join(lines) + "\n", "utf-8")
    fresh.replace(folder / MARKER)


def install(folder: Path, lock: Path) -> None:
    """Installs exactly what the lock lists, each file checked against its hash."""
    say(f"Setting up, once: fetching the packages of {lock.name} (100 MB or so) into {folder}")
    pip = [str(venv_python(folder)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    chosen = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    code, output = run_quietly([*pip, "-q", "--progress-bar", "off", *chosen])
    if code:
        raise Stop(pip_failure(output))


def pip_failure(output: str) -> str:
    """What went wrong while fetching packages, and what to do, from pip's own words."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "a fetched package is not the one this version of tpmprep was tested with, so it was not "
            f"installed:\n{last_lines(output)}\nTry another network; if it stays so, do not trust the source."
        )
    if "No space left on device" in output:
        return "the disk is full. tpmprep needs about 500 MB here; make room and run this again."
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return (
            "the packages could not be fetched: the network's certificate was not accepted. If your network\n"
            "uses its own, name its file in PIP_CERT; check the clock too. Then run this again."
        )
    if any(sign in output for sign in NETWORK_SIGNS):
        return (
            "the packages could not be fetched: the network did not answer. Nothing is left half-done;\n"
            "connect to the internet (or set your proxy) and run this again. It is needed only this once."
        )
    if "No matching distribution found for pyside6" in output:
        return (
            "there is no Qt for this system. It needs Windows 10, macOS 13, or a Linux not older than\n"
            "Debian 12 or Ubuntu 22.04 (on ARM: Debian 13 or Ubuntu 24.04), each of 64 bits."
        )
    return f"the packages could not be installed:\n{last_lines(output)}"
