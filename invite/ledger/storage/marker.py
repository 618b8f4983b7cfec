"""The mark that a project folder keeps of a ledger that stands elsewhere, so that it is found
however the folder is reached.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import secrets
import time
import tomllib
from pathlib import Path

from msgspec import Struct

from invite.errors import LedgerUnusable
from invite.ledger.storage.user_folder import own_folder
from invite.words import _, system_words

MARKER = "invite.ledger"
FILE = "invite.db"
SOMEBODY_WRITES = (
    2.0  # seconds that another program may take to fill the mark it has just laid down
)


class Marker(Struct, frozen=True):
    """Which ledger is the project's. name: of its folder in the user's own data folder; computer,
    user: where it was made.
    """

    name: str
    computer: str
    user: str

    @property
    def place(self) -> Path:
        """Where it stands on the computer of the one who made it."""
        return _own(self.name)

    def path(self) -> Path:
        """Where the ledger stands, on the computer of the one who made it. Raises LedgerUnusable
        where it is not there.

        A new one would remember nobody, and everybody would be written to again.
        """
        path = self.place
        if path.exists():
            return path
        if (self.computer, self.user) == _here():
            raise LedgerUnusable(
                _("The ledger of this project is missing: it should be {path}.").format(path=path),
                hint=_("To see what can be restored, and how: invite ledger check"),
            )
        raise LedgerUnusable(
            _(
                "The ledger of this project is on the computer {computer} of {user}, not here."
            ).format(computer=self.computer, user=self.user),
            hint=_(
                "Run invite there. If several computers are to send, name a PostgreSQL database"
                " under `[ledger]`. If that computer is gone, bring its {file} from a backup to"
                " {path}."
            ).format(file=f"{path.parent.name}/{FILE}", path=path),
        )


def find_marker(folder: Path) -> Marker | None:
    """The folder's mark, or None where it has none. Raises LedgerUnusable for one that cannot be
    read.
    """
    until = time.monotonic() + SOMEBODY_WRITES
    while True:
        try:
            told = tomllib.loads((folder / MARKER).read_text(encoding="utf-8"))
            name, computer, user = (str(told[key]) for key in ("ledger", "computer", "user"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError) as error:
            if time.monotonic() < until:
                time.sleep(0.05)
                continue
            raise LedgerUnusable(
                _("{file} cannot be read; it says where the ledger of this project is.").format(
                    file=folder / MARKER
                ),
                hint=_(
                    "Restore an earlier version of that file (OneDrive and Dropbox keep"
                    " them). Do not delete it."
                ),
            ) from error
        if name != Path(name).name or name in ("", ".", ".."):
            raise LedgerUnusable(_("{file} names no ledger.").format(file=folder / MARKER))
        return Marker(name, computer, user)


def leave_marker(folder: Path) -> Marker:
    """Make an empty ledger in the user's own data folder, and leave the mark of it; another
    program's mark if that was faster.

    The ledger comes first: a mark without its ledger stops everything, a ledger without its mark is
    only an empty file. Raises LedgerUnusable where either cannot be written.
    """
    marker = Marker(f"{folder.resolve().name}-{secrets.token_hex(6)}", *_here())
    path = _own(marker.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with (folder / MARKER).open("x", encoding="utf-8", newline="\n") as file:
            file.write(_text(marker))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        path.unlink()
        path.parent.rmdir()
        return find_marker(folder) or leave_marker(folder)
    except OSError as error:
        raise LedgerUnusable(
            _(
                "The ledger of this project cannot be kept: {file} cannot be written to ({why})."
            ).format(file=error.filename or folder / MARKER, why=system_words(error)),
            hint=_("Check that the folder exists and that you may write to it."),
        ) from error
    return marker


def _own(name: str) -> Path:
    return own_folder() / name / FILE


def _here() -> tuple[str, str]:
    try:
        user = getpass.getuser()
    except (
        OSError,
        KeyError,
        ImportError,
    ):  # no name in the environment and no user database (a container, Windows)
        user = "?"
    return platform.node() or "?", user


def _text(marker: Marker) -> str:
    comments = (
        _(
            "invite remembers who has been written to in a ledger outside this"
            " folder, because synchronising would break it."
        ),
        _(
            "This file says which ledger it is. Do not delete it, or everybody may be written to"
            " again."
        ),
        _("When you copy this folder for another event, delete this file in the copy."),
    )
    # A string of JSON is one of TOML too.
    told = {"ledger": marker.name, "computer": marker.computer, "user": marker.user}
    lines = [
        *(f"# {comment}" for comment in comments),
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()),
    ]
    return "\n".join(lines) + "\n"
