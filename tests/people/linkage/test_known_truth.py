"""On messy sheets whose truth is known, everybody is told from everybody else."""

from __future__ import annotations

import json
from itertools import combinations, count
from pathlib import Path

from invite.people.extraction.extract import understand
from invite.people.model import PersonId, Source
from invite.people.resolution.resolve import resolve
from invite.sources.read import read

DATA = Path(__file__).parents[2] / "data" / "people"
SOURCES = (
    Source(file="suunnitteluryhmat.xlsx", role="planning-group", region="sheet"),
    Source(file="lab-tiimit.xlsx", role="lab-team"),
    Source(file="hankkeet.csv", role="project-lead"),
)


def test_merges_are_right_and_doubts_are_asked() -> None:
    """No wrong merge, at least 97 % of the right ones, the rest among at most 15 questions, and all
    names right.
    """
    truth = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
    entries = [
        one
        for source in SOURCES
        for sheet in read(source, DATA).sheets
        for one in understand(sheet, source).entries
    ]
    numbers = count()
    roster = resolve(entries, new_id=lambda: PersonId(f"p{next(numbers)}")).roster

    human = {
        row.replace("::", ":"): people[0]
        for row, people in truth["rows"].items()
        if len(people) == 1
    }
    home = {str(origin): person.id for person in roster.people for origin in person.origins}
    rows = sorted(set(human) & set(home))
    right = {pair for pair in combinations(rows, 2) if human[pair[0]] == human[pair[1]]}
    made = {pair for pair in combinations(rows, 2) if home[pair[0]] == home[pair[1]]}
    asked = {frozenset(question.people) for question in roster.questions}
    assert made <= right
    assert len(made) >= 0.97 * len(right)
    assert all(frozenset((home[one], home[other])) in asked for one, other in right - made)
    assert len(roster.questions) <= 15

    names = {home[row]: truth["persons"][human[row]] for row in rows}
    for person in roster.people:
        if person.id in names:
            assert (person.name.first, person.name.last) == (
                names[person.id]["first"],
                names[person.id]["last"],
            )
