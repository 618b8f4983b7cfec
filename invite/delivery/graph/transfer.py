"""One letter by Graph, step by step: laid into Drafts, sent from there, or sent in one go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_never

from invite.access import graph
from invite.access.exchange import HttpAnswer, NoAnswer
from invite.access.graph import GraphNo, Mailbox
from invite.access.mail_account import MailItem
from invite.delivery.graph.refusal import refusal, unreachable
from invite.delivery.graph.requester import Pause, Steps
from invite.delivery.model import Accepted, Deferred, Drafted, Outcome, Parcel, Refused, Unclear
from invite.errors import ServerRefusesUs
from invite.words import _

# "There is a slight delay before it gets sent": seconds between looks after a lost answer.
LOOKS = (0.5, 1.0, 2.0)


def lay(mailbox: Mailbox, parcel: Parcel) -> Steps[Outcome | Drafted]:
    """Lay the letter into Drafts. Whatever happens, nothing has been sent by that."""
    came = yield graph.draft(mailbox, parcel.content)
    match came:
        case NoAnswer(heard=True):
            return (yield from _perhaps_laid(mailbox, parcel, came))
        case NoAnswer():
            raise unreachable(came)
        case HttpAnswer():
            item = graph.item_of(came)
            if item is not None:
                mark = f"{item.change_key} {graph.digest_of(came)}"
                return Drafted(item.id, item.message_id, mark)
            meaning = graph.meaning_of(came)
            if meaning is None or meaning is GraphNo.NOBODY_KNOWS:
                return (yield from _perhaps_laid(mailbox, parcel, came))
            if meaning is GraphNo.GONE:  # of a mailbox, that is
                raise refusal(GraphNo.NO_MAILBOX, came, mailbox, parcel.sender)
            return _outcome(meaning, came, mailbox, parcel)
        case None:
            raise AssertionError("a request brings something")
    assert_never(came)


def send(mailbox: Mailbox, parcel: Parcel) -> Steps[Outcome]:
    """Send the letter's draft, whose id is written down. A lost answer is looked after at once;
    what is not seen then is unclear until the mailbox shows it.
    """
    came = yield graph.send(mailbox, parcel.draft)
    match came:
        case NoAnswer(heard=True):
            return (yield from _perhaps_sent(mailbox, parcel, came.why))
        case NoAnswer():
            raise unreachable(came)
        case HttpAnswer():
            meaning = graph.meaning_of(came)
            if meaning is None:
                return Accepted(graph.words_of(came))
            # Gone: it may have been sent by a request that was put off and done all the same.
            if meaning in (GraphNo.NOBODY_KNOWS, GraphNo.GONE):
                return (yield from _perhaps_sent(mailbox, parcel, graph.words_of(came)))
            try:
                return _outcome(meaning, came, mailbox, parcel)
            except ServerRefusesUs:
                seen = yield from _seen(mailbox, parcel.draft)
                if seen is not None and not seen.is_draft:
                    return Accepted(_("seen in Sent Items"), seen.message_id)
                yield graph.discard(mailbox, parcel.draft)
                raise
        case None:
            raise AssertionError("a request brings something")
    assert_never(came)


def send_mail(mailbox: Mailbox, parcel: Parcel) -> Steps[Outcome]:
    """Send the letter in one go, where the mailbox may not be read: a lost answer stays unclear."""
    came = yield graph.send_mail(mailbox, parcel.content)
    match came:
        case NoAnswer(heard=True):
            return Unclear(_("Connection lost before the answer came: {why}").format(why=came.why))
        case NoAnswer():
            raise unreachable(came)
        case HttpAnswer():
            meaning = graph.meaning_of(came)
            if meaning is None:
                return Accepted(graph.words_of(came))
            if meaning is GraphNo.NOBODY_KNOWS:
                return Unclear(graph.words_of(came))
            if meaning is GraphNo.GONE:
                raise refusal(GraphNo.NO_MAILBOX, came, mailbox, parcel.sender)
            return _outcome(meaning, came, mailbox, parcel)
        case None:
            raise AssertionError("a request brings something")
    assert_never(came)


def _perhaps_laid(
    mailbox: Mailbox, parcel: Parcel, came: HttpAnswer | NoAnswer
) -> Steps[Outcome | Drafted]:
    """The draft may lie there, with nobody knowing its id: it is looked for. One that is found
    later is put away by the sweep.
    """
    yield Pause(LOOKS[0])
    found = yield graph.by_message_id(mailbox, parcel.message_id)
    if isinstance(found, HttpAnswer):
        for item in graph.page_of(found):
            if item.is_draft:
                return Drafted(item.id, item.message_id, f"{item.change_key} ")
    if isinstance(came, NoAnswer):
        raise unreachable(came)
    return Deferred(graph.words_of(came), slow_down=True)


def _perhaps_sent(mailbox: Mailbox, parcel: Parcel, why: str) -> Steps[Outcome]:
    """Whether the draft has left, as far as the mailbox shows it by now."""
    for seconds in LOOKS:
        yield Pause(seconds)
        seen = yield from _seen(mailbox, parcel.draft)
        if seen is not None and not seen.is_draft:
            return Accepted(_("seen in Sent Items"), seen.message_id)
    return Unclear(_("No answer ({why}), and the mailbox does not show it yet.").format(why=why))


def _seen(mailbox: Mailbox, id_: str) -> Steps[MailItem | None]:
    """The message as the mailbox shows it just now, if it does."""
    came = yield graph.look(mailbox, id_)
    return graph.item_of(came) if isinstance(came, HttpAnswer) else None


def _outcome(meaning: GraphNo, came: HttpAnswer, mailbox: Mailbox, parcel: Parcel) -> Outcome:
    """What a no makes of the letter. A no to us is raised."""
    words = graph.words_of(came)
    match meaning:
        case GraphNo.SLOW_DOWN:
            after = graph.wait_of(came, datetime.now(UTC))
            return Deferred(words, slow_down=True, after=after)
        case GraphNo.ADDRESS:
            return Refused(words)
        case GraphNo.BAD:
            return Refused(words, policy=True)
        case _:
            raise refusal(meaning, came, mailbox, parcel.sender)
