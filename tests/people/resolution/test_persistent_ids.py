"""A person stays the same person, whatever becomes of the sheets; what the coordinator said
holds.
"""

from __future__ import annotations

import pytest
from people.readings import LIISA, MATTI, answered, by_name, entry, memory, read

from invite.people.known import (
    SameOrDifferent,
    seen,
)
from invite.people.model import Address, Entry, Origin
from invite.records import replace


@pytest.mark.parametrize(
    "now",
    [
        entry(2, "Matti Virtanen", "matti.virtanen@example.com", organisation="Kainuun liitto"),
        entry(77, "Matti Virtanen", "matti.virtanen@example.com", organisation="Kainuun liitto"),
        entry(77, "Virtanen Matti", "matti.virtanen@example.org"),
        entry(2, "Matti Virtainen", "matti.virtanen@example.org"),
        entry(
            5,
            "Matti Virtanen",
            "matti.virtanen@example.org",
            file="uusi.ods",
            sheet="Taulu1",
            organisation="Uusi Oy",
        ),
        entry(2, "Matti Juhani Virtanen", "mvirtanen@example.net"),
        entry(9, "Matti Virtanen"),
        entry(2, "Matti Virtanen", "matti.uusi@example.org", organisation="Kainuun liitto"),
        entry(77, "Matti Virtanen", "matti.uusi@example.org", organisation="Kainuun liitto"),
    ],
    ids=[
        "address corrected",
        "row moved too",
        "turned round",
        "misspelt",
        "sheet replaced",
        "same row",
        "no address",
        "new mailbox",
        "new mailbox, row moved",
    ],
)
def test_the_id_stays(now: Entry) -> None:
    """An address corrected, a row moved, a name spelled otherwise, a sheet replaced: the same
    person.
    """
    before = read(MATTI, LIISA)
    after = read(now, LIISA, known=memory(before))
    assert [person.id for person in after.roster.people] == [
        person.id for person in before.roster.people
    ]
    assert after.joined == ()


NAMESAKE = entry(
    3,
    "Matti Virtanen",
    "matti.virtanen@example.com",
    organisation="Lapin yliopisto",
    region="Lappi",
)


def test_a_namesake_who_moves_up_is_not_who_stood_there() -> None:
    """When a row is deleted and a namesake's comes to its place, the namesake stays who they were,
    and loses no letter.
    """
    before = read(MATTI, NAMESAKE)
    moved = replace(NAMESAKE, role=replace(NAMESAKE.role, origin=replace(NAMESAKE.origin, row=2)))
    after = read(moved, known=memory(before))
    assert [person.id for person in after.roster.people] == [before.roster.people[1].id]
    assert after.joined == ()


def test_a_namesake_put_above_is_somebody_new() -> None:
    """When a namesake's row is put where somebody stood, whose row moved down, the two stay two."""
    before = read(MATTI)
    above = replace(NAMESAKE, role=replace(NAMESAKE.role, origin=replace(NAMESAKE.origin, row=2)))
    below = replace(MATTI, role=replace(MATTI.role, origin=replace(MATTI.origin, row=3)))
    after = read(above, below, known=memory(before))
    assert len(after.roster.people) == 2
    assert {person.address.written: person.id for person in after.roster.people if person.address}[
        "matti.virtanen@example.org"
    ] == before.roster.people[0].id


def test_a_name_and_an_address_put_right_on_the_same_row_are_the_same_person() -> None:
    """Both a slip in the name and another address: the row and the organisation still say who it
    is.
    """
    before = read(
        entry(2, "Matti Vitranen", "mv@example.org", organisation="Kainuun liitto"), LIISA
    )
    after = read(MATTI, LIISA, known=memory(before))
    assert by_name(after)["Matti Virtanen"] == before.roster.people[0].id


def test_somebody_else_of_the_name_is_somebody_else() -> None:
    """And no stricter than it must be: a namesake in another region is not taken for the one who
    left.
    """
    before = read(MATTI)
    after = read(
        entry(
            4,
            "Matti Virtanen",
            "matti.virtanen@lappi.example.org",
            organisation="Lapin liitto",
            region="Lappi",
            file="b.csv",
        ),
        known=memory(before),
    )
    assert after.roster.people[0].id != before.roster.people[0].id


def test_all_addresses_ever_seen_lead_to_the_person() -> None:
    """Corrected and corrected back in another file: the first address is still remembered."""
    first = read(MATTI)
    second = read(
        replace(MATTI, addresses=(Address("m@example.net", "m@example.net"),)), known=memory(first)
    )
    third = read(
        entry(9, "Matti Virtanen", "matti.virtanen@example.org", file="c.csv"),
        known=memory(first, second),
    )
    assert first.roster.people[0].id == second.roster.people[0].id == third.roster.people[0].id


