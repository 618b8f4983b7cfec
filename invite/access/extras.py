"""The libraries of the extras (`invite[microsoft]`, `[postgres]`, `[dns]`, `[handover]`): what is
said where one is needed and is not there.

It names the libraries, never `invite[…]` itself: the public package index has another program of
that name.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from invite.errors import MustMend
from invite.words import _


def missing(what: str, *libraries: str) -> MustMend:
    """The error to raise. what: which libraries are missing for what, in words. libraries: as pip
    names them.
    """
    return MustMend(
        what, hint=_("Install them: {command}").format(command=install_command(*libraries))
    )


def install_command(*libraries: str) -> str:
    """What installs libraries into the environment that this invite runs in, to paste into the
    shell that it was started from. libraries: as pip names them.

    What uv has installed has no pip: then uv itself installs into that environment.
    """
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    # PowerShell runs a quoted path only by its call operator.
    call = "& " if sys.platform == "win32" and python != sys.executable else ""
    installer = (
        f"{call}{python} -m pip install" if find_spec("pip") else f"uv pip install -p {python}"
    )
    # A shell would take brackets for a pattern.
    names = (f'"{name}"' if "[" in name else name for name in libraries)
    return " ".join((installer, *names))
