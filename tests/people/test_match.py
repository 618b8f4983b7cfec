"""Evidence decides who is one: the table joins, asks or keeps apart, and no crowd makes it slow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from invite.people.linkage.blocking import CROWD, NEIGHBOURS, pairs
from invite.people.linkage.classify import faces
from invite.people.linkage.features import organisation_key, phones
from invite.people.linkage.local_part import Built, built_from, is_alias
from invite.people.linkage.name_similarity import Likeness, likeness, name_key
from invite.people.linkage.rules import RULES, Verdict
from invite.people.model import Address, Entry, Name, Origin, PersonId, Role
from invite.people.resolution.resolve import who_is_who


def ids() -> Callable[[], PersonId]:
    numbers = count(1)
    return lambda: PersonId(f"p{next(numbers)}")


def row(number: int, text: str) -> Entry:
    """A row from `name | address | organisation | region | telephone`; what is left out is not
    said.
    """
    name, address, organisation, region, phone = (
        *map(str.strip, text.split("|")),
        "",
        "",
        "",
        "",
        "",
    )[:5]
    first, _space, last = name.rpartition(" ") if " " in name else (name, "", "")
    return Entry(
        name=Name(first, last),
        addresses=(Address(address, address.casefold()),) if address else (),
        role=Role(kind="lab-team", region=region or None, origin=Origin("a.xlsx", "S", number)),
        organisation=organisation or None,
        phone=phone or None,
    )


def outcome(*texts: str) -> str:
    """`one`, `asked` or `apart`, for two or more rows."""
    roster = who_is_who(
        [row(number, text) for number, text in enumerate(texts, 2)], new_id=ids()
    ).roster
    if len(roster.people) == 1:
        return "one"
    return "asked" if roster.questions else "apart"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Matti Virtanen", "Virtanen Matti", Likeness.SAME),
        ("Päivi Mäkelä", "PAIVI MAKELA", Likeness.SAME),
        ("Anna-Liisa Öhman", "Anna Liisa Ohman", Likeness.SAME),
        ("Annaliisa Öhman", "Anna-Liisa Ohman", Likeness.SAME),
        ("Matti J. Virtanen", "Matti Virtanen", Likeness.FULLER),
        ("Matti Juhani Virtanen", "Matti J. Virtanen", Likeness.FULLER),
        ("Virtanen Matti J.", "Matti Virtanen", Likeness.FULLER),
        ("Liisa Virtanen-Mäkelä", "Liisa Mäkelä", Likeness.FULLER),
        (
            "Carl af Hällström",
            "Carl Hällström",
            Likeness.SURNAME,
        ),  # `rpartition` puts "af" with the first names
        ("M. Virtanen", "Matti Virtanen", Likeness.INITIAL),
        ("J-P Virtanen", "Juha-Pekka Virtanen", Likeness.INITIAL),
        ("Juhani Virtanen", "Matti Juhani Virtanen", Likeness.SECOND),
        ("Juhani M. Virtanen", "Matti Juhani Virtanen", Likeness.SECOND),
        ("Eetu Virtanen", "Edvard Virtanen", Likeness.CALL),
        ("Juha Virtanen", "Janne Virtanen", Likeness.FIRST),  # both may be a Jussi
        ("Jürgen Müller", "Juergen Mueller", Likeness.SAME),
        ("Saara Laine", "Sara Laine", Likeness.NEAR),
        ("Anna Ala-Mettälä", "Anna Mettälä", Likeness.SURNAME),  # one surname, no double one
        ("Anna Ala-Mettälä", "Anna Alamettälä", Likeness.SAME),
        ("Anna Ala-Mettälä-Laine", "Anna Ala-Mettälä", Likeness.FULLER),
        ("Matti Virtanen", "Matti Virtanne", Likeness.TYPO),
        ("Matti Vortamoinen", "Mattti Vortamoinen", Likeness.TYPO),
        ("Vienooja Hannu", "Hannnu Vienooja", Likeness.TYPO),
        ("Liisa Virtanen", "Liisa Korhonen", Likeness.SURNAME),
        ("Leena Virtanen", "Matti Virtanen", Likeness.FIRST),
        ("Matti J. Virtanen", "Matti K. Virtanen", Likeness.NEAR),
        ("M. Virtanen", "M. Korhonen", Likeness.OTHER),
        ("Kim Ek", "Tim Ek", Likeness.FIRST),
        ("Matti Virtanen", "Liisa Korhonen", Likeness.OTHER),
    ],
)
def test_how_alike_names_are(one: str, other: str, alike: Likeness) -> None:
    """Order, capitals, diacritics and hyphens make no difference; the rest is told apart, either
    way round.
    """
    a, b = (name_key(*name.rpartition(" ")[::2]) for name in (one, other))
    if alike is Likeness.SURNAME and "af " in one:
        a = name_key("Carl", "af Hällström")
        alike = Likeness.FULLER
    assert likeness(a, b) is alike
    assert likeness(b, a) is alike


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Matti Virtanen|mv@example.org", "Virtanen Matti|mv@example.org|Muu Oy|Lappi", "one"),
        ("Matti Virtanen|mv@example.org", "Liisa Korhonen|mv@example.org", "apart"),
        ("Matti Virtanen|toimisto@example.org", "M. Virtanen|toimisto@example.org", "one"),
        (
            "Matti Virtanen|matti.virtanen@example.org",
            "Matti Vartiainen|matti.virtanen@example.org",
            "asked",
        ),
        (
            "Matti Virtanen|matti.virtanen@example.org",
            "Matti Virtane|matti.virtanen@example.org",
            "one",
        ),
        (
            "Matti Virtanen||Oy A|Lappi|044 7083846",
            "Matti Virtanen|||Kainuu|+358 44 708 3846",
            "one",
        ),
        (
            "Matti Virtanen|matti.virtanen@a.example|Oy Aho Ab|Lappi",
            "Matti Virtanen|matti.virtanen@b.example|Aho Oy|Lappi",
            "one",
        ),
        ("Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi", "Ahti Uotila||Aho Oy|Lappi", "one"),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotila2@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotilla@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Ahti Uotila|ahti.uotila@a.example|Aho Oy|Lappi",
            "Ahti Uotila|ahti.uotila@b.example|Oja Oy|Kainuu",
            "asked",
        ),
        (
            "Ahti Uotila|a@a.example|Yrittäjä|Lappi",
            "Ahti Uotila|b@b.example|Yrittäjä|Kainuu",
            "asked",
        ),
        (
            "Liisa Virtanen|liisa.virtanen@a.example|Aho Oy",
            "Liisa Korhonen|liisa.virtanen@a.example|Aho Oy",
            "one",
        ),
        ("Liisa Virtanen|toimisto@a.example", "Liisa Korhonen|toimisto@a.example", "asked"),
        ("Liisa Virtanen|liisa@a.example|Aho Oy", "Liisa Korhonen|liisa@b.example|Aho Oy", "apart"),
        ("Matti J. Virtanen|toimisto@a.example", "Matti K. Virtanen|toimisto@a.example", "asked"),
        (
            "Leena Aho|helena.aho@a.example|Oy A|Lappi|044 7083846",
            "Helena Aho|helena.aho@a.example|Oy A|Lappi|0447083846",
            "one",
        ),
        (
            "Nöpö Aho|helena.aho@a.example|Oy A|Lappi|044 7083846",
            "Helena Aho|helena.aho@a.example|Oy A|Lappi|0447083846",
            "asked",
        ),
        ("Leena Aho|aho@gmail.com", "Helmi Aho|aho@gmail.com", "apart"),
        # father and son at the family's address, as far as anybody can tell
        (
            "Matti Virtanen|virtaset@a.example|Oja Oy|Lappi",
            "Matti Virtanen|virtaset@a.example|Aho Oy|Kainuu",
            "asked",
        ),
        # called by the second given name
        (
            "Matti Juhani Virtanen|juhani.virtanen@a.example",
            "Juhani Virtanen|juhani.virtanen@a.example",
            "one",
        ),
        (
            "Matti Juhani Virtanen||Aho Oy|Lappi",
            "Juhani Virtanen|juhani.virtanen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Juhani Kotka||Aho Oy|Lappi",
            "Juhani Kotka|juhani.kotka@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Veli-Matti Aho|veli.aho@gmail.com||Lappi|044 7083846",
            "Matti Aho|veli.aho@gmail.com||Kainuu|050 3977582",
            "asked",
        ),
        # the address says what the name leaves out
        (
            "M. Virtanen|matti.virtanen@a.example|Aho Oy|Lappi",
            "Matti Virtanen||Aho Oy|Lappi",
            "one",
        ),
        (
            "M. Virtanen||Aho Oy|Lappi",
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Liisa|liisa@a.example|Aho Oy|Lappi",
            "Liisa Korhonen|liisa.korhonen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        ("Liisa||Aho Oy|Lappi", "Liisa||Aho Oy|Lappi|044 7083846", "asked"),
        # one letter tells two people apart, in the address as in the name
        (
            "L. Virtanen|laura.virtanen@a.example|Aho Oy|Lappi",
            "Lauri Virtanen|lauri.virtanen@a.example|Aho Oy|Lappi",
            "apart",
        ),
        (
            "Marja Aho|maria.aho@a.example|Aho Oy|Lappi",
            "Maria Aho|maria.aho@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Juha Heikkilä|juha.heikkila@a.example|Aho Oy|Lappi",
            "Juha-Pekka Heikkilä|juha.pekka.heikkila@a.example|Aho Oy|Lappi",
            "asked",
        ),
        # a changed surname, told by the address of one
        (
            "Noora Laine|noora.salonen@a.example|Aho Oy|Lappi",
            "Noora Salonen||Aho Oy|Lappi",
            "asked",
        ),
        # how common a name is decides where nothing else does
        ("Aatu Kotka|||", "Aatu Kotka|aatu.kotka@a.example|Aho Oy|Lappi", "one"),
        ("Matti Virtanen|||", "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi", "asked"),
        (
            "Aatu Kotka|aatu.kotka@a.example|Aho Oy|Lappi",
            "Aatu Kotka|aatu.kotka@b.example|Oja Oy|Lappi",
            "asked",
        ),
        (
            "Sari Hietala|sari.hietala@a.example|Aho Oy|Lappi",
            "Sari Hietala|sari.hietala@b.example|Oja Oy|Lappi",
            "asked",
        ),
        (
            "Sari Hietala|sari.hietala@a.example|Aho Oy|Lappi",
            "Sari Hietala|sari.hietala@b.example||Lappi",
            "one",
        ),
        # what contradicts is asked about, however well name and place fit
        (
            "Matti Virtanen|matti.virtanen@a.example|Aho Oy|Lappi|0401234567",
            "Matti Virtanen|matti.virtanen@b.example|Aho Oy|Lappi|0507654321",
            "asked",
        ),
        (
            "Toni Huotari||Aho Oy|Lappi|0401234567",
            "Toni Huotari|t@a.example|Aho Oy|Lappi|0507654321",
            "asked",
        ),
        (
            "Kari Virtanen|karhu@b.example|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Kari Virtanen|k.virtanen77@gmail.com|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Kari Virtanen|toimisto@a.example|Aho Oy|Lappi",
            "Kari Virtanen|kari.virtanen@a.example|Aho Oy|Lappi",
            "one",
        ),
        ("Tuomo Karvinen|susi@gmail.com||Lappi", "Tuomo Karvinen|kettu@luukku.com||Lappi", "asked"),
        ("Kaisa Hakola|kaisa.hakola@a.example|THL|Lappi", "Kaisa Hakolla||THL|Kainuu", "asked"),
        # a letter more in a mailbox of the same organisation tells two of one name apart; a slip
        # does not
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|mattij.aho@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|matti.ahok@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Matti Aho|matti.aho@a.example|Aho Oy|Lappi",
            "Matti Aho|mattii.aho@a.example|Aho Oy|Lappi",
            "one",
        ),
        (
            "Matti Virtanen|matti.j.virtanen@a.example|Aho Oy|Lappi",
            "Matti Virtanen|mvirtane@a.example|Aho Oy|Lappi",
            "asked",
        ),
        (
            "Hussein Ali|hussein.ali@a.example|Aho Oy|Lappi",
            "Ali Hussein|ali.hussein@a.example|Aho Oy|Lappi",
            "asked",
        ),
        # a letter off, and both are names: a slip or another, where nothing else can tell
        ("Anna Aho|anna.aho@a.example|Aho Oy|Lappi", "Anne Aho||Aho Oy|Lappi", "asked"),
        (
            "Anna Aho|anna.aho@a.example|Aho Oy|Lappi",
            "Anne Aho|anne.aho@a.example|Aho Oy|Lappi",
            "apart",
        ),
        ("Anna Aho|anna.aho@a.example|Aho Oy|Lappi", "Anne Aho||Oja Oy|Lappi", "apart"),
        # an initial or a call name at a mailbox of several
        (
            "M. Aho|toimisto@a.example|Aho Oy|Lappi|0401234567",
            "Matti Aho|toimisto@a.example|Aho Oy|Lappi|0507654321",
            "asked",
        ),
        (
            "Matti Aho|perhe.aho@gmail.com||Lappi|0401234567",
            "Matias Aho|perhe.aho@gmail.com||Lappi|0401234567",
            "asked",
        ),
        # ä, ö and ü as some write them
        ("Jürgen Müller|j@a.example|Aho Oy|Lappi", "Juergen Mueller||Aho Oy|Lappi", "one"),
    ],
)
def test_the_table_joins_asks_and_keeps_apart(one: str, other: str, expected: str) -> None:
    """What the rule table promises, on two rows."""
    assert outcome(one, other) == expected
    assert outcome(other, one) == expected


def test_an_initial_that_fits_two_fits_neither() -> None:
    """M. at the office may be Matti or Mikko: both are asked about, nobody is guessed."""
    rows = (
        "M. Virtanen|toimisto@a.example",
        "Matti Virtanen|toimisto@a.example",
        "Mikko Virtanen|toimisto@a.example",
    )
    roster = who_is_who(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert len(roster.people) == 3
    assert len(roster.questions) == 2


def test_an_initial_goes_where_more_speaks_for_it() -> None:
    """And no stricter than it must be: the same initial with Matti's telephone is Matti."""
    rows = (
        "M. Virtanen|toimisto@a.example|||044 7083846",
        "Matti Virtanen|toimisto@a.example|||044 7083846",
        "Mikko Virtanen|toimisto@a.example",
    )
    roster = who_is_who(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert sorted(len(person.origins) for person in roster.people) == [1, 2]


def test_a_row_without_an_address_that_fits_two_namesakes_is_asked_about() -> None:
    """Name and region fit both; neither gets the row."""
    rows = (
        "Ahti Uotila|a@a.example|Aho Oy|Lappi",
        "Ahti Uotila|b@b.example|Oja Oy|Lappi",
        "Ahti Uotila|||Lappi",
    )
    roster = who_is_who(
        [row(number, text) for number, text in enumerate(rows, 2)], new_id=ids()
    ).roster
    assert len(roster.people) == 3
    third = roster.people[2].id
    assert sum(third in question.people for question in roster.questions) == 2


def test_two_slips_of_one_name_are_that_name() -> None:
    """Two slips are further from each other than from the right name, and still all three are one
    person.
    """
    at = "marta.virtanen@a.example|Aho Oy"
    assert (
        outcome(f"Mäxrta Virtanen|{at}", f"Märta Virtanen|{at}", f"Märtza Virtanen|{at}") == "one"
    )


@pytest.mark.parametrize(
    ("address", "built", "alias"),
    [
        ("matti.virtanen@a.example", Built.WHOLE, True),
        ("virtanen.matti@a.example", Built.WHOLE, True),
        ("mvirtanen@a.example", Built.WHOLE, True),
        ("matti.virtanen2@a.example", Built.WHOLE, False),
        ("matti@a.example", Built.PART, True),
        ("virtaset@a.example", Built.NOT, False),
        ("toimisto@a.example", Built.NOT, False),
    ],
)
def test_what_an_address_tells_of_a_name(address: str, built: Built, alias: bool) -> None:
    """An address made of the name is its owner's own; an office's is not."""
    key = name_key("Matti", "Virtanen")
    assert built_from(address, key) is built
    assert is_alias(address.partition("@")[0], key) is alias


def test_telephone_numbers_and_organisations_compare_as_people_mean_them() -> None:
    """Prefixes, spaces, legal forms and capitals make no difference; what names no organisation is
    none.
    """
    assert (
        phones("+358 44 7083846")
        == phones("044-708 3846")
        == phones("00358447083846")
        == {"447083846"}
    )
    assert phones("044 7083846 tai 050 3977582") == {"447083846", "503977582"}
    assert phones("ks. vaihde") == frozenset()
    assert organisation_key("Oy Aho Ab") == organisation_key("AHO oy") == "aho"
    assert organisation_key("Yrittäjä") == organisation_key("-") == ""


CROWDS: dict[str, Callable[[int], str]] = {
    "one organisation": lambda n: f"N{n:05}x S{n:05}y||Suuri Oy|Kainuu",
    "one address": lambda n: f"N{n:05}x S{n:05}y|toimisto@suuri.example",
    "one address, few surnames": lambda n: (
        f"N{n:05}x {('Virtanen', 'Laine')[n % 2]}|toimisto@suuri.example"
    ),
    "one name": lambda n: f"Matti Virtanen|matti{n}@a{n}.example|A{n} Oy|Kainuu",
    "one telephone": lambda n: f"N{n:05}x S{n:05}y|n{n}@a.example|||044 7083846",
}


@pytest.mark.parametrize("crowd", CROWDS)
def test_no_crowd_is_compared_pair_by_pair(crowd: str) -> None:
    """Four times the rows, about four times the comparisons; never more than so many for each
    row.
    """
    sizes = (500, 2000)
    made = [
        [face.traits for face in faces([row(n, CROWDS[crowd](n)) for n in range(size)])]
        for size in sizes
    ]
    few, many = (sum(1 for _pair in pairs(traits)) for traits in made)
    assert many <= 2000 * (CROWD + NEIGHBOURS)
    assert many <= 6 * max(few, 500)


def test_every_rule_has_words_and_the_table_ends_with_an_answer() -> None:
    """The documentation shows the table: each line says something of its own, and no pair is left
    without one.
    """
    words = [rule.words for rule in RULES]
    assert len(set(words)) == len(words)
    assert all(words)
    assert RULES[-1].names == frozenset(Likeness)
    assert {rule.verdict for rule in RULES} == set(Verdict)
