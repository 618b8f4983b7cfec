"""What strangers may send: broken, huge, nested, in wrong encodings; nothing raises or costs much."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inbound import failed, from_daemon, only, read, report, written

from invite.returned import mime
from invite.returned.model import InboundMail, MailKind
from invite.returned.read import read_mail

MAILS = (
    failed("550 5.1.1 <matti@example.com>: User unknown"),
    from_daemon("<matti@example.com>: host mx.example.com said: 552 5.2.2 Mailbox full\n"),
    written("En pääse, palaan 12.1. asti."),
    report("Final-Recipient: rfc822;a@example.com\nAction: delayed\nStatus: 4.4.1"),
)


@pytest.mark.parametrize("mail", MAILS)
@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends(mail: str, end: bytes) -> None:
    """CR, LF and CRLF read the same."""
    assert read(mail.encode().replace(b"\n", end)) == read(mail)


@given(
    mail=st.sampled_from(MAILS), ends=st.lists(st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=1)
)
def test_line_ends_mixed(mail: str, ends: list[bytes]) -> None:
    """So do mails whose lines end now one way, now another, as gateways leave them."""
    lines = mail.encode().split(b"\n")
    mixed = b"".join(
        line + (b"\r\n" if not line or not ends else ends[n % len(ends)])
        for n, line in enumerate(lines)
    )
    # An empty line after CR alone would be CRLF: those are written as CRLF above, and CR before them ends a line.
    assert read(mixed).kind is read(mail).kind
    assert [r.addresses for r in read(mixed).recipients] == [
        r.addresses for r in read(mail).recipients
    ]


@settings(max_examples=300)
@given(
    mail=st.sampled_from(MAILS),
    cuts=st.lists(
        st.tuples(st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=12)), max_size=8
    ),
)
def test_mutated(mail: str, cuts: list[tuple[int, int, bytes]]) -> None:
    """Whatever is cut out of a mail or put into it, something is read and nothing raised."""
    content = mail.encode()
    for at, length, put in cuts:
        content = content[:at] + put + content[at + length :]
    assert isinstance(read(content), InboundMail)


@settings(max_examples=300)
@given(content=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_anything(content: bytes) -> None:
    """Any bytes are a mail of some kind."""
    assert isinstance(read(content), InboundMail)


@given(seed=st.integers())
def test_the_order_of_recipients_does_not_matter(seed: int) -> None:
    """However a report orders its recipients, each gets the same verdicts."""
    blocks = [
        f"Final-Recipient: rfc822; {name}@example.com\nAction: {action}\nStatus: {status}"
        for name, action, status in (
            ("a", "failed", "5.1.1"),
            ("b", "delayed", "4.4.1"),
            ("c", "failed", "5.2.2"),
            ("d", "relayed", "2.0.0"),
        )
    ]
    mixed = list(blocks)
    random.Random(seed).shuffle(mixed)
    one, other = read(report("\n\n".join(blocks))), read(report("\n\n".join(mixed)))
    assert set(one.recipients) == set(other.recipients)
    assert (one.kind, one.marks) == (other.kind, other.marks)


@pytest.mark.parametrize(
    "content",
    [
        b"Content-Type: message/rfc822\n\n" * 20_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000)),
        b"Content-Type: multipart/report; boundary=b\n" + b"\n--b\nContent-Type: text/plain\n\nx\n" * 50_000,
        b"From: " + b"<" * 1_000_000,
        b"Subject: " + b"=?utf-8?q?" * 100_000,
        from_daemon("<" * 200_000).encode(),
        from_daemon("a@" * 200_000).encode(),
        from_daemon("\n".join(f"<u{n}@example.com>: no" for n in range(50_000))).encode(),
        report("\n\n".join(f"Final-Recipient: rfc822;u{n}@example.com" for n in range(50_000))).encode(),
        failed("550 " + "user " * 200_000).encode(),
        failed("550 " + "mailbox-" * 200_000).encode(),
        written("poista " * 100_000).encode(),
        written("palaan " * 100_000, headers="Auto-Submitted: auto-replied\n").encode(),
        ("Content-Type: text/html\nReturn-Path: <>\nFrom: MAILER-DAEMON\n\n" + "<style>" * 100_000).encode(),
        b"Content-Type: text/calendar; method=REPLY\n\n" + b"ATTENDEE;X=" * 100_000,
        b"Content-Type: text/plain; charset=idna\n\n" + b"xn--a." * 500_000,
        b"\n".join(b"Received: x" for _n in range(300_000)),
        from_daemon(" " * 200_000).encode(),
        from_daemon(("at" + " " * 1_990 + "x a@example.com\n") * 100).encode(),
    ],
    ids=range(19),
)  # fmt: skip
def test_what_it_costs_is_bounded(content: bytes) -> None:
    """Nested, endless and repeated input is cut: reading it comes to an end, in seconds."""
    assert isinstance(read(content), InboundMail)


def test_a_huge_mail_is_cut_and_says_so() -> None:
    """A report's own parts come first: a returned letter of 20 MB hides none of them."""
    huge = failed("550 5.1.1 unknown") + "A" * (20 << 20)
    mail = read(huge)
    assert (mail.cut, mail.kind, only(mail).address) == (True, MailKind.BOUNCE, "matti@example.com")


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("utf-8", "Hei, en pääse".encode("latin-1")),
        ("x-nothing", "Hei, en pääse".encode()),
        ("iso-8859-1", "Hei, en pääse".encode("latin-1")),
        ("zip", "Hei, en pääse".encode()),
        ("us-ascii", "Hei, en pääse".encode()),
    ],
)
def test_wrong_charsets(charset: str, raw: bytes) -> None:
    """A charset that is wrong, unknown or no text encoding costs no letter of the text."""
    content = written("").replace("utf-8", charset).encode() + raw
    assert "pääse" in read(content).words


def test_nothing_moves_the_cursor() -> None:
    """What a stranger wrote comes out on one line, without control or direction characters."""
    mail = read(failed("550 5.1.1 \x1b[31mred\x07 \u202eturned <matti@example.com>"))
    assert only(mail).reply.isprintable()
    assert read(written("\x1b[2Jx", subject="a\x1bb")).subject.isprintable()


def test_codes_are_asked_for_a_bounded_number_of_times() -> None:
    """A mail full of made-up codes makes no more than 200 questions."""
    asked: list[str] = []
    text = " ".join(f"{n:024d}".translate(str.maketrans("0189", "abcd")) for n in range(5_000))
    read_mail(written(text).encode(), asked.append)
    assert 0 < len(asked) <= 200


def test_limits_are_not_too_narrow() -> None:
    """The twin: a report of 50 recipients is read whole."""
    fields = "\n\n".join(
        f"Final-Recipient: rfc822;u{n}@example.com\nAction: failed" for n in range(50)
    )
    assert len(read(report(fields)).recipients) == 50
    assert mime.MAX_SIZE > 1_000_000
