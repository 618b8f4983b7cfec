"""Counting: who has been reached, as the ledger knows it, at a glance however many people there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from invite.campaign.audience import Waves
from invite.campaign.project import Project
from invite.campaign.summarise import last_reading, summary
from invite.ledger.counting import Everybody
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.summary import SKIPPED, Line
from invite.tally import NOWHERE, Tallies, Tally, in_order, needs_human

if TYPE_CHECKING:
    from invite.report.workbook import Stood

Place = tuple[str, str]  # a state, and why somebody is skipped


def tallies(project: Project, mailings: Sequence[Mailing], *, most: int | None = None, detailed: Collection[str] = ()) -> Tallies:
    """Where everyone stands in these mailings, counted just as `tally.tallied` counts the lines of all.

    most: how many of those who need a human to name. detailed: the mailings to count by role, region and group too.
    """
    everybody = project.ledger.counting.everybody([mailing.name for mailing in mailings], parts=bool(detailed))
    counted = (_tally(project, everybody, mailing, most, detailed=mailing.name in detailed) for mailing in mailings)
    found = Tallies(mailings=tuple(counted), read=last_reading(project))
    return found.at_rest() if project.ledger.letting_go.closed() else found


def stood(project: Project, mailings: Sequence[Mailing]) -> Iterator[Stood]:
    """Where everybody stands in these mailings, for a workbook without addresses."""
    from invite.report.workbook import Stood

    everybody = project.ledger.counting.everybody([mailing.name for mailing in mailings], parts=False)
    at = project.ledger.counting.last()
    found: list[tuple[Mapping[str, frozenset[str]], Mapping[str, Line]]] = []
    for mailing in mailings:
        plain, single = _places(project, everybody, mailing)
        found.append((plain, _lines(project, mailing, single)))
    zone = ZoneInfo(project.settings.event.timezone)
    for one in project.ledger.persons.recorded():
        id_ = one.person.id
        lines = tuple(lines[id_] for _plain, lines in found if id_ in lines)
        states = [_state(id_, plain, lines) for plain, lines in found]
        if any(states):
            yield Stood(one.person, "", states, at[id_].astimezone(zone) if id_ in at else None, lines)


def _state(id_: str, plain: Mapping[str, frozenset[str]], lines: Mapping[str, Line]) -> str | None:
    if id_ in lines:
        return lines[id_].state
    return next((state for state, people in plain.items() if id_ in people), None)


def telling(project: Project, mailings: Sequence[Mailing]) -> Mailing:
    """The mailing that a look at the project is most about: the last that has letters; the first where none has."""
    begun = project.ledger.counting.begun()
    return next((mailing for mailing in reversed(mailings) if mailing.name in begun), mailings[0])


def _tally(project: Project, everybody: Everybody, mailing: Mailing, most: int | None, *, detailed: bool) -> Tally:
    plain, single = _places(project, everybody, mailing)
    lines = _lines(project, mailing, [id_ for id_, place in single.items() if place is None])
    places = {id_: place or _place(lines[id_]) for id_, place in single.items() if place or id_ in lines}
    look = [id_ for id_, (state, because) in places.items() if needs_human(state, because)]
    lines |= _lines(project, mailing, [id_ for id_ in look[:most] if id_ not in lines])
    counts = Counter(state for state, _because in places.values())
    counts.update({state: len(people) for state, people in plain.items() if people})
    sides = [_by_part(everybody, which, plain, places) if detailed else {} for which in (1, 3, 2)]
    return Tally(
        mailing=mailing.name,
        counts=counts,
        held=Counter(because for state, because in places.values() if state == SKIPPED),
        roles=sides[0],
        regions=sides[1],
        groups=sides[2],
        look=tuple(lines[id_] for id_ in look[:most]),
        looks=len(look),
    )


def _place(line: Line) -> Place:
    return line.state, line.because if line.state == SKIPPED else ""


def _places(
    project: Project, everybody: Everybody, mailing: Mailing
) -> tuple[Mapping[str, frozenset[str]], Mapping[str, Place | None]]:
    """By state, those whose one letter has gone; and the place of everybody else, None where more must be known to tell it.

    The rules stand in `summary.line` and `Waves`. What is told here is only the plain case: one letter that has gone, or none
    in a mailing that leaves nobody aside.
    """
    told = everybody.letters[mailing.name]
    leaves_aside = not Waves(project).plain(mailing)
    plain = {State.SENT.value: told.sent}
    if not project.reaches:
        plain[State.WRITTEN.value] = told.written
    done = frozenset().union(*plain.values())
    with_letter = told.sent | told.written | told.others
    single: dict[str, Place | None] = {}
    for id_, held, gone in everybody.roster:
        if id_ in done:
            continue
        if id_ in with_letter or (leaves_aside and not gone):
            single[id_] = None
        elif not gone:
            single[id_] = (SKIPPED, held) if held else (State.READY.value, "")
    return plain, single


def _by_part(
    everybody: Everybody, which: int, plain: Mapping[str, frozenset[str]], places: Mapping[str, Place]
) -> Mapping[str, Counter[str]]:
    """Counts of states by one side of the parts, by its place in `Everybody.parts`; as `tally.by_part`."""
    everyone = {id_ for id_, _held, _gone in everybody.roster}
    person, name_of = itemgetter(0), itemgetter(1)
    named = set(filter(name_of, map(itemgetter(0, which), everybody.parts)))
    named |= {(id_, NOWHERE) for id_ in everyone.difference(map(person, named))}
    # Nearly everybody is in one state: all are counted so at first, and the others looked at one by one.
    usual = max(plain, key=lambda state: len(plain[state]))
    found = {name: Counter({usual: n}) for name, n in Counter(map(name_of, named)).items()}
    state_of = {id_: state for state, people in plain.items() if state != usual for id_ in people}
    state_of |= {id_: state for id_, (state, _because) in places.items()}
    others = set(map(person, named)) - plain[usual]
    for id_, name in [pair for pair in named if pair[0] in others]:
        found[name][usual] -= 1
        if id_ in state_of:
            found[name][state_of[id_]] += 1
    return in_order({name: +counts for name, counts in found.items() if any(counts.values())})


def _lines(project: Project, mailing: Mailing, people: Collection[str]) -> dict[str, Line]:
    """The lines of these people, by id; those outside the audience have none."""
    if not people:
        return {}
    ids = [PersonId(id_) for id_ in people]
    recorded = project.ledger.persons.recorded(of=ids)
    return {line.person.id: line for line in summary(project, mailing, recorded, Waves(project, of=ids)).lines}
