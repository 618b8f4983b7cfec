"""Prints the Pythons that the gate runs the suite on: the oldest and the newest that this machine
has, from 3.11 on.

One line each: the version and the program. A machine with one Python has one line; one with none,
exit code 1. Looked for in PATH (`python3`, `python3.11` … `python3.20`) and among pyenv's versions.
It runs on Python 3.7 too: the machine's `python3` may be older than what is looked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

OLDEST = (3, 11)
NAMES = ("python3", *(f"python3.{minor}" for minor in range(OLDEST[1], 21)))
# What the program and its virtual environment need: Debian ships `python3` without ensurepip, and a
# shim may lead nowhere.
ASK = """
import ensurepip, sqlite3, ssl, sys, venv
print(*sys.version_info[:2], sys.version_info[3], sys.executable)
"""


def programs() -> list[Path]:
    """Everything that may be a Python: what is in PATH first, in its order."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders += sorted(pyenv.glob("versions/*/bin"))
    found = (folder / name for folder in folders for name in NAMES)
    return [path for path in found if path.is_file() and os.access(path, os.X_OK)]


def asked(program: Path) -> tuple[tuple[int, int], str] | None:
    """The version, and where the program truly is; None for one that cannot be used, or is no final
    release.
    """
    try:
        ran = subprocess.run(
            [str(program), "-c", ASK], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    major, minor, release, path = ran.stdout.strip().split(" ", 3)
    return ((int(major), int(minor)), path) if release == "final" else None


def ends(found: Iterable[tuple[tuple[int, int], str]]) -> list[tuple[tuple[int, int], str]]:
    """The oldest and the newest of these, or the only one; of one version the first."""
    usable: dict[tuple[int, int], str] = {}
    for version, program in found:
        if version >= OLDEST:
            usable.setdefault(version, program)
    return (
        [(version, usable[version]) for version in sorted({min(usable), max(usable)})]
        if usable
        else []
    )


def main() -> int:
    """Print them; returns the exit code."""
    chosen = ends(each for each in map(asked, programs()) if each)
    for (major, minor), program in chosen:
        print(f"{major}.{minor} {program}")
    if not chosen:
        print(
            "Python 3.11 or newer is needed, with venv (on Debian and Ubuntu: apt install"
            " python3-venv).",
            file=sys.stderr,
        )
    return 0 if chosen else 1


if __name__ == "__main__":
    sys.exit(main())
