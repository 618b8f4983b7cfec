"""What the terminal shows: tables and panels of rich, made of values. What people wrote is text,
never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.people.listing import Listing
from invite.people.model import Flaw, Origin, Person, PersonId, Question, Role, Roster, Severity
from invite.plan import HELD, Because
from invite.reasons import because_words
from invite.report.base import document
from invite.report.base.phrases import STYLES, unread_words
from invite.report.base.picture import Document
from invite.report.base.tables import OriginCell, table_of
from invite.safe_text import cut, shown
from invite.settings.spoken_keys import kind_called
from invite.words import _, ngettext


def to_document(found: Listing) -> Document:
    """`invite people --json`."""
    return {**document.people(found.roster, found.event.language), "unnamed": list(found.unnamed)}


def people(
    roster: Roster, held: Mapping[PersonId, Because], unread: Sequence[str] = ()
) -> RenderableType:
    """Everyone with address and roles, and how much there is to look at. unread: what nothing could
    be made of.
    """
    table = table_of(_("Name"), _("Address"), _("Roles"), _("See"))
    for person in roster.people:
        table.add_row(
            _text(person.name.full),
            _text(person.address.written if person.address else "–"),
            Text("\n").join(_role(role) for role in person.roles),
            Text(", ".join(_remarks(person, held.get(person.id)))),
        )
    missing = [Text(unread_words(unread), style="bold red")] if unread else []
    return Group(table, Text(people_line(roster, held)), *missing)


def people_line(roster: Roster, held: Mapping[PersonId, Because]) -> str:
    """The one line that says how many people there are, and what there is to look at."""
    rows = sum(len(person.origins) for person in roster.people)
    parts = [
        ngettext("{n} person", "{n} people", len(roster.people)).format(n=len(roster.people)),
        ngettext("from {n} row", "from {n} rows", rows).format(n=rows),
    ]
    line = " ".join(parts) + "."
    waiting = sum(because in HELD for because in held.values())
    if waiting:
        line += " " + ngettext("{n} person is held.", "{n} people are held.", waiting).format(
            n=waiting
        )
    if roster.questions:
        n = len(roster.questions)
        line += " " + ngettext(
            "{n} question: invite people --questions.",
            "{n} questions: invite people --questions.",
            n,
        ).format(n=n)
    if roster.flaws:
        n = len(roster.flaws)
        line += " " + ngettext(
            "{n} flaw: invite people --flaws.", "{n} flaws: invite people --flaws.", n
        ).format(n=n)
    return line


def flaws(found: Sequence[Flaw], people: Iterable[Person] = ()) -> RenderableType:
    """What is wrong with the sheets, the worst first. people: to name those whose rows they are."""
    if not found:
        return Text(_("Nothing is wrong with the sheets."))
    names: dict[Origin, str] = {}
    for person in people:
        for origin in person.origins:
            before = f"{names[origin]}, " if origin in names else ""
            names[origin] = before + person.name.full
    table = table_of(_("Where"), *([_("Who")] if names else []), _("What"), _("What to do"))
    order = list(Severity)
    for flaw in sorted(found, key=lambda flaw: order.index(flaw.severity)):
        style = STYLES[flaw.severity]
        quoted = shown(flaw.value) in shown(flaw.problem)  # a comment's text, say
        value = "" if quoted else f" ({cut(flaw.value, 60)})"
        table.add_row(
            OriginCell(flaw.origin),
            *([_text(names.get(flaw.origin, ""))] if names else []),
            Text(shown(flaw.problem) + value, style=style),
            _text(flaw.hint),
        )
    return table


def questions(found: Sequence[Question], everyone: Iterable[Person]) -> RenderableType:
    """Who may be one, side by side, with what speaks for and against."""
    if not found:
        return Text(_("There are no open questions."))
    names = {person.id: person for person in everyone}
    table = table_of(_("Maybe the same person"), _("Evidence"))
    for question in found:
        sides = [names[id_] for id_ in question.people if id_ in names]
        table.add_row(
            Text("\n").join(
                _text(f"{side.name.full}, {_address(side)} ({_places(side)})") for side in sides
            ),
            Text("\n").join(_text(evidence.text) for evidence in question.evidence),
        )
    return table


def _remarks(person: Person, held: Because | None) -> list[str]:
    remarks = [because_words(held)] if held else []
    if person.shares:
        n = len(person.shares)
        remarks.append(
            ngettext(
                "shares the mailbox with {n} other", "shares the mailbox with {n} others", n
            ).format(n=n)
        )
    if person.language and person.language != "fi":
        remarks.append({"sv": _("in Swedish"), "en": _("in English")}[person.language])
    return remarks


def _role(role: Role) -> Text:
    rest = " · ".join(shown(part) for part in (role.group, role.region) if part)
    return Text(shown(kind_called(role.kind)), style="dim").append(
        f"  {rest}" if rest else "", style="none"
    )


def _address(person: Person) -> str:
    return person.address.written if person.address else _("no address")


def _places(person: Person) -> str:
    return ", ".join(str(origin) for origin in person.origins)


def _text(text: str) -> Text:
    return Text(shown(text))
