"""Which of several copies of one ledger goes on: each has a generation, and one that was handed
over or moved is closed for sending, as is every older one that this computer comes upon.
"""

from __future__ import annotations

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.words import _


def require_current(ledger: Ledger) -> None:
    """Raises LedgerUnusable where another ledger goes on in this one's place."""
    to = ledger.succession.successor()
    if to:
        raise _closed(_("This ledger was handed over: {to} goes on.").format(to=to), ledger)
    if ledger.succession.generation() < ledger.witness.generation()[0]:
        raise _closed(
            _("This is an older ledger: it was handed over from this computer since."), ledger
        )


def is_current(ledger: Ledger) -> bool:
    """Whether this one goes on."""
    older = ledger.succession.generation() < ledger.witness.generation()[0]
    return not older and not ledger.succession.successor()


def hand_on(ledger: Ledger, to: str) -> None:
    """Close this ledger for sending: from now on nobody begins a letter by it. to: in words, who
    goes on.
    """
    ledger.succession.close(to)


def handed_on(ledger: Ledger) -> None:
    """The one that goes on is there: this computer takes no older one any more."""
    floor, taken = ledger.witness.generation()
    ledger.witness.note_generation(max(floor, ledger.succession.generation() + 1), taken)


def resume(ledger: Ledger) -> None:
    """This ledger goes on after all, whatever was handed over."""
    floor, taken = ledger.witness.generation()
    ledger.succession.open(max(floor, ledger.succession.generation()))
    ledger.witness.note_generation(ledger.succession.generation(), taken)


def _closed(what: str, ledger: Ledger) -> LedgerUnusable:
    known = len(ledger.begun.all().letters)
    return LedgerUnusable(
        what,
        hint=_(
            "Nothing is sent by it. If it comes back in a file: invite ledger take FILE. If this"
            " one is to go on after all, and the other never will: {accept}"
        ).format(accept=f"invite ledger accept --letters {known}"),
    )
