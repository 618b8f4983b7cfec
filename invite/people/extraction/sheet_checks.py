"""Says what is wrong with a sheet as a whole: its columns against the settings, its regions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from invite.language.spelling import ascii_key
from invite.people.extraction.flaws import SheetFlaws
from invite.people.fields.cells import language_of, said
from invite.people.fields.remarks import speaks_against
from invite.people.model import UNSAVED, Entry, Severity, Sheet, Source
from invite.people.table.captions import fixed_or_named
from invite.people.table.columns import heading_key, is_heading_word, recognise
from invite.people.table.inference import HALF, is_ticked, names_person, share_of_people
from invite.people.table.layout import SAMPLE, Layout
from invite.words import _, ngettext

_LEGEND = re.compile(r"\s*(\*{1,3}|[¹²³‡#])\s*[)=:–-]*\s*(?=\S)")
_MARK = re.compile(r"\*+|[¹²³‡#]")


def legend_against(lines: Iterable[str]) -> dict[str, str]:
    """The marks that speak against inviting whoever has one, by a line of the sheet that explains
    them: `* eronnut tehtävästä`. Each with that line.
    """
    found = ((_LEGEND.match(line), line) for line in lines)
    return {mark[1]: line for mark, line in found if mark and speaks_against(line[mark.end() :])}


def marked(texts: Iterable[str], legend: Mapping[str, str]) -> str:
    """What the legend says of the mark in one of the texts; "" where it says nothing."""
    marks = (mark[0] for text in texts for mark in _MARK.finditer(text))
    return next((legend[mark] for mark in marks if mark in legend), "")


def common_region(entries: Sequence[Entry]) -> str | None:
    """The region that all share; None where they have several, or somebody none."""
    found = {entry.role.region for entry in entries}
    return found.pop() if len(found) == 1 else None


def check_formulas(sheet: Sheet, entries: Sequence[Entry], flaws: SheetFlaws) -> None:
    """Says that formulas were saved without their values; serious where nobody could be read."""
    n = sum(UNSAVED in row.cells for row in sheet.rows)
    if not n:
        return
    problem = ngettext(
        "In {n} row a formula was saved without its value, so it is empty.",
        "In {n} rows formulas were saved without their values, so they are empty.",
        n,
    ).format(n=n)
    hint = _("Open the file in Excel or LibreOffice, save it and run this again.")
    severity = Severity.WARNING if entries else Severity.ERROR
    flaws.say("cell", problem, hint, severity)


def check_regions(source: Source, entries: Sequence[Entry], flaws: SheetFlaws) -> None:
    """Says of a planning group, which is named by its region, that the region is not known."""
    n = sum(entry.role.region is None for entry in entries)
    if source.role != "planning-group" or source.region or not n:
        return
    problem = ngettext(
        "The region of {n} person is not known.", "The region of {n} people is not known.", n
    ).format(n=n)
    hint = _("Say it in the settings: {example}.").format(example='region = "Kainuu"')
    flaws.say("region", problem, hint)


def check_columns(
    source: Source, layout: Layout, entries: Sequence[Entry], flaws: SheetFlaws
) -> None:
    """Says what is wrong with the columns as a whole."""
    found = ", ".join(c.heading for c in layout.columns if c.heading)
    columns = _("The columns found: {columns}.").format(columns=found)
    if source.header_row is not None and source.header_row not in layout.header_rows:
        problem = _("The sheet has no row {n}, which is its header row in the settings.").format(
            n=source.header_row
        )
        hint = _("See header_row in the settings.")
        flaws.say("columns", problem, hint, value=str(source.header_row))
    _check_rules(source, layout, columns, flaws)
    _check_headings(layout, flaws)
    _check_unread(layout, entries, flaws)
    for heading in layout.unknown:
        problem = _("There is no column headed {heading}, which the settings name.").format(
            heading=heading
        )
        flaws.say("columns", problem, columns, value=heading)
    if entries and not layout.has("email") and not any(entry.addresses for entry in entries):
        problem = _("No column of addresses was found on this sheet.")
        hint = _("Without addresses nothing can be sent to the people on it.")
        flaws.say("email", problem, hint)


def _check_unread(layout: Layout, entries: Sequence[Entry], flaws: SheetFlaws) -> None:
    """Says which columns hold what was not read: names of people (`Esimies`), who may be guests,
    and marks for groups.
    """
    unread = [column for column in layout.free if column.heading]
    if not unread:
        return
    top = layout.header_rows[-1] if layout.header_rows else 0
    sample = [row for row in flaws.sheet.rows if row.number > top][:SAMPLE]
    known = {_words(entry.name.full) for entry in entries if entry.name}
    for column in unread:
        if recognise(column.heading) == "group" and is_ticked(sample, column.index):
            problem = _("The column {heading} holds marks and no names of groups: it is not read.")
            hint = _("If letters are to name the group, write its name in a column of its own.")
            problem = problem.format(heading=column.heading)
            flaws.say("columns", problem, hint, value=column.heading)
        if share_of_people(sample, column.index) < HALF:
            continue
        cells = (said(row.cells[column.index]) for row in sample if column.index < len(row.cells))
        new = [cell for cell in cells if names_person(cell) and _words(cell) not in known]
        if new:
            problem = _("The column {heading} holds people's names and is not read: {example}.")
            hint = _("If they are guests too, call the column Jäsen; if not, leave it.")
            problem = problem.format(heading=column.heading, example=new[0])
            flaws.say("columns", problem, hint, value=column.heading)


def _words(name: str) -> frozenset[str]:
    """The words of a name, in whatever order."""
    return frozenset(ascii_key(name).replace(",", " ").split())


def _check_headings(layout: Layout, flaws: SheetFlaws) -> None:
    """Says which headings stand twice over columns of one person: nobody knows which counts."""
    fields = {column.index: column for column in layout.columns}
    groups = [[fields[i] for indexes in b.columns.values() for i in indexes] for b in layout.blocks]
    if len(groups) == 1:
        groups = [list(layout.columns)]
    said: set[str] = set()
    for group in groups:
        keys = Counter(heading_key(column.heading) for column in group if column.heading)
        for column in group:
            key = heading_key(column.heading) if column.heading else ""
            if keys[key] < 2 or key in said:
                continue
            said.add(key)
            problem = _("{n} columns have the heading {heading}; it is not clear which one counts.")
            hint = _("Give each column a heading of its own.")
            severity = Severity.WARNING if column.field else Severity.NOTE
            problem = problem.format(n=keys[key], heading=column.heading)
            flaws.say("columns", problem, hint, severity, value=column.heading)


def _check_rules(source: Source, layout: Layout, columns: str, flaws: SheetFlaws) -> None:
    """Says which of the source's rules were meant for a column and found none. columns: a hint."""
    for field in ("group", "organisation"):
        rule = getattr(source, field)
        if (
            rule
            and field not in layout.ruled
            and rule not in ("sheet", "file")
            and is_heading_word(rule) == field
        ):
            problem = _(
                "There is no column headed {heading}, so the word {heading} is used for everybody."
            ).format(heading=rule)
            flaws.say(field, problem, columns, value=rule)
    if (
        source.language
        and "language" not in layout.ruled
        and not language_of(fixed_or_named(source.language, flaws.sheet) or "")
    ):
        problem = _("Letters are not written in this language.")
        hint = _("Write fi, sv or en in the settings.")
        flaws.say("language", problem, hint, value=source.language)
