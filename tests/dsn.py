"""Delivery reports (RFC 3464) about letters that were really sent, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

WORDS = {
    "failed": ("5.1.1", "550 5.1.1 User unknown"),
    "delayed": ("4.4.1", "451 4.4.1 Connection timed out"),
    "delivered": ("2.1.5", "250 2.1.5 Delivered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dsn:
    """One report. returned: of the letter, what comes with it (headers, a text); "" for nothing.
    envelope_id: RFC 3461. to: "" where it names no recipient.
    """

    action: str = "failed"
    to: str = ""
    returned: str = ""
    envelope_id: str = ""
    status: str = ""
    reply: str = ""
    at: datetime | None = None
    subject: str = "Undelivered Mail Returned to Sender"

    def __bytes__(self) -> bytes:
        status, reply = WORDS[self.action]
        at = format_datetime(self.at or datetime.now(UTC))
        fields = (
            f"Final-Recipient: rfc822; {self.to}\nAction: {self.action}\n"
            f"Status: {self.status or status}\n"
            f"Diagnostic-Code: smtp; {self.reply or reply}\n"
            if self.to
            else ""
        )
        envelope = f"Original-Envelope-Id: {self.envelope_id}\n" if self.envelope_id else ""
        prose = "This is the mail system. Your message could not be delivered: User unknown."
        parts = [
            f"Content-Type: text/plain\n\n{prose}\n",
            f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n"
            f"{envelope}\n{fields}",
        ]
        if self.returned:
            parts.append(f"Content-Type: text/rfc822-headers\n\n{self.returned}\n")
        body = "".join(f"--b\n{part}\n" for part in parts)
        return (
            f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org (Mail Delivery System)\n"
            f"To: kutsut@example.org\nSubject: {self.subject}\nDate: {at}\n"
            f"Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
            f'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            f"{body}--b--\n"
        ).encode()


def headers_of(letter: bytes) -> str:
    """A letter's headers, as a server returns them."""
    return letter.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n") + "\n"
