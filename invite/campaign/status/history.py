"""`invite log`: everything done in this project, and what became of each letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.filters import everyone
from invite.campaign.project import Project
from invite.ledger.audit_log import LetterEntry, LogEntry


class History(Struct, frozen=True, kw_only=True):
    """The log. noted: what was done; went: what became of letters, both the earliest first. names:
    of people by id; whoever was erased has none. local: an instant in the event's time zone.
    """

    noted: Sequence[LogEntry]
    went: Sequence[LetterEntry]
    names: Mapping[str, str]
    local: Callable[[datetime], datetime]


def history(project: Project) -> History:
    """All of it, as it was written: the log is only ever added to, and names people by their ids.

    The names are those of today, to be put next to the ids on the screen; scripts get the ids. In
    the log itself no name stands, so that whoever is erased or purged is nobody there from then on,
    and the log can stay as it is for whoever asks later (design, section 7: the past cannot be
    rewritten).
    """
    journal = project.ledger.journal
    return History(
        noted=journal.noted(),
        went=journal.went(),
        names={person.id: person.name.full for person in everyone(project)},
        local=project.local,
    )
