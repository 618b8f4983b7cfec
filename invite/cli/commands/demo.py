"""`invite demo`: the whole main job on the shipped example, in a minute."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.send import finish, run
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.delivery.run import Carried
    from invite.people.model import PersonId


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help=_("A new folder to play in."))
    ] = None,
    json: options.Json = False,
) -> int:
    """Run the whole main job on an example project, with letters written to files and nothing
    sent.
    """
    from invite.campaign.delivery.spool import Spool
    from invite.campaign.filters import Filters
    from invite.campaign.gather import gather
    from invite.campaign.project import opened
    from invite.campaign.sending.plan import plan_for
    from invite.campaign.sending.ready import get_ready
    from invite.campaign.sending.results import results
    from invite.campaign.setup.example import copy_example
    from invite.campaign.status.overview import overview
    from invite.report.base import document
    from invite.report.letters import outgoing
    from invite.report.people import listing
    from invite.report.status import standing
    from invite.tally import Tallies, tallied

    place = copy_example(folder, Path.cwd())
    with opened(place, context.clock) as project, Spool() as spool:
        wave = project.mailing(None)
        gathered = gather(project)
        plan = plan_for(project, gathered, wave, Filters())
        ready = get_ready(project, wave, plan.sends, spool)
        carried: dict[PersonId, Carried] = {}
        if not json:
            _title(_("1. The sheets, and who is who"))
            terminal.show(
                listing.people_line(gathered.roster, gathered.held),
                listing.flaws(gathered.roster.flaws),
            )
            _title(_("2. One of the letters"))
            # The person with the most parts has the letter that shows best what is done here.
            shown = max(
                ready.drafts,
                key=lambda draft: (len(draft.person.roles), draft.person.language is None),
            )
            new = spool.letter(shown)
            terminal.show(outgoing.letter(shown.person, new.to.written, new.subject, new.text))
            _title(_("3. Everyone's letter, into the outbox"))
            terminal.show(outgoing.plan(plan, wave.name, project.settings.delivery.courier))
        stopped = run(project, wave, ready, carried)
        lines = results(project, plan, carried)
        found = overview(project, (wave,))
        if json:
            terminal.show_document({"folder": str(place), **document.overview(found)})
        else:
            terminal.show(outgoing.sending(lines, project.reaches))
            _title(_("4. Who has been reached"))
            counted = tuple(map(tallied, found.mailings))
            terminal.show(standing.screen(Tallies(mailings=counted, read=found.read)))
            _where_next(place, wave.name)
    return finish(stopped, lines)


def _title(text: str) -> None:
    from rich.text import Text

    terminal.show("", Text(text, style="bold underline"))


def _quoted(place: Path) -> str:
    """The path as a shell takes it, PowerShell and cmd among them."""
    if sys.platform == "win32":
        return f'"{place}"' if " " in str(place) else str(place)
    return shlex.quote(str(place))


def _program() -> str:
    """How the program is called from here: `make demo` puts it where no shell looks for it."""
    called = Path(sys.argv[0])
    return (
        "invite"
        if shutil.which("invite") or called.stem != "invite"
        else _quoted(called.absolute())
    )


def _where_next(place: Path, mailing: str) -> None:
    terminal.show(
        "",
        _("The letters are in {folder}: open one in Outlook, Apple Mail or Thunderbird.").format(
            folder=place / "outbox" / mailing
        ),
        _("Look around:"),
        f"  cd {_quoted(place)}",
        *(f"  {_program()} {command}" for command in ("people", "preview", "status")),
    )
