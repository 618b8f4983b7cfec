"""Makes of a sheet's rows what they say of people: every row ends as an entry, a flaw, or a line
that is no person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from invite.people.extraction.context import Around
from invite.people.extraction.entries import Setting, entry_of, name_of
from invite.people.extraction.result import Other, Understanding, missing_addresses, sheet_flaw
from invite.people.extraction.rows import MOST_PEOPLE, Pending, Walk
from invite.people.fields.asides import unwrapped
from invite.people.fields.addresses import parse_address
from invite.people.fields.cells import language_of
from invite.people.fields.name_order import is_mixed, last_name_first
from invite.people.fields.names import Written
from invite.people.model import Entry, Flaw, Name, Origin, Severity, Sheet, Source
from invite.people.table.captions import fixed_or_named
from invite.people.table.columns import is_heading_word
from invite.people.table.columns import last_name_first as heading_says
from invite.people.table.header import joined
from invite.people.table.layout import Column, Layout, lay_out
from invite.words import _, ngettext

LONGEST, LONGEST_OF_MANY, MUCH = 2000, 200, 2_000_000
"""Letters in a cell: what patterns look for in far longer ones can take minutes to find. On a sheet
with more than MUCH letters, which is a list of tens of thousands or none, the cells are held
shorter.
"""

__all__ = ["Column", "Other", "Understanding", "missing_addresses", "parse_address", "understand"]


def understand(sheet: Sheet, source: Source) -> Understanding:
    """What a sheet says, by the source's settings and otherwise by what it looks like. Never raises
    for what the sheet holds.
    """
    sheet, cut = _held_short(_unwrapped(sheet))
    filled = tuple(row.number for row in sheet.rows if any(cell.strip() for cell in row.cells))
    if sheet.hidden and not source.include_hidden and filled:
        return _left_out(sheet, source, filled)
    layout = lay_out(sheet.rows, source, source.header_row)
    if layout is None:
        return _no_table(sheet, source, len(filled))
    around = Around(sheet, source, layout)
    walk = Walk(sheet, source, layout, around)
    walk.run()
    if walk.overflows:
        return _too_many(sheet, source, filled)
    entries = _named(walk)
    return Understanding(
        source=source,
        file=sheet.file,
        sheet=sheet.name,
        header_row=layout.header_rows[-1] if layout.header_rows else None,
        columns=walk.columns,
        region=around.region or _common(entry.role.region for entry in entries),
        group=around.group,
        rows=len(set(filled) - {other.row for other in walk.others if other.kind == "blank"}),
        entries=entries,
        flaws=(
            *cut,
            *around.flaws,
            *_of_columns(sheet, source, layout, entries),
            *_of_regions(sheet, source, entries),
            *walk.flaws(),
        ),
        others=tuple(walk.others),
        left_out=tuple(walk.left_out),
        has_addresses=layout.has("email") or any(entry.addresses for entry in entries),
    )


def _unwrapped(sheet: Sheet) -> Sheet:
    """The sheet without what kept a spreadsheet from taking a text for a number: `="040"`."""
    rows = tuple(
        replace(row, cells=tuple(map(unwrapped, row.cells)))
        if any(cell[:1] in ("=", "'") for cell in row.cells)
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _held_short(sheet: Sheet) -> tuple[Sheet, list[Flaw]]:
    """The sheet with what is too long cut off, and a flaw for each such row: no name, address or
    remark is that long.
    """
    much = sum(len(cell) for row in sheet.rows for cell in row.cells) > MUCH
    longest = LONGEST_OF_MANY if much else LONGEST
    long = [row for row in sheet.rows if any(len(cell) > longest for cell in row.cells)]
    if not long:
        return sheet, []
    numbers = {row.number for row in long}
    rows = tuple(
        (
            replace(row, cells=tuple(cell.strip()[:longest] for cell in row.cells))
            if row.number in numbers
            else row
        )
        for row in sheet.rows
    )
    problem = _("A cell holds more than {n} letters; the rest was left out.").format(n=longest)
    flaws = [
        Flaw(
            origin=Origin(sheet.file, sheet.name, row.number),
            field="cell",
            value=next(cell for cell in row.cells if len(cell) > longest)[:80],
            problem=problem,
            hint=_("Look whether the cell belongs to the list."),
            severity=Severity.WARNING,
        )
        for row in long
    ]
    return replace(sheet, rows=rows), flaws


def _left_out(sheet: Sheet, source: Source, rows: tuple[int, ...]) -> Understanding:
    n = len(rows)
    problem = ngettext(
        "The sheet is hidden: its {n} row was left out.",
        "The sheet is hidden: its {n} rows were left out.",
        n,
    )
    flaw = sheet_flaw(
        sheet,
        "file",
        problem.format(n=n),
        _("Show it, or set include_hidden = true for this source."),
    )
    return Understanding(
        source=source, file=sheet.file, sheet=sheet.name, rows=n, flaws=(flaw,), left_out=rows
    )


def _too_many(sheet: Sheet, source: Source, rows: tuple[int, ...]) -> Understanding:
    problem = _("The sheet holds more than {n} people, so none of them was read.").format(
        n=MOST_PEOPLE
    )
    flaw = sheet_flaw(
        sheet,
        "file",
        problem,
        _("Split it, or see whether it is a list of people."),
        Severity.ERROR,
    )
    return Understanding(
        source=source,
        file=sheet.file,
        sheet=sheet.name,
        rows=len(rows),
        flaws=(flaw,),
        left_out=rows,
    )


def _no_table(sheet: Sheet, source: Source, filled: int) -> Understanding:
    others = tuple(
        Other(row.number, "note" if (text := joined(row)) else "blank", text) for row in sheet.rows
    )
    problem = _("No list of people was recognised here: there is neither a header nor an address.")
    hint = _("If there is one, say its header_row in the settings.")
    flaws = (sheet_flaw(sheet, "file", problem, hint, Severity.NOTE),) if filled else ()
    rows = sum(other.kind != "blank" for other in others)
    return Understanding(
        source=source, file=sheet.file, sheet=sheet.name, rows=rows, flaws=flaws, others=others
    )


def _named(walk: Walk) -> tuple[Entry, ...]:
    """Everybody found, named in the order that their column keeps."""
    columns: dict[tuple[tuple[int, ...], str], list[Pending]] = {}
    for p in walk.pending:
        columns.setdefault(_name_column(p), []).append(p)
    orders = {column: _surname_first(column[1], mine) for column, mine in columns.items()}
    mixed = {column: is_mixed(_written(mine)) for column, mine in columns.items()}
    small = {column: _in_small_letters(mine) for column, mine in columns.items()}
    organisation = _fixed("organisation", walk)
    language = language_of(_fixed("language", walk) or "")
    entries = []
    for p in walk.pending:
        setting = Setting(
            kind=walk.source.role,
            group=p.group,
            region=p.region,
            organisation=organisation,
            language=language,
            surname_first=orders[_name_column(p)],
            mixed=mixed[_name_column(p)],
            small=small[_name_column(p)],
        )
        name = name_of(p.one, p.row, p.block, setting, p.flaws.say)
        if _enough(p, name):
            entries.append(entry_of(p.one, name, p.row, p.layout, p.block, setting, p.flaws))
    return tuple(entries)


def _name_column(p: Pending) -> tuple[tuple[int, ...], str]:
    """The columns in which a name stood, and their heading: tables one below the other may each
    keep an order of their own.
    """
    columns = p.block.of("name")
    headings = (column.heading for column in p.layout.columns if column.index in columns)
    return columns, next((heading for heading in headings if heading_says(heading) is not None), "")


def _surname_first(heading: str, mine: Sequence[Pending]) -> bool:
    """Whether these name columns write the surname first, by the heading and by the majority of the
    names.
    """
    return last_name_first(_written(mine), heading_says(heading))


def _written(mine: Sequence[Pending]) -> list[tuple[Written, str]]:
    """The names of a column, each with its address before the @."""
    return [(p.one.written, p.one.local) for p in mine if p.one.written]


def _in_small_letters(mine: Sequence[Pending]) -> bool:
    """Whether most of a column's names are written without capitals."""
    texts = [p.one.written.text if p.one.written else " ".join(p.one.parts or ()) for p in mine]
    return sum(text.islower() for text in texts) * 2 > len(texts)


