"""The phases of one delivery by RFC 5321, how long each may take, and what it means when one fails:
one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from msgspec import Struct

from invite.words import N_


class Phase(StrEnum):
    """How far a delivery has come. CONTENT: bytes of the letter are leaving. END: the final dot,
    and the wait for its answer.
    """

    CONNECT = N_("connect")
    GREETING = N_("greeting")
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    TLS = "TLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    CONTENT = N_("content")
    END = N_("final dot")
    RSET = "RSET"
    QUIT = "QUIT"


class Meaning(Enum):
    """What a failure is about, and so what becomes of the letter.

    DEFERRED: this letter, later. REFUSED: this address. POLICY: this address, unless three running
    are refused so; then us. US: stops the run, marks nobody. UNREACHABLE: the same, for there is no
    server to talk to. UNCLEAR: the server may have it. AGAIN: the connection is gone, the letter is
    not: once more on a new one. BY_STATUS: the enhanced status code decides. NOTHING: no letter
    depends on it.
    """

    DEFERRED = auto()
    REFUSED = auto()
    POLICY = auto()
    US = auto()
    UNREACHABLE = auto()
    UNCLEAR = auto()
    AGAIN = auto()
    BY_STATUS = auto()
    NOTHING = auto()


class Rule(Struct, frozen=True):
    """One phase. limit: seconds it may take. good: the first digit of a yes, which alone decides
    (RFC 5321 4.2.1; 0: none comes).

    temporary, permanent: a 4yz, a 5yz. lost: the connection broke, the time ran out or the answer
    was no SMTP; where `again`, only after a second try on a new connection.
    """

    limit: float
    good: int
    temporary: Meaning
    permanent: Meaning
    lost: Meaning
    again: bool
    source: str


_M = Meaning

# Before the content the letter is surely not delivered (RFC 5321 3.3: mail data comes after 354),
# so a lost connection costs nothing but another try. From its first byte on we say unclear, though
# the server may only take it at the final dot (4.1.1.4).
PHASES: Mapping[Phase, Rule] = MappingProxyType(
    {
        # RFC 5321 names no limit for the connection itself; operating systems give up after 20 to
        # 130 s.
        Phase.CONNECT: Rule(30, 0, _M.US, _M.US, _M.UNREACHABLE, False, "RFC 5321 4.5.4.1"),
        Phase.GREETING: Rule(
            300, 2, _M.DEFERRED, _M.US, _M.UNREACHABLE, True, "RFC 5321 3.1, 4.5.3.2.1: 5 min"
        ),
        Phase.EHLO: Rule(
            300, 2, _M.DEFERRED, _M.US, _M.UNREACHABLE, True, "RFC 5321 4.1.1.1; limit as MAIL's"
        ),
        # A no here may come from somebody between us and the server (RFC 3207 section 6): never on
        # in plain text, never "later".
        Phase.STARTTLS: Rule(120, 2, _M.US, _M.US, _M.UNREACHABLE, True, "RFC 3207 4, 6"),
        Phase.TLS: Rule(60, 0, _M.US, _M.US, _M.UNREACHABLE, True, "RFC 8446; RFC 8314 3"),
        # 454 4.7.0 is a temporary failure of sign-in, 4.7.12 a password change that is due; 5yz is
        # about our account.
        Phase.AUTH: Rule(180, 2, _M.DEFERRED, _M.US, _M.UNREACHABLE, True, "RFC 4954 4, 6"),
        Phase.MAIL: Rule(
            300, 2, _M.DEFERRED, _M.US, _M.DEFERRED, True, "RFC 5321 4.5.3.2.2: 5 min; 3.3"
        ),
        Phase.RCPT: Rule(
            300, 2, _M.DEFERRED, _M.BY_STATUS, _M.DEFERRED, True, "4.5.3.2.3: 5 min; 3.3"
        ),
        Phase.DATA: Rule(
            120, 3, _M.DEFERRED, _M.BY_STATUS, _M.DEFERRED, True, "4.5.3.2.4: 2 min; 4.1.1.4"
        ),
        Phase.CONTENT: Rule(
            180, 0, _M.DEFERRED, _M.BY_STATUS, _M.UNCLEAR, False, "4.5.3.2.5: 3 min for a block"
        ),
        Phase.END: Rule(
            600, 2, _M.DEFERRED, _M.BY_STATUS, _M.UNCLEAR, False, "4.5.3.2.6: 10 min; RFC 1047"
        ),
        Phase.RSET: Rule(
            300,
            2,
            _M.AGAIN,
            _M.AGAIN,
            _M.DEFERRED,
            True,
            "RFC 5321 4.1.1.5: must be answered by 250",
        ),
        # What was accepted stays accepted, whatever the server says when we leave (RFC 5321
        # 4.1.1.10).
        Phase.QUIT: Rule(5, 2, _M.NOTHING, _M.NOTHING, _M.NOTHING, False, "RFC 5321 4.1.1.10"),
    }
)

LIMITS: Mapping[Phase, float] = MappingProxyType(
    {phase: rule.limit for phase, rule in PHASES.items()}
)
