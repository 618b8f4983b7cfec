"""Starts a process of our own for what strangers made: apart, within limits, without secrets.

One function starts every child. It never looks for modules in the current folder (a file
`json.py` in a shared project folder would run with the coordinator's rights), and of our
environment it sees what it needs to run and to speak the user's language, and no password.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

KEPT = frozenset(
    {"SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE"}
    | {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "TZ"}
)
"""The only variables that a child inherits."""
FLAG = "--child-process"
"""What a frozen program, which is its own interpreter, is started with to become a child."""
_BOOT = (
    "import json, runpy, sys;"
    "sys.path += json.loads(sys.argv[1]);"
    "sys.argv = sys.argv[2:];"
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of ours in a process of its own, with pipes to its input and output.

    Signals at the terminal do not reach it. Raises OSError where no process can be started.
    """
    import subprocess

    if getattr(sys, "frozen", False):
        command = [sys.executable, FLAG, module, *arguments]
    else:
        paths = json.dumps(_own_paths())
        command = [sys.executable, "-I", "-S", "-c", _BOOT, paths, module, *arguments]
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        flags = 0
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).parent,
        env={
            name: value
            for name, value in os.environ.items()
            # PyInstaller's own: by them the child of a frozen program shares what was unpacked.
            # Without them it unpacks again, and leaves that behind when it is killed.
            if name.upper() in KEPT or name.startswith("_PYI_")
        },
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )


def _own_paths() -> list[str]:
    """Where our own modules and the libraries are found: never the current folder, unless our own
    code lies there.
    """
    own = str(Path(__file__).resolve().parents[3])
    here = Path.cwd()
    others = [
        path
        for path in sys.path
        if path and Path(path).is_absolute() and Path(path) != here and Path(path).exists()
    ]
    return list(dict.fromkeys((own, *others)))
