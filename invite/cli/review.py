"""`invite review`: the questions of who is who, one by one; the answers are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import here, options, terminal
from invite.errors import WrongUsage
from invite.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from invite.campaign.project import Project
    from invite.people.model import Person, PersonId, Question


def review(
    context: typer.Context,
    same: Annotated[
        tuple[str, str] | None, typer.Option("--same", metavar="WHO WHO", help=_("These two are one person."))
    ] = None,
    different: Annotated[
        tuple[str, str] | None, typer.Option("--different", metavar="WHO WHO", help=_("These two are not one person."))
    ] = None,
    answers: Annotated[bool, typer.Option("--answers", help=_("The answers given so far, with their numbers."))] = False,
    withdraw: Annotated[int | None, typer.Option("--withdraw", metavar="N", help=_("Take answer N back."))] = None,
    json: options.Json = False,
) -> None:
    """Go through the questions of who is who, or answer one of them by the command line."""
    from invite.report import document, questions

    with here.project(context) as project:
        if withdraw is not None and not project.ledger.answers.withdraw(withdraw):
            raise WrongUsage(_("There is no answer {n}.").format(n=withdraw), hint=_("invite review --answers lists them."))
        found = _open(project)
        for pair, verdict in ((same, True), (different, False)):
            if pair:
                _answer_by_name(project, found.everyone, pair, same=verdict)
        if any((same, different, withdraw is not None)):
            found = _open(project)
        if answers:
            given = project.ledger.answers.given()
            if json:
                terminal.show_document(questions.answers_document(given, project.local))
            else:
                terminal.show(questions.answers_screen(given, project.local))
        elif json:
            terminal.show_document({"questions": [document.question(question) for question in found.questions]})
        elif not terminal.interactive():
            from invite.report import screen

            terminal.show(screen.questions(found.questions, found.everyone.values()))
        else:
            _go_through(project, found)


class _Open:
    """The open questions, and everybody by id."""

    def __init__(self, questions: tuple[Question, ...], everyone: Mapping[PersonId, Person]) -> None:
        self.questions = questions
        self.everyone = everyone


def _open(project: Project) -> _Open:
    from invite.campaign.gather import gather

    roster = gather(project).roster
    everyone = {one.person.id: one.person for one in project.ledger.persons.recorded()}
    return _Open(roster.questions, everyone)


def _answer_by_name(project: Project, everyone: Mapping[PersonId, Person], pair: tuple[str, str], *, same: bool) -> None:
    left, right = (here.person(everyone.values(), who) for who in pair)
    if left.id == right.id:
        raise WrongUsage(_("Both are {name}: one person already.").format(name=left.name.full))
    answer(project, left, right, same=same)


def answer(project: Project, left: Person, right: Person, *, same: bool) -> int:
    """Keep an answer about two people; returns its number."""
    from invite.people.identity import Answer, seen

    number = project.ledger.answers.give(Answer(same=same, people=(left.id, right.id), seen=(seen(left), seen(right))))
    project.ledger.log(f"review: {left.id} and {right.id} are {'one' if same else 'two'}")
    return number


def _go_through(project: Project, found: _Open) -> None:
    """Ask question by question; what was answered last can be taken back."""
    from invite.report import questions

    pairs = [
        (found.everyone[left], found.everyone[right], question)
        for question in found.questions
        for left, right in zip(question.people, question.people[1:], strict=False)
        if left in found.everyone and right in found.everyone
    ]
    given: list[int] = []
    at = 0
    while at < len(pairs):
        left, right, question = pairs[at]
        terminal.show(questions.side_by_side(left, right, question, at + 1, len(pairs)))
        key = terminal.ask(_("s: the same person  d: different people  l: later  u: undo the last  q: enough ")).casefold()[:1]
        match key:
            case "s" | "d":
                given.append(answer(project, left, right, same=key == "s"))
                at += 1
            case "l" | "":
                at += 1
            case "u" if given:
                project.ledger.answers.withdraw(given.pop())
                at -= 1
            case "q":
                break
            case _other:
                continue
    n = len(given)
    terminal.show(ngettext("{n} answer kept.", "{n} answers kept.", n).format(n=n))
