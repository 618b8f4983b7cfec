"""What servers say is a stranger's text, and what their noes are about stands in one table."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invite.delivery.model import Delivery
from invite.delivery.smtp.connection import Wire
from invite.delivery.smtp.errors import refusal
from invite.delivery.smtp.phases import LIMITS, PHASES, Meaning, Phase
from invite.delivery.smtp.replies import KEPT, SmtpReply, clean, parse_reply
from invite.delivery.smtp.status_codes import meaning_of, slows_down

from .servers import USER

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([b"250 2.0.0 Ok\r\n"], "250 2.0.0 Ok"),
        ([b"250\r\n"], "250"),
        ([b"250 \n"], "250"),
        (
            [b"550-5.7.26 This mail is\r\n", b"550 5.7.26 unauthenticated.\r\n"],
            "550 5.7.26 This mail is unauthenticated.",
        ),
        ([b"550 5.1.1 \x1b[31m<a@b>\x07\xe2\x80\xae no\r\n"], "550 5.1.1 [31m<a@b> no"),
        ([b"550 4.1.1 of another class\r\n"], "550 4.1.1 of another class"),
        ([b"550 \xff\xfe\r\n"], "550 \ufffd\ufffd"),
        ([b"220 1.2.3.4 ready\r\n"], "220 1.2.3.4 ready"),
    ],
)
def test_a_reply_is_read_and_cleaned(lines: list[bytes], shown: str) -> None:
    """Codes found, lines joined, what moves the cursor or turns the text taken out."""
    assert str(parse_reply(b"".join(lines))) == shown


@settings(max_examples=40)
@given(st.lists(st.integers(1, 70), max_size=6))
def test_replies_are_the_same_however_they_are_cut(cuts: list[int]) -> None:
    """Where a packet ends says nothing: a reply ends with its last line, and the next begins."""
    said = b"250-mx\r\n250-SIZE 9\r\n250 OK\r\n354 go\n550-5.1.1 who\r\n550 is it\r\n"
    ends = [0, *sorted({cut for cut in cuts if cut < len(said)}), len(said)]

    async def read(wire: Wire) -> list[str]:
        return [str(await wire.read(Phase.EHLO)) for _reply in range(3)]

    async def talk() -> list[str]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            ours = socket.create_connection(server.getsockname())
            theirs, _address = server.accept()
        wire = Wire(ours, LIMITS)
        reading = asyncio.ensure_future(read(wire))
        with theirs:
            for begin, end in pairwise(ends):
                theirs.sendall(said[begin:end])
                for _turn in range(3):
                    await asyncio.sleep(0)
            replies = await reading
        wire.close()
        return replies

    assert asyncio.run(talk()) == ["250 mx SIZE 9 OK", "354 go", "550 5.1.1 who is it"]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\r\n",
        b"HTTP/1.1 400 Bad\r\n",
        b"25 x\r\n",
        b"600 x\r\n",
        b"150 x\r\n",
        b"250x\r\n\x00",
    ],
)
def test_what_is_no_reply_is_none(line: bytes) -> None:
    """Other protocols, other codes, nothing."""
    assert parse_reply(line) is None or str(parse_reply(line)).startswith("250")


def test_lines_with_different_codes_are_no_reply() -> None:
    """RFC 5321 4.2.1: the code is the same on each line."""
    assert parse_reply(b"250-a\r\n550 b\r\n") is None


@given(st.binary(max_size=2000))
def test_anything_may_come(line: bytes) -> None:
    """No bytes make it fail, and what is kept is short and prints on one line."""
    reply = parse_reply(line)
    if reply is not None:
        assert len(reply.words) <= KEPT
        assert reply.words.isprintable()


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was cleaned is clean."""
    assert clean(clean(text)) == clean(text)


