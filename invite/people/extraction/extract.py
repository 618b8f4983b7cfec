"""Makes of a sheet's rows what they say of people: every row ends as an entry, a flaw, or a line
that is no person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from invite.people.extraction.context import RowContext
from invite.people.extraction.entries import Candidate, Setting, entry_of, is_chosen, name_of
from invite.people.extraction.flaws import SheetFlaws
from invite.people.extraction.result import OtherLine, Understanding
from invite.people.extraction.rows import MOST_PEOPLE, RowReader
from invite.people.extraction.sheet_checks import (
    check_columns,
    check_formulas,
    check_regions,
    common_region,
    held_by_colour,
    legend_of,
    without_shared_terms,
)
from invite.people.fields.asides import unwrapped
from invite.people.fields.cells import language_of
from invite.people.fields.name_order import is_mixed, last_name_first
from invite.people.fields.names import WrittenName
from invite.people.fields.no_value import is_ditto
from invite.people.model import Entry, Name, Row, Severity, Sheet, Source
from invite.people.table.captions import fixed_or_named
from invite.people.table.columns import last_name_first as heading_says
from invite.people.table.header import joined
from invite.people.table.layout import Block, Layout, lay_out, letters
from invite.records import replace
from invite.words import _, ngettext

LONGEST, LONGEST_OF_MANY, MUCH = 2000, 200, 2_000_000
"""Characters in a cell: what patterns look for in far longer ones can take minutes to find. On a
sheet with more than MUCH characters, a list of tens of thousands or none, cells are held shorter.
"""


def understand(sheet: Sheet, source: Source, today: date | None = None) -> Understanding:
    """What a sheet says, by the source's settings and otherwise by what it looks like. Never raises
    for what the sheet holds.

    today: a term that still runs on that day holds nobody; where it is not given, each does.
    """
    flaws = SheetFlaws(sheet)
    sheet = _filled_down(_shortened(_unwrapped(sheet), flaws))
    if sheet.hidden_columns and not source.include_hidden:
        sheet = _visible(sheet, flaws)
    filled = tuple(row.number for row in sheet.rows if any(cell.strip() for cell in row.cells))
    if sheet.hidden and not source.include_hidden and filled:
        return _left_out(sheet, source, flaws, filled)
    layout = lay_out(sheet.rows, source, source.header_row)
    if layout is None:
        check_formulas(sheet, (), flaws)
        return _no_table(sheet, source, flaws, len(filled))
    context = RowContext(sheet, source, layout, flaws)
    reader = RowReader(sheet, source, layout, context, flaws)
    reader.run()
    if reader.overflows:
        return _too_many(sheet, source, filled)
    entries = without_shared_terms(_named(reader, today), layout, flaws, today)
    check_formulas(sheet, entries, flaws)
    check_columns(source, layout, entries, flaws)
    check_regions(source, entries, flaws)
    return Understanding(
        source=source,
        file=sheet.file,
        sheet=sheet.name,
        header_row=layout.header_rows[-1] if layout.header_rows else None,
        columns=reader.columns,
        region=context.region or common_region(entries),
        group=context.group,
        rows=len(set(filled) - {other.row for other in reader.others if other.kind == "blank"}),
        entries=entries,
        flaws=flaws.all(),
        others=tuple(reader.others),
        left_out=tuple(reader.left_out),
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


def _filled_down(sheet: Sheet) -> Sheet:
    """The sheet with the value from above, a few rows up, wherever a ditto mark stands for it."""
    rows = list(sheet.rows)
    for at, row in enumerate(rows):
        marks = [i for i, text in enumerate(row.cells) if text and is_ditto(text)]
        if not marks:
            continue
        cells = list(row.cells)
        for i in marks:
            above = (r.cells[i] for r in reversed(rows[max(0, at - 9) : at]) if i < len(r.cells))
            cells[i] = next(filter(None, above), cells[i])
        rows[at] = replace(row, cells=tuple(cells))
    return replace(sheet, rows=tuple(rows))


def _visible(sheet: Sheet, flaws: SheetFlaws) -> Sheet:
    """The sheet without its hidden columns, which is said where they hold anything."""
    filled = sorted(
        i
        for i in sheet.hidden_columns
        if any(i < len(row.cells) and row.cells[i].strip() for row in sheet.rows)
    )
    if not filled:
        return sheet
    problem = ngettext(
        "The column {columns} is hidden and is left out.",
        "The columns {columns} are hidden and are left out.",
        len(filled),
    ).format(columns=", ".join(map(letters, filled)))
    first = (row.cells[i] for i in filled for row in sheet.rows if i < len(row.cells))
    hint = _("Show it, or set include_hidden = true for this source.")
    flaws.say("columns", problem, hint, value=next((t for t in first if t.strip()), ""))
    return replace(sheet, rows=tuple(_without(row, frozenset(filled)) for row in sheet.rows))


def _without(row: Row, columns: frozenset[int]) -> Row:
    return replace(
        row,
        cells=tuple("" if i in columns else text for i, text in enumerate(row.cells)),
        links={i: target for i, target in row.links.items() if i not in columns},
        comments={i: text for i, text in row.comments.items() if i not in columns},
        struck_cells=row.struck_cells - columns,
    )


def _shortened(sheet: Sheet, flaws: SheetFlaws) -> Sheet:
    """The sheet with what is too long cut off, which is said of each such row: no name, address or
    remark is that long.
    """
    much = sum(len(cell) for row in sheet.rows for cell in row.cells) > MUCH
    longest = LONGEST_OF_MANY if much else LONGEST
    long = {row.number: row for row in sheet.rows if any(len(cell) > longest for cell in row.cells)}
    if not long:
        return sheet
    problem = _("A cell has more than {n} characters; the rest is left out.").format(n=longest)
    for number, row in long.items():
        value = next(cell for cell in row.cells if len(cell) > longest)[:80]
        hint = _("Check whether the cell belongs to the list.")
        flaws.row(number).say("cell", value, problem, hint)
    rows = tuple(
        replace(row, cells=tuple(cell.strip()[:longest] for cell in row.cells))
        if row.number in long
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _left_out(
    sheet: Sheet, source: Source, flaws: SheetFlaws, rows: tuple[int, ...]
) -> Understanding:
    n = len(rows)
    problem = ngettext(
        "The sheet is hidden: its {n} row is left out.",
        "The sheet is hidden: its {n} rows are left out.",
        n,
    ).format(n=n)
    flaws.say("file", problem, _("Show it, or set include_hidden = true for this source."))
    return Understanding(
        source=source, file=sheet.file, sheet=sheet.name, rows=n, flaws=flaws.all(), left_out=rows
    )


def _too_many(sheet: Sheet, source: Source, rows: tuple[int, ...]) -> Understanding:
    problem = _("The sheet has more than {n} people, so none of them were read.").format(
        n=MOST_PEOPLE
    )
    flaws = SheetFlaws(sheet)  # what the rows had is of no use to anybody now
    hint = _("Split it, or check whether it is a list of people.")
    flaws.say("file", problem, hint, Severity.ERROR)
    return Understanding(
        source=source,
        file=sheet.file,
        sheet=sheet.name,
        rows=len(rows),
        flaws=flaws.all(),
        left_out=rows,
    )


def _no_table(sheet: Sheet, source: Source, flaws: SheetFlaws, filled: int) -> Understanding:
    others = tuple(
        OtherLine(row.number, "note" if (text := joined(row)) else "blank", text)
        for row in sheet.rows
    )
    if filled:
        problem = _("No list of people was found here: there is neither a header nor an address.")
        hint = _("If there is one, give its header_row in the settings.")
        flaws.say("file", problem, hint, Severity.NOTE)
    rows = sum(other.kind != "blank" for other in others)
    return Understanding(
        source=source,
        file=sheet.file,
        sheet=sheet.name,
        rows=rows,
        flaws=flaws.all(),
        others=others,
    )


def _named(reader: RowReader, today: date | None) -> tuple[Entry, ...]:
    """Everybody found, named in the order that their column keeps."""
    layouts = {p.line.block: p.line.layout for p in reader.pending}
    blocks = {block: _name_column(layout, block) for block, layout in layouts.items()}
    columns: dict[tuple[tuple[int, ...], str], list[Candidate]] = {}
    for p in reader.pending:
        columns.setdefault(blocks[p.line.block], []).append(p)
    orders = {
        column: last_name_first(_written(mine), heading_says(column[1]))  # by it, or by most
        for column, mine in columns.items()
    }
    mixed = {column: is_mixed(_written(mine)) for column, mine in columns.items()}
    small = {column: _in_small_letters(mine) for column, mine in columns.items()}
    organisation = _fixed("organisation", reader)
    language = language_of(_fixed("language", reader) or "")
    chosen = {p.line.block.of("wanted") for p in reader.pending if is_chosen(p.line)}
    legend = legend_of(other.text for other in reader.others)
    settings = {
        block: Setting(
            kind=reader.source.role,
            organisation=organisation,
            language=language,
            legend=legend,
            surname_first=orders[column],
            mixed=mixed[column],
            small=small[column],
            chosen=block.of("wanted") in chosen,
            today=today,
        )
        for block, column in blocks.items()
    }
    columns.clear()
    reader.pending.reverse()
    entries: list[Entry] = []
    while reader.pending:  # each is let go as its entry is made: of a long list they take much room
        p = reader.pending.pop()
        setting = settings[p.line.block]
        name = name_of(p, written := p.one.names, setting)
        if _enough(p, name):
            entries.append(entry_of(p, written, name, setting))
    return held_by_colour(entries, legend.coloured)


def _name_column(layout: Layout, block: Block) -> tuple[tuple[int, ...], str]:
    """The columns in which a name stood, and their heading: tables one below the other may each
    keep an order of their own.
    """
    columns = block.of("name")
    headings = (column.heading for column in layout.columns if column.index in columns)
    return columns, next((heading for heading in headings if heading_says(heading) is not None), "")


def _written(mine: Sequence[Candidate]) -> list[tuple[WrittenName, str]]:
    """The names of a column, each with its address before the @."""
    return [(p.one.written, p.one.local) for p in mine if p.one.written]


def _in_small_letters(mine: Sequence[Candidate]) -> bool:
    """Whether most of a column's names are written without capitals."""
    texts = [p.one.written.text if p.one.written else " ".join(p.one.parts or ()) for p in mine]
    return sum(text.islower() for text in texts) * 2 > len(texts)


def _fixed(field: str, reader: RowReader) -> str | None:
    """What the field's rule in the settings gives for the whole sheet; None where there is none, or
    it names a column.
    """
    rule: str | None = getattr(reader.source, field)
    return (
        None if rule is None or field in reader.layout.ruled else fixed_or_named(rule, reader.sheet)
    )


def _enough(p: Candidate, name: Name | None) -> bool:
    """Says what is missing; whether there is enough for an entry."""
    if name is None:
        value = p.one.addresses[0].written if p.one.addresses else joined(p.line.row)
        problem = _("There is an address but no name, so no letter can greet them.")
        p.flaws.say("name", value, problem, _("Write the name in the sheet."), Severity.ERROR)
        return False
    if not p.one.addresses and p.line.layout.has("email") and not p.flaws.has("email"):
        hint = _("Write the address in the sheet; without one nothing can be sent to them.")
        p.flaws.say("email", "", _("There is no address."), hint, Severity.WARNING)
    return True
