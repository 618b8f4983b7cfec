"""What the backups in a project folder tell: of a ledger that is gone, where the folder was moved
or copied without it, or the user's own folder was lost too; and which of them knows more.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.errors import LedgerUnusable
from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.backups import MARK, made, of_ours, of_runs
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
    """What the newest backup of another ledger says that letters for this event left by; None where
    nobody need mind.

    ledger: has begun no letter. Of whatever folder letters have left from here, its witness tells;
    and for another event the letters of the one before are nothing to mind.
    """
    if ledger_of(folder) is not None:
        return None
    for file in reversed(of_runs(folder, "*")):
        if file.stem.endswith(ledger.id[:MARK]):
            continue
        try:
            with _opened(file, folder) as other:
                begun = other.begun.all()
                told = {event_words(version.facts) for version in other.events.versions()}
        except LedgerUnusable:
            continue  # nobody can say what it was
        if begun.letters and event_words(event) in told:
            return Forgotten(letters=len(begun.letters), last=begun.last, file=file)
    return None


def knows_most(folder: Path, sent: Mapping[str, int], known: Mapping[str, int]) -> Path | None:
    """The backup that lacks the fewest of the letters sent from here, the newest of such; None
    where the ledger lacks no more. sent, known: beginnings by digest, as the witness and the ledger
    count them.
    """
    best, least = None, (Counter(sent) - Counter(known)).total()
    for file in reversed(of_ours(folder)):
        with suppress(LedgerUnusable), _opened(file, folder) as copy:  # else it is no way back
            lacking = (Counter(sent) - Counter(copy.begun.all().letters)).total()
            if lacking < least:
                best, least = file, lacking
    return best


@contextmanager
def _opened(backup: Path, folder: Path) -> Iterator[Ledger]:
    """To open a ledger changes its file. The copy lies where whoever is erased or purged leaves it,
    should this be killed.
    """
    draft = made(folder) / f".{os.getpid()}.tmp"
    try:
        copy_of(backup, draft)
        with Ledger(draft) as ledger:
            yield ledger
    finally:
        for end in ("", "-wal", "-shm"):
            remove(draft.with_name(draft.name + end))
