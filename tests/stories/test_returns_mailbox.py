"""Returned mail in a real mailbox (Dovecot, by IMAP): read as it is, only what is new, moved only
when it is asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from delivery import servers
from delivery.servers import MailServer
from delivery.test_secrets import Vault
from desk import Desk, desk
from dovecot import PASSWORD, USER, Imap, needs_dovecot, running_dovecot
from dsn import Dsn, headers_of
from postfix import free_port

from invite.campaign.delivery.login import Account, login, logout
from invite.campaign.project import opened
from invite.errors import ServerRefusesUs

pytestmark = needs_dovecot

LIISA = "liisa.malli@example.com"
MATTI = "matti.meikalainen@example.org"
NEWSLETTER = (
    b"From: Uutiset <uutiset@example.net>\nTo: kutsut@example.org\nSubject: Viikon uutiset\n"
    b"Message-ID: <n1@example.net>\n\nHei, tassa viikon uutiset.\n"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A desk that has sent its letters, and the mailbox where the reports arrive."""

    here: Desk
    imap: Imap
    smtp: int
    letters: dict[str, bytes]

    def settings(self, returns: str = "") -> None:
        """Settings with a `[returns]` for the mailbox, over TLS."""
        self.here.smtp(self.smtp)
        path = self.here.folder / "invite.toml"
        port = "" if "port" in returns else f"port = {self.imap.port}\n"
        text = (
            f"\n[returns]\nhost = \"localhost\"\n{port}ca_file = '{self.imap.ca_file}'\n{returns}"
        )
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    def report(self, to: str, action: str = "failed") -> bytes:
        """A report with the letter's headers."""
        return bytes(Dsn(action=action, to=to, returned=headers_of(self.letters[to])))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Three letters went; their sender's mailbox is empty, and its password is known."""
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    here = desk(tmp_path)
    with MailServer() as server, running_dovecot() as imap:
        here.smtp(server.port)
        assert here("send", "--yes", "--json")["sent"] == 3
        letters = {held.recipients[0]: held.content for held in server.held}
        made = Office(here, imap, server.port, letters)
        made.settings()
        yield made


def test_only_what_is_new_is_read(office: Office) -> None:
    """Each mail is read once, whatever it is; and nothing in the mailbox is changed by it."""
    office.imap.put([NEWSLETTER, office.report(LIISA)])
    first = office.here("bounces", "--json")
    assert first.code == 0, first.err
    assert [mail["kind"] for mail in first["mails"]] == ["other", "bounce"]
    assert first["mails"][1]["applied"] is True
    names = office.imap.names()
    assert not any("S" in name.partition(":2,")[2] for name in names), "somebody marked them read"
    assert office.here("bounces", "--json")["mails"] == []
    office.imap.put([office.report(MATTI, "delayed")])
    (again,) = office.here("bounces", "--json")["mails"]
    assert (again["kind"], again["source"]) == ("delay", "INBOX:3")
    assert len(office.imap.names()) == 3
    assert "Reports go to kutsut@example.org" in office.here("bounces").out


def test_a_mailbox_that_is_numbered_anew_is_read_again(office: Office) -> None:
    """Another UIDVALIDITY means that the numbers tell nothing; the ledger takes nothing twice."""
    office.imap.put([office.report(LIISA)])
    assert len(office.here("bounces", "--json")["mails"]) == 1
    for path in office.imap.box.glob("dovecot*"):
        path.unlink()
    time.sleep(1.1)  # Dovecot numbers by the second
    (mail,) = office.here("bounces", "--json")["mails"]
    assert (mail["applied"], mail["new"]) == (True, False)


def test_moved_only_when_asked(office: Office) -> None:
    """`--move` takes the reports that have found their letter; what people wrote stays where it
    is, and so does a report about nobody's letter.
    """
    stranger = bytes(Dsn(to="x@example.net", returned="Message-ID: <x@example.net>\n"))
    office.imap.put([NEWSLETTER, office.report(LIISA), stranger])
    ran = office.here("bounces", "--move", "Käsitellyt & vanhat", "--json")
    assert (ran.code, ran["moved"]) == (0, 1), ran.err
    assert len(office.imap.names()) == 2
    (moved,) = [*office.imap.box.glob(".*/cur/*"), *office.imap.box.glob(".*/new/*")]
    assert "K&AOQ-sitellyt &- vanhat" in str(moved)  # RFC 3501 5.1.3
    assert b"Final-Recipient: rfc822; liisa" in moved.read_bytes()
    assert office.here("bounces", "--json")["mails"] == []