def test_every_phase_has_its_rule_its_limit_and_its_source() -> None:
    """RFC 5321 4.5.3.2 to the second, where it names one."""
    assert set(PHASES) == set(Phase)
    assert all(rule.source for rule in PHASES.values())
    assert (LIMITS[Phase.GREETING], LIMITS[Phase.MAIL], LIMITS[Phase.RCPT]) == (300, 300, 300)
    assert (LIMITS[Phase.DATA], LIMITS[Phase.CONTENT], LIMITS[Phase.END]) == (120, 180, 600)


def test_a_letter_is_unclear_only_once_its_content_has_begun_to_leave() -> None:
    """And is tried again at once only before that: the two exclude each other."""
    for phase, rule in PHASES.items():
        assert (rule.lost is Meaning.UNCLEAR) == (phase in {Phase.CONTENT, Phase.END})
        assert not (rule.again and rule.lost is Meaning.UNCLEAR)


def _reply(text: str) -> SmtpReply:
    reply = parse_reply(f"{text}\r\n".encode())
    assert reply is not None
    return reply


# phase, reply → what it is about. Real servers' words.
ABOUT = [
    (
        Phase.RCPT,
        "550 5.1.1 <a@example.org>: Recipient address rejected: User unknown",
        Meaning.REFUSED,
    ),
    (Phase.RCPT, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", Meaning.REFUSED),
    (Phase.RCPT, "550 5.4.1 Recipient address rejected: Access denied", Meaning.REFUSED),
    (Phase.RCPT, "556 5.1.10 Recipient address has null MX", Meaning.REFUSED),
    (Phase.RCPT, "550 5.5.0 Requested action not taken: mailbox unavailable", Meaning.REFUSED),
    (Phase.RCPT, "501 5.1.3 Bad recipient address syntax", Meaning.REFUSED),
    (Phase.RCPT, "500 5.3.0 Error: command failed", Meaning.REFUSED),
    (Phase.RCPT, "554 5.7.1 <a@example.org>: Relay access denied", Meaning.POLICY),
    (Phase.RCPT, "550 relay not permitted", Meaning.POLICY),
    (
        Phase.RCPT,
        "553 5.7.1 <a@example.org>: Sender address rejected: not owned by user b",
        Meaning.US,
    ),
    (Phase.RCPT, "554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied", Meaning.US),
    (
        Phase.RCPT,
        (
            "550 5.1.1 <a@example.org>: Recipient address rejected: undeliverable: host mx said:"
            " 550 <b>: Sender address rejected"
        ),
        Meaning.REFUSED,
    ),
    (
        Phase.RCPT,
        "550 5.7.703 Your message can't be delivered because messages to a are blocked",
        Meaning.POLICY,
    ),
    (Phase.RCPT, "550 5.7.708 Access denied, traffic not accepted from this IP", Meaning.US),
    (Phase.RCPT, "550 5.1.8 Access denied, bad outbound sender", Meaning.US),
    (
        Phase.RCPT,
        "550 5.1.90 Your message can't be sent because you've reached your daily limit",
        Meaning.US,
    ),
    (Phase.RCPT, "530 5.7.57 Client not authenticated to send mail", Meaning.US),
    (Phase.RCPT, "503 5.5.1 Error: need MAIL command", Meaning.US),
    (Phase.RCPT, "252 cannot verify, will try", None),
    (Phase.RCPT, "251 will forward", None),
    (Phase.MAIL, "550 5.1.1 any no here", Meaning.US),
    (Phase.MAIL, "452 4.3.1 Insufficient system storage", Meaning.DEFERRED),
    (Phase.MAIL, "421 4.4.2 idle too long", Meaning.AGAIN),
    (Phase.DATA, "554 5.5.1 Error: no valid recipients", Meaning.US),
    (
        Phase.END,
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        Meaning.US,
    ),
    (Phase.END, "550 5.1.1 unknown", Meaning.REFUSED),
    (Phase.END, "552 5.2.2 over quota", Meaning.REFUSED),
    (
        Phase.END,
        "554 5.2.2 mailbox full; STOREDRV.Submission: Submission Quota Exceeded",
        Meaning.US,
    ),
    (Phase.END, "554 5.6.0 malformed", Meaning.POLICY),
    (Phase.END, "552 too much", Meaning.POLICY),
    (Phase.END, "554 Message rejected: Email address is not verified", Meaning.POLICY),
    (Phase.END, "530 Authentication required", Meaning.US),
    (Phase.DATA, "554 5.7.1 <DATA>: Data command rejected: Access denied", Meaning.POLICY),
    (Phase.RCPT, "550 No such user here", Meaning.REFUSED),
    (Phase.RCPT, "550 Unrouteable address", Meaning.REFUSED),
    (Phase.RCPT, "550 Requested action not taken: mailbox unavailable", Meaning.REFUSED),
    (
        Phase.RCPT,
        "554 delivery error: This user doesn't have an example.com account",
        Meaning.REFUSED,
    ),
    (Phase.RCPT, "550 #5.1.0 Address rejected.", Meaning.REFUSED),
    (Phase.RCPT, "551 not our customer", Meaning.REFUSED),
    (Phase.RCPT, "552 sorry, over quota", Meaning.REFUSED),
    (Phase.RCPT, "550 Tuntematon vastaanottaja", Meaning.REFUSED),
    (Phase.RCPT, "550 okänd mottagare", Meaning.REFUSED),
    (
        Phase.RCPT,
        "550 Verification failed for <kutsut@example.org> No Such User Here Sender verify failed",
        Meaning.POLICY,
    ),
    (Phase.RCPT, "553 sorry, not in my list of allowed rcpthosts (#5.7.1)", Meaning.POLICY),
    (Phase.RCPT, "550 Your IP address is listed", Meaning.POLICY),
    (Phase.RCPT, "550 Failure sending mail. Try again later", Meaning.POLICY),
    (Phase.RCPT, "550 5.0.0 Access denied", Meaning.POLICY),
    (Phase.RCPT, "550 nej", Meaning.POLICY),
    (Phase.END, "421 4.3.0 closing", Meaning.DEFERRED),
    (Phase.END, "354 again?", Meaning.UNCLEAR),
    (Phase.AUTH, "454 4.7.0 Temporary authentication failure", Meaning.DEFERRED),
    (Phase.AUTH, "535 5.7.3 Authentication unsuccessful", Meaning.US),
    (Phase.STARTTLS, "454 TLS not available", Meaning.US),
    (Phase.QUIT, "500 no", Meaning.NOTHING),
]


@pytest.mark.parametrize(
    ("phase", "text", "meaning"), ABOUT, ids=[f"{phase} {text[:30]}" for phase, text, _m in ABOUT]
)
def test_what_a_no_is_about(phase: Phase, text: str, meaning: Meaning | None) -> None:
    """The enhanced code decides, particular ones before their class, the bare code where there is
    none.
    """
    assert meaning_of(phase, _reply(text)) is meaning


@pytest.mark.parametrize(
    ("text", "slow"),
    [
        ("421 4.7.0 Try again later", True),
        ("432 4.3.2 Concurrent connections limit exceeded", True),
        ("450 4.7.28 rate limited", True),
        ("451 4.3.2 system not accepting", True),
        ("450 4.7.1 <a@b>: Recipient address rejected: Greylisted", False),
        ("451 4.7.1 Gray-listing in action", False),
        ("450 4.1.8 <a@example.org>: Sender address rejected: Domain not found", True),
        ("450 4.2.1 mailbox busy", False),
        ("452 4.2.2 mailbox full", False),
        ("450 later", False),
    ],
)
def test_who_is_meant_by_slow_down(text: str, slow: bool) -> None:
    """Everybody by a rate, one letter by greylisting or a full mailbox."""
    assert slows_down(_reply(text)) is slow


# The server's words → what ours must say, and whom to ask what.
ADVICE = [
    (
        Phase.AUTH,
        "550 5.7.30 Basic authentication is not supported for Client Submission",
        "no passwords",
        "Ask IT",
    ),
    (
        Phase.AUTH,
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the"
            " Tenant. Visit https://aka.ms/smtp_auth_disabled"
        ),
        "switched off",
        "Authenticated SMTP",
    ),
    (
        Phase.AUTH,
        (
            "535 5.7.139 Authentication unsuccessful, user is locked by your organization's"
            " security defaults policy."
        ),
        "locked",
        "security defaults",
    ),
    (
        Phase.AUTH,
        (
            "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be"
            " authenticated successfully."
        ),
        "rule of your organisation",
        "conditional access",
    ),
    (Phase.AUTH, "535 5.7.3 Authentication unsuccessful", "password", "invite login"),
    (Phase.AUTH, "535-5.7.8 Username and Password not accepted.", "password", "invite login"),
    (
        Phase.AUTH,
        "534 5.7.9 Application-specific password required.",
        "app password",
        "apppasswords",
    ),
    (
        Phase.MAIL,
        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM",
        "sign-in",
        "Authenticated SMTP",
    ),
    (
        Phase.END,
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        "may not send letters as",
        "Send As",
    ),
    (
        Phase.END,
        "554 5.2.252 SendAsDenied; a not allowed to send as b",
        "may not send letters as",
        "Send As",
    ),
    (Phase.RCPT, "550 5.4.5 Daily user sending limit exceeded.", "limit", "24 hours"),
    (
        Phase.RCPT,
        (
            "550 5.1.90 Your message can't be sent because you've reached your daily limit for"
            " message recipients"
        ),
        "limit",
        "24 hours",
    ),
    (
        Phase.RCPT,
        "550 5.1.8 Access denied, bad outbound sender",
        "stopped the account",
        "restricted entities",
    ),
    (Phase.END, "552 5.3.4 Message size exceeds fixed limit", "too large", "attachments"),
    (Phase.MAIL, "550 no", "takes no letters from", "IT"),
    (Phase.GREETING, "554 no", "refuses to talk", "IT"),
]


