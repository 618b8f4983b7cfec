"""Whatever a mail server does wrong, a run of `send` ends with the true state of every letter and
the exit code that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from delivery.certificates import authority, make, server_context, write
from delivery.conftest import Pki
from delivery.servers import (
    PASSWORD,
    USER,
    Fault,
    HangUp,
    Keep,
    MailServer,
    Raw,
    Say,
    Stall,
    TakePart,
)
from desk import PEOPLE, Desk, Ran, desk, totals
from postfix import needs_sink, sink

from invite.delivery.smtp.phases import LIMITS, Phase

# The RFC waits minutes.
QUICK = (
    Phase.GREETING,
    Phase.EHLO,
    Phase.AUTH,
    Phase.MAIL,
    Phase.RCPT,
    Phase.DATA,
    Phase.END,
    Phase.RSET,
    Phase.QUIT,
)
SHORT = {**LIMITS, **dict.fromkeys(QUICK, 0.5)}
LAST_LINE = "=_"  # of a letter: the boundary that closes it
S, W, U, F, R = "sent", "waiting", "unclear", "failed", "ready"


@dataclass(frozen=True, slots=True)
class Ends:
    """How a run to two people ends: its exit code, where each of the two stands, and how many whole
    letters the server has.

    held: None where the server's own record does not tell, as of a letter that smtp-sink has heard
    and refused.
    """

    code: int
    states: tuple[str, str]
    held: int | None


GOOD = Ends(0, (S, S), 2)
US = Ends(4, (R, R), 0)  # a no to us, or no server: nobody is marked
LATER = Ends(1, (W, W), 0)
NOBODY = Ends(1, (F, F), 0)
DOUBT = Ends(1, (U, U), None)

# smtp-sink's own faults. -f: 5yz, -r: 4yz, -q: hangs up, -Q: 421 and hangs up, -W: waits; "." is
# the final dot.
SINK: dict[str, Ends] = {
    **dict.fromkeys(("-e", "-E", "-p", "-a", "-8", "-N", "-P", "-e -8 -p", "-H 1", "-w 1"), GOOD),
    "-A 0": Ends(1, (F, F), None),
    "-f CONNECT": US,
    "-f EHLO": GOOD,  # HELO serves
    "-f HELO": GOOD,
    "-f EHLO,HELO": US,
    "-f MAIL": US,
    "-f RCPT": NOBODY,
    "-f DATA": NOBODY,  # from here on a no is about the letter, until three running hear it
    "-f .": Ends(1, (F, F), None),
    "-f RSET": GOOD,
    "-f RCPT,RSET": NOBODY,  # RSET refused: a new connection for the second
    "-f QUIT": GOOD,
    "-r CONNECT": US,  # before any letter is begun, a "not now" ends the run
    "-r EHLO": US,
    "-r MAIL": LATER,
    "-r RCPT": LATER,
    "-r DATA": LATER,
    "-r .": Ends(1, (W, W), None),
    "-r RSET": GOOD,
    "-r RCPT,RSET": LATER,
    "-r QUIT": GOOD,
    "-q CONNECT": US,
    "-q EHLO": US,
    "-q MAIL": LATER,
    "-q RCPT": LATER,
    "-q DATA": LATER,
    "-q .": DOUBT,
    "-q RSET": GOOD,
    "-q QUIT": GOOD,
    "-Q CONNECT": US,
    "-Q EHLO": US,
    "-Q MAIL": LATER,
    "-Q RCPT": LATER,
    "-Q DATA": LATER,
    "-Q .": Ends(1, (W, W), None),
    "-Q RSET": GOOD,
    "-Q QUIT": GOOD,
    "-W CONNECT:2": US,
    "-W EHLO:2": US,
    "-W MAIL:2": LATER,
    "-W RCPT:2": LATER,
    "-W DATA:2": LATER,
    "-W .:2": DOUBT,
    "-W RSET:2": GOOD,
    "-W QUIT:1": GOOD,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One fault of a server with TLS and a sign-in. times: for how often it misbehaves (None:
    always).
    """

    faults: Mapping[str, Fault]
    ends: Ends
    times: int | None = None
    server: Mapping[str, object] = field(default_factory=dict)


