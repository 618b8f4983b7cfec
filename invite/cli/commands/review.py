"""`invite review`: the questions of who is who and all who are held, one by one; what is said of
them is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.errors import WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from invite.people.model import Doubt

Who = Annotated[
    list[str] | None, typer.Argument(metavar="[WHO]…", help=_("Of whom, with the options below."))
]
Same = Annotated[
    tuple[str, str] | None,
    typer.Option("--same", metavar="WHO WHO", help=_("These two are one person.")),
]
Different = Annotated[
    tuple[str, str] | None,
    typer.Option("--different", metavar="WHO WHO", help=_("These two are not one person.")),
]
AsItStands = Annotated[
    bool, typer.Option("--as-it-stands", help=_("These held people are written to as they stand."))
]
LeaveOut = Annotated[
    bool, typer.Option("--leave-out", help=_("These held people are not written to."))
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help=_("All who are held for this reason.")),
]
Answers = Annotated[
    bool, typer.Option("--answers", help=_("The answers given so far, with their numbers."))
]
Withdraw = Annotated[
    int | None, typer.Option("--withdraw", metavar="N", help=_("Take answer N back."))
]


def review(
    ctx: typer.Context,
    who: Who = None,
    same: Same = None,
    different: Different = None,
    as_it_stands: AsItStands = False,
    leave_out: LeaveOut = False,
    kind: Kind = None,
    answers: Answers = False,
    withdraw: Withdraw = None,
    json: options.Json = False,
) -> None:
    """Go through the questions of who is who and all who are held, or answer by the command
    line.
    """
    from invite.campaign.people.held import HeldPerson, Ruling, go_through_held, rule
    from invite.campaign.people.review import Pair, review
    from invite.campaign.project import opened, silence
    from invite.report.people import held, questions

    if as_it_stands is leave_out and (who or kind or as_it_stands):
        raise WrongUsage(_("Say one of --as-it-stands and --leave-out."))

    def ask(pair: Pair) -> str:
        terminal.show(questions.side_by_side(pair))
        return asking.key(questions.keys(), stopped=questions.stopped(pair))

    def ask_kind(because: Doubt, people: Sequence[HeldPerson]) -> str:
        terminal.show(held.kind_screen(because, people))
        return asking.key(held.kind_keys(), stopped="")

    def ask_held(each: HeldPerson) -> tuple[str, str]:
        terminal.show(held.one_screen(each))
        key = asking.key(held.one_keys(), stopped="")
        return key, terminal.ask(held.correction_question(each.because)) if key == "c" else ""

    say = silence if json else terminal.say
    with opened(ctx.obj, say=terminal.say) as project:
        if as_it_stands or leave_out:
            ruling = Ruling.LEAVE_OUT if leave_out else Ruling.AS_IT_STANDS
            rule(project, who or (), kind=kind, ruling=ruling, choose=asking.choose, say=say)
        said = bool(same or different or as_it_stands or leave_out or withdraw)
        sits_there = terminal.interactive() and not (json or answers or said)
        found = review(
            project,
            same=same,
            different=different,
            withdraw=withdraw,
            choose=asking.choose,
            say=say,
            ask=ask if sits_there else None,
        )
        if sits_there:
            go_through_held(project, ask_kind, ask_held, say)
    if json:
        terminal.show(questions.to_document(found, answers=answers))
    elif not (as_it_stands or leave_out):
        terminal.show(*questions.screen(found, answers=answers))
