"""Who would be written to now, and the step that writes to one person again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from invite.campaign.filters import Choose, Filters, chosen, meant
from invite.campaign.gathering.gather import Gathered
from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.errors import MustMend, WrongUsage
from invite.ledger.letters.letters import LetterStory
from invite.lifecycle import DraftFound, State
from invite.mailing import Mailing
from invite.people.model import Address, Person, PersonId
from invite.plan import FURTHEST, UNSENT, Because, Plan, Send, Standing, decide
from invite.summary import line
from invite.words import _


class Selection(Struct, frozen=True, kw_only=True):
    """What of a mailing is asked for. mailing: its name; None for the default one. limit: how many
    are written to at most. dry_run: nothing is to be sent.
    """

    mailing: str | None
    wanted: Filters
    limit: int | None = None
    dry_run: bool = False

    def plan(self, project: Project, gathered: Gathered, choose: Choose) -> tuple[Mailing, Plan]:
        """The mailing, and a step for everyone in its audience."""
        mailing = project.mailing(self.mailing)
        wanted = meant(gathered.roster.people, self.wanted, choose)
        return mailing, plan_for(project, gathered, mailing, wanted, self.limit)


def plan_for(
    project: Project,
    gathered: Gathered,
    mailing: Mailing,
    filters: Filters,
    limit: int | None = None,
) -> Plan:
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
    """The ids of those who pass all filters, `--state` among them. reaches: as for
    `plan.decide`.
    """
    ids = chosen(people, filters)
    if not filters.states:
        return ids
    wanted = {state.casefold() for state in filters.states}
    lines = (
        line(person, held.get(person.id), standings.get(person.id), reaches=reaches)
        for person in people
        if person.id in ids
    )
    return frozenset(one.person.id for one in lines if one.state in wanted)


def again(
    project: Project,
    mailing: Mailing,
    person: Person,
    to: Address,
    *,
    because: str = "",
    preface: str = "",
) -> Send:
    """The step that writes to one person deliberately: number 1 to who has not been written to,
    else the next number.

    A letter that cannot have arrived (ready, waiting, a draft in the outbox) is written again under
    its own number, so that there are not two of it. because, preface: of this resend; where they
    are empty, those that the letter has stay. Raises MustMend for somebody who asked to be left
    alone, WrongUsage while another run has their letter in hand.
    """
    if person.id in project.ledger.stops.stopped():
        raise MustMend(
            _("{name} asked for no more letters.").format(name=person.name.full),
            hint=_("If they want letters after all: invite stop {id} --undo").format(id=person.id),
        )
    letters = [
        one for one in project.ledger.letters.letters_of(person.id) if one.mailing == mailing.name
    ]
    if not letters:
        return Send(person, to, 1, because=because, preface=preface, deliberate=True)
    _not_in_hand(project, letters)
    latest = min(letters, key=lambda one: (-one.number, FURTHEST.index(one.state)))
    if latest.state not in UNSENT:
        return Send(
            person, to, latest.number + 1, because=because, preface=preface, deliberate=True
        )
    _not_edited(project, person, latest)
    words = (because or latest.because, preface or latest.preface)
    return Send(person, to, latest.number, latest.message_id, *words, deliberate=True)


def _not_edited(project: Project, person: Person, letter: LetterStory) -> None:
    """Raises WrongUsage where a draft of this letter is not as we left it: it may have gone, or
    would go as well.
    """
    drafts = [one for one in project.ledger.drafts.lying() if one.letter == letter.id]
    if all(one.found is DraftFound.LIES for one in drafts):
        return
    if drafts[0].found is DraftFound.EDITED:
        raise WrongUsage(
            _("You have edited the draft to {name}: send it from your mail program.").format(
                name=person.name.full
            ),
            hint=_("Or delete it there, and then: invite settle --outbox --not-sent {id}").format(
                id=person.id
            ),
        )
    raise WrongUsage(
        _("The draft to {name} is no longer there: it may have been sent.").format(
            name=person.name.full
        ),
        hint=_(
            "Say so first: invite settle --outbox --sent {id}, or --not-sent instead of --sent"
        ).format(id=person.id),
    )


def _not_in_hand(project: Project, letters: Iterable[LetterStory]) -> None:
    """Raises WrongUsage where one of these is just being sent: soon it will be known what became of
    it.
    """
    unclear = [one.id for one in letters if one.state is State.UNCLEAR]
    # What has been told of since it was looked at was in hand, too.
    if unclear and not set(unclear) <= {
        doubt.letter for doubt in project.ledger.unclear.all() if not doubt.in_hand
    }:
        raise WrongUsage(
            _("This letter is being sent right now."), hint=_("Wait until that run has ended.")
        )
