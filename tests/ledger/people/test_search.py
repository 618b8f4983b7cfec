"""Looking somebody up in the ledger finds all whom WHO may mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import desk
from hypothesis import given
from hypothesis import strategies as st
from made import person

from invite.campaign.project import Project, opened
from invite.ledger.people.search import plain_lines
from invite.people.lookup import find, plain


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    desk(tmp_path)
    with opened(tmp_path) as made:
        yield made


@given(
    st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), min_size=1)
)
def test_many_texts_are_made_plain_as_one_is(texts: list[str]) -> None:
    """Making all names plain at once gives what making each plain gives."""
    assert [" ".join(line.split()) for line in plain_lines(texts)] == [
        plain(text) for text in texts
    ]


NAMES = (
    "Matti Meikäläinen",
    "Maija Meikäläinen-Virtanen",
    "Åke Öhman",
    "Søren Kærgård",
    "Matti O'Hara",
    "Wei Müller",
)


@pytest.mark.parametrize(
    "who",
    [
        "Matti",
        "meikalainen",
        "Virtanen Maija",
        "MEIKÄLÄINEN",
        "ohman",
        "soren",
        "kaergard",
        "ohara",
        "p3",
        "p3@example.org",
        "example.org",
        "meik matt",
        "meikäläinenvirt",
        "–",
        "ei ketään",
        " ",
        'a"b',
    ],
)
def test_whoever_is_meant_is_among_the_candidates(project: Project, who: str) -> None:
    """Looking among the candidates finds just whom looking among everybody finds."""
    people = [person(f"p{n}", name) for n, name in enumerate(NAMES)]
    project.ledger.persons.record_reading([(one, None) for one in people], [], [])
    everyone = [one.person for one in project.ledger.persons.recorded()]
    candidates = [one.person for one in project.ledger.finding.candidates(who)]
    assert find(candidates, who) == find(everyone, who)
