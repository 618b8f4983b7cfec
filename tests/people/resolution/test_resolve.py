"""Everybody on the sheets is one of the people, and what joined them can be said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from people.sheets import FILES, entry, ids

from invite.people.model import Doubt, Entry, Person, PersonId, Roster, Severity
from invite.people.resolution.resolve import resolve


def found(*entries: Entry) -> Sequence[Person]:
    return resolve(entries, new_id=ids()).roster.people


def test_people_who_share_an_address_are_all_there() -> None:
    """Clearly different names at one address are never merged; each knows of the other, and it is
    noted once.
    """
    roster = resolve(
        [
            entry(2, ("Riikka", "Rautiainen"), "toimisto@example.org"),
            entry(3, ("Kauko", "Leppänen"), "toimisto@example.org"),
        ],
        new_id=ids(),
    ).roster
    riikka, kauko = roster.people
    assert (riikka.shares, kauko.shares) == ((kauko.id,), (riikka.id,))
    assert [(flaw.field, flaw.severity) for flaw in roster.flaws] == [("email", Severity.NOTE)]
    assert roster.questions == ()


def test_a_row_without_a_name_belongs_to_the_one_who_has_its_address() -> None:
    """An address alone is enough where one person has it; the row's role is theirs then."""
    (person,) = found(
        entry(2, ("Matti", "Virtanen"), "matti@example.org"), entry(3, None, "Matti@example.org")
    )
    assert [str(origin) for origin in person.origins] == [
        f"{FILES[0]}:Taulu:2",
        f"{FILES[0]}:Taulu:3",
    ]


def test_a_row_without_a_name_is_said_to_be_nobody() -> None:
    """Where several have the address, or nobody, the row is an error with its origin, and no
    person.
    """
    roster = resolve(
        [
            entry(2, ("Riikka", "Rautiainen"), "toimisto@example.org"),
            entry(3, ("Kauko", "Leppänen"), "toimisto@example.org"),
            entry(4, None, "toimisto@example.org"),
            entry(5, None, "joku@example.org"),
        ],
        new_id=ids(),
    ).roster
    assert len(roster.people) == 2
    errors = [flaw for flaw in roster.flaws if flaw.severity is Severity.ERROR]
    assert [flaw.origin.row for flaw in errors] == [4, 5]
    assert all(flaw.problem and flaw.hint for flaw in errors)


def test_people_come_in_the_order_of_the_sheets() -> None:
    """The roster lists people as the sheets first name them."""
    names = [("Oona", "Öhman"), ("Aino", "Aalto"), ("Matti", "Virtanen")]
    people = found(*(entry(row, name, region=f"R{row}") for row, name in enumerate(names, 2)))
    assert [(person.name.first, person.name.last) for person in people] == names


def test_every_merge_can_be_explained() -> None:
    """Why two rows are one: which rows, by which rule, on what evidence."""
    result = resolve(
        [
            entry(
                2,
                ("Matti", "Virtanen"),
                "matti.virtanen@example.org",
                organisation="Kainuun liitto",
            ),
            entry(9, ("Virtanen", "Matti"), "matti.virtanen@example.org", file=FILES[1]),
        ],
        new_id=ids(),
    )
    (merge,) = result.why(result.roster.people[0].id)
    assert {str(origin) for origin in (*merge.left, *merge.right)} == {
        f"{FILES[0]}:Taulu:2",
        f"{FILES[1]}:Taulu:9",
    }
    assert merge.rule == "the same name and address"
    assert "the same address: matti.virtanen@example.org" in [
        evidence.text for evidence in merge.evidence
    ]


def both(roster: Roster) -> frozenset[PersonId]:
    """The first two people."""
    return frozenset(person.id for person in roster.people[:2])


def test_an_initial_at_a_telephone_that_others_have_is_asked_about() -> None:
    """A number that a Mikko has too joins nobody, and yet the M. with Matti's address may be Matti;
    two mailboxes of the name at one organisation say that they are two.
    """
    phone = "044 7083846"
    initial = entry(2, ("M.", "Virtanen"), "matti.virtanen@example.org", region=None, phone=phone)
    mikko = entry(4, ("Mikko", "Virtanen"), region=None, phone=phone)
    matti = entry(3, ("Matti", "Virtanen"), region=None, phone=phone)
    roster = resolve([initial, matti, mikko], new_id=ids()).roster
    assert len(roster.people) == 3
    assert both(roster) in {frozenset(question.people) for question in roster.questions}
    other = entry(3, ("Matti", "Virtanen"), "matti.virtanen2@example.org", region=None, phone=phone)
    roster = resolve([initial, other, mikko], new_id=ids()).roster
    assert len(roster.people) == 3
    assert both(roster) not in {frozenset(question.people) for question in roster.questions}


