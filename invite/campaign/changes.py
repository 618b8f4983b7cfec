"""What has changed on the sheets since letters last went out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from invite.campaign.project import Project
from invite.people.changes import Changes, compared
from invite.people.model import Person


def since_last_send(project: Project, people: Iterable[Person]) -> tuple[datetime | None, Changes]:
    """When letters last went out, in the event's time zone (None: never, so that everyone is new), and what changed since.

    people: everyone as the sheets have them now.
    """
    at, before = project.ledger.persons.at_last_send()
    return at and project.local(at), compared(before, people)
