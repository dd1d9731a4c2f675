"""Finds and installs what a Linux system lacks for Qt and Python; on other systems nothing is needed."""

from __future__ import annotations

import os
import sys

from tools.programs import Stop, capture, last_lines, run_quietly, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CORE_LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libgthread-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
"""What Qt's own libraries load, and the Debian package of each; newer Debians and Ubuntus know the old name
of libglib2.0-0t64 too."""

WINDOW_LIBRARIES = (
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""What Qt needs besides to open a window on a screen."""


def missing_libraries(load: Callable[[str], object], *, window: bool) -> list[tuple[str, str]]:
    """The `(library, Debian package)` pairs that this system cannot load."""
    missing = []
    for library, package in CORE_LIBRARIES + (WINDOW_LIBRARIES if window else ()):
        try:
            load(library)
        except OSError:
            missing.append((library, package))
    return missing


def missing_for_venv(python: str) -> list[tuple[str, str]]:
    """Debian ships Python without what a virtual environment needs; `python` is like "python3.11"."""
    from importlib.util import find_spec

    return [] if find_spec("ensurepip") else [("Python's ensurepip", f"{python}-venv")]


def missing_for_build(python: str, load: Callable[[str], object]) -> list[tuple[str, str]]:
    """What PyInstaller needs on Linux: binutils, and on Debian Python's shared library."""
    from shutil import which

    missing = [(name, "binutils") for name in ("objdump", "strip") if which(name) is None]
    if sys.base_prefix == "/usr":
        try:
            load(f"lib{python}.so.1.0")
        except OSError:
            missing.append((f"lib{python}.so.1.0", f"lib{python}"))
    return missing


def missing_packages(*, window: bool, venv: bool, build: bool) -> list[tuple[str, str]]:
    """All that is missing, as `(what, Debian package)`."""
    import ctypes

    python = "python{}.{}".format(*sys.version_info[:2])
    return [
        *missing_libraries(ctypes.CDLL, window=window),
        *(missing_for_venv(python) if venv else []),
        *(missing_for_build(python, ctypes.CDLL) if build else []),
    ]


def apt_line(packages: Iterable[str]) -> str:
    """The one line that installs these packages on Debian and its family, as it can be typed here."""
    from shutil import which

    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        return f"apt-get update && {install}"
    if which("sudo") is None:  # a bare Debian has none: su asks for root's password
        return f"su -c 'apt-get update && {install}'"
    return f"sudo apt-get update && sudo {install}"


def provide_system_packages(*, window: bool, venv: bool, build: bool) -> None:
    """Installs what Qt and Python lack on this Linux, or says how; elsewhere nothing is needed."""
    if sys.platform != "linux":
        return
    missing = missing_packages(window=window, venv=venv, build=build)
    if not missing:
        return
    prefix = installer_prefix([what for what, _ in missing])
    packages = sorted({package for _, package in missing})
    if prefix is None:
        raise Stop(
            "some system packages are missing. Type this line (or ask who runs this machine to), "
            f"then run this again:\n\n  {apt_line(packages)}\n"
        )
    say("Installing system packages, once: " + " ".join(packages))
    # sudo starts programs with an environment of its own; a question that apt asks then would not be seen
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"] if prefix else []
    apt = [*prefix, *quiet, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    run_quietly([*apt, "update"])
    code, output = run_quietly([*apt, "install", "-y", "--no-install-recommends", *packages])
    still = missing_packages(window=window, venv=venv, build=build)
    if code or still:
        raise Stop(
            f"the system packages could not be installed:\n{last_lines(output)}\n"
            f"Mend that, type this line, and run this again:\n\n  {apt_line(packages)}\n"
        )


def installer_prefix(missing: Sequence[str]) -> list[str] | None:
    """What stands before `apt-get` here: nothing for root, sudo where it is allowed, None where it is not."""
    from shutil import which

    if which("apt-get") is None:
        raise Stop(
            "this system lacks " + ", ".join(missing) + ".\n"
            "Install the packages that hold them with your package manager, then run this again."
        )
    if os.geteuid() == 0:
        return []
    if which("sudo") is None:
        return None
    if capture(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    if sys.stdin.isatty():
        say("System packages must be installed, once; sudo may ask for your password.")
        return ["sudo"]
    return None
