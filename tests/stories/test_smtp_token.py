"""XOAUTH2: letters by a mail server with the sign-in to Microsoft (aiosmtpd on loopback, TLS)."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra
from access.graph_desk import CLIENT_ID
from access.https_server import Authority
from aiosmtpd.smtp import SMTP, AuthResult
from delivery.servers import Keep, MailServer, Record, Say
from desk import PEOPLE, Desk, desk, parsed, totals

from invite.access.https import Https
from invite.access.microsoft.sign_in import Registration, SignIn
from invite.access.microsoft.token_cache import VARIABLE, open_cache
from invite.delivery.microsoft import SMTP_SCOPES
from invite.delivery.smtp.replies import SmtpReply, given_id

MAILBOX = "kutsut@example.org"
CLOSED = (
    "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
    "Visit https://aka.ms/smtp_auth_disabled for more information."
)


@dataclass
class _Exchange(Record):
    """Takes tokens as Exchange does, for the mailbox that is named."""

    entra: FakeEntra | None = None
    closed: bool = False
    wrong: bool = False
    tries: int = 0

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """A no comes as 334 and JSON first."""
        assert self.entra is not None
        self.tries += 1
        user, _sep, rest = base64.b64decode(args[1]).decode().partition("\x01auth=Bearer ")
        given = self.entra.granted(rest.removesuffix("\x01\x01"))
        good = given is not None and given.scopes == SMTP_SCOPES and user == f"user={MAILBOX}"
        if good and not self.closed and not self.wrong:
            return AuthResult(success=True)
        await server.challenge_auth('{"status":"401"}')
        words = CLOSED if self.closed else "5.7.3 Authentication unsuccessful"
        await server.push(f"535 {words}")
        return AuthResult(success=False, handled=True)


@pytest.fixture
def here(
    tmp_path: Path, entra: FakeEntra, signed: Authority, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """A desk at which Aino has signed in for SMTP, to send as kutsut@."""
    (tmp_path / "p").mkdir()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tokens"))
    made = desk(tmp_path / "p")
    app = Registration(
        tenant="tenant.example",
        client_id=CLIENT_ID,
        account="aino@example.org",
        authority=entra.authority,
    )
    https = Https(str(signed.ca_file))
    SignIn(app, https, open_cache(CLIENT_ID, entra.authority)).ask(
        SMTP_SCOPES, show=lambda _line: None
    )
    https.close()
    return made


def _settings(here: Desk, entra: FakeEntra, port: int) -> None:
    here.settings(
        f'courier = "smtp"\nhost = "localhost"\nport = {port}\nauth = "microsoft"\n'
        f'tenant = "tenant.example"\nclient_id = "{CLIENT_ID}"\nsign_in_as = "aino@example.org"\n'
        f'authority = "{entra.authority}"\nca_file = "{entra.ca_file.as_posix()}"\npatience = "2s"'
    )


def _server(entra: FakeEntra, signed: Authority, *, closed: bool = False) -> MailServer:
    server = MailServer(tls=signed.context, record=_Exchange)
    assert isinstance(server.record, _Exchange)
    server.record.entra, server.record.closed = entra, closed
    return server


def test_the_token_signs_in_for_the_shared_mailbox(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """Aino's token, `user=` the mailbox that letters are from: all go."""
    with _server(entra, signed) as server:
        _settings(here, entra, server.port)
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"], len(server.held)) == (0, 3, 3), ran.err


