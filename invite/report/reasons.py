"""All that makes a person who they are, as it is shown by `invite people --why`."""

from __future__ import annotations

from dataclasses import dataclass

from invite.ledger.answers import Given
from invite.ledger.hand import Done
from invite.people.model import Entry, Person, PersonId, Question
from invite.people.roster import Merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """All that makes a person who they are. rows: what each of their rows says. also: ids they were known by before."""

    person: Person
    rows: tuple[Entry, ...]
    merges: tuple[Merge, ...]
    answers: tuple[Given, ...]
    done: tuple[Done, ...]
    questions: tuple[Question, ...]
    also: tuple[PersonId, ...] = ()
