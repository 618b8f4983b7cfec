"""Writes a report to a file: the whole of it or nothing, and a file open in Excel is said."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from invite.cli import terminal
from invite.errors import MustMend
from invite.words import _


def save(file: Path, content: bytes, *, quiet: bool = False) -> None:
    """Write the content, replacing what was there, and say so on stdout. quiet: do not say so.

    Raises MustMend where it cannot be written. Half a report is never seen: it is written beside and put in place whole.
    """
    beside: Path | None = None
    try:
        # Only the coordinator may read it (mkstemp's 0600): it names people.
        number, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}.", suffix=".part")
        beside = Path(name)
        with os.fdopen(number, "wb") as out:
            out.write(content)
        beside.replace(file)
    except OSError as error:
        if beside:
            with suppress(OSError):
                beside.unlink()
        raise MustMend(
            _("{file} cannot be written: {why}.").format(file=file, why=_why(error)),
            hint=_("If it is open in Excel or another program, close it there, or name another file."),
        ) from error
    if not quiet:
        terminal.show(_("Written to {file}.").format(file=file))


def _why(error: OSError) -> str:
    match error:
        case PermissionError():
            return _("it is open in another program, or you may not write there")
        case FileNotFoundError():
            return _("there is no such folder")
        case IsADirectoryError():
            return _("there is a folder of that name")
        case _other:
            return (error.strerror or type(error).__name__).rstrip(".")
