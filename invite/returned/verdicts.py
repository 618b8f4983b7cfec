"""Why a letter was not delivered: by codes (RFC 3463, RFC 5321, Exchange Online) and by words."""

from __future__ import annotations

import re

from invite.returned.mime import one_line
from invite.returned.model import Cause
from invite.returned.server_words import cause_in, innermost, refuses

# The first that fits decides; a code of class 4 that ended in a failure says less, see
# `cause_of_status`.
CODES: tuple[tuple[str, Cause, str], ...] = (
    (
        r"1\.(?:1|3|6|10)",
        Cause.NO_MAILBOX,
        "RFC 3463 3.2; 5.1.10 Exchange Online: recipient not found",
    ),
    (r"1\.(?:1[1-9]|20)", Cause.NO_MAILBOX, "Exchange Online NDRs: 5.1.1 through 5.1.20"),
    (r"1\.2", Cause.NO_DOMAIN, "RFC 3463 3.2: bad destination system"),
    (
        r"1\.0",
        Cause.NO_MAILBOX,
        "RFC 3463 3.2: something about the address; Exchange Online: it could not be resolved",
    ),
    (
        r"1\.(?:7|8|90)",
        Cause.REFUSES_US,
        "RFC 3463 3.2: the sender's address; Exchange Online: blocked, daily limit",
    ),
    (r"2\.1", Cause.DISABLED, "RFC 3463 3.3: mailbox disabled"),
    (r"2\.2", Cause.FULL, "RFC 3463 3.3"),
    (r"2\.3", Cause.REFUSES_LETTER, "RFC 3463 3.3: longer than this mailbox takes"),
    (
        r"2\.12[12]",
        Cause.UNREACHABLE,
        "Exchange Online NDRs: too many letters an hour to this recipient",
    ),
    (r"2\.252", Cause.REFUSES_US, "Exchange Online NDRs: SendAsDenied"),
    (r"3\.4", Cause.REFUSES_LETTER, "RFC 3463 3.4: too big for the system"),
    (r"3\.[12]", Cause.UNREACHABLE, "RFC 3463 3.4: the system is full or takes nothing now"),
    (r"4\.310", Cause.NO_DOMAIN, "Exchange Online NDRs: DNS domain does not exist"),
    (
        r"4\.4",
        Cause.NO_DOMAIN,
        "RFC 3463 3.5: unable to route; what Postfix and Exchange say of a host not found",
    ),
    (
        r"4\.(?:[12357]|3\d\d)",
        Cause.UNREACHABLE,
        "RFC 3463 3.5: network, routing, delivery time expired",
    ),
    (r"5\.3", Cause.REFUSES_US, "RFC 3463 3.6: too many recipients"),
    (r"6\.\d+", Cause.REFUSES_LETTER, "RFC 3463 3.7: the content or its form"),
    (
        r"7\.(?:17|18)",
        Cause.NO_MAILBOX,
        "RFC 7293: the mailbox or the domain has another owner now",
    ),
    (
        r"7\.50[45]",
        Cause.NO_MAILBOX,
        "Exchange Online NDRs: the recipient that you are attempting to contact is not valid",
    ),
    (r"7\.13", Cause.DISABLED, "RFC 5248: user account disabled"),
    (
        r"7\.(?:2|12|12[0-9]|13[3-6])",
        Cause.REFUSES_STRANGERS,
        "RFC 3463 3.8: mailing list; Exchange Online: members only",
    ),
    (r"7\.\d+", Cause.REFUSES_US, "RFC 3463 3.8: security or policy"),
)
_CODES = tuple((re.compile(pattern), cause) for pattern, cause, _source in CODES)

# RFC 5321 4.2.3, RFC 7504 (521, 556), RFC 4954 (530, 535). 550, 553 and 554 alone may mean
# anything.
REPLIES: dict[int, Cause] = {
    421: Cause.UNREACHABLE,
    432: Cause.UNREACHABLE,
    450: Cause.UNREACHABLE,
    451: Cause.UNREACHABLE,
    452: Cause.UNREACHABLE,
    521: Cause.NO_DOMAIN,
    530: Cause.REFUSES_US,
    535: Cause.REFUSES_US,
    551: Cause.NO_MAILBOX,
    552: Cause.FULL,
    556: Cause.NO_DOMAIN,
    571: Cause.REFUSES_US,
}

