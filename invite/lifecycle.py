"""What a letter's facts add up to: one table from fact to state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum


class Fact(StrEnum):
    """Something that happened to a letter; facts are only ever added.

    started: written down before the server hears the letter. released: it did not go after all
    (lost before the content, a draft taken back, or a human says so or takes a word back).
    accepted: the server took it over. written: put into the outbox or the Drafts folder. deferred,
    refused: the server's temporary or permanent no to this address. delayed, bounced, delivered:
    what reports said of it later (RFC 3464).
    """

    STARTED = "started"
    ACCEPTED = "accepted"
    WRITTEN = "written"
    DEFERRED = "deferred"
    REFUSED = "refused"
    BOUNCED = "bounced"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELEASED = "released"


class State(StrEnum):
    """Where a letter stands. unclear: the server may or may not have it, and only a human or proof
    reopens it.
    """

    READY = "ready"
    WRITTEN = "written"
    WAITING = "waiting"
    UNCLEAR = "unclear"
    SENT = "sent"
    FAILED = "failed"


class DraftFound(StrEnum):
    """How a draft was found at the last look. LIES: as we left it, as far as is known. EDITED:
    somebody has changed it. GONE: neither where it was put nor among what was sent. UNSEEN: nobody
    could look.
    """

    LIES = ""
    EDITED = "edited"
    GONE = "gone"
    UNSEEN = "unseen"


# What a report says, whoever brought it. It may come before the program knows what the server said,
# or long after a later attempt.
REPORTS = frozenset({Fact.BOUNCED, Fact.DELAYED, Fact.DELIVERED})

# A pair that is not here changes nothing; a report that fits none is listed for a human
# (`fits`). READY stands for a letter that did not go, as far as was known: a report about one that
# had never begun does not come here.
NEXT: dict[tuple[State, Fact], State] = {
    (State.READY, Fact.WRITTEN): State.WRITTEN,
    (State.READY, Fact.STARTED): State.UNCLEAR,  # written down before the server hears the letter,
    (State.READY, Fact.ACCEPTED): State.SENT,  # taken for not gone, and seen to have gone
    (State.READY, Fact.BOUNCED): State.FAILED,
    (State.READY, Fact.DELAYED): State.SENT,
    (State.READY, Fact.DELIVERED): State.SENT,
    (State.UNCLEAR, Fact.ACCEPTED): State.SENT,  # so a crash leaves doubt, never a second letter
    (State.UNCLEAR, Fact.DEFERRED): State.WAITING,
    (State.UNCLEAR, Fact.REFUSED): State.FAILED,
    (State.UNCLEAR, Fact.RELEASED): State.READY,
    (State.UNCLEAR, Fact.WRITTEN): State.WRITTEN,  # begun by a courier that lays drafts
    (State.UNCLEAR, Fact.BOUNCED): State.FAILED,  # what came back had gone
    (State.UNCLEAR, Fact.DELAYED): State.SENT,  # a relay that still tries has it
    (State.UNCLEAR, Fact.DELIVERED): State.SENT,
    (State.WAITING, Fact.STARTED): State.UNCLEAR,
    (State.WAITING, Fact.WRITTEN): State.WRITTEN,
    (State.WAITING, Fact.ACCEPTED): State.SENT,
    (State.WAITING, Fact.BOUNCED): State.FAILED,  # it said "not now", and kept it all the same
    (State.WAITING, Fact.DELAYED): State.SENT,
    (State.WAITING, Fact.DELIVERED): State.SENT,
    # Ledgers of earlier versions; now a draft is taken back before a real courier starts.
    (State.WRITTEN, Fact.STARTED): State.UNCLEAR,
    (State.WRITTEN, Fact.WRITTEN): State.WRITTEN,
    (State.WRITTEN, Fact.RELEASED): State.READY,  # the draft was taken back
    (State.WRITTEN, Fact.ACCEPTED): State.SENT,  # a draft that somebody has sent
    (State.WRITTEN, Fact.BOUNCED): State.FAILED,
    (State.WRITTEN, Fact.DELAYED): State.SENT,
    (State.WRITTEN, Fact.DELIVERED): State.SENT,
    (State.SENT, Fact.ACCEPTED): State.SENT,
    (State.SENT, Fact.BOUNCED): State.FAILED,
    (State.SENT, Fact.DELAYED): State.SENT,  # a delay never fails a letter
    (State.SENT, Fact.DELIVERED): State.SENT,
    (State.FAILED, Fact.STARTED): State.UNCLEAR,  # only to another address; the plan sees to that
    (State.FAILED, Fact.WRITTEN): State.WRITTEN,
    (State.FAILED, Fact.BOUNCED): State.FAILED,
    (State.FAILED, Fact.DELAYED): State.FAILED,  # older news of what has failed since
    # Not DELIVERED: "it came back" and "it arrived" cannot both be so, which a human looks at.
}
# What can be taken back: a refusal, said before anything was on its way (the no was to us after
# all), and somebody's word that a letter went. What came back cannot, nor what a report has
# confirmed. Whoever writes RELEASED sees to it that it was only a word.
_TAKEN_BACK = frozenset({(State.FAILED, Fact.RELEASED), (State.SENT, Fact.RELEASED)})

_BEGINS = frozenset({Fact.STARTED, Fact.WRITTEN})


def state_of(facts: Iterable[Fact]) -> State:
    """The state that facts, in the order they happened, add up to.

    What came back stays so until the letter is begun again, whatever is heard of that attempt
    afterwards.
    """
    state, bounced, reported = State.READY, False, False
    for fact in facts:
        if fact in _BEGINS:
            bounced = reported = False
        elif fact in REPORTS:
            bounced = bounced or fact is Fact.BOUNCED
            reported = True
        if (state, fact) in _TAKEN_BACK and not (bounced if state is State.FAILED else reported):
            state = State.READY
        else:
            state = NEXT.get((state, fact), state)
    return state


def fits(facts: Sequence[Fact], report: Fact) -> bool:
    """Whether a report fits a letter with these facts; False: it is for a human to look at."""
    begun = Fact.STARTED in facts or Fact.WRITTEN in facts
    return begun and (state_of(facts), report) in NEXT


def is_news(facts: Sequence[Fact], report: Fact) -> bool:
    """Whether a report says what is not known of the letter's last attempt: a second one does
    not."""
    begun = max((n for n, fact in enumerate(facts) if fact in _BEGINS), default=-1)
    return report not in facts[begun + 1 :]


class KnownBy(StrEnum):
    """How a letter's state is known: the server said so, the mailbox shows it, or the coordinator
    did. The values are those of `proof` in `status --json`.
    """

    SERVER = "server"
    MAILBOX = "mailbox"
    YOU = "you"


def proof_of(facts: Iterable[tuple[Fact, KnownBy]]) -> KnownBy | None:
    """How it is known that a letter is sent, waiting or failed; None for the other states.

    That is by the fact which made it so. Where that was only somebody's word, a later fact that
    says the same proves it.
    """
    heard: list[Fact] = []
    known: KnownBy | None = None
    before = State.READY
    for fact, by in facts:
        heard.append(fact)
        state = state_of(heard)
        said = (before, fact) in NEXT and fact not in _BEGINS
        if state is not before or (said and known is KnownBy.YOU):
            known = by
        before = state
    return known if before in (State.SENT, State.WAITING, State.FAILED) else None
