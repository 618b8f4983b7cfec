"""Leaving people alone: nothing more is sent to them; and, where they want it, forgetting them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import assert_never

from invite.campaign.delivery.drafts.take_back import take_back_of
from invite.campaign.filters import Choose, everyone
from invite.campaign.gathering.gather import gather, recorded
from invite.campaign.privacy.erase import Removal, erase, readmit, refuse_closed
from invite.campaign.privacy.own_files import OwnFile
from invite.campaign.project import Project, sweep
from invite.errors import MustMend, WrongUsage
from invite.people.extraction.extract import parse_address
from invite.people.model import Person, PersonId
from invite.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """Who gets no more letters, and what this call has done about it.

    people: whom it was about. sheets: after erasing, the files that still name them, for the
    coordinator to fix. drafts: how many drafts were taken back; stay: whose draft could not be.
    open: files of
    letters that another program holds, which go as soon as it lets go of them. left: files that we
    wrote and that may still name them. back: addresses of
    people who were erased and may be written to again. unread: why a sheet could not be read again.

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


class Action(Enum):
    """What is done: nothing, but to look who is left alone; no more letters to them; and everything
    about them goes; they may be written to again.
    """

    LIST = auto()
    STOP = auto()
    ERASE = auto()
    UNDO = auto()


def action_of(who: Sequence[str], *, erase: bool, undo: bool) -> Action:
    """What the command line asks for. Raises WrongUsage for what goes together with nothing."""
    if (erase or undo) and not who:
        raise WrongUsage(_("Say who."), hint=_('invite stop "Matti Meikäläinen"'))
    if erase and undo:
        raise WrongUsage(_("What was erased is gone: it cannot be undone."))
    if not who:
        return Action.LIST
    return Action.ERASE if erase else Action.UNDO if undo else Action.STOP


def leave_alone(
    project: Project,
    who: Sequence[str],
    action: Action,
    *,
    choose: Choose,
    agree: Callable[[Sequence[Person]], bool],
) -> LeftAlone | None:
    """Do this about everybody whom these words mean; all are found before anything is done. agree:
    asked before anybody is erased; None where it says no.
    """
    back = tuple(one for one in who if action is Action.UNDO and _readmitted(project, one))
    people = tuple(
        {
            person.id: person
            for person in (recorded(project, one, choose) for one in who if one not in back)
        }.values()
    )
    done, unread = Removal(), ""
    match action:
        case Action.ERASE:
            if not agree(people):
                return None
            done = erase(project, people)
        case Action.STOP:
            done = stop(project, people)
        case Action.UNDO:
            lift(project, people)
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
    )


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


def lift(project: Project, people: Sequence[Person]) -> None:
    """They may be written to again."""
    refuse_closed(project)
    project.ledger.stops.lift([person.id for person in people])
    for person in people:
        project.ledger.log(f"stop undone: {person.id}")
