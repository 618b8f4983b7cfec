"""What is still to be cleared off the disk, kept in the ledger so that it is done even if the
program is stopped in between.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from msgspec import Struct

from invite.ledger.storage.memory import recalled, remember
from invite.ledger.storage.store import Database

PENDING = "sweep"


class Sweep(Struct, frozen=True):
    """What is still to be cleared off the disk. letters: Message-IDs whose files go, and whatever
    else shows anybody; copies: what shows anybody goes, though they have no letters; drafts:
    Message-IDs whose files alone go; everything: the whole outbox; files: others that we wrote, by
    path and digest, which go if they are as we left them.
    """

    letters: tuple[str, ...] = ()
    copies: bool = False
    everything: bool = False
    drafts: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same, and for nothing else."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def forgets(self) -> bool:
        """Whether somebody is to be forgotten, and not only left alone."""
        return self.everything or self.copies or bool(self.letters)


def pending(db: Database) -> Sweep:
    """What is to be cleared off. Runs inside a transaction of the caller's."""
    words: dict[str, Any] = json.loads(recalled(db, PENDING) or b"{}")
    return Sweep(
        letters=tuple(words.get("letters", ())),
        copies=bool(words.get("copies")),
        everything=bool(words.get("everything")),
        drafts=tuple(words.get("drafts", ())),
        files=tuple((path, digest) for path, digest in words.get("files", ())),
    )


def leave(db: Database, sweep: Sweep) -> None:
    """From now on this is to be cleared off. Runs inside a transaction of the caller's."""
    words = json.dumps(
        {
            "letters": sweep.letters,
            "copies": sweep.copies,
            "everything": sweep.everything,
            "drafts": sweep.drafts,
            "files": sweep.files,
        }
    ).encode()
    remember(db, PENDING, words)
