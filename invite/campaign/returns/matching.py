"""Which letter a mail is about, and what follows: certain, a question for the coordinator, or
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from msgspec import Struct

from invite.ledger.letters.reports import OfAddress, Trace
from invite.lifecycle import Fact
from invite.people.model import PersonId
from invite.returned.addresses import key
from invite.returned.model import (
    AnswerKind,
    AnswerSource,
    InboundMail,
    LetterMarks,
    LetterVerdict,
    MailKind,
    PersonalAnswer,
    RecipientReport,
)

RECENT = timedelta(days=10)  # mail servers give up after five (RFC 5321 4.5.4.1); some after a week
SKEW = timedelta(hours=1)  # by so much other servers' clocks may differ

FACTS: Mapping[LetterVerdict, Fact] = {
    LetterVerdict.FAILED: Fact.BOUNCED,
    LetterVerdict.DELAYED: Fact.DELAYED,
    LetterVerdict.DELIVERED: Fact.DELIVERED,
}
REPORTS: Mapping[MailKind, Fact] = {
    MailKind.BOUNCE: Fact.BOUNCED,
    MailKind.DELAY: Fact.DELAYED,
    MailKind.DELIVERY_REPORT: Fact.DELIVERED,
}


class Act(Enum):
    """What follows from a mail. WRITE: a fact of a letter, for certain. ADDRESS: something of an
    address, nothing of a letter. ASK: it is a question. LIST: it fits nothing, for a human.
    """

    WRITE = auto()
    ADDRESS = auto()
    ASK = auto()
    LIST = auto()


class Effect(Struct, frozen=True, kw_only=True):
    """What follows from what a mail says of one recipient. trace, fact: the letter and what became
    of it, of WRITE and ASK. person: whom it is about, where that is known.
    """

    act: Act
    recipient: RecipientReport | None = None
    trace: Trace | None = None
    fact: Fact | None = None
    person: PersonId | None = None
    addresses: tuple[OfAddress, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterIndex:
    """All that mails can be about. owners: whose each address is or was, by key."""

    traces: Sequence[Trace]
    owners: Mapping[str, frozenset[PersonId]]
    by_message_id: Mapping[str, Trace] = field(init=False)
    by_id: Mapping[str, Trace] = field(init=False)
    by_address: Mapping[str, Sequence[Trace]] = field(init=False)
    by_person: Mapping[PersonId, Sequence[Trace]] = field(init=False)

    def __post_init__(self) -> None:
        addresses: dict[str, list[Trace]] = {}
        people: dict[PersonId, list[Trace]] = {}
        for trace in self.traces:
            addresses.setdefault(key(trace.last.to), []).append(trace)
            people.setdefault(trace.person, []).append(trace)
        owners = {address: set(people) for address, people in self.owners.items()}
        for trace in self.traces:
            for attempt in trace.attempts:
                owners.setdefault(key(attempt.to), set()).add(trace.person)
        object.__setattr__(
            self, "owners", {address: frozenset(people) for address, people in owners.items()}
        )
        ids = {bare(id_): trace for trace in self.traces for id_ in trace.message_ids if id_}
        object.__setattr__(self, "by_message_id", ids)
        object.__setattr__(self, "by_id", {trace.letter: trace for trace in self.traces})
        object.__setattr__(self, "by_address", addresses)
        object.__setattr__(self, "by_person", people)

    def marked(self, marks: LetterMarks) -> tuple[Trace, ...]:
        """The letters that a mail's marks name, by the surest kind of mark that names any."""
        for kind, known in (
            (marks.plus, self.by_id),
            (marks.envelope_ids, self.by_message_id),
            (marks.invite_ids, self.by_id),
            (marks.message_ids, self.by_message_id),
        ):
            found = {
                trace.letter: trace for mark in kind if (trace := known.get(bare(mark))) is not None
            }
            if found:
                return tuple(found.values())
        return ()

    def owner(self, addresses: Iterable[str]) -> PersonId | None:
        """Whose these addresses are; None where they are nobody's or several people's."""
        found = {one for address in addresses for one in self.owners.get(key(address), ())}
        return found.pop() if len(found) == 1 else None


def bare(message_id: str) -> str:
    """A Message-ID without its angle brackets; case counts (RFC 5322 3.6.4)."""
    return message_id.strip("<> \t")


def effects(mail: InboundMail, letters: LetterIndex, now: datetime) -> tuple[Effect, ...]:
    """What follows from a report, recipient by recipient; nothing from any other mail. now: stands
    for the mail's date where it has none.
    """
    if mail.kind not in REPORTS:
        return ()
    return tuple(_effect(mail, one, letters, now) for one in mail.recipients or (None,))


