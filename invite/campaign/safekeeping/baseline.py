"""What the witness is given to go by: the project folder, the event, and all that a ledger knows
where somebody has said that it is right.
"""

from __future__ import annotations

import json
from pathlib import Path

from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.storage.user_folder import note_ledger


def accept(ledger: Ledger, folder: Path) -> None:
    """This ledger is right, whatever the witness saw: from now on it is what the witness knows."""
    ledger.witness.replace(ledger.begun.all().letters, ledger.now())
    note_ledger(folder, ledger.id)


def note(ledger: Ledger, folder: Path, facts: EventFacts) -> None:
    """Letters are about to leave from this project folder by this ledger."""
    ledger.witness.note_event(event_words(facts))
    note_ledger(folder, ledger.id)


def event_words(facts: EventFacts) -> str:
    """By what one event is told from another: its title and its day."""
    return json.dumps([facts.title, facts.starts.date().isoformat()], ensure_ascii=False)
