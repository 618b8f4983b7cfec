"""What a coordinator met on messy sheets of her own: nobody in a second column is lost, no remark
that speaks against inviting is passed over, no address has two letters for half a name.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import Outcome, addresses, outcome, project, written
from desk import Desk

SIX = [
    ("Anna Berg", "anna.berg@example.org"),
    ("Karl Ström", "karl.strom@example.org"),
    ("Lisa Ek", "lisa.ek@example.org"),
    ("Nils Holm", "nils.holm@example.org"),
    ("Ulla Sand", "ulla.sand@example.org"),
    ("Per Dahl", "per.dahl@example.org"),
]


def read(folder: Path, header: str, *rows: list[str]) -> Outcome:
    """What becomes of a sheet with these rows."""
    return outcome(project(folder, {"a.csv": written(header, *rows)}))


@pytest.mark.parametrize(
    "header",
    [
        "Jäsen;Sähköposti;Varajäsen;Varajäsenen sähköposti",
        "Edustaja;S-posti;Sijainen;Sijaisen s-posti",
        "Ordinarie;E-post;Suppleant;E-post",
        "Medlem;E-post;Ersättare;Ersättarens e-post",
        "Member;Email;Deputy;Deputy email",
    ],
)
def test_a_nearly_empty_column_of_deputies_holds_people(header: str, tmp_path: Path) -> None:
    """The one deputy of a sheet gets a letter at their own address, and nobody else has it."""
    rows = [[name, address, "", ""] for name, address in SIX]
    rows[2][2:] = ["Maria Lund", "maria.lund@example.org"]
    rows[3][2:] = ["–", ""]
    found = read(tmp_path, header, *rows)
    assert [one["emails"] for one in found.people if one["name"] == "Maria Lund"] == [
        ["maria.lund@example.org"]
    ]
    assert [one["emails"] for one in found.people if one["name"] == "Lisa Ek"] == [
        ["lisa.ek@example.org"]
    ]
    assert len(addresses(found)) == 7


def test_a_deputy_without_an_address_is_among_the_people(tmp_path: Path) -> None:
    """Where there is but one column of addresses, they are the member's."""
    rows = [[name, address, ""] for name, address in SIX]
    rows[1][2] = "Maria Lund"
    found = read(tmp_path, "Medlem;E-post;Suppleant", *rows)
    (maria,) = [one for one in found.people if one["name"] == "Maria Lund"]
    assert maria["emails"] == []
    assert len(addresses(found)) == 6


def test_a_projects_name_is_no_person(tmp_path: Path) -> None:
    """No stricter than it must be: a second column headed `Nimi` that holds none of people."""
    rows = [[f"Hanke {n}", name, address] for n, (name, address) in enumerate(SIX)]
    found = read(tmp_path, "Nimi;Yhteyshenkilön nimi;Sähköposti", *rows)
    assert len(found.people) == len(addresses(found)) == 6


@pytest.mark.parametrize(
    "header", ["First;Last;Mail", "Given;Family;E-mail", "Etu;Suku;Sähköposti"]
)
def test_short_headings_of_names(header: str, tmp_path: Path) -> None:
    """They are columns of names: nobody is called by what their address spells."""
    rows = [[*name.split(), address] for name, address in SIX]
    rows[0] = ["Liam", "O’Connor", "liam.oconnor@example.org"]
    rows[1] = ["Olivia", "van der Berg", "olivia.vdberg@example.org"]
    found = read(tmp_path, header, *rows)
    names = [one["name"] for one in found.people]
    assert names[:3] == ["Liam O’Connor", "Olivia van der Berg", "Lisa Ek"]


@pytest.mark.parametrize("error", ["#VIITTAUS!", "#REFERENS!", "#REF!", "#ARVO!"])
def test_an_error_in_every_cell_of_a_row_names_nobody(error: str, tmp_path: Path) -> None:
    """Nobody is made of it, and it is said."""
    rows = [[*map(str, one)] for one in SIX]
    rows[2] = [error, error]
    found = read(tmp_path, "Nimi;Sähköposti", *rows)
    assert len(found.people) == 5
    assert found.said("a.csv:4")


def with_remark(folder: Path, name: str, address: str, remark: str) -> Outcome:
    """A list with this row among others."""
    rows = [[first, address, ""] for first, address in SIX]
    rows[2] = [name, address, remark]
    return read(folder, "Nimi;Sähköposti;Huom", *rows)