def test_two_who_turn_out_to_be_one_keep_the_older_id() -> None:
    """A row that has both addresses shows it; the pair is reported, so that the letters of both can
    be joined.
    """
    one = entry(
        2, "Matti Virtanen", "matti@example.org", region="Kainuu", organisation="Kainuun liitto"
    )
    two = entry(
        3,
        "Matti Virtanen",
        "matti@example.net",
        region="Lappi",
        organisation="Lapin opisto",
        sheet="Lappi",
    )
    before = read(one, two)
    assert len(before.roster.people) == 2
    both = replace(one, addresses=(*one.addresses, *two.addresses))
    after = read(both, two, known=memory(before))
    old, new = (person.id for person in before.roster.people)
    assert [person.id for person in after.roster.people] == [old]
    assert after.joined == ((new, old),)


def test_what_was_one_once_stays_one() -> None:
    """The row that brought two addresses together is gone; the person is remembered by both."""
    both = replace(
        MATTI, addresses=(*MATTI.addresses, Address("matti@example.net", "matti@example.net"))
    )
    other = entry(
        8,
        "Matti Virtanen",
        "matti@example.net",
        region="Lappi",
        organisation="Lapin opisto",
        file="b.csv",
    )
    before = read(both, other)
    after = read(MATTI, other, known=memory(before))
    assert [person.id for person in after.roster.people] == [before.roster.people[0].id]


def test_a_stranger_on_the_row_of_somebody_who_vanished_is_asked_about() -> None:
    """A new name with a new address where an old person stood: the same under a new name, or a
    successor? Until answered.
    """
    before = read(MATTI, LIISA)
    liisa = by_name(before)["Liisa Korhonen"]
    now = (MATTI, entry(3, "Oona Öhman", "oona.ohman@example.org", organisation="Kainuun opisto"))
    after = read(*now, known=memory(before))
    oona = by_name(after)["Oona Öhman"]
    assert [question.people for question in after.roster.questions] == [(oona, liisa)]
    assert "Liisa Korhonen" in after.roster.questions[0].evidence[0].text
    again = read(*now, known=memory(before, after))
    assert [question.people for question in again.roster.questions] == [(oona, liisa)]

    looks = (seen(after.roster.people[1]), seen(before.roster.people[1]))
    different = SameOrDifferent(same=False, people=(oona, liisa), seen=looks)
    told = read(*now, known=memory(before, after), answers=[different])
    assert told.roster.questions == ()
    assert by_name(told)["Oona Öhman"] == oona

    same = SameOrDifferent(same=True, people=(oona, liisa), seen=looks)
    told = read(*now, known=memory(before, after), answers=[different, same])
    assert told.roster.questions == ()
    assert by_name(told)["Oona Öhman"] == liisa
    assert told.joined == ((oona, liisa),)


def test_people_who_only_moved_up_a_row_are_not_asked_about() -> None:
    """Deleting a row moves everybody below: they were known before, so nobody took anybody's
    place.
    """
    before = read(MATTI, LIISA)
    moved = entry(2, "Liisa Korhonen", "liisa.korhonen@example.org", organisation="Kainuun opisto")
    assert read(moved, known=memory(before)).roster.questions == ()


def test_who_moved_up_is_not_asked_about_later_either() -> None:
    """Nor when the sheets are read again, and the moved row is all that is remembered of them."""
    moved = entry(2, "Liisa Korhonen", "liisa.korhonen@example.org", organisation="Kainuun opisto")
    before = read(MATTI, LIISA)
    after = read(moved, known=memory(before))
    assert read(moved, known=memory(before, after)).roster.questions == ()


def test_who_comes_back_otherwise_is_asked_about() -> None:
    """On another row, with another address, organisation and region: only the name is what it was.
    Until answered, also where both stood on the sheets for a while.
    """
    before = read(MATTI, LIISA)
    back = entry(9, "Matti Virtanen", "mv@example.net", organisation="Lapin opisto", region="Lappi")
    after = read(LIISA, back, known=memory(before))
    new, old = by_name(after)["Matti Virtanen"], by_name(before)["Matti Virtanen"]
    for found in (after, read(LIISA, back, known=memory(before, after))):
        assert [question.people for question in found.roster.questions] == [(new, old)]
    told = SameOrDifferent(
        same=False,
        people=(new, old),
        seen=(seen(after.roster.people[1]), seen(before.roster.people[0])),
    )
    assert read(LIISA, back, known=memory(before, after), answers=[told]).roster.questions == ()
    beside = read(MATTI, LIISA, back)
    assert len(read(LIISA, back, known=memory(beside)).roster.questions) == 1


def test_every_way_a_name_was_written_is_remembered() -> None:
    """The row with the best name is gone; what is left of them is still they."""
    masa = entry(
        5,
        "Masa Virtanen",
        "toimisto@example.org",
        organisation="Kainuun liitto",
        phone="044 7083846",
        file="b.csv",
    )
    before = read(replace(MATTI, phone="044 7083846"), masa)
    answers = [answered(before.roster.people, True)] if len(before.roster.people) == 2 else []
    one = read(replace(MATTI, phone="044 7083846"), masa, known=memory(before), answers=answers)
    assert len(one.roster.people) == 1
    moved = replace(masa, phone=None, role=replace(masa.role, origin=Origin("c.csv", None, 9)))
    assert [person.id for person in read(moved, known=memory(before, one)).roster.people] == [
        one.roster.people[0].id
    ]
