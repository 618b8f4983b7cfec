"""A mailbox server that lies: whatever it says, reading ends in time, in little memory, in a
sentence.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from invite.access.imap import metered
from invite.access.imap.draft_folders import _item, text_of
from invite.access.imap.imap_folder import ImapFolder
from invite.access.mail_account import ImapAccount
from invite.errors import ServerRefusesUs

MAIL = b"Subject: x\r\n\r\nhei\r\n"
GOOD = {
    b"SEARCH": b"* SEARCH 7\r\n",
    b"SIZE": b"* 1 FETCH (UID 7 RFC822.SIZE %d)\r\n" % len(MAIL),
    b"BODY": b"* 1 FETCH (UID 7 BODY[]<0> {%d}\r\n%b)\r\n" % (len(MAIL), MAIL),
}


@contextmanager
def serving(lies: dict[bytes, bytes], drip: float = 0.0) -> Iterator[ImapAccount]:
    """An IMAP server with one mail. lies: what it says to some commands, by a word in them, in place
    of the truth. drip: seconds between the bytes of a lie, which then has no end.
    """
    listening = socket.create_server(("127.0.0.1", 0))

    def speak() -> None:
        connection, _address = listening.accept()
        with connection, connection.makefile("rb") as commands, suppress(OSError):
            connection.sendall(lies.get(b"GREETING", b"* OK ready\r\n"))
            for command in commands:
                tag, said = command.split()[0], b""
                word = next((one for one in lies if one in command), b"")
                if drip and word:
                    while True:
                        connection.sendall(lies[word])
                        time.sleep(drip)
                if word:
                    said = lies[word]
                elif b"CAPABILITY" in command:
                    said = b"* CAPABILITY IMAP4rev1\r\n"
                else:
                    said = next((text for one, text in GOOD.items() if one in command), b"")
                connection.sendall(b"%b%b OK done\r\n" % (said, tag))

    threading.Thread(target=speak, daemon=True).start()
    with listening:
        port = listening.getsockname()[1]
        yield ImapAccount(host="127.0.0.1", port=port, security="none", username="kutsut")


def _read(account: ImapAccount) -> list[tuple[int, bytes]]:
    with ImapFolder(account, lambda: "secret") as folder:
        return list(folder.mails(folder.new(None, None), 1000))


@pytest.mark.parametrize(
    ("word", "lie"),
    [
        (b"GREETING", b"* OK " + b"x" * 3_000_000),
        (b"CAPABILITY", b"* CAPABILITY \xff\xfe\r\n"),
        (b"SEARCH", b"* SEARCH " + b"7 " * 2_000_000 + b"\r\n"),
        (b"SEARCH", b"* OK never mind\r\n" * 200_000),
        (b"BODY", b"* 1 FETCH (UID 7 BODY[]<0> {999999999999}\r\n"),
        (b"BODY", b"* 1 FETCH (UID 7 BODY[]<0> {%b}\r\n" % (b"9" * 5_000)),
        (b"BODY", b"no answer at all\r\n"),
        (b"BODY", b"\x00\xff\r\n"),
    ],
)
def test_what_has_no_end_or_no_sense_is_a_sentence(word: bytes, lie: bytes) -> None:
    """A line, a number of lines or a size without end, and bytes that are no answer: an error that
    names the mailbox, and no memory for what was announced.
    """
    with serving({word: lie}) as account, pytest.raises(ServerRefusesUs) as caught:
        _read(account)
    assert "127.0.0.1" in caught.value.what


@pytest.mark.parametrize("lie", [b"*", b"* OK never mind\r\n"])
def test_what_comes_a_byte_at_a_time_ends(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte is in time, the answer is not."""
    monkeypatch.setattr(metered, "LONGEST", 0.3)
    began = time.monotonic()
    with serving({b"SEARCH": lie}, drip=0.02) as account, pytest.raises(ServerRefusesUs) as caught:
        _read(account)
    assert "end" in caught.value.what
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("lies", "mails"),
    [
        ({}, [(7, MAIL)]),
        ({b"SEARCH": b"* SEARCH x7 7 -\r\n"}, [(7, MAIL)]),
        ({b"SEARCH": b"* SEARCH " + b"5 " * 100_000 + b"7\r\n"}, [(7, MAIL)]),
        ({b"SIZE": b"* 1 FETCH (RFC822.SIZE none)\r\n"}, []),
        ({b"BODY": b"* 1 FETCH (UID x BODY[] {3}\r\nabc)\r\n"}, []),
    ],
)
def test_what_has_sense_is_read(lies: dict[bytes, bytes], mails: list[tuple[int, bytes]]) -> None:
    """The twin: a plain mailbox, a long answer and words out of place harm nothing."""
    with serving(lies) as account:
        assert _read(account) == mails


COSTLY = {
    "brackets": b"To: " + b"(" * 100_000,
    "brackets behind": b"To: a <a@example.org>" + b"(a" * 50_000,
    "an id of brackets": b"Message-ID: " + b"(" * 100_000,
    "a type of brackets": b"Content-Type: " + b"(" * 100_000,
    "commas": b"To: " + b"," * 1_000_000,
    "quotes": b"To: " + b'"' * 1_000_000,
    "dots": b"To: " + b"." * 1_000_000,
    "words": b"Subject: " + b"=?utf-8?q?=C3?= " * 100_000,
    "no charset": b"Subject: =?x-none?q?abc?= =?utf-8?b?!!!!?=",
    "eight bits": b"Subject: \xff\xfe\xe4",
    "no date": b"Date: " + b"(" * 100_000,
}


@pytest.mark.parametrize("name", COSTLY)
def test_headers_of_strangers_in_sent_mail_cost_little(name: str) -> None:
    """Whoever is answered has chosen the name in To and the subject: whatever they are, the mail is
    looked at, and takes no minute.
    """
    head = COSTLY[name] + b"\nX-Invite-Id: abc\n\n"
    item = _item("sent 1:7", b'INTERNALDATE "99-Foo-99999 99:99:99 +9999"', head, sent=True)
    assert item.headers == (("x-invite-id", "abc"),)
    item.subject.encode()
    assert isinstance(text_of(head + b"hei"), str)


def test_headers_as_people_write_them_are_read() -> None:
    """The twin: names with ä, several words, folded lines and brackets."""
    head = (
        b"To: =?utf-8?q?Matti_Meik=C3=A4l=C3=A4inen?= <Matti@Example.org>,\n"
        b' "Malli, Liisa (THL)" <liisa@example.com>, =?utf-8?q?A=2C_B?= <c@example.com>\n'
        b"Subject: =?utf-8?q?Kutsu=3A_p=C3=A4=C3=A4t=C3=B6s?=\n =?utf-8?q?tilaisuus?=\n"
        b"Message-ID: <a@example.org>\n\n"
    )
    item = _item("1:7", b'INTERNALDATE "12-Jan-2027 09:14:00 +0200"', head, sent=False)
    assert item.to == ("matti@example.org", "liisa@example.com", "c@example.com")
    assert (item.subject, item.message_id) == ("Kutsu: päätöstilaisuus", "<a@example.org>")
    assert item.created is not None
