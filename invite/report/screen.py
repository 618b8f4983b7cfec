"""What the terminal shows: tables and panels of rich, made of values. What people wrote is text, never markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from invite.lifecycle import State
from invite.people.model import Flaw, Person, PersonId, Question, Role, Roster, Severity
from invite.plan import HELD, Because, Plan
from invite.report.phrases import STYLES, because_words, shown, shown_lines, state_words, unread_words
from invite.summary import Line, Summary
from invite.words import _, ngettext


def people(roster: Roster, held: Mapping[PersonId, Because], unread: Sequence[str] = ()) -> RenderableType:
    """Everyone with address and roles, and how much there is to look at. unread: what nothing could be made of."""
    table = _table(_("Name"), _("Address"), _("Parts played"), _("Look at"))
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
    if held:
        line += " " + ngettext("{n} is held back.", "{n} are held back.", len(held)).format(n=len(held))
    if roster.questions:
        n = len(roster.questions)
        line += " " + ngettext("{n} question: invite people --questions.", "{n} questions: invite people --questions.", n).format(
            n=n
        )
    if roster.flaws:
        n = len(roster.flaws)
        line += " " + ngettext("{n} flaw: invite people --flaws.", "{n} flaws: invite people --flaws.", n).format(n=n)
    return line


def flaws(found: Sequence[Flaw]) -> RenderableType:
    """What is wrong with the sheets, the worst first."""
    if not found:
        return Text(_("Nothing is wrong with the sheets."))
    table = _table(_("Where"), _("What"), _("What to do"))
    order = list(Severity)
    for flaw in sorted(found, key=lambda flaw: order.index(flaw.severity)):
        style = STYLES[flaw.severity]
        value = f" ({shown(flaw.value)[:60]})" if flaw.value else ""
        table.add_row(_text(str(flaw.origin)), Text(shown(flaw.problem) + value, style=style), _text(flaw.hint))
    return table


def questions(found: Sequence[Question], everyone: Iterable[Person]) -> RenderableType:
    """Who may be one, side by side, with what speaks for and against."""
    if not found:
        return Text(_("There are no open questions."))
    names = {person.id: person for person in everyone}
    table = _table(_("May be one"), _("Evidence"))
    for question in found:
        sides = [names[id_] for id_ in question.people if id_ in names]
        table.add_row(
            Text("\n").join(_text(f"{side.name.full}, {_address(side)} ({_places(side)})") for side in sides),
            Text("\n").join(_text(evidence.text) for evidence in question.evidence),
        )
    return table


def letter(person: Person, to: str, subject: str, text: str, remarks: Sequence[str] = (), sender: str = "") -> RenderableType:
    """One letter as its reader gets it, with who it goes to and in what roles."""
    head = Table.grid(padding=(0, 2))
    if sender:
        head.add_row(Text(_("From"), style="dim"), _text(sender))
    head.add_row(Text(_("To"), style="dim"), _text(f"{person.name.full} <{to}>"))
    head.add_row(Text(_("Subject"), style="dim"), Text(shown(subject), style="bold"))
    head.add_row(Text(_("Parts"), style="dim"), Text("\n").join(_role(role) for role in person.roles))
    for remark in remarks:
        head.add_row(Text(_("Note"), style="dim"), Text(shown(remark), style="yellow"))
    return Panel(Group(head, Padding(Text(shown_lines(text)), (1, 0, 0, 0))), expand=False, width=100)


def plain_letter(person: Person, to: str, subject: str, text: str, remarks: Sequence[str] = (), sender: str = "") -> str:
    """The same for a pipe or a file: nothing is drawn, no line is cut."""
    heads = [(_("From"), sender)] if sender else []
    heads += [(_("To"), f"{person.name.full} <{to}>"), (_("Subject"), subject)]
    heads += [(_("Parts"), _role(role).plain) for role in person.roles] + [(_("Note"), remark) for remark in remarks]
    head = "\n".join(f"{name}: {shown(value)}" for name, value in heads)
    return f"{head}\n\n{shown_lines(text)}\n\n{'=' * 72}\n"


def plan(one: Plan, mailing: str, courier: str) -> RenderableType:
    """What would go to how many, and who is left out and why."""
    go = len(one.sends)
    skipped = Counter(skip.because for skip in one.skips)
    held = sum(n for because, n in skipped.items() if because in HELD)
    lines: list[RenderableType] = [Text(plan_line(go, held, mailing, courier), style="bold")]
    if one.skips:
        table = _table(_("Left out"), "")
        for because, n in skipped.most_common():
            who = [skip.person for skip in one.skips if skip.because is because]
            # With the organisation, for two of one name would look like a fault.
            names = ", ".join(shown(f"{person.name.full} ({person.organisation or '–'})") for person in who[:8])
            names += " …" if len(who) > 8 else ""
            table.add_row(f"{n}  {because_words(because)}", names if because in HELD or n <= 8 else "")
        lines.append(table)
    return Group(*lines)


def plan_line(go: int, held: int, mailing: str, courier: str) -> str:
    """ "238 go now, 12 are held", and by what."""
    where = _("into the outbox") if courier == "outbox" else _("by mail")
    words = ngettext("{mailing}: {n} letter goes now {where}", "{mailing}: {n} letters go now {where}", go)
    line = words.format(mailing=mailing, n=go, where=where)
    if held:
        line += ngettext(", {n} is held", ", {n} are held", held).format(n=held)
    return line + "."


def sending(lines: Sequence[Line], reaches: bool) -> RenderableType:
    """What a run has done, and what became of those letters that need a look. reaches: whether the courier reaches people."""
    summary = Summary(mailing="", lines=tuple(lines))
    counts = summary.counts()
    parts: list[RenderableType] = [
        Text(f"{counts[state]}  {state_words(state)}", style=STYLES[state])
        for state in (State.SENT, State.WRITTEN, State.WAITING, State.UNCLEAR, State.FAILED)
        if counts[state]
    ]
    left = counts[State.READY]
    if not parts:
        parts.append(Text(_("Nothing was sent.") if left else _("Nothing was sent: nobody is left to write to now.")))
    elif left:  # stopped, or the day's limit: the next run goes on with them
        parts.append(Text(f"{left}  {state_words(State.READY)}", style=STYLES[State.READY]))
    if not reaches and counts[State.WRITTEN]:
        parts.append(Text(_("Nobody has been reached yet: the letters wait in the outbox folder to be sent by a mail program.")))
    bad = [line for line in lines if line.state in (State.WAITING, State.UNCLEAR, State.FAILED)]
    if bad:
        table = _table(_("Name"), _("Address"), _("State"), _("What was said"))
        for line in bad[:40]:
            state = Text(state_words(line.state), style=STYLES[line.state])
            table.add_row(_text(line.person.name.full), _text(line.to), state, _text(line.reply or because_words(line.because)))
        parts.append(table)
    return Group(*parts)


def _remarks(person: Person, held: Because | None) -> list[str]:
    remarks = [because_words(held)] if held else []
    if person.shares:
        n = len(person.shares)
        remarks.append(ngettext("shares the mailbox with {n} other", "shares the mailbox with {n} others", n).format(n=n))
    if person.language and person.language != "fi":
        remarks.append({"sv": _("in Swedish"), "en": _("in English")}[person.language])
    return remarks


def _role(role: Role) -> Text:
    rest = " · ".join(shown(part) for part in (role.group, role.region) if part)
    return Text(shown(role.kind), style="dim").append(f"  {rest}" if rest else "", style="none")


def _address(person: Person) -> str:
    return person.address.written if person.address else _("no address")


def _places(person: Person) -> str:
    return ", ".join(str(origin) for origin in person.origins)


def _text(text: str) -> Text:
    return Text(shown(text))


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
