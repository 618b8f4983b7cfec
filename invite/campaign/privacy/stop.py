"""Leaving people alone: nothing more is sent to them; and, where they want it, forgetting them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import assert_never

from msgspec import Struct

from invite.campaign.delivery.drafts.take_back import take_back_of
from invite.campaign.filters import Choose, everyone, refuse_torn
from invite.campaign.gathering.gather import gather, recorded
from invite.campaign.privacy.erase import Removal, erase, readmit, refuse_closed
from invite.campaign.privacy.own_files import OwnFile
from invite.campaign.project import Project, sweep
from invite.campaign.registrations.exports import understood
from invite.campaign.registrations.registrations import sheet_of
from invite.errors import MustMend, WrongUsage
from invite.mailing.reply import FOUND, How
from invite.people.fields.addresses import parse_address
from invite.people.model import Address, Person, PersonId
from invite.words import _


class LeftAlone(Struct, frozen=True, kw_only=True):
    """Who gets no more letters, and what this call has done about it.

    people: whom it was about. sheets: after erasing, the files that still name them, for the
    coordinator to fix. drafts: how many drafts were taken back; stay: whose draft could not be.
    open: files of
    letters that another program holds, which go as soon as it lets go of them. left: files that we
    wrote and that may still name them. back: addresses of
    people who were erased and may be written to again. unread: why a sheet could not be read again.
    unknown: addresses that nobody has; whoever turns out to have one is stopped then. unsure: lines
    of a file of which it is not sure whom they name, with why. addresses: how many unknown ones
    were ever stopped.

    stopped: since when each of them is left alone; names: of people by id. erased: how many were
    erased at any time. local: an instant in the event's time zone.
    """

    action: Action
    people: tuple[Person, ...]
    stopped: Mapping[PersonId, datetime]
    names: Mapping[PersonId, str]
    erased: int
    local: Callable[[datetime], datetime]
    sheets: tuple[str, ...] = ()
    stay: tuple[str, ...] = ()
    drafts: int = 0
    open: tuple[str, ...] = ()
    left: tuple[OwnFile, ...] = ()
    back: tuple[str, ...] = ()
    unread: str = ""
    unknown: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    addresses: int = 0


class Action(Enum):
    """What is done: nothing, but to look who is left alone; no more letters to them; and everything
    about them goes; they may be written to again.
    """

    LIST = auto()
    STOP = auto()
    ERASE = auto()
    UNDO = auto()


class Named(Struct, frozen=True, kw_only=True):
    """Whom the command line names. who: words. file: a sheet of people; columns: as for
    `registrations`.
    """

    who: Sequence[str]
    file: Path | None = None
    columns: Sequence[str] = ()


def action_of(named: Named, *, erase: bool, undo: bool) -> Action:
    """What the command line asks for. Raises WrongUsage for what goes together with nothing."""
    if erase and named.file:
        raise WrongUsage(
            _("People are erased by name, not from a file."), hint=_("invite stop WHO --erase")
        )
    if (erase or undo) and not (named.who or named.file):
        raise WrongUsage(_("Say who."), hint=_('invite stop "Matti Meikäläinen"'))
    if erase and undo:
        raise WrongUsage(_("What was erased is gone: it cannot be undone."))
    if not (named.who or named.file):
        return Action.LIST
    return Action.ERASE if erase else Action.UNDO if undo else Action.STOP


def leave_alone(
    project: Project,
    named: Named,
    action: Action,
    *,
    choose: Choose,
    agree: Callable[[Sequence[Person]], bool],
) -> LeftAlone | None:
    """Do this about everybody whom these words mean; all are found before anything is done. agree:
    asked before anybody is erased; None where it says no.
    """
    back = tuple(one for one in named.who if action is Action.UNDO and _readmitted(project, one))
    meant = _meant(project, [one for one in named.who if one not in back], action, choose)
    if named.file:
        meant = meant.with_those_of(_on_file(project, named.file, named.columns))
    people, done, unread = meant.people, Removal(), ""
    match action:
        case Action.ERASE:
            if not agree(people):
                return None
            done = erase(project, people)
        case Action.STOP:
            done = stop(project, people)
            _stop_addresses(project, meant.unknown)
        case Action.UNDO:
            lift(project, people, meant.unknown)
            unread = _read_again(project)
        case Action.LIST:
            pass
        case _:
            assert_never(action)
    return LeftAlone(
        action=action,
        people=people,
        stopped=project.ledger.stops.stopped(),
        names={person.id: person.name.full for person in everyone(project)},
        erased=project.ledger.stops.erased(),
        local=project.local,
        sheets=done.sheets,
        drafts=done.drafts,
        stay=done.stay,
        open=done.open,
        left=done.left,
        back=back,
        unread=unread,
        unknown=tuple(address.written for address in meant.unknown),
        unsure=meant.unsure,
        addresses=project.ledger.stops.stopped_addresses(),
    )


class _Meant(Struct, frozen=True):
    """Whom words or a file mean: people, addresses that nobody has, and lines that are not sure."""

    people: tuple[Person, ...]
    unknown: tuple[Address, ...]
    unsure: tuple[str, ...] = ()

    def with_those_of(self, other: _Meant) -> _Meant:
        return _Meant(
            tuple({person.id: person for person in (*self.people, *other.people)}.values()),
            tuple(dict.fromkeys((*self.unknown, *other.unknown))),
            (*self.unsure, *other.unsure),
        )


def _meant(project: Project, who: Sequence[str], action: Action, choose: Choose) -> _Meant:
    """A whole address means only who has it, not who has a longer one; to stop it, nobody need have
    it. Raises WrongUsage for everybody else whom nobody or several are meant by.
    """
    found: dict[PersonId, Person] = {}
    unknown: dict[Address, None] = {}
    if project.unread and not project.closed:
        gather(project)
    refuse_torn(everyone(project), who)
    for words in who:
        address = parse_address(words)
        if action is Action.STOP and not isinstance(address, str):
            having = _having(everyone(project), address)
            found |= {person.id: person for person in having}
            unknown |= {} if having else {address: None}
        else:
            person = recorded(project, words, choose)
            found[person.id] = person
    return _Meant(tuple(found.values()), tuple(unknown))


def _having(people: Sequence[Person], address: Address) -> tuple[Person, ...]:
    return tuple(
        person for person in people if any(one.key == address.key for one in person.addresses)
    )


def _on_file(project: Project, file: Path, columns: Sequence[str]) -> _Meant:
    """Whom a sheet names: the people known, and the addresses of those who are not. Of whom a line
    may be of, nobody is guessed at; its address is stopped all the same.
    """
    _export, matches, _file = understood(project, sheet_of(project, file, columns))
    known = {person.id: person for person in everyone(project)}
    people = {
        one.person: known[one.person]
        for one in matches
        if one.how in FOUND and one.person and one.person in known
    }
    strangers = [one.line for one in matches if one.person not in people]
    unknown = {
        address: None
        for line in strangers
        for address in line.addresses
        if not _having(tuple(known.values()), address)
    }
    unsure = tuple(
        f"{one.line.row} {one.line.who}"
        for one in matches
        if one.person not in people and (one.how is How.UNSURE or not one.line.addresses)
    )
    return _Meant(tuple(people.values()), tuple(unknown), unsure)


def _stop_addresses(project: Project, addresses: Sequence[Address]) -> None:
    if addresses:
        refuse_closed(project)
        project.ledger.stops.stop_addresses(address.key for address in addresses)
        project.ledger.log(f"stop: addresses on no sheet: {len(addresses)}")


def _readmitted(project: Project, who: str) -> bool:
    """Whether this was the address of somebody erased, who may now be written to again."""
    address = parse_address(who)
    return not isinstance(address, str) and readmit(project, address)


def _read_again(project: Project) -> str:
    """Find out once more who is held back. A sheet that cannot be read now is no reason to fail,
    since what was asked for is done: which it is.
    """
    try:
        gather(project, only_to_look=True)
    except MustMend as error:
        return error.what
    return ""


def stop(project: Project, people: Sequence[Person]) -> Removal:
    """Nothing more is sent to these, and their drafts are taken away."""
    refuse_closed(project)
    ids = [person.id for person in people]
    drafts = project.ledger.stops.stop(ids)
    taken, stay = take_back_of(project, ids)
    for person in people:
        project.ledger.log(f"stop: {person.id}")
    open_ = sweep(project.settings.folder, project.ledger)
    return Removal(drafts=drafts + taken, open=open_, stay=stay)


def lift(project: Project, people: Sequence[Person], unknown: Sequence[Address] = ()) -> None:
    """They may be written to again, and whoever turns out to have an address of the unknown."""
    refuse_closed(project)
    theirs = (*(address for person in people for address in person.addresses), *unknown)
    project.ledger.stops.lift([person.id for person in people], [address.key for address in theirs])
    for person in people:
        project.ledger.log(f"stop undone: {person.id}")
