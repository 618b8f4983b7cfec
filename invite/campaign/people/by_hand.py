"""`invite add` and `invite correct`: what the coordinator puts right, whatever the sheets say; each
thing can be undone by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one
from invite.campaign.gathering.erased import typed_address
from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.people import typed
from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.language import Language
from invite.ledger.people.corrections import BY_HAND, ByHand
from invite.people.known import Correction
from invite.people.model import Entry, Origin, Person, PersonId, Role, Roster
from invite.plan import Because
from invite.records import replace
from invite.words import _


class HandChange(Struct, frozen=True, kw_only=True):
    """What was kept, by its numbers. roster: the people it is about as they now stand, and the
    questions about them; the successor of somebody who has left comes second. held: why some of
    them cannot be written to. language: the event's.
    """

    numbers: tuple[int, ...]
    roster: Roster
    held: Mapping[PersonId, Because]
    language: Language


class HandList(Struct, frozen=True, kw_only=True):
    """All that was done by hand and still holds. undone: what this call undid. people: by id, to
    name those it is about. local: an instant in the event's time zone.
    """

    done: Sequence[ByHand]
    undone: Sequence[ByHand] = ()
    people: Mapping[PersonId, Person]
    local: Callable[[datetime], datetime]


def by_hand(project: Project, *, undo: Sequence[int] = ()) -> HandList:
    """Undo what was done under these numbers, and look what holds then.

    Raises WrongUsage, before anything is undone, for a number that there is not.
    """
    hand = project.ledger.hand
    known = {done.number: done for done in hand.done()}
    people = {person.id: person for person in everyone(project)}
    for number in undo:
        if number not in known:
            raise WrongUsage(
                _("Nothing was done under the number {n}.").format(n=number),
                hint=_("To list them all: invite correct --list"),
            )
    for number in dict.fromkeys(undo):
        hand.undo(number)
        project.ledger.log(f"undo: {number}")
    if undo:
        gather(project)
    return HandList(
        done=hand.done(),
        undone=tuple(known[number] for number in dict.fromkeys(undo)),
        people=people | {person.id: person for person in everyone(project)},
        local=project.local,
    )


def refuse_beside_undo(undo: Sequence[int], more: Sequence[str], command: str) -> None:
    """Raise WrongUsage where `--undo` stands with words that it would pass over, as in
    `--undo 14 13`. command: `add` or `correct`.
    """
    if undo and more:
        numbers = [*map(str, undo), *(word if word.isdecimal() else "N" for word in more)]
        options = " ".join(f"--undo {number}" for number in numbers)
        raise WrongUsage(
            _("Each number needs its own --undo; nothing was undone."),
            hint=f"invite {command} {options}",
        )


def add(
    project: Project,
    *,
    name: str | None,
    address: str | None,
    kind: str | None = None,
    region: str | None = None,
    group: str | None = None,
    organisation: str | None = None,
    language: str | None = None,
) -> HandChange:
    """Keep somebody who is on no sheet. kind: of the part they played; the sources' own where they
    have only one. Who was added just so before is not added twice.

    Raises WrongUsage for what cannot be read; what is wrong with a sheet is said before anything is
    kept.
    """
    if name is None or address is None:
        raise WrongUsage(
            _("Say who they are, and their address."),
            hint=_('invite add "Matti Meikäläinen" matti@example.org --as {role}').format(
                role=project.settings.sources[0].role
            ),
        )
    to = typed_address(project, address)
    entry = Entry(
        name=typed.name(name, to.key.rpartition("@")[0]),
        addresses=(to,),
        role=Role(
            kind=typed.kind(project.settings, kind),
            group=typed.trimmed(group),
            region=typed.region(region),
            origin=Origin(_("by hand")),
        ),
        organisation=typed.trimmed(organisation),
        language=typed.language(language),
    )
    gather(project)
    number = _keep_entry(project, entry)
    gathered = gather(project)
    return _change(project, gathered, (number,), (_standing_on(gathered, number),))


def correct(
    project: Project,
    who: str | None,
    *,
    name: str | None = None,
    address: str | None = None,
    language: str | None = None,
    left: bool = False,
    successor: tuple[str, str] | None = None,
    choose: Choose,
) -> HandChange:
    """Keep what is to be put right of one person. left: they are not written to any more.
    successor: the name and address of who has their parts now.

    Everything is read before anything is kept: a slip in the successor's address changes nothing.
    Raises WrongUsage for what cannot be read.
    """
    if who is None or not (name or address or language or left):
        raise WrongUsage(
            _("Say who it is and what to correct: --name, --address, --language or --left."),
            hint=_("To list what was done by hand: invite correct --list"),
        )
    if successor and not left:
        raise WrongUsage(_("Only somebody who has left has a successor: add --left."))
    new_name = typed.name(name) if name else None
    new_address = typed_address(project, address) if address else None
    spoken = typed.language(language)
    gather(project)
    person = one(everyone(project), who, choose)
    additions = _successor(project, person, *successor) if successor else ()
    said = Correction(
        person=person.id, name=new_name, address=new_address, language=spoken, left=left
    )
    numbers = (
        _keep_correction(project, said),
        *(_keep_entry(project, entry) for entry in additions),
    )
    gathered = gather(project)
    now = [each for each in everyone(project) if each.id == person.id]
    if additions:
        now.append(_standing_on(gathered, numbers[1]))
    return _change(project, gathered, numbers, tuple(now))


def _successor(project: Project, person: Person, name: str, address: str) -> tuple[Entry, ...]:
    """Who has the job now, once for each part that the person played."""
    to = typed_address(project, address)
    known_as = typed.name(name, to.key.rpartition("@")[0])
    return tuple(
        # What the one before was in the group (its chair, its secretary) is not handed on with the
        # seat.
        Entry(
            name=known_as,
            addresses=(to,),
            role=replace(role, title=None),
            organisation=person.organisation,
        )
        for role in person.roles
    )


def _keep_entry(project: Project, entry: Entry) -> int:
    hand = project.ledger.hand
    for done in hand.done():
        if done.what == replace(entry, role=replace(entry.role, origin=_origin(done.number))):
            return done.number
    number = hand.add(entry)
    project.ledger.log(f"add: {number}")
    return number


def _keep_correction(project: Project, said: Correction) -> int:
    """Keep a correction; returns its number. The same said twice is one."""
    hand = project.ledger.hand
    earlier = [done for done in hand.done() if getattr(done.what, "person", None) == said.person]
    if earlier and earlier[-1].what == said:
        return earlier[-1].number
    number = hand.correct(said)
    project.ledger.log(f"correct: {said.person} ({number})")
    return number


def _origin(number: int) -> Origin:
    return Origin(BY_HAND, None, number)


def _standing_on(gathered: Gathered, number: int) -> Person:
    """The person whom the addition of this number describes."""
    origin = _origin(number)
    return next(person for person in gathered.roster.people if origin in person.origins)


def _change(
    project: Project, gathered: Gathered, numbers: tuple[int, ...], people: tuple[Person, ...]
) -> HandChange:
    ids = {person.id for person in people}
    questions = tuple(
        question for question in gathered.roster.questions if ids.intersection(question.people)
    )
    return HandChange(
        numbers=numbers,
        roster=replace(gathered.roster, people=people, flaws=(), questions=questions),
        held={id_: why for id_, why in gathered.held.items() if id_ in ids},
        language=project.settings.event.language,
    )
