"""What is known of names: how common, what else one is called, capitals, and titles that are no
part of them.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invite.language.names import (
    call_names,
    case_name,
    given_weight,
    name_commonness,
    strip_titles,
    surname_weight,
)
from invite.language.spelling import ascii_key
from invite.language.tables import rows


@pytest.mark.parametrize("word", ["Päivi", "paivi", "PÄIVI", "päivi"])
def test_given_names_in_any_spelling(word: str) -> None:
    """A name is found in any case and without its dots."""
    assert given_weight(word) == given_weight("Päivi") > 0
    assert surname_weight(word) == 0.0


@pytest.mark.parametrize("word", ["Hänninen", "hanninen", "HANNINEN"])
def test_surnames_in_any_spelling(word: str) -> None:
    """So is a surname."""
    assert surname_weight(word) == surname_weight("Hänninen") > 0


@pytest.mark.parametrize("word", ["", "-", "Qwxyz", "Qwxyz-Matti", "suunnittelija", "123"])
def test_unknown_words_weigh_nothing(word: str) -> None:
    """What is no name weighs nothing, and a double name of which only one half is a name
    neither.
    """
    assert given_weight(word) == surname_weight(word) == 0.0


def test_how_common_a_full_name_is() -> None:
    """A common name is likelier than a rare one, an initial likelier than a name, a second name
    makes it rarer.
    """
    matti = name_commonness("Matti", "Virtanen")
    assert 5e-6 < matti < 5e-5
    assert name_commonness("matti", "virtanen") == matti
    assert (
        name_commonness("M.", "Virtanen") > matti > name_commonness("Matti Juhani", "Virtanen") > 0
    )
    assert matti > name_commonness("Matti", "Kivitähti") > 0
    assert matti > name_commonness("Matti", "Virtanen-Korhonen") > 0
    assert name_commonness("", "Virtanen") <= 1


def test_call_names_hold_both_ways() -> None:
    """Who is Juhani may be Jussi, and the other way round; nobody is called by their own name,
    which says nothing new.
    """
    assert {"jussi", "juha"} <= call_names("Juhani")
    for names, *_ in rows("nicknames.tsv"):
        for name in names.split():
            others = call_names(name)
            assert ascii_key(name) not in others
            assert all(ascii_key(name) in call_names(other) for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Matti", "Matias"),
        ("Pekka", "Pietari"),
        ("Maija", "Maria"),
        ("Kaisa", "Katariina"),
        ("Liisa", "Elisabet"),
        ("Antti", "Andreas"),
        ("Heikki", "Henrik"),
        ("Kalle", "Kaarlo"),
        ("Mikko", "Mikael"),
        ("Ville", "Vilhelm"),
        ("Anu", "Anna"),
        ("Katja", "Katariina"),
        ("Sanna", "Susanna"),
    ],
)
def test_well_known_call_names(one: str, other: str) -> None:
    """The everyday forms everybody knows are known."""
    assert ascii_key(one) in call_names(other)


def test_other_names_are_no_call_names() -> None:
    """Two people of one family are not taken for one."""
    assert not call_names("Qwxyz")
    assert "liisa" not in call_names("Anna")
    assert "marja" not in call_names("Maria")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("VIRTANEN-KORHONEN", "Virtanen-Korhonen"),
        ("maija meikäläinen", "Maija Meikäläinen"),
        ("VIRTANEN Matti", "Virtanen Matti"),
        ("ÅSA ÖHMAN", "Åsa Öhman"),
        ("VON ESSEN", "von Essen"),
        ("AF URSIN", "af Ursin"),
        ("DE LA CRUZ", "de la Cruz"),
        ("DI MEO", "Di Meo"),
        ("O'BRIEN", "O'Brien"),
        ("MCKAY", "McKay"),
        ("ALA-AHO", "Ala-aho"),
        ("ANNA-LIISA", "Anna-Liisa"),
        ("JP VIRTANEN", "JP Virtanen"),
        ("matti j. virtanen", "Matti J. Virtanen"),
        ("BO", "Bo"),
    ],
)
def test_capitals_are_put_right(written: str, right: str) -> None:
    """All capitals or none are put right, word by word."""
    assert case_name(written) == right


@pytest.mark.parametrize(
    "name",
    ["af Ursin", "von Essen", "McKay", "O'Brien", "de la Cruz", "Aitto-oja", "J-P", "DiCaprio", ""],
)
def test_right_capitals_stay(name: str) -> None:
    """What somebody wrote with care is left alone."""
    assert case_name(name) == name


@given(st.text(max_size=40))
@example("ß¹")
def test_any_text_has_capitals_and_titles(text: str) -> None:
    """Whatever a cell holds is survived; what was put right stays so, and what has no titles comes
    back as it was.
    """
    assert case_name(case_name(text)) == case_name(text)
    name, titles = strip_titles(text)
    assert titles is not None or name == text


@pytest.mark.parametrize(
    ("written", "name", "titles"),
    [
        ("FT, dos. Matti Virtanen", "Matti Virtanen", "FT, dos."),
        ("Matti Virtanen, KTM", "Matti Virtanen", "KTM"),
        ("Virtanen, Matti, DI", "Virtanen, Matti", "DI"),
        ("DI Matti Virtanen", "Matti Virtanen", "DI"),
        ("tri Matti Virtanen", "Matti Virtanen", "tri"),
        ("toht. Matti Virtanen", "Matti Virtanen", "toht."),
        ("Prof. emer. Matti Virtanen", "Matti Virtanen", "Prof. emer."),
        ("rehtori Matti Virtanen", "Matti Virtanen", "rehtori"),
        ("maakuntajohtaja Liisa Laine", "Liisa Laine", "maakuntajohtaja"),
        ("vt. johtaja Liisa Laine", "Liisa Laine", "vt. johtaja"),
        ("Matti Virtanen, johtava asiantuntija", "Matti Virtanen", "johtava asiantuntija"),
        ("Johtava asiantuntija Outi Mäki", "Outi Mäki", "Johtava asiantuntija"),
        ("Dr. John Smith, PhD", "John Smith", "Dr., PhD"),
        ("ekon.mag. Eva Ek", "Eva Ek", "ekon.mag."),
        ("Med. dr Eva Ek", "Eva Ek", "Med. dr"),
        ("Matti Virtanen – FT", "Matti Virtanen", "FT"),
        ("KTM DI", "", "KTM DI"),
    ],
)
def test_titles_come_off(written: str, name: str, titles: str) -> None:
    """Finnish, Swedish and English titles and degrees come off front and back."""
    assert strip_titles(written) == (name, titles)


@pytest.mark.parametrize(
    "name",
    [
        "Di Meo",
        "DI MEO MARCO",
        "Tri Nguyen",
        "Ma, Li",
        "Kim Li",
        "M.A. Virtanen",
        "Maria dos Santos",
        "dos Santos Maria",
        "Minna Piispa",
        "Minna Maria Piispa",
        "Rehtori Matti",
        "von Essen, Carl",
        "Virtanen Matti, Laine Liisa",
        "Matti",
        "",
    ],
)
def test_names_that_look_like_titles_stay(name: str) -> None:
    """A name is never taken for a title."""
    assert strip_titles(name) == (name, None)


def test_no_known_name_is_a_sure_title() -> None:
    """No name of the lists, before or after another, comes off as a title when it is written as a
    name.
    """
    eaten = [
        n
        for n, *_ in rows("names.tsv")
        if strip_titles(f"{n} Virtanen")[1] or strip_titles(f"Matti Olavi {n}")[1]
    ]
    assert eaten == []


def test_light_at_import() -> None:
    """Importing reads no table and loads no heavy library."""
    code = (
        "import sys, invite.language.names as n; assert not n._shares.cache_info().currsize;"
        " assert not {'anyascii', 'ftfy', 'rapidfuzz', 'babel'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
