"""Keeps those who were erased from being known again, on the sheets, by their name, as typed; and
knows those who were stopped before any sheet named them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from invite.campaign.project import Project
from invite.errors import WrongUsage
from invite.ledger.people.opt_outs import OptOuts
from invite.people.fields.addresses import parse_address
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import Address, Entry, Flaw, Origin, Person, PersonId, Severity
from invite.plan import Because
from invite.safe_text import to_copy
from invite.words import _


class Left(Struct, frozen=True):
    """The entries without those of people who were erased, and a flaw for each that was left
    out.
    """

    entries: tuple[Entry, ...]
    flaws: tuple[Flaw, ...]


def without_erased(entries: Iterable[Entry], stops: OptOuts) -> Left:
    """Leave out who has an erased one's address, or only their name: to keep them would be to know
    them again.
    """
    entries = tuple(entries)
    erased = stops.do_not_write()
    if not erased:
        return Left(entries, ())
    kept: list[Entry] = []
    flaws: list[Flaw] = []
    for entry in entries:
        known = [address.written for address in entry.addresses if erased.has_address(address.key)]
        if known:
            problem = _("The person who had this address was erased; the row is left out.")
            hint = _(
                "Remove it from the sheet. If they may be written to after all:"
                " invite stop {address} --undo"
            )
            flaws.append(
                _flaw(
                    entry.origin,
                    "email",
                    known[0],
                    problem,
                    hint.format(address=to_copy(known[0], _("ADDRESS"))),
                )
            )
        elif not entry.addresses and entry.name and erased.has_name(spelling_key(entry.name)):
            problem = _("Somebody of this name was erased; the row has no address and is left out.")
            flaws.append(
                _flaw(
                    entry.origin, "name", entry.name.full, problem, _("Remove it from the sheet.")
                )
            )
        else:
            kept.append(entry)
    return Left(tuple(kept), tuple(flaws))


def typed_address(project: Project, text: str) -> Address:
    """An address as typed. Raises WrongUsage for what is none, for that of somebody who was erased
    (to keep it would be to know them again), and for one that no letter may go to.
    """
    found = parse_address(text)
    if isinstance(found, str):
        raise WrongUsage(f"{text}: {found}")
    erased = project.ledger.stops.do_not_write()
    if erased and erased.has_address(found.key):
        hint = _("If they may be written to after all: invite stop {address} --undo")
        raise WrongUsage(
            _("The person who had the address {address} was erased.").format(address=found.written),
            hint=hint.format(address=to_copy(found.written, _("ADDRESS"))),
        )
    if erased and erased.stops(found.key):
        hint = _("If they may be written to after all: invite stop {address} --undo")
        raise WrongUsage(
            _("Whoever has the address {address} asked for no more letters.").format(
                address=found.written
            ),
            hint=hint.format(address=to_copy(found.written, _("ADDRESS"))),
        )
    return found


def stopped_before(people: Iterable[Person], stops: OptOuts) -> frozenset[PersonId]:
    """Who has an address that no letter may go to, which was said before anybody had it."""
    said = stops.do_not_write()
    if not said:
        return frozenset()
    return frozenset(
        person.id
        for person in people
        if any(said.stops(address.key) for address in person.addresses)
    )


def namesakes(
    people: Sequence[Person], stops: OptOuts
) -> tuple[Mapping[PersonId, Because], tuple[Flaw, ...]]:
    """Who has or had the name of somebody who was erased, and another address: held until the
    coordinator says who they are.
    """
    erased = stops.do_not_write()
    if not erased:
        return {}, ()
    through = stops.let_through()
    same = [
        person
        for person in people
        if person.id not in through
        and any(erased.has_name(spelling_key(name)) for name in (person.name, *person.also_called))
    ]
    problem = _(
        "Somebody of this name asked to be erased; nothing is sent until you say who this is."
    )
    hint = _(
        "If this is the same person, remove the row from the sheet; if it is"
        " somebody else: invite stop {id} --undo"
    )
    flaws = tuple(
        _flaw(person.origins[0], "name", person.name.full, problem, hint.format(id=person.id))
        for person in same
    )
    return {person.id: Because.STOPPED for person in same}, flaws


def _flaw(origin: Origin, field: str, value: str, problem: str, hint: str) -> Flaw:
    return Flaw(
        origin=origin,
        field=field,
        value=value,
        problem=problem,
        hint=hint,
        severity=Severity.WARNING,
    )
