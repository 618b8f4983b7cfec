"""Returned mail from the coordinator's chair: reports come in, and the ledger says what became of
which letter.
"""

from __future__ import annotations

import mailbox
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from delivery.servers import MailServer
from desk import PEOPLE, Desk, Ran, desk
from dsn import Dsn, headers_of

from invite.access.child.reading_process import NotRead
from invite.campaign.returns.mail_reader import MailReader

MATTI = "matti.meikalainen@example.org"
MAIJA = "maija.esimerkki@example.org"
LIISA = "liisa.malli@example.com"


@dataclass(frozen=True, slots=True)
class Sent:
    """A desk that has sent its letters. letters: the last one to each address, as it left."""

    here: Desk
    letters: Mapping[str, bytes]

    def bounces(self, *mails: bytes | Dsn, more: tuple[str, ...] = ()) -> Ran:
        """Read these mails from files, in this order."""
        names = []
        for n, mail in enumerate(mails):
            path = self.here.folder / f"mail{n}.eml"
            path.write_bytes(bytes(mail))
            names.append(str(path))
        ran = self.here("bounces", *names, *more, "--json")
        assert ran.code == 0, ran.err
        return ran

    def states(self) -> Mapping[str, str]:
        """Where everybody's letter stands, by address."""
        (mailing,) = self.here("status", "--json")["mailings"]
        return {letter["to"]: letter["state"] for letter in mailing["letters"]}

    def line(self, to: str) -> Mapping[str, str]:
        """One person's line in `status --json`."""
        (mailing,) = self.here("status", "--json")["mailings"]
        found: list[Mapping[str, str]] = [one for one in mailing["letters"] if one["to"] == to]
        return found[0]


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[Sent]:
    """Three letters went by SMTP, and were accepted."""
    here = desk(tmp_path)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        yield Sent(here, {held.recipients[0]: held.content for held in server.held})


def report(
    sent: Sent, to: str, action: str = "failed", *, status: str = "", reply: str = ""
) -> Dsn:
    """A report with the letter's headers, as most servers write it."""
    return Dsn(
        action=action, to=to, returned=headers_of(sent.letters[to]), status=status, reply=reply
    )


def test_what_came_back_is_failed(sent: Sent) -> None:
    """A bounce fails its letter alone; the answer says whose, what is the matter, how it is known,
    and what to do.
    """
    (mail,) = sent.bounces(report(sent, LIISA))["mails"]
    assert (mail["kind"], mail["letter"], mail["address"]) == ("bounce", "failed", "dead")
    assert (mail["recipients"], mail["applied"]) == ([LIISA], True)
    assert mail["person"] == sent.line(LIISA)["person"]
    assert mail["message_id"] == sent.line(LIISA)["message_id"]
    assert sent.states() == {MATTI: "sent", MAIJA: "sent", LIISA: "failed"}
    assert (sent.line(LIISA)["proof"], sent.line(MATTI)["proof"]) == ("mailbox", "server")
    told = sent.here("who", LIISA).out
    assert "came back" in told
    assert "User unknown" in told


@pytest.mark.parametrize(
    ("action", "state"), [("failed", "failed"), ("delayed", "sent"), ("delivered", "sent")]
)
def test_each_report_does_what_the_table_says(sent: Sent, action: str, state: str) -> None:
    """A delay never fails a letter, and a delivery report proves nothing less than it was."""
    (mail,) = sent.bounces(report(sent, LIISA, action))["mails"]
    assert (mail["letter"], mail["applied"]) == (action, True)
    assert sent.states()[LIISA] == state
    told = {"failed": "came back", "delayed": "on its way", "delivered": "yes"}
    assert told[action] in sent.here("who", LIISA).out.splitlines()[0]
    if action == "delayed":
        assert "ei ole vielä ottanut" in sent.here("who", LIISA, "--answer").out


def test_a_second_report_changes_nothing(sent: Sent) -> None:
    """The same report once more, and another one about the same letter, leave the ledger as it
    is.
    """
    first = sent.bounces(report(sent, LIISA))
    story = sent.here("who", LIISA, "--json")["letters"]
    again = sent.bounces(report(sent, LIISA), report(sent, LIISA, status="5.0.0"))
    assert [mail["new"] for mail in first["mails"]] == [True]
    assert [mail["new"] for mail in again["mails"]] == [False, False]
    assert sent.here("who", LIISA, "--json")["letters"] == story


