"""Evidence that many share is none: a merge that takes an address away for good needs evidence that
is theirs alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import case, outcome, project, written

HEADER = "Nimi;Sähköposti;Organisaatio;Puhelin"
COLLEAGUES = ("Aino Malli", "Eero Koe", "Helmi Mainio", "Oiva Testi", "Impi Esimerkki")


def staff(
    telephone: str, organisation: str = "Kaupungin opisto", domain: str = "opisto.example.org"
) -> list[list[str]]:
    """Five colleagues with this number."""
    return [
        [name, f"{name.replace(' ', '.').lower()}@{domain}", organisation, telephone]
        for name in COLLEAGUES
    ]


def test_a_switchboard(tmp_path: Path) -> None:
    """Case 51: the company's number stands with everybody; two of one name in two houses are asked
    about, the others go.
    """
    found = outcome(case(tmp_path, "51-shared-switchboard-number"))
    found.asks("a.csv:2", "b.csv:2")
    assert len(found.letters) == 9


@pytest.mark.parametrize(
    ("name", "telephone", "elsewhere"),
    [
        ("Matti Virtanen", "0295 016 001", "0295016001"),
        ("Maija Korhonen", "020 123 4567", "+358 20 123 4567"),
        ("Matti Virtanen", "+358 9 310 1691", "09 310 1691"),
        ("Anna Johansson", "växel 08-123 456 78", "08-123 456 78"),
        ("Karin Lindström", "+46 8 123 456 78", "08 12345678"),
        ("John Smith", "+44 20 7946 0000", "020 7946 0000"),
        ("Mary Johnson", "Reception (020) 7946 0001", "020 7946 0001"),
        ("Matti Virtanen", "050 555 0147 (vaihde)", "0505550147"),
    ],
)
def test_a_number_that_colleagues_share(
    name: str, telephone: str, elsewhere: str, tmp_path: Path
) -> None:
    """Written this way or that, a number that people of other names have too proves nothing."""
    own = name.replace(" ", ".").replace("ö", "o").lower()
    one = written(
        HEADER,
        [name, f"{own}@opisto.example.org", "Kaupungin opisto", telephone],
        *staff(telephone),
    )
    other = written(
        HEADER,
        [name, f"{own}@satama.example.net", "Satama Oy", elsewhere],
        ["Ilta Rusko", "ir@satama.example.net", "Satama Oy", ""],
    )
    outcome(project(tmp_path, {"a.csv": one, "b.csv": other})).asks("a.csv:2", "b.csv:2")


@pytest.mark.parametrize(
    "telephone",
    [
        "0",
        "000",
        "0000000000",
        "050 000 0000",
        "040 123 4567",
        "0401234567",
        "123456",
        "040 111 1111",
        "+358 40 0000000",
        "112",
        "xxx",
    ],
)
def test_a_number_that_is_none(telephone: str, tmp_path: Path) -> None:
    """A round number, a row of digits or an example is no evidence, even where only these two have
    it.
    """
    one = written(
        HEADER, ["Matti Virtanen", "matti.virtanen@opisto.example.org", "Opisto", telephone]
    )
    other = written(
        HEADER, ["Matti Virtanen", "matti.virtanen@satama.example.net", "Satama Oy", telephone]
    )
    outcome(project(tmp_path, {"a.csv": one, "b.csv": other})).asks("a.csv:2", "b.csv:2")


@pytest.mark.parametrize(
    "telephone",
    ["050 372 9184", "+358 44 718 2936", "08-612 83 47", "+44 7700 900461", "09 8172 6435"],
)
def test_a_number_of_their_own_is_evidence(telephone: str, tmp_path: Path) -> None:
    """No stricter than it must be: one name with one number that nobody else has is one person, who
    gets one letter.
    """
    one = written(
        HEADER,
        ["Matti Virtanen", "matti.virtanen@opisto.example.org", "Opisto", telephone],
        *staff("09 310 1691"),
    )
    other = written(
        HEADER,
        ["Matti Virtanen", "mv@koti.example.net", "", telephone],
        ["Ilta Rusko", "ir@satama.example.net", "Satama Oy", ""],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    found.goes("a.csv:2", "Matti")
    assert found.on("a.csv:2") == found.on("b.csv:2")


@pytest.mark.parametrize(
    "shared",
    [
        "toimisto@example.org",
        "kirjaamo@example.org",
        "kansli@example.net",
        "office@example.com",
        "info@example.org",
    ],
)
def test_an_address_that_colleagues_share(shared: str, tmp_path: Path) -> None:
    """The office's address next to everybody's own makes nobody one: not two of one name, and not
    two of different names.
    """
    header = "Nimi;Sähköposti;Sähköposti 2"
    one = written(
        header,
        ["Matti Virtanen", "matti.virtanen@opisto.example.org", shared],
        *([name, f"{name[0]}@opisto.example.org".lower(), shared] for name in COLLEAGUES),
    )
    other = written(
        header,
        ["Matti Virtanen", "matti.virtanen@satama.example.net", shared],
        ["Ilta Rusko", "ilta.rusko@satama.example.net", shared],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    found.asks("a.csv:2", "b.csv:2")
    for row, greeting in (("a.csv:3", "Aino"), ("a.csv:4", "Eero"), ("b.csv:3", "Ilta")):
        found.goes(row, greeting)


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Matti Virtanen", "Helsingin kaupunki"),
        ("Maija Korhonen", "Hyvinvointialue"),
        ("Anna Johansson", "Svenska folkskolans vänner"),
        ("Johan Andersson", "Regionförvaltningen"),
        ("John Smith", "Ministry of Education"),
        ("Matti Virtanen", "yrittäjä"),
        ("Matti Virtanen", "opiskelija"),
    ],
)
def test_an_organisation_that_many_share(name: str, organisation: str, tmp_path: Path) -> None:
    """Two addresses of a common name in one large house, or of one calling, are not one person
    without a word.
    """
    own = name.replace(" ", ".").lower()
    others = [
        [f"{first} {last}", f"{first}.{last}@example.com".lower(), organisation, ""]
        for first in ("Aino", "Eero", "Oiva")
        for last in ("Malli", "Koe")
    ]
    one = written(
        HEADER, [name, f"{own}@sivistys.example.org", organisation, "050 372 9184"], *others
    )
    other = written(HEADER, [name, f"{own}@satama.example.net", organisation, "044 718 2936"])
    outcome(project(tmp_path, {"a.csv": one, "b.csv": other})).asks("a.csv:2", "b.csv:2")


@pytest.mark.parametrize(
    "organisation", ["Helsingin kaupunki", "Regionförvaltningen", "Ministry of Education"]
)
def test_an_entry_without_an_address_joins(organisation: str, tmp_path: Path) -> None:
    """No stricter than it must be: where no address is taken away, one name in one organisation is
    one person.
    """
    one = written(
        HEADER,
        ["Kerttu Ylä-Outinen", "kerttu.yla-outinen@example.org", organisation, ""],
        *staff("", organisation),
    )
    other = written(
        HEADER,
        ["Kerttu Ylä-Outinen", "", organisation, ""],
        ["Ilta Rusko", "ir@example.net", "Satama Oy", ""],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    found.goes("a.csv:2", "Kerttu")
    assert found.on("a.csv:2") == found.on("b.csv:2")


@pytest.mark.parametrize(
    "other",
    [
        "matti.virtanen@opisto.example.org",
        "MATTI.VIRTANEN@OPISTO.EXAMPLE.ORG",
        " matti.virtanen@opisto.example.org ",
    ],
)
def test_an_address_of_their_own_is_evidence(other: str, tmp_path: Path) -> None:
    """No stricter than it must be: the same address is one person, however many share the telephone
    and the organisation.
    """
    one = written(
        HEADER,
        ["Matti Virtanen", "matti.virtanen@opisto.example.org", "Opisto", "09 310 1691"],
        *staff("09 310 1691"),
    )
    two = written(
        HEADER,
        ["Virtanen Matti", other, "Satama Oy", "09 310 1691"],
        ["Rusko Ilta", "ir@example.net", "Satama Oy", ""],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": two}))
    found.goes("a.csv:2", "Matti")
    assert found.on("a.csv:2") == found.on("b.csv:2")