_ADDRESS_CODE = re.compile(r"\b5\.(?:1\.\d|4\.1\b|5\.0\b|7\.(?:17|18|50[45]))")
# What shows that an answer is about the recipient: the command it answers (Postfix, Exim,
# transcripts, qmail), or the words of who knows its own users (Exchange, Gmail's heading, Yahoo).
_SAYS_WHICH = re.compile(
    r"\bRCPT(?:\b|_TO)|does not like recipient|address (?:not found|couldn't be found|wasn't found)"
    r"|recip(?:ient)?notfound|n't have an? \S+ account",
    re.IGNORECASE,
)
_AFTER_CONTENT = re.compile(
    r"in reply to (?:end of )?DATA|after (?:end of data|(?:pipelined )?DATA|sending data"
    r"|I sent the message)|>>> DATA\s+<<< [45]\d\d",
    re.IGNORECASE,
)

_ENHANCED = re.compile(r"(?<![\d.])([45])\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_REPLY = re.compile(r"(?<![\d.:])([45]\d\d)(?=[ \-:;,\])#]|$)")


def enhanced(text: str) -> str:
    """The first enhanced code in a text that says anything: not `5.0.0`; "" where there is none."""
    return next(
        (found[0] for found in _ENHANCED.finditer(text) if not found[2].startswith("0.")), ""
    )


def cause_of_status(status: str) -> Cause | None:
    """What an enhanced code says; None: nothing (`5.0.0`, `4.3.0`, unassigned, none at all)."""
    found = _ENHANCED.fullmatch(status)
    if found is None:
        return None
    cause = next((cause for pattern, cause in _CODES if pattern.fullmatch(found[2])), None)
    if found[1] == "4" and cause in (
        None,
        Cause.NO_MAILBOX,
        Cause.NO_DOMAIN,
        Cause.DISABLED,
        Cause.REFUSES_US,
    ):
        return Cause.UNREACHABLE  # the server itself thought that it might go another time
    return cause


def cause_of_reply(text: str) -> Cause | None:
    """What the first SMTP reply code in a text says by itself; None: nothing."""
    found = _REPLY.search(text)
    return REPLIES.get(int(found[1])) if found else None


def decide(diagnostic: str, status: str, *proses: str) -> tuple[Cause, str, str]:
    """Why a letter was not delivered, the code that says so, and the server's words.

    diagnostic: what the last server answered. status: of the report. proses: what the report says
    of it, the nearest to the recipient first. The innermost answer counts first, there words before
    codes: many a 5.1.1 is about a rate, many a 5.7.1 about an unknown user.
    """
    prose = "\n".join(proses)
    reply = one_line(diagnostic or next((text for text in proses if text.strip()), ""))
    for text in unique_texts(innermost(diagnostic), diagnostic):
        code = enhanced(text)
        cause = cause_in(text) or cause_of_status(code)
        if cause is not None:
            return (
                _certain(cause, code, status, f"{diagnostic}\n{prose}"),
                code or enhanced(status),
                reply,
            )
    whole = enhanced(status)
    for text in unique_texts(*(text for near in proses for text in (innermost(near), near))):
        code = enhanced(text)
        cause = cause_of_status(whole) if not diagnostic and whole else None
        cause = cause_in(text) or cause or cause_of_status(code)
        if cause is not None:
            return _certain(cause, code, status, prose), whole or code, reply
    cause = cause_of_status(whole)
    if cause is None and refuses(diagnostic or prose):
        cause = Cause.REFUSES_US
    cause = cause or cause_of_reply(diagnostic) or cause_of_reply(prose)
    return cause or Cause.UNKNOWN, whole, reply


def _certain(cause: Cause, code: str, status: str, text: str) -> Cause:
    """The cause, or a milder one where nothing proves that an address is dead: a wrong "dead" loses
    a person.

    A failure of class 4 is of a condition that may pass (RFC 3463 2), whatever the words are. And a
    server that does not know a recipient says so at RCPT (RFC 5321 3.3): a bare "550 user unknown"
    without a code for it, of which nobody says that it answered RCPT, may as well be the filter of
    somebody who is there.
    """
    if cause not in (Cause.NO_MAILBOX, Cause.NO_DOMAIN):
        return cause
    if (code or status).startswith("4.") and not re.search(r"(?<![\d.])5\d\d[ -]", text):
        return Cause.UNREACHABLE
    if (
        cause is Cause.NO_DOMAIN
        or _ADDRESS_CODE.search(f"{code} {status}")
        or _SAYS_WHICH.search(text)
    ):
        return cause
    return (
        Cause.UNKNOWN
        if _AFTER_CONTENT.search(text) or re.search(r"(?<![\d.])5\d\d\b(?![.\d])", text)
        else cause
    )


def unique_texts(*texts: str) -> list[str]:
    """The texts that are not empty, each once."""
    return [text for text in dict.fromkeys(texts) if text.strip()]
