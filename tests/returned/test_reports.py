"""Reports of many servers: recipients, what became of the letter, what follows for the address."""

from __future__ import annotations

import pytest
from inbound import MATTI, failed, from_daemon, only, read, report

from invite.returned.model import AddressVerdict, Cause, LetterVerdict, MailKind

COPY = "\nReceived: by mx.example.org\nMessage-ID: <letter-1@example.org>\nFrom: aino@example.org\n"


@pytest.mark.parametrize(
    ("said", "status", "cause"),
    [
        ("550 5.1.1 <matti@example.com>: Recipient address rejected: User unknown", "5.1.1", Cause.NO_MAILBOX),
        ("550-5.1.1 The email account that you tried to reach does not exist.", "5.1.1", Cause.NO_MAILBOX),
        ("550 5.7.1 No such user here (in reply to RCPT TO command)", "5.7.1", Cause.NO_MAILBOX),
        ("host mx said: 550 unknown user <matti@example.com> (in reply to RCPT TO command)", "5.0.0", Cause.NO_MAILBOX),
        ("550 5.1.2 Host unknown", "5.1.2", Cause.NO_DOMAIN),
        ("550 5.1.10 Recipient address has null MX", "5.1.10", Cause.NO_DOMAIN),
        ("552 5.2.2 Over quota", "5.2.2", Cause.FULL),
        ("550 5.1.1 <matti@example.com> mailbox is full", "5.1.1", Cause.FULL),
        ("452 4.2.2 The email account that you tried to reach is over quota", "4.2.2", Cause.FULL),
        ("550 5.2.1 The email account that you tried to reach is disabled.", "5.2.1", Cause.DISABLED),
        ("550 5.7.26 Unauthenticated email from example.org is not accepted due to DMARC", "5.7.26", Cause.REFUSES_US),
        ("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "5.7.1", Cause.REFUSES_US),
        ("550 5.1.8 <aino@example.org>: Sender address rejected: Domain not found", "5.1.8", Cause.REFUSES_US),
        ("550 5.1.1 <matti@example.com> 192.0.2.1 has sent to too many recipients this hour", "5.1.1", Cause.REFUSES_US),
        ("552 5.3.4 Message size exceeds fixed limit", "5.3.4", Cause.REFUSES_LETTER),
        ("554 5.7.1 Message rejected as spam by Content Filtering", "5.7.1", Cause.REFUSES_LETTER),
        ("550 5.7.124 Sender not in allowed-senders list", "5.7.124", Cause.REFUSES_STRANGERS),
        ("connect to mx.example.com[192.0.2.1]:25: Connection timed out", "4.4.1", Cause.UNREACHABLE),
        ("5.1.0 - Unknown address error 550-'5.7.1 <aino@example.org>... Access denied' (delivery attempts: 0)", "5.1.0", Cause.REFUSES_US),
        ("matti@example.com: an MX or SRV record indicated no SMTP service", "5.0.0", Cause.NO_DOMAIN),
        ("550 permanent failure for one or more recipients", "5.0.0", Cause.UNKNOWN),
    ],
)  # fmt: skip
def test_causes(said: str, status: str, cause: Cause) -> None:
    """Why, from codes and words; the words count where they contradict the code."""
    recipient = only(read(failed(said, status=status)))
    assert (recipient.cause, recipient.letter) == (cause, LetterVerdict.FAILED)


@pytest.mark.parametrize(
    "said",
    [
        "550 Requested action not taken: mailbox unavailable",
        "550 : User unknown (in reply to end of DATA command)",
        "550 Unknown user matti@example.com",
    ],
)
def test_dead_only_where_something_proves_it(said: str) -> None:
    """Bare words without a code, of which nobody says that they answered RCPT, kill no address."""
    assert only(read(failed(said))).verdict is AddressVerdict.UNKNOWN


def test_what_may_pass_is_not_dead() -> None:
    """A failure of class 4 (RFC 3463) is of a condition that may pass, whatever the words say."""
    recipient = only(read(failed("450 4.1.1 User unknown in local table", status="4.1.1")))
    assert (recipient.letter, recipient.verdict) == (LetterVerdict.FAILED, AddressVerdict.TEMPORARY)


def test_marks_of_the_letter() -> None:
    """Plus-address, envelope id, Message-ID, X-Invite-Id, the code in a line that was folded."""
    marks = read(failed("550 5.1.1 unknown")).marks
    assert (marks.plus, marks.envelope_ids) == (("b7",), ("kutsu+7",))
    assert (marks.message_ids, marks.invite_ids) == (
        ("letter-1@example.org",),
        ("mzxw6ytboi2dkmrtgq3tqojq",),
    )
    assert marks.persons == (MATTI,)


def test_a_forwarded_recipient_keeps_its_first_address() -> None:
    """What the letter was addressed to stays with the recipient whom an alias led to."""
    fields = (
        "Original-Recipient: rfc822;matti@example.com\nFinal-Recipient: rfc822;m@home.example.net\n"
        "Action: failed\nStatus: 5.1.1"
    )
    assert only(read(report(fields))).addresses == ("m@home.example.net", "matti@example.com")


def test_each_recipient_has_its_own_verdict() -> None:
    """One report about three; the worst names the mail."""
    fields = "\n\n".join(
        f"Final-Recipient: rfc822;{to}\nAction: {action}\nStatus: {status}"
        for to, action, status in (
            ("a@example.com", "delivered", "2.0.0"),
            ("b@example.com", "delayed", "4.2.2"),
            ("c@example.com", "failed", "5.1.1"),
        )
    )
    mail = read(report(fields))
    assert mail.kind is MailKind.BOUNCE
    assert [(one.letter, one.verdict) for one in mail.recipients] == [
        (LetterVerdict.DELIVERED, None),
        (LetterVerdict.DELAYED, AddressVerdict.TEMPORARY),
        (LetterVerdict.FAILED, AddressVerdict.DEAD),
    ]


@pytest.mark.parametrize(
    ("body", "to", "cause"),
    [
        (  # qmail: QSBMF
            "Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver"
            " your message to the following addresses.\nThis is a permanent error; I've given up.\n\n"
            "<matti@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 sorry, no"
            f" mailbox here by that name\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n{COPY}",
            "matti@example.com",
            Cause.NO_MAILBOX,
        ),
        (  # Exim
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not"
            " be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es)"
            " failed:\n\n  matti@example.com\n    SMTP error from remote mail server after RCPT TO:<matti@example.com>:"
            f"\n    host mx.example.com [192.0.2.1]: 550 No Such User Here\n\n------ This is a copy of the message ------\n{COPY}",
            "matti@example.com",
            Cause.NO_MAILBOX,
        ),
        (  # Postfix without its report
            "This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message"
            " could not\nbe delivered to one or more recipients.\n\nFor further assistance, please send mail to"
            " <postmaster@example.org>\n\n<matti@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2\n"
            "    Mailbox full (in reply to RCPT TO command)\n",
            "matti@example.com",
            Cause.FULL,
        ),
        (  # Sendmail
            "   ----- The following addresses had permanent fatal errors -----\n<matti@example.com>\n    (reason: 550"
            " 5.7.1 Access denied)\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n"
            ">>> MAIL From:<aino@example.org>\n<<< 550 5.7.1 Access denied\n554 5.0.0 Service unavailable\n",
            "matti@example.com",
            Cause.REFUSES_US,
        ),
        (  # Exchange 2000
            "Your message\n\n  To:      tiimi@example.com\n  Subject: Kutsu\n  Sent:    Tue, 12 Jan 2027 09:14:00 +0200\n\n"
            "did not reach the following recipient(s):\n\nmatti@example.com on Tue, 12 Jan 2027 09:14:05 +0200\n"
            "    The recipient name is not recognized\n",
            "matti@example.com",
            Cause.NO_MAILBOX,
        ),
        (  # Domino
            "Your message\n\n  Subject: Kutsu\n\nwas not delivered to:\n\n  matti@example.com\n\nbecause:\n\n"
            "  User matti (matti@example.com) not listed in Domino Directory\n",
            "matti@example.com",
            Cause.NO_MAILBOX,
        ),
        (  # Courier
            "This is a delivery status notification from mx.example.org.\n\nThe original message was received on"
            " Tue, 12 Jan 2027\n\nUNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n"
            "<matti@example.com>:\n    mx.example.com [192.0.2.1]:\n>>> RCPT TO:<matti@example.com>\n<<< 550 User unknown.\n",
            "matti@example.com",
            Cause.NO_MAILBOX,
        ),
    ],
)  # fmt: skip
def test_prose(body: str, to: str, cause: Cause) -> None:
    """Servers that write no fields: who is meant, and why; nobody else is named."""
    mail = read(from_daemon(body))
    assert (mail.kind, only(mail).address, only(mail).cause) == (MailKind.BOUNCE, to, cause)


def test_a_transcript_of_several() -> None:
    """In a transcript each recipient's lines are its own."""
    mail = read(
        from_daemon(
            "   ----- Transcript of session follows -----\nWhile talking to mx.example.com:\n"
            ">>> RCPT To:<matti@example.com>\n<<< 550 <matti@example.com>... User unknown\n"
            "550 <matti@example.com>... User unknown\nWhile talking to mx.example.net:\n"
            "554 <liisa@example.net>... Remote protocol error\n",
            subject="Returned mail: User unknown",
        )
    )
    verdicts = {one.address: one.verdict for one in mail.recipients}
    assert verdicts == {
        "matti@example.com": AddressVerdict.DEAD,
        "liisa@example.net": AddressVerdict.UNKNOWN,
    }


def test_gmails_header_names_the_recipient() -> None:
    """X-Failed-Recipients counts, whatever else the text names."""
    mail = read(
        "X-Failed-Recipients: matti@example.com\n"
        + from_daemon("** Address not found **\nThe response was:\n550 5.1.1 unknown")
    )
    assert (only(mail).address, only(mail).verdict) == ("matti@example.com", AddressVerdict.DEAD)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Delayed Mail (still being retried)", "It will be retried until it is 5 days old.\n"),
        ("Warning: could not send message for past 4 hours", "WARNING MESSAGE ONLY\n"),
        ("Delivery Status Notification (Delay)", "Message will be retried for 2 more day(s)\n"),
    ],
)
def test_a_delay_in_prose(subject: str, body: str) -> None:
    """A warning is no failure."""
    mail = read(
        from_daemon(f"{body}\n<matti@example.com>: Connection timed out\n", subject=subject)
    )
    assert (mail.kind, only(mail).letter) == (MailKind.DELAY, LetterVerdict.DELAYED)


