"""What enhanced status codes (RFC 3463, the IANA registry, Exchange Online's own) and bare reply"
" codes say of an address."""

from __future__ import annotations

import re

from invite.returned.model import Cause

# The first that fits decides; a code of class 4 that ended in a failure says less, see `cause_of_status`.
CODES: tuple[tuple[str, Cause, str], ...] = (
    (r"1\.(?:1|3|6|10)", Cause.NO_MAILBOX, "RFC 3463 3.2; 5.1.10 Exchange Online: recipient not found"),
    (r"1\.(?:1[1-9]|20)", Cause.NO_MAILBOX, "Exchange Online NDRs: 5.1.1 through 5.1.20"),
    (r"1\.2", Cause.NO_DOMAIN, "RFC 3463 3.2: bad destination system"),
    (r"1\.0", Cause.NO_MAILBOX, "RFC 3463 3.2: something about the address; Exchange Online: it could not be resolved"),
    (r"1\.(?:7|8|90)", Cause.REFUSES_US, "RFC 3463 3.2: the sender's address; Exchange Online: blocked, daily limit"),
    (r"2\.1", Cause.DISABLED, "RFC 3463 3.3: mailbox disabled"),
    (r"2\.2", Cause.FULL, "RFC 3463 3.3"),
    (r"2\.3", Cause.REFUSES_LETTER, "RFC 3463 3.3: longer than this mailbox takes"),
    (r"2\.12[12]", Cause.UNREACHABLE, "Exchange Online NDRs: too many letters an hour to this recipient"),
    (r"2\.252", Cause.REFUSES_US, "Exchange Online NDRs: SendAsDenied"),
    (r"3\.4", Cause.REFUSES_LETTER, "RFC 3463 3.4: too big for the system"),
    (r"3\.[12]", Cause.UNREACHABLE, "RFC 3463 3.4: the system is full or takes nothing now"),
    (r"4\.310", Cause.NO_DOMAIN, "Exchange Online NDRs: DNS domain does not exist"),
    (r"4\.4", Cause.NO_DOMAIN, "RFC 3463 3.5: unable to route; what Postfix and Exchange say of a host not found"),
    (r"4\.(?:[12357]|3\d\d)", Cause.UNREACHABLE, "RFC 3463 3.5: network, routing, delivery time expired"),
    (r"5\.3", Cause.REFUSES_US, "RFC 3463 3.6: too many recipients"),
    (r"6\.\d+", Cause.REFUSES_LETTER, "RFC 3463 3.7: the content or its form"),
    (r"7\.(?:17|18)", Cause.NO_MAILBOX, "RFC 7293: the mailbox or the domain has another owner now"),
    (r"7\.50[45]", Cause.NO_MAILBOX, "Exchange Online NDRs: the recipient that you are attempting to contact is not valid"),
    (r"7\.13", Cause.DISABLED, "RFC 5248: user account disabled"),
    (r"7\.(?:2|12|12[0-9]|13[3-6])", Cause.REFUSES_STRANGERS, "RFC 3463 3.8: mailing list; Exchange Online: members only"),
    (r"7\.\d+", Cause.REFUSES_US, "RFC 3463 3.8: security or policy"),
)  # fmt: skip
_CODES = tuple((re.compile(pattern), cause) for pattern, cause, _source in CODES)

# RFC 5321 4.2.3, RFC 7504 (521, 556), RFC 4954 (530, 535). 550, 553 and 554 alone may mean anything.
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
