"""Which of several copies of one ledger goes on: each has a generation, and one that was handed
over or moved is closed for sending, as is every older one that this computer comes upon.
"""

from __future__ import annotations

from invite.errors import LedgerUnusable
from invite.ledger.ledger import Ledger
from invite.words import _


def superseded(ledger: Ledger) -> str:
    """That another ledger goes on in this one's place, in words; "" where this one goes on."""
    if to := ledger.succession.successor():
        return _("This ledger was handed over: {to} goes on.").format(to=to)
    if ledger.succession.generation() < ledger.witness.generation()[0]:
        return _("This is an older ledger: it was handed over from this computer since.")
    return ""


def require_current(ledger: Ledger) -> None:
    """Raises LedgerUnusable where another ledger goes on in this one's place."""
    if what := superseded(ledger):
        hint = _(
            "Nothing is sent by it. If it comes back in a file: invite ledger take FILE. If this"
            " one is to go on after all, and the other never will: {accept}"
        )
        raise LedgerUnusable(what, hint=hint.format(accept=_accept(ledger)))


def refuse_decision(ledger: Ledger) -> None:
    """Raises LedgerUnusable where something is to be written down that whoever goes on has to
    know: a no to further letters, an answer, an address.
    """
    if what := superseded(ledger):
        hint = _(
            "Do this there: what is written down here is not known there. If this one is to go on"
            " after all, and the other never will: {accept}"
        )
        raise LedgerUnusable(what, hint=hint.format(accept=_accept(ledger)))


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


def _accept(ledger: Ledger) -> str:
    return f"invite ledger accept --letters {len(ledger.begun.all().letters)}"
