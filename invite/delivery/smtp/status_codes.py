"""What a server's answer means, and what is raised where it is no yes: enhanced status codes (RFC
3463) before bare ones, particular ones before their class.
"""

from __future__ import annotations

import re

from msgspec import Struct

from invite.delivery.smtp.connection import Lost, Wire
from invite.delivery.smtp.phases import PHASES, Meaning, Phase
from invite.delivery.smtp.replies import SmtpReply
from invite.words import _

_NO_STATUS = r"(?:5\.0\.0)?"  # RFC 3463 3.1: x.0.0 is all that is known, which is nothing
_ENVELOPE = frozenset({Phase.RCPT})
_LATER = frozenset({Phase.DATA, Phase.CONTENT, Phase.END})
_ANY = _ENVELOPE | _LATER


class Case(Struct, frozen=True):
    """One kind of permanent no. status, words: patterns for the enhanced code and the text; codes:
    the bare ones (empty: any).
    """

    status: str
    phases: frozenset[Phase]
    meaning: Meaning
    source: str
    codes: frozenset[int] = frozenset()
    words: str = ""

    def fits(self, phase: Phase, reply: SmtpReply) -> bool:
        """Whether this is the case at hand."""
        return (
            phase in self.phases
            and (not self.codes or reply.code in self.codes)
            and re.fullmatch(self.status, reply.enhanced) is not None
            and (not self.words or re.search(self.words, reply.words, re.IGNORECASE) is not None)
        )


# Postfix keeps its noes to us back until RCPT (smtpd_delay_reject), and says first what they are
# about.
_ABOUT_US = re.compile(
    r"^<[^>]*>: (?:sender address|client host|helo command) rejected", re.IGNORECASE
)

# Without a status code the words must tell. What names us counts first: Exim's refusal of a sender
# that it could not verify says "No such user" of us.
_NAMES_US = re.compile(
    r"\brelay|\bsender\b|verification failed|\bauth(?:entication|enticated)?\b"
    r"|\b(?:rbl|dnsbl|\w*spam\w*|spf|dkim|dmarc|helo|ehlo|ptr|reputation|(?:block|black)\s?list)"
    r"|\b(?:your|client|sending|remote)\s(?:ip|host|server|domain|address|system|network|mail)"
    r"|\bip\b",
    re.IGNORECASE,
)
_SOMEBODY = r"(?:user|mailbox|mail box|recipient|account|address|customer|alias)"
_GONE = (
    r"unknown|not (?:found|known|exist|valid|available|here|local|allowed|active)"
    r"|n['’]t (?:exist|have)\b|invalid|unavailable|disabled|inactive|suspended|closed|full"
    r"|over quota|rejected|no longer"
)
_NAMES_THEM = re.compile(
    rf"\b{_SOMEBODY}s?\b[^.;]{{0,80}}?(?:{_GONE})"
    r"|\b(?:unknown|no such|invalid|bad|non-?existent|not our|unrout\w+|undeliverable|inactive)\b"
    rf"[^.;]{{0,30}}\b(?:{_SOMEBODY}|person|domain|host)"
    r"|\bover ?quota\b|\bquota exceeded\b"
    r"|tuntematon (?:vastaanottaja|käyttäjä|osoite)"
    r"|(?:vastaanottajaa|käyttäjää|postilaatikkoa|osoitetta) ei (?:löydy|löytynyt|ole)"
    r"|okänd (?:mottagare|användare|adress)"
    r"|(?:mottagaren|användaren|adressen) (?:finns|hittades) inte",
    re.IGNORECASE,
)

# The first that fits decides. What no case fits: at RCPT, where a status code stands, the address,
# for that is what the command names (RFC 5321 3.3); otherwise this letter, or us if others hear the
# same.
CASES: tuple[Case, ...] = (
    # Us, whenever it is said.
    Case(
        ".*",
        _ANY,
        Meaning.US,
        "RFC 4954 6: sign-in required, failed or too weak",
        frozenset({530, 534, 535, 538}),
    ),
    Case(r"5\.1\.[78]", _ANY, Meaning.US, "RFC 3463 3.2: the sender's address or system"),
    Case(
        r"5\.1\.90",
        _ANY,
        Meaning.US,
        "Exchange Online NDRs: the sender's daily limit of recipients",
    ),
    Case(r"5\.2\.252", _ANY, Meaning.US, "Exchange Online NDRs: SendAsDenied"),
    Case(
        r"5\.2\.2",
        _ANY,
        Meaning.US,
        "Exchange Online: the sender's quota, not a mailbox's",
        words="submission quota",
    ),
    Case(r"5\.4\.5", _ANY, Meaning.US, "Gmail SMTP errors: daily sending quota exceeded"),
    Case(r"5\.5\.1", _ANY, Meaning.US, "RFC 3463 3.6: wrong or unknown command"),
    Case(
        "",
        _ENVELOPE,
        Meaning.US,
        "RFC 5321 4.2.2: not implemented, bad sequence",
        frozenset({502, 503}),
    ),
    # 5.7.30 no passwords, 5.7.57 not signed in, 5.7.60 may not send as, 5.7.139 sign-in blocked,
    # 5.7.50x and 5.7.51x account blocked, 5.7.705, .708, .750 tenant blocked, 5.7.232 and .233 its
    # daily limit; 5.7.3, .8, .9, .11, .14 sign-in.
    Case(
        r"5\.7\.(?:[389]|11|14|30|57|60|139|232|233|50[1-3]|508|51[0-2]|705|708|750)",
        _ANY,
        Meaning.US,
        "Exchange Online NDRs; Gmail SMTP errors; RFC 4954 6",
    ),
    Case(".*", _ENVELOPE, Meaning.US, "Postfix: smtpd_delay_reject", words=_ABOUT_US.pattern),
    # The address, or perhaps us.
    Case(
        r"5\.7\.\d+",
        _ENVELOPE,
        Meaning.POLICY,
        "RFC 3463 3.8: security or policy; at RCPT it may concern one alone",
    ),
    Case(
        _NO_STATUS,
        _ENVELOPE,
        Meaning.POLICY,
        "no status code, and words about relaying, blocklists, the sender or a sign-in",
        words=_NAMES_US.pattern,
    ),
    Case(
        _NO_STATUS,
        _ENVELOPE,
        Meaning.REFUSED,
        "RFC 5321 4.2.3: not local, mailbox full",
        frozenset({551, 552}),
    ),
    Case(
        _NO_STATUS,
        _ENVELOPE,
        Meaning.REFUSED,
        "no status code, and words about a mailbox",
        words=_NAMES_THEM.pattern,
    ),
    Case(
        _NO_STATUS,
        _ENVELOPE,
        Meaning.POLICY,
        "RFC 5321 4.2.3: 550 is also said for policy reasons",
    ),
    # Late, but still about the address: servers that look it up only when they have the letter.
    Case(
        r"5\.[12]\.\d+", _LATER, Meaning.REFUSED, "RFC 3463 3.2, 3.3: addressing and mailbox status"
    ),
)

