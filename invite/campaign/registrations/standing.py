"""Where the registrations stand: what was read, what it changed, and what is not sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

from invite.ledger.registrations import ReadExport, StoredLine
from invite.mailing.reply import STRANGE, Heard, How, Reply, settled
from invite.people.model import Flaw, Person, PersonId


class Change(Struct, frozen=True, kw_only=True):
    """Somebody whose answer is otherwise than it was; None: they had given none, or give none any
    more.
    """

    person: Person
    before: Heard | None
    now: Heard | None


class RegistrationStatus(Struct, frozen=True, kw_only=True):
    """Where the registrations stand. exports: the last reading of each form. export: the one read
    just now, if one was.

    older: it was left alone, for a later one of the form had been read. changes: what it changed.
    heard: everybody's answer. people: everybody by id. marks: made by hand. tokens: whether the
    links hold a code that could have come back. flaws: of this export. headings: its columns by
    what was read of them. erased: how many of its lines were left out since they are of people who
    were erased. now: in the event's time zone; local: an instant in it.
    """

    exports: tuple[ReadExport, ...]
    lines: tuple[StoredLine, ...]
    heard: Mapping[PersonId, Heard]
    people: Mapping[PersonId, Person]
    marks: Mapping[PersonId, Heard]
    tokens: bool
    now: datetime
    local: Callable[[datetime], datetime]
    export: ReadExport | None = None
    older: bool = False
    changes: tuple[Change, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    headings: Mapping[str, str] | None = None
    erased: int = 0

    def of(self, *hows: How) -> tuple[StoredLine, ...]:
        """The lines that were found so."""
        return tuple(one for one in self.lines if one.matched.how in hows)

    @property
    def hows(self) -> Counter[How]:
        """How the people of the lines were found: of the export read just now, or of all."""
        return Counter(
            one.matched.how for one in self.lines if not self.export or one.form == self.export.form
        )

    @property
    def contradictions(self) -> tuple[tuple[Person, Heard, Heard], ...]:
        """Who is marked by hand, the mark, and what their lines say otherwise without outweighing
        it.
        """
        marks = self.marks
        said: dict[PersonId, list[Heard]] = {}
        for one in self.lines:
            person = one.matched.person
            if person is not None and person in marks and one.heard:
                said.setdefault(person, []).append(one.heard)
        pairs = (
            (id_, marks[id_], settled(rows, None))
            for id_, rows in said.items()
            if self.heard[id_].by_hand
        )
        return tuple(
            (self.people[id_], mark, last)
            for id_, mark, last in pairs
            if last
            and id_ in self.people
            and last.reply is not mark.reply
            and mark.reply is not Reply.ATTENDED
            and last.reply is not Reply.UNCLEAR
        )

    @property
    def questions(self) -> tuple[StoredLine, ...]:
        """The lines that may be of somebody."""
        return self.of(How.UNSURE)

    @property
    def unclear(self) -> tuple[StoredLine, ...]:
        """The lines of those whose answer is not clear: what does it mean, or which came last?"""
        return tuple(
            one
            for one in self.lines
            if (person := one.matched.person) and one.heard and not one.missing
            and person in self.heard and self.heard[person].reply is Reply.UNCLEAR
        )  # fmt: skip

    @property
    def strangers(self) -> tuple[StoredLine, ...]:
        """The lines of people who are on no sheet."""
        return self.of(*STRANGE)

    @property
    def missing(self) -> tuple[StoredLine, ...]:
        """The lines of people who stood on an earlier export and stand on the last of its form no
        more.
        """
        there = {(one.form, one.matched.person) for one in self.lines if not one.missing}
        return tuple(
            one
            for one in self.lines
            if one.missing and one.matched.person and (one.form, one.matched.person) not in there
        )


def days_old(export: ReadExport, now: datetime) -> int:
    """How many days ago the export was saved."""
    return max(0, (now - export.made).days)
