"""Who would be written to now, what samples show best, and what a run has done to everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from invite.campaign.audience import Waves
from invite.campaign.connection import words
from invite.campaign.filters import Filters, chosen
from invite.campaign.gather import Gathered
from invite.campaign.project import Project
from invite.campaign.run import Carried
from invite.delivery.model import Accepted, Deferred, Outcome, Refused, Unclear, Written
from invite.errors import MustMend, WrongUsage
from invite.language import Language
from invite.ledger.letters import LetterStory
from invite.lifecycle import State
from invite.mailing import Mailing
from invite.people.model import Address, Person, PersonId
from invite.plan import FURTHEST, OUTSIDE, UNSENT, Because, Plan, Send, Skip, Standing, decide
from invite.summary import SKIPPED, Line, line
from invite.words import _

SAMPLES = 5
# What stands in a sample where a resend has the coordinator's own words.
PREFACES: Mapping[Language, str] = {
    "fi": "Tässä kohdassa on saate, jonka kirjoitat, kun lähetät kirjeen jollekulle uudelleen.",
    "sv": "Här står den hälsning som du skriver när du skickar brevet till någon på nytt.",
    "en": "Here stand the words that you write when you send somebody the letter again.",
}


def plan_for(project: Project, gathered: Gathered, mailing: Mailing, filters: Filters, limit: int | None = None) -> Plan:
    """A step for everyone in the mailing's audience. limit: how many are written to at most.

    Raises WrongUsage for filters that do not fit the people.
    """
    people = gathered.roster.people
    waves = Waves(project)
    waves.check(mailing, people)
    standings = waves.standings(mailing)
    reasons = waves.reasons(mailing, people, gathered.held)
    inside = passing(people, reasons, standings, filters, reaches=project.reaches)
    outside = {person.id: Because.FILTERED for person in people if person.id not in inside}
    # Who is filtered out is no concern of this run, whatever has happened to them.
    here = {id_: standing for id_, standing in standings.items() if id_ in inside}
    return decide(people, here, {**reasons, **outside}, reaches=project.reaches, limit=limit)


def passing(
    people: tuple[Person, ...],
    held: Mapping[PersonId, Because],
    standings: Mapping[PersonId, Standing],
    filters: Filters,
    *,
    reaches: bool,
) -> frozenset[PersonId]:
    """The ids of those who pass all filters, `--state` among them. reaches: as for `plan.decide`."""
    ids = chosen(people, filters)
    if not filters.states:
        return ids
    wanted = {state.casefold() for state in filters.states}
    lines = (
        line(person, held.get(person.id), standings.get(person.id), reaches=reaches) for person in people if person.id in ids
    )
    return frozenset(one.person.id for one in lines if one.state in wanted)


def again(project: Project, mailing: Mailing, person: Person, to: Address, *, because: str = "", preface: str = "") -> Send:
    """The step that writes to one person deliberately: number 1 to who has not been written to, else the next number.

    A letter that cannot have arrived (ready, waiting, a draft in the outbox) is written anew under its own number, so that there
    are not two of it. because, preface: of this resend; where they are empty, those that the letter has stay.
    Raises MustMend for somebody who asked to be left alone, WrongUsage while another run has their letter in hand.
    """
    if person.id in project.ledger.stops.stopped():
        raise MustMend(
            _("{name} asked to be left alone.").format(name=person.name.full),
            hint=_("If they want letters after all: invite stop {id} --undo").format(id=person.id),
        )
    letters = [one for one in project.ledger.letters.letters_of(person.id) if one.mailing == mailing.name]
    if not letters:
        return Send(person, to, 1, because=because, preface=preface, deliberate=True)
    _not_in_hand(project, letters)
    latest = min(letters, key=lambda one: (-one.number, FURTHEST.index(one.state)))
    if latest.state not in UNSENT:
        return Send(person, to, latest.number + 1, because=because, preface=preface, deliberate=True)
    words = (because or latest.because, preface or latest.preface)
    return Send(person, to, latest.number, latest.message_id, *words, deliberate=True)


def _not_in_hand(project: Project, letters: Iterable[LetterStory]) -> None:
    """Raises WrongUsage where one of these is just being sent: soon it will be known what became of it."""
    unclear = [one.id for one in letters if one.state is State.UNCLEAR]
    # What has been told of since it was looked at was in hand, too.
    if unclear and not set(unclear) <= {doubt.letter for doubt in project.ledger.unclear.all() if not doubt.in_hand}:
        raise WrongUsage(_("This letter is just being sent."), hint=_("Wait until that run has ended."))


def samples(plan: Plan, language: Language) -> tuple[Send, ...]:
    """Up to five letters that differ most: each language, one part and many, each kind of part, and one as a resend has it.

    language: the event's, which those get for whom no sheet names another.
    """
    # Those still to be written to are the likeliest to show what is about to go; after that anybody will do.
    steps = [step for step in plan.steps if step.person.address and not _outside(step)]
    steps.sort(key=lambda step: isinstance(step, Skip))
    picked: list[Person] = []
    seen: set[object] = set()

    def worth(step: Send | Skip) -> tuple[bool, int]:
        # A language is another template: nothing else differs so much, however many other things somebody's letter shows.
        new = _traits(step.person, language) - seen
        return ("language", step.person.language or language) in new, len(new)

    while steps and len(picked) < SAMPLES - 1:
        best = max(steps, key=worth)
        if not worth(best)[1]:
            break
        picked.append(best.person)
        seen |= _traits(best.person, language)
        steps.remove(best)
    # The resend's is somebody else's letter where there is anybody else.
    last = [*(step.person for step in steps), *picked][:1]
    first = (Send(person, person.address, 1) for person in picked if person.address)
    resent = (Send(who, who.address, 2, preface=PREFACES[who.language or language]) for who in last if who.address)
    return (*first, *resent)


def _outside(step: Send | Skip) -> bool:
    return isinstance(step, Skip) and step.because in {Because.FILTERED, Because.UNWANTED, Because.STOPPED, *OUTSIDE}


def _traits(person: Person, language: Language) -> set[object]:
    kinds = {role.kind for role in person.roles}
    return {("language", person.language or language), ("parts", min(len(person.roles), 3)), *(("kind", kind) for kind in kinds)}


def cut_off(
    project: Project, mailing: Mailing, sends: Iterable[Send], carried: Mapping[PersonId, Carried]
) -> dict[PersonId, Carried]:
    """What became of the letters that a run began and, stopped in the middle, could not tell of, as the ledger has it."""
    standings = project.ledger.letters.standings(mailing.name)
    found: dict[PersonId, Carried] = {}
    for send in sends:
        id_ = send.person.id
        standing = standings.get(id_)
        if standing is None or id_ in carried or standing.number != send.number:
            continue
        if standing.state is State.UNCLEAR:
            found[id_] = Carried(id_, standing.message_id, Unclear(_("stopped while it was being handed over")))
        elif standing.state is State.SENT:
            found[id_] = Carried(id_, standing.message_id, Accepted(standing.reply))
    return found


def results(project: Project, plan: Plan, carried: Mapping[PersonId, Carried]) -> tuple[Line, ...]:
    """What this run has done to everyone in the plan; who was to be written to and was not is ready still."""
    return tuple(_result(project, step, carried.get(step.person.id)) for step in plan.steps)


def _result(project: Project, step: Send | Skip, carried: Carried | None) -> Line:
    match step:
        case Send(person, to, number):
            if carried is None:
                return Line(person=person, state=State.READY.value, to=to.written, number=number)
            if carried.outcome is None:
                # Not claimed: somebody else has it, or has stopped or erased this person since it was composed.
                why = Because.STOPPED if project.ledger.stops.alone(person.id) else Because.TAKEN
                return Line(person=person, state=SKIPPED, because=why.value, to=to.written, number=number)
            return Line(
                person=person,
                state=outcome_state(carried.outcome).value,
                to=to.written,
                number=number,
                at=project.now(),
                reply=words(carried.outcome),
                message_id=carried.message_id,
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
