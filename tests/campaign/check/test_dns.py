"""`invite check --dns`, against a name server on 127.0.0.1: no test leaves the machine."""

from __future__ import annotations

import sys

import pytest
from checking import looked, said, settings, well
from desk import Desk
from name_server import FAILS, SILENT, LocalNameServer, Zone

from invite.campaign.check import nameserver
from invite.campaign.check.checklist import Outside
from invite.campaign.check.model import Checklist
from invite.campaign.check.nameserver import NameServer

GOOD: Zone = {
    ("example.org", "TXT"): ('"v=spf1 mx -all"', '"something else"'),
    ("example.org", "MX"): ("10 mail.example.org.",),
    ("_dmarc.example.org", "TXT"): ('"v=DMARC1; " "p=none"',),
    ("k1._domainkey.example.org", "TXT"): ('"v=DKIM1; p=abc"',),
    ("example.com", "A"): ("192.0.2.1",),
}


def _asked(here: Desk, zone: Zone) -> Checklist:
    with LocalNameServer(zone) as server:
        maker = lambda: NameServer("127.0.0.1", server.port)  # noqa: E731 - one word, used once
        return looked(here, Outside(name_server=maker))


def _without(key: tuple[str, str], *records: str) -> Zone:
    return {**GOOD, key: records} if records else {k: v for k, v in GOOD.items() if k != key}


def test_a_domain_in_order_is_green(here: Desk) -> None:
    """SPF, DMARC and MX are there, and every recipient's domain takes mail: by an MX, or by its
    own address (RFC 5321 5.1). Only DKIM cannot be known without a letter.
    """
    found = _asked(well(here), GOOD)
    assert [one.what for one in found.checks if one.level != "green"] == [
        "Whether example.org signs its letters (DKIM) could not be tried."
    ]
    for words in ("has an SPF record", "has a DMARC record", "takes mail", "2 domains of the rec"):
        assert said(found, "green", words)


# What of the zone is otherwise → the yellow line; its twin is the zone in order.
BAD: dict[str, tuple[Zone, str]] = {
    "no SPF": (_without(("example.org", "TXT"), '"other"'), "has no SPF record"),
    "two SPF": (
        _without(("example.org", "TXT"), '"v=spf1 -all"', '"v=spf1 mx -all"'),
        "has 2 SPF records",
    ),
    "SPF for all": (_without(("example.org", "TXT"), '"v=spf1 +all"'), "lets every server"),
    "no DMARC": (_without(("_dmarc.example.org", "TXT")), "has no DMARC record"),
    "two DMARC": (
        _without(("_dmarc.example.org", "TXT"), '"v=DMARC1; p=none"', '"v=DMARC1; p=reject"'),
        "has 2 DMARC records",
    ),
    "no DKIM": (_without(("k1._domainkey.example.org", "TXT")), "has no DKIM key"),
    "no MX": (_without(("example.org", "MX")), "takes no mail: answers and returned mail"),
    "null MX": (_without(("example.org", "MX"), "0 ."), "takes no mail: answers and returned"),
    "no such domain": (
        {key: rows for key, rows in GOOD.items() if key[0] != "example.com"},
        "There is no domain example.com: Liisa Malli",
    ),
    "a recipient's null MX": (
        {**GOOD, ("example.com", "MX"): ("0 .",)},
        "example.com says that it takes no mail .*: Liisa Malli",
    ),
    "a recipient without a server": (
        {**_without(("example.com", "A")), ("example.com", "TXT"): ('"x"',)},
        "example.com has no mail server: Liisa Malli",
    ),
    "no answer about one": (
        {**GOOD, ("example.com", "MX"): FAILS},
        "No answer about these domains: example.com",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_each_fault_has_its_line(name: str, here: Desk) -> None:
    """It is yellow, with what to do, and never red: `send` does not ask the DNS."""
    zone, words = BAD[name]
    found = _asked(well(here), zone)
    (line,) = said(found, "yellow", words)
    assert line.hint
    assert found.exit_code == 0


@pytest.mark.parametrize(
    ("record", "level"), [("mx", "yellow"), ("include:_spf.google.com", "green")]
)
def test_a_known_providers_name_belongs_in_spf(here: Desk, record: str, level: str) -> None:
    """Where letters leave by Gmail, its servers are to be named."""
    well(here)
    settings(here, 'courier = "outbox"', 'courier = "outbox"\nhost = "smtp.gmail.com"')
    zone = _without(("example.org", "TXT"), f'"v=spf1 {record} -all"')
    found = _asked(here, zone)
    words = "does not name the server" if level == "yellow" else "has an SPF record"
    assert said(found, level, words)


def test_the_policy_of_the_domain_above_counts(here: Desk) -> None:
    """A sender at a subdomain is held to the DMARC record of its organisation."""
    well(here)
    settings(here, "kutsut@example.org", "kutsut@posti.example.org")
    zone = {
        **GOOD,
        ("posti.example.org", "TXT"): ('"v=spf1 -all"',),
        ("posti.example.org", "MX"): ("10 mail.example.org.",),
    }
    assert said(_asked(here, zone), "green", "posti.example.org has a DMARC record")


def test_no_dns_is_said_once(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that says nothing: one line, and everything else was looked at."""
    monkeypatch.setattr(nameserver, "SECONDS", 0.2)
    found = _asked(well(here), {("example.org", "TXT"): SILENT})
    (line,) = said(found, "yellow", "The DNS could not be asked")
    assert "--dns" in line.hint
    assert said(found, "green", "3 letters composed")


def test_without_the_library_it_says_how_to_install_it(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """dnspython is an extra; everything else is looked at without it."""
    monkeypatch.setattr(nameserver, "dns", None)
    found = looked(well(here), Outside.of(net=False, dns=True))
    (line,) = said(found, "yellow", "dnspython")
    assert f"{sys.executable} -m pip install dnspython" in line.hint
    assert said(found, "green", "3 letters composed")


def test_nothing_is_asked_unless_it_is_wanted(here: Desk) -> None:
    """Without --dns and --net nothing is asked but the server that letters leave by."""
    assert Outside.of(net=False, dns=False) == Outside()
    assert not said(looked(well(here)), "yellow", "")