@pytest.mark.parametrize(
    ("phase", "text", "what", "hint"),
    ADVICE,
    ids=[text[:12] + f" {what}" for _p, text, what, _h in ADVICE],
)
def test_a_no_to_us_says_what_to_ask_of_whom(phase: Phase, text: str, what: str, hint: str) -> None:
    """Our sentence, the server's own words with it, and the next step; no placeholder is left."""
    reply = _reply(text.replace("-", " ", 1) if text[3] == "-" else text)
    delivery = Delivery(host="smtp.example.org", username=USER)
    error = refusal(phase, reply, delivery, "johtaja@example.org")
    assert what in error.what
    assert hint in error.hint
    assert reply.words in error.what
    assert "{" not in error.what + error.hint


@pytest.mark.parametrize("sender", [USER, USER.upper()])
def test_an_account_that_may_not_send_as_itself(sender: str) -> None:
    """The account's own address needs no "Send As", and to be put in the sender's place it need not
    be told.
    """
    reply = _reply("550 5.7.60 SMTP; Client does not have permissions to send as this sender")
    error = refusal(Phase.END, reply, Delivery(host="smtp.example.org", username=USER), sender)
    assert error.what.startswith(f"smtp.example.org does not let {USER} send letters")
    assert "answer to IT" in error.hint
    assert "[sender]" not in error.hint
    assert "{" not in error.what + error.hint


@pytest.mark.skipif(
    not (HOUSE / "docs" / "delivery.md").is_file(), reason="the documentation is not here"
)
def test_the_page_shows_the_tables() -> None:
    """docs/delivery.md holds the tables of phases and of noes as they are."""
    ran = subprocess.run(
        [sys.executable, str(HOUSE / "tools" / "phases.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
