"""`invite stop`: no more letters to somebody, and, where they want it, everything about them
erased.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.people.model import Person

Whoever = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHO]…", autocompletion=options.names, help=_("Who asked for no more letters.")
    ),
]
Erase = Annotated[
    bool, typer.Option("--erase", help=_("Also erase everything about them, for good."))
]
Sheet = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help=_("Everybody on this sheet, known here or not.")),
]
Again = Annotated[bool, typer.Option("--undo", help=_("They may be written to again."))]


def stop(
    ctx: typer.Context,
    who: Whoever = None,
    erase: Erase = False,
    undo: Again = False,
    file: Sheet = None,
    column: options.Column = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> None:
    """Send no more letters to somebody, be they on a sheet or on none yet; without WHO, list
    whom.
    """
    from invite.campaign.privacy.stop import Named, action_of, leave_alone
    from invite.campaign.project import opened
    from invite.report.person import privacy as report

    def agree(people: Sequence[Person]) -> bool:
        what = report.would_be_erased(people)
        if not yes and terminal.interactive():
            terminal.say(what)
        return asking.agree(_("Erase?"), yes=yes, what=what)

    named = Named(who=who or (), file=file, columns=column or ())
    action = action_of(named, erase=erase, undo=undo)
    decides = not erase and (bool(who) or file is not None)  # all copies are to forget
    with opened(ctx.obj, say=terminal.say, decides=decides) as project:
        done = leave_alone(project, named, action, choose=asking.choose, agree=agree)
    if done is None:
        terminal.say(_("Nothing was erased."))
        return
    if done.unread:
        terminal.say(done.unread)
    terminal.show(report.to_document(done) if json else report.screen(done))
