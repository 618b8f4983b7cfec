"""Forgetting people for good, each wholly or not at all, and letting one of them come back."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from invite.campaign.delivery.drafts.take_back import take_back_of
from invite.campaign.gathering.gather import gather
from invite.campaign.privacy.own_files import OwnFile, beyond
from invite.campaign.project import Project, sweep
from invite.ledger.people.corrections import BY_HAND
from invite.ledger.safekeeping import backups
from invite.ledger.storage.store import closed
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import Address, Person
from invite.sources.files import find, shown


class Removal(Struct, frozen=True):
    """What was taken away. sheets: the files that still name the people, for the coordinator to
    fix. drafts: how many drafts were taken back; stay: whose draft in a mailbox could not be. open:
    files of letters that another program holds, which go as soon as it lets go of them. left: files
    that we wrote and that may still name them.
    """

    sheets: tuple[str, ...] = ()
    drafts: int = 0
    stay: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    left: tuple[OwnFile, ...] = ()


def readmit(project: Project, address: Address) -> bool:
    """Let somebody who was erased, or stopped before they were known, be written to by this
    address; whether it was theirs.
    """
    refuse_closed(project)
    if not project.ledger.stops.readmit(address.key):
        return False
    project.ledger.log("stop undone: an address")
    gathered = gather(project, only_to_look=True)
    back = [
        person.id
        for person in gathered.roster.people
        if any(one.key == address.key for one in person.addresses)
    ]
    project.ledger.stops.lift(back)
    return True


def erase(project: Project, people: Sequence[Person]) -> Removal:
    """Forget these, each wholly or not at all; a keyed hash stays, so that no sheet brings them
    back unnoticed.
    """
    refuse_closed(project)
    sheets: dict[str, None] = {}
    left = beyond(project, {id_ for one in people for id_ in project.ledger.finding.ids(one.id)})
    _taken, stay = take_back_of(project, [person.id for person in people])
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
    open_ = sweep(folder, project.ledger)
    if had:  # they leave the backups too: in place of all of them comes one without them
        backups.keep(project.ledger, folder, project.clock())
    return Removal(sheets=tuple(sheets), stay=stay, open=open_, left=left)


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


def refuse_closed(project: Project) -> None:
    """Raise LedgerUnusable's word for it where the project has been purged: nobody is left."""
    if project.closed:
        raise closed()
