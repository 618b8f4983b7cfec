"""`invite settle`: a letter of which nobody knows whether it went: it did, or it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.registrations import recorded
from invite.errors import WrongUsage
from invite.lifecycle import State
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.project import Project
    from invite.ledger.letters.unclear import Doubt


def settle(
    ctx: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="WHO", help=_("Whose letter: a name, a part of it, an address or an id.")
        ),
    ] = None,
    sent: Annotated[
        bool,
        typer.Option("--sent", help=_("It went: it lies in the Sent folder, or they have it.")),
    ] = False,
    not_sent: Annotated[
        bool, typer.Option("--not-sent", help=_("It did not go; the next send writes to them."))
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help=_("Look into the mailbox, for all unclear letters."))
    ] = False,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Say of an unclear letter whether it went. Without --sent or --not-sent it tells what to look
    for, and asks.
    """
    if sent and not_sent:
        raise WrongUsage(_("It went or it did not: give one of --sent and --not-sent."))
    if look and (sent or not_sent or who):
        raise WrongUsage(_("--look looks for all unclear letters: give nothing else with it."))
    if not look and who is None:
        raise WrongUsage(_("Whose letter? invite settle WHO, or invite settle --look."))
    with context.project(ctx) as project:
        if look:
            _look(project, json=json)
            return
        assert who is not None
        doubt = _doubt(project, who, mailing)
        went = sent or (not not_sent and _asked(project, doubt))
        if not project.ledger.unclear.settle(doubt, sent=went):
            raise WrongUsage(
                _("It has been settled in the meantime."),
                hint=_("invite who {id}").format(id=doubt.person),
            )
        project.ledger.log(
            f"settle {doubt.mailing}: {doubt.person} {'sent' if went else 'not sent'}"
        )
        state = project.ledger.letters.standings(doubt.mailing, of=[doubt.person])[
            doubt.person
        ].state
        if json:
            terminal.show_document(
                {"person": doubt.person, "mailing": doubt.mailing, "state": state.value}
            )
        else:
            terminal.show(_told(doubt, state, went=went).format(name=doubt.name, id=doubt.person))
            if any(
                (one.person, one.mailing) == (doubt.person, doubt.mailing)
                for one in project.ledger.unclear.all()
            ):
                terminal.show(
                    _("Another letter to them is unclear still: invite settle {id}").format(
                        id=doubt.person
                    )
                )


def _look(project: Project, *, json: bool) -> None:
    """What the mailbox shows of all of them."""
    from invite.campaign.delivery.proof import told
    from invite.campaign.delivery.refresh import refresh

    proved = refresh(project, terminal.say, terminal.show_line())
    if json:
        terminal.show_document(
            {
                "sent": [one.person for one in proved.went],
                "not_sent": [one.person for one in proved.did_not],
                "unclear": [one.person for one in proved.open],
            }
        )
    else:
        terminal.show(*(told(proved) or (_("No letter is in doubt."),)))


def _told(doubt: Doubt, state: State, *, went: bool) -> str:
    """What follows for them from what became of this letter. state: where they stand now, with all
    their letters.
    """
    if went:
        return _("{name}: the letter counts as sent.")
    match state:
        case State.READY | State.WAITING:
            return _("{name}: the letter did not go; the next invite send writes to them.")
        case State.SENT if doubt.number > 1:
            return _(
                "{name}: the letter did not go; an earlier one counts as sent, so invite send"
                " leaves them alone. To send it again: invite resend {id}"
            )
        case _:
            return _("{name}: the letter did not go. invite who {id} tells where they stand.")


def _doubt(project: Project, who: str, mailing: str | None) -> Doubt:
    """The one letter in doubt of that person. Raises WrongUsage where there is none, or somebody is
    just sending it.
    """
    person = recorded(project, who)
    name = project.mailing(mailing).name if mailing else None
    found = [
        one
        for one in project.ledger.unclear.all()
        if one.person == person.id and name in (None, one.mailing)
    ]
    if not found:
        raise WrongUsage(
            _("No letter to {name} is unclear.").format(name=person.name.full),
            hint=_("invite who {id} tells where they stand.").format(id=person.id),
        )
    if len({one.mailing for one in found}) > 1:
        names = ", ".join(one.mailing for one in found)
        raise WrongUsage(
            _("Several letters to them are unclear: {names}.").format(names=names),
            hint=_("Say which: --mailing."),
        )
    if found[-1].in_hand:
        raise WrongUsage(
            _("This letter is just being sent."), hint=_("Wait until that run has ended.")
        )
    return found[-1]


def _asked(project: Project, doubt: Doubt) -> bool:
    """What the coordinator has found in the Sent folder."""
    from invite.report.letters import unclear

    if not terminal.interactive():
        raise WrongUsage(
            _("Say whether it went: --sent or --not-sent."),
            hint=_("Search the Sent folder for: {words}").format(words=unclear.search(doubt)),
        )
    terminal.show(unclear.picture((doubt,), project.local))
    while True:
        answer = terminal.ask(_("Did it go? [y/n] ")).casefold()
        if answer in {"y", "yes", "k", "kyllä", "n", "no", "e", "ei"}:
            return answer in {"y", "yes", "k", "kyllä"}