MARKS = {
    "ENVID": lambda id_, header, code: Dsn(to=LIISA, envelope_id=id_),
    "our Message-ID": lambda id_, header, code: Dsn(to=LIISA, returned=f"Message-ID: <{id_}>\n"),
    "X-Invite-Id": lambda id_, header, code: Dsn(to=LIISA, returned=f"X-Invite-Id: {header}\n"),
    "the link's code": lambda id_, header, code: Dsn(
        to=LIISA, returned=f"Subject: Re\n\nhttps://example.org/ilmo?k={code}\n"
    ),
}


@pytest.mark.parametrize("mark", MARKS)
def test_the_letter_is_known_by_any_of_its_marks(sent: Sent, mark: str) -> None:
    """Each mark alone is enough, with the recipient."""
    letter = sent.letters[LIISA].decode()
    found = re.search(r"(?m)^Message-ID: <([^>]+)>", letter)
    invite_id = re.search(r"(?m)^X-Invite-Id: (\S+)", letter)
    assert found
    assert invite_id
    code = sent.here("preview", LIISA, "--json")["letters"][0]["text"]
    token = re.search(r"k=([a-z2-7]{24})", code)
    assert token
    mail = MARKS[mark](found[1], invite_id[1].strip(), token[1])
    assert sent.bounces(mail)["mails"][0]["applied"] is True
    assert sent.states()[LIISA] == "failed"


def test_an_address_alone_is_a_question(sent: Sent) -> None:
    """It changes nothing until the coordinator takes it; `invite` and `status` ask, `--take`
    answers, and then nobody asks any more.
    """
    (mail,) = sent.bounces(Dsn(to=LIISA))["mails"]
    assert mail["applied"] is False
    assert sent.states()[LIISA] == "sent"
    (waiting,) = sent.here("bounces", "--json")["waiting"]
    assert (waiting["why"], waiting["address"]) == ("question", LIISA)
    for command in ((), ("status",)):
        assert "probably not arrived" in sent.here(*command).out
    shown = sent.here("bounces").out
    assert f"invite bounces --take {waiting['mail']}" in shown
    taken = sent.here("bounces", "--take", str(waiting["mail"]), "--json")
    assert (taken.code, taken["taken"]) == (0, [waiting["mail"]])
    assert sent.states()[LIISA] == "failed"
    assert sent.line(LIISA)["proof"] == "you"
    assert "probably not arrived" not in sent.here().out
    assert sent.bounces(Dsn(to=LIISA))["waiting"] == []


@pytest.mark.parametrize("days", [-2, 12])
def test_an_address_alone_counts_only_for_ten_days(sent: Sent, days: int) -> None:
    """A report from before the letter, or from long after it, is no question about it: it is listed."""
    at = datetime.now(UTC) + timedelta(days=days)
    ran = sent.bounces(Dsn(to=LIISA, at=at))
    assert [one["why"] for one in ran["waiting"]] == ["unmatched"]
    assert sent.states()[LIISA] == "sent"


def test_a_report_about_a_letter_that_we_never_sent_changes_nothing(sent: Sent) -> None:
    """Nobody whom we do not know is failed, nor anybody by an id that is not ours; both are
    listed.
    """
    stranger = Dsn(to="joku@example.net", returned="Message-ID: <abc@example.net>\n")
    (mail,) = sent.bounces(stranger)["mails"]
    assert (mail["person"], mail["letter"], mail["address"]) == (None, "failed", "dead")
    assert mail["message_id"] == "<abc@example.net>"
    assert mail["applied"] is False
    assert set(sent.states().values()) == {"sent"}
    (waiting,) = sent.here("bounces", "--json")["waiting"]
    assert waiting["why"] == "unmatched"
    refused = sent.here("bounces", "--take", str(waiting["mail"]))
    assert refused.code == 2
    assert "invite resend" in refused.err


def test_another_address_of_theirs_only_becomes_dead(sent: Sent) -> None:
    """After a resend to another address, a report about the first one fails nothing; about the
    second it does.
    """
    new = "liisa@example.net"
    with MailServer() as server:
        sent.here.smtp(server.port)
        assert sent.here("resend", LIISA, "--to", new, "--json")["sent"] == 1
        second = headers_of(server.held[0].content)
    (old,) = sent.bounces(Dsn(to=LIISA, returned=second))["mails"]
    assert old["applied"] is True
    assert sent.states()[new] == "sent"
    (mail,) = sent.bounces(Dsn(to=new, returned=second))["mails"]
    assert mail["applied"] is True
    assert sent.states()[new] == "failed"


