"""Gathering: every sheet read, every row accounted for, everyone found out, and all of it written
down.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one, refuse_torn
from invite.campaign.gathering.erased import namesakes, stopped_before, without_erased
from invite.campaign.gathering.export_owners import rematch
from invite.campaign.project import Project
from invite.errors import MustMend, Problem
from invite.ledger.storage.store import LedgerBusy, LedgerLost, closed
from invite.memo import forget, uncollected
from invite.people.extraction.extract import understand
from invite.people.extraction.result import (
    OfSource,
    Understanding,
    is_no_address,
    missing_addresses,
)
from invite.people.model import Flaw, Person, PersonId, ReadFile, Roster, Severity
from invite.people.resolution.resolve import Resolution, resolve
from invite.plan import Because, held
from invite.records import replace
from invite.settings import Settings
from invite.sources.read import read
from invite.sources.reader import FileReader
from invite.words import _

WAIT_FOR_READING = 300.0  # seconds, while others write down what they have read


class Gathered(Struct, frozen=True):
    """Everyone whom the sheets name, as the ledger knows them. held: why some cannot be written to.

    found: the roster with the reasons for each merge. by_source: what is wrong with each source, as
    its owner can mend it. unread: the files and sheets that nothing could be made of. nobody: how
    many rows name nobody whom a letter could greet.
    """

    found: Resolution
    roster: Roster
    understandings: tuple[Understanding, ...]
    held: Mapping[PersonId, Because]
    by_source: tuple[OfSource, ...]
    unread: tuple[str, ...]
    nobody: int


class Sheets(Struct, frozen=True):
    """What the sources say: each sheet as it was understood, all flaws of files, sheets and rows,
    and the files as they were.
    """

    understandings: tuple[Understanding, ...]
    flaws: tuple[Flaw, ...]
    files: tuple[ReadFile, ...]
    by_source: tuple[OfSource, ...]

    @property
    def broken(self) -> tuple[Flaw, ...]:
        """The files that cannot be read, or hold no addresses."""
        return tuple(
            flaw
            for flaw in self.flaws
            if flaw.origin.row is None and flaw.severity is Severity.ERROR
        )


def gather(project: Project, *, only_to_look: bool = False) -> Gathered:
    """Read the sheets, find out who is who, and record it in the ledger.

    Raises MustMend with every file that cannot be read or holds no addresses: somebody would be
    left out. only_to_look: such a file is but one flaw among the others, and whoever stood on it
    stays known.
    """
    if project.closed:
        raise closed()  # to read the sheets would bring everybody back
    sheets = read_sheets(project.settings, project.reader, project.now().date())
    broken = sheets.broken
    if broken and not only_to_look:
        problems = [Problem(str(flaw.origin), flaw.problem, flaw.hint) for flaw in broken]
        raise MustMend(_("Not every sheet could be read."), problems=problems)
    until, waits = time.monotonic() + WAIT_FOR_READING, False
    while True:
        try:
            # None: another program has read the sheets meanwhile, and knows people whom we took for
            # new: look again.
            if (gathered := _found_out(project, sheets)) is not None:
                return gathered
        except LedgerLost:  # its server is started again: look what of it is written down
            if time.monotonic() > until:
                raise
        except LedgerBusy:
            if time.monotonic() > until:
                raise
            if not waits:
                words = _(
                    "Another program is writing to the ledger: waiting for it, for up to {n}"
                    " minutes. Ctrl-C is safe."
                )
                project.say(words.format(n=round(WAIT_FOR_READING / 60)))
            waits = True


def gather_for_letters(project: Project) -> Gathered:
    """As `gather`, for who asks nothing of the sheets any more: of each row only the person is
    kept, as the ledger has them.
    """
    gathered = gather(project)
    also_called = {one.id: one.also_called for one in gathered.roster.people if one.also_called}
    nobody = gathered.nobody
    # People made of rows lie all over the memory that the rows took, 100,000 of them in 370 MB;
    # when all is let go (also what Python itself keeps at hand of it, until it looks for rubbish)
    # and they are made again, they take 100.
    del gathered
    gc.collect()
    known = [one for one in project.ledger.persons.recorded() if not one.gone]
    people = (one.person for one in known)
    roster = Roster(
        people=tuple(
            replace(one, also_called=also_called[one.id]) if one.id in also_called else one
            for one in people
        )
    )
    held = {one.person.id: one.held for one in known if one.held}
    return Gathered(Resolution(roster=roster), roster, (), held, (), (), nobody)


def recorded(project: Project, who: str, choose: Choose) -> Person:
    """The person meant, be they on a sheet or on none any more; the sheets are read where they
    never were.
    """
    return all_recorded(project, [who], choose)[0]


def all_recorded(project: Project, who: Sequence[str], choose: Choose) -> tuple[Person, ...]:
    """The same for each of several."""
    if project.closed:
        raise closed()
    if project.unread:
        gather(project)
    people = everyone(project)
    refuse_torn(people, who)
    return tuple(one(people, words, choose) for words in who)


def _found_out(project: Project, sheets: Sheets) -> Gathered | None:
    """Who is who, written down; None where another program has written down a reading in the
    meantime.
    """
    ledger = project.ledger
    since = ledger.persons.readings()
    entries = [entry for understanding in sheets.understandings for entry in understanding.entries]
    left = without_erased([*entries, *ledger.hand.added()], ledger.stops)
    found = resolve(
        left.entries,
        known=ledger.persons.known(),
        answers=[given.answer for given in ledger.answers.given()],
        corrections=ledger.hand.corrections(),
        bounced=ledger.reports.bad_addresses(),
        flaws=sheets.flaws,
        new_id=ledger.persons.new_id,
    )
    forget()
    roster = found.roster
    sheets = _without_known_addresses(sheets, roster)
    back, remarks = namesakes(roster.people, ledger.stops)
    roster = replace(roster, flaws=(*sheets.flaws, *left.flaws, *remarks, *roster.flaws))
    met = stopped_before(roster.people, ledger.stops) - ledger.stops.stopped().keys()
    alone = {person.id for person in roster.people} & {*ledger.stops.stopped(), *met}
    reasons = {**_held(roster), **back, **dict.fromkeys(alone, Because.STOPPED)}
    people = [(person, reasons.get(person.id)) for person in roster.people]
    everybody = [*people, *_unseen(project, sheets, found)]
    unread = tuple(dict.fromkeys(str(flaw.origin) for flaw in sheets.broken))
    nobody = _nobody(roster, left.flaws)
    written = ledger.persons.record_reading(
        everybody, found.joined, sheets.files, unread=unread, nobody=nobody, since=since
    )
    if not written:
        return None
    if met:
        ledger.stops.stop(met)
    ledger.merges.keep(found.merges)
    if ledger.registrations.unfound():
        rematch(project)  # who has just come may be one of the strangers of an export
    return Gathered(found, roster, sheets.understandings, reasons, sheets.by_source, unread, nobody)


def _unseen(
    project: Project, sheets: Sheets, found: Resolution
) -> list[tuple[Person, Because | None]]:
    """Those known from files that cannot be read now: they are not gone, only not seen."""
    if not sheets.broken:
        return []
    read = {one.file for one in sheets.understandings}
    seen = {person.id for person in found.roster.people} | {old for old, _kept in found.joined}
    known = (
        one
        for one in project.ledger.persons.recorded()
        if not one.gone and one.person.id not in seen
    )
    return [
        (one.person, one.held)
        for one in known
        if any(origin.file not in read for origin in one.person.origins)
    ]


@uncollected()
def read_sheets(settings: Settings, reader: FileReader, today: date | None = None) -> Sheets:
    """Read and understand every sheet of every source, by the terms that run today. Raises nothing
    for what a file holds or lacks: that is a flaw.
    """
    understandings: list[Understanding] = []
    flaws: list[Flaw] = []
    files: list[ReadFile] = []
    by_source: list[OfSource] = []
    readings = [
        (source, read(source, settings.folder, caps=settings.caps, reader=reader))
        for source in settings.sources
    ]
    for source, reading in readings:
        understood = [understand(sheet, source, today) for sheet in reading.sheets]
        missing = missing_addresses(understood)
        theirs = (
            *reading.flaws,
            *(flaw for one in understood for flaw in one.flaws),
            *([missing] if missing else []),
        )
        rows = {flaw.origin for flaw in theirs}
        names = {
            entry.origin: entry.name.full
            for one in understood
            for entry in one.entries
            if entry.origin in rows and entry.name
        }
        by_source.append(OfSource(source, theirs, names))
        flaws += theirs
        understandings += understood
        files += reading.files
    forget()
    return Sheets(tuple(understandings), tuple(flaws), tuple(files), tuple(by_source))


def _without_known_addresses(sheets: Sheets, roster: Roster) -> Sheets:
    """The sheets without the flaw that a row has no address, where its person has one from another
    row.
    """
    known = {origin for person in roster.people if person.addresses for origin in person.origins}

    def left(flaws: Iterable[Flaw]) -> tuple[Flaw, ...]:
        return tuple(flaw for flaw in flaws if not (is_no_address(flaw) and flaw.origin in known))

    return replace(
        sheets,
        understandings=tuple(replace(one, flaws=left(one.flaws)) for one in sheets.understandings),
        flaws=left(sheets.flaws),
        by_source=tuple(replace(one, flaws=left(one.flaws)) for one in sheets.by_source),
    )


def _nobody(roster: Roster, erased: Iterable[Flaw]) -> int:
    """How many rows with a serious flaw are no person's, so that they are in no count. erased: of
    rows left out on purpose.
    """
    bad = {
        flaw.origin
        for flaw in roster.flaws
        if flaw.severity is Severity.ERROR and flaw.origin.row is not None
    }
    bad -= {flaw.origin for flaw in erased}
    return len(bad.difference(*(person.origins for person in roster.people)))


def _held(roster: Roster) -> dict[PersonId, Because]:
    """Why people are held: an open question about them, or what was not understood for certain."""
    asked = {id_ for question in roster.questions for id_ in question.people}
    reasons = ((person.id, held(person, asked)) for person in roster.people)
    return {id_: reason for id_, reason in reasons if reason}