def _fixed(field: str, walk: Walk) -> str | None:
    """What the field's rule in the settings gives for the whole sheet; None where there is none, or
    it names a column.
    """
    rule: str | None = getattr(walk.source, field)
    return None if rule is None or field in walk.layout.ruled else fixed_or_named(rule, walk.sheet)


def _enough(p: Pending, name: Name | None) -> bool:
    """Says what is missing; whether there is enough for an entry."""
    if name is None:
        value = p.one.addresses[0].written if p.one.addresses else joined(p.row)
        problem = _("There is an address but no name, so no letter can greet them.")
        p.flaws.say("name", value, problem, _("Write the name in the sheet."), Severity.ERROR)
        return False
    if (
        not p.one.addresses
        and p.layout.has("email")
        and not any(flaw.field == "email" for flaw in p.flaws.flaws)
    ):
        hint = _("Write the address in the sheet; without one nothing can be sent to them.")
        p.flaws.say("email", "", _("There is no address."), hint, Severity.WARNING)
    return True


def _common(regions: Iterable[str | None]) -> str | None:
    """The region that all share; None where they have several, or somebody none."""
    found = set(regions)
    return found.pop() if len(found) == 1 else None


def _of_regions(sheet: Sheet, source: Source, entries: tuple[Entry, ...]) -> list[Flaw]:
    """Says of a planning group, which is named by its region, that the region is not known."""
    n = sum(entry.role.region is None for entry in entries)
    if source.role != "planning-group" or source.region or not n:
        return []
    problem = ngettext(
        "The region of {n} person is not known.", "The region of {n} people is not known.", n
    ).format(n=n)
    hint = _("Say it in the settings: {example}.").format(example='region = "Kainuu"')
    return [sheet_flaw(sheet, "region", problem, hint)]


