"""Sheets made from a seed: clean ones, and ones in which the troubles of every kind are mixed, with
what is right for each row.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases.names_of_people import HOUSES, Somebody, names, somebodies

REMARKS = (
    "",
    "",
    "",
    "",
    "ei allergioita",
    "tulee junalla",
    "vegaani",
    "mukana vuodesta 2024",
    "vill ha vegetarisk mat",
    "arrives at noon",
)

TITLES = (
    "",
    "",
    "suunnittelija",
    "rehtori",
    "verksamhetsledare",
    "projektipäällikkö",
    "head of unit",
    "eläkeasiamies",
)

TEAMS = ("Kohtaamo", "Polku", "Silta", "vanha satama")


@dataclass(frozen=True, slots=True)
class MadeRow:
    """One row: its cells, and what is right for it.

    greetings: whom a letter may greet; addresses: where it may go; most: letters that it may give;
    held: nobody is written to; nobody: the row is about no human being.
    """

    cells: Sequence[str]
    trouble: str = ""
    greetings: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    most: int = 1
    held: bool = False
    nobody: bool = False


HEADER = "Nimi;Sähköposti;Organisaatio;Tiimi;Huom"


def clean(who: Somebody, chance: random.Random) -> MadeRow:
    """A row without trouble."""
    return row(who, chance)


def row(
    who: Somebody,
    chance: random.Random,
    trouble: str = "",
    *,
    name: str | None = None,
    address: str | None = None,
    house: str | None = None,
    team: str | None = None,
    remark: str | None = None,
    held: bool = False,
) -> MadeRow:
    """A row about somebody, some of its cells otherwise than they should be."""
    cells = (
        who.name if name is None else name,
        who.address if address is None else address,
        HOUSES[who.house] if house is None else house,
        chance.choice(TEAMS) if team is None else team,
        chance.choice(REMARKS) if remark is None else remark,
    )
    return MadeRow(cells, trouble, frozenset({who.first}), frozenset({who.address}), held=held)


NOTHING = (
    "#PUUTTUU!",
    "#SAKNAS!",
    "#N/A",
    "#NV",
    "Err:502",
    "0",
    "ei tietoa",
    "okänd",
    "unknown",
    "-",
    "NULL",
)

AGAINST = (
    "kuollut",
    "EI KUTSUTA",
    "edesmennyt",
    "poistettava listalta",
    "död",
    "bjuds ej",
    "har slutat",
    "deceased",
    "do not invite",
    "eronnut",
)

BEHIND = (
    " o.s. Testilä",
    ", ent. Testilä",
    " (o.s. Testilä)",
    " f. Testberg",
    " – pj",
    " nuor.",
    " Jr.",
    " ✓",
    "\nrehtori",
    " (varajäsen)",
    " / rehtori",
)

COMPANY = (" ja puoliso", " + avec", " med maka", " and guest")

Trouble = Callable[[Somebody, random.Random], MadeRow]

TROUBLES: dict[str, Trouble] = {
    "no address": lambda who, c: row(
        who, c, "no address", address=c.choice(("", *NOTHING)), held=True
    ),
    "no name": lambda who, c: row(who, c, "no name", name=c.choice(NOTHING)),
    "no team": lambda who, c: row(who, c, "no team", team=c.choice(NOTHING)),
    "no house": lambda who, c: row(who, c, "no house", house=c.choice(NOTHING)),
    "words against, by the name": lambda who, c: row(
        who, c, "against", name=f"{who.name} ({c.choice(AGAINST)})", held=True
    ),
    "words against, in a remark": lambda who, c: row(
        who, c, "against", remark=c.choice(AGAINST), held=True
    ),
    "words against, as the house": lambda who, c: row(
        who, c, "against", house=c.choice(AGAINST), held=True
    ),
    "behind the name": lambda who, c: row(who, c, "behind", name=who.name + c.choice(BEHIND)),
    "with company": lambda who, c: row(who, c, "company", name=who.name + c.choice(COMPANY)),
    "nickname": lambda who, c: row(
        who,
        c,
        "nickname",
        name=f"{who.first} {c.choice(('”Masa”', '(Masa)', '«Masa»'))} {who.last}",
    ),
    "wrapped": lambda who, c: row(
        who, c, "wrapped", name=f'="{who.name}"', address=f'="{who.address}"'
    ),
    "on two lines": lambda who, c: row(who, c, "two lines", name=f"{who.first}\n{who.last}"),
    "turned round": lambda who, c: row(who, c, "turned round", name=f"{who.last}, {who.first}"),
    "torn": lambda who, c: row(
        who,
        c,
        "torn",
        address=who.address.replace(".", c.choice((" . ", ",", ";", ". ", "/")), 1),
        held=True,
    ),
    "placeholder": lambda who, c: row(
        who,
        c,
        "placeholder",
        address=c.choice(("none@none.com", "ei@ole.fi", "noreply@example.org", "saknas@saknas.se")),
        held=True,
    ),
    "old address": lambda who, c: row(
        who,
        c,
        "old",
        address=f"{who.address} ({c.choice(('vanha', 'ei käytössä', 'ur bruk', 'not in use'))})",
        held=True,
    ),
    "a title": lambda who, c: row(
        who,
        c,
        "title",
        name=c.choice(("Rehtori", "Verksamhetsledare", "Toimisto", "Reception")),
        held=False,
    ),
    "a surname": lambda who, c: row(
        who, c, "surname", name=who.last if who.last in names("surname") else "Virtanen"
    ),
    "capitals": lambda who, c: row(who, c, "capitals", name=who.name.upper()),
}

LINES = (
    ["", "", "", "", ""],
    ["Yhteensä", "", "", "", "12"],
    ["Nimi", "Sähköposti", "Organisaatio", "Tiimi", "Huom"],
    ["0", "0", "0", "0", "0"],
    ["#PUUTTUU!", "#PUUTTUU!", "#PUUTTUU!", "#PUUTTUU!", "#PUUTTUU!"],
    ["Päivitetty 3.2.2026", "", "", "", ""],
)


def mixed(seed: int, size: int = 60, share: float = 0.4) -> list[MadeRow]:
    """A sheet of so many rows, this share of them with a trouble of some kind."""
    chance = random.Random(seed)
    people = somebodies(chance)
    for _passed_over in range(chance.randrange(120)):
        next(people)
    rows: list[MadeRow] = []
    for number, who in zip(range(size), people, strict=False):
        if number > 2 and chance.random() < 0.05:
            rows.append(MadeRow(chance.choice(LINES), "no person", most=0, held=True, nobody=True))
        if number > 2 and chance.random() < share:
            rows.append(TROUBLES[chance.choice(sorted(TROUBLES))](who, chance))
        else:
            rows.append(clean(who, chance))
    return rows
