"""Counting: who has been reached, as the ledger knows it, at a glance however many people there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from invite.campaign.audience import Waves
from invite.campaign.project import Project
from invite.campaign.summarise import last_reading, summary
from invite.ledger.counting import Everybody
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.plan import OUTSIDE, Because
from invite.summary import SKIPPED, Line
from invite.tally import NOWHERE, Tallies, Tally, in_order, needs_human

if TYPE_CHECKING:
    from invite.report.workbook import Stood

Place = tuple[str, str]  # a state, and why somebody is skipped


def tallies(project: Project, mailings: Sequence[Mailing], *, most: int | None = None, detailed: Collection[str] = ()) -> Tallies:
    """Where everyone stands in these mailings, counted just as `tally.tallied` counts the lines of all.

    most: how many of those who need a human to name. detailed: the mailings to count by role, region and group too.
    """
    everybody = _everybody(project, parts=bool(detailed))
    counted = (_tally(project, everybody, mailing, most, detailed=mailing.name in detailed) for mailing in mailings)
    found = Tallies(mailings=tuple(counted), read=last_reading(project))
    return found.at_rest() if project.ledger.letting_go.closed() else found


def stood(project: Project, mailings: Sequence[Mailing]) -> Iterator[Stood]:
    """Where everybody stands in these mailings, for a workbook without addresses."""
    from invite.report.workbook import Stood

    everybody = _everybody(project, parts=False)
    at = project.ledger.counting.last()
    found: list[tuple[Mapping[str, frozenset[str]], Mapping[str, Place | None], Mapping[str, Line]]] = []
    for mailing in mailings:
        plain, single = _places(project, everybody, mailing)
        # Who is simply to be written to has nothing else to be told.
        told = [id_ for id_, place in single.items() if place is None or place[0] == SKIPPED]
        found.append((plain, single, _lines(project, mailing, told)))
    zone = ZoneInfo(project.settings.event.timezone)
    for one in project.ledger.persons.recorded():
        id_ = one.person.id
        lines = tuple(lines[id_] for _plain, _single, lines in found if id_ in lines)
        states = [_state(id_, *each) for each in found]
        if any(states):
            yield Stood(one.person, "", states, at[id_].astimezone(zone) if id_ in at else None, lines)


def _everybody(project: Project, *, parts: bool) -> Everybody:
    """With the letters of all mailings: whom one is for may hang on the earlier ones."""
    return project.ledger.counting.everybody([mailing.name for mailing in project.settings.mailings], parts=parts)


def _state(
    id_: str, plain: Mapping[str, frozenset[str]], single: Mapping[str, Place | None], lines: Mapping[str, Line]
) -> str | None:
    if id_ in lines:
        return lines[id_].state
    if place := single.get(id_):
        return place[0]
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
    sides = [_by_part(everybody, which, plain, places) if detailed else {} for which in (0, 2, 1)]
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
    in a mailing that leaves nobody aside, or whose audience can be told at a glance.
    """
    told = everybody.letters[mailing.name]
    waves = Waves(project)
    leaves_aside = not waves.plain(mailing)
    glance = waves.at_a_glance(mailing, everybody.letters) if leaves_aside else None
    # A draft is to go again where the person has another address now: `summary.line` asks the plan.
    plain = {State.SENT.value: told.sent}
    with_letter = told.sent | told.written | told.others
    single: dict[str, Place | None] = {}
    for id_, held, gone in everybody.roster:
        if id_ in told.sent:
            continue
        if id_ in with_letter or (leaves_aside and not gone and (glance is None or id_ in glance.unknown)):
            single[id_] = None
        elif not gone:
            aside = glance.reason(id_) if glance else None
            if aside in OUTSIDE:
                continue
            # As in `Waves.reasons`: who asked to be left alone is told so first, then what hinders them, then the rest.
            because = aside if aside is Because.STOPPED else held or aside
            single[id_] = (SKIPPED, str(because)) if because else (State.READY.value, "")
    return plain, single


def _by_part(
    everybody: Everybody, which: int, plain: Mapping[str, frozenset[str]], places: Mapping[str, Place]
) -> Mapping[str, Counter[str]]:
    """Counts of states by one side of the parts, by its place in a part; as `tally.by_part`."""
    theirs: dict[str, set[str]] = {}
    for parts, people in everybody.parts:
        for name in {part[which] or NOWHERE for part in parts} - {NOWHERE} or {NOWHERE}:
            theirs.setdefault(name, set()).update(people)
    states: dict[str, set[str]] = {state: set(people) for state, people in plain.items()}
    for id_, (state, _because) in places.items():
        states.setdefault(state, set()).add(id_)
    found = {name: +Counter({state: len(people & in_it) for state, in_it in states.items()}) for name, people in theirs.items()}
    return in_order({name: counts for name, counts in found.items() if counts})


def _lines(project: Project, mailing: Mailing, people: Collection[str]) -> dict[str, Line]:
    """The lines of these people, by id; those outside the audience have none."""
    if not people:
        return {}
    ids = [PersonId(id_) for id_ in people]
    recorded = project.ledger.persons.recorded(of=ids)
    return {line.person.id: line for line in summary(project, mailing, recorded, Waves(project, of=ids)).lines}
