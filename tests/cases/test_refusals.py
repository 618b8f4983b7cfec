"""A no that is understood: one about us stops the run and marks nobody, one about a letter harms
that letter alone.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from cases.outcome import CASES, project
from delivery.servers import MailServer, Misbehaving, Record, Say
from desk import Desk, Ran, totals

SHEET = (CASES / "75-rbl-550-without-status" / "a.csv").read_text(encoding="utf-8-sig")
EIGHT = 8


def desk_at(folder: Path, port: int, connections: int = 1) -> Desk:
    """The list of eight, with a server."""
    delivery = f'[delivery]\ncourier = "smtp"\nhost = "127.0.0.1"\nport = {port}\n'
    delivery += 'security = "none"\nauth = "none"\n'
    return project(
        folder, {"a.csv": SHEET}, more=f'{delivery}connections = {connections}\npatience = "2s"\n'
    )


def states(here: Desk) -> dict[str, str]:
    """Everybody's state by the local part of their address."""
    (mailing,) = here("status", "--json")["mailings"]
    return {
        str(one["to"] or one["name"]).partition(".")[0]: one["state"] for one in mailing["letters"]
    }


US = [
    "550 Blocked by example RBL, see https://example.org/why",
    "550 Sender verify failed",
    "550 SMTP AUTH is required",
    "550 Failure sending mail. Try again later",
    "554 Service unavailable; Client host [192.0.2.1] blocked using bl.example.org",
    "550 Your IP address is listed",
    "550 Authentication required",
    "530 Authentication required",
    "550 relay not permitted",
    "550 Verification failed for <kutsut@example.org>",
    "550 Too many errors from your host, try again later",
    "550 sender rejected",
    "554 Email rejected: poor reputation of your domain",
    "550 5.7.1 Service refused",
    "550 5.7.26 Unauthenticated mail is prohibited",
    "553 sorry, your envelope sender is in my badmailfrom list",
]


@pytest.mark.parametrize("reply", US)
def test_a_no_to_each_recipient_that_is_about_us(reply: str, tmp_path: Path) -> None:
    """Case 75: the same no at RCPT to everybody stops with 4; nobody is marked, and the next run
    reaches all.
    """
    with MailServer({"RCPT": Say(reply)}) as server:
        here = desk_at(tmp_path, server.port)
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["refused"] if ran.out else 0) == (4, 0), ran.err
        assert reply.split(";")[0][4:20] in ran.err
        assert totals(here("status", "--json"))["ready"] == EIGHT
        server.record.faults = {}
        assert here("send", "--yes", "--json")["sent"] == EIGHT


@pytest.mark.parametrize(
    "reply",
    [
        "554 Message rejected: Email address is not verified",
        "550 5.7.1 Message content rejected",
        "550 Rejected by content filter",
        "554 5.6.0 Message refused",
        "550 Administrative prohibition",
    ],
)
def test_the_same_no_after_the_dot_to_everybody(reply: str, tmp_path: Path) -> None:
    """Case 76: three running after the dot are about us: 4, nobody is marked, the next run reaches
    all.
    """
    with MailServer({".": Say(reply)}) as server:
        here = desk_at(tmp_path, server.port)
        ran = here("send", "--yes", "--json")
        assert ran.code == 4, ran.err
        assert totals(here("status", "--json"))["failed"] == 0
        server.record.faults = {}
        assert here("send", "--yes", "--json")["sent"] == EIGHT


class Picky(Record):
    """Says no to some: at RCPT, or after the dot."""

    at_recipient: dict[str, str]
    after_dot: dict[str, str]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd\'s name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A no to this recipient, or none."""
        if no := self.at_recipient.get(address.partition(".")[0]):
            return no
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: Misbehaving, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A no to this recipient's letter, or none."""
        return self.after_dot.get(
            str(envelope.rcpt_tos[0]).partition(".")[0]
        ) or await super().handle_DATA(server, session, envelope)


def picky(
    at_recipient: dict[str, str] | None = None, after_dot: dict[str, str] | None = None
) -> type[Record]:
    """A record that says these noes."""
    return type(
        "PickyHere", (Picky,), {"at_recipient": at_recipient or {}, "after_dot": after_dot or {}}
    )


