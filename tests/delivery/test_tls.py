"""A server that cannot be trusted gets neither a letter nor a password."""

from __future__ import annotations

import socket
import ssl
import warnings
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from invite.access.tls import make_context
from invite.delivery.model import Accepted
from invite.errors import MustMend, ServerRefusesUs

from .certificates import Signer, authority, make, server_context, write
from .conftest import CourierMaker, Pki, parcel
from .servers import MailServer

DAY = timedelta(days=1)


def _by_a_leaf(root: Signer) -> Signer:
    """A certificate signed by one that may sign none."""
    return make("localhost", by=make("localhost", by=root))


# What is wrong → how it is made by the authority that the client trusts, and words of our sentence.
BAD: dict[str, tuple[Callable[[Signer], Signer], str]] = {
    "expired": (lambda root: make("localhost", by=root, begins=-30 * DAY, ends=-DAY), "expired"),
    "not yet valid": (lambda root: make("localhost", by=root, begins=DAY), "not valid yet"),
    "wrong host": (lambda root: make("other", by=root, host="mail.example.com"), "another name"),
    "only a common name": (
        lambda root: make("localhost", by=root, alternative=False),
        "subjectAltName",
    ),
    "self-signed": (lambda root: make("localhost", by=None), "signed by itself"),
    "unknown authority": (
        lambda root: make("localhost", by=authority("Stranger")),
        "does not know",
    ),
    "not for servers": (
        lambda root: make("x", by=root, purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
        "not made for servers",
    ),
    "signed by no authority": (_by_a_leaf, "authority"),
}


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Signer, ssl.SSLContext]:
    """An authority, and a client's context that trusts it."""
    root = authority("Trusted")
    ca_file, _key = write(root, tmp_path_factory.mktemp("roots"), "ca")
    return root, make_context(str(ca_file))


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_certificate_ends_the_run(
    name: str,
    implicit: bool,
    roots: tuple[Signer, ssl.SSLContext],
    courier: CourierMaker,
    tmp_path: Path,
) -> None:
    """The sentence says what is wrong with it, and the server hears neither a sign-in nor a
    letter.
    """
    build, words = BAD[name]
    root, context = roots
    with MailServer(tls=server_context(build(root), tmp_path, "bad"), implicit=implicit) as server:
        one = courier(
            server.port,
            host="localhost",
            security="tls" if implicit else "starttls",
            auth="password",
            context=context,
        )
        with pytest.raises(ServerRefusesUs, match="cannot be trusted") as caught:
            one.carry(parcel())
    assert words in caught.value.what
    assert server.held == []
    assert not {"AUTH", "MAIL"} & set(server.record.heard)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_good_certificate_is_good_enough(
    host: str, implicit: bool, courier: CourierMaker, pki: Pki
) -> None:
    """The twin: by name or by address, with STARTTLS or from the first byte, the letter goes."""
    with MailServer(tls=pki.server, implicit=implicit) as server:
        one = courier(
            server.port, host=host, security="tls" if implicit else "starttls", auth="password"
        )
        assert isinstance(one.carry(parcel()), Accepted)
        one.close()
    assert len(server.held) == 1


def test_old_tls_is_refused(courier: CourierMaker, tmp_path: Path, pki: Pki) -> None:
    """A server that knows only TLS 1.1 (RFC 8996) gets nothing."""
    root = authority("Old")
    ca_file, _key = write(root, tmp_path, "ca")
    context = server_context(make("localhost", by=root), tmp_path, "old")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT@SECLEVEL=0")  # today's OpenSSL would not even offer it otherwise
    with MailServer(tls=context) as server, pytest.raises(ServerRefusesUs, match="TLS"):
        courier(
            server.port, host="localhost", security="starttls", context=make_context(str(ca_file))
        ).carry(parcel())
    assert server.held == []


def test_the_context_verifies_and_takes_no_old_protocol() -> None:
    """What `smtplib` leaves out: names and certificates are checked, TLS 1.2 is the least; a name
    stands in subjectAltName (RFC 9525).
    """
    context = make_context()
    assert context.check_hostname
    assert not context.hostname_checks_common_name
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("content", [None, "no certificate at all"])
def test_a_ca_file_that_is_none_must_be_mended(content: str | None, tmp_path: Path) -> None:
    """Missing or no PEM: the sentence names the file and the key of the settings."""
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(MustMend, match=r"ca\.pem") as caught:
        make_context(str(path))
    assert "ca_file" in caught.value.hint


def test_plain_text_stays_within_this_computer(courier: CourierMaker) -> None:
    """`security = "none"` to any other address is a mistake in the settings, found before a word is
    said.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells which address we would come from
        except OSError:
            pytest.skip("this computer has no network address but loopback")
        ours = probe.getsockname()[0]
    if ours.startswith("127."):
        pytest.skip("this computer has no network address but loopback")
    with socket.create_server((ours, 0)) as listener:
        listener.settimeout(5)
        with pytest.raises(MustMend, match="only for a mail server on this computer"):
            courier(listener.getsockname()[1], host=ours).carry(parcel())
        connection, _peer = listener.accept()
        with connection:
            assert connection.recv(100) == b""
