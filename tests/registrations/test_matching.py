"""Whose a line of an export is: token, address, name, or a question."""

from __future__ import annotations

import pytest
from made import address

from invite.mailing.reply import ExportLine, How
from invite.people.known import KnownPerson
from invite.people.linkage.features import of_known
from invite.people.model import Name, Origin, PersonId
from invite.registrations.matching import Guest, Guests, match


def guest(id_: str, name: str, *addresses: str, organisation: str | None = None) -> Guest:
    first, _, last = name.partition(" ")
    known = KnownPerson(
        id=PersonId(id_), names=(Name(first, last),), addresses=addresses, organisation=organisation
    )
    return Guest(
        id=known.id, names=known.names, addresses=frozenset(addresses), features=of_known(known), tokens=(id_ * 24,),
        link=f"https://example.org/oma/{id_}",
    )  # fmt: skip


GUESTS = Guests(
    (
        guest(
            "m",
            "Matti Meikäläinen",
            "matti.meikalainen@kunta.example.org",
            organisation="Kajaanin kaupunki",
        ),
        guest("a", "Anna-Liisa Lahti", "anna.lahti@liitto.example.org", organisation="Liitto"),
        guest("p", "Pekka Poste", "kirjaamo@example.org", organisation="Kajaanin kaupunki"),
        guest("q", "Päivi Poste", "kirjaamo@example.org", organisation="Kajaanin kaupunki"),
        guest("v", "Ville Virtanen", "ville.virtanen@a.example.org", organisation="A Oy"),
        guest("w", "Ville Virtanen", "ville@b.example.org", organisation="B Oy"),
    )
)


def line(
    name: str = "", *addresses: str, organisation: str | None = None, code: str = "", link: str = ""
) -> ExportLine:
    first, _, last = name.partition(" ")
    return ExportLine(
        origin=Origin("ilmo.csv", None, 2), name=Name(first, last) if name else None, addresses=tuple(map(address, addresses)),
        organisation=organisation, codes=(code * 24,) if code else (), links=(link,) if link else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "how", "whose"),
    [
        (line(code="m"), How.TOKEN, "m"),
        (line("Matti Meikäläinen", "oma@example.net", code="m"), How.TOKEN, "m"),
        (line("Anna Lahti-Korhonen", "alk@example.net", code="a"), How.TOKEN, "a"),
        (line("Anna-Liisa Korhonen", "alk@example.net", code="a"), How.TOKEN, "a"),
        (line(link="https://example.org/oma/m"), How.LINK, "m"),
        (line("", "matti.meikalainen@kunta.example.org"), How.ADDRESS, "m"),
        (line("Meikäläinen Matti", "matti.meikalainen@kunta.example.org"), How.ADDRESS, "m"),
        (line("Päivi Poste", "kirjaamo@example.org"), How.ADDRESS, "q"),
        (line("", "kirjaamo@example.org"), How.UNSURE, "pq"),
        (line("Aku Ankka", "matti.meikalainen@kunta.example.org"), How.UNSURE, "m"),
        (line("Ville Virtanen", organisation="B Oy"), How.NAME, "w"),
        (line("Ville Virtanen"), How.UNSURE, "vw"),
        (line("Matti Meikäläinen"), How.NAME, "m"),
        (line("Matti Meikäläinen", "m.m@kunta.example.org"), How.NAME, "m"),
        (line("Matti Meikäläinen", "matti@toinen.example"), How.UNSURE, "m"),
        (line("Matti Meikäläinen", organisation="Aivan muu"), How.UNSURE, "m"),
        (line("Aku Ankka", "aku@example.net"), How.STRANGER, ""),
        (line("", "aku@example.net"), How.STRANGER, ""),
        (line("Aku Ankka", "aku@example.net", code="m"), How.OTHER_LINK, "m"),
        (line("Anna-Liisa Lahti", "anna.lahti@liitto.example.org", code="m"), How.ADDRESS, "a"),
        (line("Aku Ankka", code="x"), How.STRANGER, ""),
        # By another's link comes somebody who may well be on the list: a question, and no stranger.
        (line("Anna Lahti-Korhonen", "alk@example.net", code="m"), How.UNSURE, "a"),
        # A colleague's address with another's name: either may have answered.
        (line("Anna-Liisa Lahti", "matti.meikalainen@kunta.example.org"), How.UNSURE, "am"),
        (
            line("Anna-Liisa Lahti", "matti.meikalainen@kunta.example.org", organisation="Liitto"),
            How.UNSURE,
            "am",
        ),
    ],
)
def test_whose_it_is(what: ExportLine, how: How, whose: str) -> None:
    """The token, unless the line names somebody else; an address that one has; a name, unless it
    says another place.
    """
    (found,) = match([what], GUESTS, {}, str)
    assert found.how is how
    assert "".join(found.others or ([found.person] if found.person else [])) == whose


def test_what_was_said_holds() -> None:
    """The coordinator's word decides, whatever the line looks like; a person who is gone is
    nobody.
    """
    what = line("Aku Ankka", "aku@example.net")
    (found,) = match([what], GUESTS, {}, str)
    for said, how in (
        (PersonId("m"), How.SAID),
        (None, How.IGNORED),
        (PersonId("zzz"), How.IGNORED),
    ):
        assert match([what], GUESTS, {found.key: said}, str)[0].how is how
