"""One mail read: bytes in, what it says of which letter and address out; it never raises for what a
stranger wrote.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import cached_property

from invite.records import replace
from invite.returned import absence, answers, notice, outlook_msg, report_fields
from invite.returned.addresses import address_of, addresses_in, is_machine, unique
from invite.returned.marks import FindPerson, find_marks
from invite.returned.mime import MailText, ParsedMessage, one_line, parse, split
from invite.returned.model import (
    Absence,
    Cause,
    InboundMail,
    LetterVerdict,
    MailKind,
    PersonalAnswer,
    RecipientReport,
)
from invite.returned.server_words import cause_in
from invite.returned.verdicts import decide

MAX_NEW_ANSWER = 1_500  # characters of a mail that answers none; a longer one is an advertisement


def read_mail(content: bytes, person_of: FindPerson) -> InboundMail:
    """What a mail says. content: an `.eml` or an Outlook `.msg` as it is. person_of: whose code (of
    a personal link) this is.

    Nothing in it is proved: anybody can write a report. Whether the letter was sent, the ledger
    knows.
    """
    message = outlook_msg.parse(content) if outlook_msg.is_msg(content) else parse(content)
    own = split(message)
    sent_on = own.letter is not None and _is_report(own.letter) and not _is_report(message)
    if own.letter is not None and sent_on and is_machine(address_of(message.first("from"))):
        message, own = own.letter, split(own.letter)  # a report that was sent on as it is
    read = _Reader(message, own, person_of)
    return (
        read.complaint()
        or read.delivery_report()
        or read.answer_of_calendar()
        or read.prose_report()
        or read.written()
    )


def _is_report(message: ParsedMessage) -> bool:
    return any(part.media_type.endswith("/delivery-status") for part in message.parts)


class _Reader:
    """One mail under way: each step is the whole answer, or None for the next to try."""

    def __init__(self, message: ParsedMessage, own: MailText, person_of: FindPerson) -> None:
        self.message, self.own, self.person_of = message, own, person_of
        self.subject = message.first("subject")
        self.sender = address_of(message.first("from"))
        self.from_system = notice.is_from_system(message)

    def complaint(self) -> InboundMail | None:
        """A feedback report (RFC 5965), or Microsoft's form of one."""
        report = report_fields.feedback(self.message)
        known = self.own.letter.all("x-hmxmroriginalrecipient") if self.own.letter else ()
        if report is None and not (
            known and re.match(r"complaint about message", self.subject, re.IGNORECASE)
        ):
            return None
        kind = (
            MailKind.COMPLAINT
            if report is None or report.kind in report_fields.COMPLAINTS
            else MailKind.OTHER
        )
        to = (
            (report.recipients if report else ())
            or unique(map(address_of, known))
            or notice.letter_recipients(self.own.letter)
        )
        return self._mail(
            kind, tuple(RecipientReport(address=address, letter=None, cause=None) for address in to)
        )

    def delivery_report(self) -> InboundMail | None:
        """A delivery report (RFC 3464) or a receipt (RFC 8098)."""
        receipt = report_fields.disposition(self.message)
        if receipt is not None:
            to = self._recipient(receipt, alone=True)
            ids = report_fields.original_message_ids(self.message)
            return None if to is None else self._mail(_kind_of((to,)), (to,), ids=ids)
        # Fields in the text are a report's only if a mail system wrote it: colleagues paste them
        # too.
        system = self.from_system or notice.is_failure_subject(self.subject)
        status = report_fields.delivery_status(self.message, self.own.text if system else "")
        if status is None or (not status.recipients and not self.from_system):
            return None
        ids = (*report_fields.original_message_ids(self.message), status.message_id)
        found = tuple(
            one
            for fields in status.recipients
            if (one := self._recipient(fields, alone=len(status.recipients) == 1))
        )
        found = _joined(found) or self._in_prose()
        return self._mail(_kind_of(found), found, envelope_id=status.envelope_id, ids=ids)

    def prose_report(self) -> InboundMail | None:
        """A report without fields: from a mail system, and saying that a letter was not
        delivered."""
        if not (self.message.first("x-failed-recipients") or self._returns_letter()):
            return None
        found = self._in_prose()
        if not found and not self.from_system:
            return None
        return self._mail(
            _kind_of(found) if found else _KINDS[notice.verdict(self.subject, self.own.text)], found
        )

    def _returns_letter(self) -> bool:
        """Whether a mail without fields is a report all the same, and no person's: a false alarm is
        worse than a missed one.
        """
        text, returned = self.own.text[:5000], self.own.letter is not None
        failed = notice.is_failure_subject(self.subject)
        if self.from_system:
            daemon = "daemon" in self.message.first("from").lower()  # a postmaster may be a person
            unknown = cause_in(text) is Cause.NO_MAILBOX
            return failed or (returned and daemon) or unknown or notice.says_failure(text)
        empty = self.message.first("return-path").strip() in ("<>", "<MAILER-DAEMON>")
        if absence.says_away(self.subject):
            return False
        submitted = self.message.first("auto-submitted").lower().startswith("auto")
        plain = notice.names_failed_recipients(text)
        return (failed and (returned or empty or submitted or plain)) or (
            empty and returned and notice.says_failure(text)
        )

    def answer_of_calendar(self) -> InboundMail | None:
        """A calendar's reply (RFC 5546)."""
        said = answers.calendar_answers(self.message)
        return self._mail(MailKind.CALENDAR_REPLY, answers_=said) if said else None

    def written(self) -> InboundMail:
        """What somebody wrote, or their mail program for them, or something else."""
        if absence.is_automatic(self.message):
            at = self._date()
            said = f"{self.subject}\n{answers.own_words(self.own.text)}"
            away = absence.absence_in(said, at.date() if at else None)
            return self._mail(MailKind.AUTO_REPLY, absence_=away)
        coded = answers.code_answers(self.message, self.sender, self.person_of)
        mail = self._mail(MailKind.OTHER)
        ours = (
            mail.marks.persons
            or mail.marks.invite_ids
            or self.message.all("in-reply-to")
            or notice.ANSWERED.match(self.subject)
        )
        given = coded or answers.worded_answers(self.subject, self.own.text, self.sender)
        short = len(self.own.text) < MAX_NEW_ANSWER
        bulk = self.message.all("list-id", "list-unsubscribe", "auto-submitted") or self.from_system
        if not coded and (bulk or not (ours or (given and short))):
            return mail
        return replace(mail, kind=MailKind.REPLY, answers=given)

    def _recipient(
        self, fields: report_fields.RecipientFields, *, alone: bool
    ) -> RecipientReport | None:
        """One recipient's verdicts from the fields, and from the prose where the fields say
        nothing.
        """
        found = fields.addresses
        if not found:
            said = self._mentions
            if not alone or len(said) != 1:
                return None
            found = (said[0].address,)
        letter = fields.action or notice.verdict(self.subject, self.own.text)
        if letter is LetterVerdict.DELIVERED:
            return RecipientReport(address=found[0], also=found[1:], letter=letter, cause=None)
        lines = next(
            (m.lines for m in self._mentions if set(map(str.lower, found)) & {m.address.lower()}),
            "",
        )
        cause, status, reply = decide(
            fields.diagnostic, fields.status, lines, *([self.own.text] if alone else [])
        )
        return RecipientReport(
            address=found[0], also=found[1:], letter=letter, cause=cause, status=status, reply=reply
        )

    def _in_prose(self) -> tuple[RecipientReport, ...]:
        """The recipients of a report in prose, with what is said of each."""
        letter = notice.verdict(self.subject, self.own.text)
        reports = []
        mentions = self._mentions
        whole = [self.own.text] if len(mentions) == 1 else []
        for mention in mentions:
            delivered = letter is LetterVerdict.DELIVERED
            cause, status, reply = (
                (None, "", "") if delivered else decide("", "", mention.lines, *whole)
            )
            reports.append(
                RecipientReport(
                    address=mention.address,
                    also=mention.also,
                    letter=letter,
                    cause=cause,
                    status=status,
                    reply=reply,
                )
            )
        return tuple(reports)

    @cached_property
    def _mentions(self) -> tuple[notice.Mention, ...]:
        """The recipients that the text names, or X-Failed-Recipients."""
        named = unique(
            a for value in self.message.all("x-failed-recipients") for a in addresses_in(value)
        )
        ours = [
            a
            for value in self.message.all("to", "from", "delivered-to", "x-original-to", "cc")
            for a in addresses_in(value)
        ]
        found = notice.mentions(
            self.own.text, tuple(ours), named or notice.letter_recipients(self.own.letter)
        )
        if not named:
            return found
        lines = {mention.address.lower(): mention.lines for mention in found}
        return tuple(notice.Mention(address=a, lines=lines.get(a.lower(), "")) for a in named)

    def _date(self) -> dt.datetime | None:
        try:
            return parsedate_to_datetime(self.message.first("date"))
        except (ValueError, TypeError, OverflowError):
            return None

    def _mail(
        self,
        kind: MailKind,
        recipients: tuple[RecipientReport, ...] = (),
        *,
        envelope_id: str = "",
        ids: tuple[str, ...] = (),
        answers_: tuple[PersonalAnswer, ...] = (),
        absence_: Absence | None = None,
    ) -> InboundMail:
        texts = [part.text for part in self.message.parts if part.media_type.startswith("text/")]
        marks = find_marks(
            self.message,
            self.own.letter,
            [*texts, self.subject],
            self.person_of,
            envelope_id=envelope_id,
            message_ids=ids,
        )
        said = next((r.reply for r in recipients if r.reply), "") or answers.own_words(
            self.own.text
        )
        return InboundMail(
            kind=kind,
            sender=self.sender,
            subject=one_line(self.subject),
            message_id=self.message.first("message-id").strip("<> "),
            at=self._date(),
            recipients=recipients,
            marks=marks,
            absence=absence_,
            answers=answers_,
            words=one_line(said),
            cut=self.message.cut,
        )


_KINDS = {
    LetterVerdict.FAILED: MailKind.BOUNCE,
    LetterVerdict.DELAYED: MailKind.DELAY,
    LetterVerdict.DELIVERED: MailKind.DELIVERY_REPORT,
}


def _kind_of(recipients: tuple[RecipientReport, ...]) -> MailKind:
    """The worst of its recipients names the mail."""
    verdicts = {recipient.letter for recipient in recipients}
    return next((kind for verdict, kind in _KINDS.items() if verdict in verdicts), MailKind.BOUNCE)


def _joined(recipients: tuple[RecipientReport, ...]) -> tuple[RecipientReport, ...]:
    """Each recipient once: a report may name one twice."""
    kept: dict[str, RecipientReport] = {}
    for one in recipients:
        kept.setdefault(one.address.casefold(), one)
    return tuple(kept.values())
