"""`invite bounces --json`, by the contract of the design's section 4."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from invite.campaign.returns.matching import FoundAnswer
from invite.campaign.returns.outcomes import MailOutcome, Returns
from invite.ledger.letters.returned_mail import ReturnedMail
from invite.report.base.picture import Document

Local = Callable[[datetime], datetime]


def to_document(found: Returns) -> Document:
    """Where returned mail stands. `mails`: those just read; `waiting`: what the coordinator is to
    look at, each with the number that `--take` takes.
    """
    return {
        "mailbox": found.mailbox or None,
        "mails": [_mail(one, found.local) for one in found.mails],
        "answers": [_answer(one, answer) for one in found.mails for answer in one.answers],
        "waiting": [_waiting(one, found.local) for one in found.waiting],
        "taken": [one.number for one in found.taken],
        "moved": found.moved,
        "refusing_us": found.refusing_us,
        "alarm": found.alarm,
    }


def _mail(one: MailOutcome, local: Local) -> Document:
    recipient, absence = one.recipient, one.mail.absence
    verdict = recipient.verdict if recipient else None
    words = recipient.in_words if recipient else ""
    return {
        "source": one.source,
        "kind": one.mail.kind.value,
        "recipients": [each.address for each in one.mail.recipients],
        "address": verdict.value if verdict else None,
        "letter": one.letter.value if one.letter else None,
        "person": one.person,
        "message_id": one.message_id or None,
        "words": one.mail.words,
        "plain": words or None,
        "applied": one.applied,
        "new": one.taken is not None and one.taken.value == "new",
        "at": _iso(one.mail.at, local),
        "away_until": absence.last_day.isoformat() if absence and absence.last_day else None,
        "back_on": absence.back.isoformat() if absence and absence.back else None,
    }


def _answer(one: MailOutcome, found: FoundAnswer) -> Document:
    return {
        "person": found.person,
        "answer": found.answer.kind.value,
        "source": one.source,
        "how": found.answer.source.value,
        "can_be_taken": found.can_be_taken,
    }


def _waiting(one: ReturnedMail, local: Local) -> Document:
    return {
        "mail": one.number,
        "why": one.why.value,
        "source": one.source,
        "kind": one.kind,
        "person": one.person,
        "address": one.address or None,
        "letter": one.fact or None,
        "answer": one.answer or None,
        "words": one.words,
        "at": _iso(one.at, local),
    }


def _iso(at: datetime | None, local: Local) -> str | None:
    return local(at).isoformat(timespec="seconds") if at else None
