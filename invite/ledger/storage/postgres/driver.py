"""The library of the extra `postgres`, or the sentence that says how to install it."""

from __future__ import annotations

import logging
import sys

from invite.errors import MustMend
from invite.words import _

try:
    import psycopg as psycopg

    # It tells of lost connections in the log, too, which nobody has asked for.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
except ImportError as error:
    python = sys.executable
    if " " in python:  # PowerShell runs a quoted path only by its call operator
        python = f'& "{python}"' if sys.platform == "win32" else f'"{python}"'
    raise MustMend(
        _("For a ledger in PostgreSQL, a library is missing: psycopg."),
        hint=_("Install them: {command}").format(
            command=f'{python} -m pip install "psycopg[binary]"'
        ),
    ) from error
