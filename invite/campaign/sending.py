"""Who would be written to now, what samples show best, and what a run has done to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from invite.campaign.dispatch import Carried, words
from invite.campaign.filters import Filters, chosen
from invite.campaign.gather import Gathered
from invite.campaign.project import Project
from invite.delivery.model import Accepted, Deferred, Outcome, Refused, Unclear, Written
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import Address, Person, PersonId
from invite.plan import Because, Plan, Send, Skip, Standing, decide
from invite.summary import SKIPPED, Line, line

SAMPLES = 5


def plan_for(project: Project, gathered: Gathered, mailing: Mailing, filters: Filters, limit: int | None = None) -> Plan:
    """A step for everyone in the mailing's audience. limit: how many are written to at most.

    Raises WrongUsage for filters that do not fit the people.
    """
    people = gathered.roster.people
    standings = project.ledger.letters.standings(mailing.name)
    inside = passing(people, gathered.held, standings, filters)
    outside = {person.id: Because.FILTERED for person in people if person.id not in inside}
    # Who is filtered out is no concern of this run, whatever has happened to them.
    here = {id_: standing for id_, standing in standings.items() if id_ in inside}
    return decide(people, here, {**gathered.held, **outside}, reaches=project.reaches, limit=limit)


def passing(
    people: tuple[Person, ...],
    held: Mapping[PersonId, Because],
    standings: Mapping[PersonId, Standing],
    filters: Filters,
) -> frozenset[PersonId]:
    """The ids of those who pass all filters, `--state` among them."""
    ids = chosen(people, filters)
    if not filters.states:
        return ids
    wanted = {state.casefold() for state in filters.states}
    lines = (line(person, held.get(person.id), standings.get(person.id)) for person in people if person.id in ids)
    return frozenset(one.person.id for one in lines if one.state in wanted)


def again(project: Project, mailing: Mailing, person: Person, to: Address) -> Send:
    """The step that writes to one person deliberately: number 1 to who has not been written to, else the next number."""
    standing = project.ledger.letters.standings(mailing.name).get(person.id)
    if standing is None:
        return Send(person, to, 1)
    unsent = {State.READY, State.WAITING} | ({State.WRITTEN} if project.reaches else set())
    if standing.state in unsent:
        return Send(person, to, standing.number, standing.message_id)
    return Send(person, to, standing.highest + 1)


def samples(plan: Plan) -> tuple[Send, ...]:
    """Up to five letters that differ most: each language, one part and many, each kind of part."""
    # Those still to be written to are the likeliest to show what is about to go; after that anybody will do.
    steps = [step for step in plan.steps if step.person.address and not _outside(step)]
    steps.sort(key=lambda step: isinstance(step, Skip))
    picked: list[Person] = []
    seen: set[object] = set()
    while steps and len(picked) < SAMPLES:
        best = max(steps, key=lambda step: len(_traits(step.person) - seen))
        if picked and not _traits(best.person) - seen:
            break
        picked.append(best.person)
        seen |= _traits(best.person)
        steps.remove(best)
    return tuple(Send(person, person.address, 1) for person in picked if person.address)


def _outside(step: Send | Skip) -> bool:
    return isinstance(step, Skip) and step.because in (Because.FILTERED, Because.UNWANTED)


def _traits(person: Person) -> set[object]:
    kinds = {role.kind for role in person.roles}
    return {("language", person.language), ("parts", min(len(person.roles), 3)), *(("kind", kind) for kind in kinds)}


def results(project: Project, plan: Plan, carried: Mapping[PersonId, Carried]) -> tuple[Line, ...]:
    """What this run has done to everyone in the plan; who was to be written to and was not is ready still."""
    return tuple(_result(project, step, carried.get(step.person.id)) for step in plan.steps)


def _result(project: Project, step: Send | Skip, carried: Carried | None) -> Line:
    match step:
        case Send(person, to, number):
            if carried is None:
                return Line(person=person, state=State.READY.value, to=to.written, number=number)
            if carried.outcome is None:
                return Line(person=person, state=SKIPPED, because=Because.TAKEN.value, to=to.written, number=number)
            return Line(
                person=person,
                state=outcome_state(carried.outcome).value,
                to=to.written,
                number=number,
                at=project.now(),
                reply=words(carried.outcome),
                message_id=carried.draft.letter.message_id,
            )
        case Skip(person, because):
            # Nobody may overlook an unclear letter, so it keeps its state in every run's account.
            state = State.UNCLEAR.value if because is Because.UNCLEAR else SKIPPED
            to_ = person.address.written if person.address else ""
            return Line(person=person, state=state, because=because.value, to=to_)
    assert_never(step)


def outcome_state(outcome: Outcome) -> State:
    """The state that this outcome leaves a letter in."""
    match outcome:
        case Accepted():
            return State.SENT
        case Written():
            return State.WRITTEN
        case Deferred():
            return State.WAITING
        case Refused():
            return State.FAILED
        case Unclear():
            return State.UNCLEAR
    assert_never(outcome)