# RFC 5321 4.2.2 and 3.8: 421 closes the connection. 432 4.3.2: Exchange Online's "too many
# connections". RFC 3463: 4.3.2 the system takes nothing just now, 4.4.5 congestion, 4.7.x policy,
# which for a temporary no is nearly always a rate.
_SLOW_CODES = frozenset({421, 432})
_SLOW_STATUS = re.compile(r"4\.(?:3\.2|4\.5|7\.\d+)")
_GREYLISTED = re.compile(
    r"gr[ea]y-?\s?list", re.IGNORECASE
)  # RFC 6647: often 4.7.1, yet about this letter alone

# 452 and 4.4.5, 4.3.2: how servers say that one connection has carried enough.
_ENOUGH_STATUS = frozenset({"4.4.5", "4.3.2"})
_ENOUGH_WORDS = re.compile(
    r"too many (?:messages|mails|e-?mails|transactions|letters)"
    r"|(?:message|mail|transaction|session|connection)s? limit"
    r"|(?:per|this|each|one) (?:smtp )?(?:session|connection)",
    re.IGNORECASE,
)


def meaning_of(phase: Phase, reply: SmtpReply) -> Meaning | None:
    """What a reply in a phase means for the letter; None: go on. A code that fits no phase counts
    as a lost connection.
    """
    rule = PHASES[phase]
    if reply.code // 100 == rule.good:
        return None
    if reply.code == 421 and rule.again:
        return (
            Meaning.AGAIN
        )  # RFC 5321 3.8: the server is closing the connection, which says nothing of the letter
    if 400 <= reply.code < 500:
        return rule.temporary
    if reply.code < 500:
        return Meaning.AGAIN if rule.again else rule.lost
    return _by_status(phase, reply) if rule.permanent is Meaning.BY_STATUS else rule.permanent


def slows_down(reply: SmtpReply) -> bool:
    """Whether a temporary no is meant for everybody we send, not for this letter alone."""
    if reply.code in _SLOW_CODES or _ABOUT_US.match(reply.words) is not None:
        return True
    return (
        _SLOW_STATUS.fullmatch(reply.enhanced) is not None
        and _GREYLISTED.search(reply.words) is None
    )


def enough_for_a_connection(reply: SmtpReply) -> bool:
    """Whether a no may be a limit for one connection, which a new one does not have. By its words a
    permanent no may be one too.
    """
    by_code = 400 <= reply.code < 500 and (
        reply.enhanced in _ENOUGH_STATUS or (reply.code == 452 and not reply.enhanced)
    )
    return by_code or (reply.code >= 400 and _ENOUGH_WORDS.search(reply.words) is not None)


def _by_status(phase: Phase, reply: SmtpReply) -> Meaning:
    """What a permanent no at RCPT or later is about."""
    for case in CASES:
        if case.fits(phase, reply):
            return case.meaning
    # After the server has taken the address it may still be this letter alone that it does not take
    # (a content filter, a recipient that Amazon SES has not verified), unless others hear the same.
    return Meaning.REFUSED if phase in _ENVELOPE else Meaning.POLICY


class SaidNo(
    Exception
):  # an answer of the server, turned into an outcome by the courier; never leaves this package
    """The server said no. meaning: what for."""

    def __init__(self, phase: Phase, reply: SmtpReply, meaning: Meaning) -> None:
        super().__init__(phase, str(reply))
        self.phase = phase
        self.reply = reply
        self.meaning = meaning


async def expect(wire: Wire, phase: Phase) -> SmtpReply:
    """The reply that says yes. Raises SaidNo for a no, Lost for a connection that is at its end."""
    return judged(phase, await wire.read(phase))


def judged(phase: Phase, reply: SmtpReply) -> SmtpReply:
    """The same for a reply already read.

    One that means "once more on a new connection" is raised as a loss: 421 (RFC 5321 3.8), and a
    code that does not belong there.
    """
    meaning = meaning_of(phase, reply)
    if meaning is None:
        return reply
    if meaning is not Meaning.AGAIN:
        raise SaidNo(phase, reply, meaning)
    if reply.code == 421:
        raise Lost(phase, str(reply), reply)
    raise Lost(phase, _("an answer that does not belong here: {reply}").format(reply=reply))
