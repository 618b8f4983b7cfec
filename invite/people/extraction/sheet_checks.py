"""Says what is wrong with a sheet as a whole: its columns against the settings, its regions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.people.extraction.flaws import SheetFlaws
from invite.people.fields.cells import language_of, said
from invite.people.fields.remarks import is_new, is_old, is_over, remark_key, speaks_against
from invite.people.model import UNSAVED, Doubt, Entry, Hold, Severity, Sheet, Source
from invite.people.table.against import meanings_of
from invite.people.table.captions import fixed_or_named
from invite.people.table.columns import heading_key, is_heading_word, recognise
from invite.people.table.inference import HALF, is_ticked, names_person, share_of_people
from invite.people.table.layout import SAMPLE, Layout
from invite.people.table.parts import title_of
from invite.people.table.sheet_names import names_those_gone
from invite.records import replace
from invite.words import _, ngettext

_LEGEND = re.compile(r"\s*(\*{1,3}|[¹²³‡#])\s*[)=:–-]*\s*(?=\S)")
_MARK = re.compile(r"\*+|[¹²³‡#]")


# A colour or a kind of letters, on `remark_key`.
_COLOUR = (
    r"(?:(?:puna|kelta|keltai|vihre|sini|orans|harma|viole|lihavoi|kursi|tumme|alleviiva|korost)\w*"
    r"|vari\w*|rod|rott|roda|gul[at]?|gront?|grona|bla|blatt|gra|gratt|orange|farg\w*|fetstil\w*"
    r"|red|yellow|green|blue|gr[ae]y|purple|pink|colou?r\w*|bold|italics?|highlight\w*|shaded)"
)
_COLOURED = re.compile(rf"\b{_COLOUR}\b")
_MEANS = re.compile(r"\s*[=:]\s*|\s[–-]+>?\s")


class Legend(Struct, frozen=True, kw_only=True):
    """What lines of a sheet say of the marks in its rows, by mark: the lines that speak against
    inviting, and titles. coloured: a line that speaks so of whoever has a colour, which nothing
    here sees.
    """

    against: Mapping[str, str]
    titles: Mapping[str, str]
    coloured: str


def legend_of(lines: Iterable[str]) -> Legend:
    """What the lines that are no people explain: `* eronnut tehtävästä`, `** = varajäsen`,
    `Punaisella merkittyjä ei kutsuta`.
    """
    lines = tuple(lines)
    found = [(mark[1], line, line[mark.end() :]) for line in lines if (mark := _LEGEND.match(line))]
    coloured = (
        one
        for one in lines
        if (speaks_against(one) or names_those_gone(one)) and _COLOURED.search(remark_key(one))
    )
    return Legend(
        against={mark: line for mark, line, text in found if speaks_against(text)},
        titles={mark: title for mark, _line, text in found if (title := title_of(text))},
        coloured=next(coloured, ""),
    )


def held_by_colour(entries: Sequence[Entry], line: str) -> tuple[Entry, ...]:
    """The entries, all of them held by a line that speaks against whoever has a colour, since the
    colours are not read. line: "" where none does; it may stand next to the rows instead.
    """
    beside = (
        hold.words
        for entry in entries
        for hold in entry.holds
        if hold.because is Doubt.AGAINST and _explains_colour(hold.words)
    )
    words = line or next(beside, "")
    if not words:
        return tuple(entries)
    holds = (Hold(Doubt.AGAINST, words, entry.role.origin) for entry in entries)
    return tuple(
        replace(entry, holds=tuple(dict.fromkeys((*entry.holds, hold))))
        for entry, hold in zip(entries, holds, strict=True)
    )


def _explains_colour(remark: str) -> bool:
    """Whether a remark next to the rows explains a colour, `punainen = ei kutsuta`, and says
    nothing of who stands on its row.
    """
    explained, *meaning = _MEANS.split(remark, maxsplit=1)
    colour = re.fullmatch(rf" *{_COLOUR}(?: +\w+){{0,2}}", remark_key(explained))
    return bool(meaning and colour)


def marked(texts: Iterable[str], meanings: Mapping[str, str]) -> str:
    """What the mark in one of the texts means; "" where it means nothing."""
    marks = (mark[0] for text in texts for mark in _MARK.finditer(text))
    return next((meanings[mark] for mark in marks if mark in meanings), "")


def common_region(entries: Sequence[Entry]) -> str | None:
    """The region that all share; None where they have several, or somebody none."""
    found = {entry.role.region for entry in entries}
    return found.pop() if len(found) == 1 else None


def without_shared_terms(
    entries: Sequence[Entry], layout: Layout, flaws: SheetFlaws, today: date | None
) -> tuple[Entry, ...]:
    """The entries without what holds them for a last day that stands on each of several rows alike,
    in a column of its own or behind each title: it is the programme's, which may be over before its
    people are invited. It is said once.
    """
    headings = {
        heading
        for block in layout.blocks
        for of in (meanings_of(layout, block).last, meanings_of(layout, block).terms)
        for heading in of.values()
    }
    held = [frozenset(hold.words for hold in entry.holds) for entry in entries]
    alike = {one for one in held[0].intersection(*held) if is_over(one, today)} if held else set()
    for heading in headings:
        said = [text for entry in entries if (text := entry.extra.get(heading))]
        if len(set(said)) == 1 and any(f"{heading}: {said[0]}" in words for words in held):
            alike |= {f"{heading}: {said[0]}"} if len(said) > 2 else set()
    for words in sorted(alike) if len(entries) > 2 else ():
        problem = _("The same last day stands on each row: {words}. It holds nobody.")
        hint = _("If somebody has left, write it on their row.")
        flaws.say("columns", problem.format(words=words), hint, value=words)
        entries = tuple(
            replace(entry, holds=tuple(hold for hold in entry.holds if hold.words != words))
            for entry in entries
        )
    return tuple(entries)


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
    _check_unread(source, layout, entries, flaws)
    for heading in layout.unknown:
        problem = _("There is no column headed {heading}, which the settings name.").format(
            heading=heading
        )
        flaws.say("columns", problem, columns, value=heading)
    if entries and not layout.has("email") and not any(entry.addresses for entry in entries):
        problem = _("No column of addresses was found on this sheet.")
        hint = _("Without addresses nothing can be sent to the people on it.")
        flaws.say("email", problem, hint)


def _check_unread(
    source: Source, layout: Layout, entries: Sequence[Entry], flaws: SheetFlaws
) -> None:
    """Says which columns hold what was not read: names of people (`Esimies`), who may be guests,
    and marks for groups.
    """
    unread = [column for column in layout.free if column.heading]
    if not unread:
        return
    top = layout.header_rows[-1] if layout.header_rows else 0
    sample = [row for row in flaws.sheet.rows if row.number > top][:SAMPLE]
    nameless = all(entry.role.group is None for entry in entries)
    by_name = nameless and source.role in ("lab-team", "project-lead")
    parts = {i for block in layout.blocks for i in block.parts}
    for column in unread:
        may_be_group = by_name and column.index not in parts and title_of(column.heading) == ""
        if (may_be_group or recognise(column.heading) == "group") and is_ticked(
            sample, column.index
        ):
            problem = _("The column {heading} holds marks and no names of groups: it is not read.")
            hint = _("If letters are to name the group, write its name in a column of its own.")
            problem = problem.format(heading=column.heading)
            flaws.say("columns", problem, hint, value=column.heading)
        if share_of_people(sample, column.index) < HALF:
            continue
        cells = (said(row.cells[column.index]) for row in sample if column.index < len(row.cells))
        known = {_words(entry.name.full) for entry in entries if entry.name}
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
        group = [c for c in group if not (is_old(c.heading) or is_new(c.heading))]
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