def test_a_queue_given_up_is_a_failure() -> None:
    """The twin: after the last try the report is a bounce, and the address is not dead."""
    body = "<matti@example.com>... Deferred: Connection timed out\nMessage could not be delivered for 5 days\n"
    mail = read(from_daemon(f"{body}Message will be deleted from queue\n"))
    assert (mail.kind, only(mail).verdict) == (MailKind.BOUNCE, AddressVerdict.TEMPORARY)


@pytest.mark.parametrize(
    ("disposition", "letter"),
    [
        ("manual-action/MDN-sent-manually; displayed", LetterVerdict.DELIVERED),
        ("manual-action/MDN-sent-manually; deleted", LetterVerdict.DELIVERED),
        ("automatic-action/MDN-sent-automatically; deleted", LetterVerdict.FAILED),
    ],
)
def test_receipts(disposition: str, letter: LetterVerdict) -> None:
    """A receipt (RFC 8098) proves that the letter came; a machine that deletes it refuses it."""
    mail = read(
        "From: matti@example.com\nSubject: Luettu: Kutsu\nContent-Type: multipart/report;"
        ' report-type=disposition-notification; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
        "Your message was rejected: Quota exceeded\n--b\nContent-Type:"
        " message/disposition-notification\n\nFinal-Recipient: rfc822; matti@example.com\n"
        f"Original-Message-ID: <letter-1@example.org>\nDisposition: {disposition}\n--b--\n"
    )
    assert (only(mail).letter, mail.marks.message_ids) == (letter, ("letter-1@example.org",))


def test_amazons_notification() -> None:
    """Amazon SES may send what it has to say as JSON."""
    mail = read(
        "From: SES <no-reply@sns.amazonaws.com>\nTo: aino@example.org\n"
        "Subject: AWS Notification Message\n\n"
        '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":['
        '{"emailAddress":"matti@example.com","action":"failed","status":"5.1.1",'
        '"diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"source":"aino@example.org",'
        '"commonHeaders":{"messageId":"<letter-1@example.org>"}}}\n\n--\nIf you wish to stop\n'
    )
    assert (mail.kind, only(mail).address) == (MailKind.BOUNCE, "matti@example.com")
    assert (only(mail).verdict, mail.marks.message_ids) == (
        AddressVerdict.DEAD,
        ("letter-1@example.org",),
    )
