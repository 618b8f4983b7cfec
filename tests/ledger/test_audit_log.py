"""Counting at a glance gives what the lines of everybody add up to, and looking somebody up finds
all whom WHO may mean.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from begin import begin, end
from desk import desk
from hypothesis import given
from hypothesis import strategies as st
from made import person

from invite.campaign.project import Project, opened
from invite.campaign.status.overview import Stood, overview, stood_counted, tallies
from invite.campaign.status.overview import stood as all_stood
from invite.ledger.letters.claims import NewLetter
from invite.ledger.people.search import plain_lines
from invite.lifecycle import Fact
from invite.mailing.reply import Reply
from invite.people.lookup import find, plain
from invite.people.model import Person, PersonId
from invite.plan import Because, decide
from invite.tally import tallied

START = datetime(2027, 1, 12, 7, 14, tzinfo=UTC)
# What can have happened to a letter, the courier's way and later.
HISTORIES: tuple[tuple[Fact, ...], ...] = (
    (),
    (Fact.ACCEPTED,),
    (Fact.REFUSED,),
    (Fact.DEFERRED,),
    (Fact.RELEASED,),
    (Fact.ACCEPTED, Fact.BOUNCED),
    (Fact.ACCEPTED, Fact.DELAYED),
    (Fact.BOUNCED,),
)
PREPARED = (Fact.RELEASED, Fact.RELEASED)  # stands for a letter without any fact
TWO_WAVES = '[mailing.kutsu]\n[mailing.muistutus]\naudience = "not registered"\n'


MANY_WAVES = (
    TWO_WAVES + '[mailing.ohjelma]\naudience = "registered"\n[mailing.kiitos]\naudience ='
    ' "attended"\n[mailing.muutos]\n'
    + 'audience = "holds old facts and not declined"\n[mailing.kirje]\naudience = "not reached or'
    ' declined"\n' + '[mailing.kaikille]\n[mailing.tiimille]\naudience = "group'
    ' A"\n[mailing.myohemmin]\nnot_before = 2099-01-01\n'
)


@pytest.fixture(params=["", TWO_WAVES, MANY_WAVES], ids=["one mailing", "two waves", "many waves"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    here = desk(tmp_path)
    here.settings('courier = "smtp"\nhost = "localhost"\n', more=request.param)
    ticks = itertools.count()
    with opened(tmp_path, lambda: START + timedelta(seconds=next(ticks))) as made:
        yield made


def letter(project: Project, to: Person, number: int, mailing: str = "kutsu") -> NewLetter:
    assert to.address
    id_ = project.ledger.keys.letter_id(to.id, mailing, number)
    return NewLetter(
        person=to.id,
        mailing=mailing,
        number=number,
        message_id=f"<{id_}@example.org>",
        name=to.name.full,
        to=to.address,
        subject="Kutsu",
        text="Hei!",
        digest="d",
        frame="f",
    )


def happens(project: Project, to: Person, number: int, history: tuple[Fact, ...]) -> None:
    one = letter(project, to, number)
    assert begin(project.ledger, one)
    for fact in history:
        end(project.ledger, one, fact, "250 2.0.0 Ok")


def test_counts_at_a_glance_are_those_of_the_lines(project: Project) -> None:
    """Whatever has happened to letters 1 and 2, and whoever is held, gone or without an address.

    A letter that was prepared for a run, which then ended before it was begun, counts for nothing.
    """
    kinds = (None, PREPARED, *HISTORIES)
    cases = [(first, second) for first in kinds for second in kinds]
    people = [
        person(
            f"p{n}",
            f"Etu{n} Suku{n}",
            region=("Kainuu", "Lappi", None)[n % 3],
            group=("A", None)[n % 2],
        )
        for n in range(len(cases))
    ]
    silent = person("x1", "Onni Osoitteeton", "")
    asked, unwanted = person("x2", "Kuka Kyselty"), person("x3", "Ei Kutsuta")
    ledger = project.ledger
    ledger.persons.record_reading([(one, None) for one in people], [], [])
    for one, (first, second) in zip(people, cases, strict=True):
        for number, history in ((1, first), (2, second)):
            if history is PREPARED:
                ledger.claims.prepare([letter(project, one, number)])
            elif history is not None:
                happens(project, one, number, history)
    held = [(silent, Because.NO_ADDRESS), (asked, Because.QUESTION), (unwanted, Because.UNWANTED)]
    # Every seventh is on no sheet any more.
    there = [(one, None) for n, one in enumerate(people) if n % 7]
    ledger.persons.record_reading([*there, *held], [(PersonId("p8"), PersonId("p9"))], [])
    # Some have answered, were there, or asked to be left alone.
    for place, reply in enumerate(Reply):
        ledger.marks.put(
            [one.id for one in (*people[place::11], *(who for who, _held in held[place:]))], reply
        )
    for one in (*people[5::13], silent):
        ledger.stops.stop([one.id])
    mailings = project.settings.mailings
    names = [mailing.name for mailing in mailings]
    found = overview(project, mailings)
    for quick, lines in zip(
        tallies(project, mailings, detailed=names).mailings, found.mailings, strict=True
    ):
        assert quick == tallied(lines)
        assert sum(quick.counts.values()) == len(lines.lines) == quick.people
        assert sum(quick.held.values()) == quick.counts["skipped"]
    assert [_told(one) for one in stood_counted(project, mailings)] == [
        _told(one) for one in all_stood(found)
    ]
    assert (
        tallies(project, mailings, most=3).mailings[0].look == tallied(found.mailings[0]).look[:3]
    )


@pytest.mark.parametrize("courier", ["outbox", "smtp"])
def test_a_draft_to_an_old_address_counts_as_send_will_treat_it(
    tmp_path: Path, courier: str
) -> None:
    """Drafts counted at a glance stand as their lines do and as the next send takes them, the
    address being new or not.
    """
    desk(tmp_path).settings(
        f'courier = "{courier}"\n' + 'host = "localhost"\n' * (courier == "smtp")
    )
    with opened(tmp_path, lambda: START) as project:
        people = [person(name) for name in ("same", "moved", "held")]
        for one in people:
            project.ledger.persons.record_reading([(each, None) for each in people], [], [])
            project.ledger.claims.write_down(
                letter(project, one, 1), courier="outbox", write=lambda: "kutsu/1.eml"
            )
        people[1:] = [
            person(name, "Matti Meikäläinen", f"{name}.new@example.org")
            for name in ("moved", "held")
        ]
        now = [(each, Because.QUESTION if each.id == "held" else None) for each in people]
        project.ledger.persons.record_reading(now, [], [])
        (mailing,) = project.settings.mailings
        standings, held = (
            project.ledger.letters.standings(mailing.name),
            {who.id: why for who, why in now if why},
        )
        sends = decide(people, standings, held, reaches=project.reaches).sends
        (quick,) = tallies(project, [mailing], detailed=[mailing.name]).mailings
        assert quick == tallied(overview(project, [mailing]).mailings[0])
        assert quick.counts["ready"] == len(sends) == (1 if courier == "outbox" else 2)


def _told(one: Stood) -> tuple[object, ...]:
    """What a workbook tells of somebody."""
    return (
        one.person.id,
        tuple(one.states),
        {(line.state, line.because) for line in one.lines if line.state == "skipped"},
    )


def test_before_anything(project: Project) -> None:
    """An empty ledger counts nobody."""
    first, *_others = tallies(project, project.settings.mailings).mailings
    assert (first.people, first.looks) == (0, 0)


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