def _of_columns(
    sheet: Sheet, source: Source, layout: Layout, entries: tuple[Entry, ...]
) -> list[Flaw]:
    """What is wrong with the columns as a whole."""
    found = ", ".join(c.heading for c in layout.columns if c.heading)
    flaws = []
    if source.header_row is not None and source.header_row not in layout.header_rows:
        problem = _("The sheet has no row {n}, which the settings call its header.").format(
            n=source.header_row
        )
        flaws.append(
            sheet_flaw(
                sheet,
                "columns",
                problem,
                _("Look at header_row in the settings."),
                value=str(source.header_row),
            )
        )
    for field in ("group", "organisation"):
        rule = getattr(source, field)
        if (
            rule
            and field not in layout.ruled
            and rule not in ("sheet", "file")
            and is_heading_word(rule) == field
        ):
            problem = _(
                "There is no column headed {heading}, so {heading} itself was taken for everybody."
            ).format(heading=rule)
            flaws.append(
                sheet_flaw(
                    sheet,
                    field,
                    problem,
                    _("The columns found: {columns}.").format(columns=found),
                    value=rule,
                )
            )
    if (
        source.language
        and "language" not in layout.ruled
        and not language_of(fixed_or_named(source.language, sheet) or "")
    ):
        problem = _("This is no language that letters are written in.")
        flaws.append(
            sheet_flaw(
                sheet,
                "language",
                problem,
                _("Write fi, sv or en in the settings."),
                value=source.language,
            )
        )
    for heading in layout.unknown:
        problem = _("There is no column headed {heading}, which the settings name.").format(
            heading=heading
        )
        hint = _("The columns found: {columns}.").format(columns=found)
        flaws.append(sheet_flaw(sheet, "columns", problem, hint, value=heading))
    if entries and not layout.has("email") and not any(entry.addresses for entry in entries):
        problem = _("No column of addresses was found on this sheet.")
        flaws.append(
            sheet_flaw(
                sheet,
                "email",
                problem,
                _("Without addresses nothing can be sent to the people on it."),
            )
        )
    return flaws