def test_whom_it_was_sent_on_to_is_a_question(sent: Sent) -> None:
    """A report with our marks about somebody else's address (the mail was forwarded) fails
    nothing by itself.
    """
    forwarded = Dsn(to="x@example.net", returned=headers_of(sent.letters[LIISA]))
    ran = sent.bounces(forwarded)
    assert ran["mails"][0]["applied"] is False
    assert [one["why"] for one in ran["waiting"]] == ["question"]
    assert sent.states()[LIISA] == "sent"


def test_no_recipient_is_enough_where_there_was_one_attempt(sent: Sent) -> None:
    """A report that names nobody is about the one address that its letter went to."""
    assert sent.bounces(Dsn(returned=headers_of(sent.letters[LIISA])))["mails"][0]["applied"]
    assert sent.states()[LIISA] == "failed"


def test_five_who_refuse_us_are_one_alarm(tmp_path: Path) -> None:
    """Five servers that refuse the sender say something about us: one alarm, and no address is
    dead for that. Four are none.
    """
    names = ("Aino;Laine", "Eero;Niemi", "Helmi;Salonen", "Onni;Koskinen", "Saara;Rantanen")
    people = [f"{name};henkilo{n}@example.org;Lapin liitto;Lappi" for n, name in enumerate(names)]
    here = desk(tmp_path, people)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 5
        sent = Sent(here, {held.recipients[0]: held.content for held in server.held})
    spam = "550 5.7.1 Message rejected as spam: sender reputation, see https://spam.example"
    mails = [report(sent, to, status="5.7.1", reply=spam) for to in sent.letters]
    four = sent.bounces(*mails[:4])
    assert (four["alarm"], {mail["address"] for mail in four["mails"]}) == (False, {"refused"})
    five = sent.bounces(*mails)
    assert (five["alarm"], five["refusing_us"]) == (True, 5)
    assert "refuse us" in here("bounces", str(here.folder / "mail0.eml")).out
    assert "refuse us" in here().out


