"""Questions of who is who, side by side, and the answers given to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.ledger.people.decisions import StoredAnswer
from invite.people.model import Person, Question
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.safe_text import shown, shown_lines
from invite.words import _

Local = Callable[[datetime], datetime]


def side_by_side(
    left: Person, right: Person, question: Question, number: int, all_: int
) -> RenderableType:
    """One question: both people with all that is known of them, and the evidence."""
    table = Table(
        title=_("Question {n} of {all}").format(n=number, all=all_),
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
            _("Parts"),
            lambda person: "\n".join(
                " · ".join(filter(None, (role.kind, role.group, role.region)))
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


def answers_screen(given: Sequence[StoredAnswer], local: Local) -> RenderableType:
    """All answers with their numbers."""
    if not given:
        return Text(_("No question has been answered yet."))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for one in given:
        verdict = _("one person") if one.answer.same else _("different people")
        sides = " / ".join(
            ", ".join(sorted([*seen.names, *seen.addresses])) for seen in one.answer.seen
        )
        table.add_row(str(one.number), moment(local(one.at)), verdict, Text(shown(sides)))
    return table


def answers_document(given: Sequence[StoredAnswer], local: Local) -> document.Document:
    """`invite review --answers --json`."""
    return {
        "answers": [
            {
                "number": one.number,
                "at": local(one.at).isoformat(timespec="seconds"),
                "same": one.answer.same,
                "people": list(one.answer.people),
                "names": [sorted(seen.names) for seen in one.answer.seen],
            }
            for one in given
        ]
    }