BYE = Say("421 4.3.2 closing", then_close=True)
ONCE_LATER = Ends(1, (W, S), 1)
SERVER: dict[str, Case] = {
    "TLS: not offered": Case({}, US, server={"tls": None, "sign_in": False}),
    "STARTTLS: 454": Case({"STARTTLS": Say("454 4.7.0 not now")}, US),
    "STARTTLS: 502": Case({"STARTTLS": Say("502 5.5.1 what?")}, US),
    "STARTTLS: words put in": Case({"STARTTLS": Raw(b"220 go\r\n250 AUTH PLAIN\r\n")}, US),
    "STARTTLS: plain text goes on": Case({"STARTTLS": Say("220 go")}, US),
    "STARTTLS: hangs up": Case({"STARTTLS": HangUp()}, US),
    "STARTTLS: hangs up once": Case({"STARTTLS": HangUp()}, GOOD, times=1),
    "TLS: another authority": Case({}, US, server={"stranger": True}),
    "AUTH: 535": Case({"AUTH": Say("535 5.7.8 wrong")}, US),
    "AUTH: no passwords": Case(
        {"AUTH": Say("550 5.7.30 Basic authentication is not supported for Client Submission")}, US
    ),
    "AUTH: 454": Case({"AUTH": Say("454 4.7.0 later")}, US),
    "AUTH: 421 once": Case({"AUTH": BYE}, GOOD, times=1),
    "AUTH: hangs up": Case({"AUTH": HangUp()}, US),
    "AUTH: hangs up once": Case({"AUTH": HangUp()}, GOOD, times=1),
    "AUTH: never": Case({"AUTH": Stall()}, US),
    "AUTH: not offered": Case({}, US, server={"hidden": ("AUTH",)}),
    "MAIL: 432 once": Case(
        {"MAIL": Say("432 4.3.2 Concurrent connections limit exceeded")}, ONCE_LATER, times=1
    ),
    "MAIL: hangs up once": Case({"MAIL": HangUp()}, GOOD, times=1),
    "MAIL: may not send as": Case({"MAIL": Say("550 5.7.60 no send as")}, US),
    "RCPT: greylisted once": Case({"RCPT": Say("450 4.7.1 Greylisted")}, ONCE_LATER, times=1),
    "RCPT: unknown once": Case({"RCPT": Say("550 5.1.1 unknown")}, Ends(1, (F, S), 1), times=1),
    "RCPT: 421 once": Case({"RCPT": BYE}, GOOD, times=1),
    "RCPT: our quota": Case({"RCPT": Say("550 5.4.5 Daily user sending quota exceeded")}, US),
    "DATA: hangs up once": Case({"DATA": HangUp()}, GOOD, times=1),
    "content: hangs up once": Case({"DATA": TakePart(HangUp())}, Ends(1, (U, S), 1), times=1),
    "content: reset once": Case(
        {"DATA": TakePart(HangUp(abort=True))}, Ends(1, (U, S), 1), times=1
    ),
    "dot: 451 once": Case({".": Say("451 4.3.0 later")}, ONCE_LATER, times=1),
    "dot: 421 once": Case({".": BYE}, ONCE_LATER, times=1),
    "dot: 550 5.1.1 once": Case({".": Say("550 5.1.1 unknown")}, Ends(1, (F, S), 1), times=1),
    "dot: spam once": Case({".": Say("554 5.7.1 looks like spam")}, Ends(1, (F, S), 1), times=1),
    "dot: may not send as": Case(
        {".": Say("550 5.7.60 Client does not have permissions to send as this sender")}, US
    ),
    "dot: hangs up, kept": Case({".": Keep(HangUp())}, Ends(1, (U, S), 2), times=1),
    "dot: hangs up, not kept": Case({".": HangUp()}, Ends(1, (U, S), 1), times=1),
    "dot: reset, kept": Case({".": Keep(HangUp(abort=True))}, Ends(1, (U, S), 2), times=1),
    "dot: never, kept": Case({".": Keep(Stall())}, Ends(1, (U, S), 2), times=1),
    "dot: no SMTP, kept": Case({".": Keep(Raw(b"\x00\x01\r\n"))}, Ends(1, (U, S), 2), times=1),
    "dot: half an answer, kept": Case(
        {".": Keep(Raw(b"250 2.0", then_close=True))}, Ends(1, (U, S), 2), times=1
    ),
    "dot: another code, kept": Case({".": Keep(Say("354 go on"))}, Ends(1, (U, S), 2), times=1),
    "QUIT: hangs up": Case({"QUIT": HangUp()}, GOOD),
    "QUIT: 500": Case({"QUIT": Say("500 no")}, GOOD),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with two people, in a world where nobody waits for minutes."""
    monkeypatch.setattr("invite.campaign.delivery.loop.run.GRACE", 1.0)
    return desk(tmp_path, PEOPLE[:2])


def judged(here: Desk, ran: Ran, ends: Ends) -> None:
    """The run and the ledger say the same, and it is what the table says."""
    states = {letter["state"] for letter in ran["letters"]}
    told = totals(here("status", "--json"))
    assert (ran.code, {state: n for state in (S, W, U, F, R) if (n := told[state])}) == (
        ends.code,
        {state: ends.states.count(state) for state in ends.states},
    ), ran.err
    assert states == set(ends.states)


@needs_sink
@pytest.mark.parametrize("options", SINK)
def test_every_fault_of_smtp_sink(
    options: str, here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code, states and what the server holds are as the table says."""
    if ":" in options:
        monkeypatch.setattr("invite.delivery.smtp.courier.LIMITS", SHORT)
    ends = SINK[options]
    with sink(*options.split()) as server:
        here.smtp(server.port, 'patience = "0s"\n')
        ran = here("send", "--yes", "--json")
        judged(here, ran, ends)
        if ends.held is not None:
            assert server.whole(LAST_LINE.encode()) == ends.held


@pytest.mark.parametrize("name", SERVER)
def test_every_fault_of_a_server_with_tls_and_sign_in(
    name: str, here: Desk, tls: Pki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same for TLS, the sign-in and what comes after the final dot; and nobody has two
    letters.
    """
    monkeypatch.setattr("invite.delivery.smtp.courier.LIMITS", SHORT)
    case = SERVER[name]
    options = dict(case.server)
    context = tls.server
    if options.pop("stranger", False):
        root = authority("Stranger")
        context = server_context(make("localhost", by=root), tmp_path, "stranger")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    options = {"tls": context, "sign_in": True, **options}  # as the table has it
    with MailServer(case.faults, times=case.times, **options) as server:  # type: ignore[arg-type]
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nusername = "{USER}"\n'
            f"ca_file = '{tls.ca_file}'\npatience = \"0s\"\n"
        )
        judged(here, here("send", "--yes", "--json"), case.ends)
        receivers = [one for letter in server.held for one in letter.recipients]
    assert len(receivers) == len(set(receivers)) == case.ends.held


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """An authority, and a good server's certificate from it."""
    folder = tmp_path_factory.mktemp("pki")
    root = authority("Test authority")
    ca_file, _key = write(root, folder, "ca")
    good = server_context(make("localhost", by=root), folder, "good")
    return Pki(str(ca_file), good, good, folder)


def test_the_matrix_is_no_smaller_than_it_was() -> None:
    """The tables above are the claim; nobody shortens them unseen."""
    assert len(SINK) + len(SERVER) >= 90
