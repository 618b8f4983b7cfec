"""The short ways for a bare name and a plain address say what the whole way says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import unwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.language.tables import rows
from invite.memo import KEPT
from invite.people.extraction import mentions, row_addresses
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

_KNOWN = [word for table in ("names.tsv", "titles.tsv") for word, *_ in rows(table)]
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
    rows = Row(1, ("Etunimi", "Sukunimi", "Sähköposti")), Row(2, cells)
    sheet = Sheet(file="vieraat.xlsx", name="Kainuu", rows=rows)
    return understand(sheet, Source(file="vieraat.xlsx", role="planning-group"))


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
