"""Leaving people alone: nothing more is sent to them; and, where they want it, forgetting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invite.campaign.gather import gather
from invite.campaign.privacy.cleanup import sweep
from invite.campaign.project import Project
from invite.campaign.safekeeping import backups
from invite.ledger.people.corrections import BY_HAND
from invite.ledger.storage.store import closed
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import Address, Person
from invite.sources.files import find, shown


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing has done. sheets: the files that still name them, for the coordinator to mend;
    open: files of letters that another program holds, which go as soon as it lets go of them.
    """

    sheets: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """What stopping has done. drafts: how many letters in the outbox it has taken back; open: as in
    `Erased`.
    """

    drafts: int
    open: tuple[str, ...]


def stop(project: Project, people: Sequence[Person]) -> Stopped:
    """Nothing more is sent to these, and their drafts are taken out of the outbox: from there they
    would be sent by hand.
    """
    _open(project)
    drafts = project.ledger.stops.stop([person.id for person in people])
    for person in people:
        project.ledger.log(f"stop: {person.id}")
    return Stopped(drafts, sweep(project.settings.folder, project.ledger))


def lift(project: Project, people: Sequence[Person]) -> None:
    """They may be written to again."""
    _open(project)
    project.ledger.stops.lift([person.id for person in people])
    for person in people:
        project.ledger.log(f"stop undone: {person.id}")


def readmit(project: Project, address: Address) -> bool:
    """Let somebody who was erased come back by this address; whether it was theirs."""
    _open(project)
    if not project.ledger.stops.readmit(address.key):
        return False
    project.ledger.log("stop undone: an erased address")
    gathered = gather(project, only_to_look=True)
    back = [
        person.id
        for person in gathered.roster.people
        if any(one.key == address.key for one in person.addresses)
    ]
    project.ledger.stops.lift(back)
    return True


def erase(project: Project, people: Sequence[Person]) -> Erased:
    """Forget these, each wholly or not at all; a keyed hash stays, so that no sheet brings them
    back unnoticed.
    """
    _open(project)
    sheets: dict[str, None] = {}
    for person in people:
        added = [
            origin.row
            for origin in person.origins
            if origin.file == BY_HAND and origin.row is not None
        ]
        sheets |= dict.fromkeys(origin.file for origin in person.origins if origin.file != BY_HAND)
        project.ledger.letting_go.erase(person.id, added, spelling_key)
        project.ledger.log(f"erase: {person.id}")
    folder = project.settings.folder
    had = backups.newest(folder)
    left = sweep(folder, project.ledger)
    if had:  # they leave the backups too: in place of all of them comes one without them
        backups.keep(project.ledger, folder, project.clock())
    return Erased(tuple(sheets), left)


def sheets(project: Project) -> tuple[str, ...]:
    """The files that the settings name, which are never touched."""
    folder = project.settings.folder
    return tuple(
        dict.fromkeys(
            shown(path, folder)
            for source in project.settings.sources
            for path in find(source.file, folder)[0]
        )
    )


def _open(project: Project) -> None:
    if project.ledger.letting_go.closed():
        raise closed()
