"""`invite review`: the questions of who is who, and the coordinator's answers, which are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from invite.campaign.filters import Choose, everyone, one
from invite.campaign.gathering.gather import Gathered, gather
from invite.campaign.people.explain import reasons
from invite.campaign.project import Project, Say
from invite.errors import WrongUsage
from invite.ledger.people.decisions import StoredAnswer
from invite.people.known import SameOrDifferent, appearance_on, joined_by, seen
from invite.people.lookup import rows_meant
from invite.people.model import Person, PersonId, Question
from invite.people.resolution.decisions import follows
from invite.safe_text import shown
from invite.words import _


class Pair(Struct, frozen=True, kw_only=True):
    """Two people who may be one. number, of: which of the pairs it is, from 1, and how many there
    are. kept: how many answers have been given so far.
    """

    left: Person
    right: Person
    question: Question
    number: int
    of: int
    kept: int


# Asks about a pair; the first letter typed: s the same, d different, l later, u undo the last, q
# enough; anything else is asked again.
AskPair = Callable[[Pair], str]


class Review(Struct, frozen=True, kw_only=True):
    """The questions that are open, and the answers given so far. asked: how many pairs there were
    to ask about; None where nobody was asked. people: by id. local: an instant in the event's time
    zone.
    """

    questions: Sequence[Question]
    people: Mapping[PersonId, Person]
    answers: Sequence[StoredAnswer]
    local: Callable[[datetime], datetime]
    asked: int | None = None

    @property
    def held(self) -> tuple[Person, ...]:
        """Who is held until somebody looks."""
        return tuple(person for person in self.people.values() if person.holds)


def review(
    project: Project,
    *,
    same: tuple[str, str] | None = None,
    different: tuple[str, str] | None = None,
    withdraw: int | None = None,
    choose: Choose,
    say: Say,
    ask: AskPair | None = None,
) -> Review:
    """Keep answers, or take one back, and look what is open then. same, different: WHO and WHO.
    withdraw: the number of an answer. say: hears what was kept. ask: asks about pair after pair;
    None where nobody is there.

    Raises WrongUsage for people who are not clear, and for an answer that there is not.
    """
    if withdraw is not None:
        _withdraw(project, withdraw)
    gathered = gather(project)
    for pair, verdict in ((same, True), (different, False)):
        if pair:
            say(_answer_by_name(project, gathered, pair, choose, same=verdict))
    if same or different:
        gathered = gather(project)
    people = {person.id: person for person in everyone(project)}
    questions = gathered.roster.questions
    asked = None if ask is None else _go_through(project, questions, people, ask)
    return Review(
        questions=questions,
        people=people,
        answers=project.ledger.answers.given(),
        local=project.local,
        asked=asked,
    )


def _withdraw(project: Project, number: int) -> None:
    if not project.ledger.answers.withdraw(number):
        raise WrongUsage(
            _("There is no answer {n}.").format(n=number),
            hint=_("To list them: invite review --answers"),
        )
    project.ledger.log(f"review: answer {number} withdrawn")


def _answer_by_name(
    project: Project, gathered: Gathered, pair: tuple[str, str], choose: Choose, *, same: bool
) -> str:
    """Keep the answer; what was recorded, in words."""
    people = everyone(project)
    left, right = (one(people, who, choose) for who in pair)
    if left.id != right.id:
        number = _answer(project, left, right, same=same)
        names = (shown(left.name.full), shown(right.name.full))
    elif same:
        raise WrongUsage(_("Both are {name}: already one person.").format(name=left.name.full))
    else:
        number = _part(project, gathered, left, pair)
        first, second = (f"{shown(left.name.full)} ({shown(who)})" for who in pair)
        names = (first, second)
    words = (
        _("Saved: {one} and {two} are one person.")
        if same
        else _("Saved: {one} and {two} are two people.")
    )
    back = _("To undo it: invite review --withdraw {n}").format(n=number)
    return f"{words.format(one=names[0], two=names[1])} {back}"


def _answer(project: Project, left: Person, right: Person, *, same: bool) -> int:
    """Keep an answer about two people; returns its number."""
    number = project.ledger.answers.give(
        SameOrDifferent(same=same, people=(left.id, right.id), seen=(seen(left), seen(right)))
    )
    project.ledger.log(f"review: {left.id} and {right.id} are {'one' if same else 'two'}")
    return number


def _part(project: Project, gathered: Gathered, person: Person, pair: tuple[str, str]) -> int:
    """Keep that the rows of one person are two people's; the answer's number. pair: an address or a
    row of each.
    """
    found = reasons(project, gathered, person)
    what = _("Both are {name}: one person.").format(name=person.name.full)
    first, second = (rows_meant(found.rows, who) for who in pair)
    left, right = (
        appearance_on(row for row in mine if row not in others)
        for mine, others in ((first, second), (second, first))
    )
    said = [
        given.number
        for given in found.answers
        if given.answer.same and joined_by(given.answer, left, right)
    ]
    if said:
        raise WrongUsage(
            what, hint=_("You said so. To undo it: invite review --withdraw {n}").format(n=said[-1])
        )
    if not (left.names and right.names):
        example = " ".join(f'"{origin}"' for origin in person.origins[:2])
        hint = _("Give an address or a row of each: invite review --different {example}").format(
            example=example
        )
        raise WrongUsage(what, hint=hint)
    number = project.ledger.answers.give(
        SameOrDifferent(same=False, people=(person.id, person.id), seen=(left, right))
    )
    project.ledger.log(f"review: the rows of {person.id} are two people's")
    return number


def _go_through(
    project: Project, questions: Sequence[Question], people: Mapping[PersonId, Person], ask: AskPair
) -> int:
    """Ask pair by pair, passing over what the answers so far tell; each step can be taken back. How
    many pairs there were.
    """
    pairs = [
        (people[left], people[right], question)
        for question in questions
        for left, right in zip(question.people, question.people[1:], strict=False)
        if left in people and right in people
    ]
    # The place of each pair asked about, and the number of the answer if one was given.
    steps: list[tuple[int, int | None]] = []
    given: dict[int, tuple[PersonId, PersonId, bool]] = {}
    at = 0
    while at < len(pairs):
        left, right, question = pairs[at]
        if follows(given.values(), left.id, right.id):
            at += 1
            continue
        kept = len(project.ledger.answers.given())
        key = ask(
            Pair(left=left, right=right, question=question, number=at + 1, of=len(pairs), kept=kept)
        )
        match key:
            case "s" | "d":
                number = _answer(project, left, right, same=key == "s")
                given[number] = (left.id, right.id, key == "s")
                steps.append((at, number))
                at += 1
            case "l" | "":
                steps.append((at, None))
                at += 1
            case "u" if steps:
                at, undone = steps.pop()
                if undone is not None:
                    del given[undone]
                    _withdraw(project, undone)
            case "q":
                break
    return len(pairs)
