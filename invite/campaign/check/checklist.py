"""`invite check`: everything that could be wrong before letters go, each part by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from invite.campaign.check import ledger, sheets
from invite.campaign.check.dns import Ask, domains
from invite.campaign.check.letters.composing import compose_all
from invite.campaign.check.letters.event_day import event_day, privacy_page
from invite.campaign.check.letters.judge import judge
from invite.campaign.check.letters.links import Fetch, answers, status_of
from invite.campaign.check.letters.templates import templates
from invite.campaign.check.model import Check, Checklist, of_settings, refused
from invite.campaign.check.nameserver import NameServer
from invite.campaign.check.server import server
from invite.campaign.check.volume import returns, volume
from invite.campaign.delivery.drafts.mailboxes import used
from invite.campaign.delivery.proof import GRAPH
from invite.campaign.gathering.gather import gather, read_sheets
from invite.campaign.project import Clock, Project, Say, opened, project_folder, silence
from invite.campaign.sending.lateness import lateness
from invite.campaign.status.outdated import called_off
from invite.errors import InviteError, MustMend
from invite.settings import Settings, load
from invite.sources.reader import FileReader
from invite.words import _


class Outside(Struct, frozen=True, kw_only=True):
    """What is asked besides the server that letters leave by. fetch: asks for a web page; None: not
    at all. name_server: makes what asks the DNS; None: not at all.
    """

    fetch: Fetch | None = None
    name_server: Callable[[], Ask] | None = None

    @classmethod
    def of(cls, *, net: bool, dns: bool) -> Outside:
        """As the options ask for it."""
        return cls(fetch=status_of if net else None, name_server=NameServer if dns else None)


def checklist(
    named: Path | None, outside: Outside, *, clock: Clock | None = None, say: Say = silence
) -> Checklist:
    """Look at everything. Whatever stops a part is a line of it, and the other parts are looked at
    all the same. named: as for `project_folder`. say: as for `opened`.
    """
    try:
        settings = load(project_folder(named))
    except MustMend as error:
        return Checklist.of(_unreadable(error))
    return Checklist.of(_of_project(settings, outside, clock, say))


def _unreadable(error: MustMend) -> Iterator[Check]:
    yield from of_settings(error.problems, "red") if error.problems else refused("letters", error)
    yield Check(
        area="letters",
        level="yellow",
        what=_("The rest could not be tried: the settings cannot be read."),
        hint=_("Fix the settings, then run it again."),
    )


def _of_project(
    settings: Settings, outside: Outside, clock: Clock | None, say: Say
) -> Iterator[Check]:
    yield from of_settings(settings.warnings, "yellow")
    try:
        with opened(settings.folder, clock, say=say, reads=True) as project:
            yield from _opened(project, outside)
    except InviteError as error:
        # Without its memory nobody knows who is to be written to; the sheets and the server can
        # be looked at all the same.
        yield from refused("ledger", error)
        with FileReader() as reader:
            read = read_sheets(settings, reader)
        yield from sheets.unread(read)
        yield from server(settings, (), needed=False)
        yield Check(
            area="letters",
            level="yellow",
            what=_("The letters could not be tried: the ledger cannot be used."),
            hint=_("Put the ledger right first, as it says above."),
        )


def _opened(project: Project, outside: Outside) -> Iterator[Check]:
    if project.closed:
        yield Check(
            area="letters",
            level="green",
            what=_("The mailings are closed (invite purge): nothing will be sent."),
        )
        return
    yield from ledger.ledger(project)
    yield from sheets.since_last_look(project)
    try:
        gathered = gather(project)
    except MustMend as error:
        yield from refused("sheets", error)
        gathered = gather(project, only_to_look=True)
    yield from sheets.sheets(project, gathered)
    composed = tuple(compose_all(project, gathered))
    settings, first = project.settings, project.settings.mailings[0]
    event = settings.event
    off = called_off(project)
    for one in composed:
        late = lateness(one.mailing, first, event, project.now(), off)
        yield from judge(event, settings.sender, one, late)
    yield from event_day(event, project.now())
    yield privacy_page(event)
    yield from templates(project.settings)
    needed = any(one.sends for one in composed) or _looks_first(project)
    yield from server(project.settings, composed, needed=needed)
    yield from volume(project, composed)
    yield from returns(project)
    if outside.fetch is not None:
        yield from answers(composed, outside.fetch)
    if outside.name_server is not None:
        yield from domains(project.settings, gathered.roster.people, outside.name_server)


def _looks_first(project: Project) -> bool:
    """Whether `send` looks into a mailbox before anything else, be there letters to go or not."""
    by_graph = project.settings.delivery.courier == GRAPH
    return bool(used(project)) or (by_graph and project.ledger.server_ids.since(GRAPH) is not None)
