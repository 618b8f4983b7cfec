"""`invite send`: everyone who is to be written to now, one letter each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.cli.running import stoppable, watched
from invite.errors import Interrupted, InviteError
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invite.campaign.compose import Draft, Spool
    from invite.campaign.dispatch import Carried
    from invite.campaign.project import Project
    from invite.mailing import Mailing
    from invite.people.model import PersonId
    from invite.summary import Line


def send(
    context: typer.Context,
    mailing: options.MailingName = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help=_("Write to N people at most."))] = None,
    test: Annotated[
        str | None,
        typer.Option("--test", metavar="ADDRESS", help=_("Send up to five samples to this address, and to nobody else.")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be sent."))] = False,
    yes: options.Yes = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> int:
    """Write to everyone who has not been written to. Running it again goes on with those who are left."""
    from invite.campaign.compose import Spool, drafts
    from invite.campaign.gather import gather
    from invite.campaign.sending import plan_for, results
    from invite.report import document, screen

    wanted = options.filters(role, region, group, state, only, but)
    with here.project(context) as project, Spool() as spool:
        wave = project.mailing(mailing)
        courier = project.settings.delivery.courier
        plan = plan_for(project, gather(project), wave, wanted, limit)
        if test is not None:
            from invite.cli.testing import send_samples

            return send_samples(project, wave, plan, test, json=json)
        composed = drafts(project, wave, plan.sends, spool)
        if not json:
            terminal.show(screen.plan(plan, wave.name, courier))
        carried: dict[PersonId, Carried] = {}
        stopped: InviteError | None = None
        if composed and not dry_run:
            what = ngettext("{n} letter would be sent.", "{n} letters would be sent.", len(composed)).format(n=len(composed))
            if not terminal.agree(_("Send?"), yes=yes, what=what):
                terminal.say(_("Nothing was sent."))
                return 0
            stopped = run(project, wave, composed, spool, carried)
            if carried:
                project.ledger.persons.remember_send()
        lines = results(project, plan, carried)
        if json:
            found = document.sending(wave.name, courier, lines, dry_run=dry_run)
            terminal.show_document({**found, **(document.error(stopped) if stopped else {})})
        elif not dry_run:
            terminal.show(screen.sending(lines, project.reaches))
    return finish(stopped, lines)


def run(
    project: Project, wave: Mailing, composed: tuple[Draft, ...], spool: Spool, carried: dict[PersonId, Carried]
) -> InviteError | None:
    """Send the letters, filling `carried` as they go; what stopped the run, if anything did."""
    from invite.campaign.dispatch import courier_for, dispatch

    try:
        courier = courier_for(project, wave.name)
        try:
            with stoppable() as stopping:
                run = dispatch(project, composed, spool, courier, stopped=stopping)
                for one in watched(run, len(composed), project.settings.delivery.pace):
                    carried[one.draft.person.id] = one
                if stopping():
                    return Interrupted(_("Stopped, as you asked."), hint=_("Run the command again: it goes on where it was."))
        finally:
            courier.close()
            project.ledger.log(f"send {wave.name}: {len(carried)} of {len(composed)} letters")
    except InviteError as error:
        return error
    return None


def finish(stopped: InviteError | None, lines: Iterable[Line]) -> int:
    """The exit code for what a run has done; what stopped it is told."""
    if stopped:
        from invite.cli.boundary import tell

        tell(stopped)
        return stopped.exit_code
    return 1 if any(line.state in ("failed", "waiting", "unclear") for line in lines) else 0
