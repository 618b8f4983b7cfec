"""The short ways for a bare name and a plain address say what the whole way says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from inspect import unwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.language import tables
from invite.memo import KEPT
from invite.people.extraction import mentions, row_addresses, rows
from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.fields import (
    address_cell,
    addresses,
    asides,
    names,
    placeholder_addresses,
    several,
)
from invite.people.fields.address_cell import cell_addresses
from invite.people.fields.names import read_name
from invite.people.fields.several import people_in
from invite.people.model import Row, Sheet, Source
from invite.people.table.layout import SAMPLE, lay_out

_KNOWN = [word for table in ("names.tsv", "titles.tsv") for word, *_ in tables.rows(table)]
_REMARKS = [
    "kuollut",
    "Avoin",
    "vacat",
    "perhe",
    "os",
    "Nuorempi",
    "Jr",
    "III",
    "ja",
    "DI",
    "peruttu",
    "Null",
    "xx",
    "ei",
    "tiedossa",
    "Lappi",
    "rouva",
]
_WORDS = st.one_of(
    st.sampled_from(_REMARKS),
    st.sampled_from(_KNOWN),
    st.text(st.characters(categories=("L", "Nl", "No", "Mn")), min_size=1, max_size=8),
)
_AFTER = st.sampled_from(["", ".", "†", "ʼo", "-", " ja"])
_ADDRESSES = st.one_of(
    st.emails(),
    st.from_regex(r"[_'+-]?[a-z0-9][a-z_'.-]{0,3}@[a-z-]{1,4}\.[a-z]{2,3}[.,_]?", fullmatch=True),
)


@contextmanager
def _whole_way() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asides, "is_word", lambda _text: False)
        for room in (names, several, mentions):
            patch.setattr(room, "is_bare_name", lambda _text: False)
        for room in (address_cell, addresses, row_addresses, placeholder_addresses):
            patch.setattr(room, "is_plain", lambda _text: False)
        yield


def _understood(*cells: str) -> Understanding:
    """A row of these cells below its header, as it is understood when nothing is remembered."""
    for kept in KEPT:
        kept.cache_clear()
    table = Row(1, ("Etunimi", "Sukunimi", "Sähköposti")), Row(2, cells)
    sheet = Sheet(file="vieraat.xlsx", name="Kainuu", rows=table)
    return understand(sheet, Source(file="vieraat.xlsx", role="planning-group"))


_PLAIN = {
    "Nro": "1",
    "Etunimi": "Aino",
    "Sukunimi": "Aho",
    "Sähköposti": "aino.aho@example.org",
    "Organisaatio": "Kainuun liitto",
    "Maakunta": "Kainuu",
    "Tehtävä": "pj",
    "Puhelin": "040 123 4567",
    "Kieli": "fi",
}
"""A plain row, by the headings of its table."""
_ODD = {
    "Nro": ["#VALUE!", "Ohje:", ""],
    "Etunimi": ["Ohje", "Paikka", "Ei", "", "kuollut", "Anna Liisa", " Päivi", "Liisa", "x"],
    "Sukunimi": ["Vapaa", "Tiedossa", "Avoin", "", "Virtanen", "von Aho", "aho"],
    "Sähköposti": ["x@x.fi", "", "eero.aho@gmail.con", "puuttuu", "a.aho@example.org (vanha)"],
    "Organisaatio": ["Eläkeliitto", "eronnut", "THL (kuollut)", "#N/A", "-", "yksityinen", ""],
    "Maakunta": ["Lappi, Kainuu", "Utopia", "ei kutsuta", "#REF!", ""],
    "Tehtävä": ["jäsen, eronnut 3/2025", "jäsen (1.1.2024–2025)", "varajäsen", "#REF!", ""],
    "Puhelin": ["kuollut", "–2023", "ei a@example.org kutsuta", "Err:502", ""],
    "Kieli": ["saksa", "ei suomea", "Kuollut", "t.o.m. 2023", ""],
    "Huom": ["kuollut", "varajäsen", "040 123 4567"],
    "Kutsutaan": ["x", "ei"],
    "Korvaaja": ["Mikko Mäki"],
    "Kutsumanimi": ["Liisa"],
    "Nimi": ["Liisa Laine"],
    "": ["eläkkeellä"],
}
"""What says more than its column is for, and some that does not."""
_PAIRS = (
    {"Aino": "Paikka", "Aho": "Vapaa", "aino.aho@example.org": "a1@example.org"},
    {"Aino": "Liisa", "Aho": "Laine"},
)
"""Names that are none together, and another's than the address's."""
_MARKS: tuple[dict[str, Any], ...] = (
    {"hidden": True},
    {"struck": True},
    {"struck_cells": frozenset({1})},
    {"links": {3: "mailto:liisa@example.org"}},
    {"comments": {1: "kuollut"}},
    {"width": 12},
)
_TABLE = ("Etunimi", "Sukunimi", "Sähköposti")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "headings",
    [
        (*_PLAIN, "Huom", ""),
        tuple(reversed(_PLAIN)),
        (*_TABLE, "Kutsutaan"),
        (*_TABLE, "Korvaaja", "Kutsumanimi"),
        (*_TABLE, "Nimi"),
        (*_TABLE, *_TABLE, "Maakunta"),
        ("Esihenkilön etunimi", "Esihenkilön sukunimi", "Sähköposti"),
        ("Etunimi", "Sukunimi", "Vanha sähköposti"),
    ],
)
def test_a_plain_row_is_the_same_by_the_short_way(headings: tuple[str, ...]) -> None:
    """Rows with one thing or none that is not plain, below whatever headings, say the same whether
    or not the plain ones go the short way.
    """
    words = [_like(heading) for heading in headings]
    plain = tuple(
        "" if word in words[:at] else _PLAIN.get(word, "") for at, word in enumerate(words)
    )
    changed = [
        (*plain[:at], text, *plain[at + 1 :])
        for at, word in enumerate(words)
        for text in _ODD.get(word, ())
    ]
    few = [plain[:n] for n in range(1, len(plain))]
    others = [tuple(pair.get(text, text) for text in plain) for pair in _PAIRS]
    cells = [*[plain] * SAMPLE, *changed, *few, *others, (*plain, "kuollut"), plain]
    lines = [Row(number, one) for number, one in enumerate([headings, *cells], start=1)]
    lines += [Row(len(lines) + 1 + n, plain, **marks) for n, marks in enumerate(_MARKS)]
    lines[0] = Row(1, headings, width=len(headings))
    sheet = Sheet(file="vieraat.xlsx", name="Kainuu", rows=tuple(lines))
    source = Source(file="vieraat.xlsx", role="planning-group")
    short = understand(sheet, source, TODAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "plain_person", lambda *_row: None)
        assert short == understand(sheet, source, TODAY)


def _like(heading: str) -> str:
    """The plain heading of a column that another one is over."""
    return next((one for one in _TABLE if heading.lower().endswith(one.lower())), heading)


def test_most_rows_go_the_short_way() -> None:
    """A row whose cells hold what their columns are for is plain, though some are empty; one with a
    remark is not.
    """
    headings = ("Nro", *_TABLE, "Organisaatio", "Maakunta", "Tehtävä", "Puhelin", "Kieli", "Huom")
    name = ("1", "Aino", "Aho", "aino.aho@example.org")
    full = (*name, "Kainuun liitto", "Kainuu", "pj", "040 123 4567", "fi")
    lines = [Row(1, headings), Row(2, (*full, "")), Row(3, name), Row(4, (*full, "kuollut"))]
    layout = lay_out(lines, Source(file="vieraat.xlsx", role="planning-group"))
    assert layout
    found = [mentions.plain_person(row, row.cells, layout) is not None for row in lines[1:]]
    assert found == [True, True, False]


@given(_WORDS, _WORDS, _ADDRESSES)
def test_a_row_is_the_same_by_the_short_ways(first: str, last: str, address: str) -> None:
    """A row of a first name, a surname and an address says the same by the short ways as by the
    whole way: who it is, what holds them, and every flaw.
    """
    short = _understood(first, last, address)
    with _whole_way():
        assert short == _understood(first, last, address)


@given(_WORDS, _AFTER)
def test_a_word_is_the_same_by_the_short_way(word: str, after: str) -> None:
    """A single word, be it a name, a remark or a title, is read as the whole way reads it."""
    text = word + after
    short = unwrap(people_in)(text), unwrap(read_name)(text)
    with _whole_way():
        assert short == (unwrap(people_in)(text), unwrap(read_name)(text))


@given(_ADDRESSES)
def test_an_address_is_the_same_by_the_short_way(text: str) -> None:
    """A cell that holds nothing but an address is read as the whole way reads it."""
    short = cell_addresses(text)
    with _whole_way():
        assert short == cell_addresses(text)
    if addresses.is_plain(text):
        assert short[0].token == text and not short[0].old
