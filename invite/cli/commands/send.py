"""`invite send`: everyone who is to be written to now, one letter each."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.progress import Progress, Stopping, awake
from invite.errors import Interrupted, InviteError, LedgerUnusable
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from invite.campaign.delivery.run import Carried
    from invite.campaign.project import Project
    from invite.campaign.sending.ready import Ready
    from invite.mailing import Mailing
    from invite.people.model import PersonId
    from invite.plan import Send
    from invite.summary import Line


def send(
    ctx: typer.Context,
    mailing: options.MailingName = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help=_("Write to N people at most.")),
    ] = None,
    test: Annotated[
        str | None,
        typer.Option(
            "--test",
            metavar="ADDRESS",
            help=_("Send up to five samples to this address, and to nobody else."),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only say what would be sent."))
    ] = False,
    yes: options.Yes = False,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> int:
    """Write to everyone who has not been written to. Running it again goes on with those who are
    left.
    """
    from invite.campaign.delivery.refresh import before_sending
    from invite.campaign.delivery.spool import Spool
    from invite.campaign.gather import gather
    from invite.campaign.sending.approval import since
    from invite.campaign.sending.plan import plan_for
    from invite.campaign.sending.ready import get_ready
    from invite.campaign.sending.results import results
    from invite.report.base import document
    from invite.report.base.phrases import nobody_words
    from invite.report.letters import outgoing, since_look

    wanted = options.filters(role, region, group, state, only, but)
    with context.project(ctx) as project, Spool() as spool:
        wave = project.mailing(mailing)
        courier = project.settings.delivery.courier
        if not dry_run and test is None:
            before_sending(project, terminal.say, terminal.show_line())
        gathered = gather(project)
        wanted = context.meant(gathered.roster.people, wanted)
        plan = plan_for(project, gathered, wave, wanted, limit)
        if test is not None:
            from invite.cli.samples import send_samples

            return send_samples(project, gathered, wave, plan, test, dry_run=dry_run, json=json)
        ready = get_ready(project, wave, plan.sends, spool, remark=terminal.say)
        changed = since(project, gathered, wave, (send.person for send in plan.sends), ready.frames)
        if not json:
            terminal.show(outgoing.plan(plan, wave.name, courier))
            if ready.sends:
                first = wave.name == project.settings.mailings[0].name
                terminal.show(
                    *since_look.picture(
                        changed, wave.name, first=first, me=context.me(project.settings)
                    )
                )
        _warn(project, wave, plan.sends)
        if gathered.nobody:
            terminal.say(nobody_words(gathered.nobody))
        carried: dict[PersonId, Carried] = {}
        stopped: InviteError | None = None
        refused = bool(ready.sends) and not dry_run and not _agreed(len(ready.sends), yes)
        left = False
        if ready.sends and not dry_run and not refused:
            stopped = run(project, wave, ready, carried)
            left = len(carried) < len(ready.sends)
            if carried and not isinstance(stopped, LedgerUnusable):
                project.ledger.persons.remember_send()
        lines = results(project, plan, carried)
        if json:
            found = document.sending(wave.name, courier, lines, dry_run=dry_run or refused)
            found["rows_without_person"] = gathered.nobody
            terminal.show_document(
                {
                    **found,
                    **since_look.to_document(changed),
                    **(document.error(stopped) if stopped else {}),
                }
            )
        elif refused:
            terminal.say(_("Nothing was sent."))
        elif not dry_run:
            terminal.show(outgoing.sending(lines, project.reaches))
    return 0 if refused else finish(stopped, lines, left=left)


def _warn(project: Project, wave: Mailing, sends: Sequence[Send]) -> None:
    """What had better be looked at before letters go: the day, drafts, settings, what others were
    told, how old answers are.
    """
    from invite.campaign.sending.replies import stale
    from invite.campaign.status.outdated import outdated
    from invite.report.letters import outdated as facts
    from invite.report.registrations import export

    if sends and (late := too_late(project, wave)):
        terminal.say(late, bold=True)
    _warn_of_drafts(project, wave, sends)
    for warning in project.settings.warnings:
        terminal.say(f"{warning.where}: {warning.what} {warning.hint}".strip())
    if (changed := outdated(project)) and changed.mailing != wave.name:
        terminal.say(facts.told(changed))
    if sends and (old := stale(project, wave)) is not None:
        terminal.say(export.stale(old))


def too_late(project: Project, wave: Mailing) -> str:
    """Why the letters of a mailing come too late, in words; "" where they do not."""
    from invite.report.letters.lateness import lateness

    return lateness(wave, project.settings.mailings[0], project.settings.event, project.now())


def _warn_of_drafts(project: Project, wave: Mailing, sends: Sequence[Send]) -> None:
    """Of drafts from before the switch to a real courier nobody knows whether they went from a mail
    program.
    """
    if not (sends and project.reaches):
        return
    from invite.lifecycle import State

    standings = project.ledger.letters.standings(wave.name)
    drafts = sum(
        send.person.id in standings and standings[send.person.id].state is State.WRITTEN
        for send in sends
    )
    if drafts:
        words = ngettext(
            "{n} of these lies as a draft in {folder}: whoever was sent theirs from a mail program"
            " would get it twice.",
            "{n} of these lie as drafts in {folder}: whoever was sent theirs from a mail program"
            " would get it twice.",
            drafts,
        )
        terminal.say(words.format(n=drafts, folder=f"outbox/{wave.name}"), bold=True)


def _agreed(letters: int, yes: bool) -> bool:
    what = ngettext("{n} letter would be sent.", "{n} letters would be sent.", letters).format(
        n=letters
    )
    return terminal.agree(_("Send?"), yes=yes, what=what)


def run(
    project: Project, wave: Mailing, ready: Ready, carried: dict[PersonId, Carried]
) -> InviteError | None:
    """Send the letters, filling `carried` as they go; what stopped the run, if anything did."""
    from invite.campaign.sending.results import cut_off

    try:
        try:
            with (
                awake(),
                Progress(project, len(ready.sends)) as progress,
                Stopping(progress.hushed) as stopping,
            ):
                for one in ready.carry(stopping, progress.notice, progress.show_line()):
                    progress.count(one)
                    carried[one.person] = one
                if stopping.stopped:
                    return Interrupted(
                        _("Stopped, as you asked."),
                        hint=_("Run the command again: it goes on where it was."),
                    )
        except KeyboardInterrupt:
            carried.update(cut_off(project, wave, ready.sends, carried))
            return Interrupted(
                _("Stopped at once, as you asked."),
                hint=_(
                    "A letter that was just leaving is unclear. Run the command again: it goes on"
                    " with the others."
                ),
            )
        finally:
            project.ledger.log(f"send {wave.name}: {len(carried)} of {len(ready.sends)} letters")
    except InviteError as error:
        # What was taken for a no to an address was a no to us: those letters are still to go.
        earlier = getattr(error, "earlier", ())
        for id_ in [id_ for id_, one in carried.items() if one.message_id in earlier]:
            del carried[id_]
        if isinstance(
            error, LedgerUnusable
        ):  # what it could not write down any more, it can perhaps still be read to lack
            with suppress(LedgerUnusable):
                carried.update(cut_off(project, wave, ready.sends, carried))
        return error
    return None


def finish(stopped: InviteError | None, lines: Iterable[Line], *, left: bool = False) -> int:
    """The exit code for what a run has done; what stopped it is told. left: whether letters were
    not begun.
    """
    if stopped:
        from invite.cli.boundary import tell

        tell(stopped)
        return stopped.exit_code
    return 1 if left or any(line.state in ("failed", "waiting", "unclear") for line in lines) else 0
