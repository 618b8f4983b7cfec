"""What came back with a copy of the ledger, and where a new one begins: for the screen and for
scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from invite.campaign.safekeeping.move import Moved
from invite.campaign.safekeeping.new_event import NewEvent
from invite.campaign.safekeeping.restore import Restored
from invite.report.base.picture import Document, Picture, words
from invite.safe_text import shown
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.safekeeping.hand_over import Given  # which needs a library of its own


def restored(done: Restored) -> Picture:
    """What is known again, and what the coordinator has to find out."""
    return Picture(tuple(words(line) for line in _restored(done)))


def _restored(done: Restored) -> Iterator[str]:
    yield ngettext(
        "The ledger is restored; it knows of {n} letter.",
        "The ledger is restored; it knows of {n} letters.",
        done.known,
    ).format(n=done.known)
    if done.unclear:
        yield ngettext(
            "{n} letter went after the copy was made; it is unclear what became of it.",
            "{n} letters went after the copy was made; it is unclear what became of them.",
            done.unclear,
        ).format(n=done.unclear)
    if done.strangers:
        yield ngettext(
            "{n} letter went to somebody whom the copy does not know.",
            "{n} letters went to people whom the copy does not know.",
            done.strangers,
        ).format(n=done.strangers)
        yield ngettext(
            "So {n} letter to somebody new on the sheets is unclear.",
            "So {n} letters to people who are new on the sheets are unclear.",
            done.held,
        ).format(n=done.held)
    if done.unclear or done.held:
        yield _("Next: invite status lists them, with what to look for and what to do then.")
    if done.aside:
        yield _("The earlier ledger is kept: {path}").format(path=shown(str(done.aside)))


def restored_document(done: Restored) -> Document:
    """`invite ledger restore --json`."""
    return {
        "known": done.known,
        "unclear": done.unclear,
        "strangers": done.strangers,
        "held": done.held,
        "aside": str(done.aside) if done.aside else None,
    }


def new_event(done: NewEvent) -> Picture:
    """What `invite init --new-event` has done."""
    lines = [_("A new ledger begins, for {title}.").format(title=shown(done.title))]
    if done.aside:
        kept = _("The ledger of the previous event is kept: {path}")
        lines.append(kept.format(path=shown(str(done.aside))))
    return Picture(tuple(words(line) for line in lines))


def new_event_document(done: NewEvent) -> Document:
    """The same for scripts."""
    return {"title": done.title, "aside": str(done.aside) if done.aside else None}


def moved(done: Moved) -> Picture:
    """Where it is now, and what to write in the settings."""
    count = ngettext(
        "The ledger with its {n} letter is in {place} now; the old one sends nothing more.",
        "The ledger with its {n} letters is in {place} now; the old one sends nothing more.",
        done.letters,
    )
    return Picture(
        (
            words(count.format(n=done.letters, place=shown(done.to))),
            words(_("Next: write where it is at `url` under `[ledger]` in invite.toml.")),
        )
    )


def moved_document(done: Moved) -> Document:
    """`invite ledger copy --json`."""
    return {"letters": done.letters, "people": done.people, "to": done.to}


def given(done: Given) -> Picture:
    """What the file holds, and what is done with it."""
    count = ngettext(
        "Written: {path}, the ledger with its {n} letter. Only that computer can open it.",
        "Written: {path}, the ledger with its {n} letters. Only that computer can open it.",
        done.letters,
    )
    return Picture(
        (
            words(count.format(path=shown(str(done.file)), n=done.letters)),
            words(_("It holds no sheets, no settings and no password: give those too.")),
            words(_("There: invite ledger take FILE. From here nothing more is sent.")),
        )
    )


def given_document(done: Given) -> Document:
    """`invite ledger hand-over --json`."""
    return {"file": str(done.file), "letters": done.letters}
