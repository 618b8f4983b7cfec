"""A letter as its reader gets it, the plan of who gets one, and what a run has done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from invite.lifecycle import State
from invite.people.model import Person
from invite.plan import HELD, Because, Plan
from invite.reasons import because_words
from invite.report.base import document
from invite.report.base.phrases import STYLES, state_words
from invite.report.base.picture import Document
from invite.report.people import held
from invite.report.people.listing import _role, _table, _text
from invite.safe_text import shown, shown_lines
from invite.summary import SKIPPED, Line, Summary
from invite.words import _, figure, ngettext


def letter(
    person: Person, to: str, subject: str, text: str, remarks: Sequence[str] = (), sender: str = ""
) -> RenderableType:
    """One letter as its reader gets it, with who it goes to and in what roles."""
    head = Table.grid(padding=(0, 2))
    if sender:
        head.add_row(Text(_("From"), style="dim"), _text(sender))
    head.add_row(Text(_("To"), style="dim"), _text(f"{person.name.full} <{to}>"))
    head.add_row(Text(_("Subject"), style="dim"), Text(shown(subject), style="bold"))
    head.add_row(
        Text(_("Roles"), style="dim"), Text("\n").join(_role(role) for role in person.roles)
    )
    for remark in remarks:
        head.add_row(Text(_("Note"), style="dim"), Text(shown(remark), style="yellow"))
    return Panel(
        Group(head, Padding(Text(shown_lines(text)), (1, 0, 0, 0))), expand=False, width=100
    )


def plain_letter(
    person: Person, to: str, subject: str, text: str, remarks: Sequence[str] = (), sender: str = ""
) -> str:
    """The same for a pipe or a file: nothing is drawn, no line is cut."""
    heads = [(_("From"), sender)] if sender else []
    heads += [(_("To"), f"{person.name.full} <{to}>"), (_("Subject"), subject)]
    heads += [(_("Roles"), _role(role).plain) for role in person.roles] + [
        (_("Note"), remark) for remark in remarks
    ]
    head = "\n".join(f"{name}: {shown(value)}" for name, value in heads)
    return f"{head}\n\n{shown_lines(text)}\n\n{'=' * 72}\n"


NAMED = (HELD - {Because.HELD}) | {Because.UNWANTED}
"""The reasons whose people are named, however many; those who are held have a table of their own.
"""
DRAFTING = ("outbox", "drafts")  # couriers that reach nobody by themselves


def plan(one: Plan, mailing: str, courier: str) -> RenderableType:
    """What would go to how many, and who is left out and why."""
    go = len(one.sends)
    skipped = Counter(skip.because for skip in one.skips)
    waiting_for = sum(n for because, n in skipped.items() if because in HELD)
    lines: list[RenderableType] = [Text(plan_line(go, waiting_for, mailing, courier), style="bold")]
    if one.skips:
        table = _table("", _("Not written to"), "")
        table.columns[0].justify = "right"
        for because, n in skipped.most_common():
            who = [skip.person for skip in one.skips if skip.because is because]
            # With the organisation, for two of one name would look like a fault.
            names = ", ".join(
                shown(f"{person.name.full} ({person.organisation or '–'})") for person in who[:8]
            )
            names += " …" if len(who) > 8 else ""
            table.add_row(
                figure(n),
                because_words(because),
                names if because in NAMED or (n <= 8 and because is not Because.HELD) else "",
            )
        lines.append(table)
    waiting = [skip.person for skip in one.skips if skip.because is Because.HELD]
    lines += [shown_held] if (shown_held := held.held(waiting)) else []
    unknown = held.unknown_greetings(send.person for send in one.sends)
    lines += [Text(unknown, style="yellow")] if unknown else []
    return Group(*lines)


def plan_line(go: int, held: int, mailing: str, courier: str) -> str:
    """ "238 go now, 12 are held", and by what."""
    places = {"outbox": _("into the outbox"), "drafts": _("to Drafts")}
    where = places.get(courier, _("by e-mail"))
    words = ngettext(
        "{mailing}: {n} letter goes now {where}", "{mailing}: {n} letters go now {where}", go
    )
    line = words.format(mailing=mailing, n=figure(go), where=where)
    if held:
        line += ngettext(", {n} is held", ", {n} are held", held).format(n=held)
    return line + "."


def sent(lines: Sequence[Line], courier: str) -> RenderableType:
    """What a run has done, and what became of those letters that need a look."""
    summary = Summary(mailing="", lines=tuple(lines))
    counts = summary.counts()
    parts: list[RenderableType] = [
        Text(f"{figure(counts[state])}  {state_words(state)}", style=STYLES[state])
        for state in (State.SENT, State.WRITTEN, State.WAITING, State.UNCLEAR, State.FAILED)
        if counts[state]
    ]
    left = counts[State.READY]
    if not parts:
        parts.append(
            Text(
                _("Nothing was sent.")
                if left
                else _("Nothing was sent: there is nobody to write to now.")
            )
        )
    elif left:  # stopped, or the day's limit: the next run goes on with them
        parts.append(Text(f"{left}  {state_words(State.READY)}", style=STYLES[State.READY]))
    if courier in DRAFTING and counts[State.WRITTEN]:
        say, look = "invite settle --outbox --sent", "invite status --refresh"
        words = _(
            "Nobody has these letters yet: they are drafts. Send them from your mail program,"
            " then: {command}"
        )
        parts.append(Text(words.format(command=look if courier == "drafts" else say)))
    bad = [line for line in lines if line.state in (State.WAITING, State.UNCLEAR, State.FAILED)]
    if bad:
        table = _table(_("Name"), _("Address"), _("State"), _("Reply"))
        for line in bad[:40]:
            state = Text(state_words(line.state), style=STYLES[line.state])
            # That an earlier letter is unclear, its state says already.
            why = "" if line.because == Because.UNCLEAR else because_words(line.because)
            table.add_row(
                _text(line.person.name.full),
                _text(line.to),
                state,
                _text(line.reply or why),
            )
        parts.append(table)
    return Group(*parts)


def to_document(
    mailing: str, courier: str, lines: Iterable[Line], *, dry_run: bool = False
) -> Document:
    """What a run did, for scripts. In a dry run, those who would be written to are
    "ready".
    """
    lines = tuple(lines)
    counts = Summary(mailing=mailing, lines=lines).counts()
    return {
        "mailing": mailing,
        "courier": courier,
        "dry_run": dry_run,
        "sent": counts["sent"],
        "written": counts["written"],
        "refused": counts["failed"],
        "waiting": counts["waiting"],
        "unclear": counts["unclear"],
        "ready": counts["ready"],
        "skipped": counts[SKIPPED],
        "letters": [document.line(one) for one in lines],
    }
