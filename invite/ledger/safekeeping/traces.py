"""What the backups in a project folder tell of a ledger that is gone: where the folder was moved or
copied without it, or the user's own folder was lost too, nothing else does.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.errors import LedgerUnusable
from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.backups import MARK, made, of_runs
from invite.ledger.safekeeping.baseline import event_words
from invite.ledger.storage.sqlite.copies import copy_of
from invite.ledger.storage.user_folder import ledger_of, remove


class Forgotten(Struct, frozen=True, kw_only=True):
    """By a backup of another ledger letters for this event were sent, and this one knows of none.
    letters: how many; last: when; file: the backup. known: as for the other doubts.
    """

    letters: int
    last: datetime | None
    file: Path
    known: int = 0


def forgotten(ledger: Ledger, folder: Path, event: EventFacts) -> Forgotten | None:
    """What the newest backup of another ledger says; None where nobody need mind.

    ledger: has begun no letter. Of whatever folder letters have left from here, its witness tells;
    and for another event the letters of the one before are nothing to mind.
    """
    if ledger_of(folder) is not None:
        return None
    others = [one for one in of_runs(folder, "*") if not one.stem.endswith(ledger.id[:MARK])]
    if not others:
        return None
    # To open a ledger changes its file. The copy lies where whoever is erased or purged leaves it,
    # should this be killed.
    draft = made(folder) / f".{os.getpid()}.tmp"
    try:
        copy_of(others[-1], draft)
        with Ledger(draft) as other:
            begun = other.begun.all()
            told = {event_words(version.facts) for version in other.events.versions()}
    except LedgerUnusable:
        return None  # nobody can say what it was
    finally:
        for end in ("", "-wal", "-shm"):
            remove(draft.with_name(draft.name + end))
    if not begun.letters or event_words(event) not in told:
        return None
    return Forgotten(letters=len(begun.letters), last=begun.last, file=others[-1])
