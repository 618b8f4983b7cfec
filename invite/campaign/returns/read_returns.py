"""Returned mail read: what is certain goes into the ledger at once, the rest waits for the
coordinator.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from invite.campaign.project import Project
from invite.campaign.returns.mail_files import ReceivedMail
from invite.campaign.returns.mail_reader import MailReader
from invite.campaign.returns.matching import (
    Act,
    Effect,
    FoundAnswer,
    LetterIndex,
    answers,
    effects,
    whose,
)
from invite.campaign.returns.outcomes import MailOutcome
from invite.ledger.letters.facts import MAILBOX
from invite.ledger.letters.reports import Report, Said, WriteResult
from invite.ledger.letters.returned_mail import ReturnedMail, Why
from invite.ledger.storage.store import closed
from invite.letters.message.ics import uid_of
from invite.lifecycle import Fact
from invite.people.model import PersonId
from invite.returned.addresses import key
from invite.returned.model import InboundMail, MailKind, RecipientReport

AT_ONCE = 200  # mails of one transaction


class Reader:
    """Reads mails of one project. Letters are looked up once; the ledger looks again to write."""

    def __init__(self, project: Project) -> None:
        if project.closed:
            raise closed()
        self._project = project
        self._letters = LetterIndex(
            project.ledger.reports.traces(), project.ledger.reports.owners()
        )
        self._codes: dict[str, PersonId] | None = None
        self._erased = project.ledger.stops.do_not_write()
        self._uid = uid_of(project.ledger.keys.seed("calendar"))

    def read(
        self,
        mails: Iterable[ReceivedMail],
        done: Callable[[Sequence[ReceivedMail]], None] = lambda _some: None,
    ) -> Iterator[MailOutcome]:
        """Read them, some at a time; what is certain is durable before the next are looked at.
        done: is told of the mails of which all is written down.
        """
        left = iter(mails)
        with MailReader() as reader:
            while some := list(islice(left, AT_ONCE)):
                yield from self._together(some, reader)
                done(some)

    @property
    def first_letter(self) -> datetime | None:
        """When the first letter began, aware; None where none has."""
        begun = (attempt.at for trace in self._letters.traces for attempt in trace.attempts)
        return min(begun, default=None)

    def _together(self, some: Sequence[ReceivedMail], reader: MailReader) -> list[MailOutcome]:
        now = self._project.now()
        read = [(one, reader.read(one.content, self._person_of)) for one in some]
        found = [(one, mail, effects(mail, self._letters, now)) for one, mail in read]
        reports = [_report(mail, effect) for _one, mail, theirs in found for effect in theirs]
        results = iter(self._project.ledger.reports.write(reports, by=MAILBOX))
        outcomes: list[MailOutcome] = []
        waiting: list[ReturnedMail] = []
        for one, mail, theirs in found:
            taken = [(effect, next(results)) for effect in theirs]
            said = answers(mail, self._letters, lambda uid: uid == self._uid)
            outcomes.append(self._outcome(one, mail, taken, said))
            waiting += self._waiting(one, mail, taken, said)
        self._project.ledger.returned_mail.keep(
            each for each in waiting if not self._is_erased(each)
        )
        return outcomes

    def _outcome(
        self,
        one: ReceivedMail,
        mail: InboundMail,
        taken: Sequence[tuple[Effect, WriteResult | None]],
        said: tuple[FoundAnswer, ...],
    ) -> MailOutcome:
        counts = next((pair for pair in taken if pair[0].trace or pair[0].person), None)
        effect, result = counts or (taken[0] if taken else (None, None))
        ids = mail.marks.message_ids
        person = effect.person if effect else None
        trace = effect.trace if effect else None
        kept = (WriteResult.NEW, WriteResult.KNOWN)
        return MailOutcome(
            source=one.source,
            uid=one.uid,
            mail=mail,
            recipient=effect.recipient if effect else next(iter(mail.recipients), None),
            person=person or next((a.person for a in said if a.person), None)
            or whose(mail, self._letters),
            message_id=trace.message_ids[-1] if trace else f"<{ids[0]}>" if ids else "",
            taken=result,
            applied=any(
                r in kept or (e.act is Act.ADDRESS and bool(e.addresses)) for e, r in taken
            ),
            answers=said,
        )  # fmt: skip

    def _waiting(
        self,
        one: ReceivedMail,
        mail: InboundMail,
        taken: Sequence[tuple[Effect, WriteResult | None]],
        said: tuple[FoundAnswer, ...],
    ) -> Iterator[ReturnedMail]:
        """What of a mail waits for the coordinator."""
        for effect, result in taken:
            if (why := _why(effect, result)) is not None:
                yield _kept(one, mail, why, effect=effect)
        for found in said:
            if found.person is not None or found.can_be_taken:
                yield _kept(
                    one, mail, Why.ANSWER if found.can_be_taken else Why.WORDS, answer=found
                )
        if mail.unreadable:
            yield _kept(one, mail, Why.UNMATCHED)
        if mail.kind is MailKind.COMPLAINT:
            yield _kept(one, mail, Why.WORDS, person=whose(mail, self._letters))

    def _is_erased(self, one: ReturnedMail) -> bool:
        """Whoever was erased is not brought back by a mail either."""
        return self._erased is not None and any(
            self._erased.has_address(key(address))
            for address in (one.address, one.sender)
            if address
        )

    def _person_of(self, code: str) -> PersonId | None:
        """Whose code of a personal link it is, under whichever id they had."""
        if self._codes is None:
            token = self._project.ledger.keys.token
            self._codes = {
                token(id_): known.id
                for known in self._project.ledger.persons.known()
                for id_ in (known.id, *known.also)
            }
        return self._codes.get(code)


def _report(mail: InboundMail, effect: Effect) -> Report:
    said = None
    if effect.act is Act.WRITE and effect.trace is not None and effect.fact is not None:
        said = Said(
            letter=effect.trace.letter,
            attempt=effect.trace.last.fact,
            fact=effect.fact,
            words=_words(mail, effect.recipient),
        )
    return Report(said, effect.addresses)


def _words(mail: InboundMail, recipient: RecipientReport | None) -> str:
    """The server's own words, its code first: the ledger keeps the code even where words go."""
    if recipient is None:
        return mail.words
    said = recipient.reply or mail.words
    return said if recipient.status in said else f"{recipient.status} {said}".strip()


