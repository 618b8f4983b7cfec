"""Registrations: a system's export read, each line's person found, and all of it written down;
questions and strangers told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.campaign.gathering.export_owners import guests, rematch
from invite.campaign.gathering.gather import gather
from invite.campaign.project import Project
from invite.campaign.registrations.replies import replies
from invite.campaign.registrations.standing import Change, RegistrationStatus
from invite.errors import MustMend, Problem
from invite.ledger.people.opt_outs import DoNotWrite
from invite.ledger.registrations import ReadExport
from invite.ledger.storage.store import closed
from invite.mailing.reply import (
    FOUND,
    ExportLine,
    Heard,
    How,
    Matched,
    Reply,
    Unsettled,
    heard_in,
    in_order,
    newest,
)
from invite.people.extraction.extract import understand
from invite.people.extraction.result import Understanding
from invite.people.linkage.name_similarity import spelling_key
from invite.people.model import ReadFile, Severity, Sheet, Source
from invite.people.table.columns import is_heading_word
from invite.people.table.header import NAMES
from invite.records import replace
from invite.registrations.headers import without_buyers
from invite.registrations.lines import Export, read_lines
from invite.registrations.matching import match
from invite.sources.read import read_file
from invite.words import _

ROLE = "registration"  # stands where a source's role stands; nobody gets a part of it


class ReadSheet(Struct, frozen=True):
    """A file of registrations or of attendance. columns: headings by field, where the guess is
    wrong.
    """

    path: Path
    columns: Mapping[str, str]


def read_export(project: Project, sheet: ReadSheet, *, older: bool = False) -> RegistrationStatus:
    """Read an export and write it down, all of it or nothing. older: take it though one saved later
    has been read.

    Raises MustMend for a file that cannot be read or names nobody.
    """
    before = replies(project) if not project.closed else {}
    export, matches, file = understood(project, sheet)
    kept, erased = _without_erased(project, matches)
    made = datetime.fromtimestamp(file.mtime_ns / 1e9, UTC)
    last = next(
        (one for one in project.ledger.registrations.exports() if one.form == export.form), None
    )
    answered = [one.line.at for one in kept if one.line.at]
    reading = ReadExport(
        form=export.form,
        file=sheet.path.name,
        digest=file.digest,
        made=made,
        newest=max(answered, default=None),
        lines=len(kept),
        tokens=sum(one.how is How.TOKEN for one in kept),
    )
    left_alone = last is not None and made < last.made and file.digest != last.digest and not older
    if not left_alone:
        project.ledger.registrations.record(reading, _once(kept, made))
        project.ledger.log(f"registrations: {len(kept)} lines")
    found = look(project)
    everybody = dict.fromkeys((*before, *found.heard))
    changes = tuple(
        Change(person=found.people[id_], before=before.get(id_), now=found.heard.get(id_))
        for id_ in everybody
        if id_ in found.people and _answer(before.get(id_)) != _answer(found.heard.get(id_))
    )
    return replace(
        found,
        export=reading,
        older=left_alone,
        changes=changes,
        flaws=export.flaws,
        headings=export.headings,
        erased=erased,
    )


def look(project: Project) -> RegistrationStatus:
    """Where the registrations stand: each line's person found again, since people may have been
    added or corrected.
    """
    if project.closed:
        raise closed()
    rematch(project)
    registrations = project.ledger.registrations
    people = {one.person.id: one.person for one in project.ledger.persons.recorded()}
    return RegistrationStatus(
        exports=registrations.exports(),
        lines=registrations.kept(),
        heard=replies(project),
        people=people,
        marks=project.ledger.marks.all(),
        now=project.now(),
        local=project.local,
        tokens="{token}" in (project.settings.event.registration_url or ""),
    )


def understood(project: Project, sheet: ReadSheet) -> tuple[Export, tuple[Matched, ...], ReadFile]:
    """What a file says, whose each line is, and how the file was. Raises MustMend where it cannot
    be read or names nobody.
    """
    if project.closed:
        raise closed()
    if project.unread:
        gather(project)
    reading = read_file(sheet.path, sheet.path.parent, reader=project.reader)
    broken = [flaw for flaw in reading.flaws if flaw.severity is Severity.ERROR]
    if broken:
        problems = [Problem(str(flaw.origin), flaw.problem, flaw.hint) for flaw in broken]
        raise MustMend(_("The file cannot be read."), problems=problems)
    # Hidden and struck rows are registrations like the others: no regional hand keeps this sheet.
    theirs = {field: heading for field, heading in sheet.columns.items() if field not in _OURS}
    source = Source(
        file=sheet.path.name, role=ROLE, columns=theirs, include_hidden=True, include_struck=True
    )
    pairs = [(one, _people_on(one, source)) for one in reading.sheets]
    given = {field: heading for field, heading in sheet.columns.items() if field in _OURS}
    export = read_lines(pairs, given, _local(project))
    if not export.lines:
        raise MustMend(
            _("Nobody was found in {file}.").format(file=sheet.path.name),
            hint=_(
                "It needs a heading row and a column of names, addresses, or codes from the links."
            ),
        )
    matches = match(
        export.lines, guests(project), project.ledger.registrations.said(), project.ledger.keys.line
    )
    return export, matches, reading.files[0]


def _people_on(sheet: Sheet, source: Source) -> Understanding:
    """Who stands on a sheet. A list of who was there may hold nothing but names, which is little to
    know a list of guests by.
    """
    sheet = without_buyers(sheet)
    found = understand(sheet, source)
    heads = (
        row.number
        for row in sheet.rows
        if any(is_heading_word(cell) in NAMES for cell in row.cells)
    )
    if found.entries or (head := next(heads, None)) is None:
        return found
    return understand(sheet, replace(source, header_row=head))


_OURS = ("answer", "cancelled", "attended", "time")


def _local(project: Project) -> Callable[[datetime], datetime]:
    """A local date-time as an instant of the event's time zone."""
    zone = ZoneInfo(project.settings.event.timezone)
    return lambda moment: moment.replace(tzinfo=zone)


