"""`resend --bounced`: whose letter came back, and which other address of theirs it could go to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from invite.campaign.project import Project
from invite.campaign.status.eligibility import Waves
from invite.lifecycle import Fact, State
from invite.mailing import Mailing
from invite.people.model import Address, Person, PersonId
from invite.plan import Because


class Offer(Struct, frozen=True, kw_only=True):
    """Somebody whose letter came back. came_back: from which address, as written. to: another one
    of theirs that nothing speaks against; None where none is known.
    """

    person: Person
    came_back: str
    to: Address | None


def offers(
    project: Project, mailing: Mailing, people: Iterable[Person], held: Mapping[PersonId, Because]
) -> tuple[Offer, ...]:
    """Everybody whose letter of the mailing came back and has not gone since. held: who cannot be
    written to; they are left out. So are those where it is us whom the server refuses: another
    address would not help.
    """
    people = tuple(people)
    waves = Waves(project)
    standings = waves.standings(mailing)
    aside = waves.reasons(mailing, people, held)
    bad = project.ledger.reports.bad_addresses()
    found = []
    for person in people:
        standing = standings.get(person.id)
        if standing is None or standing.state is not State.FAILED or person.id in aside:
            continue
        if standing.address not in bad or not _bounced(project, person.id, standing.letter):
            continue
        others = (
            address
            for address in person.addresses
            if address.key != standing.address
            and address.key not in bad
            and address.written not in standing.refused
        )
        found.append(Offer(person=person, came_back=standing.to, to=next(others, None)))
    return tuple(found)


def _bounced(project: Project, person: PersonId, letter: str) -> bool:
    return any(
        event.fact is Fact.BOUNCED
        for one in project.ledger.letters.letters_of(person)
        if one.id == letter
        for event in one.events
    )
