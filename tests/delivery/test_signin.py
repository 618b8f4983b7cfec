"""Signing in: every way that we know, and no trace of the secret anywhere."""

from __future__ import annotations

import base64
import traceback
from collections.abc import Callable

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from invite.delivery.model import Accepted
from invite.errors import MustMend, ServerRefusesUs

from .conftest import CourierMaker, Pki, parcel
from .servers import PASSWORD, USER, Fault, HangUp, MailServer, Raw, Record, Say

TOKEN = "eyJ0b2tlbiI6InNlY3JldCJ9"


@pytest.mark.parametrize("ways", [("PLAIN",), ("LOGIN",), ("LOGIN", "PLAIN")])
def test_a_password_signs_in_once_for_many_letters(
    ways: tuple[str, ...], courier: CourierMaker, pki: Pki
) -> None:
    """With a password that is not ASCII, over a connection that is kept."""
    with MailServer(tls=pki.server, sign_in=True, ways=ways) as server:
        one = courier(server.port, security="starttls", auth="password")
        assert all(isinstance(one.carry(parcel(number=n)), Accepted) for n in range(3))
        one.close()
    assert len(server.held) == 3
    assert server.record.heard.count("AUTH") == 1


@pytest.mark.parametrize("ways", [("PLAIN",), ("LOGIN",)])
def test_a_wrong_password_is_about_us(
    ways: tuple[str, ...], courier: CourierMaker, pki: Pki
) -> None:
    """The sentence names the server and the user and says what to do."""
    with MailServer(tls=pki.server, sign_in=True, ways=ways) as server:
        one = courier(server.port, security="starttls", auth="password", secret=lambda: "wrong")
        with pytest.raises(ServerRefusesUs, match=USER) as caught:
            one.carry(parcel())
    assert "invite login" in caught.value.hint
    assert caught.value.exit_code == 4


def test_no_way_that_we_know_is_about_us(courier: CourierMaker, pki: Pki) -> None:
    """A server that offers other ways only: they are named."""
    odd = MailServer(tls=pki.server, hidden=("AUTH",), extra=("AUTH XOAUTH2 GSSAPI",))
    with odd as server, pytest.raises(ServerRefusesUs, match="XOAUTH2, GSSAPI"):
        courier(server.port, security="starttls", auth="password").carry(parcel())


def test_no_password_at_all_must_be_mended(courier: CourierMaker, pki: Pki) -> None:
    """Nothing to give: said as such, not as the server's no."""
    with MailServer(tls=pki.server) as server, pytest.raises(MustMend, match="no password"):
        courier(server.port, security="starttls", auth="password", secret=None).carry(parcel())


# What goes wrong at AUTH, from the most polite to the least.
TROUBLE: dict[str, Fault] = {
    "refused": Say("535 5.7.8 no"),
    "repeats the line": Say(
        "500 5.5.1 Command unrecognized: AUTH PLAIN "
        + base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        + f" ({PASSWORD})"
    ),
    "hangs up": HangUp(),
    "resets": HangUp(abort=True),
    "no SMTP": Raw(b"?\r\n"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_the_secret_stands_in_no_traceback(name: str, courier: CourierMaker, pki: Pki) -> None:
    """Not in the error, not in what caused it, not in a traceback that shows every frame's
    variables, as rich's do.
    """
    with (
        MailServer({"AUTH": TROUBLE[name]}, tls=pki.server) as server,
        pytest.raises(ServerRefusesUs) as caught,
    ):
        courier(server.port, security="starttls", auth="password").carry(parcel())
    shown = ""
    error: BaseException | None = caught.value
    while error is not None:
        shown += "".join(
            traceback.TracebackException.from_exception(error, capture_locals=True).format()
        )
        shown += f"{error!r}{error.args}{vars(error)}"
        error = error.__cause__ or error.__context__
    for secret in (
        PASSWORD,
        base64.b64encode(PASSWORD.encode()).decode(),
        base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode(),
    ):
        assert secret not in shown
        assert repr(secret.encode())[2:-1] not in shown


class _Tokens(Record):
    """Takes one token, as Microsoft does: a no comes as 334 and JSON first."""

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """RFC 7628's predecessor."""
        if base64.b64decode(args[1]) == f"user={USER}\x01auth=Bearer {TOKEN}\x01\x01".encode():
            return AuthResult(success=True)
        answer = await server.challenge_auth('{"status":"401"}')
        assert answer == b""
        return AuthResult(success=False, handled=False)


@pytest.mark.parametrize("auth", ["microsoft"])
def test_a_token_signs_in_and_an_old_one_is_about_us(
    auth: str, courier: CourierMaker, pki: Pki
) -> None:
    """XOAUTH2, with the empty line that a no wants."""
    secrets: dict[str, Callable[[], str]] = {"good": lambda: TOKEN, "old": lambda: "old"}
    with MailServer(tls=pki.server, record=_Tokens) as server:
        assert isinstance(
            courier(server.port, security="starttls", auth=auth, secret=secrets["good"]).carry(
                parcel()
            ),
            Accepted,
        )
        with pytest.raises(ServerRefusesUs):
            courier(server.port, security="starttls", auth=auth, secret=secrets["old"]).carry(
                parcel()
            )
    assert len(server.held) == 1