def _without_erased(
    project: Project, matches: Sequence[Matched]
) -> tuple[tuple[Matched, ...], int]:
    """Whoever was erased is not brought back by an export either."""
    erased = project.ledger.stops.do_not_write()
    if erased is None:
        return tuple(matches), 0
    kept = tuple(one for one in matches if one.how in FOUND or not _of_erased(one.line, erased))
    return kept, len(matches) - len(kept)


def _of_erased(line: ExportLine, erased: DoNotWrite) -> bool:
    named = line.name is not None and erased.has_name(spelling_key(line.name))
    return named or any(erased.has_address(address.key) for address in line.addresses)


def _once(matches: Sequence[Matched], made: datetime) -> tuple[Matched, ...]:
    """Of several lines of one look, the newest: who answers twice means the later. Where their
    times do not tell which that is, they are a question. made: when the export was saved.
    """
    alike: dict[str, list[Matched]] = {}
    for one in matches:
        alike.setdefault(one.key, []).append(one)
    return tuple(_last(ones, made) for ones in alike.values())


def _last(ones: Sequence[Matched], made: datetime) -> Matched:
    answered = [(one, heard) for one in ones if (heard := heard_in(one.line, made))]
    rows = [heard for _one, heard in answered]
    last = newest(rows)
    if last is None:
        return ones[-1]
    found = answered[last][0]
    if in_order(rows, rows[last]):
        return found
    said = " / ".join(dict.fromkeys(one.line.said for one, _heard in answered))
    return replace(
        found,
        line=replace(
            found.line, reply=Reply.UNCLEAR, cancelled=False, said=said, why=Unsettled.ORDER
        ),
    )


def _answer(heard: Heard | None) -> tuple[object, ...] | None:
    return (heard.reply, heard.cancelled) if heard else None
