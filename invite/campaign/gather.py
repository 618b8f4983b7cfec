"""Gathering: every sheet read, every row accounted for, everyone found out, and all of it written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from invite.campaign.project import Project
from invite.errors import MustMend, Problem
from invite.ledger.persons import ReadFileMark
from invite.people.clean import Understanding, missing_addresses, understand
from invite.people.model import Address, Flaw, Person, PersonId, Roster, Severity
from invite.people.roster import who_is_who
from invite.plan import Because, held
from invite.sources.read import ReadFile, read
from invite.words import _


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everyone whom the sheets name, as the ledger knows them. held: why some cannot be written to."""

    roster: Roster
    understandings: tuple[Understanding, ...]
    held: Mapping[PersonId, Because]


def gather(project: Project) -> Gathered:
    """Read the sheets, find out who is who, and record it in the ledger.

    Raises MustMend with every file that cannot be read or holds no addresses: somebody would be left out.
    """
    understandings, flaws, files = _read(project)
    broken = [flaw for flaw in flaws if flaw.origin.row is None and flaw.severity is Severity.ERROR]
    if broken:
        problems = [Problem(str(flaw.origin), flaw.problem, flaw.hint) for flaw in broken]
        raise MustMend(_("Not every sheet could be read."), problems=problems)
    persons = project.ledger.persons
    entries = [entry for understanding in understandings for entry in understanding.entries]
    found = who_is_who(entries, known=persons.known(), new_id=persons.new_id)
    roster = _preferring(found.roster, persons.addresses_by_hand())
    roster = replace(roster, flaws=(*flaws, *roster.flaws))
    reasons = _held(roster)
    persons.record_reading(
        [(person, reasons.get(person.id)) for person in roster.people],
        found.joined,
        [ReadFileMark(file.path, file.size, file.mtime_ns, file.digest) for file in files],
    )
    return Gathered(roster, understandings, reasons)


def _read(project: Project) -> tuple[tuple[Understanding, ...], tuple[Flaw, ...], list[ReadFile]]:
    understandings: list[Understanding] = []
    flaws: list[Flaw] = []
    files: list[ReadFile] = []
    for source in project.settings.sources:
        reading = read(source, project.settings.folder)
        understood = [understand(sheet, source) for sheet in reading.sheets]
        missing = missing_addresses(understood)
        flaws += [*reading.flaws, *(flaw for one in understood for flaw in one.flaws), *([missing] if missing else [])]
        understandings += understood
        files += reading.files
    return tuple(understandings), tuple(flaws), files


def _preferring(roster: Roster, by_hand: Mapping[PersonId, tuple[Address, ...]]) -> Roster:
    return replace(roster, people=tuple(_prefer(person, by_hand.get(person.id, ())) for person in roster.people))


def _prefer(person: Person, given: tuple[Address, ...]) -> Person:
    if not given:
        return person
    others = tuple(address for address in person.addresses if address not in given)
    return replace(person, addresses=(*given, *others))


def _held(roster: Roster) -> dict[PersonId, Because]:
    """Why people are held: an open question or a serious flaw of one of their rows holds back those whom it is about."""
    bad = {flaw.origin for flaw in roster.flaws if flaw.severity is Severity.ERROR}
    flawed = frozenset(person.id for person in roster.people if bad.intersection(person.origins))
    asked = {id_: question for question in roster.questions for id_ in question.people}
    reasons = ((person.id, held(person, asked, flawed)) for person in roster.people)
    return {id_: reason for id_, reason in reasons if reason}
