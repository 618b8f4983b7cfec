"""Proof: what the mailbox shows of letters in doubt is written down, orphan drafts are put away.

A letter by Graph is laid into Drafts, its id is written down, and only then it is sent. So a letter
without an id was never sent, unless the ledger is a copy that knows less (see `storage.witness`).
One with an id that lies in Drafts did not go, one in Sent Items did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from invite.campaign.delivery.notices import Carried, Notice
from invite.campaign.project import Project
from invite.delivery.model import Accepted, Deferred
from invite.errors import ServerRefusesUs
from invite.ledger.letters.facts import MAILBOX
from invite.ledger.letters.server_ids import AtServer, ServerId
from invite.ledger.letters.unclear import UnclearLetter
from invite.lifecycle import State
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.access.mail_account import MailItem
    from invite.delivery.graph.proof import Proof

# Exchange sends "with a slight delay": what it has taken over may be seen in Drafts for a moment.
# So what lies there is looked at twice, so many seconds apart, before it counts as not sent.
SETTLES = 20.0
AGES = timedelta(minutes=10)  # what was begun before that has settled long ago
SKEW = timedelta(hours=1)  # by so much the clocks of this computer and the server may differ
LATEST = timedelta(days=3)  # what was not seen among what was sent by then has been moved
LAYING = timedelta(minutes=10) + SKEW  # from beginning a letter to its draft, at the very most
GRAPH, WITHOUT_DRAFT = "graph", "graph-send"
INVITE_ID = "x-invite-id"


class Proved(Struct, frozen=True):
    """What the mailbox has shown. open: letters that it shows nowhere. discarded: orphan drafts."""

    went: tuple[UnclearLetter, ...] = ()
    did_not: tuple[UnclearLetter, ...] = ()
    open: tuple[UnclearLetter, ...] = ()
    discarded: int = 0


def prove(project: Project, mailbox: Proof, say: Callable[[str], None]) -> Proved:
    """Look what became of all letters in doubt, and write it down; put orphan drafts away.

    say: says why it takes a while. Raises ServerRefusesUs where the mailbox cannot be read.
    """
    since = project.ledger.server_ids.since(GRAPH)
    if since is None:
        return Proved()
    doubts = [one for one in project.ledger.unclear.all() if one.courier.startswith(GRAPH)]
    found = _Looked()
    for doubt in doubts:
        if not doubt.in_hand:
            _judge(doubt, mailbox, found, project.ledger.certainly_unsent)
    _again(project, mailbox, found, say)
    for doubt in found.did_not:
        if doubt.draft:
            mailbox.discard(doubt.draft)
    went = [one for one in found.went if _settle(project, one, found.ids[one.letter])]
    did_not = [
        one for one in found.did_not if project.ledger.unclear.settle(one, sent=False, by=MAILBOX)
    ]
    discarded = _orphans(project, mailbox, since - SKEW)
    _confirm(project, mailbox)
    return Proved(tuple(went), tuple(did_not), tuple(found.open), discarded)


def proved_after(
    project: Project, mailbox: Proof, notice: Callable[[Notice], None]
) -> Iterator[Carried]:
    """What the mailbox shows at the end of a run, of letters whose answer was lost in it. notice:
    as for `dispatch`.
    """

    def looking(_line: str) -> None:
        notice(Notice("look", project.clock().timestamp() + SETTLES))

    try:
        proved = prove(project, mailbox, looking)
    except ServerRefusesUs:
        return  # the letters are away, and the next run looks before it sends
    for doubt in proved.went:
        yield Carried(doubt.person, doubt.message_id, Accepted(_("seen in Sent Items")))
    for doubt in proved.did_not:
        lay = Deferred(_("It was still in Drafts, so it did not go; the next send writes to them."))
        yield Carried(doubt.person, doubt.message_id, lay)


def told(proved: Proved) -> tuple[str, ...]:
    """What proof has brought, in words, a line each."""
    lines = []
    if n := len(proved.went):
        words = ngettext(
            "{n} unclear letter has left: the mailbox shows it in Sent Items.",
            "{n} unclear letters have left: the mailbox shows them in Sent Items.",
            n,
        )
        lines.append(words.format(n=n))
    if n := len(proved.did_not):
        words = ngettext(
            "{n} unclear letter did not go: it is still in Drafts.",
            "{n} unclear letters did not go: they are still in Drafts.",
            n,
        )
        lines.append(words.format(n=n))
    if n := len(proved.open):
        words = ngettext(
            "{n} letter is in neither folder: it stays unclear.",
            "{n} letters are in neither folder: they stay unclear.",
            n,
        )
        lines.append(words.format(n=n))
    return tuple(lines)


class _Looked:
    """What was seen of the letters in doubt. ids: by letter, as the receiver sees it."""

    def __init__(self) -> None:
        self.went: list[UnclearLetter] = []
        self.did_not: list[UnclearLetter] = []
        self.lies: list[UnclearLetter] = []
        self.open: list[UnclearLetter] = []
        self.ids: dict[str, str] = {}


def _judge(
    doubt: UnclearLetter, mailbox: Proof, found: _Looked, unsent: Callable[[UnclearLetter], bool]
) -> None:
    """Put a letter where it belongs, by what is seen of it. unsent: of `Ledger`."""
    if not doubt.draft and doubt.courier != WITHOUT_DRAFT and unsent(doubt):
        found.did_not.append(doubt)  # nothing is sent before the draft's id is written down
        return
    sight = mailbox.look(doubt.draft) if doubt.draft else mailbox.find(doubt.message_id)
    if not (sight.went or sight.lies):
        sight = mailbox.find(doubt.message_id)
    if sight.went:
        found.went.append(doubt)
        found.ids[doubt.letter] = sight.message_id
    elif sight.lies:
        found.lies.append(doubt)
    else:
        found.open.append(doubt)


def _again(project: Project, mailbox: Proof, found: _Looked, say: Callable[[str], None]) -> None:
    """What lies in Drafts has perhaps just been taken over: it is looked at once more."""
    fresh = [one for one in found.lies if project.clock() - one.at < AGES]
    found.did_not += [one for one in found.lies if one not in fresh]
    if fresh:
        words = ngettext(
            "{n} letter is in Drafts; checking again in {seconds} seconds whether it leaves.",
            "{n} letters are in Drafts; checking again in {seconds} seconds whether they leave.",
            len(fresh),
        )
        say(words.format(n=len(fresh), seconds=round(SETTLES)))
        mailbox.pause(SETTLES)
    for doubt in fresh:
        once_more = _Looked()
        _judge(doubt, mailbox, once_more, project.ledger.certainly_unsent)
        found.did_not += once_more.lies
        found.went += once_more.went
        found.open += once_more.open
        found.ids |= once_more.ids


def _settle(project: Project, doubt: UnclearLetter, message_id: str) -> bool:
    words = _("seen in Sent Items")
    if not project.ledger.unclear.settle(doubt, sent=True, by=MAILBOX, words=words):
        return False
    project.ledger.server_ids.keep([ServerId(doubt.letter, doubt.draft, message_id, seen=True)])
    return True


def _orphans(project: Project, mailbox: Proof, since: datetime) -> int:
    """Put away drafts that no letter will be sent from; how many.

    A crash or a lost answer leaves one without an id. They are known by our Message-ID, by
    X-Invite-Id, or, as a mailbox may change the one and drop the other, by the receiver's address
    together with the code in their personal link.
    """
    drafts = mailbox.drafts(since)
    if not drafts:
        return 0
    known = project.ledger.server_ids.all(GRAPH)  # after the listing: whoever began one is in it
    by_name = {one.message_id: one for one in known} | {one.letter: one for one in known}
    by_name |= {one.theirs: one for one in known if one.theirs}
    by_draft = {one.draft: one for one in known if one.draft}
    discarded = 0
    for draft in drafts:
        letter = (
            by_draft.get(draft.id)
            or _named(draft, by_name)
            or _coded(project, mailbox, draft, known)
        )
        if letter is None or letter.busy:
            continue
        current = letter.draft == draft.id
        if not current and not _of_then(draft, letter):
            continue
        # One that was accepted may be about to leave; one that was written lies there to be sent.
        if current and letter.state in (State.SENT, State.WRITTEN, State.UNCLEAR):
            continue
        discarded += mailbox.discard(draft.id)
    return discarded


def _of_then(draft: MailItem, letter: AtServer) -> bool:
    """Whether the draft was made while the letter was being sent. What the coordinator makes of a
    letter later, to send it once more by hand, is theirs.
    """
    return draft.created is not None and draft.created <= letter.begun + LAYING


def _named(draft: MailItem, by_name: Mapping[str, AtServer]) -> AtServer | None:
    """The letter that a draft names itself."""
    if draft.message_id in by_name:
        return by_name[draft.message_id]
    return next(
        (by_name[value] for name, value in draft.headers if name == INVITE_ID and value in by_name),
        None,
    )


def _coded(
    project: Project, mailbox: Proof, draft: MailItem, known: Sequence[AtServer]
) -> AtServer | None:
    """The letter to the same address, under the same subject, whose personal code stands in the
    draft. An answer of the coordinator's may quote all of the letter, but not under its subject.
    """
    theirs = [
        one
        for one in known
        if one.to.casefold() in draft.to and one.subject.split() == draft.subject.split()
    ]
    text = mailbox.text(draft.id) if theirs else ""
    tokens = {one.letter: project.ledger.keys.token(one.person) for one in theirs}
    return next((one for one in theirs if tokens[one.letter] in text), None)


def _confirm(project: Project, mailbox: Proof) -> None:
    """Of what was accepted and not yet seen: whether it has left, and by what Message-ID. Exchange
    may give another one only when it sends.
    """
    ids = project.ledger.server_ids
    unseen = {
        one.draft: one
        for one in ids.all(GRAPH)
        if one.draft
        and not one.seen
        and one.state is State.SENT
        and project.clock() - one.begun < LATEST
    }
    if not unseen:
        return
    since = min(one.begun for one in unseen.values()) - SKEW
    found = [item for item in mailbox.sent(since) if item.id in unseen]
    ids.keep(
        ServerId(
            unseen[one.id].letter,
            one.id,
            "" if one.message_id == unseen[one.id].message_id else one.message_id,
            seen=True,
        )
        for one in found
    )
