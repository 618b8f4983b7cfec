"""What happens to everyone in a mailing's audience: each gets a Send or a Skip with its reason, and
nobody is left over.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from msgspec import Struct

from invite.lifecycle import DraftFound, KnownBy, State
from invite.people.model import Address, Person, PersonId
from invite.records import replace


class Because(StrEnum):
    """Why somebody is not written to now: what scripts see; in words with `because_words`."""

    SENT = "sent"
    WRITTEN = "written"
    UNCLEAR = "unclear"
    FAILED = "failed"
    NO_ADDRESS = "no-address"
    QUESTION = "question"
    ANSWER = "answer"
    HELD = "held"
    UNWANTED = "do-not-invite"
    GONE = "gone"
    FILTERED = "filtered"
    LIMIT = "limit"
    TAKEN = "taken"
    STOPPED = "stopped"
    AUDIENCE = "audience"
    REGISTERED = "registered"
    DECLINED = "declined"
    UNINVITED = "not-invited"
    INVITATION_FIRST = "invitation-first"
    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    DRAFT_GONE = "draft-gone"
    DRAFT_EDITED = "draft-edited"
    DRAFT_UNSEEN = "draft-unseen"

    @classmethod
    def _missing_(cls, value: object) -> Because | None:
        """Ledgers of earlier versions say "flaw" of who is held for one."""
        return cls.HELD if value == "flaw" else None


# Reasons that keep a person from being written to at all: a coordinator may want to change that.
HELD = frozenset(
    {Because.NO_ADDRESS, Because.QUESTION, Because.ANSWER, Because.HELD, Because.STOPPED}
)

# A letter that lies as a draft, by how the draft was found: what then keeps it from being begun
# again, be it to another address or by a courier that reaches people.
OF_DRAFT: Mapping[DraftFound, Because] = {
    DraftFound.LIES: Because.WRITTEN,
    DraftFound.EDITED: Because.DRAFT_EDITED,
    DraftFound.GONE: Because.DRAFT_GONE,
    DraftFound.UNSEEN: Because.DRAFT_UNSEEN,
}

# The reasons that speak of a draft that is not as we left it.
DRAFTS = frozenset(OF_DRAFT.values()) - {Because.WRITTEN}

# How far a letter has come. Of two of the same number (two ids found to be one human being) the
# furthest counts.
FURTHEST = (State.SENT, State.UNCLEAR, State.WAITING, State.FAILED, State.WRITTEN, State.READY)
# Of these nothing can have arrived: a deliberate resend writes the same letter, and no further one.
UNSENT = frozenset({State.READY, State.WAITING, State.WRITTEN})

# Reasons that put somebody outside a mailing's audience: they are none of its people.
OUTSIDE = frozenset({Because.AUDIENCE, Because.REGISTERED, Because.DECLINED, Because.UNINVITED})


class Standing(Struct, frozen=True, kw_only=True):
    """What the ledger knows of one person's letters in one mailing: the letter that counts.

    number: of the letter that counts. address: where it went or would have gone, as a key for
    comparing. to: as it was written. at: when its last fact happened. reply: the server's last
    words. because: the reason a resend was given. preface: its words before the letter. earlier:
    whether an earlier letter has reached them, or may have. in_hand: unclear only because somebody
    who is still there is just sending it. refused: the addresses, as written, whose last word to
    their letters was a no. message_id: ours; theirs: what the server put in its place, or nothing.
    proof: how its state is known. draft: of a draft, how it was found;
    outdated: it tells a time or place that holds no more.
    """

    letter: str
    number: int
    state: State
    address: str
    to: str
    message_id: str
    theirs: str = ""
    proof: KnownBy | None = None
    at: datetime | None = None
    reply: str = ""
    because: str = ""
    preface: str = ""
    earlier: bool = False
    in_hand: bool = False
    refused: frozenset[str] = frozenset()
    draft: DraftFound = DraftFound.LIES
    outdated: bool = False


class Send(Struct, frozen=True, gc=False):
    """This person is written to, as letter `number`. message_id: the one it already has, if an
    earlier run gave it one.

    because, preface: of a resend, its reason and its words before the letter; an automatic retry
    keeps them. deliberate: somebody asked for this letter by name, or it tells what holds no more,
    so that a draft of it is written again. tried: an earlier run began it and gave it back.
    """

    person: Person
    to: Address
    number: int
    message_id: str | None = None
    because: str = ""
    preface: str = ""
    deliberate: bool = False
    tried: bool = False


class Skip(Struct, frozen=True):
    """This person is not written to now."""

    person: Person
    because: Because


Step = Send | Skip


class Plan(Struct, frozen=True):
    """One step for everyone in the audience."""

    steps: tuple[Step, ...]

    @property
    def sends(self) -> tuple[Send, ...]:
        """Those who are written to."""
        return tuple(step for step in self.steps if isinstance(step, Send))

    @property
    def skips(self) -> tuple[Skip, ...]:
        """Those who are not, each with the reason."""
        return tuple(step for step in self.steps if isinstance(step, Skip))


def held(person: Person, asked: Container[PersonId]) -> Because | None:
    """Why this person cannot be written to at all, whatever the ledger says; None if they can."""
    if person.unwanted:
        return Because.UNWANTED
    if person.address is None:
        return Because.NO_ADDRESS
    if person.id in asked:
        return Because.QUESTION
    if person.holds:
        return Because.HELD
    return None


def decide(
    people: Iterable[Person],
    standings: Mapping[PersonId, Standing],
    reasons: Mapping[PersonId, Because],
    *,
    reaches: bool,
    limit: int | None = None,
) -> Plan:
    """Give everyone a step.

    standings: by person, of those who have a letter. reasons: of those who are held or filtered
    out. reaches: whether the courier truly reaches people; the outbox does not, so what it has
    written it does not write again, while a real courier starts anew. limit: how many are written
    to at most.
    """
    steps: list[Step] = []
    left = limit
    for person in people:
        step = _step(person, standings.get(person.id), reasons.get(person.id), reaches=reaches)
        if isinstance(step, Send) and left is not None:
            if left <= 0:
                step = Skip(person, Because.LIMIT)
            else:
                left -= 1
        steps.append(step)
    return Plan(tuple(steps))


def _step(
    person: Person, standing: Standing | None, reason: Because | None, *, reaches: bool
) -> Step:
    to = person.address
    # What has happened to a person outweighs what hinders them now: who has been reached is "sent",
    # not "held".
    if standing and not starts_next(standing, to, reaches=reaches) and (done := _done(standing)):
        return Skip(person, done)
    if reason or to is None:
        return Skip(person, reason or Because.NO_ADDRESS)
    if standing is None:
        return Send(person, to, 1)
    tried = standing.state is State.READY and standing.at is not None
    again = (standing.number, standing.message_id, standing.because, standing.preface)
    return Send(person, to, *again, deliberate=standing.outdated, tried=tried)


def _done(standing: Standing) -> Because | None:
    """What has happened to a letter that the next send does not begin; None where only an address
    is missing.
    """
    match standing.state:
        case State.READY | State.WAITING:
            return None
        case State.WRITTEN:
            return OF_DRAFT[standing.draft]
        case State.UNCLEAR:
            return Because.TAKEN if standing.in_hand else Because.UNCLEAR
        case State.SENT:
            return Because.SENT
        case State.FAILED:
            return Because.FAILED
    assert_never(standing.state)


def starts_next(standing: Standing, to: Address | None, *, reaches: bool) -> bool:
    """Whether the next send begins this letter, if nothing holds the person back: `may_start`, and
    what only the plan knows.

    A failed letter is tried again by itself at an address that has not said no to the person. A
    resend is not where the letter before it has reached them, or may have: only somebody's word
    repeats it then. A draft is written over, or taken back, only as we left it. `decide` does what
    this says, and `summary.line` promises it. to: the person's address now. reaches: as for
    `decide`.
    """
    if to is None:
        return False
    if standing.state is State.FAILED and (standing.earlier or to.written in standing.refused):
        return False
    if standing.state is State.WRITTEN and standing.draft is not DraftFound.LIES:
        return False
    return standing.outdated or may_start(
        standing.state, reaches=reaches, new_address=to.key != standing.address
    )


def may_start(state: State, *, reaches: bool, new_address: bool) -> bool:
    """Whether a letter in this state may be begun; asked again by the ledger at the instant it is
    claimed.
    """
    match state:
        case State.READY | State.WAITING:
            return True
        case State.WRITTEN:
            return reaches or new_address  # a draft to the old address is written over
        case State.UNCLEAR | State.SENT:
            return False
        case State.FAILED:
            return new_address
    assert_never(state)


def counting(standings: Sequence[Standing]) -> Standing:
    """The one of a person's letters that counts, with whether an earlier one has reached them.

    That is the latest, unless nobody has tried to hand it over (it is ready, or a draft in the
    outbox) and an earlier one has gone or may have. A resend that was refused counts although the
    letter before it was accepted: somebody said that nothing came, and their case is open as long
    as the resend has not gone. Of one number the furthest counts. standings: at least one, of one
    person and one mailing (two ids found to be one human being bring the letters of both).
    """
    ranked = sorted(
        standings, key=lambda standing: (-standing.number, FURTHEST.index(standing.state))
    )
    latest = ranked[0]
    gone = [standing for standing in ranked if standing.state in (State.SENT, State.UNCLEAR)]
    counts = gone[0] if gone and latest.state in (State.READY, State.WRITTEN) else latest
    earlier = any(standing.number < counts.number for standing in gone)
    return replace(
        counts,
        earlier=earlier,
        refused=frozenset().union(*(standing.refused for standing in standings)),
    )
