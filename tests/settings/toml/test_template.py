"""What `invite init` writes is what `load` reads, and the example is such a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from settings.project_file import loaded, problems

from invite.people.model import Source
from invite.settings.schema import SECTIONS
from invite.settings.toml.template import Value, document, toml

GIVEN: Mapping[str, Mapping[str, Value]] = {
    "event": {
        "title": 'Juhla "kaikille"',
        "starts": datetime.fromisoformat("2027-02-11T13:00:00"),
        "ends": datetime.fromisoformat("2027-02-11T16:00:00"),
        "reply_by": date(2027, 1, 29),
        "contact": {"name": "Aino", "email": "aino@example.org"},
    },
    "sender": {"name": "Kutsut", "address": "kutsut@example.org"},
}


def test_what_is_written_is_read_back() -> None:
    """Values and sources come back as they were given."""
    sources = (
        Source(file="a.xlsx", role="lab-team", region="sheet"),
        Source(file="b.csv", role="lab-team", columns={"email": "Säpo"}),
    )
    settings = loaded(document(GIVEN, sources))
    assert settings.event.title == 'Juhla "kaikille"'
    assert settings.event.reply_by == date(2027, 1, 29)
    assert settings.sources == sources


def test_every_key_is_documented_beside_itself() -> None:
    """One table: a key that is checked is a key that is explained."""
    text = document({})
    for section in SECTIONS:
        for key in section.keys[:1] if section.name == "forms" else section.keys:
            assert re.search(rf"\b{key.name} = ", text), key.name


def test_what_must_be_given_is_asked_for() -> None:
    """A new file with nothing filled in loads into a list of what to fill in, and no more."""
    found = problems(document({}))
    assert {problem.where.split(" ")[1] for problem in found} == {
        "event.title", "event.starts", "event.ends", "sender.name", "sender.address",
        "source.file", "source.role",
    }  # fmt: skip


def test_each_example_is_fit() -> None:
    """What the remarks show as an example is taken when the # is removed."""
    lines = document(GIVEN, (Source(file="a.xlsx", role="lab-team"),)).splitlines()
    text = "\n".join(re.sub(r'^# (?=(\w+ = |\[|"))', "", line) for line in lines)
    settings = loaded(text)
    assert settings.delivery.host == "smtp.example.org"
    assert settings.forms == {"Salmi": {"genitive": "Salmen"}}


TEXT = st.text(
    st.characters(exclude_categories=["Cs"])
)  # no half of a surrogate pair: that is no character


@given(
    st.one_of(
        TEXT,
        st.booleans(),
        st.integers(-(2**60), 2**60),
        st.dates(),
        st.lists(TEXT).map(tuple),
        st.dictionaries(TEXT, TEXT),
    )
)
def test_any_value_survives_the_writing(value: Value) -> None:
    """What a coordinator answers to `invite init` cannot break out of its quotes."""
    read = tomllib.loads(f"value = {toml(value)}\n")["value"]
    assert read == (list(value) if isinstance(value, tuple) else value)
