"""An older copy of the ledger, on a computer that knows nothing of what has left since, learns it
from Sent Items before anything is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from invite.campaign.delivery.proof import GRAPH, INVITE_ID, SKEW
from invite.campaign.project import Project
from invite.ledger.letters.facts import MAILBOX
from invite.ledger.safekeeping.comparison import FirstUse, doubt
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.access.mail_account import MailItem
    from invite.delivery.graph.proof import Proof


def learn(project: Project, mailbox: Proof) -> int:
    """Let the ledger know the letters in Sent Items that it has not begun; how many there were.
    Whoever goes on from it (see `comparison.require`) writes to none of them again.

    Only where letters have left by the ledger, and none from this computer: else the witness knows.
    Raises ServerRefusesUs where the mailbox cannot be read.
    """
    ledger, settings = project.ledger, project.settings
    since = ledger.server_ids.since(GRAPH)
    if since is None:
        return 0
    if not isinstance(doubt(ledger, settings.folder, settings.event.facts()), FirstUse):
        return 0
    known, digest = ledger.begun.all().letters, ledger.keys.witness
    seen = {digest(name) for item in mailbox.sent(since - SKEW) for name in _names(item)}
    missing = dict.fromkeys(seen - known.keys(), 1)
    lost, _others = ledger.begun.find(missing, [one.name for one in settings.mailings])
    to = {
        one.person.id: (one.person.name.full, one.person.address)
        for one in ledger.persons.recorded()
    }
    ledger.begun.make_unclear(lost, to, settings.sender.address.rpartition("@")[2])
    letters = {one.id for one in lost}
    for letter in ledger.unclear.all():
        if letter.letter in letters:
            ledger.unclear.settle(letter, sent=True, by=MAILBOX, words=_("seen in Sent Items"))
    if lost:
        ledger.log(f"mailbox: {len(lost)} sent, 0 not sent")
    return len(lost)


def learned(letters: int) -> str:
    """What is said of it; "" where there was nothing."""
    words = ngettext(
        "{n} letter in Sent Items is unknown to this ledger, which is an older copy. It counts as"
        " sent now.",
        "{n} letters in Sent Items are unknown to this ledger, which is an older copy. They count"
        " as sent now.",
        letters,
    )
    return words.format(n=letters) if letters else ""


def _names(item: MailItem) -> Iterator[str]:
    """What may be the ledger's id of a letter: in our header, and in our Message-ID."""
    yield from (value for name, value in item.headers if name == INVITE_ID)
    yield item.message_id.strip("<>").partition("@")[0]
