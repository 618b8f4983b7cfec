"""`invite people`: everybody after merging, with what is wrong and what is asked; and who is new,
changed and gone since the last send.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from invite.campaign.filters import Choose, Filters, everyone, meant
from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.gathering.unnamed_files import unnamed
from invite.campaign.people.owner_request import Drafts, write
from invite.campaign.project import Project
from invite.campaign.sending.plan import passing
from invite.campaign.status.output_files import OutputFile, check_files, check_folder, write_files
from invite.event import Event
from invite.language import Language
from invite.people.extraction.result import OfSource
from invite.people.model import Flaw, Person, PersonId, Roster
from invite.people.resolution.diff import Changes, changes_between
from invite.plan import Because
from invite.records import replace


class Listing(Struct, frozen=True, kw_only=True):
    """The people who pass the filters, with the flaws and questions about them. held: why some of
    them cannot be written to. sources: what is wrong with each source, as its owner can fix it.
    unread: the files and sheets that nothing could be made of. unnamed: spreadsheets of the folder
    that are in no source; ignore: what the settings leave out on purpose.

    everyone: to name those whom a question is about. drafts: the drafts to owners, where they were
    asked for. files: the reports that were written. now: in the event's time zone.
    """

    event: Event
    now: datetime
    roster: Roster
    held: Mapping[PersonId, Because]
    sources: tuple[OfSource, ...]
    unread: tuple[str, ...]
    unnamed: tuple[str, ...]
    ignore: tuple[str, ...]
    everyone: tuple[Person, ...]
    drafts: Drafts | None = None
    files: tuple[Path, ...] = ()


def listing(
    project: Project,
    *,
    wanted: Filters,
    choose: Choose,
    files: Sequence[OutputFile[Listing]] = (),
    drafts: Path | None = None,
) -> Listing:
    """Read the sheets, and write the reports and the drafts to owners that were asked for. A sheet
    that cannot be read is one flaw among the others.

    Raises WrongUsage for filters that do not fit the people, and for files and folders that nothing
    must be written to.
    """
    check_files(project, files)
    check_folder(project, drafts)
    gathered = gather(project, only_to_look=True)
    roster = gathered.roster
    if wanted.any:
        roster = _passing(project, gathered, meant(roster.people, wanted, choose))
    ids = {person.id for person in roster.people}
    settings = project.settings
    found = Listing(
        event=settings.event,
        now=project.now(),
        roster=roster,
        held={id_: why for id_, why in gathered.held.items() if id_ in ids},
        sources=_with_flaws(gathered.by_source, roster.flaws),
        unread=gathered.unread,
        unnamed=unnamed(project),
        ignore=settings.ignore,
        everyone=everyone(project),
    )
    if drafts is not None:
        drafted = write(found.sources, drafts, settings.event, settings.sender)
        found = replace(found, drafts=drafted)
        written = ((one.path, None) for one in drafted.written)
        project.ledger.written.note(settings.folder, written)
    return replace(found, files=write_files(project, files, found))


def _passing(project: Project, gathered: Gathered, wanted: Filters) -> Roster:
    """Those who pass, with the flaws of their rows and the questions about them."""
    roster = gathered.roster
    ids = _ids(project, gathered, roster.people, wanted)
    kept = tuple(person for person in roster.people if person.id in ids)
    rows = {origin for person in kept for origin in person.origins}
    return replace(
        roster,
        people=kept,
        flaws=tuple(flaw for flaw in roster.flaws if flaw.origin in rows),
        questions=tuple(one for one in roster.questions if ids.intersection(one.people)),
    )


def _ids(
    project: Project, gathered: Gathered, people: tuple[Person, ...], wanted: Filters
) -> frozenset[PersonId]:
    standings = project.ledger.letters.standings(project.mailing(None).name)
    return passing(people, gathered.held, standings, wanted, reaches=project.reaches)


def _with_flaws(sources: Iterable[OfSource], flaws: Iterable[Flaw]) -> tuple[OfSource, ...]:
    """The sources with those of their flaws that are among these."""
    kept = {id(flaw) for flaw in flaws}
    return tuple(
        replace(one, flaws=tuple(flaw for flaw in one.flaws if id(flaw) in kept)) for one in sources
    )


class ChangesSinceSend(Struct, frozen=True, kw_only=True):
    """Who is new, changed and gone since letters last went out. at: when that was, in the event's
    time zone; None: never, so that everyone is new. language: the event's.
    """

    at: datetime | None
    changes: Changes
    language: Language


def changes_since_send(project: Project, *, wanted: Filters, choose: Choose) -> ChangesSinceSend:
    """Compare the sheets as they are now with everyone as they were at the last send."""
    gathered = gather(project, only_to_look=True)
    people = gathered.roster.people
    at, before = project.ledger.persons.at_last_send()
    found = changes_between(before, people)
    if wanted.any:
        clear = meant(people, wanted, choose)
        ids = _ids(project, gathered, (*people, *found.gone), clear)
        found = Changes(
            tuple(one for one in found.new if one.id in ids),
            tuple(one for one in found.changed if one.person.id in ids),
            tuple(one for one in found.gone if one.id in ids),
        )
    return ChangesSinceSend(
        at=at and project.local(at), changes=found, language=project.settings.event.language
    )