def test_every_form_of_input_says_the_same(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, a folder, an mbox, a Maildir and standard input: the same mail is read from each."""
    folder = sent.here.folder
    mails = [bytes(report(sent, LIISA)), bytes(report(sent, MATTI, "delayed"))]
    inside = folder / "saved" / "deep"
    inside.mkdir(parents=True)
    box = mailbox.mbox(folder / "box.mbox")
    maildir = mailbox.Maildir(folder / "maildir")
    for n, mail in enumerate(mails):
        (inside / f"{n}.eml").write_bytes(mail)
        box.add(mail)
        maildir.add(mail)
    box.close()
    (inside / "notes.pdf").write_bytes(b"%PDF-1.7 no mail")
    before = (folder / "box.mbox").read_bytes()
    for name in ("saved", "box.mbox", "maildir"):
        ran = sent.here("bounces", str(folder / name), "--json")
        assert sorted(mail["kind"] for mail in ran["mails"]) == ["bounce", "delay"], name
    assert (folder / "box.mbox").read_bytes() == before
    for name in ("saved/deep/0.eml", "box.mbox"):
        with (folder / name).open("rb") as file:
            monkeypatch.setattr(
                sys, "stdin", type("In", (), {"buffer": file, "isatty": lambda: False})
            )
            ran = sent.here("bounces", "-", "--json")
        assert ran["mails"][0]["kind"] == "bounce"
        assert ran["mails"][0]["source"].startswith("-")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_pipes_and_what_is_not_there_are_refused(sent: Sent) -> None:
    """A FIFO would never end; a file that is not there is said by its name."""
    fifo = sent.here.folder / "pipe.eml"
    os.mkfifo(fifo)
    for name in (str(fifo), "/dev/null", str(sent.here.folder / "none.eml")):
        ran = sent.here("bounces", name)
        assert ran.code == 2, name
        assert Path(name).name in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_pipes_in_a_maildir_are_passed_over(sent: Sent) -> None:
    """A pipe among the mails of a Maildir is no mail; the others are read."""
    maildir = mailbox.Maildir(sent.here.folder / "maildir")
    maildir.add(bytes(report(sent, LIISA)))
    os.mkfifo(sent.here.folder / "maildir" / "cur" / "1.pipe")
    ran = sent.here("bounces", str(sent.here.folder / "maildir"), "--json")
    assert [mail["kind"] for mail in ran["mails"]] == ["bounce"]


def test_resend_bounced_offers_the_other_address(tmp_path: Path) -> None:
    """Who has another address gets the letter there, after a yes; of whom none is known is named;
    nobody else is written to, and nobody twice.
    """
    old, new = "liisa@example.com", "liisa.malli@example.net"
    people = (f"Liisa;Malli;{old}, {new};Satakuntaliitto;Satakunta", *PEOPLE[:2])
    here = desk(tmp_path, people)
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        sent = Sent(here, {held.recipients[0]: held.content for held in server.held})
        first = next(to for to in sent.letters if to.startswith("liisa"))
        other = new if first == old else old
        sent.bounces(report(sent, first), report(sent, MATTI))
        unsaid = here("resend", "--bounced")
        assert (unsaid.code, len(server.held)) == (2, 3)
        assert f"came back from {first}, goes to {other}" in unsaid.err
        ran = here("resend", "--bounced", "--yes")
        assert ran.code == 0, ran.err
        assert [held.recipients[0] for held in server.held[3:]] == [other]
        assert "no other address is known" in ran.out
        matti = sent.line(MATTI)["person"]
        assert f"invite resend {matti} --to ADDRESS" in ran.out
        again = here("resend", "--bounced", "--yes", "--json")
        assert [one["to"] for one in again["bounced"]] == [None]
        assert len(server.held) == 4
    assert sent.states()[other] == "sent"


def test_resend_bounced_takes_no_dead_address(tmp_path: Path) -> None:
    """Neither `resend --bounced` nor the next `send` goes to an address that a report calls dead,
    though no letter failed there.
    """
    old, new = "liisa@example.com", "liisa.malli@example.net"
    here = desk(tmp_path, (f"Liisa;Malli;{old}, {new};Satakuntaliitto;Satakunta",))
    with MailServer() as server:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 1
        held = server.held[0]
        first = held.recipients[0]
        other = new if first == old else old
        sent = Sent(here, {first: held.content})
        dead = Dsn(to=other, returned=headers_of(held.content))
        ran = sent.bounces(dead, report(sent, first))
        assert [mail["applied"] for mail in ran["mails"]] == [True, True]
        assert here("resend", "--bounced", "--yes", "--json")["bounced"][0]["to"] is None
        here("send", "--yes")
        assert len(server.held) == 1


def content(here: Desk) -> bytes:
    """All that the project's ledger holds."""
    return b"".join(path.read_bytes() for path in here.folder.glob("invite.db*"))


def test_whoever_is_erased_is_not_brought_back(sent: Sent) -> None:
    """What waited about them goes with them, and a report that comes later leaves nothing of them
    behind.
    """
    sent.bounces(Dsn(to=LIISA))
    assert LIISA.encode() in content(sent.here)
    assert sent.here("stop", "Liisa", "--erase", "--yes").code == 0
    ran = sent.bounces(report(sent, LIISA), Dsn(to=LIISA, reply="550 5.1.1 again"))
    assert [mail["applied"] for mail in ran["mails"]] == [False, False]
    assert ran["waiting"] == []
    assert LIISA.encode() not in content(sent.here)


def test_after_a_purge_nothing_is_read(sent: Sent) -> None:
    """Nobody comes back into the ledger by a mail, and that is said."""
    mail = report(sent, LIISA)
    assert sent.here("purge", "--yes").code == 0
    path = sent.here.folder / "mail.eml"
    path.write_bytes(bytes(mail))
    ran = sent.here("bounces", str(path))
    assert ran.code == 3
    assert "purged" in ran.err
    assert LIISA.encode() not in content(sent.here)


def test_a_mail_that_cannot_be_read_is_named_and_the_others_are_read(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It kills whoever reads it: it is counted, waits for a human with its file's name, and is no
    reason to lose the report behind it.
    """
    ask = MailReader.ask

    def dies(self: MailReader, *parts: bytes) -> tuple[bytes, bytes]:
        if b"poison" in parts[1]:
            raise NotRead("crashed")
        return ask(self, *parts)

    monkeypatch.setattr(MailReader, "ask", dies)
    poison = b"Subject: poison\n\nx"
    ran = sent.bounces(poison, report(sent, LIISA))
    assert [mail["kind"] for mail in ran["mails"]] == ["other", "bounce"]
    assert sent.states()[LIISA] == "failed"
    again = sent.here("bounces", str(sent.here.folder / "mail0.eml"))
    assert again.code == 0
    assert "not readable 1" in again.out
    assert "mail0.eml" in again.out
    assert "open it in your mail program" in again.out
