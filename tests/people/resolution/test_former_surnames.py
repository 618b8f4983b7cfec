"""A surname from before, beside the name or in a remark, is another name of theirs."""

from __future__ import annotations

import pytest
from lists import understood
from people.readings import ids, memory

from invite.people.fields.asides import former_surname
from invite.people.model import Entry
from invite.people.resolution.resolve import Resolution, resolve


def entries(*rows: tuple[str, str, str], heading: str = "Huom") -> list[Entry]:
    return list(understood(("Nimi", "Sähköposti", heading), *rows).entries)


def read(*rows: tuple[str, str, str], heading: str = "Huom") -> Resolution:
    return resolve(entries(*rows, heading=heading), new_id=ids())


def names(found: Resolution) -> list[str]:
    return sorted(person.name.full for person in found.roster.people)


@pytest.mark.parametrize(
    ("said", "surname"),
    [
        ("os. Mäki", "Mäki"),
        ("o.s. Mäki-Aho", "Mäki-Aho"),
        ("ent. Tikkanen", "Tikkanen"),
        ("Sukunimi ennen Tikkanen", "Tikkanen"),
        ("Entinen sukunimi: Tikkanen", "Tikkanen"),
        ("tyttönimi Mäki", "Mäki"),
        ("f. Björk", "Björk"),
        ("tidigare efternamn Björk", "Björk"),
        ("née Carter", "Carter"),
        ("maiden name Carter", "Carter"),
        ("entinen puheenjohtaja", None),
        ("ent. jäsen 2023", None),
        ("aiemmin Kainuun ryhmässä", None),
        ("nykyisin Salo", None),
    ],
)
def test_what_is_a_former_surname(said: str, surname: str | None) -> None:
    """One surname behind the words for it, and nothing else that somebody was."""
    assert former_surname(said) == surname


@pytest.mark.parametrize(
    ("name", "remark", "heading"),
    [
        ("Ella Rusi (os. Mäki)", "", "Huom"),
        ("Ella Rusi", "Sukunimi ennen Mäki", "Huom"),
        ("Ella Rusi", "Mäki", "Entinen sukunimi"),
        ("Ella Rusi", "Mäki", "Tyttönimi"),
    ],
)
def test_who_stands_under_both_surnames_is_asked_about(
    name: str, remark: str, heading: str
) -> None:
    """Two letters to one person are no certain thing: whether they are one is a question."""
    found = read(
        (name, "ella.rusi@example.org", remark),
        ("Ella Mäki", "ella.maki@example.org", ""),
        heading=heading,
    )
    assert names(found) == ["Ella Mäki", "Ella Rusi"]
    assert len(found.roster.questions) == 1


def test_at_one_address_they_are_one_by_todays_name() -> None:
    """However many rows still have the former surname, the letter says today's."""
    found = read(
        ("Ella Mäki", "ella@example.org", ""),
        ("Ella Rusi (os. Mäki)", "ella@example.org", ""),
        ("Ella Mäki", "ella@example.org", "2"),
    )
    (person,) = found.roster.people
    assert person.name.full == "Ella Rusi"
    assert [name.full for name in person.also_called] == ["Ella Mäki"]
    assert found.roster.questions == ()


def test_a_former_surname_is_remembered() -> None:
    """Who was read with a surname from before is known again by it."""
    before = read(("Ella Rusi (os. Mäki)", "ella.rusi@example.org", ""))
    again = resolve(
        entries(("Ella Mäki", "ella.rusi@example.org", "")),
        known=memory(before),
        new_id=ids("new"),
    )
    assert [person.id for person in again.roster.people] == ["p1"]


def test_another_first_name_is_somebody_else() -> None:
    """No stricter than it must be: sisters share a surname from before, and are two."""
    found = read(
        ("Ella Rusi (os. Mäki)", "ella.rusi@example.org", ""),
        ("Kaisa Mäki", "kaisa.maki@example.org", ""),
    )
    assert len(found.roster.people) == 2
    assert found.roster.questions == ()


@pytest.mark.parametrize(
    "heading", ["Aiempi sukunimi", "Sukunimi (ent.)", "Tyttönimi", "Maiden name"]
)
def test_a_column_of_former_surnames_is_nobodys_name(heading: str) -> None:
    """Wherever it stands, the letter has today's surname."""
    found = understood(
        (heading, "Sukunimi", "Etunimi", "Sähköposti"),
        ("Mäki", "Rusi", "Ella", "ella.rusi@example.org"),
        ("", "Vesa", "Timo", "timo.vesa@example.org"),
    )
    assert [one.name.full for one in found.entries if one.name] == ["Ella Rusi", "Timo Vesa"]


def test_the_question_says_that_it_is_a_former_name() -> None:
    """Ella Rusi and Ella Mäki have not "the same name"."""
    found = read(
        ("Ella Rusi (os. Mäki)", "ella.rusi@example.org", ""),
        ("Ella Mäki", "ella.maki@example.org", ""),
    )
    (question,) = found.roster.questions
    said = [evidence.text for evidence in question.evidence]
    assert "one of them had the other's name before" in said
    assert "the same name" not in said


def test_a_former_surname_in_a_column_of_surnames() -> None:
    """Where first name and surname have columns of their own, it is read from the second."""
    (one,) = understood(
        ("Etunimi", "Sukunimi", "Sähköposti"), ("Ella", "Rusi (os. Mäki)", "ella@example.org")
    ).entries
    assert one.name is not None
    assert (one.name.full, one.name.former) == ("Ella Rusi", "Mäki")
