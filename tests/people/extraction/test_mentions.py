"""Who is in a row: the names and addresses of its cells, and which belong together."""

from __future__ import annotations

import pytest
from lists import HEADER, WITH_HOUSE, mails, names, parted, understood

from invite.people.model import Severity

PEOPLE = (
    ("Matti Virtanen", "m@example.org"),
    ("Liisa Laine", "l@example.org"),
    ("Aino Aho", "a@example.org"),
)


def kinds(found: object) -> dict[int, str]:
    return {line.row: line.kind for line in found.account()}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "cell",
    [
        "Maija Meikäläinen <maija@example.org>",
        "Maija Meikäläinen (maija@example.org)",
        "Maija Meikäläinen, maija@example.org",
        "Maija Meikäläinen; maija@example.org",
        "Maija Meikäläinen maija@example.org",
        "Maija Meikäläinen - maija@example.org",
        "Maija Meikäläinen\nmaija@example.org",
        "Meikäläinen, Maija <maija@example.org>",
        "maija@example.org (Maija Meikäläinen)",
        '"Maija Meikäläinen" <maija@example.org>',
        "Maija Meikäläinen, maija(at)example.org",
        "Maija Meikäläinen, s-posti: maija@example.org",
    ],
)
def test_name_and_address_in_one_cell(cell: str) -> None:
    """However name and address share a cell, they come apart."""
    found = understood(("Hanke", "Vastuuhenkilö"), ("Taitotarjotin", cell))
    assert (parted(found), mails(found)) == (["Maija|Meikäläinen"], [["maija@example.org"]])
    assert found.entries[0].role.group == "Taitotarjotin"
    assert found.flaws == ()


def test_two_people_in_one_row() -> None:
    """Two people in one cell with two addresses in the next become two entries with one origin,
    each with their own address.
    """
    found = understood(
        WITH_HOUSE,
        (
            "Matti Virtanen ja Liisa Laine",
            "THL",
            "liisa.laine@example.org; matti.virtanen@example.org",
        ),
    )
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["matti.virtanen@example.org"], ["liisa.laine@example.org"]]
    assert {str(e.origin) for e in found.entries} == {"a.xlsx:Taul1:2"}


def test_people_side_by_side() -> None:
    """A deputy with columns of their own in the same row is a person of their own, in the same
    group.
    """
    header = ("Hanke", "Maakunta", "Vastuuhenkilö", "Sähköposti", "Varahenkilö", "Sähköposti")
    found = understood(
        header,
        (
            "Taitotarjotin",
            "Kainuu",
            "Matti Virtanen",
            "m@example.org",
            "Liisa Laine",
            "l@example.org",
        ),
    )
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["m@example.org"], ["l@example.org"]]
    assert {(e.role.group, e.role.region) for e in found.entries} == {("Taitotarjotin", "Kainuu")}


def test_open_place() -> None:
    """A place that nobody holds yet is no person."""
    found = understood(
        WITH_HOUSE,
        ("avoin", "Kainuun ELY", ""),
        ("N.N.", "", ""),
        ("Matti Virtanen", "THL", "m@example.org"),
    )
    assert parted(found) == ["Matti|Virtanen"]
    assert [f.severity for f in found.flaws] == [Severity.NOTE] * 2


def test_one_column_for_all() -> None:
    """Names beside addresses in one column without any header are read as in any other."""
    found = understood(
        ("Matti Virtanen <m@example.org>",), ("Laine, Liisa <l@example.org>",), name=None
    )
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]


def test_deputy_without_address() -> None:
    """A deputy's name in a column of its own is a person too, though there is one column of
    addresses.
    """
    found = understood(
        ("Jäsen", "Varajäsen", "Sähköposti"),
        ("Matti Virtanen", "Liisa Laine", "matti.virtanen@example.org"),
    )
    assert parted(found) == ["Matti|Virtanen", "Liisa|Laine"]
    assert mails(found) == [["matti.virtanen@example.org"], []]


def test_a_second_persons_unknown_heading() -> None:
    """`Henkilökohtainen varajäsen` and headings unheard of, with an address each: two people in a
    row.
    """
    for heading in ("Henkilökohtainen varajäsen", "Tuuraaja"):
        found = understood(
            ("Maakunta", "Jäsen", "S-posti", heading, "S-posti"),
            ("Kainuu", "Matti Virtanen", "m@example.org", "Liisa Laine", "l@example.org"),
            ("Lappi", "Aino Aho", "a@example.org", "", ""),
        )
        assert [
            (e.name and e.name.full, e.role.region, len(e.addresses)) for e in found.entries
        ] == [
            ("Matti Virtanen", "Kainuu", 1),
            ("Liisa Laine", "Kainuu", 1),
            ("Aino Aho", "Lappi", 1),
        ]


