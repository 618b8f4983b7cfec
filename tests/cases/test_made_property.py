"""Whatever troubles stand on a sheet together: every row ends, no address gets two letters, every
greeting is known or listed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import count, islice

from cases.made_sheets import HEADER, TROUBLES, MadeRow, clean
from cases.names_of_people import somebodies
from hypothesis import given, settings
from hypothesis import strategies as st

from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.fields.greeting import is_known
from invite.people.model import Person, PersonId, Row, Sheet, Source
from invite.people.resolution.resolve import resolve
from invite.plan import held
from invite.report.people.held import unknown_greetings

PLAIN = ""  # a row without a trouble


@st.composite
def sheets(draw: st.DrawFn) -> tuple[MadeRow, ...]:
    """A sheet: for each row the kind of its trouble, most of them none; who they are and how the
    trouble looks comes from a seed.
    """
    kinds = draw(st.lists(st.sampled_from([PLAIN, *sorted(TROUBLES)]), min_size=1, max_size=14))
    chance = random.Random(draw(st.integers(0, 10_000)))
    people = list(islice(somebodies(chance), len(kinds) + 5))
    rows = [
        TROUBLES[kind](who, chance) if kind else clean(who, chance)
        for kind, who in zip(kinds, people, strict=False)
    ]
    plain = [clean(who, chance) for who in people[len(kinds) :]]  # what the columns are, shows
    return (*plain, *rows)


def read(rows: Sequence[MadeRow]) -> tuple[Understanding, list[Person]]:
    """What is understood of the sheet, and who is written to."""
    lines = [tuple(HEADER.split(";")), *(tuple(one.cells) for one in rows)]
    sheet = Sheet(
        file="a.csv",
        name=None,
        rows=tuple(Row(number=n, cells=cells) for n, cells in enumerate(lines, 1)),
    )
    understood = understand(sheet, Source(file="a.csv", role="lab-team"))
    numbers = count()
    roster = resolve(
        understood.entries, flaws=understood.flaws, new_id=lambda: PersonId(f"p{next(numbers)}")
    ).roster
    asked = {id_ for question in roster.questions for id_ in question.people}
    return understood, [one for one in roster.people if held(one, asked) is None]


@settings(max_examples=60)
@given(sheets())
def test_whatever_stands_together(rows: tuple[MadeRow, ...]) -> None:
    """Each row with text is a person, a flaw or a line that is no person; no address stands for two
    who are written to; whoever is greeted by a name that no table knows is listed to be read.
    """
    understood, going = read(rows)
    filled = [n for n, one in enumerate(rows, 2) if any(cell.strip() for cell in one.cells)]
    assert [outcome.row for outcome in understood.account()] == [1, *filled]
    addresses = Counter(person.address.key for person in going if person.address)
    assert [address for address, times in addresses.items() if times > 1] == []
    listed = unknown_greetings(going)
    for person in going:
        assert is_known(person.name.greeting) or person.name.greeting in listed


@settings(max_examples=60)
@given(sheets())
def test_nobody_goes_with_a_trouble_that_holds(rows: tuple[MadeRow, ...]) -> None:
    """Who is written to is greeted as their row says and at its address, and stands on no row that
    is held; a row without a trouble always goes.
    """
    _understood, going = read(rows)
    there = {origin.row: person for person in going for origin in person.origins}
    for number, one in enumerate(rows, 2):
        person = there.get(number)
        if person is None:
            assert one.trouble
        else:
            assert not one.held, one
            assert person.name.greeting in one.greetings
            assert person.address
            assert person.address.written in one.addresses