def _effect(
    mail: InboundMail, recipient: RecipientReport | None, letters: LetterIndex, now: datetime
) -> Effect:
    verdict = recipient.letter if recipient else None
    fact = FACTS[verdict] if verdict else REPORTS[mail.kind]
    marked = letters.marked(mail.marks) or tuple(
        # A code says whose letter it is, and not yet which.
        trace
        for person in mail.marks.persons
        for trace in letters.by_person.get(person, ())
    )
    if not marked:
        return _by_address(mail, recipient, fact, letters, now)
    if recipient is None:
        return _of_nobody(marked, fact)
    at = {key(address) for address in recipient.addresses}
    found = [trace for trace in marked if key(trace.last.to) in at]
    named = [trace for trace in found if _same(trace.subject, mail.marks.subject)]
    found = named if len(found) > 1 and named else found
    if not found:
        return _elsewhere(marked, recipient, fact, at, letters)
    trace = found[-1]
    certain = len(found) == 1 and not _is_older(mail, trace)
    said = OfAddress(person=trace.person, key=key(trace.last.to), cause=_cause(recipient))
    return Effect(
        act=Act.WRITE if certain else Act.ASK,
        recipient=recipient,
        trace=trace,
        fact=fact,
        person=trace.person,
        addresses=(said,) if fact is Fact.BOUNCED else (),
    )


def _is_older(mail: InboundMail, trace: Trace) -> bool:
    """Whether a report may be about an earlier attempt to the same address."""
    return len(trace.attempts) > 1 and (mail.at is None or mail.at < trace.last.at - SKEW)


def _same(subject: str, other: str) -> bool:
    return subject.split() == other.split()


def _cause(recipient: RecipientReport) -> str:
    return recipient.cause.value if recipient.cause else ""


def _of_nobody(marked: Sequence[Trace], fact: Fact) -> Effect:
    """The report names no recipient: it is about the one address that its letter ever went to."""
    trace = marked[-1]
    addresses = {key(attempt.to) for attempt in trace.attempts}
    certain = len(marked) == 1 and len(addresses) == 1 and len(trace.attempts) == 1
    return Effect(
        act=Act.WRITE if certain else Act.ASK, trace=trace, fact=fact, person=trace.person
    )


def _elsewhere(
    marked: Sequence[Trace],
    recipient: RecipientReport,
    fact: Fact,
    at: set[str],
    letters: LetterIndex,
) -> Effect:
    """The report names another address than that of the last attempt. Where it is one of theirs,
    the address is dead and the letter is not; a stranger's (it was sent on) is a question.
    """
    trace = marked[-1]
    theirs = [
        OfAddress(person=one.person, key=address, cause=_cause(recipient))
        for one in marked
        for address in sorted(at)
        if one.person in letters.owners.get(address, ())
    ]
    if theirs:
        told = tuple(theirs[:1]) if fact is Fact.BOUNCED else ()
        return Effect(act=Act.ADDRESS, recipient=recipient, person=theirs[0].person, addresses=told)
    return Effect(act=Act.ASK, recipient=recipient, trace=trace, fact=fact, person=trace.person)


def _by_address(
    mail: InboundMail,
    recipient: RecipientReport | None,
    fact: Fact,
    letters: LetterIndex,
    now: datetime,
) -> Effect:
    """Nothing but an address speaks for a letter: one that went there in the last days is asked
    about, if it came back.
    """
    addresses = recipient.addresses if recipient else ()
    at = mail.at or now
    recent = [
        trace
        for address in dict.fromkeys(key(one) for one in addresses)
        for trace in letters.by_address.get(address, ())
        if trace.last.at - SKEW <= at <= trace.last.at + RECENT
    ]
    if recent and fact is Fact.BOUNCED:
        trace = max(recent, key=lambda one: one.last.fact)
        return Effect(act=Act.ASK, recipient=recipient, trace=trace, fact=fact, person=trace.person)
    return Effect(act=Act.LIST, recipient=recipient, person=letters.owner(addresses))


class FoundAnswer(Struct, frozen=True, kw_only=True):
    """An answer and whose it is. can_be_taken: `bounces --take` may act on it."""

    answer: PersonalAnswer
    person: PersonId | None
    can_be_taken: bool


def answers(
    mail: InboundMail, letters: LetterIndex, is_ours: Callable[[str], bool]
) -> tuple[FoundAnswer, ...]:
    """What people answered, each with whose answer it is. is_ours: whether a calendar entry's UID
    is that of the event.

    A code is unguessable; a calendar's reply is taken only from an address of somebody whom we
    wrote to, and about our event.
    """
    found = []
    for one in mail.answers:
        person = one.person or letters.owner((one.address,) if one.address else ())
        person = person or whose(mail, letters)
        decided = one.kind in (AnswerKind.ACCEPTED, AnswerKind.DECLINED)
        proven = one.source is AnswerSource.CODE or (
            one.source is AnswerSource.CALENDAR
            and is_ours(one.uid)
            and person is not None
            and letters.owner((one.address,)) == person
        )
        if one.source is AnswerSource.CALENDAR and one.uid and not is_ours(one.uid):
            continue  # another meeting of theirs
        found.append(
            FoundAnswer(
                answer=one, person=person, can_be_taken=decided and proven and person is not None
            )
        )
    return tuple(found)


def whose(mail: InboundMail, letters: LetterIndex) -> PersonId | None:
    """Whom a mail is about or from, as far as it can be told; for showing."""
    marked = letters.marked(mail.marks)
    if marked:
        return marked[0].person
    if len(mail.marks.persons) == 1:
        return mail.marks.persons[0]
    addresses = [one for recipient in mail.recipients for one in recipient.addresses]
    return letters.owner(addresses or ([mail.sender] if mail.sender else []))
