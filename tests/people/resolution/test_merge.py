"""One person, all that the rows say: the best spelled name, every address and role, disagreements
said.
"""

from __future__ import annotations

from typing import Literal

import pytest

from invite.people.groups import Groups
from invite.people.model import Address, Entry, Flaw, Name, Origin, Person, PersonId, Role, Severity
from invite.people.resolution.best_name import best_name
from invite.people.resolution.merge import Preference, merged


def address(text: str) -> Address:
    return Address(text, text.casefold())


def entry(
    file: str = "a.xlsx",
    row: int = 2,
    *,
    name: Name | None = None,
    addresses: tuple[str, ...] = (),
    role: tuple[str, str | None, str | None, str | None] = ("planning-group", None, "Kainuu", None),
    language: Literal["fi", "sv", "en"] | None = None,
    link: str | None = None,
    unwanted: bool = False,
    organisation: str | None = None,
    extra: tuple[tuple[str, str], ...] = (),
) -> Entry:
    kind, group, region, title = role
    return Entry(
        name=name or Name("Matti", "Virtanen"),
        addresses=tuple(map(address, addresses)),
        role=Role(
            kind=kind, group=group, region=region, title=title, origin=Origin(file, "S", row)
        ),
        language=language,
        link=link,
        unwanted=unwanted,
        organisation=organisation,
        extra=dict(extra),
    )


NEWEST = {"a.xlsx": 0, "b.xlsx": 1, "c.csv": 2}


def of(*entries: Entry, bounced: str = "", shared: str = "") -> tuple[Person, tuple[Flaw, ...]]:
    preference = Preference(
        newest=NEWEST, bounced=frozenset(bounced.split()), shared=frozenset(shared.split())
    )
    return merged(PersonId("p"), entries, preference, Groups.of(entry.role for entry in entries))


@pytest.mark.parametrize(
    ("names", "address_", "best"),
    [
        ("Paivi/Makela Päivi/Mäkelä", "", "Päivi/Mäkelä"),
        ("PÄIVI/MÄKELÄ Paivi/Makela", "", "Paivi/Makela"),
        ("PÄIVI/MÄKELÄ Päivi/Mäkelä", "", "Päivi/Mäkelä"),
        ("M./Virtanen Matti/Virtanen M./Virtanen", "", "Matti/Virtanen"),
        ("Matti_J./Virtanen Matti/Virtanen Matti_J./Virtanen", "", "Matti/Virtanen"),
        (
            "Matti/Vortanoinen Matti/Vortamoinen",
            "matti.vortamoinen@example.org",
            "Matti/Vortamoinen",
        ),
        ("Matti/Vortanoinen Matti/Vortamoinen Matti/Vortamoinen", "", "Matti/Vortamoinen"),
        ("Anna_Liisa/Öhman Anna-Liisa/Öhman", "", "Anna-Liisa/Öhman"),
        ("/Virtanen Matti/Virtanen", "", "Matti/Virtanen"),
        (
            "Jouni/Heikinen Jouni/Heikinen Jouni/Heikkinen",
            "jouni.heikkinen@example.org",
            "Jouni/Heikinen",
        ),
        ("Liisa/Korhonen Liisa/Virtanen", "liisa.korhonen@example.org", "Liisa/Korhonen"),
    ],
)
def test_the_best_spelled_name_is_the_persons(names: str, address_: str, best: str) -> None:
    """Whole before an initial, right before a slip, diacritics before none, small letters before
    capitals only.
    """
    given = [Name(*(part.replace("_", " ") for part in name.split("/"))) for name in names.split()]
    found = best_name(given, [address(address_)] if address_ else [])
    assert f"{found.first}/{found.last}" == best.replace("_", " ")


