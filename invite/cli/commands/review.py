"""`invite review`: the questions of who is who, one by one; the answers are remembered."""

from __future__ import annotations

from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Same = Annotated[
    tuple[str, str] | None,
    typer.Option("--same", metavar="WHO WHO", help=_("These two are one person.")),
]
Different = Annotated[
    tuple[str, str] | None,
    typer.Option("--different", metavar="WHO WHO", help=_("These two are not one person.")),
]
Answers = Annotated[
    bool, typer.Option("--answers", help=_("The answers given so far, with their numbers."))
]
Withdraw = Annotated[
    int | None, typer.Option("--withdraw", metavar="N", help=_("Take answer N back."))
]


def review(
    ctx: typer.Context,
    same: Same = None,
    different: Different = None,
    answers: Answers = False,
    withdraw: Withdraw = None,
    json: options.Json = False,
) -> None:
    """Go through the questions of who is who, or answer one of them by the command line."""
    from invite.campaign.people.review import Pair, review
    from invite.campaign.project import opened, silence
    from invite.report.people import questions

    def ask(pair: Pair) -> str:
        terminal.show(questions.side_by_side(pair))
        return asking.key(questions.keys(), stopped=questions.stopped(pair))

    with opened(ctx.obj, say=terminal.say) as project:
        found = review(
            project,
            same=same,
            different=different,
            withdraw=withdraw,
            choose=asking.choose,
            say=silence if json else terminal.say,
            ask=ask if terminal.interactive() and not (json or answers) else None,
        )
    if json:
        terminal.show(questions.to_document(found, answers=answers))
    else:
        terminal.show(*questions.screen(found, answers=answers))
