"""`invite review` of who is held: each one goes as they stand, is corrected or left out, or a whole
kind at once after it was shown; what was said holds on every later reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one, refuse_torn
from invite.campaign.gathering.erased import typed_address
from invite.campaign.gathering.gather import gather
from invite.campaign.people import typed
from invite.campaign.project import Project, Say
from invite.campaign.sending.compose import letters
from invite.errors import WrongUsage
from invite.people.known import Correction
from invite.people.model import Doubt, Hold, Person, PersonId
from invite.plan import Send
from invite.safe_text import shown
from invite.words import _


class Ruling(StrEnum):
    """What the coordinator says of somebody who is held."""

    AS_IT_STANDS = "as-it-stands"
    LEAVE_OUT = "leave-out"

    @classmethod
    def of(cls, *, as_it_stands: bool, leave_out: bool, named: bool) -> Ruling | None:
        """What the options ask for; None where they ask for nothing. named: whether they name
        people or a kind. Raises WrongUsage where that is not clear.
        """
        if as_it_stands is leave_out:
            if named or as_it_stands:
                raise WrongUsage(_("Say either --as-it-stands or --leave-out."))
            return None
        return cls.LEAVE_OUT if leave_out else cls.AS_IT_STANDS


class HeldPerson(Struct, frozen=True, kw_only=True):
    """One held person to ask about, with what holds them for reasons of one kind. greeting: their
    letter's first line; "" without an address. number, of: which one of the kind, from 1.
    """

    person: Person
    because: Doubt
    holds: tuple[Hold, ...]
    greeting: str
    number: int
    of: int


# Asks about a kind that was just shown as a whole: a all as they stand, n none of them, o one by
# one, l later, q enough. The number, here and below: how many decisions this run has kept.
AskKind = Callable[[Doubt, Sequence[HeldPerson], int], str]
# Asks about one person: a as they stand, c corrected (with the new name or address), n not at all,
# l later, q enough.
AskHeld = Callable[[HeldPerson, int], tuple[str, str]]


def rule(
    project: Project,
    who: Sequence[str],
    *,
    kind: str | None,
    ruling: Ruling,
    choose: Choose,
    say: Say,
) -> None:
    """Keep what is said of held people. kind: only what holds them for this reason; without WHO, of
    everybody whom it holds.

    Raises WrongUsage, before anything is kept, for an unknown kind and for who is not held.
    """
    people = gather(project).roster.people
    because = _kind(kind, people) if kind is not None else None
    if who:
        everybody = everyone(project)
        refuse_torn(everybody, who)
        ids = [one(everybody, name, choose).id for name in who]
        wanted = [person for person in people if person.id in ids]
        free = [name for name, id_ in zip(who, ids, strict=True) if not _held(people, id_, because)]
        if free:
            raise WrongUsage(
                _("{who} is not held.").format(who=", ".join(map(shown, free))),
                hint=_("To see who is held, and why: invite people --flaws"),
            )
    elif because is not None:
        wanted = [person for person in people if _holds(person, because)]
    else:
        raise WrongUsage(
            _("Say who, or which kind."), hint=_("invite review --leave-out WHO… or --kind KIND")
        )
    for person in wanted:
        say(keep(project, person, _holds(person, because), ruling))
    gather(project)


def keep(project: Project, person: Person, holds: Sequence[Hold], ruling: Ruling) -> str:
    """Keep what was said of one person; what was kept, in words."""
    match ruling:
        case Ruling.AS_IT_STANDS:
            cleared = frozenset((hold.because, hold.words) for hold in holds)
            change = Correction(person=person.id, cleared=cleared)
            words = _("{name} goes as it is.")
        case Ruling.LEAVE_OUT:
            change = Correction(person=person.id, left=True)
            words = _("{name} is left out.")
    number = project.ledger.hand.correct(change)
    project.ledger.log(f"review: {person.id} {ruling.value}")
    back = _("To undo it: invite correct --undo {n}").format(n=number)
    return f"{words.format(name=shown(person.name.full))} {back}"


def go_through_held(project: Project, ask_kind: AskKind, ask: AskHeld, say: Say) -> int:
    """Ask kind by kind. How many people were held."""
    gathered = gather(project)
    people = [person for person in gathered.roster.people if person.holds]
    greetings = _greetings(project, people) if people else {}
    before = len(project.ledger.hand.done())
    for because in Doubt:
        kind = _of_kind(people, because, greetings)
        if not kind:
            continue
        match ask_kind(because, kind, len(project.ledger.hand.done()) - before):
            case "a":
                for each in kind:
                    say(keep(project, each.person, each.holds, Ruling.AS_IT_STANDS))
            case "n":
                for each in kind:
                    say(keep(project, each.person, each.holds, Ruling.LEAVE_OUT))
            case "o":
                if not _one_by_one(project, kind, before, ask, say):
                    break
            case "q":
                break
    if people:
        gather(project)
    return len(people)


def _one_by_one(
    project: Project, kind: Sequence[HeldPerson], before: int, ask: AskHeld, say: Say
) -> bool:
    """Ask about each of a kind; False where it was enough. before: how many decisions were there
    when this run began.
    """
    for each in kind:
        key, text = ask(each, len(project.ledger.hand.done()) - before)
        match key:
            case "a":
                say(keep(project, each.person, each.holds, Ruling.AS_IT_STANDS))
            case "n":
                say(keep(project, each.person, each.holds, Ruling.LEAVE_OUT))
            case "c":
                say(_corrected(project, each, text))
            case "q":
                return False
    return True


def _corrected(project: Project, each: HeldPerson, text: str) -> str:
    """Keep the name or address that was typed; the words for both outcomes."""
    try:
        if each.because is Doubt.ADDRESS:
            change = Correction(person=each.person.id, address=typed_address(project, text))
        else:
            address = each.person.address
            local = address.key.rpartition("@")[0] if address else ""
            cleared = frozenset((hold.because, hold.words) for hold in each.holds)
            change = Correction(
                person=each.person.id, name=typed.name(text, local), cleared=cleared
            )
    except WrongUsage as error:
        return f"{error.what} {error.hint}".strip()
    number = project.ledger.hand.correct(change)
    project.ledger.log(f"review: {each.person.id} corrected")
    return _("Saved. To undo it: invite correct --undo {n}").format(n=number)


def _kind(kind: str, people: Sequence[Person]) -> Doubt:
    there = {hold.because.value for person in people for hold in person.holds}
    if kind not in there:
        kinds = ", ".join(sorted(there)) or "–"
        raise WrongUsage(
            _("Nobody is held for the kind {kind}.").format(kind=kind),
            hint=_("There is: {names}.").format(names=kinds),
        )
    return Doubt(kind)


def _holds(person: Person, because: Doubt | None) -> tuple[Hold, ...]:
    return tuple(hold for hold in person.holds if because in (None, hold.because))


def _held(people: Sequence[Person], id_: PersonId, because: Doubt | None) -> bool:
    return any(person.id == id_ and _holds(person, because) for person in people)


def _of_kind(
    people: Sequence[Person], because: Doubt, greetings: Mapping[PersonId, str]
) -> tuple[HeldPerson, ...]:
    mine = [person for person in people if _holds(person, because)]
    return tuple(
        HeldPerson(
            person=person,
            because=because,
            holds=_holds(person, because),
            greeting=greetings.get(person.id, ""),
            number=number,
            of=len(mine),
        )
        for number, person in enumerate(mine, 1)
    )


def _greetings(project: Project, people: Sequence[Person]) -> Mapping[PersonId, str]:
    """The first line of each one's letter, as it would go now."""
    sends = [Send(person, person.address, 1) for person in people if person.address]
    unsure = {person.id for person in people}
    made = letters(project, project.mailing(None), sends, unsure=unsure)
    return {
        send.person.id: next(filter(None, map(str.strip, letter.text.splitlines())), "")
        for send, _stamp, letter in made
    }
