"""Who is who keeps its promises whatever the sheets hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from invite.people.known import remembered
from invite.people.model import Address, Entry, Name, Origin, Person, PersonId, Role, Severity
from invite.people.resolution.resolve import Resolution, resolve

FILES = ("suunnitteluryhmat.xlsx", "lab-tiimit.xlsx", "hankkeet.csv")
NAMES = (
    ("Matti", "Virtanen"),
    ("Virtanen", "Matti"),
    ("M.", "Virtanen"),
    ("Matti J.", "Virtanen"),
    ("Matti K.", "Virtanen"),
    ("Mikko", "Virtanen"),
    ("Matti", "Virtane"),
    ("Päivi", "Mäkelä"),
    ("PAIVI", "MAKELA"),
    ("Päivi", "Mäkelä-Virtanen"),
    ("Liisa", "Korhonen"),
    ("Liisa", ""),
    ("Juhani", "Virtanen"),
    ("Matti Juhani", "Virtanen"),
    ("Marja", "Kotkanpesä"),
    ("Maria", "Kotkanpesä"),
    ("Marja", "Müller"),
    ("Marja", "Mueller"),
)
ADDRESSES = (
    "matti.virtanen@example.org",
    "matti.virtanen@example.com",
    "mati.virtanen@example.org",
    "toimisto@example.org",
    "paivi.makela@example.org",
    "virtaset@gmail.com",
    "maria.kotkanpesa@example.org",
    "juhani.virtanen80@example.net",
)


def ids() -> Callable[[], PersonId]:
    """Ids in the order in which they are asked for."""
    numbers = count()
    return lambda: PersonId(f"p{next(numbers):04}")


def entry(
    row: int,
    name: tuple[str, str] | None,
    *addresses: str,
    organisation: str | None = None,
    region: str | None = "Kainuu",
    phone: str | None = None,
    file: str = FILES[0],
) -> Entry:
    return Entry(
        name=Name(*name) if name else None,
        addresses=tuple(Address(address, address.casefold()) for address in addresses),
        role=Role(kind="planning-group", region=region, origin=Origin(file, "Taulu", row)),
        organisation=organisation,
        phone=phone,
    )


@st.composite
def sheets(draw: st.DrawFn, most: int = 9) -> list[Entry]:
    """A few rows that have much in common."""
    return [
        entry(
            row,
            draw(st.sampled_from(NAMES)),
            *draw(st.lists(st.sampled_from(ADDRESSES), max_size=2, unique=True)),
            organisation=draw(st.sampled_from((None, "Kainuun liitto", "Lapin opisto"))),
            region=draw(st.sampled_from((None, "Kainuu", "Lappi"))),
            phone=draw(st.sampled_from((None, "044 7083846", "+358 50 397 7582"))),
            file=draw(st.sampled_from(FILES)),
        )
        for row in range(2, 2 + draw(st.integers(1, most)))
    ]


def rows_of(person: Person) -> frozenset[str]:
    return frozenset(map(str, person.origins))


def who(found: Resolution) -> dict[frozenset[str], tuple[object, ...]]:
    """Everybody by their rows, with what a letter needs of them."""
    return {
        rows_of(person): (
            person.name,
            [str(address) for address in person.addresses],
            [r.part for r in person.roles],
        )
        for person in found.roster.people
    }


def asked(found: Resolution) -> set[frozenset[frozenset[str]]]:
    """The questions, by the rows of those they are about."""
    rows = {person.id: rows_of(person) for person in found.roster.people}
    return {frozenset(rows[one] for one in question.people) for question in found.roster.questions}


@settings(max_examples=300)
@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_does_not_matter(entries: list[Entry], rng: Random) -> None:
    """However files and rows are shuffled, the same rows are one person, of the same name, and the
    same is asked.
    """
    shuffled = list(entries)
    rng.shuffle(shuffled)
    one = resolve(entries, order=FILES, new_id=ids())
    other = resolve(shuffled, order=FILES, new_id=ids())
    assert who(one) == who(other)
    assert asked(one) == asked(other)


@settings(max_examples=300)
@given(sheets())
def test_reading_twice_changes_nothing(entries: list[Entry]) -> None:
    """A second reading of the same sheets knows everybody again, joins nobody, and asks the
    same.
    """
    once = resolve(entries, new_id=ids())
    known = [
        remembered(person) for person in sorted(once.roster.people, key=lambda person: person.id)
    ]
    fresh = ids()
    again = resolve(entries, known=known, new_id=lambda: PersonId("new-" + fresh()))
    assert again.roster == once.roster
    assert again.joined == ()


@settings(max_examples=400)
@given(sheets())
def test_adding_a_row_never_splits_a_person_without_a_reason_shown(entries: list[Entry]) -> None:
    """Rows that were one person stay one when a row is added, or a question shows why they are
    not.
    """
    before = resolve(entries[:-1], new_id=ids())
    after = resolve(entries, new_id=ids())
    home = {row: person.id for person in after.roster.people for row in rows_of(person)}
    doubted = {frozenset(question.people) for question in after.roster.questions}
    for person in before.roster.people:
        parts = {home[row] for row in rows_of(person)}
        assert len(parts) == 1 or connected(parts, doubted), (person, after.roster)


def connected(parts: set[PersonId], doubted: set[frozenset[PersonId]]) -> bool:
    """Whether questions lead from each part to every other."""
    reached = {min(parts)}
    while grown := {one for pair in doubted if pair & reached for one in pair} - reached:
        reached |= grown
    return parts <= reached


@settings(max_examples=200)
@given(sheets())
def test_nobody_is_lost(entries: list[Entry]) -> None:
    """Every row stands with exactly one person."""
    people = resolve(entries, new_id=ids()).roster.people
    assert sorted(row for person in people for row in rows_of(person)) == sorted(
        str(e.origin) for e in entries
    )


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
