"""All that makes a person who they are, as it is shown by `invite people --why`."""

from __future__ import annotations

from dataclasses import dataclass

from invite.ledger.answers import Given
from invite.ledger.hand import Done
from invite.people.model import Entry, Origin, Person, PersonId, Question
from invite.people.roster import Merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """All that makes a person who they are. rows: what each of their rows says. also: ids they were known by before.

    alike: the rows in groups that neither a rule of the table nor being alike in everything brings together; one group where
    that explains all.
    """

    person: Person
    rows: tuple[Entry, ...]
    merges: tuple[Merge, ...]
    answers: tuple[Given, ...]
    done: tuple[Done, ...]
    questions: tuple[Question, ...]
    alike: tuple[tuple[Origin, ...], ...] = ()
    also: tuple[PersonId, ...] = ()
