"""Where returned mail stands: what came of each mail that was read, and what waits for the
coordinator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from invite.campaign.project import Project
from invite.campaign.returns.matching import REPORTS, FoundAnswer
from invite.ledger.letters.reports import ALARM, WriteResult
from invite.ledger.letters.returned_mail import ReturnedMail
from invite.people.model import Person, PersonId
from invite.returned.model import InboundMail, LetterVerdict, MailKind, RecipientReport

KEPT = timedelta(days=30)  # for how long a mail is shown with which nothing can be done


class MailOutcome(Struct, frozen=True, kw_only=True):
    """One mail and what came of it. recipient: the one that counts of several. message_id: of the
    letter that it is about. taken: what the ledger did with it, None where it said nothing of a
    letter that is known. applied: whether the ledger holds what it says.
    """

    source: str
    uid: int
    mail: InboundMail
    recipient: RecipientReport | None
    person: PersonId | None
    message_id: str
    taken: WriteResult | None
    applied: bool
    answers: tuple[FoundAnswer, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether a mail system wrote it, about a letter."""
        return self.mail.kind in REPORTS

    @property
    def letter(self) -> LetterVerdict | None:
        """What became of the letter, as the mail says."""
        if self.recipient is not None:
            return self.recipient.letter
        return _VERDICTS.get(self.mail.kind)


_VERDICTS: Mapping[MailKind, LetterVerdict] = {
    MailKind.BOUNCE: LetterVerdict.FAILED,
    MailKind.DELAY: LetterVerdict.DELAYED,
    MailKind.DELIVERY_REPORT: LetterVerdict.DELIVERED,
}


class Returns(Struct, frozen=True, kw_only=True):
    """Where returned mail stands. mails: those just read. waiting: what the coordinator is to look
    at. refusing_us: how many people's servers refuse the sender or the content. mailbox: where the
    reports go, in words. people: everybody who is named. local: an instant in the
    event's time zone. taken: what was just taken over. moved: how
    many mails were moved in the mailbox.
    """

    mails: tuple[MailOutcome, ...]
    waiting: tuple[ReturnedMail, ...]
    refusing_us: int
    mailbox: str
    people: Mapping[PersonId, Person]
    local: Callable[[datetime], datetime]
    taken: tuple[ReturnedMail, ...] = ()
    moved: int = 0

    @property
    def alarm(self) -> bool:
        """Whether the trouble is with us, not with the addresses."""
        return self.refusing_us >= ALARM


def stand(
    project: Project,
    mails: Iterable[MailOutcome] = (),
    *,
    taken: tuple[ReturnedMail, ...] = (),
    mailbox: str = "",
    moved: int = 0,
) -> Returns:
    """Where returned mail stands, with the mails that were just read, and taken over."""
    mails = tuple(mails)
    waiting = project.ledger.returned_mail.waiting(project.now() - KEPT)
    named = [*(one.person for one in mails), *(one.person for one in waiting)]
    named += [one.person for one in taken]
    ids = list(dict.fromkeys(id_ for id_ in named if id_))
    return Returns(
        mails=mails,
        waiting=waiting,
        refusing_us=project.ledger.reports.refusing_us(),
        mailbox=mailbox,
        people={one.person.id: one.person for one in project.ledger.persons.recorded(of=ids)},
        local=project.local,
        taken=taken,
        moved=moved,
    )
