"""What was heard of people's answers: an export just read, what is not sure in it, and marks made
by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.text import Text

from invite.campaign.registrations.standing import RegistrationStatus, days_old
from invite.ledger.registrations import ReadExport
from invite.mailing.reply import ExportLine, How
from invite.report.base.phrases import moment, reply_words
from invite.report.base.tables import table_of
from invite.report.registrations.unclear_answers import LONGEST, MOST, unclear_answers
from invite.safe_text import cut, shown, to_copy
from invite.words import _, ngettext

Local = Callable[[datetime], datetime]
OLD = 2  # days after which an export is worth fetching anew


def screen(one: RegistrationStatus) -> RenderableType:
    """The whole picture for the terminal."""
    now, local = one.now, one.local
    exports = (one.export,) if one.export else one.exports
    parts: list[RenderableType] = [
        Text(_head(export, now, local), style="bold") for export in exports
    ]
    if not parts:
        parts.append(
            Text(_("No export of registrations has been read yet: invite registrations FILE"))
        )
    if one.older:
        parts.append(
            Text(
                _(
                    "A newer export of this form has been read already; nothing was read"
                    " from this one (--older reads it)."
                ),
                style="yellow",
            )
        )
    parts += [Text(text) for text in _remarks(one, now)]
    parts.append(Text(_totals(one)))
    parts += _changes(one)
    parts += _questions(one)
    parts += unclear_answers(one)
    parts += _strangers(one)
    parts += _missing(one)
    for person, marked, said in one.contradictions[:MOST]:
        words = _(
            "{name}: marked by hand as {marked}, but the export says {said}. The"
            " mark counts. To remove it: invite mark {id} none"
        )
        text = words.format(
            name=shown(person.name.full),
            marked=reply_words(marked),
            said=reply_words(said),
            id=person.id,
        )
        parts.append(Text(text, style="yellow"))
    for flaw in one.flaws[:MOST]:
        told = (
            f"{shown(str(flaw.origin))}: {shown(flaw.problem)} ({cut(flaw.value, 60)}) {flaw.hint}"
        )
        parts.append(Text(told, style="yellow"))
    return Group(*parts)


def stale(days: int) -> str:
    """Before a reminder: what is known of answers is old. days: how old; 0 where nothing is
    known.
    """
    if not days:
        return _(
            "No export of registrations has been read: people who have registered"
            " get a reminder, too."
        )
    return ngettext(
        "The export of registrations is {n} day old: people who have"
        " registered since get a reminder, too.",
        "The export of registrations is {n} days old: people who have"
        " registered since get a reminder, too.",
        days,
    ).format(n=days)


def _head(export: ReadExport, now: datetime, local: Local) -> str:
    n, days = export.lines, days_old(export, now)
    lines = ngettext("{file}: {n} line", "{file}: {n} lines", n).format(
        file=shown(export.file), n=n
    )
    made = _("saved {at}").format(at=moment(local(export.made)))
    if days:
        made += " " + ngettext("({n} day ago)", "({n} days ago)", days).format(n=days)
    newest = (
        ", " + _("the newest answer {at}").format(at=moment(local(export.newest)))
        if export.newest
        else ""
    )
    return f"{lines}, {made}{newest}"


def _remarks(one: RegistrationStatus, now: datetime) -> list[str]:
    """How the lines' people were found, how the columns were read, whether the codes came back,
    whether the export is old.
    """
    said: list[str] = []
    if one.export is None:
        return [
            _("It is time for a new export.")
            for export in one.exports[-1:]
            if days_old(export, now) > OLD
        ]
    found = (
        (How.TOKEN, _("{n} by the code in the link")),
        (How.LINK, _("{n} by their own link")),
        (How.ADDRESS, _("{n} by the address")),
        (How.NAME, _("{n} by the name")),
        (How.SAID, _("{n} because you said so")),
        (How.IGNORED, _("{n} ignored")),
    )
    parts = [words.format(n=one.hows[how]) for how, words in found if one.hows[how]]
    if parts:
        said.append(_("Found: {how}.").format(how=", ".join(parts)))
    names = {
        "answer": _("the answer"),
        "cancelled": _("cancelled"),
        "attended": _("attended"),
        "time": _("when"),
    }
    columns = ", ".join(
        f"{names[field]}: “{shown(heading)}”" for field, heading in (one.headings or {}).items()
    )
    if not (one.headings or {}).keys() & {"answer", "cancelled", "attended"}:
        columns = ", ".join(
            filter(
                None,
                (
                    columns,
                    _("no column says who is coming, so everybody in it counts as registered"),
                ),
            )
        )
    said.append(_("Columns: {columns}.").format(columns=columns))
    if one.tokens and not one.export.tokens:
        said.append(
            _(
                "No line has the code of a personal link. If the form can store it,"
                " turn that on: the code is the surest way to see who is who."
            )
        )
    if one.erased:
        n = one.erased
        words = ngettext(
            "{n} line is about somebody who was erased; it was left out.",
            "{n} lines are about people who were erased; they were left out.",
            n,
        )
        said.append(words.format(n=n))
    return said


def _totals(one: RegistrationStatus) -> str:
    counts = Counter(reply_words(heard) for heard in one.heard.values())
    parts = ", ".join(f"{n} {words}" for words, n in counts.most_common())
    return _("In all: {parts}.").format(parts=parts) if parts else _("Nobody has answered yet.")


def _changes(one: RegistrationStatus) -> list[RenderableType]:
    if not one.changes:
        return [Text(_("Nothing new."))] if one.export and not one.older else []
    table = table_of(_("New"), _("before"), _("now"))
    for change in one.changes[:MOST]:
        table.add_row(
            Text(shown(change.person.name.full)),
            reply_words(change.before),
            reply_words(change.now),
        )
    rest = len(one.changes) - MOST
    return [table, *([Text(_("… and {n} more").format(n=rest))] if rest > 0 else [])]


def _questions(one: RegistrationStatus) -> list[RenderableType]:
    if not one.questions:
        return []
    table = table_of(_("Who is this?"), _("Line"), _("It may be"))
    for kept in one.questions[:MOST]:
        others = ", ".join(
            f"{shown(one.people[id_].name.full)} ({id_})"
            for id_ in kept.matched.others
            if id_ in one.people
        )
        table.add_row(
            Text(cut(kept.matched.line.who, LONGEST)),
            Text(cut(kept.matched.line.row, LONGEST)),
            Text(others),
        )
    line = _row(one.questions[0].matched.line)
    hint = _(
        "Say who it is: invite registrations --same {line} WHO; or none of"
        " them: invite registrations --ignore {line}"
    )
    return [table, Text(hint.format(line=line))]


def _strangers(one: RegistrationStatus) -> list[RenderableType]:
    if not one.strangers:
        return []
    table = table_of(_("On no sheet"), _("Line"), _("What they said"), "")
    for kept in one.strangers[:MOST]:
        by = [one.people[id_].name.full for id_ in kept.matched.others if id_ in one.people]
        how = _("by the link of {name}").format(name=shown(by[0])) if by else ""
        line = kept.matched.line
        table.add_row(
            Text(cut(line.who, LONGEST)),
            Text(cut(line.row, LONGEST)),
            reply_words(kept.heard),
            Text(how),
        )
    line = one.strangers[0].matched.line
    kinds = sorted({role.kind for person in one.people.values() for role in person.roles})
    hint = _("The event is by invitation only. To add them: {add}").format(add=_add(line, kinds))
    if len(kinds) > 1:
        hint += "\n" + _("KIND is one of: {kinds}.").format(kinds=shown(", ".join(kinds)))
    out = _("To leave them out: invite registrations --ignore {line}").format(line=_row(line))
    return [table, Text(hint), Text(out)]


def _add(line: ExportLine, kinds: Sequence[str]) -> str:
    """The command that takes a stranger in. kinds: of role that people have."""
    name = to_copy(shown(line.name.full), _("NAME")) if line.name else _("NAME")
    address = to_copy(line.addresses[0].written, _("ADDRESS")) if line.addresses else _("ADDRESS")
    role = to_copy(kinds[0], _("KIND")) if len(kinds) == 1 else _("KIND")
    return f"invite add {name} {address} --as {role}"


def _row(line: ExportLine) -> str:
    """A line's name in a command; its number alone where the file's name would not do there."""
    return to_copy(line.row, str(line.origin.row))


def _missing(one: RegistrationStatus) -> list[RenderableType]:
    people = [
        one.people[id_]
        for kept in one.missing
        if (id_ := kept.matched.person) and id_ in one.people
    ]
    if not people:
        return []
    words = _(
        "On an earlier export but not on this one: {names}. They still count;"
        " if somebody has cancelled: {command}"
    )
    names = ", ".join(shown(person.name.full) for person in people[:MOST])
    return [Text(words.format(names=names, command="invite mark WHO declined"), style="yellow")]
