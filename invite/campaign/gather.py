"""Gathering: every sheet read, every row accounted for, everyone found out, and all of it written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from invite.campaign.project import Project
from invite.errors import MustMend, Problem
from invite.people.clean import Understanding, missing_addresses, understand
from invite.people.model import Flaw, PersonId, ReadFile, Roster, Severity
from invite.people.roster import WhoIsWho, who_is_who
from invite.plan import Because, held
from invite.sources.read import read
from invite.words import _


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everyone whom the sheets name, as the ledger knows them. held: why some cannot be written to.

    found: the roster with the reasons for each merge.
    """

    found: WhoIsWho
    roster: Roster
    understandings: tuple[Understanding, ...]
    held: Mapping[PersonId, Because]


@dataclass(frozen=True, slots=True)
class Sheets:
    """What the sources say: each sheet as it was understood, all flaws of files, sheets and rows, and the files as they were."""

    understandings: tuple[Understanding, ...]
    flaws: tuple[Flaw, ...]
    files: tuple[ReadFile, ...]


def gather(project: Project) -> Gathered:
    """Read the sheets, find out who is who, and record it in the ledger.

    Raises MustMend with every file that cannot be read or holds no addresses: somebody would be left out.
    """
    sheets = read_sheets(project)
    broken = [flaw for flaw in sheets.flaws if flaw.origin.row is None and flaw.severity is Severity.ERROR]
    if broken:
        problems = [Problem(str(flaw.origin), flaw.problem, flaw.hint) for flaw in broken]
        raise MustMend(_("Not every sheet could be read."), problems=problems)
    ledger = project.ledger
    entries = [entry for understanding in sheets.understandings for entry in understanding.entries]
    found = who_is_who(
        [*entries, *ledger.hand.added()],
        known=ledger.persons.known(),
        answers=[given.answer for given in ledger.answers.given()],
        corrections=ledger.hand.corrections(),
        new_id=ledger.persons.new_id,
    )
    roster = found.roster
    roster = replace(roster, flaws=(*sheets.flaws, *roster.flaws))
    reasons = _held(roster)
    ledger.persons.record_reading(
        [(person, reasons.get(person.id)) for person in roster.people],
        found.joined,
        sheets.files,
    )
    return Gathered(found, roster, sheets.understandings, reasons)


def read_sheets(project: Project) -> Sheets:
    """Read and understand every sheet of every source. Raises nothing for what a file holds or lacks: that is a flaw."""
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
    return Sheets(tuple(understandings), tuple(flaws), tuple(files))


def _held(roster: Roster) -> dict[PersonId, Because]:
    """Why people are held: an open question or a serious flaw of one of their rows holds back those whom it is about."""
    bad = {flaw.origin for flaw in roster.flaws if flaw.severity is Severity.ERROR}
    flawed = frozenset(person.id for person in roster.people if bad.intersection(person.origins))
    asked = {id_: question for question in roster.questions for id_ in question.people}
    reasons = ((person.id, held(person, asked, flawed)) for person in roster.people)
    return {id_: reason for id_, reason in reasons if reason}
