"""The short ways for a plain word and a plain address say what the whole way says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import unwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.language.tables import rows
from invite.people.fields import address_cell, addresses, asides, names, several
from invite.people.fields.address_cell import cell_addresses
from invite.people.fields.names import read_name
from invite.people.fields.several import people_in

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
        for room in (asides, names, several):
            patch.setattr(room, "is_word", lambda _text: False)
        for room in (address_cell, addresses):
            patch.setattr(room, "is_plain", lambda _text: False)
        yield


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
