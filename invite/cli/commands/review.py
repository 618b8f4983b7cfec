"""`invite review`: the questions of who is who and all who are held, one by one; what is said of
them is remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.people.held import HeldPerson
    from invite.campaign.people.review import Pair
    from invite.campaign.project import Project, Say
    from invite.people.model import Doubt

Who = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHO]…",
        autocompletion=options.names,
        help=_("Who is meant, with the options below."),
    ),
]
Same = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--same",
        metavar="WHO WHO",
        autocompletion=options.names,
        help=_("These two are the same person."),
    ),
]
Different = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--different",
        metavar="WHO WHO",
        autocompletion=options.names,
        help=_("These two are different people."),
    ),
]
AsItStands = Annotated[
    bool, typer.Option("--as-it-stands", help=_("Write to these held people as they are."))
]
LeaveOut = Annotated[
    bool, typer.Option("--leave-out", help=_("Do not write to these held people."))
]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help=_("Everybody held for this reason."))
]
Answers = Annotated[
    bool, typer.Option("--answers", help=_("The answers so far, with their numbers."))
]
Withdraw = Annotated[
    int | None, typer.Option("--withdraw", metavar="N", help=_("Withdraw answer N."))
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
    """Go through the questions of who is who and all who are held, or answer them here."""
    from invite.campaign.people.held import Ruling, rule
    from invite.campaign.people.review import review
    from invite.campaign.project import opened, silence
    from invite.report.people import questions

    ruling = Ruling.of(as_it_stands=as_it_stands, leave_out=leave_out, named=bool(who or kind))
    say = silence if json else terminal.say
    said = bool(same or different or ruling or withdraw)
    asks = terminal.interactive() and not (json or answers or said)
    with opened(ctx.obj, say=terminal.say, reads=True, decides=asks or said) as project:
        if ruling:
            rule(project, who or (), kind=kind, ruling=ruling, choose=asking.choose, say=say)
        found = review(
            project,
            same=same,
            different=different,
            withdraw=withdraw,
            choose=asking.choose,
            say=say,
            ask=_ask if asks else None,
        )
        if asks:
            _go_through_held(project, len(found.answers), say)
    if json:
        terminal.show(questions.to_document(found, answers=answers))
    elif not ruling:
        terminal.show(*questions.screen(found, answers=answers))


def _ask(pair: Pair) -> str:
    from invite.report.people import questions

    terminal.show(questions.side_by_side(pair))
    return asking.key(questions.keys(), "sdluq", stopped=questions.stopped(pair))


def _go_through_held(project: Project, answers: int, say: Say) -> None:
    """answers: how many questions of who is who are answered, for what is said at Ctrl-C."""
    from invite.campaign.people.held import go_through_held
    from invite.report.people import questions

    so_far = questions.kept(answers) if answers else ""
    go_through_held(project, partial(_ask_kind, so_far), partial(_ask_held, so_far), say)


def _ask_kind(answers: str, because: Doubt, people: Sequence[HeldPerson], kept: int) -> str:
    from invite.report.people import held

    terminal.show(held.kind_screen(because, people))
    stopped = held.stopped(kept, answers)
    while True:
        key = asking.key(held.kind_keys(), "oanlq", stopped=stopped)
        # One slip of a finger must not write to a whole kind.
        if key != "a" or len(people) == 1 or asking.sure(held.all_go(people), stopped=stopped):
            return key


def _ask_held(answers: str, each: HeldPerson, kept: int) -> tuple[str, str]:
    from invite.report.people import held

    terminal.show(held.one_screen(each))
    stopped = held.stopped(kept, answers)
    key = asking.key(held.one_keys(), "acnlq", stopped=stopped)
    if key != "c":
        return key, ""
    return key, terminal.ask(held.correction_question(each.because), stopped=stopped)
