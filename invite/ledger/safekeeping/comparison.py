"""Whether the ledger knows all letters that its witness on this computer saw: before anything is
sent, and at a glance with every command.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.errors import LedgerUnusable, WrongUsage
from invite.event import EventFacts
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.backups import FOLDER, newest, restore_command
from invite.ledger.safekeeping.succession import require_current
from invite.ledger.safekeeping.traces import Forgotten, forgotten, knows_most
from invite.ledger.storage.user_folder import awaits, ledger_of
from invite.ledger.storage.witness import Witness, Witnessed
from invite.words import _, day, ngettext


class Shortfall(Struct, frozen=True, kw_only=True):
    """The ledger knows less than was sent. witnessed: letters that left from here; known: those of
    them that this ledger knows. last: when one last left. other: whether they left by another
    ledger, so that the one that was here is gone. copy: the backup that knows more.
    """

    witnessed: int
    known: int
    last: datetime | None
    other: bool
    copy: Path | None


class FirstUse(Struct, frozen=True, kw_only=True):
    """This computer knows nothing of letters that the ledger says were sent: it comes from another
    computer, or the user's own folder was lost.
    """

    known: int
    last: datetime | None


class Awaited(Struct, frozen=True, kw_only=True):
    """A colleague's ledger was asked for here, before any letter left, and has not been taken:
    letters may have gone by it. known, last: of the ledger that is here.
    """

    known: int
    last: datetime | None


Doubt = Shortfall | FirstUse | Forgotten | Awaited


def doubt(ledger: Ledger, folder: Path, event: EventFacts) -> Doubt | None:
    """What speaks against sending by this ledger from this project folder; None where nothing does.
    event: which the letters are for.

    Raises LedgerUnusable for a ledger that was purged and is here as it was before.
    """
    if ledger.letting_go.closed():
        return None  # nothing can be sent by it any more
    # The witness first: whoever sends just now writes into the ledger, then into the witness.
    before, seen = _of_folder(ledger, folder), ledger.witness.read()
    if seen.purged is not None:
        raise purged(seen.purged)
    begun = ledger.begun.all()
    everything = Counter(before.letters) | Counter(seen.letters)
    if missing := Counter(everything) - Counter(begun.letters):
        return Shortfall(
            witnessed=len(everything),
            known=len(everything) - len(missing),
            last=max(filter(None, (before.last, seen.last)), default=None),
            other=bool(before.letters),
            copy=knows_most(folder, everything, begun.letters),
        )
    if awaits(folder):
        return Awaited(known=len(begun.letters), last=begun.last)
    # Where several computers use one ledger, letters of others are no wonder.
    if begun.letters and not seen.letters and not ledger.shared:
        return FirstUse(known=len(begun.letters), last=begun.last)
    return None if begun.letters else forgotten(ledger, folder, event)


def doubt_words(found: Doubt) -> str:
    """What is known, in one sentence or two."""
    last = found.last.astimezone() if found.last else None
    latest = day(last) if last else "?"
    match found:
        case Shortfall():
            what = ngettext(
                "{n} letter was sent from this computer, the last on {day};",
                "{n} letters were sent from this computer, the last on {day};",
                found.witnessed,
            )
            knows = ngettext(
                "this ledger knows of {n} of them.",
                "this ledger knows of {n} of them.",
                found.known,
            )
            return f"{what.format(n=found.witnessed, day=latest)} {knows.format(n=found.known)}"
        case FirstUse():
            what = ngettext(
                "By this ledger {n} letter was sent, on {day}, and not from this computer.",
                "By this ledger {n} letters were sent, the last on {day}, and not from this"
                " computer.",
                found.known,
            )
            return what.format(n=found.known, day=latest)
        case Forgotten():
            what = ngettext(
                "By {file} {n} letter was sent, on {day}; this ledger knows nothing of it.",
                "By {file} {n} letters were sent, the last on {day}; this ledger knows of none of"
                " them.",
                found.letters,
            )
            file = f"{FOLDER}/{found.file.name}"
            return what.format(file=file, n=found.letters, day=latest)
        case Awaited():
            return _("A colleague's ledger was asked for here, and has not been taken yet.")


def way_back(found: Shortfall | Forgotten, folder: Path) -> str:
    """How a ledger is brought back that knows more; or that no backup does, and what to do."""
    copy = found.copy if isinstance(found, Shortfall) else found.file
    if copy:
        words = _("To restore a copy that knows more: {command}.")
        return words.format(command=restore_command(copy))
    if last := newest(folder):
        words = _(
            "No backup knows more. With the newest, letters that it does not know are unclear until"
            " you settle them: {command}. With a newer copy from elsewhere: invite ledger restore"
            " FILE."
        )
        return words.format(command=restore_command(last))
    return _("There is no backup. To restore a copy from elsewhere: invite ledger restore FILE.")


def require(ledger: Ledger, folder: Path, event: EventFacts) -> None:
    """Raises LedgerUnusable where the ledger knows less than was sent, WrongUsage where it is used
    here for the first time and nobody has said that it is all.
    """
    require_current(ledger)
    found = doubt(ledger, folder, event)
    accept = f"invite ledger accept --letters {found.known}" if found else ""
    match found:
        case None:
            return
        case Shortfall() | Forgotten():
            hint = _(
                "Nothing is sent. {back} If this ledger is right: {accept}. If this is another"
                " event: invite init --new-event"
            )
            hint = hint.format(back=way_back(found, folder), accept=accept)
            raise LedgerUnusable(doubt_words(found), hint=hint)
        case Awaited():
            hint = _(
                "Nothing is sent: by that ledger letters may have gone already. When the file is"
                " here: invite ledger take FILE. If it never comes: {accept}"
            )
            raise LedgerUnusable(doubt_words(found), hint=hint.format(accept=accept))
        case FirstUse():
            hint = _("If that is all that was sent: {accept}. If not, bring the newest ledger.")
            raise WrongUsage(doubt_words(found), hint=hint.format(accept=accept))


def purged(at: datetime) -> LedgerUnusable:
    """What is said of a ledger from before the purge."""
    return LedgerUnusable(
        _("This project was purged on {day}; this ledger is a copy from before.").format(
            day=day(at.astimezone())
        ),
        hint=_(
            "Its people should be forgotten: delete that copy. For another event:"
            " invite init --new-event"
        ),
    )


def _of_folder(ledger: Ledger, folder: Path) -> Witnessed:
    """What left from this folder by another ledger, which was here before."""
    other = ledger_of(folder)
    if other is None or other == ledger.id:
        return Witnessed({})
    seen = Witness(other).read()
    return Witnessed({}) if seen.purged is not None else seen