@pytest.mark.parametrize(
    ("returns", "code", "says"),
    [
        ('folder = "Ei ole"\n', 3, "INBOX"),
        ('username = "joku@example.org"\n', 4, "invite login"),
        ('security = "tls"\nport = {closed}\n', 4, "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(office: Office, returns: str, code: int, says: str) -> None:
    """No such folder, a wrong sign-in, nobody there: said, with what to do, and no traceback."""
    office.settings(returns.replace("{closed}", str(free_port())))
    ran = office.here("bounces")
    assert ran.code == code, ran.err
    assert says in ran.err
    assert PASSWORD not in ran.err + ran.out


def test_a_server_that_nobody_vouches_for_gets_no_password(office: Office) -> None:
    """Without its authority, no sign-in is tried."""
    path = office.here.folder / "invite.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("ca_file")),
        encoding="utf-8",
    )
    ran = office.here("bounces")
    assert ran.code == 4
    assert "ca_file" in ran.err
    assert USER not in (office.imap.folder / "log").read_text(encoding="utf-8")


def test_by_starttls_too(office: Office) -> None:
    """The other way to a protected connection."""
    office.imap.put([office.report(LIISA)])
    office.settings(f'security = "starttls"\nport = {office.imap.plain}\n')
    assert office.here("bounces", "--json")["mails"][0]["applied"] is True


def test_login_keeps_the_password_of_the_mailbox(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`invite login` asks for it, tries it at the server and keeps it; a wrong one is not kept."""
    vault = Vault()
    monkeypatch.setattr(keyring, "get_keyring", lambda: vault)
    monkeypatch.delenv("INVITE_PASSWORD")
    office.here.settings("courier = 'outbox'")
    path = office.here.folder / "invite.toml"
    returns = f"[returns]\nhost = 'localhost'\nport = {office.imap.port}\n"
    text = f"{path.read_text(encoding='utf-8')}\n{returns}ca_file = '{office.imap.ca_file}'\n"
    path.write_text(text, encoding="utf-8")
    assert office.here("bounces").code == 3
    with opened(office.here.folder) as project:
        with pytest.raises(ServerRefusesUs, match="does not let"):
            login(project, ask=lambda _account: "arvaus", show=None)
        assert vault.kept == {}
        (kept,) = login(project, ask=lambda _account: PASSWORD, show=None)
    assert isinstance(kept, Account)
    assert (kept.host, kept.username, kept.kept) == ("localhost", USER, True)
    assert office.here("bounces").code == 0


def test_login_asks_for_the_mailboxs_own_password_where_it_has_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same user may have two: the second is asked for where the mailbox does not take the
    first, and not where it does; `logout` forgets both.
    """
    vault, asked = Vault(), list[str]()
    monkeypatch.setattr(keyring, "get_keyring", lambda: vault)
    monkeypatch.delenv("INVITE_PASSWORD")
    passwords = {"127.0.0.1": PASSWORD, "localhost": PASSWORD}

    def ask(account: str) -> str:
        asked.append(account.rpartition(" ")[2])
        return passwords[asked[-1]]

    def sign_in() -> list[str]:
        asked.clear()
        with opened(office.here.folder) as project:
            login(project, ask=ask, show=None)
        return asked

    office.settings()
    toml = office.here.folder / "invite.toml"
    text = toml.read_text(encoding="utf-8").replace('auth = "none"', "")
    toml.write_text(text, encoding="utf-8")
    assert sign_in() == ["127.0.0.1"]
    passwords["127.0.0.1"] = "toinen sana"
    monkeypatch.setattr(servers, "PASSWORD", "toinen sana")
    assert sign_in() == ["127.0.0.1", "localhost"]
    assert office.here("bounces").code == 0
    assert sorted(vault.kept.values()) == [PASSWORD, "toinen sana"]
    with opened(office.here.folder) as project:
        logout(project)
    assert vault.kept == {}


def test_files_need_no_mailbox(office: Office) -> None:
    """Who gives files is not asked for a password, and --move moves no files."""
    path = office.here.folder / "mail.eml"
    path.write_bytes(office.report(LIISA))
    assert office.here("bounces", str(path), "--json")["mails"][0]["applied"] is True
    assert office.here("bounces", str(path), "--move", "X").code == 2
