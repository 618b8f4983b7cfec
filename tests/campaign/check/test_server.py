"""What `invite check` says of the way that letters go: by a mail server, and where returned mail
arrives.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from checking import NOTHING, looked, said, well, write
from cryptography.hazmat.primitives.serialization import Encoding
from delivery.certificates import authority, make, server_context
from delivery.certificates import write as write_files
from delivery.servers import PASSWORD, MailServer, Record, Say
from desk import Desk

from invite.campaign.check.model import Checklist
from invite.campaign.check.volume import duration
from invite.delivery.model import Delivery


def _by(here: Desk, server: MailServer, more: str = "") -> Checklist:
    here.smtp(server.port, more)
    return looked(here)


def test_nothing_is_sent(here: Desk) -> None:
    """The server sees the envelopes of the first letters, each given up before its content, and no
    letter; the ledger knows of none.
    """
    with MailServer() as server:
        found = _by(well(here), server)
        heard = server.record.heard
    assert not server.held
    assert (heard.count("MAIL"), heard.count("RCPT"), heard.count("DATA")) == (3, 3, 0)
    assert heard.count("RSET") == 3
    assert said(found, "green", "Letters leave by 127.0.0.1:.*letters of up to 33 MB")
    assert said(found, "green", "It takes letters from kutsut@example.org")
    assert here("status", "--json")["mailings"][0]["totals"]["ready"] == 3


def test_it_says_who_is_signed_in(
    here: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS, and the account."""
    monkeypatch.setenv("INVITE_PASSWORD", PASSWORD)
    root = authority("Testi")
    write_files(root, here.folder, "ca")
    tls = server_context(make("localhost", by=root), tmp_path, "good")
    with MailServer(tls=tls, sign_in=True) as server:
        here.settings(
            f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nca_file = "ca.crt"\n'
        )
        found = looked(here)
    assert said(found, "green", r"TLSv1\.3, signed in as kutsut@example\.org"), found.checks
    assert not [one for one in found.checks if one.level == "red"]


class SecondOnly(Record):
    """Refuses the second recipient alone."""

    def fault(self, phase: str) -> Say | None:
        """A no to one address."""
        second = phase == "RCPT" and self.heard.count("RCPT") == 2
        return Say("550 5.1.1 no such user") if second else None


def test_a_no_to_one_address_is_told_and_not_red(here: Desk) -> None:
    """The others go."""
    with MailServer(record=SecondOnly) as server:
        found = _by(well(here), server)
    (line,) = said(found, "yellow", "refuses the letter to maija.esimerkki@example.org: 550 5.1.1")
    assert line.area == "server"
    assert said(found, "green", "It takes letters from")
    assert found.exit_code == 0


def test_a_relay_with_a_certificate_of_its_own(here: Desk, tmp_path: Path) -> None:
    """Its fingerprint is told, and what is told to do works as it is pasted."""
    signer = make("localhost", by=None)
    with MailServer(tls=server_context(signer, tmp_path, "own")) as server:
        own = f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nauth = "none"\n'
        here.settings(own)
        found = looked(here)
        assert said(found, "red", "signed by itself")
        (line,) = said(found, "yellow", "SHA-256 fingerprint")
        digest = hashlib.sha256(signer.certificate.public_bytes(Encoding.DER)).hexdigest()
        assert digest.upper() in line.what.replace(":", "")
        words, _begin, _rest = line.hint.partition("-----BEGIN")
        write(here, "palvelin.pem", line.hint.removeprefix(words))
        setting = re.search(r"ca_file = \S+", line.hint)
        assert setting is not None
        here.settings(own + setting[0] + "\n")
        again = looked(here)
    assert not said(again, "red", ""), again.checks
    assert not said(again, "yellow", "fingerprint")


def test_a_certificate_for_another_name_is_not_to_be_trusted(here: Desk, tmp_path: Path) -> None:
    """No fingerprint is shown of what nobody should trust; of an authority that is not known, one
    is.
    """
    root = authority("Vieras")
    for host, told in (("mail.example.com", False), ("localhost", True)):
        signer = make(host, by=root if told else None, host=host)
        tls = server_context(signer, tmp_path, host)
        with MailServer(tls=tls) as server:
            here.settings(
                f'courier = "smtp"\nhost = "localhost"\nport = {server.port}\nauth = "none"\n'
            )
            found = looked(here)
        assert said(found, "red", "cannot be trusted")
        if told:
            (line,) = said(found, "yellow", "fingerprint")
            assert "authority" in line.hint
            assert "BEGIN" not in line.hint


def test_pace_and_the_days_limit(here: Desk) -> None:
    """How long it takes; more letters than the day's limit are yellow, as many as it are green."""
    with MailServer() as server:
        enough = _by(well(here), server, 'pace = "30/min"\ndaily = 3\n')
        few = _by(here, server, 'pace = "30/min"\ndaily = 2\n')
    assert said(enough, "green", "3 letters at 30 a minute: 1 minute")
    assert said(enough, "green", "fit in the daily limit of 3")
    assert said(few, "yellow", "The daily limit of 2 lets 2 of 3 go now")
    assert not said(few, "green", "fit in the daily limit")


def test_what_went_in_the_last_day_counts_against_the_limit(here: Desk) -> None:
    """Two of three may go a day, one has gone: one is left."""
    with MailServer() as server:
        well(here).smtp(server.port, "daily = 2\n")
        assert here("send", "--yes", "--limit", "1").code == 0
        found = looked(here, NOTHING, datetime.now(UTC))
    assert said(found, "yellow", "lets 1 of 2 go now")


@pytest.mark.parametrize(
    ("number", "pace", "words"),
    [
        (401, 2.0, "401 letters at 30 a minute: 14 minutes."),
        (1, 2.0, "1 letter at 30 a minute: 1 minute."),
        (3000, 2.0, "3000 letters at 30 a minute: 1 h 40 min."),
        (12, 0.0, "12 letters, as fast as the server takes them."),
    ],
)
def test_how_long_it_takes(number: int, pace: float, words: str) -> None:
    """In minutes, and from an hour on in hours and minutes."""
    assert duration(number, Delivery(pace=pace)) == words


def test_where_returned_mail_arrives(here: Desk) -> None:
    """Which mailbox, and whether anybody has said how it is read."""
    with MailServer() as server:
        unknown = _by(well(here), server)
        here.smtp(server.port, '[returns]\nhost = "imap.example.org"\nmailbox = "tuki@example.org"')
        known = looked(here)
    assert said(unknown, "yellow", "Reports go to kutsut@example.org.*The settings do not say how")
    assert said(known, "green", "they are read in the mailbox tuki@example.org.*imap.example.org")
    assert not said(known, "yellow", "The settings do not say how")