@pytest.mark.parametrize("cell", ["(avoin)", "[N.N.]", "avoin", "-"])
def test_nobody_yet(cell: str) -> None:
    """A seat that nobody has been named for is no heading and nobody; it is told."""
    found = understood(
        ("Nro", *HEADER),
        ("1", "Matti Malli", "m@example.org"),
        ("2", cell, ""),
        ("3", "Aino Aho", "a@example.org"),
    )
    assert [(flaw.origin.row, flaw.field) for flaw in found.flaws] == [(3, "name")]
    assert kinds(found)[3] == "flaw"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1. Seppo Tiainen", ("Seppo", "Tiainen")),
        ("Matti Hassan, hyvinvointialue", ("Matti", "Hassan")),
        ("YTM pj Veikko Aho", ("Veikko", "Aho")),
        ("von der Pahlen, Anna Liisa", ("Anna Liisa", "von der Pahlen")),
        ("Nieminen Laaksonen, Anna Maria", ("Anna Maria", "Nieminen Laaksonen")),
    ],
)
def test_marks_round_names(cell: str, name: tuple[str, str]) -> None:
    """Numbers, whose they are and what they were stand beside names; a comma between the parts of
    one makes no two people.
    """
    (entry,) = understood(HEADER, (cell, "x@example.org")).entries
    assert (entry.name and (entry.name.first, entry.name.last)) == name


@pytest.mark.parametrize("cell", ["Tarmo Ahmed Manninen", "Manninen Tarmo Ahmed"])
def test_a_second_given_name_that_is_a_surname_too(cell: str) -> None:
    """The address tells the given names from the surname, where a name is both."""
    others = (
        (("Virtanen Matti", "b@example.org"), ("Laine Liisa", "c@example.org"))
        if cell.startswith("M")
        else PEOPLE
    )
    found = understood(HEADER, (cell, "tarmo.manninen@example.org"), *others)
    assert found.entries[0].name and (found.entries[0].name.first, found.entries[0].name.last) == (
        "Tarmo Ahmed",
        "Manninen",
    )


def test_an_address_in_a_column_of_nobodys() -> None:
    """Somebody whose name and address stand in another column is found all the same, and that is
    told.
    """
    others = ((name, address, "vegaani") for name, address in PEOPLE)
    found = understood((*HEADER, "Ruokavalio"), *others, ("", "", "Päivi Niemi <p@example.org>"))
    assert names(found)[-1] == "Päivi Niemi"
    assert [(flaw.origin.row, flaw.field, flaw.severity) for flaw in found.flaws] == [
        (5, "email", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Matti ja Liisa Virtanen", ["Matti Virtanen", "Liisa Virtanen"]),
        ("toim.joht. Kalle Kari", ["Kalle Kari"]),
        ("AF URSIN MÄRTA", ["Märta af Ursin"]),
    ],
)
def test_names(cell: str, people: list[str]) -> None:
    """A surname that two share, a post abbreviated before the name, a particle in capitals."""
    assert names(understood(HEADER, (cell, ""))) == people


def test_a_list_pasted_from_a_mail_program() -> None:
    """Somebody without a name among others with names is somebody of their own, not a second
    address of the one before.
    """
    found = understood(
        (
            (
                "Matti Malli <m@example.org>; Liisa Laine <l@example.org>; l2@example.org;"
                " pekka.aho@example.org"
            ),
        )
    )
    assert [(e.name and e.name.full, len(e.addresses)) for e in found.entries] == [
        ("Matti Malli", 1),
        ("Liisa Laine", 2),
        ("Pekka Aho", 1),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "Liisa Laine / THL",
        "Liisa Laine, Kajaanin kaupunki",
        "Kainuun liitto, Liisa Laine",
        "Liisa Laine (THL)",
    ],
)
def test_an_organisation_beside_the_name_is_nobody(cell: str) -> None:
    """Whose somebody is, written beside the name, is no second person."""
    assert names(understood(HEADER, (cell, "l@example.org"))) == ["Liisa Laine"]
    assert (
        names(
            understood(
                ("Nimi ja yhteystiedot",),
                (f"{cell} l@example.org",),
                ("Matti Malli m@example.org",),
            )
        )[0]
        == "Liisa Laine"
    )


def test_a_crowd_in_a_cell() -> None:
    """A cell with a hundred names costs no more than any other; the row is told, and the next one
    is read.
    """
    crowd = " ja ".join(["Matti Malli"] * 100)
    found = understood(HEADER, (crowd, "m@example.org"), ("Liisa Laine", "l@example.org"))
    assert names(found) == ["Liisa Laine"]
    assert {flaw.origin.row for flaw in found.flaws} == {2}


