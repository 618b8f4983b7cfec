"""Why a person is who they are: their rows, what joined them, the coordinator's answers and
corrections, what is still asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from invite.campaign.people.explain import Explanation, Reasons
from invite.ledger.people.decisions import StoredAnswer
from invite.people.model import Entry, Origin
from invite.report.base import document
from invite.report.base.phrases import moment
from invite.report.base.picture import Document
from invite.report.people import corrections
from invite.safe_text import shown
from invite.settings.spoken_keys import kind_called
from invite.words import _

Local = Callable[[datetime], datetime]


def screen(one: Explanation) -> RenderableType:
    """The reasons for the terminal."""
    found, local = one.reasons, one.local
    person = found.person
    parts: list[RenderableType] = [
        Text(shown(person.name.full), style="bold").append(f"  {person.id}", style="dim")
    ]
    if found.also:
        parts.append(Text(_("Known before as {ids}.").format(ids=", ".join(found.also))))
    if found.rows:
        parts += [_heading(_("Rows")), _rows(found.rows)]
    else:
        parts.append(Text(_("On no sheet any more.")))
    parts += _joins(found)
    if found.answers:
        parts += [
            _heading(_("Your answers")),
            *(_line(_answer(given, local)) for given in found.answers),
        ]
    if found.done:
        parts.append(_heading(_("By hand")))
        parts += [
            _line(f"{done.number}  {moment(local(done.at))}  {corrections.what_words(done.what)}")
            for done in found.done
        ]
    names = {person.id: person.name.full for person in one.everyone}
    for question in found.questions:
        others = ", ".join(
            f"{names.get(id_, '–')} ({id_})" for id_ in question.people if id_ != person.id
        )
        parts.append(
            _heading(_("Not answered yet: the same person as {others}?").format(others=others))
        )
        parts += [_line(f"· {evidence.text}") for evidence in question.evidence]
    return Group(*parts)


def to_document(one: Explanation) -> Document:
    """`invite people --why WHO --json`."""
    found, local = one.reasons, one.local
    return {
        "person": document.person(found.person, one.language),
        "also": list(found.also),
        "rows": [
            {
                "origin": str(row.origin),
                "name": row.name.full if row.name else None,
                "emails": [address.written for address in row.addresses],
                "organisation": row.organisation,
                "role": document.role(row.role),
            }
            for row in found.rows
        ],
        "merges": [
            {
                "left": [str(origin) for origin in merge.left],
                "right": [str(origin) for origin in merge.right],
                "rule": merge.rule,
                "evidence": [{"text": each.text, "weight": each.weight} for each in merge.evidence],
            }
            for merge in found.merges
        ],
        "answers": [
            {
                "number": given.number,
                "at": local(given.at).isoformat(timespec="seconds"),
                "same": given.answer.same,
                "people": list(given.answer.people),
            }
            for given in found.answers
        ],
        "by_hand": [corrections.one_document(done, local) for done in found.done],
        "questions": [document.question(question) for question in found.questions],
    }


def _rows(rows: Sequence[Entry]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        kind, *rest = row.role.part
        cells = (
            str(row.origin),
            row.name.full if row.name else "–",
            ", ".join(address.written for address in row.addresses) or "–",
            " · ".join(filter(None, (kind_called(kind), *rest, row.organisation))),
        )
        table.add_row(*(Text(shown(cell)) for cell in cells))
    return Padding(table, (0, 0, 0, 2))


def _joins(found: Reasons) -> list[RenderableType]:
    if len(found.rows) < 2:
        return []
    parts: list[RenderableType] = [_heading(_("Why they are one person"))]
    for merge in found.merges:
        parts.append(
            _line(
                _("{left} and {right}: {rule}").format(
                    left=_all(merge.left), right=_all(merge.right), rule=merge.rule
                )
            )
        )
        parts += [Padding(_line(f"· {evidence.text}"), (0, 0, 0, 2)) for evidence in merge.evidence]
    # What the coordinator said needs no rule; and what was one person once stays one when the row
    # that showed it is gone.
    same = any(one.answer.same for one in found.answers)
    if len(found.alike) > 1:
        sides = _(" and ").join(_all(group) for group in found.alike)
        words = (
            _("{rows}: you said so")
            if same
            else _("{rows}: known as one person from an earlier reading")
        )
        parts.append(_line(words.format(rows=sides)))
    elif not found.merges:
        parts.append(_line(_("The rows agree in everything that is compared.")))
    return parts


def _answer(one: StoredAnswer, local: Local) -> str:
    verdict = _("one person") if one.answer.same else _("different people")
    sides = " / ".join(
        ", ".join(sorted([*seen.names, *seen.addresses])) for seen in one.answer.seen
    )
    return f"{one.number}  {moment(local(one.at))}  {verdict}: {sides}"


def _all(origins: Sequence[Origin]) -> str:
    return ", ".join(str(origin) for origin in origins)


def _heading(words: str) -> Text:
    return Text(f"\n{shown(words)}", style="bold")


def _line(words: str) -> Padding:
    return Padding(Text(shown(words)), (0, 0, 0, 2))
