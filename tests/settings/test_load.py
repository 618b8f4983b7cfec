"""What stands in the file becomes frozen settings: every key, or the default of the table."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs
from settings.project_file import GOOD, loaded

from invite.delivery.model import Delivery
from invite.event import Contact, Event, Sender
from invite.mailing import Mailing
from invite.people.model import Source
from invite.settings import delivery_schema, schema
from invite.settings.values import Section

FULL = """\
[event]
title = "Juhla"
starts = 2027-07-01T13:00:00
ends = 2027-07-01T16:00:00
timezone = "Europe/Helsinki"
place = "Kajaani"
reply_by = 2027-06-15
language = "sv"
registration_url = "https://example.org/ilmo?k={token}"
contact = { name = "Aino Esimerkki", email = "aino@example.org" }
privacy_url = "https://example.org/tietosuoja"

[sender]
name = "Kutsut"
address = "kutsut@järjestö.example.org"
reply_to = "aino@example.org"
logo = 'kuvat\\logo.png'
colour = "#0A3D62"

[[source]]
file = "alueet/*.xlsx"
role = "ohjausryhmä"
called = "ohjausryhmien yhteystiedot"
region = "file"
group = "Tiimi"
organisation = "Työpaikka"
language = "fi"
columns = { email = "S-posti" }
header_row = 3
sheets = "Kainuu"
include_hidden = true
include_struck = true
owner = "matti@example.org"

[role."ohjausryhmä"]
fi = "ohjausryhmän jäsenenä"

[mailing.kutsu]
[mailing.ohjelma]
template = "kutsu"
audience = "everyone"
attachments = ["ohjelma.pdf"]
calendar = false

[delivery]
courier = "smtp"
provider = "microsoft365"
username = "aino@example.org"
ca_file = "ca.pem"
auth = "none"
pace = "5/s"
daily = 100
connections = 2
patience = "2h"

[ledger]
url = "sqlite:muisti.db"

[forms]
"Salmi" = { genitive = "Salmen" }
"""


def test_every_key_arrives() -> None:
    """A file with every key of the table gives them all, typed."""
    settings = loaded(FULL)
    assert settings.warnings == ()
    assert settings.event.starts.isoformat() == "2027-07-01T13:00:00+03:00"
    assert (settings.event.reply_by, settings.event.language) == (date(2027, 6, 15), "sv")
    assert settings.event.contact == Contact(name="Aino Esimerkki", email="aino@example.org")
    assert settings.sender.address == "kutsut@xn--jrjest-bua3m.example.org"
    assert (settings.sender.logo, settings.sender.colour) == ("kuvat/logo.png", "#0a3d62")
    assert settings.sources == (
        Source(
            file="alueet/*.xlsx",
            role="ohjausryhmä",
            called="ohjausryhmien yhteystiedot",
            region="file",
            group="Tiimi",
            organisation="Työpaikka",
            language="fi",
            columns={"email": "S-posti"},
            header_row=3,
            sheets=("Kainuu",),
            include_hidden=True,
            include_struck=True,
            owner="matti@example.org",
        ),
    )
    assert settings.mailings == (
        Mailing(name="kutsu", template="kutsu"),
        Mailing(name="ohjelma", template="kutsu", attachments=("ohjelma.pdf",), calendar=False),
    )
    assert settings.delivery == Delivery(
        courier="smtp",
        host="smtp.office365.com",
        auth="none",
        username="aino@example.org",
        ca_file=str(settings.folder / "ca.pem"),  # from the project, wherever one stands
        pace=0.2,
        daily=100,
        connections=2,
        patience=7200.0,
    )
    assert settings.ledger_url == "sqlite:muisti.db"
    assert settings.role_words == {"ohjausryhmä": {"fi": "ohjausryhmän jäsenenä"}}
    assert settings.forms == {"Salmi": {"genitive": "Salmen"}}


def test_little_is_enough() -> None:
    """Only what must be given must be given; the rest has the table's defaults."""
    settings = loaded(GOOD)
    assert settings.mailings == (Mailing(name="kutsu", template="kutsu"),)
    assert settings.delivery == Delivery(username="kutsut@example.org")
    assert settings.ledger_url == "sqlite:invite.db"
    assert settings.warnings == ()


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_follows_the_protection(security: str, port: int) -> None:
    """RFC 8314: 587 with STARTTLS, 465 with TLS from the start."""
    delivery = f'[delivery]\ncourier = "smtp"\nhost = "smtp.example.org"\nsecurity = "{security}"\n'
    assert loaded(GOOD + delivery).delivery.port == port


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        (schema.EVENT, Event),
        (schema.CONTACT_SECTION, Contact),
        (schema.SENDER, Sender),
        (schema.SOURCE, Source),
        (delivery_schema.MAILING, Mailing),
        (delivery_schema.DELIVERY, Delivery),
    ],
)
def test_a_section_is_its_dataclass(section: Section, kind: type) -> None:
    """Each key is a field of the kind of value that the section becomes, with the same default."""
    defaults = {field.name: field.default for field in structs.fields(kind)}
    for key in section.keys:
        if key is not delivery_schema.PROVIDER:  # stands for the keys below it
            assert key.name in defaults
            if key.default is not None:
                assert defaults[key.name] == key.default
