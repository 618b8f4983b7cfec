"""Questions of who is who, side by side, and the answers given to them."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.campaign.people.review import Pair, Review
from invite.people.model import Person
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.report.base.picture import Document
from invite.report.base.tables import table_of
from invite.report.people import held, listing
from invite.safe_text import shown, shown_lines
from invite.settings.spoken_keys import kind_called
from invite.words import _, ngettext


def screen(found: Review, *, answers: bool) -> list[RenderableType]:
    """For the terminal: the answers, where they were asked for; how many there are, after questions
    were asked; else the questions.
    """
    if answers:
        return [_answers_screen(found)]
    if found.asked is None:
        waiting = held.held(found.held)
        asked = listing.questions(found.questions, found.people.values())
        return [asked, *([waiting] if waiting else [])]
    saved: list[RenderableType] = [kept(len(found.answers))]
    return saved if found.asked else [_("No question is open."), *saved]


def to_document(found: Review, *, answers: bool) -> Document:
    """`invite review --json`, and with `--answers`."""
    if answers:
        return _answers_document(found)
    return {
        "questions": [document.question(question) for question in found.questions],
        "held": [document.hold(person, one) for person in found.held for one in person.holds],
    }


def keys() -> str:
    """What can be typed at a pair."""
    return _("s: same person  d: different people  l: later  u: undo the last  q: quit ")


def stopped(pair: Pair) -> str:
    """What is said at Ctrl-C."""
    return _("Stopped. {kept}").format(kept=kept(pair.kept))


def kept(n: int) -> str:
    """How many answers there are, of this time and of earlier ones, and how to see them."""
    if not n:
        return _("No answers have been given yet.")
    saved = ngettext("{n} answer is saved.", "{n} answers are saved.", n).format(n=n)
    return f"{saved} " + _("To see all answers: invite review --answers")


def side_by_side(pair: Pair) -> RenderableType:
    """One question: both people with all that is known of them, and the evidence."""
    left, right, question = pair.left, pair.right, pair.question
    table = Table(
        title=_("Question {n} of {all}").format(n=pair.number, all=pair.of),
        title_justify="left",
        show_header=False,
    )
    for label, value in _aspects():
        table.add_row(
            Text(label, style="dim"),
            *(Text(shown_lines(value(person))) for person in (left, right)),
        )
    evidence = [Text(f"  · {shown(one.text)}") for one in question.evidence]
    return Group(table, *evidence)


def _aspects() -> tuple[tuple[str, Callable[[Person], str]], ...]:
    return (
        (_("Name"), lambda person: person.name.full),
        (
            _("Addresses"),
            lambda person: "\n".join(address.written for address in person.addresses) or "–",
        ),
        (_("Organisation"), lambda person: person.organisation or "–"),
        (_("Phone"), lambda person: person.phone or "–"),
        (
            _("Roles"),
            lambda person: "\n".join(
                " · ".join(filter(None, (kind_called(role.kind), role.group, role.region)))
                for role in person.roles
            ),
        ),
        (
            _("Rows"),
            lambda person: (
                "\n".join(str(origin) for origin in person.origins) or _("on no sheet any more")
            ),
        ),
    )


def _answers_screen(found: Review) -> RenderableType:
    """All answers with their numbers."""
    given, local = found.answers, found.local
    if not given:
        return Text(_("No question has been answered yet."))
    table = table_of()
    for one in given:
        verdict = _("one person") if one.answer.same else _("different people")
        sides = " / ".join(
            ", ".join(sorted([*seen.names, *seen.addresses])) for seen in one.answer.seen
        )
        table.add_row(str(one.number), moment(local(one.at)), verdict, Text(shown(sides)))
    return table


def _answers_document(found: Review) -> Document:
    local = found.local
    return {
        "answers": [
            {
                "number": one.number,
                "at": local(one.at).isoformat(timespec="seconds"),
                "same": one.answer.same,
                "people": list(one.answer.people),
                "names": [sorted(seen.names) for seen in one.answer.seen],
            }
            for one in found.answers
        ]
    }
