"""`invite review`: the questions of who is who, one by one; the answers are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from invite.campaign.gather import Gathered
    from invite.campaign.project import Project
    from invite.people.model import Person, PersonId


def review(
    ctx: typer.Context,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--same", metavar="WHO WHO", help=_("These two are one person.")),
    ] = None,
    different: Annotated[
        tuple[str, str] | None,
        typer.Option("--different", metavar="WHO WHO", help=_("These two are not one person.")),
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers", help=_("The answers given so far, with their numbers."))
    ] = False,
    withdraw: Annotated[
        int | None, typer.Option("--withdraw", metavar="N", help=_("Take answer N back."))
    ] = None,
    json: options.Json = False,
) -> None:
    """Go through the questions of who is who, or answer one of them by the command line."""
    from invite.report.base import document
    from invite.report.people import questions

    with context.project(ctx) as project:
        if withdraw is not None and not project.ledger.answers.withdraw(withdraw):
            raise WrongUsage(
                _("There is no answer {n}.").format(n=withdraw),
                hint=_("invite review --answers lists them."),
            )
        if withdraw is not None:
            project.ledger.log(f"review: answer {withdraw} withdrawn")
        found = _open(project)
        for pair, verdict in ((same, True), (different, False)):
            if pair:
                recorded = _answer_by_name(project, found, pair, same=verdict)
                if not json:
                    terminal.say(recorded)
        if any((same, different, withdraw is not None)):
            found = _open(project)
        if answers:
            given = project.ledger.answers.given()
            if json:
                terminal.show_document(questions.answers_document(given, project.local))
            else:
                terminal.show(questions.answers_screen(given, project.local))
        elif json:
            terminal.show_document(
                {"questions": [document.question(question) for question in found.questions]}
            )
        elif not terminal.interactive():
            from invite.report.people import listing

            terminal.show(listing.questions(found.questions, found.everyone.values()))
        else:
            _go_through(project, found)


class _Open:
    """The open questions, and everybody by id."""

    def __init__(self, gathered: Gathered, everyone: Mapping[PersonId, Person]) -> None:
        self.gathered = gathered
        self.questions = gathered.roster.questions
        self.everyone = everyone


def _open(project: Project) -> _Open:
    from invite.campaign.gather import gather

    gathered = gather(project)
    return _Open(gathered, {one.person.id: one.person for one in project.ledger.persons.recorded()})


def _answer_by_name(project: Project, found: _Open, pair: tuple[str, str], *, same: bool) -> str:
    """Keep the answer; what was recorded, in words."""
    from invite.safe_text import shown

    left, right = (context.person(found.everyone.values(), who) for who in pair)
    if left.id != right.id:
        number = answer(project, left, right, same=same)
        one, two = shown(left.name.full), shown(right.name.full)
    elif same:
        raise WrongUsage(_("Both are {name}: one person already.").format(name=left.name.full))
    else:
        number = _part(project, found.gathered, left, pair)
        one, two = (f"{shown(left.name.full)} ({shown(who)})" for who in pair)
    words = (
        _("Recorded: {one} and {two} are one person.")
        if same
        else _("Recorded: {one} and {two} are two people.")
    )
    return (
        words.format(one=one, two=two)
        + " "
        + _("To take it back: invite review --withdraw {n}").format(n=number)
    )


def answer(project: Project, left: Person, right: Person, *, same: bool) -> int:
    """Keep an answer about two people; returns its number."""
    from invite.people.known import Answer, seen

    number = project.ledger.answers.give(
        Answer(same=same, people=(left.id, right.id), seen=(seen(left), seen(right)))
    )
    project.ledger.log(f"review: {left.id} and {right.id} are {'one' if same else 'two'}")
    return number


def _part(project: Project, gathered: Gathered, person: Person, pair: tuple[str, str]) -> int:
    """Keep that the rows of one person are two people's; the answer's number. pair: an address or a
    row of each.
    """
    from invite.campaign.explain import reasons
    from invite.people.known import Answer, appearance_on, joined_by
    from invite.people.lookup import rows_meant

    found = reasons(project, gathered, person)
    what = _("Both are {name}: one person.").format(name=person.name.full)
    one, two = (rows_meant(found.rows, who) for who in pair)
    left, right = (
        appearance_on(row for row in mine if row not in others)
        for mine, others in ((one, two), (two, one))
    )
    said = [
        given.number
        for given in found.answers
        if given.answer.same and joined_by(given.answer, left, right)
    ]
    if said:
        raise WrongUsage(
            what,
            hint=_("You said so; to take it back: invite review --withdraw {n}").format(n=said[-1]),
        )
    if not (left.names and right.names):
        example = " ".join(f'"{origin}"' for origin in person.origins[:2])
        hint = _("Name an address or a row of each: invite review --different {example}").format(
            example=example
        )
        raise WrongUsage(what, hint=hint)
    number = project.ledger.answers.give(
        Answer(same=False, people=(person.id, person.id), seen=(left, right))
    )
    project.ledger.log(f"review: the rows of {person.id} are two people's")
    return number


def _go_through(project: Project, found: _Open) -> None:
    """Ask question by question, passing over what the answers so far tell; each step can be taken
    back.
    """
    from invite.people.resolution.decisions import follows
    from invite.report.people import questions

    pairs = [
        (found.everyone[left], found.everyone[right], question)
        for question in found.questions
        for left, right in zip(question.people, question.people[1:], strict=False)
        if left in found.everyone and right in found.everyone
    ]
    steps: list[
        tuple[int, int | None]
    ] = []  # the question's place, and the number of the answer if one was given
    told: dict[int, tuple[PersonId, PersonId, bool]] = {}
    at = 0
    while at < len(pairs):
        left, right, question = pairs[at]
        if follows(told.values(), left.id, right.id):
            at += 1
            continue
        terminal.show(questions.side_by_side(left, right, question, at + 1, len(pairs)))
        words = _("s: the same person  d: different people  l: later  u: undo the last  q: enough ")
        key = terminal.ask(
            words, stopped=_("Stopped. {kept}").format(kept=_kept(project))
        ).casefold()[:1]
        match key:
            case "s" | "d":
                number = answer(project, left, right, same=key == "s")
                told[number] = (left.id, right.id, key == "s")
                steps.append((at, number))
                at += 1
            case "l" | "":
                steps.append((at, None))
                at += 1
            case "u" if steps:
                at, given = steps.pop()
                if given is not None:
                    del told[given]
                    project.ledger.answers.withdraw(given)
                    project.ledger.log(f"review: answer {given} withdrawn")
            case "q":
                break
            case _other:
                continue
    if not pairs:
        terminal.show(_("No question is open."))
    terminal.show(_kept(project))


def _kept(project: Project) -> str:
    """How many answers there are, of this time and of earlier ones, and how to see them."""
    n = len(project.ledger.answers.given())
    if not n:
        return _("No answers have been given yet.")
    kept = ngettext("{n} answer is kept.", "{n} answers are kept.", n).format(n=n)
    return f"{kept} " + _("To see them: invite review --answers")
