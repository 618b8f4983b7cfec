"""The files that `invite` wrote for the coordinator, where letting people go cannot delete them:
those are named, with what to do.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from invite.campaign.project import Project
from invite.ledger.written_files import Found
from invite.people.model import PersonId


class LeftBecause(StrEnum):
    """Why a file is not deleted. The values are what scripts see."""

    CHANGED = "changed"
    MOVED = "not-there"
    SEVERAL = "several"


class OwnFile(Struct, frozen=True):
    """A file that we wrote, and that may still tell of whoever is let go. path: from the project's
    folder, where it lies in it. at: when it was written, in the event's time zone.
    """

    path: str
    because: LeftBecause
    at: datetime


def beyond(project: Project, people: Collection[PersonId] | None) -> tuple[OwnFile, ...]:
    """What stays of the files that we wrote when these people are erased, or (None) everybody at
    the purge. A file that is not where it was is named once.

    What is about one person alone goes with them, if it is as we left it; what tells of several
    goes at the purge. An open file goes as soon as it can be looked at.
    """
    left: list[OwnFile] = []
    folder = project.settings.folder
    for file in project.ledger.written.all():
        if people is not None and file.person is not None and file.person not in people:
            continue
        found = file.found(folder)
        at = project.local(file.at)
        if found is Found.GONE:
            left.append(OwnFile(file.path, LeftBecause.MOVED, at))
        elif people is not None and file.person is None:
            left.append(OwnFile(file.path, LeftBecause.SEVERAL, at))
        elif found is Found.CHANGED:
            left.append(OwnFile(file.path, LeftBecause.CHANGED, at))
    gone = [one.path for one in left if one.because is LeftBecause.MOVED]
    if people is not None and gone:
        project.ledger.written.forget(gone)
    return tuple(left)