def _why(effect: Effect, result: WriteResult | None) -> Why | None:
    """Why what a report says waits for the coordinator; None where it does not."""
    if effect.act is Act.ASK and effect.fact is Fact.BOUNCED:
        return Why.QUESTION
    if effect.act in (Act.ASK, Act.LIST):
        return Why.UNMATCHED
    return Why.UNMATCHED if result in (WriteResult.UNFIT, WriteResult.OVERTAKEN) else None


def _kept(
    one: ReceivedMail,
    mail: InboundMail,
    why: Why,
    *,
    effect: Effect | None = None,
    answer: FoundAnswer | None = None,
    person: PersonId | None = None,
) -> ReturnedMail:
    recipient = effect.recipient if effect else None
    trace = effect.trace if effect else None
    return ReturnedMail(
        digest=_digest(one.content),
        why=why,
        source=one.source,
        kind=mail.kind.value,
        person=person or (effect.person if effect else None) or (answer.person if answer else None),
        letter=trace.letter if trace else None,
        attempt=trace.last.fact if trace else 0,
        fact=effect.fact.value if effect and effect.fact else "",
        address=recipient.address if recipient else answer.answer.address if answer else "",
        cause=recipient.cause.value if recipient and recipient.cause else "",
        answer=answer.answer.kind.value if answer else "",
        words=_words(mail, recipient),
        sender=mail.sender,
        subject=mail.subject,
        at=mail.at,
    )


def _digest(content: bytes) -> str:
    """By what a mail is known again, whatever its lines end with."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()