def test_the_coordinators_genitive_is_kept() -> None:
    """A genitive from any row goes with the name, whichever row spelled it best; never with another
    name.
    """
    assert (
        best_name([Name("Paivi", "Salmi", "Päivi Salmen"), Name("Päivi", "Salmi")]).genitive
        == "Päivi Salmen"
    )
    assert best_name([Name("P.", "Salmi", "P. Salmen"), Name("Päivi", "Salmi")]).genitive is None


def test_the_newest_source_has_the_preferred_address() -> None:
    """The sources' order says which is the newest; the older addresses are kept behind it."""
    person, _flaws = of(
        entry("c.csv", addresses=("new@example.org",)),
        entry("a.xlsx", addresses=("old@example.org",)),
        entry("b.xlsx", addresses=("middle@example.org",)),
    )
    assert [str(one) for one in person.addresses] == [
        "new@example.org",
        "middle@example.org",
        "old@example.org",
    ]


def test_in_one_source_the_organisation_comes_before_webmail() -> None:
    """`matti@organisation; matti@gmail.com` in either order."""
    person, _flaws = of(entry(addresses=("matti@gmail.com", "matti@example.org")))
    assert str(person.address) == "matti@example.org"


def test_a_shared_mailbox_comes_after_ones_own() -> None:
    """The office's address is for those who have no other, however new it is."""
    rows = (
        entry("a.xlsx", addresses=("matti@example.org",)),
        entry("c.csv", addresses=("toimisto@example.org",)),
    )
    assert str(of(*rows, shared="toimisto@example.org")[0].address) == "matti@example.org"
    assert str(of(rows[1], shared="toimisto@example.org")[0].address) == "toimisto@example.org"


def test_an_address_that_bounced_comes_last() -> None:
    """Mail came back from the newest one, so the next is written to; with no other it stays."""
    rows = (
        entry("a.xlsx", addresses=("old@example.org",)),
        entry("c.csv", addresses=("new@example.org",)),
    )
    assert str(of(*rows, bounced="new@example.org")[0].address) == "old@example.org"
    assert str(of(rows[1], bounced="new@example.org")[0].address) == "new@example.org"


def test_one_address_is_kept_once() -> None:
    """Capitals make no second address; the quieter spelling is written."""
    person, _flaws = of(
        entry(addresses=("MATTI@EXAMPLE.ORG",)), entry(row=3, addresses=("matti@example.org",))
    )
    assert [str(one) for one in person.addresses] == ["matti@example.org"]


def test_the_same_part_is_one_role() -> None:
    """Twice in one group is once, with the title from whichever row has it; other groups and
    regions stay apart.
    """
    person, _flaws = of(
        entry(role=("lab-team", "Kohtaamo", "Kainuu", None)),
        entry(row=3, role=("lab-team", "Kohtaamo", "Kainuu", "pj")),
        entry(row=4, role=("lab-team", "Taitosilta", "Kainuu", None)),
        entry(row=5, role=("planning-group", None, "Kainuu", None)),
        entry(row=6, role=("planning-group", None, "Lappi", None)),
    )
    assert [(*role.part, role.title) for role in person.roles] == [
        ("lab-team", "Kohtaamo", "Kainuu", "pj"),
        ("lab-team", "Taitosilta", "Kainuu", None),
        ("planning-group", None, "Kainuu", None),
        ("planning-group", None, "Lappi", None),
    ]
    assert len(person.origins) == 5


def test_a_row_that_says_less_adds_no_role() -> None:
    """A team member on one sheet without a region, with it on another: one part."""
    person, _flaws = of(
        entry(role=("lab-team", "Kohtaamo", None, None)),
        entry("b.xlsx", role=("lab-team", "Kohtaamo", "Kainuu", None)),
    )
    assert [role.part for role in person.roles] == [("lab-team", "Kohtaamo", "Kainuu")]


