"""Where everybody stands: counts that add up, and that promise what `send` does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from begin import begin, end
from desk import desk
from made import person

from invite.campaign.project import Project, opened
from invite.campaign.status.eligibility import Waves
from invite.campaign.status.overview import by_person, counted, overview
from invite.ledger.letters.claims import NewLetter
from invite.ledger.storage.letter_text import KeptText
from invite.lifecycle import Fact
from invite.mailing.reply import Reply
from invite.people.model import Person, PersonId
from invite.plan import Because, decide

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
        id=id_,
        person=to.id,
        mailing=mailing,
        number=number,
        message_id=f"<{id_}@example.org>",
        name=to.name.full,
        to=to.address,
        subject="Kutsu",
        text=KeptText("Hei!"),
        digest="d",
        frame="f",
    )


def happens(project: Project, to: Person, number: int, history: tuple[Fact, ...]) -> None:
    one = letter(project, to, number)
    if history is PREPARED:
        project.ledger.claims.prepare([one])
        return
    assert begin(project.ledger, one)
    for fact in history:
        end(project.ledger, one, fact, "250 2.0.0 Ok")


def populate(project: Project) -> dict[PersonId, Because]:
    """People with every pair of histories of letters 1 and 2, some held, gone, marked, left alone;
    why those of them who are on a sheet are held.
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
            if history is not None:
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
    return {who.id: why for who, why in held}


def test_counts_add_up_whatever_happened(project: Project) -> None:
    """Each mailing's counts add up to its people, the reasons to the skipped, the reached are the
    sent; counted by region nobody is lost, and everybody of a workbook stands in some mailing.
    """
    populate(project)
    found = overview(project, project.settings.mailings)
    tallies = counted(project, found)
    for tally, summary in zip(tallies.mailings, found.mailings, strict=True):
        assert sum(tally.counts.values()) == tally.people == len(summary.lines)
        assert len({line.person.id for line in summary.lines}) == len(summary.lines)
        assert sum(tally.held.values()) == tally.counts["skipped"]
        assert tally.reached == tally.counts["sent"] == summary.reached
        # Everybody here has one part, so each is counted once.
        assert sum(counts.counts.total() for counts in tally.regions.values()) == tally.people
        assert tally.looks == len(tally.look)
    people = list(by_person(found))
    assert len({one.person.id for one in people}) == len(people)
    assert all(any(one.states) for one in people)


def test_who_is_to_be_written_to_is_whom_send_writes_to(project: Project) -> None:
    """Of everybody on the sheets just those are ready or waiting whom the next send writes to."""
    held = populate(project)
    there = [one.person for one in project.ledger.persons.recorded() if not one.gone]
    waves = Waves(project)
    for summary, mailing in zip(
        overview(project, project.settings.mailings).mailings,
        project.settings.mailings,
        strict=True,
    ):
        plan = decide(
            there,
            waves.standings(mailing),
            waves.reasons(mailing, there, held),
            reaches=project.reaches,
        )
        on_sheets = {one.id for one in there}
        promised = {
            line.person.id
            for line in summary.lines
            if line.state in ("ready", "waiting") and line.person.id in on_sheets
        }
        assert promised == {send.person.id for send in plan.sends}


@pytest.mark.parametrize("courier", ["outbox", "smtp"])
def test_a_draft_to_an_old_address_counts_as_send_will_treat_it(
    tmp_path: Path, courier: str
) -> None:
    """Drafts stand as the next send takes them, the address being new or not."""
    desk(tmp_path).settings(
        f'courier = "{courier}"\n' + 'host = "localhost"\n' * (courier == "smtp")
    )
    with opened(tmp_path, lambda: START) as project:
        people = [person(name) for name in ("same", "moved", "held")]
        for one in people:
            project.ledger.persons.record_reading([(each, None) for each in people], [], [])
            project.ledger.claims.write_down(
                letter(project, one, 1), courier="outbox", write=lambda: ("kutsu/1.eml", "")
            )
        people[1:] = [
            person(name, "Matti Meikäläinen", f"{name}.new@example.org")
            for name in ("moved", "held")
        ]
        now = [(each, Because.QUESTION if each.id == "held" else None) for each in people]
        project.ledger.persons.record_reading(now, [], [])
        (mailing,) = project.settings.mailings
        held = {who.id: why for who, why in now if why}
        standings = project.ledger.letters.standings(mailing.name)
        sends = decide(people, standings, held, reaches=project.reaches).sends
        (summary,) = overview(project, [mailing]).mailings
        assert summary.counts()["ready"] == len(sends) == (1 if courier == "outbox" else 2)


def test_before_anything(tmp_path: Path) -> None:
    """An empty ledger counts nobody, and knows that no sheet was read."""
    desk(tmp_path)
    with opened(tmp_path) as project:
        found = overview(project, project.settings.mailings)
    assert (found.mailings[0].lines, found.read.at) == ((), None)
