"""Mails as they come in, for tests: read with a code that leads to one person."""

from __future__ import annotations

from invite.people.model import PersonId
from invite.returned.model import InboundMail, RecipientReport
from invite.returned.read import read_mail

CODE = "orsxg5baonsxgzlomnxgk4dj"
MATTI = PersonId("p-matti")


def person_of(code: str) -> PersonId | None:
    """The ledger's part: whose code this is."""
    return MATTI if code == CODE else None


def read(text: str | bytes) -> InboundMail:
    """A mail read."""
    return read_mail(text if isinstance(text, bytes) else text.encode(), person_of)


def only(mail: InboundMail) -> RecipientReport:
    """Its one recipient."""
    (recipient,) = mail.recipients
    return recipient


def from_daemon(body: str, *, subject: str = "Undelivered Mail Returned to Sender") -> str:
    """A report in prose."""
    return (
        "Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.org>\n"
        f"To: aino@example.org\nSubject: {subject}\nDate: Tue, 12 Jan 2027 09:14:00 +0200\n\n{body}"
    )


def report(fields: str, *, prose: str = "Your message was not delivered.") -> str:
    """A delivery report (RFC 3464) about one letter. fields: those of the recipients."""
    return f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: aino+b7@example.org
Subject: Undelivered Mail Returned to Sender
Date: Tue, 12 Jan 2027 09:14:00 +0200
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{prose}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Original-Envelope-Id: kutsu+2B7

{fields}

--b
Content-Type: message/rfc822

Received: from laptop by mx.example.org
From: Aino <aino@example.org>
To: Matti <matti@example.com>
Subject: =?utf-8?q?Kutsu_p=C3=A4=C3=A4t=C3=B6stilaisuuteen?=
Message-ID: <letter-1@example.org>
X-Invite-Id: mzxw6ytboi2dkmrtgq3tqojq
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Ilmoittaudu: https://ilmo.example.org/?k=3D{CODE[:10]}=
{CODE[10:]}
--b--
"""


def failed(diagnostic: str, *, status: str = "5.0.0", to: str = "matti@example.com") -> str:
    """A delivery report with one refusal."""
    return report(
        f"Final-Recipient: rfc822; {to}\nAction: failed\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; {diagnostic}"
    )


def written(body: str, *, subject: str = "Re: Kutsu", headers: str = "") -> str:
    """What somebody wrote."""
    return (
        f"From: Matti Virtanen <matti@example.com>\nTo: aino@example.org\nSubject: {subject}\n"
        f"Date: Tue, 12 Jan 2027 09:14:00 +0200\nIn-Reply-To: <letter-1@example.org>\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}"
    )
