"""What a run has done to everyone in the plan, and the exit code that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import assert_never

from invite.campaign.delivery.notices import Carried, words
from invite.campaign.project import Project
from invite.delivery.model import Accepted, Deferred, Outcome, Refused, Unclear, Written
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import PersonId
from invite.plan import Because, Plan, Send, Skip
from invite.summary import SKIPPED, Line
from invite.words import _


def cut_off(
    project: Project, mailing: Mailing, sends: Iterable[Send], carried: Mapping[PersonId, Carried]
) -> dict[PersonId, Carried]:
    """What became of the letters that a run began and, stopped in the middle, could not tell of, as
    the ledger has it.
    """
    standings = project.ledger.letters.standings(mailing.name)
    found: dict[PersonId, Carried] = {}
    for send in sends:
        id_ = send.person.id
        standing = standings.get(id_)
        if standing is None or id_ in carried or standing.number != send.number:
            continue
        if standing.state is State.UNCLEAR:
            found[id_] = Carried(
                id_, standing.message_id, Unclear(_("stopped while it was being handed over"))
            )
        elif standing.state is State.SENT:
            found[id_] = Carried(id_, standing.message_id, Accepted(standing.reply))
    return found


def results(project: Project, plan: Plan, carried: Mapping[PersonId, Carried]) -> tuple[Line, ...]:
    """What this run has done to everyone in the plan; who was to be written to and was not is ready
    still.
    """
    at = project.now()
    return tuple([_result(project, step, carried.get(step.person.id), at) for step in plan.steps])


def _result(project: Project, step: Send | Skip, carried: Carried | None, at: datetime) -> Line:
    match step:
        case Send(person, to, number):
            if carried is None:
                return Line(person=person, state=State.READY.value, to=to.written, number=number)
            if carried.outcome is None:
                # Not claimed: somebody else has it, or has stopped or erased this person since it
                # was composed.
                why = Because.STOPPED if project.ledger.stops.alone(person.id) else Because.TAKEN
                return Line(
                    person=person, state=SKIPPED, because=why.value, to=to.written, number=number
                )
            return Line(
                person=person,
                state=outcome_state(carried.outcome).value,
                to=to.written,
                number=number,
                at=at,
                reply=words(carried.outcome),
                message_id=carried.message_id,
            )
        case Skip(person, because):
            # Nobody may overlook an unclear letter, so it keeps its state in every run's account.
            state = State.UNCLEAR.value if because is Because.UNCLEAR else SKIPPED
            to_ = person.address.written if person.address else ""
            return Line(person=person, state=state, because=because.value, to=to_)
    assert_never(step)


def exit_code(lines: Iterable[Line], *, left: bool = False) -> int:
    """1 where some letters were refused, wait or are unclear, or (left) were not begun; else 0."""
    return int(left or any(line.state in ("failed", "waiting", "unclear") for line in lines))


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
