"""What people of other names have too proves nothing; what is one's own does."""

from __future__ import annotations

import pytest
from records import ids, row

from invite.people.linkage.classify import records
from invite.people.linkage.organisations import named_after
from invite.people.resolution.resolve import resolve


def matti_twice(*rows: str) -> str:
    """What becomes of the first two rows: `one`, `asked` or `apart`."""
    roster = resolve([row(n, text) for n, text in enumerate(rows, 2)], new_id=ids()).roster
    home = {origin.row: person.id for person in roster.people for origin in person.origins}
    if home[2] == home[3]:
        return "one"
    asked = any({home[2], home[3]} <= set(question.people) for question in roster.questions)
    return "asked" if asked else "apart"


LIISA = "Liisa Laine|liisa.laine@a.example|||09 310 1691"


@pytest.mark.parametrize(
    ("phone", "outcome"), [("09 310 1691", "asked"), ("044 7083846", "one")], ids=["shared", "own"]
)
def test_a_switchboard_makes_nobody_one(phone: str, outcome: str) -> None:
    """Two of one name with the number that a colleague has too are asked about; with a number of
    their own they are one.
    """
    one = f"Matti Virtanen|matti.virtanen@a.example|Aho Oy||{phone}"
    other = f"Matti Virtanen|matti.virtanen@b.example|Oja Oy||{phone}"
    assert matti_twice(one, other, LIISA) == outcome


@pytest.mark.parametrize(
    "phone", ["050 000 0000", "040 123 4567", "+358 40 1111111", "0400 987654", "09 310 1000"]
)
def test_a_number_that_is_nobodys(phone: str) -> None:
    """A round number or an example proves nothing, whoever has it."""
    one = f"Matti Virtanen|matti.virtanen@a.example|Aho Oy||{phone}"
    other = f"Matti Virtanen|matti.virtanen@b.example|Oja Oy||{phone}"
    assert matti_twice(one, other) == "asked"


@pytest.mark.parametrize("organisation", ["0", "#REF!", "ei tietoa", "yksityishenkilö", "privat"])
def test_an_organisation_that_is_none(organisation: str) -> None:
    """What names no organisation is no evidence."""
    one = f"Matti Virtanen|matti.virtanen@a.example|{organisation}"
    other = f"Matti Virtanen|matti.virtanen@b.example|{organisation}"
    assert matti_twice(one, other) == "asked"


OFFICE = "Liisa Laine|toimisto@a.example"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        # the office's mailbox with nothing else; with the region; with the organisation
        ("Matti Virtanen|toimisto@a.example||Lappi", "Matti Virtanen|toimisto@a.example", "asked"),
        (
            "Matti Virtanen|toimisto@a.example||Lappi",
            "Matti J. Virtanen|toimisto@a.example||Lappi",
            "one",
        ),
        (
            "Matti Virtanen|toimisto@a.example|Aho Oy|Lappi",
            "Matti Virtanen|toimisto@a.example|Oja Oy|Lappi",
            "asked",
        ),
        ("M. Virtanen|toimisto@a.example", "Matti Virtanen|toimisto@a.example||Lappi", "asked"),
    ],
)
def test_an_office_mailbox_is_not_enough(one: str, other: str, outcome: str) -> None:
    """Where somebody of another name has the address, something else must say so as well."""
    assert matti_twice(one, other, OFFICE) == outcome


def test_an_address_made_of_the_name_stays_evidence() -> None:
    """No stricter than it must be: a secretary's row with Matti's address makes it no office's."""
    one = "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi"
    other = "Matti Virtanen|matti.virtanen@a.example|Oja Oy|Kainuu"
    assert matti_twice(one, other, "Liisa Laine|matti.virtanen@a.example") == "one"


def test_spellings_of_one_name_are_not_several_people() -> None:
    """An initial and the whole of one name share a number that is theirs; somebody else behind them
    makes it shared.
    """
    theirs = ("M. Virtanen|||Lappi|044 7083846", "Matti Virtanen||||044 7083846")
    own = records([row(n, text) for n, text in enumerate(theirs)])
    assert not any(record.features.shared for record in own)
    with_ylva = records(
        [row(n, text) for n, text in enumerate((*theirs, "Ylva Öhman||||044 7083846"))]
    )
    assert all(record.features.shared == {"447083846"} for record in with_ylva)


@pytest.mark.parametrize(
    ("organisation", "domain", "theirs"),
    [
        ("kainuun liitto", "kainuu.example.org", True),
        ("terveyden laitos", "tl.example.org", True),
        ("kajaanin opisto", "kajaaninopisto.example.org", True),
        ("aho", "aho.example.org", True),
        ("aho", "a.example.org", False),
        ("kajaanin opisto", "turunkoulu.example.org", False),
    ],
)
def test_a_domain_bears_the_name_of_an_organisation(
    organisation: str, domain: str, theirs: bool
) -> None:
    """By its name, its beginning or its initials."""
    assert named_after(organisation, domain) is theirs
