"""Whatever a server does wrong, each letter ends in its true state: the matrix of faults, on a real
server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from invite.delivery.model import Accepted, Auth, Deferred, Refused, Security, Unclear
from invite.delivery.smtp.errors import ServerUnreachable
from invite.errors import InviteError, ServerRefusesUs

from .conftest import CONTENT, CourierMaker, Pki, parcel
from .servers import Fault, HangUp, Keep, MailServer, Raw, Say, Stall, TakePart

Ends = type[Accepted] | type[Deferred] | type[Refused] | type[Unclear] | type[InviteError]


@dataclass(frozen=True, slots=True)
class Case:
    """One fault. ends: what the courier must say. words: stands in its reply or error. held:
    letters that the server has then.

    connections: how often we came. times: for how often the server misbehaves (None: always). slow:
    `slow_down` of a Deferred. limits: seconds for some phases. server: other ways of the server.
    """

    faults: Mapping[str, Fault]
    ends: Ends
    words: str = ""
    held: int = 0
    connections: int = 1
    times: int | None = None
    slow: bool = False
    security: Security = "none"
    auth: Auth = "none"
    limits: Mapping[str, float] = field(default_factory=dict)
    server: Mapping[str, object] = field(default_factory=dict)


TLS: Mapping[str, object] = {"tls": True}
SHORT = 0.3
BYE = "421 4.3.2 closing"

CASES: dict[str, Case] = {
    # The greeting
    "greeting: 554": Case(
        {"greeting": Say("554 no service for you")}, ServerRefusesUs, "no service"
    ),
    "greeting: 450": Case({"greeting": Say("450 4.3.2 busy")}, Deferred, "busy", slow=True),
    "greeting: 421 once": Case(
        {"greeting": Say(BYE, True)}, Accepted, held=1, connections=2, times=1
    ),
    "greeting: 421 always": Case(
        {"greeting": Say(BYE, True)}, Deferred, "421", connections=2, slow=True
    ),
    "greeting: hangs up once": Case(
        {"greeting": HangUp()}, Accepted, held=1, connections=2, times=1
    ),
    "greeting: hangs up always": Case(
        {"greeting": HangUp()}, ServerUnreachable, "closed", connections=2
    ),
    "greeting: reset": Case({"greeting": HangUp(abort=True)}, ServerUnreachable, connections=2),
    "greeting: another protocol": Case(
        {"greeting": Raw(b"SSH-2.0-OpenSSH_9.2\r\n")}, ServerUnreachable, "SSH-2.0", connections=2
    ),
    "greeting: without end": Case(
        {"greeting": Raw(b"220-" + b"x" * 80_000)}, ServerUnreachable, "does not end", connections=2
    ),
    "greeting: many lines without end": Case(
        {"greeting": Raw(b"220-x\r\n" * 12_000)}, ServerUnreachable, "does not end", connections=2
    ),
    "greeting: never": Case(
        {"greeting": Stall()},
        ServerUnreachable,
        "within",
        connections=2,
        limits={"greeting": SHORT},
    ),
    "greeting: a byte now and then": Case(
        {"greeting": Raw(b"220 test.example ready\r\n", pause=0.1)},
        ServerUnreachable,
        connections=2,
        limits={"greeting": SHORT},
    ),
    "greeting: every answer beforehand": Case(
        {"greeting": Raw(b"220 hi\r\n250 hi\r\n" + 2 * b"250 ok\r\n" + b"354 go\r\n250 kept\r\n")},
        Deferred,
        "more than",
        connections=2,
    ),
    # EHLO
    "EHLO: without end": Case(
        {"EHLO": Raw(b"250-AUTH " + b"x" * 80_000)},
        ServerUnreachable,
        "does not end",
        connections=2,
    ),
    "EHLO: thousands of keywords": Case({}, Accepted, held=1, server={"extra": ("X9 y",) * 5_000}),
    "EHLO: sizes that are none": Case(
        {}, Accepted, held=1, server={"extra": ("SIZE ²", "SIZE " + "9" * 4_000, "SIZE -1")}
    ),
    "EHLO: unknown, HELO serves": Case({"EHLO": Say("502 5.5.1 what?")}, Accepted, held=1),
    "EHLO: 550": Case({"EHLO": Say("550 5.7.1 not you")}, ServerRefusesUs, "not you"),
    "EHLO: 450": Case({"EHLO": Say("450 4.7.1 later")}, Deferred, "later", slow=True),
    "EHLO: hangs up once": Case({"EHLO": HangUp()}, Accepted, held=1, connections=2, times=1),
    "EHLO: never": Case(
        {"EHLO": Stall()}, ServerUnreachable, connections=2, limits={"ehlo": SHORT}
    ),
    # TLS
    "STARTTLS: stripped": Case({}, ServerRefusesUs, "offers no TLS", security="starttls"),
    "STARTTLS: 454": Case(
        {"STARTTLS": Say("454 4.7.0 not now")},
        ServerRefusesUs,
        "not now",
        security="starttls",
        server=TLS,
    ),
    "STARTTLS: 502": Case(
        {"STARTTLS": Say("502 5.5.1 what?")},
        ServerRefusesUs,
        "refuses TLS",
        security="starttls",
        server=TLS,
    ),
    "STARTTLS: words put in": Case(
        {"STARTTLS": Raw(b"220 go\r\n250 AUTH PLAIN\r\n")},
        ServerRefusesUs,
        "added words",
        security="starttls",
        server=TLS,
    ),
    "STARTTLS: 220, then plain text": Case(
        {"STARTTLS": Say("220 go")},
        ServerRefusesUs,
        "no common TLS",
        security="starttls",
        server=TLS,
    ),
    "STARTTLS: hangs up": Case(
        {"STARTTLS": HangUp()}, ServerUnreachable, connections=2, security="starttls", server=TLS
    ),
    "STARTTLS: hangs up once": Case(
        {"STARTTLS": HangUp()},
        Accepted,
        held=1,
        connections=2,
        times=1,
        security="starttls",
        server=TLS,
    ),
    "TLS: a plain server": Case(
        {}, ServerRefusesUs, "no common TLS", security="tls", connections=1
    ),
    # Sign-in
    "AUTH: 535": Case(
        {"AUTH": Say("535 5.7.8 wrong")},
        ServerRefusesUs,
        "password",
        security="starttls",
        auth="password",
        server=TLS,
    ),
    "AUTH: Microsoft takes no passwords": Case(
        {"AUTH": Say("550 5.7.30 Basic authentication is not supported for Client Submission")},
        ServerRefusesUs,
        "no passwords",
        security="starttls",
        auth="password",
        server=TLS,
    ),
    "AUTH: 454": Case(
        {"AUTH": Say("454 4.7.0 later")},
        Deferred,
        slow=True,
        security="starttls",
        auth="password",
        server=TLS,
    ),
    "AUTH: hangs up once": Case(
        {"AUTH": HangUp()},
        Accepted,
        held=1,
        connections=2,
        times=1,
        security="starttls",
        auth="password",
        server=TLS,
    ),
    "AUTH: hangs up always": Case(
        {"AUTH": HangUp()},
        ServerUnreachable,
        connections=2,
        security="starttls",
        auth="password",
        server=TLS,
    ),
    "AUTH: not offered": Case(
        {},
        ServerRefusesUs,
        "offers no sign-in",
        security="starttls",
        auth="password",
        server={**TLS, "hidden": ("AUTH",)},
    ),
    "AUTH: never": Case(
        {"AUTH": Stall()},
        ServerUnreachable,
        connections=2,
        security="starttls",
        auth="password",
        server=TLS,
        limits={"auth": SHORT},
    ),
    # MAIL
    "MAIL: 550": Case(
        {"MAIL": Say("550 5.7.1 sender refused")}, ServerRefusesUs, "takes no letters from kutsut@"
    ),
    "MAIL: 530": Case(
        {"MAIL": Say("530 5.7.0 Authentication required")}, ServerRefusesUs, "needs a sign-in"
    ),
    "MAIL: 450": Case({"MAIL": Say("450 4.3.0 busy")}, Deferred, slow=True),
    "MAIL: 432": Case(
        {"MAIL": Say("432 4.3.2 Concurrent connections limit exceeded")}, Deferred, slow=True
    ),
    "MAIL: 421 once": Case({"MAIL": Say(BYE, True)}, Accepted, held=1, connections=2, times=1),
    "MAIL: 421 always": Case({"MAIL": Say(BYE, True)}, Deferred, "421", connections=2, slow=True),
    "MAIL: hangs up once": Case({"MAIL": HangUp()}, Accepted, held=1, connections=2, times=1),
    "MAIL: hangs up always": Case({"MAIL": HangUp()}, Deferred, "MAIL", connections=2, slow=True),
    "MAIL: never": Case(
        {"MAIL": Stall()}, Deferred, connections=2, slow=True, limits={"mail": SHORT}
    ),
    "MAIL: every answer at once": Case(
        {"MAIL": Raw(2 * b"250 ok\r\n" + b"354 go\r\n250 kept\r\n")},
        Deferred,
        "more than",
        connections=2,
    ),
    "MAIL: no SMTP": Case(
        {"MAIL": Raw(b"whatever\r\n")}, Deferred, "whatever", connections=2, slow=True
    ),
    "MAIL: 354": Case({"MAIL": Say("354 go on")}, Deferred, "354", connections=2, slow=True),
    # RCPT
    "RCPT: 550 5.1.1": Case(
        {"RCPT": Say("550 5.1.1 User unknown")}, Refused, "550 5.1.1 User unknown"
    ),
    "RCPT: 550": Case({"RCPT": Say("550 mailbox unavailable")}, Refused),
    "RCPT: 552 5.2.2": Case({"RCPT": Say("552 5.2.2 mailbox full")}, Refused),
    "RCPT: 550 5.7.1": Case({"RCPT": Say("550 5.7.1 rejected by policy")}, Refused),
    "RCPT: 530": Case({"RCPT": Say("530 5.7.0 Authentication required")}, ServerRefusesUs),
    "RCPT: our quota": Case(
        {"RCPT": Say("550 5.4.5 Daily user sending quota exceeded")}, ServerRefusesUs, "limit"
    ),
    "RCPT: greylisted": Case({"RCPT": Say("450 4.7.1 Greylisted, try again")}, Deferred),
    "RCPT: 450": Case({"RCPT": Say("450 4.2.1 mailbox busy")}, Deferred),
    "RCPT: too fast": Case({"RCPT": Say("451 4.7.500 Server busy")}, Deferred, slow=True),
    "RCPT: 421 once": Case({"RCPT": Say(BYE, True)}, Accepted, held=1, connections=2, times=1),
    "RCPT: 421 always": Case({"RCPT": Say(BYE, True)}, Deferred, connections=2, slow=True),
    "RCPT: hangs up once": Case({"RCPT": HangUp()}, Accepted, held=1, connections=2, times=1),
    "RCPT: hangs up always": Case({"RCPT": HangUp()}, Deferred, "RCPT", connections=2),
    "RCPT: refused, then hangs up": Case({"RCPT": Say("550 5.1.1 User unknown", True)}, Refused),
    "RCPT: never": Case({"RCPT": Stall()}, Deferred, connections=2, limits={"rcpt": SHORT}),
    # DATA
    "DATA: 554": Case({"DATA": Say("554 5.7.1 no")}, Refused),
    "DATA: 530": Case({"DATA": Say("530 5.7.0 Authentication required")}, ServerRefusesUs),
    "DATA: 550 5.1.1": Case({"DATA": Say("550 5.1.1 User unknown")}, Refused),
    "DATA: 451": Case({"DATA": Say("451 4.3.0 later")}, Deferred),
    "DATA: 250": Case({"DATA": Say("250 yes?")}, Deferred, "250", connections=2),
    "DATA: an answer too many": Case(
        {"DATA": Raw(b"354 go\r\n250 kept\r\n")}, Deferred, "more than", connections=2
    ),
    "DATA: 354, and 550 at once": Case(
        {"DATA": Raw(b"354 go\r\n550 5.1.1 unknown\r\n")}, Refused, "unknown"
    ),
    "DATA: 354, and 451 at once": Case(
        {"DATA": Raw(b"354 go\r\n451 4.3.0 later\r\n")}, Deferred, "later"
    ),
    "DATA: hangs up once": Case({"DATA": HangUp()}, Accepted, held=1, connections=2, times=1),
    "DATA: hangs up always": Case({"DATA": HangUp()}, Deferred, connections=2),
    "DATA: never": Case({"DATA": Stall()}, Deferred, connections=2, limits={"data": SHORT}),
    # While the content leaves
    "content: hangs up": Case({"DATA": TakePart(HangUp())}, Unclear),
    "content: reset": Case({"DATA": TakePart(HangUp(abort=True))}, Unclear),
    "content: 552 and hangs up": Case(
        {"DATA": TakePart(Say("552 5.3.4 too large", True))}, Refused, "too large"
    ),
    # After the final dot
    "dot: 250": Case({}, Accepted, "250 2.0.0 Ok: kept", held=1),
    "dot: 451": Case({".": Say("451 4.3.0 later")}, Deferred, "later"),
    "dot: 421": Case({".": Say(BYE, True)}, Deferred, slow=True),
    "dot: 550 5.1.1": Case({".": Say("550 5.1.1 User unknown")}, Refused),
    "dot: 552 5.2.2": Case({".": Say("552 5.2.2 mailbox full")}, Refused),
    "dot: 554": Case({".": Say("554 no")}, Refused),
    "dot: spam": Case({".": Say("554 5.7.1 looks like spam")}, Refused),
    "dot: may not send as": Case(
        {".": Say("550 5.7.60 SMTP; Client does not have permissions to send as this sender")},
        ServerRefusesUs,
        "Send As",
    ),
    "dot: SendAsDenied": Case(
        {".": Say("554 5.2.252 SendAsDenied; a not allowed to send as b")},
        ServerRefusesUs,
        "Send As",
    ),
    "dot: our submission quota": Case(
        {".": Say("554 5.2.2 Submission quota exceeded")}, ServerRefusesUs, "limit"
    ),
    "dot: hangs up, kept": Case({".": Keep(HangUp())}, Unclear, held=1),
    "dot: hangs up, not kept": Case({".": HangUp()}, Unclear),
    "dot: reset": Case({".": HangUp(abort=True)}, Unclear),
    "dot: never": Case({".": Keep(Stall())}, Unclear, held=1, limits={"end": SHORT}),
    "dot: no SMTP": Case({".": Keep(Raw(b"\x00\x01\x02\r\n"))}, Unclear, held=1),
    "dot: 354": Case({".": Keep(Say("354 go on"))}, Unclear, held=1),
    "dot: without end": Case({".": Keep(Raw(b"250-" + b"x" * 80_000))}, Unclear, held=1),
    "dot: many lines without end": Case({".": Keep(Raw(b"250-x\r\n" * 12_000))}, Unclear, held=1),
    "dot: a byte now and then": Case(
        {".": Keep(Raw(b"250 2.0.0 Ok: kept", pause=0.1))}, Unclear, held=1, limits={"end": SHORT}
    ),
    "dot: codes that differ": Case(
        {".": Keep(Raw(b"250-2.0.0 Ok\r\n550 5.1.1 no\r\n"))}, Unclear, held=1
    ),
    "dot: yes, then no": Case(
        {".": Keep(Raw(b"250 2.0.0 Ok\r\n550 5.1.1 no\r\n"))}, Accepted, "2.0.0 Ok", held=1
    ),
    "dot: no, then yes": Case({".": Raw(b"550 5.1.1 no\r\n250 2.0.0 Ok\r\n")}, Refused, "no"),
    "dot: half an answer": Case({".": Keep(Raw(b"250 2.0", then_close=True))}, Unclear, held=1),
    # QUIT
    "QUIT: refused": Case({"QUIT": Say("500 no")}, Accepted, held=1),
    "QUIT: hangs up": Case({"QUIT": HangUp()}, Accepted, held=1),
    "QUIT: never": Case({"QUIT": Stall()}, Accepted, held=1, limits={"quit": SHORT}),
}


@pytest.mark.parametrize("pipelining", [True, False], ids=["pipelined", "one by one"])
@pytest.mark.parametrize("name", CASES)
def test_every_fault_ends_in_its_true_state(
    name: str, pipelining: bool, courier: CourierMaker, pki: Pki
) -> None:
    """The outcome or the error, what the server holds and how often we came are as the table
    says.
    """
    case = CASES[name]
    options = {**case.server, "tls": pki.server if case.server.get("tls") else None}
    with MailServer(case.faults, times=case.times, pipelining=pipelining, **options) as server:  # type: ignore[arg-type]  # as above
        one = courier(server.port, security=case.security, auth=case.auth, limits=case.limits)
        if issubclass(case.ends, InviteError):
            with pytest.raises(case.ends) as caught:
                one.carry(parcel())
            assert type(caught.value) is case.ends
            assert caught.value.exit_code == 4
            assert case.words in f"{caught.value.what} {caught.value.hint}"
        else:
            outcome = one.carry(parcel())
            assert type(outcome) is case.ends
            assert case.words in outcome.reply
            assert (
                isinstance(outcome, Deferred) is False
                or getattr(outcome, "slow_down", None) is case.slow
            )
        one.close()
        assert len(server.held) == case.held
        assert server.record.connections == case.connections
    for letter in server.held:
        assert letter.content == CONTENT
        assert letter.recipients == ("matti@example.org",)


def test_the_matrix_is_no_smaller_than_it_was() -> None:
    """The table above is the claim; nobody shortens it unseen."""
    assert len(CASES) >= 80
