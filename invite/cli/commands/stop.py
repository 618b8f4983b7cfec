"""`invite stop`: no more letters to somebody, and, where they want it, everything about them
erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.registrations import recorded
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from invite.campaign.privacy.stop import Erased, Stopped
    from invite.campaign.project import Project
    from invite.people.model import Person


def stop(
    ctx: typer.Context,
    who: Annotated[
        list[str] | None, typer.Argument(metavar="[WHO]…", help=_("Who asked to be left alone."))
    ] = None,
    erase: Annotated[
        bool, typer.Option("--erase", help=_("And everything about them goes, for good."))
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help=_("They may be written to again."))] = False,
    yes: options.Yes = False,
    json: options.Json = False,
) -> None:
    """Send no more letters to somebody; without WHO, list whom."""
    from invite.campaign.privacy import stop

    if (erase or undo) and not who:
        raise WrongUsage(_("Say who."), hint=_('invite stop "Matti Meikäläinen"'))
    if erase and undo:
        raise WrongUsage(_("What is erased is gone: it cannot be undone."))
    with context.project(ctx) as project:
        named = list(who or ())
        who = [one for one in named if not (undo and _readmitted(project, one))]
        readmitted = [one for one in named if one not in who]
        people = tuple(
            {person.id: person for person in (recorded(project, one) for one in who)}.values()
        )
        erased = stopped = None
        if erase:
            if not _agreed(people, yes):
                terminal.say(_("Nothing was erased."))
                return
            erased = stop.erase(project, people)
        elif undo:
            stop.lift(project, people)
        elif people:
            stopped = stop.stop(project, people)
        if undo:
            _read_again(project)
        _show(project, people, erased or stopped, back=readmitted if undo else None, json=json)


def _readmitted(project: Project, who: str) -> bool:
    """Whether this was the address of somebody erased, who may now be written to again."""
    from invite.campaign.privacy.stop import readmit
    from invite.people.extraction.extract import parse_address

    address = parse_address(who)
    return not isinstance(address, str) and readmit(project, address)


def _read_again(project: Project) -> None:
    """Who is held back is told anew. A sheet that cannot be read now is no reason to fail: what was
    asked for is done.
    """
    from invite.campaign.gather import gather
    from invite.errors import MustMend

    try:
        gather(project, only_to_look=True)
    except MustMend as error:
        terminal.say(error.what)


def _agreed(people: tuple[Person, ...], yes: bool) -> bool:
    names = ", ".join(person.name.full for person in people)
    what = _("Everything about {names} would be erased: it cannot be undone.").format(names=names)
    if not yes and terminal.interactive():
        terminal.say(what)
    return terminal.agree(_("Erase?"), yes=yes, what=what)


def _show(
    project: Project,
    people: tuple[Person, ...],
    done: Erased | Stopped | None,
    *,
    back: list[str] | None,
    json: bool,
) -> None:
    """What was done. done: by erasing or stopping. back: where --undo was asked for, the addresses
    of the erased who may be written to again.
    """
    from invite.campaign.privacy.stop import Erased, Stopped
    from invite.report.person import privacy as report
    from invite.safe_text import named

    stopped = project.ledger.stops.stopped()
    everyone = {one.person.id: one.person for one in project.ledger.persons.recorded()}
    if json:
        sheets = done.sheets if isinstance(done, Erased) else ()
        left = done.open if done else ()
        terminal.show_document(
            report.stopped_document(
                stopped, everyone, project.ledger.stops.erased(), sheets, left, project.local
            )
        )
        return
    n, names = len(people), [*(person.name.full for person in people), *(back or ())]
    if isinstance(done, Erased):
        words = ngettext(
            "{n} person erased. A keyed hash stays, so that no sheet brings them back unnoticed.",
            "{n} people erased. Keyed hashes stay, so that no sheet brings them back unnoticed.",
            n,
        )
        terminal.show(
            words.format(n=n), f"  {named(names)}", *report.beyond_person(done.sheets, done.open)
        )
    elif back is not None:
        words = ngettext(
            "{n} person may be written to again.", "{n} people may be written to again.", len(names)
        )
        terminal.show(words.format(n=len(names)), f"  {named(names)}")
    elif isinstance(done, Stopped):
        words = ngettext(
            "{n} person gets no more letters; undone by --undo.",
            "{n} people get no more letters; undone by --undo.",
            n,
        )
        terminal.show(
            words.format(n=n), f"  {named(names)}", *report.taken_back(done.drafts, done.open)
        )
    else:
        terminal.show(
            report.stopped(stopped, everyone, project.ledger.stops.erased(), project.local)
        )
