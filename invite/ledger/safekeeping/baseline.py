"""What the witness is given to go by (the project folder, the event, all that a ledger knows where
somebody has said that it is right), and the quick look at it that every command takes.
"""

from __future__ import annotations

import json
from pathlib import Path

from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.succession import resume
from invite.ledger.storage.user_folder import ledger_of, note_awaited, note_ledger
from invite.ledger.storage.witness import Witness


def accept(ledger: Ledger, folder: Path) -> None:
    """This ledger is right, whatever the witness saw: from now on it is what the witness knows, and
    it goes on whatever was handed over.
    """
    resume(ledger)
    ledger.witness.replace(ledger.begun.all().letters, ledger.now())
    note_ledger(folder, ledger.id)
    note_awaited(folder, awaited=False)


def note(ledger: Ledger, folder: Path, facts: EventFacts) -> None:
    """Letters are about to leave from this project folder by this ledger."""
    ledger.witness.note_event(event_words(facts))
    note_ledger(folder, ledger.id)


def event_words(facts: EventFacts) -> str:
    """By what one event is told from another: its title and its day."""
    return json.dumps([facts.title, facts.starts.date().isoformat()], ensure_ascii=False)


def at_a_glance(ledger: Ledger, folder: Path) -> bool:
    """Whether the ledger certainly knows less than its witness: by counts alone, so that every
    command can look.
    """
    if ledger.letting_go.closed():
        return False
    other = ledger_of(folder)
    if other not in (None, ledger.id) and Witness(str(other)).lines():
        return True
    return ledger.begun.fewer_than(ledger.witness.lines())