def test_every_column_of_a_part_played_holds_people() -> None:
    """Chair, secretary and members in columns of their own are all there, alone or in lists."""
    found = understood(
        ("Ryhmä", "Puheenjohtaja", "Sihteeri", "Jäsenet"),
        (
            "Kohtaamo",
            "Sanna Mäkinen",
            "Esko Aho",
            "Aino Laine, Onni Tuomi, Kari Ranta ja Leena Salo",
        ),
        ("Silta", "Timo Ojala", "-", "Kalle Kari, Liisa Laine\nOuti Niemi"),
    )
    assert names(found) == [
        *("Sanna Mäkinen", "Esko Aho", "Aino Laine", "Onni Tuomi", "Kari Ranta", "Leena Salo"),
        *("Timo Ojala", "Kalle Kari", "Liisa Laine", "Outi Niemi"),
    ]
    assert [entry.role.title for entry in found.entries[:3]] == [
        "puheenjohtaja",
        "sihteeri",
        "jäsen",
    ]


def test_names_with_their_addresses_in_several_columns() -> None:
    """A column of `name, address` names people, and is no second address of somebody else."""
    found = understood(
        ("Hanke", "Projektipäällikkö", "Taloudesta", "Ohjausryhmän pj"),
        (
            "Luotsi",
            "Onni Tuomi, onni.tuomi@example.org",
            "Timo Ojala, timo.ojala@example.org",
            "Kaisa Ranta kaisa.ranta@example.org",
        ),
        (
            "Silta",
            "Leena Salo leena.salo@example.org",
            "Kari Aho <kari.aho@example.org>",
            "Kaisa Ranta",
        ),
    )
    assert {
        entry.name.full: [str(a) for a in entry.addresses]
        for entry in found.entries[:5]
        if entry.name
    } == {
        "Onni Tuomi": ["onni.tuomi@example.org"],
        "Timo Ojala": ["timo.ojala@example.org"],
        "Kaisa Ranta": ["kaisa.ranta@example.org"],
        "Leena Salo": ["leena.salo@example.org"],
        "Kari Aho": ["kari.aho@example.org"],
    }


def test_a_mark_below_a_part_played_says_who_plays_it() -> None:
    """`Puheenjohtaja: x` is the chair; nobody else is, and a `no` says nothing."""
    found = understood(
        (*HEADER, "Puheenjohtaja", "Varajäsen"),
        ("Onni Tuomi", "o@example.org", "x", "ei"),
        ("Leena Salo", "l@example.org", "", "kyllä"),
        ("Timo Ojala", "t@example.org", "", "ei"),
    )
    assert [entry.role.title for entry in found.entries] == ["puheenjohtaja", "varajäsen", None]


def test_a_part_in_brackets_is_the_title_of_that_one() -> None:
    """Of several in a cell, who is the leader is called so."""
    found = understood(HEADER, ("Aino Laine (vetäjä), Esko Aho", "aino.laine@example.org"))
    assert [entry.role.title for entry in found.entries] == ["vetäjä", None]
    assert not [flaw for flaw in found.flaws if flaw.field == "name"]


def test_one_column_of_members_gives_no_title() -> None:
    """`Jäsenet` over everybody says nothing of anybody: a letter calls them what it calls all."""
    found = understood(("Jäsenet", "Sähköposti"), ("Onni Tuomi", "o@example.org"))
    assert found.entries[0].role.title is None


def test_others_than_those_in_charge_are_members() -> None:
    """`Talous` and `Viestintä` next to `Vetäjä` hold no leads."""
    found = understood(
        ("Osahanke", "Vetäjä", "Talous", "Sihteeri"),
        (
            "Luotsi",
            "Onni Tuomi, o@example.org",
            "Kari Aho, k@example.org",
            "Leena Salo l@example.org",
        ),
        (
            "Silta",
            "Timo Ojala, t@example.org",
            "Aino Laine, a@example.org",
            "Outi Niemi ou@example.org",
        ),
        role="project-lead",
    )
    titles = {e.name.full: e.role.title for e in found.entries if e.name}
    assert titles["Kari Aho"] == titles["Aino Laine"] == "jäsen"
    assert titles["Onni Tuomi"] == "vetäjä"
    assert titles["Leena Salo"] == "sihteeri"


@pytest.mark.parametrize(
    ("cell", "first", "second"),
    [
        ("onni@example.org", ["onni@example.org"], []),
        (
            "onni.tuomi@example.org; ot@example.net",
            ["onni.tuomi@example.org", "ot@example.net"],
            [],
        ),
        ("leena.salo@example.org", [], ["leena.salo@example.org"]),
    ],
)
def test_who_is_named_behind_an_address_does_not_share_it(
    cell: str, first: list[str], second: list[str]
) -> None:
    """`Nimi | Sähköposti | Sihteeri`: the address is no secretary's, unless it is built of their
    name.
    """
    found = understood(("Nimi", "Sähköposti", "Sihteeri"), ("Onni Tuomi", cell, "Leena Salo"))
    assert mails(found) == [first, second]