def test_a_token_that_holds_no_more_is_renewed(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """A token revoked before its time is refused once, and another taken; nobody is asked."""
    entra.expire()
    with _server(entra, signed) as server:
        _settings(here, entra, server.port)
        ran = here("send", "--yes", "--json")
    assert (ran.code, ran["sent"]) == (0, 3), ran.err
    assert entra.ways[-1] == "refresh_token"


def test_a_sign_in_that_is_dead_marks_nobody(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """The password was changed: the run ends with 4 and says to sign in again."""
    entra.revoke()
    with _server(entra, signed) as server:
        _settings(here, entra, server.port)
        ran = here("send", "--yes", "--json")
    assert (ran.code, len(server.held)) == (4, 0)
    assert "invite login" in ran.err
    assert totals(here("status", "--json"))["ready"] == 3


def test_a_token_that_is_not_for_the_mailbox_is_refused(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """A good token of somebody without rights on the mailbox: tried twice and no more, nobody is
    marked, and it says which rights to ask for.
    """
    with _server(entra, signed) as server:
        assert isinstance(server.record, _Exchange)
        server.record.wrong = True
        _settings(here, entra, server.port)
        ran = here("send", "--yes", "--json")
        assert (ran.code, len(server.held), server.record.tries) == (4, 0, 2)
        assert '"Full Access" and "Send As"' in " ".join(ran.err.split())
        assert totals(here("status", "--json"))["ready"] == 3
        server.record.wrong = False
        assert here("send", "--yes", "--json")["sent"] == 3


def test_a_reminder_by_smtp_answers_the_id_that_exchange_gave(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """The 250 names the Message-ID in the place of ours: a reminder answers that one."""
    theirs = "<HE1PR07MB31A@HE1PR07MB31.eurprd07.prod.outlook.com>"
    here.sheet(PEOPLE[0])
    with _server(entra, signed) as server:
        server.record.faults = {".": Keep(Say(f"250 2.0.0 OK {theirs} [Hostname=HE1PR07]"))}
        _settings(here, entra, server.port)
        toml = here.folder / "invite.toml"
        waves = '\n[mailing.kutsu]\n\n[mailing.muistutus]\naudience = "everyone"\n'
        toml.write_text(toml.read_text(encoding="utf-8") + waves, encoding="utf-8")
        assert here("send", "--yes").code == 0
        ran = here("send", "--mailing", "muistutus", "--yes")
        assert ran.code == 0, ran.err
    first, reminder = (parsed(one.content) for one in server.held)
    assert first["Message-ID"] != theirs
    assert reminder["In-Reply-To"] == theirs


def test_a_tenant_without_smtp_auth_is_told_of_graph(
    here: Desk, entra: FakeEntra, signed: Authority
) -> None:
    """Where SMTP AUTH is off, a token is refused too; Graph is not concerned, and that is said."""
    with _server(entra, signed, closed=True) as server:
        _settings(here, entra, server.port)
        ran = here("send", "--yes", "--json")
    assert (ran.code, len(server.held)) == (4, 0)
    assert 'provider = "microsoft365"' in ran.err
    assert totals(here("status", "--json"))["ready"] == 3


@pytest.mark.parametrize(
    ("words", "host", "found"),
    [
        (
            "2.0.0 OK <HE1PR07MB31A@HE1PR07MB31.eurprd07.prod.outlook.com> [Hostname=HE1PR07]",
            "smtp.office365.com",
            "<HE1PR07MB31A@HE1PR07MB31.eurprd07.prod.outlook.com>",
        ),
        (
            "Ok 0102018f2a3b4c5d-11111111-2222-3333-4444-555555555555-000000",
            "email-smtp.eu-north-1.amazonaws.com",
            "<0102018f2a3b4c5d-11111111-2222-3333-4444-555555555555-000000"
            "@eu-north-1.amazonses.com>",
        ),
        (
            "Ok 0102018f2a3b4c5d-11111111-2222-3333-4444-555555555555-000000",
            "email-smtp.us-east-1.amazonaws.com",
            "<0102018f2a3b4c5d-11111111-2222-3333-4444-555555555555-000000@email.amazonses.com>",
        ),
        ("2.0.0 Ok: queued as <4F2A1@posti.example.org>", "posti.example.org", ""),
        ("2.0.0 OK 1234 abc - gsmtp", "smtp.gmail.com", ""),
    ],
)
def test_the_servers_own_id_stands_in_its_answer(words: str, host: str, found: str) -> None:
    """Exchange and SES put their own Message-ID in the place of ours and name it in the 250; the
    queue ids of others are none.
    """
    assert given_id(SmtpReply(code=250, enhanced="", words=words), host) == found