@pytest.mark.parametrize(
    "remark",
    [
        "pensionär sedan våren",
        "har blivit pensionär",
        "vill inte bli kontaktad",
        "vill ej kontaktas",
        "tackade nej senast",
        "har avböjt",
        "ersatt av Bo Ek",
        "bytt jobb",
        "tilalle nimetty Ari Kolehmainen",
        "hänen tilalleen Ari Kolehmainen",
        "edustaja vaihtunut",
        "yhteyshenkilö vaihtunut",
        "työpaikka vaihtunut",
        "Vaihtunut?",
        "ersatt?",
        "replaced!",
        "passiivinen.",
        "nykyisin eläkeläinen",
        "replaced by Ann Lee",
        "withdrawn",
        "inactive",
        "cancelled",
        "not participating",
        "moved to another organisation",
        "hoppat av",
        "passiv",
        "vetäytyi ryhmästä",
        "ei aktiivinen",
        "ei kuulu enää ryhmään",
        "Samin tilalle Pia Kuusela",
    ],
)
def test_words_against_inviting(remark: str, tmp_path: Path) -> None:
    """They hold, and are shown."""
    with_remark(tmp_path, "Lisa Ek", "lisa.ek@example.org", remark).holds("a.csv:4", remark)


@pytest.mark.parametrize(
    "remark",
    [
        "Ritva Hyvösen tilalla",
        "puhelinnumero vaihtunut",
        "vaihtunut huone, muuten ennallaan",
        "ersätter Lars Holm",
        "replaces Ann Lee",
        "pensionärsföreningens ordförande",
        "vill bli kontaktad",
        "eläkeläisjärjestön edustaja",
        "tackar så mycket",
        "interactive sessions",
        "cancelled the earlier meeting room",
        "aktiivinen",
    ],
)
def test_words_that_only_look_so(remark: str, tmp_path: Path) -> None:
    """No stricter than it must be: who came instead of somebody goes."""
    with_remark(tmp_path, "Lisa Ek", "lisa.ek@example.org", remark).goes("a.csv:4", "Lisa")


@pytest.mark.parametrize(
    "remark",
    [
        "ny e-post: lisa@ek.example.com",
        "uusi osoite lisa@ek.example.com",
        "s-posti vaihtunut, lisa@ek.example.com",
        "email changed to lisa@ek.example.com",
        "new address lisa@ek.example.com",
        "käytä mieluummin lisa@ek.example.com",
        "skicka till lisa@ek.example.com",
        "please use lisa@ek.example.com",
    ],
)
def test_a_new_address_in_a_remark_holds(remark: str, tmp_path: Path) -> None:
    """The letter does not go to the old one in silence."""
    found = with_remark(tmp_path, "Lisa Ek", "lisa.ek@example.org", remark)
    found.holds("a.csv:4", "lisa@ek.example.com")


@pytest.mark.parametrize(
    "remark",
    [
        "ny e-post: lisa.ek@example.org",
        "uusi osoite päivitetty 3.9.",
        "kopio: sihteeri@example.org",
        "uusi jäsen",
    ],
)
def test_an_address_that_is_there_already_goes(remark: str, tmp_path: Path) -> None:
    """No stricter than it must be: the new address stands in its cell, or the remark is about
    something else.
    """
    found = with_remark(tmp_path, "Lisa Ek", "lisa.ek@example.org", remark)
    found.goes("a.csv:4", "Lisa", to="lisa.ek@example.org")


@pytest.mark.parametrize(
    "heading",
    ["Do we invite?", "Should we invite", "Kutsutaanko?", "Ska vi bjuda in?", "Saako kutsua"],
)
def test_a_column_of_whom_to_invite(heading: str, tmp_path: Path) -> None:
    """A no goes to nobody, a maybe is held, a yes goes."""
    rows = [[name, address, "yes"] for name, address in SIX]
    rows[2][2], rows[3][2] = "no", "maybe"
    found = read(tmp_path, f"Nimi;Sähköposti;{heading}", *rows)
    assert not found.to("a.csv:4")
    found.holds("a.csv:5", "maybe")
    assert len(addresses(found)) == 4


@pytest.mark.parametrize(
    "heading", ["Osallistuu", "Tulee", "Deltar", "Kommer", "Attending", "RSVP"]
)
def test_who_says_no_in_a_column_of_who_comes_is_held(heading: str, tmp_path: Path) -> None:
    """The words and the heading are shown; a yes, an empty cell and a question mark go."""
    rows = [
        [name, address, answer]
        for (name, address), answer in zip(SIX, ("x", "", "ei", "?", "x", "x"), strict=True)
    ]
    found = read(tmp_path, f"Nimi;Sähköposti;{heading}", *rows)
    found.holds("a.csv:4", f"{heading}: ei")
    assert len(addresses(found)) == 5


