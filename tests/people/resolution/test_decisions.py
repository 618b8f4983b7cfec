"""What the coordinator said holds, however the sheets are edited."""

from __future__ import annotations

from people.readings import LIISA, MATTI, answered, entry, ids, memory, read

from invite.people.known import (
    Correction,
    SameOrDifferent,
    appearance_on,
    seen,
)
from invite.people.model import Address, Name
from invite.people.resolution.resolve import resolve
from invite.records import replace


def test_a_wrong_join_is_parted_by_its_rows() -> None:
    """One person whose rows are said to be two people's: two from then on, and the id stays where
    the letter went.
    """
    mine, sons = (
        entry(2, "Matti Virtanen", "virtaset@example.net"),
        entry(3, "Matti Virtanen", "virtaset@example.net", region="Lappi"),
    )
    before = read(mine, sons)
    (person,) = before.roster.people
    told = SameOrDifferent(
        same=False,
        people=(person.id, person.id),
        seen=(appearance_on([mine]), appearance_on([sons])),
    )
    known = memory(before)
    for rows in ((mine, sons), (sons, mine)):
        found = read(*rows, known=known, answers=[told])
        assert len(found.roster.people) == 2
        assert found.roster.questions == ()
        assert person.id in {one.id for one in found.roster.people}
        known = memory(before, found)
    other = replace(
        sons, addresses=(Address("poika@example.net", "poika@example.net"),), phone="044 7083846"
    )
    mine = replace(mine, phone="044 7083846")
    two = read(mine, other)
    assert len(two.roster.people) == 1
    one = two.roster.people[0]
    told = SameOrDifferent(
        same=False, people=(one.id, one.id), seen=(appearance_on([mine]), appearance_on([other]))
    )
    parted = read(mine, other, known=memory(two), answers=[told])
    assert {str(person.address): person.id == one.id for person in parted.roster.people} == {
        str(one.address): True,
        next(str(address) for address in one.addresses[1:]): False,
    }


NAMESAKES = (
    entry(2, "Sari Hietala", "sari.hietala@kainuu.example.org", organisation="Kainuun liitto"),
    entry(
        3,
        "Sari Hietala",
        "sari.hietala@lappi.example.org",
        organisation="Lapin opisto",
        region="Lappi",
    ),
)


def test_answers_survive_edited_and_resorted_sheets() -> None:
    """An answer is about people, not about rows: other rows, another file, one address
    corrected.
    """
    before = read(*NAMESAKES)
    assert len(before.roster.questions) == 1
    known = memory(before)
    edited = (
        entry(30, "HIETALA SARI", "sari.hietala@lappi.example.org", region="Lappi", file="b.csv"),
        entry(
            20,
            "Sari Hietala",
            "sari.hietala@kainuu.example.org",
            organisation="Kainuun liitto",
            file="b.csv",
        ),
    )
    same = read(*edited, known=known, answers=[answered(before.roster.people, True)])
    assert [person.id for person in same.roster.people] == [before.roster.people[0].id]
    different = read(*edited, known=known, answers=[answered(before.roster.people, False)])
    assert {person.id for person in different.roster.people} == {
        person.id for person in before.roster.people
    }
    assert different.roster.questions == ()


def test_an_answer_withdrawn_is_asked_again() -> None:
    """Without the answer the people are two again, each with their own id, and the question is
    back.
    """
    before = read(*NAMESAKES)
    read(*NAMESAKES, known=memory(before), answers=[answered(before.roster.people, True)])
    after = read(*NAMESAKES, known=memory(before))
    assert after.roster == before.roster


def test_the_newest_answer_holds() -> None:
    """Same, then different: different."""
    before = read(*NAMESAKES)
    answers = [answered(before.roster.people, True), answered(before.roster.people[::-1], False)]
    assert len(read(*NAMESAKES, known=memory(before), answers=answers).roster.people) == 2


def test_an_answer_parts_what_the_rules_would_join() -> None:
    """Father and son of one name at one organisation: the coordinator knows better than the
    table.
    """
    father = entry(
        2, "Matti Virtanen", "matti.virtanen@kainuu.example.org", organisation="Kainuun liitto"
    )
    son = entry(3, "Matti Virtanen", "m.virtanen77@example.com", organisation="Kainuun liitto")
    (one,) = read(father, son).roster.people
    looks = (
        replace(seen(one), addresses=frozenset({"matti.virtanen@kainuu.example.org"})),
        replace(seen(one), addresses=frozenset({"m.virtanen77@example.com"})),
    )
    told = SameOrDifferent(same=False, people=(one.id, one.id), seen=looks)
    first = read(father, son, answers=[told])
    assert len(first.roster.people) == 2
    again = read(father, son, known=memory(first), answers=[told])
    assert again.roster == first.roster


def test_corrections_hold_whatever_the_sheets_say() -> None:
    """A name, an address, a language put right by hand; somebody who has left is not written to."""
    before = read(MATTI, LIISA)
    matti, liisa = (person.id for person in before.roster.people)
    new = Address("matti@example.net", "matti@example.net")
    after = resolve(
        [MATTI, LIISA],
        known=memory(before),
        corrections=[
            Correction(person=matti, name=Name("Matias", "Virtanen"), address=new, language="sv"),
            Correction(person=liisa, left=True),
        ],
        new_id=ids("new"),
    )
    one, two = after.roster.people
    assert (one.name.full, one.address, one.language) == ("Matias Virtanen", new, "sv")
    assert [str(address) for address in one.addresses] == [
        "matti@example.net",
        "matti.virtanen@example.org",
    ]
    assert (one.unwanted, two.unwanted) == (False, True)
