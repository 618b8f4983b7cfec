"""Letters laid into the Drafts of a real mailbox (Dovecot, by IMAP): with a password and with a
token, looked at, edited, sent and deleted as a mail program does it.
"""

from __future__ import annotations

import imaplib
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.graph_desk import CLIENT_ID, facts
from access.graph_killing import begin, crowd
from desk import PEOPLE, Desk, desk, parsed, totals
from dovecot import PASSWORD, USER, Imap, needs_dovecot, running_dovecot

from invite.access.https import Https
from invite.access.microsoft.sign_in import Registration, SignIn
from invite.access.microsoft.token_cache import VARIABLE, open_cache
from invite.campaign.delivery import proof

pytestmark = needs_dovecot

MATTI, MAIJA, LIISA = (
    "matti.meikalainen@example.org",
    "maija.esimerkki@example.org",
    "liisa.malli@example.com",
)


@dataclass(frozen=True, slots=True)
class Office:
    """A desk whose letters are laid into Drafts, and the mailbox, opened by a mail program too."""

    here: Desk
    imap: Imap
    program: imaplib.IMAP4

    def drafts(self) -> dict[str, tuple[str, bytes]]:
        """What lies in Drafts: by receiver the number and the letter."""
        return self._mails("Drafts")

    def sent(self) -> dict[str, tuple[str, bytes]]:
        """What lies in Sent."""
        return self._mails("Sent")

    def send_by_hand(self, to: str, *, renewed: bool = False) -> None:
        """As a mail program does: a copy into Sent, the draft deleted. renewed: with a Message-ID of
        its own, and without headers that it does not know.
        """
        number, letter = self.drafts()[to]
        if renewed:
            lines = letter.split(b"\r\n")
            kept = [one for one in lines if not one.lower().startswith(b"x-invite-id")]
            letter = b"\r\n".join(kept).replace(b"Message-ID: <", b"Message-ID: <uusi-", 1)
        self.program.append("Sent", "(\\Seen)", "", letter)
        self.delete(number)

    def edit(self, to: str, more: bytes) -> None:
        """As a mail program does: another draft in the place of the first."""
        number, letter = self.drafts()[to]
        self.program.append("Drafts", "(\\Draft)", "", letter + more)
        self.delete(number)

    def delete(self, number: str) -> None:
        """For good."""
        self.program.select("Drafts")
        self.program.uid("STORE", number, "+FLAGS", "(\\Deleted)")
        self.program.expunge()

    def _mails(self, folder: str) -> dict[str, tuple[str, bytes]]:
        self.program.select(folder, readonly=True)
        _kind, (numbers,) = self.program.uid("SEARCH", "ALL")
        found: dict[str, tuple[str, bytes]] = {}
        for number in (numbers or b"").decode().split():
            _kind, data = self.program.uid("FETCH", number, "(BODY.PEEK[])")
            letter = bytes(data[0][1])
            to = parsed(letter)["To"].addresses[0].addr_spec
            assert to not in found, "twice"
            found[to] = (number, letter)
        return found


def settings(here: Desk, imap: Imap, more: str = "") -> None:
    """Drafts by IMAP over TLS."""
    here.settings(
        f'courier = "drafts"\nhost = "localhost"\nport = {imap.port}\n'
        f"ca_file = '{imap.ca_file}'\n{more}"
    )


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for in a real mailbox comes sooner here."""
    monkeypatch.setattr(proof, "SETTLES", 0.2)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Nothing lies in Drafts yet; the password is known."""
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    here = desk(tmp_path)
    with running_dovecot() as imap:
        settings(here, imap)
        with _program(imap) as program:
            yield Office(here, imap, program)


def _program(imap: Imap) -> imaplib.IMAP4:
    context = ssl.create_default_context(cafile=str(imap.ca_file))
    program = imaplib.IMAP4_SSL("localhost", imap.port, ssl_context=context, timeout=20)
    program.authenticate("PLAIN", lambda _none: f"\0{USER}\0{PASSWORD}".encode())
    return program


def because(office: Office) -> dict[str, str | None]:
    """What is said of everybody's draft."""
    lines = office.here("status", "--json")["mailings"][0]["letters"]
    return {one["to"]: one["because"] for one in lines}


def test_laid_looked_at_and_sent(office: Office) -> None:
    """All letters lie in Drafts, found by its use (RFC 6154), byte for byte; nothing twice; what a
    mail program sends, with its own Message-ID too, is seen in Sent; what it deletes is asked about.
    """
    here = office.here
    ran = here("send", "--yes", "--json")
    assert (ran.code, ran["written"]) == (0, 3), ran.err
    assert set(office.drafts()) == {MATTI, MAIJA, LIISA}
    assert b"\r\nX-Invite-Id: " in office.drafts()[MATTI][1]
    assert facts(here, MATTI) == ["started", "written"]
    assert here("send", "--yes", "--json")["written"] == 0
    office.send_by_hand(MATTI)
    office.send_by_hand(MAIJA, renewed=True)
    office.delete(office.drafts()[LIISA][0])
    ran = here("status", "--refresh", "--json")
    assert (totals(ran)["sent"], totals(ran)["written"]) == (2, 1), ran.err
    assert because(office)[LIISA] == "draft-gone"
    ids = {one["to"]: one["message_id"] for one in ran["mailings"][0]["letters"]}
    assert ids[MAIJA].startswith("<uusi-")
    here("settle", "--outbox", "--not-sent", "Liisa")
    assert here("send", "--yes", "--json")["written"] == 1
    assert set(office.drafts()) == {LIISA}


