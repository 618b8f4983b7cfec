"""Makes the frozen settings out of values that have all been read well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from invite.delivery.model import A_CONNECTION, Delivery
from invite.errors import Problem
from invite.event import Contact, Event, Sender
from invite.language import Language
from invite.mailing import Mailing
from invite.people.model import Source
from invite.settings import keys
from invite.settings.model import Settings
from invite.settings.reading import Everything, Given
from invite.sources.reading import CAPS, MEGABYTE, Caps

PORTS = {"starttls": 587, "tls": 465, "none": 25}
FIRST = Mailing(name="kutsu", template="kutsu")


def settings(folder: Path, given: Everything, warnings: tuple[Problem, ...]) -> Settings:
    """The settings; every value in `given` is good."""
    sender = _sender(given.sender)
    return Settings(
        folder=folder,
        event=_event(given),
        sender=sender,
        sources=tuple(_source(*pair) for pair in zip(given.sources, given.columns, strict=True)),
        mailings=tuple(_mailing(name, mailing) for name, mailing in given.mailings.items()) or (FIRST,),
        delivery=_delivery(given.delivery, sender),
        ledger_url=given.ledger[keys.LEDGER_URL],
        retain=given.ledger.get(keys.RETAIN),
        role_words={kind: _words(role) for kind, role in given.roles.items()},
        forms={word: {case: str(form) for case, form in forms.values.items()} for word, forms in given.forms.items()},
        caps=_caps(given.limits),
        warnings=warnings,
    )


def _event(given: Everything) -> Event:
    event = given.event
    zone = event[keys.TIMEZONE]
    return Event(
        title=event[keys.TITLE],
        starts=event[keys.STARTS].replace(tzinfo=ZoneInfo(zone)),
        ends=event[keys.ENDS].replace(tzinfo=ZoneInfo(zone)),
        timezone=zone,
        place=event.get(keys.PLACE),
        reply_by=event.get(keys.REPLY_BY),
        language=event[keys.LANGUAGE],
        registration_url=event.get(keys.REGISTRATION_URL),
        contact=_contact(given.contact),
        privacy_url=event.get(keys.PRIVACY_URL),
    )


def _contact(contact: Given | None) -> Contact | None:
    if contact is None:
        return None
    return Contact(name=contact[keys.CONTACT_NAME], email=contact[keys.CONTACT_EMAIL])


def _sender(sender: Given) -> Sender:
    return Sender(
        name=sender[keys.SENDER_NAME],
        address=sender[keys.SENDER_ADDRESS],
        reply_to=sender.get(keys.REPLY_TO),
        logo=sender.get(keys.LOGO),
        colour=sender.get(keys.COLOUR),
    )


def _source(source: Given, columns: Mapping[str, str]) -> Source:
    return Source(
        file=source[keys.FILE],
        role=source[keys.ROLE],
        region=source.get(keys.REGION),
        group=source.get(keys.GROUP),
        organisation=source.get(keys.ORGANISATION),
        language=source.get(keys.SOURCE_LANGUAGE),
        columns=columns,
        header_row=source.get(keys.HEADER_ROW),
        sheets=source.get(keys.SHEETS),
        include_hidden=source[keys.INCLUDE_HIDDEN],
        include_struck=source[keys.INCLUDE_STRUCK],
        owner=source.get(keys.OWNER),
    )


def _caps(limits: Given) -> Caps:
    """The caps on spreadsheets; whoever allows more rows or bytes allows the cells and the file that go with them."""
    unzipped, rows = limits[keys.UNPACKED] * MEGABYTE, limits[keys.ROWS]
    return replace(
        CAPS,
        unzipped=unzipped,
        file=max(CAPS.file, unzipped),
        small=min(max(CAPS.small, unzipped // 8), unzipped),
        ratio=limits[keys.RATIO],
        rows=rows,
        columns=limits[keys.WIDTH],
        cells=CAPS.cells * max(1, rows // CAPS.rows),
    )


def _mailing(name: str, mailing: Given) -> Mailing:
    return Mailing(
        name=name,
        template=mailing.get(keys.TEMPLATE) or name,
        audience=mailing[keys.AUDIENCE],
        attachments=mailing[keys.ATTACHMENTS],
        calendar=mailing[keys.CALENDAR],
        not_before=mailing.get(keys.NOT_BEFORE),
        not_after=mailing.get(keys.NOT_AFTER),
        reply=mailing[keys.REPLY],
    )


def _words(role: Given) -> Mapping[Language, str]:
    written: tuple[tuple[Language, str | None], ...] = (
        ("fi", role.get(keys.ROLE_FI)),
        ("sv", role.get(keys.ROLE_SV)),
        ("en", role.get(keys.ROLE_EN)),
    )
    return {language: words for language, words in written if words is not None}


def _delivery(delivery: Given, sender: Sender) -> Delivery:
    """The provider's preset where one is named, and over it what the coordinator says."""
    from invite.delivery.providers import PROVIDERS

    provider = delivery.get(keys.PROVIDER)
    preset = None if provider is None else PROVIDERS[provider]
    security = delivery.get(keys.SECURITY) or (preset.security if preset else "starttls")
    pace = delivery.get(keys.PACE)
    patience = delivery.get(keys.PATIENCE)
    return Delivery(
        courier=delivery[keys.COURIER],
        host=delivery.get(keys.HOST) or (preset.host if preset else ""),
        port=delivery.get(keys.PORT) or (preset.port if preset and security == preset.security else PORTS[security]),
        security=security,
        auth=delivery.get(keys.AUTH) or "password",
        username=delivery.get(keys.USERNAME) or sender.address,
        ca_file=delivery.get(keys.CA_FILE),
        pace=pace if pace is not None else (preset.pace if preset else 0.0),
        daily=delivery.get(keys.DAILY) or (preset.daily if preset else None),
        connections=delivery.get(keys.CONNECTIONS) or (preset.connections if preset else 3),
        a_connection=preset.a_connection if preset else A_CONNECTION,
        patience=patience if patience is not None else 1800.0,
    )
