"""Everything that makes a person who they are, put together from the sheets and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one
from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.project import Project
from invite.language import Language
from invite.ledger.people.corrections import ByHand
from invite.ledger.people.decisions import StoredAnswer
from invite.people.linkage.features import of_entry
from invite.people.linkage.name_similarity import JOINABLE, key_of, name_agreement
from invite.people.model import Entry, Origin, Person, PersonId, Question
from invite.people.resolution.resolve import Merge


class Reasons(Struct, frozen=True, kw_only=True):
    """All that makes a person who they are. rows: what each of their rows says. also: ids they were
    known by before.

    alike: the rows in groups that neither a rule of the table nor being alike in everything brings
    together; one group where that explains all.
    """

    person: Person
    rows: tuple[Entry, ...]
    merges: tuple[Merge, ...]
    answers: tuple[StoredAnswer, ...]
    done: tuple[ByHand, ...]
    questions: tuple[Question, ...]
    alike: tuple[tuple[Origin, ...], ...] = ()
    also: tuple[PersonId, ...] = ()


class Explanation(Struct, frozen=True, kw_only=True):
    """The reasons, and what is needed to show them. everyone: to name those whom a question is
    about. local: an instant in the event's time zone. language: the event's.
    """

    reasons: Reasons
    everyone: tuple[Person, ...]
    local: Callable[[datetime], datetime]
    language: Language


def explain(project: Project, who: str, *, choose: Choose) -> Explanation:
    """Which rows, rules, answers and corrections make one person. who: on a sheet, or on none any
    more. A sheet that cannot be read is no reason to fail.
    """
    gathered = gather(project, only_to_look=True)
    people = everyone(project)
    return Explanation(
        reasons=reasons(project, gathered, one(people, who, choose)),
        everyone=people,
        local=project.local,
        language=project.settings.event.language,
    )


def reasons(project: Project, gathered: Gathered, person: Person) -> Reasons:
    """Why this person is who they are. person: on a sheet, or on none any more."""
    ledger = project.ledger
    also = next((known.also for known in ledger.persons.known() if known.id == person.id), ())
    ids = {person.id, *also}
    rows = tuple(_rows(project, gathered, person))
    added = {row.origin for row in rows}
    merges = gathered.found.why(person.id)
    return Reasons(
        person=person,
        rows=rows,
        merges=merges,
        alike=_alike(rows, merges),
        answers=ledger.answers.about(ids),
        done=ledger.hand.about(ids, added),
        questions=tuple(
            question for question in gathered.roster.questions if person.id in question.people
        ),
        also=also,
    )


def _rows(project: Project, gathered: Gathered, person: Person) -> Iterator[Entry]:
    """What each of the person's rows says of them; of several people in one row, only of them."""
    entries = (entry for sheet in gathered.understandings for entry in sheet.entries)
    of_row: dict[object, list[Entry]] = {}
    for entry in (*entries, *project.ledger.hand.added()):
        of_row.setdefault(entry.origin, []).append(entry)
    keys = {address.key for address in person.addresses}
    for origin in person.origins:
        several = of_row.get(origin, [])
        alike = [
            entry
            for entry in several
            if entry.name and name_agreement(key_of(entry.name), key_of(person.name)) in JOINABLE
        ]
        own = alike or [
            entry for entry in several if any(address.key in keys for address in entry.addresses)
        ]
        yield from own if own and len(several) > 1 else several


def _alike(rows: Iterable[Entry], merges: Iterable[Merge]) -> tuple[tuple[Origin, ...], ...]:
    """The rows in groups: what a rule joined, and what is alike in everything, is one group."""
    same: dict[object, set[Origin]] = {}
    for row in rows:
        features = of_entry(row)
        same.setdefault(features.comparison_key if features else row.origin, set()).add(row.origin)
    groups: list[set[Origin]] = []
    for several in (*same.values(), *({*merge.left, *merge.right} for merge in merges)):
        touching = [group for group in groups if not group.isdisjoint(several)]
        groups = [group for group in groups if group not in touching]
        groups.append(several.union(*touching))
    return tuple(sorted((tuple(sorted(group, key=str)) for group in groups), key=str))