def send(folder: Path, record: type[Record]) -> tuple[Desk, Ran, list[str]]:
    """Send to the eight at such a server; who was reached, by the local part."""
    with MailServer(record=record) as server:
        here = desk_at(folder, server.port)
        ran = here("send", "--yes", "--json")
        return here, ran, [held.recipients[0].partition(".")[0] for held in server.held]


@pytest.mark.parametrize(
    "who",
    [
        ("aino",),
        ("eero",),
        ("taisto",),
        ("aino", "oiva"),
        ("aino", "eero"),
        ("helmi", "impi", "taisto"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "reply",
    ["554 Message rejected: Email address is not verified", "550 5.7.1 Rejected by content filter"],
)
def test_a_no_after_the_dot_to_some(who: tuple[str, ...], reply: str, tmp_path: Path) -> None:
    """Case 76: those letters wait or fail, their people are named, and everybody else has theirs in
    the same run.
    """
    here, ran, reached = send(tmp_path, picky(after_dot=dict.fromkeys(who, reply)))
    assert ran.code == 1, ran.err
    assert len(reached) == len(set(reached)) == EIGHT - len(who)
    found = states(here)
    for one in who:
        assert found[one] in {"failed", "waiting"}, found
        assert one.title() in ran.err + here("status").out
    (mailing,) = here("status", "--json")["mailings"]
    assert {
        one["state"] for one in mailing["letters"] if one["to"].partition(".")[0] not in who
    } == {"sent"}


@pytest.mark.parametrize(
    "reply",
    [
        "550 5.1.1 <{}>: Recipient address rejected: User unknown",
        "550 No such user here",
        "551 not our customer",
        "553 5.1.2 mailbox syntax incorrect",
        "550 Mailbox not found: {}",
    ],
)
def test_a_no_at_the_recipient_that_is_about_them(reply: str, tmp_path: Path) -> None:
    """No stricter than it must be: unknown mailboxes harm their own letters alone."""
    who = ("aino", "helmi", "taisto")
    here, ran, reached = send(
        tmp_path, picky({one: reply.format(f"{one}@example.org") for one in who})
    )
    assert (ran.code, ran["refused"], len(reached)) == (1, 3, 5), ran.err
    assert {one for one, state in states(here).items() if state == "failed"} == set(who)


@pytest.mark.parametrize("reply", ["550 Blocked by example RBL", "550 Sender verify failed"])
def test_one_recipients_server_that_blocks_us(reply: str, tmp_path: Path) -> None:
    """A no about us to one recipient only stops nobody else's letter."""
    here, _ran, reached = send(tmp_path, picky({"helmi": reply}))
    assert len(reached) == EIGHT - 1
    assert states(here)["helmi"] in {"failed", "waiting", "ready"}


class Limited(Record):
    """Takes so many letters a connection, then says no with these words at MAIL or RCPT until a new
    one comes.
    """

    words = "452 4.4.5 Too many messages in this session"
    where = "MAIL"
    most = 3

    def count(self, session: Session) -> str | None:
        """The no, once the connection has had its letters."""
        seen: int = getattr(session, "letters_here", 0)
        return self.words if seen >= self.most else None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd\'s name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A sender."""
        if self.where == "MAIL" and (no := self.count(session)):
            return no
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd\'s name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient."""
        if self.where == "RCPT" and (no := self.count(session)):
            return no
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: Misbehaving, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A letter more."""
        session.letters_here = getattr(session, "letters_here", 0) + 1  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.parametrize(
    "words",
    [
        "452 4.4.5 Too many messages in this session",
        "452 4.3.2 Connection limit reached",
        "452 too many messages",
        "421 4.4.5 Too many messages",
        "450 4.7.0 Too many messages in this connection",
        "452 Message limit per connection exceeded",
    ],
)
@pytest.mark.parametrize("where", ["MAIL", "RCPT"])
def test_a_limit_for_a_connection(words: str, where: str, tmp_path: Path) -> None:
    """Three letters a connection: a new connection and on, at once; everybody is reached in one
    run.
    """
    record = type("LimitedHere", (Limited,), {"words": words, "where": where})
    with MailServer(record=record) as server:
        here = desk_at(tmp_path, server.port)
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["sent"]) == (0, EIGHT), ran.err
        assert len({held.recipients for held in server.held}) == len(server.held) == EIGHT
        assert server.record.connections <= 5
