"""Signing in to Microsoft, against an identity provider that speaks its protocol over HTTPS."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from access.fake_entra import FakeEntra

from invite.access.https import Https
from invite.access.microsoft.aadsts import KNOWN, Next, known
from invite.access.microsoft.sign_in import Registration, SignIn, SignInEnded
from invite.access.microsoft.token_cache import VARIABLE, Cache, open_cache
from invite.errors import MustMend, ServerRefusesUs

SEND = "https://graph.microsoft.com/Mail.Send"
READ_WRITE = "https://graph.microsoft.com/Mail.ReadWrite"
WIDE, NARROW = (SEND, READ_WRITE), (SEND,)


def _sign_in(entra: FakeEntra, cache: Cache | None = None, account: str = "") -> SignIn:
    app = Registration(
        tenant="t",
        client_id="cid",
        account=account or "aino@example.org",
        authority=entra.authority,
    )
    return SignIn(app, Https(str(entra.ca_file)), cache or _memory())


def _memory() -> Cache:
    from invite.access.microsoft.libraries import msal

    return Cache(msal.SerializableTokenCache(), kept=False, where="in memory only")


def test_the_browser_signs_in_and_later_nobody_is_asked(entra: FakeEntra) -> None:
    """Once signed in by the browser (code and PKCE on loopback), tokens come without asking."""
    sign_in = _sign_in(entra)
    lines: list[str] = []
    first = sign_in.ask(WIDE, NARROW, show=lines.append)
    assert first.grants(WIDE)
    assert sign_in.token(WIDE, NARROW).value == first.value
    assert entra.ways == ["authorization_code"]
    assert "browser" in lines[0]


def test_a_token_that_a_server_refuses_is_renewed(entra: FakeEntra) -> None:
    """`fresh` gives another token than the one at hand, without asking anybody."""
    sign_in = _sign_in(entra)
    first = sign_in.ask(WIDE, show=lambda _line: None)
    again = sign_in.token(WIDE, fresh=True)
    assert again.value != first.value
    assert entra.ways == ["authorization_code", "refresh_token"]


def test_without_consent_to_the_mailbox_sending_alone_is_asked_for(entra: FakeEntra) -> None:
    """Where the tenant grants Mail.Send alone, that is what there is, then and later."""
    entra.switches.consented = frozenset({"Mail.Send"})
    sign_in = _sign_in(entra)
    token = sign_in.ask(WIDE, NARROW, show=lambda _line: None)
    assert token.grants(NARROW)
    assert not token.grants(WIDE)
    assert not sign_in.token(WIDE, NARROW).grants(WIDE)


@pytest.mark.parametrize("code", ["53003", "530084", "53000", "50011"])
def test_where_the_browser_is_forbidden_a_code_is_offered(entra: FakeEntra, code: str) -> None:
    """A rule that forbids one way of signing in leaves the others."""
    entra.switches.browser = ("access_denied", f"AADSTS{code}: blocked")
    lines: list[str] = []
    token = _sign_in(entra).ask(WIDE, NARROW, show=lines.append)
    assert token.grants(WIDE)
    assert entra.ways == ["device_code"]
    assert any("ABCD-EFGH" in line for line in lines)


def test_windows_itself_is_tried_first(entra: FakeEntra, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, the browser, a code: each is tried, in that order, and no more once one has let
    somebody in. (What Windows' own broker does cannot be tried here: msal takes the browser.)
    """
    monkeypatch.setattr(SignIn, "_by_windows", lambda _self: True)
    lines: list[str] = []
    assert _sign_in(entra).ask(WIDE, show=lines.append).grants(WIDE)
    assert [line.partition(" asks")[0] for line in lines if " asks" in line] == ["Windows"]
    entra.switches.browser = ("access_denied", "AADSTS53003: blocked")
    lines.clear()
    assert _sign_in(entra).ask(WIDE, show=lines.append).grants(WIDE)
    asked = [line.partition(" asks")[0] for line in lines if " asks" in line]
    assert asked == ["Windows", "The browser"]
    assert "ABCD-EFGH" in lines[-1]


@pytest.mark.parametrize("code", sorted(KNOWN))
def test_each_known_code_is_said_in_its_own_words(entra: FakeEntra, code: str) -> None:
    """A no by a known code says what it means and whom to ask, and names the code for IT."""
    entra.switches.browser = entra.switches.device = ("access_denied", f"AADSTS{code}: no.")
    with pytest.raises(SignInEnded) as caught:
        _sign_in(entra).ask(WIDE, NARROW, show=lambda _line: None)
    assert KNOWN[code].what in caught.value.what
    assert f"AADSTS{code}" in caught.value.what
    assert caught.value.hint == KNOWN[code].hint
    assert caught.value.code == code


