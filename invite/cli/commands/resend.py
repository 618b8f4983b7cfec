"""`invite resend`: people once more, because they say that nothing came."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.cli.commands.send import finish, run, too_late
from invite.errors import MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from invite.campaign.delivery.run import Carried
    from invite.campaign.delivery.spool import Spool
    from invite.campaign.project import Project
    from invite.campaign.sending.ready import Ready
    from invite.lifecycle import State
    from invite.mailing import Mailing
    from invite.people.model import Address, Person, PersonId
    from invite.plan import Send
    from invite.summary import Line

NAMED = 10  # people named on the screen


def resend(
    ctx: typer.Context,
    who: Annotated[
        list[str],
        typer.Argument(metavar="WHO…", help=_("A name, a part of it, an address or an id.")),
    ],
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="ADDRESS", help=_("To this address, which is theirs from now on.")
        ),
    ] = None,
    because: Annotated[
        str, typer.Option("--because", metavar="TEXT", help=_("Why; kept in the ledger."))
    ] = "",
    preface: Annotated[
        str | None,
        typer.Option("--preface", metavar="TEXT", help=_("Words to put before the letter.")),
    ] = None,
    mailing: options.MailingName = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> int:
    """Send somebody's letter again, to the same address or a corrected one; several people's,
    too.
    """
    from invite.campaign.delivery.refresh import before_sending
    from invite.campaign.delivery.spool import Spool
    from invite.campaign.gather import gather
    from invite.campaign.sending.resend import doubts
    from invite.campaign.sending.results import results
    from invite.plan import Plan
    from invite.report.base import document
    from invite.report.letters import outgoing

    with context.project(ctx) as project, Spool() as spool:
        wave = project.mailing(mailing)
        before_sending(project, terminal.say, terminal.show_line())
        gathered = gather(project)
        everyone = _everyone(project, gathered.roster.people)
        people = tuple(
            {one.id: one for one in (context.person(everyone, name) for name in who)}.values()
        )
        if to is not None and len(people) > 1:
            raise WrongUsage(
                _("--to gives one person's address, and {n} people are named.").format(
                    n=len(people)
                )
            )
        if late := too_late(project, wave):
            terminal.say(late, bold=True)
        step = partial(_step, project, wave, to=to, because=because, preface=preface or "")
        doubted = partial(doubts, project, wave, everybody=everyone, held=gathered.held)
        steps, ready, doubtful, agreed = _decided(
            project, wave, people, spool, step, doubted, late=bool(late), yes=yes
        )
        if agreed:
            _write_down(project, wave.name, steps, corrected=to is not None)
        carried: dict[PersonId, Carried] = {}
        stopped = run(project, wave, ready, carried) if agreed else None
        lines = results(project, Plan(steps), carried)
        if json:
            found = document.sending(
                wave.name, project.settings.delivery.courier, lines, dry_run=not agreed
            )
            against = (*((step.person, late) for step in steps if late), *doubtful)
            warned = {
                "warnings": [{"person": person.id, "what": words} for person, words in against]
            }
            terminal.show_document(
                {**found, **warned, **(document.error(stopped) if stopped else {})}
            )
        elif agreed:
            terminal.show(*_told(lines), outgoing.sending(lines, project.reaches))
        else:
            terminal.say(_("Nothing was sent."))
    return finish(stopped, lines) if agreed else 0


def _decided(
    project: Project,
    wave: Mailing,
    people: Sequence[Person],
    spool: Spool,
    step: Callable[[Person], Send],
    doubted: Callable[[Sequence[Send]], Sequence[tuple[Person, str]]],
    *,
    late: bool,
    yes: bool,
) -> tuple[tuple[Send, ...], Ready, Sequence[tuple[Person, str]], bool]:
    """The letters, what speaks against them, and whether they are to go. A yes means what was so
    when it was asked for: where another run has done something to these letters meanwhile, all is
    looked at anew, and asked again if it has written to them. late: whether the letter itself comes
    too late.
    """
    from invite.campaign.sending.ready import get_ready
    from invite.campaign.sending.resend import so_far

    news: tuple[tuple[Person, str], ...] = ()
    while True:
        before = so_far(project, wave, people)
        steps = tuple(step(person) for person in people)
        # Composed before the address is kept: a letter that cannot be written changes nothing.
        ready = get_ready(project, wave, steps, spool)
        doubtful = (*news, *doubted(steps))
        for person, words in doubtful:
            terminal.say(f"{person.name.full}: {words}")
        agreed = _agreed(people, doubtful=late or bool(doubtful), yes=yes and not news)
        if not agreed or (now := so_far(project, wave, people)) == before:
            return steps, ready, doubtful, agreed
        news = _news(people, before, now)


def _news(
    people: Sequence[Person],
    before: Mapping[PersonId, Mapping[str, State]],
    now: Mapping[PersonId, Mapping[str, State]],
) -> tuple[tuple[Person, str], ...]:
    """To whom a letter has gone meanwhile, in words. Raises WrongUsage where nobody is there to be
    asked again.
    """
    from invite.campaign.sending.resend import written_to

    words = _("A letter has gone to them meanwhile.")
    gone = written_to(before, now)
    news = tuple((person, words) for person in people if person.id in gone)
    if news and not terminal.interactive():
        hint = _("Nothing was sent. invite who {id} tells where they stand.").format(
            id=news[0][0].id
        )
        raise WrongUsage(f"{news[0][0].name.full}: {words}", hint=hint)
    return news


def _step(
    project: Project, wave: Mailing, person: Person, *, to: str | None, because: str, preface: str
) -> Send:
    """One person's letter; a new address comes before those that they had."""
    from invite.campaign.sending.plan import again

    address = _address(project, person, to)
    if address not in person.addresses[:1]:
        others = tuple(other for other in person.addresses if other.key != address.key)
        person = replace(person, addresses=(address, *others))
    return again(project, wave, person, address, because=because, preface=preface)


