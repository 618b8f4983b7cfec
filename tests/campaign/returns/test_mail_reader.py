"""One process reads all returned mail; what befalls it is said of one mail, and the others are
read.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inbound import CODE, MATTI, failed, person_of, report, written

from invite.access.child import reading_process
from invite.campaign.returns import mail_reader
from invite.campaign.returns.mail_reader import MailReader
from invite.campaign.returns.mail_wire import packed, unpacked
from invite.errors import MustMend
from invite.people.model import PersonId
from invite.returned.model import MailKind
from invite.returned.read import read_mail

MAILS = (
    failed("550 5.1.1 <matti@example.com>: User unknown"),
    written("En pääse, palaan 12.1. asti.", headers="Auto-Submitted: auto-replied\n"),
    written("", subject=f"EN TULE {CODE}"),
    report("Final-Recipient: rfc822;a@example.com\nAction: delayed\nStatus: 4.4.1"),
    "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n"
    "UID:x@example.org\nATTENDEE;PARTSTAT=DECLINED:mailto:matti@example.com\nEND:VEVENT\n"
    "END:VCALENDAR\n",
    "",
)


@pytest.fixture
def reader() -> Iterator[MailReader]:
    """A reader with a process of its own, or the one before's."""
    with MailReader() as one:
        yield one


@pytest.mark.parametrize("mail", MAILS)
def test_it_reads_what_is_read_without_it(mail: str, reader: MailReader) -> None:
    """Kinds, verdicts, marks, answers and dates come through the pipe as they were found."""
    content = mail.encode()
    assert reader.read(content, person_of) == read_mail(content, person_of)


@given(st.binary(max_size=300) | st.sampled_from(MAILS).map(str.encode))
def test_what_is_sent_arrives(content: bytes) -> None:
    """Whatever a mail holds."""
    mail = read_mail(content, lambda _code: MATTI)
    assert unpacked(packed(mail)) == mail


def test_it_is_handed_no_code_that_the_mail_does_not_hold(
    reader: MailReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that strangers' mail is read in knows nobody's personal link but the one that
    came with the mail.
    """
    said: list[tuple[bytes, ...]] = []
    ask = MailReader.ask

    def listened(self: MailReader, *parts: bytes) -> tuple[bytes, bytes]:
        said.append(parts)
        return ask(self, *parts)

    monkeypatch.setattr(MailReader, "ask", listened)
    codes: dict[str, PersonId] = {CODE: MATTI, "b" * 24: PersonId("p-maija")}
    mail = reader.read(MAILS[0].encode(), codes.get)
    assert mail.marks.persons == (MATTI,)
    assert CODE.encode() in said[-1][0]
    assert not any(b"b" * 24 in known or b"maija" in known for known, _mail in said)


def test_a_mail_that_kills_or_hangs_the_process_is_unreadable_and_the_next_is_read(
    reader: MailReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said why, in the mail's place; nothing is raised."""
    good = MAILS[0].encode()
    with monkeypatch.context() as here:
        here.setattr(reading_process, "LONGEST", 0.2)
        here.setattr(mail_reader, "PROCESS", "sources.endless")
        late = MailReader().read(good, person_of)
    assert (late.unreadable, late.kind, "too long" in late.words) == (True, MailKind.OTHER, True)
    process = reader._begin()
    assert process is not None
    process.kill()
    process.wait()
    assert not reader.read(good, person_of).unreadable
    with monkeypatch.context() as here:
        here.setattr(MailReader, "ask", lambda *_parts: (b"null", b"[]"))
        assert reader.read(good, person_of).unreadable
    assert reader.read(good, person_of).kind is MailKind.BOUNCE


def test_without_a_process_nothing_counts_as_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where none can be started it is an error: else a mailbox would be read to its end, and no
    mail of it.
    """
    one = MailReader()
    monkeypatch.setattr(MailReader, "_begin", lambda _self: None)
    with pytest.raises(MustMend, match="cannot be started"):
        one.read(MAILS[0].encode(), person_of)


COSTLY = {
    "deep": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50_000)
    ),
    "headers": b"".join(b"X-%d: %s\n" % (n, b"y" * 900) for n in range(55_000)),
    "one header": b"Subject: " + b"x " * (25 << 20),
    "folded": b"To: " + b"a\n " * (10 << 20),
    "encoded words": b"Subject: " + b"=?utf-8?q?=C3?= " * (1 << 20),
    "base64 words": b"From: " + b"=?utf-8?b?" + b"w6Q=" * (1 << 20) + b"?= <a@example.org>",
    "nested comments": b"To: " + b"(" * (1 << 20) + b"\nDate: " + b"(" * (1 << 20) + b"\n\n",
    "parameters": b"Content-Type: text/plain" + b"; a*%d*=x" * (1 << 19) + b"\n\nhei",
    "charset": b"Content-Type: text/plain; charset=utf-7\n\n" + b"+AAA" * (1 << 20),
    "quoted-printable": b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * (2 << 20),
    "uuencoded": b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n" + b"M" * (4 << 20),
    "html": b"Content-Type: text/html\n\n" + b"<a" * (2 << 20),
    "entities": b"Content-Type: text/html\n\n" + b"&" * (4 << 20),
    "references": b"References: " + b"<a@b>" * (1 << 20) + b"\n\n",
    "outlook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * (16 << 10),
    "calendar": b"Content-Type: text/calendar; method=REPLY\n\n" + b"BEGIN:VEVENT\n" * (1 << 18),
    "nothing": b"\0" * (5 << 20),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_made_to_cost_costs_little(name: str, reader: MailReader) -> None:
    """Nested, folded, encoded and endless: read to its end within a mail's limits."""
    mail = reader.read(COSTLY[name], person_of)
    assert not mail.unreadable, mail.words


def test_it_loads_only_what_reads_mail() -> None:
    """The process knows nothing of ledgers, letters, sheets or servers."""
    ask = "import sys, invite.campaign.returns.mail_reader_process; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60
    )
    rooms = {".".join(one.split(".")[:2]) for one in done.stdout.split() if one[:7] == "invite."}
    ours = {
        "access",
        "campaign",
        "errors",
        "language",
        "people",
        "records",
        "returned",
        "safe_text",
        "words",
    }
    assert rooms <= {f"invite.{one}" for one in ours}
    assert not {"sqlite3", "keyring", "jinja2", "openpyxl", "imaplib"} & set(done.stdout.split())
