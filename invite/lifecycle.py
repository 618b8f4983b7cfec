"""What a letter's facts add up to: one table from fact to state."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Fact(StrEnum):
    """Something that happened to a letter; facts are only ever added.

    started: written down before the server hears the letter. released: it did not go after all
    (lost before the content, a draft taken back, or a human says so). accepted: the server took it
    over. written: put into the outbox. deferred, refused: the server's temporary or permanent no to
    this address. delayed, bounced: what came back later (RFC 3464).
    """

    STARTED = "started"
    ACCEPTED = "accepted"
    WRITTEN = "written"
    DEFERRED = "deferred"
    REFUSED = "refused"
    BOUNCED = "bounced"
    DELAYED = "delayed"
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


# A pair that is not here changes nothing: a second bounce of a failed letter, a fact that comes
# late.
NEXT: dict[tuple[State, Fact], State] = {
    (State.READY, Fact.WRITTEN): State.WRITTEN,
    (State.READY, Fact.STARTED): State.UNCLEAR,  # written down before the server hears the letter,
    (State.UNCLEAR, Fact.ACCEPTED): State.SENT,  # so a crash leaves doubt, never a second letter
    (State.UNCLEAR, Fact.DEFERRED): State.WAITING,
    (State.UNCLEAR, Fact.REFUSED): State.FAILED,
    (State.UNCLEAR, Fact.RELEASED): State.READY,
    (State.UNCLEAR, Fact.BOUNCED): State.FAILED,  # what came back had gone
    (State.UNCLEAR, Fact.DELAYED): State.SENT,  # a relay that still tries has it
    (State.WAITING, Fact.STARTED): State.UNCLEAR,
    (State.WAITING, Fact.WRITTEN): State.WRITTEN,
    (
        State.WRITTEN,
        Fact.STARTED,
    ): State.UNCLEAR,  # the outbox reached nobody: a real courier starts anew
    (State.WRITTEN, Fact.WRITTEN): State.WRITTEN,
    (State.WRITTEN, Fact.RELEASED): State.READY,  # the draft was taken back
    (State.FAILED, Fact.STARTED): State.UNCLEAR,  # only to another address; the plan sees to that
    (State.FAILED, Fact.WRITTEN): State.WRITTEN,
    (
        State.FAILED,
        Fact.RELEASED,
    ): State.READY,  # the no was to us after all, and not to this address
    (State.SENT, Fact.BOUNCED): State.FAILED,
}


def state_of(facts: Iterable[Fact]) -> State:
    """The state that facts, in the order they happened, add up to."""
    state = State.READY
    for fact in facts:
        state = NEXT.get((state, fact), state)
    return state
