"""Where the ledger stands: in a file of the project folder, or away from it where a synchronising
program would break it; or in PostgreSQL.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from invite.errors import MustMend
from invite.ledger.storage.marker import find_marker, leave_marker
from invite.ledger.storage.postgres.conninfo import PostgresPlace
from invite.ledger.storage.sqlite.connection import SqliteStore
from invite.ledger.storage.store import Store
from invite.words import _

if sys.platform == "win32":
    import ctypes

SQLITE = "sqlite:"
POSTGRES = ("postgresql://", "postgres://")
DEFAULT = "sqlite:invite.db"
# Folders whose contents a program copies to and fro. SQLite's WAL file and the database must stay
# together, and two machines writing at once through a copy would each believe that nobody has been
# written to (https://sqlite.org/howtocorrupt.html 2.1).
SYNCED = (
    "onedrive",
    "dropbox",
    "icloud drive",
    "mobile documents",
    "google drive",
    "googledrive",
    "my drive",
    "nextcloud",
)
# Where Windows says that OneDrive keeps its folders, under whatever names: at work, at home, and
# either.
ONEDRIVE = ("OneDriveCommercial", "OneDriveConsumer", "OneDrive")
# File systems that are a share: SQLite's locks cannot be trusted there, and WAL does not work at
# all (sqlite.org/wal.html).
NETWORK = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afpfs", "webdav", "davfs", "fuse.sshfs"}
)
_OCTAL = re.compile(r"\\([0-7]{3})")


Place = Path | PostgresPlace


def open_store(place: Place, clock: Callable[[], datetime] | None) -> Store:
    """The ledger's engine, with one connection. clock: as for `Ledger`."""
    if isinstance(place, Path):
        return SqliteStore(place, clock)
    from invite.ledger.storage.postgres.server_connection import PostgresStore

    return PostgresStore(place, clock)


def ledger_path(url: str, folder: Path) -> tuple[Place, str]:
    """Where the ledger stands for `[ledger] url`, and a sentence if it is not where the settings'
    default would have it, or not safe there ("" if it is).

    Only the default moves: a path that the coordinator has written stays. The folder then keeps a
    mark of it, which holds wherever the folder goes. Raises MustMend for a url that cannot be
    served, LedgerUnusable where the mark's ledger is not here.
    """
    place = place_of(url, folder)
    if url != DEFAULT or isinstance(place, PostgresPlace):
        return place, ""
    marker = find_marker(folder)
    reason = _shared(folder.resolve())
    if marker is None and not reason:
        return place, ""
    if marker is None and place.exists():
        stays = _(
            "This folder is {reason}, where a ledger can break, and {path} is"
            " already there: move the whole folder elsewhere."
        )
        return place, stays.format(reason=reason, path=place.name)
    moved = (marker or leave_marker(folder)).path()
    if not reason:
        return moved, _("The ledger is kept in {path}.").format(path=moved)
    return moved, _(
        "This folder is {reason}, where a ledger can break; it is kept in {path}."
    ).format(reason=reason, path=moved)


def ledger_place(url: str, folder: Path) -> Place:
    """Where the ledger stands or should stand, whether it is there or not."""
    if url == DEFAULT and (marker := find_marker(folder)) is not None:
        return marker.place
    return place_of(url, folder)


def place_of(url: str, folder: Path) -> Place:
    """What a url names, wherever the folder is. Raises MustMend for one that names no ledger."""
    if url.startswith(POSTGRES):
        return PostgresPlace(url=url)
    if url.startswith(SQLITE):
        return folder / url.removeprefix(SQLITE)
    raise MustMend(
        _("The ledger cannot be kept at {url}.").format(url=url.split("@")[-1]),
        hint=_(
            'Write `url = "sqlite:invite.db"` under `[ledger]` in invite.toml, or'
            ' "postgresql://USER@HOST/DATABASE".'
        ),
    )


def _shared(folder: Path) -> str:
    parts = [part.casefold() for part in folder.parts]
    for name in SYNCED:
        # "OneDrive - Kunta", "Dropbox (Personal)": the program's name begins the folder's.
        if any(part.startswith(name) for part in parts):
            return _("synchronised ({name})").format(name=name.title())
    for variable in ONEDRIVE:
        root = os.environ.get(variable, "")
        if root and folder.is_relative_to(Path(root).resolve()):
            return _("synchronised ({name})").format(name="OneDrive")
    return _("on a network drive") if _on_network(folder) else ""


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        remote = 4  # DRIVE_REMOTE, winbase.h
        return (
            folder.drive.startswith("\\\\")
            or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote
        )
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return is_on_share(folder, mounts)


def is_on_share(folder: Path, mounts: str) -> bool:
    """Whether a folder is on a share, by the text of /proc/mounts, where a space is written \\040
    (fstab(5)).
    """
    rows = [
        [_OCTAL.sub(lambda found: chr(int(found[1], 8)), word) for word in line.split()]
        for line in mounts.splitlines()
    ]
    inside = [
        (where, kind) for _device, where, kind, *_rest in rows if folder.is_relative_to(where)
    ]
    return bool(inside) and max(inside, key=lambda mount: len(mount[0]))[1] in NETWORK