def test_nobody_loses_their_only_question_to_a_crowd() -> None:
    """However many questions the others have already, who fits several of them is asked about: a
    question left out would be a second letter.
    """
    one, other = "044 7083846", "+358 50 397 7582"
    matti = ("Matti", "Virtanen")
    roster = resolve(
        [
            entry(2, matti, region=None),
            entry(3, matti, region=None, organisation="Lapin opisto"),
            entry(4, matti, region=None, phone=one),
            entry(5, matti, region=None, phone=other),
            entry(6, matti, region=None, phone=other, organisation="Lapin opisto"),
            entry(7, matti),
            entry(8, matti, region=None, phone=one, organisation="Lapin opisto"),
        ],
        new_id=ids(),
    ).roster
    asked = {person for question in roster.questions for person in question.people}
    assert asked == {person.id for person in roster.people}


def test_an_address_made_of_anothers_name_holds_who_shares_it() -> None:
    """A cell copied one row too far: nobody's letter goes to a colleague by a guess, and the
    colleague's goes.
    """
    anna, eero = found(
        entry(2, ("Anna", "Aho"), "anna.aho@example.org"),
        entry(3, ("Eero", "Koe"), "anna.aho@example.org"),
    )
    assert anna.holds == ()
    assert [(hold.because, hold.words) for hold in eero.holds] == [
        (Doubt.ADDRESS, "anna.aho@example.org: Eero Koe")
    ]


def test_addresses_that_were_sorted_apart_from_their_names_hold() -> None:
    """Each stands at an address made of a colleague's whole name, which the colleague has not. The
    words do not name the colleague, who may be erased.
    """
    people = found(
        entry(2, ("Anna", "Aho"), "jukka-pekka.koe@example.org"),
        entry(3, ("Jukka-Pekka", "Koe"), "anna.aho@example.org"),
        entry(4, ("Liisa", "Laine"), "liisa.laine@example.org"),
    )
    assert [[hold.words for hold in person.holds] for person in people] == [
        ["jukka-pekka.koe@example.org: Anna Aho"],
        ["anna.aho@example.org: Jukka-Pekka Koe"],
        [],
    ]


def test_an_address_that_tells_a_whole_other_name_holds() -> None:
    """Though nobody of that name is on the list; what tells no known name holds nobody."""
    [one] = found(entry(2, ("Anna", "Aho"), "matti.virtanen@example.org"))
    assert [hold.because for hold in one.holds] == [Doubt.ADDRESS]
    for address in (
        *("info.lappi@example.org", "taito.lappi@example.org"),
        "asiakas.palvelu@example.org",
        "aino.xyz@example.org",
    ):
        [one] = found(entry(2, ("Anna", "Aho"), address))
        assert not one.holds
    for first, address in (("Kati", "katariina.niemi"), ("Hanna-Leena", "hannaleena.niemi")):
        [one] = found(entry(2, (first, "Aho"), f"{address}@example.org"))
        assert not one.holds


@pytest.mark.parametrize(
    "name",
    [
        ("Anna", "Niemi"),
        ("Liisa", "Aho"),
        ("Anna Maria", "Aho"),
        ("Anna-Liisa", "Ek"),
    ],
)
def test_half_of_a_colleague_s_name_in_an_address_holds_nobody(name: tuple[str, str]) -> None:
    """No stricter than it must be: it may be the name they had before."""
    people = found(
        entry(2, name, "anna.aho@example.org"), entry(3, ("Anna", "Aho"), "a@example.com")
    )
    assert not [hold for person in people for hold in person.holds]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Aho", "anna.aho@example.org"),
        ("Koe", "toimisto@example.org"),
        ("Koe", "anna.muu@example.org"),
    ],
)
def test_a_mailbox_that_two_share_holds_neither(name: str, address: str) -> None:
    """No stricter than it must be: a family's, an office's, and one made of nobody's name here."""
    people = found(entry(2, ("Anna", "Aho"), address), entry(3, ("Eero", name), address))
    assert [person.holds for person in people] == [(), ()]


def test_evidence_of_one_house_names_it() -> None:
    """Where no organisation is written, the addresses' domain is what seems to be the same."""
    roster = resolve(
        [
            entry(2, ("Matti", "Virtanen"), "ab@talo.example"),
            entry(3, ("Matti", "Virtanen"), "cd@talo.example"),
        ],
        new_id=ids(),
    ).roster
    said = [one.text for one in roster.questions[0].evidence]
    assert "what seems to be the same organisation: talo.example" in said