def _told(lines: Sequence[Line]) -> list[str]:
    """To whom and where each letter went; those that did not go are named with the reason below."""
    from invite.safe_text import shown

    words = {
        "sent": _("Sent to {name}, {address}."),
        "written": _("Written to the outbox for {name}, {address}."),
    }
    gone = [line for line in lines if line.state in words]
    told = [
        words[line.state].format(name=shown(line.person.name.full), address=shown(line.to))
        for line in gone[:NAMED]
    ]
    return told if len(gone) <= NAMED else [*told, _("… and {n} more").format(n=len(gone) - NAMED)]


def _write_down(project: Project, mailing: str, steps: Sequence[Send], *, corrected: bool) -> None:
    """The corrected address is theirs from now on; and the log tells of each resend."""
    from invite.people.known import Correction

    for step in steps:
        if corrected:
            project.ledger.hand.correct(Correction(person=step.person.id, address=step.to))
        project.ledger.log(
            f"resend {mailing}: {step.person.id}{' to another address' if corrected else ''}"
        )


def _agreed(people: Sequence[Person], *, doubtful: bool, yes: bool) -> bool:
    """Whether to write to them. Asked where a sheet or the coordinator has said not to; and at a
    terminal, where something speaks against it: elsewhere the command itself is the word.
    """
    unwanted = [person.name.full for person in people if person.unwanted]
    if not unwanted:
        return not (doubtful and terminal.interactive()) or terminal.agree(
            _("Send all the same?"), yes=yes, what=""
        )
    what = _("{name} is not to be invited: a sheet or you said so.").format(
        name=", ".join(unwanted)
    )
    if not yes and terminal.interactive():
        terminal.say(what)
    return terminal.agree(_("Write to them all the same?"), yes=yes, what=what)


def _everyone(project: Project, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those on the sheets, and those who are on none any more but are remembered."""
    here_now = {person.id for person in people}
    return (
        *people,
        *(one.person for one in project.ledger.persons.recorded() if one.person.id not in here_now),
    )


def _address(project: Project, person: Person, to: str | None) -> Address:
    if to is None:
        if person.address is None:
            raise MustMend(
                _("{name} has no address.").format(name=person.name.full),
                hint=_("Give one: invite resend {id} --to ADDRESS.").format(id=person.id),
            )
        return person.address
    return context.address(project, to)