def test_a_family_mailbox_tells_no_first_name(tmp_path: Path) -> None:
    """`price.family@` begins with a surname: nobody is greeted by it."""
    rows = [
        *SIX,
        ("Gail Price", "price.family@example.com"),
        ("Teemu Korpi", "korpi.perhe@example.org"),
    ]
    found = read(tmp_path, "Nimi;Sähköposti", *map(list, rows))
    found.goes("a.csv:8", "Gail")
    found.goes("a.csv:9", "Teemu")


@pytest.mark.parametrize("half", ["Tom", "Baker"])
def test_half_a_name_at_anothers_address_is_held(half: str, tmp_path: Path) -> None:
    """Tom may be Thomas Baker: one letter goes there, until somebody has looked."""
    rows = [*SIX, ("Thomas Baker", "tom.baker@example.org"), (half, "tom.baker@example.org")]
    here = project(tmp_path, {"a.csv": written("Name;Email", *map(list, rows))})
    found = outcome(here)
    assert [letter.greeting for letter in found.to("a.csv:8")] == ["Thomas"]
    found.holds("a.csv:9", "tom.baker@example.org")
    looked_at(here, half)


def looked_at(here: Desk, half: str) -> None:
    """What was said of them holds on every later reading."""
    (held,) = [one for one in here("people", "--json")["people"] if one["name"] == half]
    assert here("review", "--as-it-stands", held["id"]).code == 0
    assert half not in str([one["words"] for one in here("people", "--json")["held"]])


def test_two_whole_names_share_a_mailbox(tmp_path: Path) -> None:
    """No stricter than it must be: each of a couple gets a letter."""
    rows = [*SIX, ("Thomas Baker", "bakers@example.org"), ("Ann Baker", "bakers@example.org")]
    found = read(tmp_path, "Name;Email", *map(list, rows))
    assert [len(found.to(row)) for row in ("a.csv:8", "a.csv:9")] == [1, 1]


@pytest.mark.parametrize("heading", ["Kutsutaan?", "Kutsutaan", "Do we invite?", "Bjuds in"])
def test_who_is_not_marked_among_those_to_invite_is_held(heading: str, tmp_path: Path) -> None:
    """Where some have a mark, whoever has none was not chosen, or forgotten: somebody must look."""
    rows = [[name, address, "x"] for name, address in SIX]
    rows[2][2] = ""
    found = read(tmp_path, f"Nimi;Sähköposti;{heading}", *rows)
    found.holds("a.csv:4", "not marked in the column of whom to invite")
    assert len(addresses(found)) == 5


@pytest.mark.parametrize("others", ["", "ei"])
def test_a_column_in_which_nobody_is_chosen_holds_nobody_by_an_empty_cell(
    others: str, tmp_path: Path
) -> None:
    """No stricter than it must be: an empty column says nothing, and a no says it of that row."""
    rows = [[name, address, ""] for name, address in SIX]
    rows[2][2] = others
    found = read(tmp_path, "Nimi;Sähköposti;Kutsutaan?", *rows)
    assert len(addresses(found)) == (5 if others else 6)


@pytest.mark.parametrize(
    ("mark", "legend"),
    [
        ("*", "* eronnut tehtävästä"),
        ("**", "** = ei kutsuta"),
        ("¹", "¹ deceased"),
        ("#", "# har avlidit"),
    ],
)
def test_a_mark_that_a_line_below_explains_holds(mark: str, legend: str, tmp_path: Path) -> None:
    """The letter waits, with the words of the line; whoever has no such mark goes."""
    rows = [[name, address, ""] for name, address in SIX]
    rows[2][0] += f" {mark}"
    found = read(tmp_path, "Nimi;Sähköposti;Huom", *rows, [legend, "", ""])
    found.holds("a.csv:4", legend)
    assert len(addresses(found)) == 5


@pytest.mark.parametrize("legend", ["* puheenjohtaja", "** eronnut", "eronneita ei ole"])
def test_another_mark_holds_nobody(legend: str, tmp_path: Path) -> None:
    """No stricter than it must be: the line explains another mark, or says nothing against."""
    rows = [[name, address, ""] for name, address in SIX]
    rows[2][0] += " *"
    found = read(tmp_path, "Nimi;Sähköposti;Huom", *rows, [legend, "", ""])
    assert len(addresses(found)) == 6
