"""Words next to an address: an old one is put aside, and whoever has no other is held."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import ROW, among, case, outcome
from cases.test_against_inviting import ADDRESS


def test_words_next_to_the_address(tmp_path: Path) -> None:
    """Case 33: an address that is old, not in use or not to be used is no address; whoever has no
    other is held.
    """
    found = outcome(case(tmp_path, "33-words-beside-address"))
    for row in (2, 3, 4, 5):
        found.stays(f"a.csv:{row}")
    found.goes_or_stays("a.csv:6", "Impi", to="impi.esimerkki@example.org")
    assert found.said("a.csv:6")
    found.goes("a.csv:7", "Lempi")


OLD = [
    "vanha: mv@example.net, uusi: {}",
    "mv@example.net (vanha), {}",
    "{}; ei käytössä mv@example.net",
    "{} (ent. mv@example.net)",
    "mv@example.net (ei toimi) {}",
    "gammal adress: mv@example.net; ny: {}",
    "{}, mv@example.net (ur bruk)",
    "old: mv@example.net / new: {}",
    "{} (mv@example.net not in use)",
]


@pytest.mark.parametrize("cell", OLD)
def test_the_old_of_two_addresses_is_put_aside(cell: str, tmp_path: Path) -> None:
    """No stricter than it must be: who has another address than the old one is written to there."""
    among(tmp_path, ["Matti Virtanen", cell.format(ADDRESS)]).goes(ROW, "Matti", to=ADDRESS)


@pytest.mark.parametrize(
    "cell",
    [
        "{} VANHA",
        "vanha osoite {}",
        "{} (ei toimi)",
        "{} - ei enää käytössä",
        "{} palautui",
        "{} (gammal)",
        "används inte: {}",
        "{} (ur bruk)",
        "OLD {}",
        "{} (not in use)",
        "{} (bounces)",
        "do not use {}",
    ],
)
def test_an_old_address_alone(cell: str, tmp_path: Path) -> None:
    """An address that is said to be old, of somebody who has no other: nobody is written to."""
    among(tmp_path, ["Matti Virtanen", cell.format(ADDRESS)]).stays(ROW)


@pytest.mark.parametrize(
    "remark",
    [
        "vanha osoite",
        "sähköposti ei toimi",
        "osoite ei käytössä",
        "gammal adress",
        "e-posten fungerar inte",
        "old address",
    ],
)
def test_a_remark_about_the_only_address(remark: str, tmp_path: Path) -> None:
    """A remark that the address is old holds whoever has no other."""
    among(tmp_path, ["Matti Virtanen", ADDRESS, remark], "Nimi;Sähköposti;Huom", "").stays(ROW)


@pytest.mark.parametrize(
    "cell",
    [
        "{} (työ)",
        "työ: {}",
        "{} (koti)",
        "S-posti: {}",
        "{} (arbete)",
        "e-post {}",
        "{} (work)",
        "Matti Virtanen <{}>",
        "email: {}",
    ],
)
def test_labels_next_to_an_address_go(cell: str, tmp_path: Path) -> None:
    """No stricter than it must be: work, home, the word e-mail and the person's own name next to
    the address are labels.
    """
    among(tmp_path, ["Matti Virtanen", cell.format(ADDRESS)]).goes(ROW, "Matti", to=ADDRESS)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["Matti Virtanen (vegaani)", ADDRESS, ""], "vegaani"),
        (["Matti Virtanen", f"{ADDRESS} (lomalla heinäkuun)", ""], "lomalla heinäkuun"),
        (["Matti Virtanen (tulee junalla)", ADDRESS, ""], "tulee junalla"),
        (["Matti Virtanen (ny medlem)", ADDRESS, ""], "ny medlem"),
        (["Matti Virtanen (arrives late)", ADDRESS, ""], "arrives late"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_was_dropped_is_listed(cells: list[str], words: str, tmp_path: Path) -> None:
    """A bracket that was dropped and speaks against nothing is listed once among the notes; whether
    it holds is not said here.
    """
    found = among(tmp_path, cells, "Nimi;Sähköposti;Huom", "")
    shown = [
        flaw for flaw in (*found.flaws, *found.held) if words in "".join(map(str, flaw.values()))
    ]
    assert len(shown) == 1, found.about(ROW)