def test_corrected_edited_stopped(office: Office) -> None:
    """As we left it, a draft is rewritten or deleted; one that was edited, which by IMAP is another
    mail in its place, is named and stays.
    """
    here = office.here
    here("send", "--yes")
    office.edit(LIISA, b"\r\nPS. Terveisin Aino\r\n")
    here("correct", "Matti", "--address", "matti@example.net")
    here("correct", "Liisa", "--address", "liisa@example.net")
    ran = here("send", "--yes", "--json")
    assert ran["written"] == 1, ran.err
    assert set(office.drafts()) == {"matti@example.net", MAIJA, LIISA}
    assert because(office)[LIISA] == "draft-edited"
    assert b"PS. Terveisin" in office.drafts()[LIISA][1]
    assert here("stop", "Maija").code == 0
    assert "Liisa Malli" in here("stop", "Liisa").out
    assert set(office.drafts()) == {"matti@example.net", LIISA}
    office.send_by_hand(LIISA)
    assert totals(here("status", "--refresh", "--json"))["sent"] == 1


def test_numbered_anew_and_killed(office: Office) -> None:
    """Where the server numbers its mails in another way, drafts are known by our marks; and after
    a kill between the laying and the writing down nothing is laid twice.
    """
    here = office.here
    here("send", "--yes")
    for path in (office.imap.box / ".Drafts").glob("dovecot*"):
        path.unlink()
    time.sleep(1.1)  # Dovecot numbers by the second
    assert totals(here("status", "--refresh", "--json"))["written"] == 3
    assert set(because(office).values()) == {None}
    here.sheet(*PEOPLE, *crowd(30))
    folder = office.imap.box / ".Drafts"
    for more in (1, 7):
        wanted, end = _files(folder) + more, time.monotonic() + 30
        run = begin(here, "send", "--yes")
        while _files(folder) < wanted and run.poll() is None and time.monotonic() < end:
            time.sleep(0.0005)
        run.kill()
        run.communicate()
    end = time.monotonic() + 60
    while (ran := here("send", "--yes", "--json")).code != 0:
        assert time.monotonic() < end, ran.err
    lying = office.drafts()  # which asserts that nobody has two
    assert len([to for to in lying if to.startswith("henkilo")]) == 30


def _files(folder: Path) -> int:
    return sum(1 for way in ("new", "cur") for _file in (folder / way).iterdir())


def test_what_is_wrong_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong password, a server that nobody vouches for: exit code 4, nobody begun, no password in
    any word.
    """
    monkeypatch.setenv("INVITE_PASSWORD", "arvaus")
    ran = office.here("send", "--yes")
    assert (ran.code, "invite login" in ran.err) == (4, True)
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    office.here.settings(f'courier = "drafts"\nhost = "localhost"\nport = {office.imap.port}\n')
    ran = office.here("send", "--yes")
    assert (ran.code, "ca_file" in ran.err) == (4, True)
    assert PASSWORD not in ran.err + ran.out
    assert office.drafts() == {}
    assert facts(office.here, MATTI) == []


def test_by_the_mailbox_of_returned_mail(office: Office) -> None:
    """Where `[returns]` alone names a host, drafts are laid there; `check` has tried it."""
    returns = f"\n[returns]\nhost = \"localhost\"\nport = {office.imap.port}\nca_file = '{office.imap.ca_file}'\n"
    office.here.settings('courier = "drafts"', returns)
    server = [one for one in office.here("check", "--json")["checks"] if one["area"] == "server"]
    assert {one["level"] for one in server} == {"green"}, server
    assert "put in Drafts of kutsut@example.org at localhost" in str(server)
    assert office.here("send", "--yes", "--json")["written"] == 3
    assert len(office.drafts()) == 3


def test_with_a_token(tmp_path: Path, entra: FakeEntra, monkeypatch: pytest.MonkeyPatch) -> None:
    """XOAUTH2: Dovecot asks whoever gave the token; one that is revoked ends with 4 and marks
    nobody. Returned mail is read with a token, too.
    """
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tokens"))
    folder = tmp_path / "p"
    folder.mkdir()
    here = desk(folder)
    app = Registration(
        tenant="tenant.example", client_id=CLIENT_ID, account=USER, authority=entra.authority
    )
    entra.switches.who = USER
    entra.switches.consented = frozenset({"IMAP.AccessAsUser.All"})
    with running_dovecot("xoauth2", tokens=entra) as imap:
        more = (
            f'auth = "microsoft"\ntenant = "tenant.example"\nclient_id = "{CLIENT_ID}"\n'
            f'authority = "{entra.authority}"\n'
        )
        both = tmp_path / "both.pem"
        both.write_bytes(imap.ca_file.read_bytes() + Path(entra.ca_file).read_bytes())
        here.settings(
            f'courier = "drafts"\nhost = "localhost"\nport = {imap.port}\nca_file = "{both}"\n{more}',
            f'\n[returns]\nhost = "localhost"\nport = {imap.port}\nca_file = "{both}"\nauth = "microsoft"\n',
        )
        https = Https(str(both))
        SignIn(app, https, open_cache(CLIENT_ID, entra.authority)).ask(
            ("https://outlook.office.com/IMAP.AccessAsUser.All",), show=lambda _line: None
        )
        https.close()
        ran = here("send", "--yes", "--json")
        assert (ran.code, ran["written"]) == (0, 3), ran.err
        assert here("bounces", "--json")["mails"] == []
        assert totals(here("status", "--refresh", "--json"))["written"] == 3
        entra.revoke()
        entra.expire()
        here.sheet("Uusi;Tulija;uusi@example.org;Oulu;Kainuu")
        ran = here("send", "--yes")
        assert (ran.code, "invite login" in ran.err) == (4, True)
