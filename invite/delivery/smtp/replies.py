"""What a mail server says: replies of RFC 5321 4.2, read, cleaned and cut to a decent length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from invite.safe_text import printable

KEPT = 512  # characters of a reply that are kept: it goes to the screen, the ledger and the log

# All lines of one: another comes after `250-…` alone (what is no reply is not waited for).
REPLY = re.compile(rb"(?:[0-9]{3}-[^\n]*+\n)*+[^\n]*+\n")
_LINE = re.compile(r"([2-5][0-9]{2})([ -]?)(.*)", re.DOTALL)
# RFC 3463 section 2: class.subject.detail. Servers put it first in the text (RFC 2034), on every
# line.
_ENHANCED = re.compile(r"#?([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])\s*")  # Cisco's with a #
_AT_THE_END = re.compile(r"\(#([245]\.[0-9]{1,3}\.[0-9]{1,3})\)")  # qmail's way


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """One reply. code: 200 to 599. enhanced: the status code of RFC 3463 or "". words: the text, on
    one line, cleaned.

    lines: the text line by line as it came, for EHLO's answer and AUTH's challenges; never shown.
    """

    code: int
    enhanced: str
    words: str
    lines: tuple[str, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        """The reply as people quote it: `550 5.1.1 User unknown`."""
        return " ".join(part for part in (str(self.code), self.enhanced, self.words) if part)


@lru_cache(maxsize=32)  # to most commands of a run a server answers the same
def parse_reply(reply: bytes) -> SmtpReply | None:
    """The reply that these bytes are, or None if they are no reply of SMTP.

    A server is a stranger: bytes that are no UTF-8, control characters, characters that turn the
    direction of text, lines whose codes differ.
    """
    code = 0
    enhanced = ""
    texts: list[str] = []
    raw: list[str] = []
    for line in reply.removesuffix(b"\n").split(b"\n"):
        found = _LINE.fullmatch(line.decode("utf-8", "replace").rstrip("\r"))
        if found is None or (code and int(found[1]) != code):
            return None
        code, text = int(found[1]), found[3]
        raw.append(text)
        status = _ENHANCED.match(text)
        if status is not None and status[1][0] == found[1][0]:
            enhanced = enhanced or status[1]
            text = text[status.end() :]
        elif (status := _AT_THE_END.search(text)) is not None and status[1][0] == found[1][0]:
            enhanced = enhanced or status[1]
        texts.append(text)
    return SmtpReply(code, enhanced, clean(" ".join(texts)), tuple(raw)) if code else None


def clean(text: str) -> str:
    """A stranger's words on one line, without characters that move the cursor or turn the text, at
    most KEPT long.
    """
    shown = printable(text[: 4 * KEPT])
    return shown if len(shown) <= KEPT else shown[: KEPT - 1] + "…"


# Exchange Online names the id that it gives; Amazon SES its bare part, to which the region belongs.
_EXCHANGE = re.compile(r"<[^<>@\s]+@[^<>@\s]+\.outlook\.com>", re.IGNORECASE)
_SES_HOST = re.compile(r"email-smtp(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com", re.IGNORECASE)
_SES_ID = re.compile(r"(?:Ok )?([0-9a-f]{16}-[0-9a-f-]{36}-[0-9]{6})", re.IGNORECASE)


def given_id(reply: SmtpReply, host: str) -> str:
    """The Message-ID that a server has put in the place of ours, as its 250 after the letter says;
    nothing where it says none. host: the server.

    Sources: Exchange Online's "250 2.0.0 OK <…@….prod.outlook.com>"; docs.aws.amazon.com/ses,
    "Message-ID": <id@email.amazonses.com> in us-east-1, <id@REGION.amazonses.com> elsewhere.
    """
    if found := _EXCHANGE.search(reply.words):
        return found[0]
    region = _SES_HOST.fullmatch(host)
    if region and (own := _SES_ID.search(reply.words)):
        domain = "email" if region[1] == "us-east-1" else region[1]
        return f"<{own[1]}@{domain}.amazonses.com>"
    return ""
