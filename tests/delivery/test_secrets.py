"""Where the password comes from, in order, and who is not trusted with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.errors
import pytest

from invite.delivery.secrets import find_secret, forget_secret, store_secret
from invite.errors import MustMend

HOST, USER = "smtp.example.org", "kutsut@example.org"
VARIABLES = ("CREDENTIALS_DIRECTORY", "INVITE_PASSWORD_FILE", "INVITE_PASSWORD")


class Vault(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring is only partly typed
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        del self.kept[service, username]


class Locked(Vault):
    """A keyring that nobody opens."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuses."""
        raise keyring.errors.KeyringLocked("no")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuses with something of its own, as plug-ins do."""
        raise RuntimeError(f"could not keep {password}")


class PlaintextKeyring(Vault):
    """What keyrings.alt.file has: passwords in the open."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No variable and no keyring of the machine that runs the tests."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    before = keyring.core._keyring_backend
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # keyring is only partly typed
    yield
    keyring.core._keyring_backend = before


def _chain(*vaults: keyring.backend.KeyringBackend) -> keyring.backend.KeyringBackend:
    """What keyring makes of several."""

    class Chain(keyring.backends.chainer.ChainerBackend):
        backends = vaults

    return Chain()  # type: ignore[no-untyped-call]  # as above


def test_a_password_is_kept_found_and_forgotten() -> None:
    """By the keyring, for one host and one user, whatever the capitals of the host."""
    keyring.set_keyring(Vault())
    store_secret(HOST, USER, "sana")
    assert find_secret(HOST.upper(), USER) == "sana"
    with pytest.raises(MustMend):
        find_secret("other.example.org", USER)
    assert forget_secret(HOST, USER) is True
    assert forget_secret(HOST, USER) is False


def test_the_order_is_keyring_credentials_file_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is asked only when those before it have nothing."""
    file = tmp_path / "salasana"
    file.write_text("tiedosto\n", encoding="utf-8")
    file.chmod(0o600)
    (tmp_path / "invite-password").write_text("systemd", encoding="utf-8")
    vault = Vault()
    keyring.set_keyring(vault)
    monkeypatch.setenv("INVITE_PASSWORD", "ympäristö")
    assert find_secret(HOST, USER) == "ympäristö"
    monkeypatch.setenv("INVITE_PASSWORD_FILE", str(file))
    assert find_secret(HOST, USER) == "tiedosto"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert find_secret(HOST, USER) == "systemd"
    vault.set_password(f"invite:{HOST}", USER, "rengas")
    assert find_secret(HOST, USER) == "rengas"


def test_nowhere_is_said_with_all_that_was_tried() -> None:
    """In one sentence, which `check` shows as one line: each place that somebody has named, and
    what to do.
    """
    with pytest.raises(MustMend, match=USER) as caught:
        find_secret(HOST, USER)
    assert "system keyring: this computer has none" in caught.value.what
    assert not any(name in caught.value.what for name in VARIABLES)
    assert not caught.value.problems
    assert "invite login" in caught.value.hint
    assert caught.value.exit_code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_not_taken(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says which file and how to mend it."""
    file = tmp_path / "salasana"
    file.write_text("sana", encoding="utf-8")
    file.chmod(mode)
    monkeypatch.setenv("INVITE_PASSWORD_FILE", str(file))
    with pytest.raises(MustMend) as caught:
        find_secret(HOST, USER)
    assert "chmod 600" in caught.value.what


def test_a_folder_in_the_place_of_the_file_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`chmod 600` of a folder would lock its owner out: it is said that it is one."""
    tmp_path.chmod(0o755)
    monkeypatch.setenv("INVITE_PASSWORD_FILE", str(tmp_path))
    with pytest.raises(MustMend) as caught:
        find_secret(HOST, USER)
    assert "chmod" not in caught.value.what
    assert "INVITE_PASSWORD_FILE" in caught.value.what


@pytest.mark.parametrize(
    ("content", "secret"),
    [
        (b"sana", "sana"),
        (b"sana\r\n", "sana"),
        (b"\xef\xbb\xbfsana\n", "sana"),
        (b" s a ", " s a "),
        ("ä€".encode(), "ä€"),
    ],
)
def test_a_file_from_notepad_is_read_as_meant(
    content: bytes, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its mark at the beginning and its line end are not the password's; spaces are."""
    file = tmp_path / "salasana"
    file.write_bytes(content)
    file.chmod(0o600)
    monkeypatch.setenv("INVITE_PASSWORD_FILE", str(file))
    assert find_secret(HOST, USER) == secret


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00"])
def test_a_file_without_a_password_is_said(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty, or no text; its bytes are quoted nowhere."""
    file = tmp_path / "salasana"
    file.write_bytes(content)
    file.chmod(0o600)
    monkeypatch.setenv("INVITE_PASSWORD_FILE", str(file))
    with pytest.raises(MustMend) as caught:
        find_secret(HOST, USER)
    assert "xff" not in caught.value.what
    assert "Error" not in caught.value.what


def test_a_plaintext_keyring_is_trusted_with_nothing() -> None:
    """keyrings.alt, whether it came by itself, in a chain, or was chosen: never written to, never
    read.
    """
    alone = PlaintextKeyring()
    alone.set_password(f"invite:{HOST}", USER, "avoin")
    for chosen in (alone, _chain(alone)):
        keyring.set_keyring(chosen)
        with pytest.raises(MustMend):
            find_secret(HOST, USER)
        with pytest.raises(MustMend, match="cannot be kept"):
            store_secret(HOST, USER, "sana")
    assert list(alone.kept.values()) == ["avoin"]


def test_a_good_keyring_behind_a_plaintext_one_is_used() -> None:
    """The twin: what can be trusted in a chain is."""
    good = Vault()
    keyring.set_keyring(_chain(PlaintextKeyring(), good))
    store_secret(HOST, USER, "sana")
    assert find_secret(HOST, USER) == "sana"
    assert good.kept


def test_a_locked_keyring_is_said_and_tells_nothing() -> None:
    """That it is locked, and how to go on; never what it was given."""
    keyring.set_keyring(Locked())
    with pytest.raises(MustMend) as caught:
        find_secret(HOST, USER)
    assert "it is locked" in caught.value.what
    with pytest.raises(MustMend) as caught:
        forget_secret(HOST, USER)
    assert "it is locked" in caught.value.what
    assert "Unlock it" in caught.value.hint
    with pytest.raises(MustMend) as caught:
        store_secret(HOST, USER, "hyvin salainen")
    assert "salainen" not in f"{caught.value}{caught.value.hint}{caught.value.__cause__}"


def test_a_keyring_that_does_not_exist_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHON_KEYRING_BACKEND may name anything."""
    keyring.core._keyring_backend = None
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    monkeypatch.setenv("INVITE_PASSWORD", "sana")
    assert find_secret(HOST, USER) == "sana"
