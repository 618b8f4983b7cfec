"""`invite resend`: one person again, because they say that nothing came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.cli.send import finish, run
from invite.errors import MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.dispatch import Carried
    from invite.campaign.project import Project
    from invite.people.model import Address, Person, PersonId


def resend(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help=_("A name, a part of it, an address or an id."))],
    to: Annotated[
        str | None, typer.Option("--to", metavar="ADDRESS", help=_("To this address, which is theirs from now on."))
    ] = None,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help=_("Why; kept in the ledger."))] = "",
    preface: Annotated[str | None, typer.Option("--preface", metavar="TEXT", help=_("Words to put before the letter."))] = None,
    mailing: options.MailingName = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> int:
    """Send a person's letter again, to the same address or a corrected one."""
    from invite.campaign.gather import gather
    from invite.campaign.ready import in_house
    from invite.campaign.sending import again, results
    from invite.campaign.spool import Spool
    from invite.people.identity import Correction
    from invite.plan import Plan
    from invite.report import document, screen

    with here.project(context) as project, Spool() as spool:
        wave = project.mailing(mailing)
        gathered = gather(project)
        person = here.person(_everyone(project, gathered.roster.people), who)
        address = _address(person, to)
        if address not in person.addresses[:1]:
            others = tuple(other for other in person.addresses if other.key != address.key)
            person = replace(person, addresses=(address, *others))
        step = again(project, wave, person, address, because=because, preface=preface or "")
        # Composed before the address is kept: a letter that cannot be written changes nothing.
        ready = in_house(project, wave, (step,), spool)
        agreed = _agreed(person, yes)
        if agreed and to is not None:
            project.ledger.hand.correct(Correction(person=person.id, address=address))
        carried: dict[PersonId, Carried] = {}
        if agreed:
            project.ledger.log(f"resend {wave.name}: {person.id}{' to another address' if to is not None else ''}")
        stopped = run(project, wave, ready, carried) if agreed else None
        lines = results(project, Plan((step,)), carried)
        if json:
            found = document.sending(wave.name, project.settings.delivery.courier, lines, dry_run=not agreed)
            terminal.show_document({**found, **(document.error(stopped) if stopped else {})})
        elif agreed:
            terminal.show(screen.sending(lines, project.reaches))
        else:
            terminal.say(_("Nothing was sent."))
    return finish(stopped, lines)


def _agreed(person: Person, yes: bool) -> bool:
    """Whether to write to this person; asked only where a sheet or the coordinator has said not to."""
    what = _("{name} is not to be invited: a sheet or you said so.").format(name=person.name.full)
    if person.unwanted and not yes and terminal.interactive():
        terminal.say(what)
    return not person.unwanted or terminal.agree(_("Write to them all the same?"), yes=yes, what=what)


def _everyone(project: Project, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those on the sheets, and those who are on none any more but are remembered."""
    here_now = {person.id for person in people}
    return (*people, *(one.person for one in project.ledger.persons.recorded() if one.person.id not in here_now))


def _address(person: Person, to: str | None) -> Address:
    from invite.people.clean import parse_address

    if to is None:
        if person.address is None:
            raise MustMend(
                _("{name} has no address.").format(name=person.name.full),
                hint=_("Give one: invite resend {id} --to ADDRESS.").format(id=person.id),
            )
        return person.address
    address = parse_address(to)
    if isinstance(address, str):
        raise WrongUsage(_("{address} is no address: {problem}").format(address=to, problem=address))
    return address