def test_disagreements_are_said() -> None:
    """Two languages, two personal links, wanted on one row only: the newest holds, and each is a
    flaw with its origin.
    """
    person, flaws = of(
        entry("a.xlsx", language="sv", link="https://example.org/a", unwanted=True),
        entry("b.xlsx", language="fi", link="https://example.org/b"),
    )
    assert (person.language, person.link, person.unwanted) == ("fi", "https://example.org/b", True)
    assert [(flaw.field, str(flaw.origin)) for flaw in flaws] == [
        ("language", "a.xlsx:S:2"),
        ("link", "a.xlsx:S:2"),
        ("unwanted", "a.xlsx:S:2"),
    ]


def test_rows_that_agree_have_no_flaw() -> None:
    """And no stricter than it must be: saying the same twice, or nothing, is no disagreement."""
    _person, flaws = of(entry(language="sv"), entry(row=3, language="sv"), entry(row=4))
    assert flaws == ()


def test_what_one_row_leaves_out_another_says() -> None:
    """Organisation and the coordinator's own columns come from the newest row that has them."""
    person, _flaws = of(
        entry(
            "a.xlsx",
            organisation="Vanha Oy",
            extra=(("Ruokavalio", "kasvis"), ("Huomautus", "vanha")),
        ),
        entry("c.csv", extra=(("Ruokavalio", ""), ("Huomautus", "uusi"))),
    )
    assert person.organisation == "Vanha Oy"
    assert dict(person.extra) == {"Ruokavalio": "kasvis", "Huomautus": "uusi"}


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        (Name("Matti", "Virtanne"), True),
        (Name("Mätti", "Virtanen"), True),
        (Name("Matti", "Laine"), True),
        (Name("MATTI", "VIRTANEN"), False),
        (Name("M.", "Virtanen"), False),
        (Name("Matti Juhani", "Virtanen"), False),
    ],
    ids=str,
)
def test_another_spelling_is_listed(other: Name, listed: bool) -> None:
    """A name whose letters differ is listed, with what is taken; capitals, an initial and a second
    name are no other spelling.
    """
    _person, flaws = of(entry(), entry(row=3), entry(row=4, name=other))
    assert [(flaw.field, flaw.severity) for flaw in flaws] == [("name", Severity.NOTE)] * listed
    assert all(other.full in flaw.value and "Matti Virtanen" in flaw.hint for flaw in flaws)


def test_the_domain_of_colleagues_comes_first_on_one_sheet() -> None:
    """Of two addresses in one cell, the one where colleagues of the organisation are."""
    row = entry(addresses=("matti@muu.example", "matti@aho.example"), organisation="Aho Oy")
    at_work = Preference(newest=NEWEST, workplaces=frozenset([("aho", "aho.example")]))
    assert (
        str(merged(PersonId("p"), [row], at_work, Groups.of(()))[0].address) == "matti@aho.example"
    )


def titled(*titles: str | None) -> list[str | None]:
    """The titles of one person, whom rows of one group call these."""
    rows = [
        entry(row=n, role=("planning-group", None, "Kainuu", title))
        for n, title in enumerate(titles, 2)
    ]
    return [role.title for role in of(*rows)[0].roles]


def test_two_parts_in_one_group_are_two() -> None:
    """A chair in one row and a secretary in another was both."""
    assert titled("puheenjohtaja", "sihteeri") == ["puheenjohtaja", "sihteeri"]
    assert titled("pj", "puheenjohtaja") == ["pj"]


def test_a_title_is_not_lost_to_a_plain_member() -> None:
    """Whichever row comes first, a chair is no mere member; a member is no deputy, unless no row
    calls them a member.
    """
    assert titled("jäsen", "puheenjohtaja") == titled("puheenjohtaja", "jäsen") == ["puheenjohtaja"]
    assert titled(None, "puheenjohtaja") == ["puheenjohtaja"]
    assert titled("varajäsen", "jäsen") == titled("jäsen", "varajäsen") == ["jäsen"]
    assert titled("varajäsen", None) == ["varajäsen"]
    assert titled("varajäsen", "sihteeri") == ["sihteeri"]
    assert titled("suunnittelija", "pj") == ["pj"]