def test_an_unknown_code_is_still_said() -> None:
    """A no that no table knows is passed on with Microsoft's number."""
    assert known("invalid_request", "", "AADSTS123456: who knows").next is Next.OTHER_WAY


def test_a_revoked_sign_in_says_to_sign_in_again(entra: FakeEntra) -> None:
    """When the password was changed, nothing is guessed: somebody has to sign in again."""
    sign_in = _sign_in(entra)
    sign_in.ask(WIDE, show=lambda _line: None)
    entra.revoke()
    with pytest.raises(SignInEnded, match="50173") as caught:
        sign_in.token(WIDE, fresh=True)
    assert "invite login" in caught.value.hint


def test_somebody_elses_account_is_not_taken(entra: FakeEntra) -> None:
    """Who signs in must be who the settings name; another's sign-in is not kept."""
    cache = _memory()
    entra.switches.who = "matti@example.org"
    with pytest.raises(SignInEnded, match=r"matti@example\.org"):
        _sign_in(entra, cache).ask(WIDE, show=lambda _line: None)
    with pytest.raises(SignInEnded, match="has not signed in"):
        _sign_in(entra, cache, "matti@example.org").token(WIDE)


def test_case_in_an_address_makes_nobody_another(entra: FakeEntra) -> None:
    """The twin: `Aino@Example.org` in the settings is who signs in as aino@example.org."""
    sign_in = _sign_in(entra, account="Aino@Example.ORG")
    assert sign_in.ask(WIDE, show=lambda _line: None).grants(WIDE)
    assert sign_in.token(WIDE).grants(WIDE)


def test_a_provider_that_is_away_is_no_dead_sign_in(entra: FakeEntra) -> None:
    """Where Microsoft cannot be reached, nobody is asked to sign in again."""
    sign_in = _sign_in(entra)
    sign_in.ask(WIDE, show=lambda _line: None)
    entra.__exit__()
    with pytest.raises(ServerRefusesUs, match="cannot be reached") as caught:
        sign_in.token(WIDE, fresh=True)
    assert not isinstance(caught.value, SignInEnded)


def test_a_server_without_our_authority_is_not_trusted(entra: FakeEntra) -> None:
    """Without `ca_file` the test's certificate is nobody's, and nothing is asked of it."""
    app = Registration(
        tenant="t", client_id="cid", account="aino@example.org", authority=entra.authority
    )
    with pytest.raises(ServerRefusesUs, match="cannot be reached"):
        SignIn(app, Https(), _memory()).ask(WIDE, show=lambda _line: None)


def test_the_named_file_keeps_the_sign_in(
    entra: FakeEntra, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INVITE_TOKEN_CACHE opts into a file that only its owner may read; logout empties it."""
    path = tmp_path / "tokens"
    monkeypatch.setenv(VARIABLE, str(path))
    first = open_cache("cid", entra.authority)
    assert first.kept
    assert str(path) in first.where
    token = _sign_in(entra, first).ask(WIDE, show=lambda _line: None)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    other = _sign_in(entra, open_cache("cid", entra.authority))
    assert other.token(WIDE).value == token.value
    assert other.forget()
    assert token.value not in path.read_text(encoding="utf-8")
    with pytest.raises(SignInEnded, match="has not signed in"):
        _sign_in(entra, open_cache("cid", entra.authority)).token(WIDE)
    assert not other.forget()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says nothing with these bits")
def test_a_file_that_others_may_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token in a file that others may read would be theirs."""
    path = tmp_path / "tokens"
    path.touch()
    path.chmod(0o640)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(MustMend, match="others may read") as caught:
        open_cache("cid", "https://localhost/t")
    assert os.fspath(path) in caught.value.hint


def test_a_file_of_something_else_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that holds something else is neither read as sign-ins nor written over."""
    path = tmp_path / "tokens"
    path.write_text("Muistilista", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(MustMend, match="holds no sign-ins"):
        open_cache("cid", "https://localhost/t")
    assert path.read_text(encoding="utf-8") == "Muistilista"


def test_without_a_store_the_sign_in_lives_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No store for secrets: the sign-in is not kept, least of all in a plain file."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    cache = open_cache("cid", "https://localhost/t")
    if sys.platform.startswith("linux"):
        assert not cache.kept
        assert not [file for file in tmp_path.rglob("*") if file.is_file()]
