"""A name in several spellings: the majority wins, then what the address says; initials of a double
name are a question.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.outcome import Outcome, outcome, project, written


def spelled(folder: Path, address: str, *names: str) -> Outcome:
    """One person on as many sheets as there are names, with one address."""
    other = ["Kerttu Rantala", "kerttu.rantala@example.org"]
    sheets = {
        f"{chr(97 + n)}.csv": written("Nimi;Sähköposti", [name, address], other)
        for n, name in enumerate(names)
    }
    return outcome(project(folder, sheets))


SPELLINGS = [
    (
        ("Katja Hyvarinen", "Katja Hyvärinen", "Katja Hyvärinen"),
        "osallistuja@example.org",
        "Katja Hyvärinen",
    ),
    (
        ("Katja Hyvärinen", "Katja Hyvärinen", "Katja Hyvarinen"),
        "katja.hyvarinen@example.org",
        "Katja Hyvärinen",
    ),
    (("Jouni Heikinen", "Jouni Heikkinen"), "jouni.heikkinen@example.org", "Jouni Heikkinen"),
    (("Jouni Heikkinen", "Jouni Heikinen"), "jouni.heikkinen@example.org", "Jouni Heikkinen"),
    (("Päivi Makinen", "Päivi Mäkinen"), "paivi.makinen@example.org", "Päivi Mäkinen"),
    (
        ("Erik Lindstrom", "Erik Lindström", "Erik Lindström"),
        "osallistuja@example.org",
        "Erik Lindström",
    ),
    (("Elizabeth Taylor", "Elizabeth Tayler"), "elizabeth.taylor@example.org", "Elizabeth Taylor"),
]
# At one address these may be one person or two.
OTHER_NAMES = [
    (("Kristina Lindström", "Christina Lindström"), "christina.lindstrom@example.org", "Christina"),
    (("Christina Lindström", "Kristina Lindström"), "christina.lindstrom@example.org", "Christina"),
    (("Marjo Salminen", "Marja Salminen", "Marja Salminen"), "salminen@example.org", "Marja"),
    (("Jon Taylor", "John Taylor", "Jon Taylor"), "taylor@example.org", "Jon"),
    (("Erik Lindqvist", "Erik Lindkvist"), "erik.lindqvist@example.org", "Erik"),
]


@pytest.mark.parametrize(
    ("names", "address", "right"),
    SPELLINGS,
    ids=[" · ".join(names) for names, _address, _right in SPELLINGS],
)
def test_the_majority_then_the_address(
    names: tuple[str, ...], address: str, right: str, tmp_path: Path
) -> None:
    """With one address they are one person, named as most sheets do, or as the address does; both
    spellings are listed.
    """
    found = spelled(tmp_path, address, *names)
    found.goes("a.csv:2", right.split()[0])
    assert [one["name"] for one in found.on("a.csv:2")] == [right]
    wrong = next(name for name in names if name != right)
    assert any(
        wrong in f"{flaw['value']} {flaw['problem']}"
        and right in f"{flaw['value']} {flaw['problem']} {flaw['hint']}"
        for flaw in found.flaws
    ), found.flaws


@pytest.mark.parametrize(
    ("names", "address", "first"),
    OTHER_NAMES,
    ids=[" · ".join(names) for names, _address, _first in OTHER_NAMES],
)
def test_another_first_name_at_one_address(
    names: tuple[str, ...], address: str, first: str, tmp_path: Path
) -> None:
    """Kristina and Christina at one address are one, named as the majority or the address says, or
    are asked about.
    """
    found = spelled(tmp_path, address, *names)
    rows = [f"{chr(97 + n)}.csv:2" for n in range(len(names))]
    if any(found.to(row) for row in rows):
        found.goes("a.csv:2", first)
        assert all(found.on(row) == found.on("a.csv:2") for row in rows)
    else:
        assert all(found.said(row) for row in rows)


@pytest.mark.parametrize(
    "names",
    [
        ("Katja Hyvärinen", "Katja Hyvärinen"),
        ("Katja Hyvärinen", "Hyvärinen Katja"),
        ("Katja Hyvärinen", "KATJA HYVÄRINEN"),
        ("Katja Hyvärinen", "Hyvärinen, Katja", " Katja  Hyvärinen "),
    ],
)
def test_order_and_capitals_are_no_spelling(names: tuple[str, ...], tmp_path: Path) -> None:
    """No stricter than it must be: the other order, capitals and blanks are the same spelling,
    without a word.
    """
    found = spelled(tmp_path, "katja.hyvarinen@example.org", *names)
    found.goes("a.csv:2", "Katja")
    assert found.flaws == []


INITIALS = [
    ("J-P Kettunen", "Jari-Pekka Kettunen"),
    ("J.-P. Kettunen", "Juha-Pekka Kettunen"),
    ("JP Kettunen", "Jukka-Pekka Kettunen"),
    ("A-M Lindström", "Anna-Maria Lindström"),
    ("A.-L. Rantanen", "Anna-Liisa Rantanen"),
    ("K-E Berg", "Karl-Erik Berg"),
]


@pytest.mark.parametrize(("short", "long"), INITIALS, ids=[short for short, _long in INITIALS])
def test_initials_of_a_double_name(short: str, long: str, tmp_path: Path) -> None:
    """At one domain with two addresses they may be one: a question."""
    plain = long.lower().replace(" ", ".").replace("ö", "o")
    surname = plain.split(".")[-1]
    one = written(
        "Nimi;Sähköposti",
        [short, f"{short[0].lower()}p.{surname}@opisto.example.org"],
        ["Kerttu Rantala", "kr@opisto.example.org"],
    )
    other = written(
        "Nimi;Sähköposti",
        [long, f"{plain}@opisto.example.org"],
        ["Olavi Heinonen", "oh@opisto.example.org"],
    )
    found = outcome(project(tmp_path, {"a.csv": one, "b.csv": other}))
    found.asks("a.csv:2", "b.csv:2")
    found.goes("a.csv:3", "Kerttu")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J-P Kettunen", "Matti-Pekka Kettunen"),
        ("A-M Lindström", "Karl-Erik Lindström"),
        ("J-P Kettunen", "Jari-Antero Kettunen"),
    ],
)
def test_initials_of_another_name(one: str, other: str, tmp_path: Path) -> None:
    """No stricter than it must be: initials that do not fit are no question, and the whole name
    goes.
    """
    first = written(
        "Nimi;Sähköposti",
        [one, "jp@opisto.example.org"],
        ["Kerttu Rantala", "kr@opisto.example.org"],
    )
    second = written(
        "Nimi;Sähköposti",
        [other, "toinen@opisto.example.org"],
        ["Olavi Heinonen", "oh@opisto.example.org"],
    )
    found = outcome(project(tmp_path, {"a.csv": first, "b.csv": second}))
    found.goes("b.csv:2", other.split()[0])


@pytest.mark.parametrize(("short", "long"), INITIALS, ids=[short for short, _long in INITIALS])
def test_initials_with_the_same_address(short: str, long: str, tmp_path: Path) -> None:
    """No stricter than it must be: with one address they are one person, greeted by the whole first
    name.
    """
    found = spelled(tmp_path, "osallistuja@example.org", short, long)
    found.goes("a.csv:2", long.split()[0])
    assert found.on("a.csv:2") == found.on("b.csv:2")
