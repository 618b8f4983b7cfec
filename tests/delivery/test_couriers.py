"""From the settings to a courier, and failing early."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from invite.delivery.couriers import check, make_couriers
from invite.delivery.model import Accepted, Delivery
from invite.delivery.providers import PROVIDERS
from invite.delivery.smtp.errors import ServerUnreachable
from invite.errors import ServerRefusesUs

from .conftest import Pki, Waited, parcel
from .servers import PASSWORD, USER, HangUp, MailServer, Say


def _delivery(server: MailServer, pki: Pki) -> Delivery:
    return Delivery(
        courier="smtp", host="localhost", port=server.port, username=USER, ca_file=pki.ca_file
    )


def test_the_outbox_is_the_default() -> None:
    """And has nothing to check."""
    assert Delivery().courier == "outbox"
    assert check(Delivery()) == "outbox"


def test_settings_become_a_courier_that_carries(pki: Pki) -> None:
    """STARTTLS with the settings' own authority, the password handed in, a letter accepted."""
    with MailServer(tls=pki.server, sign_in=True) as server:
        one = Waited(make_couriers(_delivery(server, pki), secret=lambda: PASSWORD)())
        assert isinstance(one.carry(parcel()), Accepted)
        one.close()
    assert len(server.held) == 1


def test_the_password_is_looked_for_where_it_is_kept(
    pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With none handed in, the environment serves where there is no keyring."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    with MailServer(tls=pki.server, sign_in=True) as server:
        one = Waited(make_couriers(_delivery(server, pki))())
        assert isinstance(one.carry(parcel()), Accepted)
        one.close()


def test_a_check_signs_in_and_leaves_without_a_letter(pki: Pki) -> None:
    """EHLO, STARTTLS, EHLO, AUTH, QUIT."""
    with MailServer(tls=pki.server, sign_in=True) as server:
        check(_delivery(server, pki), secret=lambda: PASSWORD, context=pki.context)
    assert server.record.heard == ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"greeting": Say("450 4.3.2 busy")}, ServerRefusesUs),
        ({"EHLO": Say("550 no")}, ServerRefusesUs),
        ({"STARTTLS": Say("454 no")}, ServerRefusesUs),
        ({"AUTH": Say("535 5.7.8 no")}, ServerRefusesUs),
        ({"AUTH": Say("454 4.7.0 later")}, ServerRefusesUs),
        ({"AUTH": HangUp()}, ServerUnreachable),
    ],
)
def test_a_check_fails_before_anybody_is_claimed(
    fault: dict[str, Say | HangUp], error: type[ServerRefusesUs], pki: Pki
) -> None:
    """A temporary no counts here, too: a run that cannot begin should not."""
    with MailServer(fault, tls=pki.server) as server, pytest.raises(error):
        check(_delivery(server, pki), secret=lambda: PASSWORD, context=pki.context)


def test_presets_are_what_the_providers_say() -> None:
    """Hosts and limits as the notes have them; never a password over plain text."""
    assert set(PROVIDERS) == {"microsoft365", "gmail", "gmail-relay"}
    microsoft = PROVIDERS["microsoft365"]
    assert (microsoft.host, microsoft.port, microsoft.pace) == ("smtp.office365.com", 587, 2.0)
    assert (microsoft.connections, microsoft.daily) == (3, 10_000)
    assert (microsoft.courier, PROVIDERS["gmail"].courier) == ("graph", "outbox")
    assert all(
        preset.security != "none" and preset.connections >= 1 for preset in PROVIDERS.values()
    )


def test_the_outbox_loads_no_tls_and_no_keyring() -> None:
    """What is heavy loads where it is used."""
    program = (
        "import sys, pathlib; import invite.delivery.couriers as c, invite.delivery.model as m,"
        " invite.delivery.providers, invite.delivery.outbox as o;c.check(m.Delivery());"
        "o.OutboxCourier(pathlib.Path('x'));print([name"
        " for name in ('ssl', 'keyring', 'socket', 'asyncio', 'smtplib') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "[]"
