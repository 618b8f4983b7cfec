"""How the sheets were read, sheet by sheet and column by column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from invite.campaign.gathering.gather import Sheets
from invite.people.extraction.result import Understanding
from invite.people.model import Flaw, Origin
from invite.report.base import document
from invite.report.base.picture import Document
from invite.report.people import listing
from invite.safe_text import cut, shown
from invite.settings.spoken_keys import FIELDS, kind_called
from invite.words import N_, _, ngettext

# What a line of a sheet was taken for.
KINDS = {
    "person": N_("person"),
    "flaw": N_("flaw"),
    "title": N_("title"),
    "heading": N_("heading"),
    "header": N_("header"),
    "total": N_("total"),
    "note": N_("note"),
    "blank": N_("blank"),
}


def _sheet_screen(one: Understanding, flaws: int, *, lines: bool) -> RenderableType:
    """One sheet: where its header is, what each column was taken for, and how its rows ended."""
    place = " : ".join(shown(part) for part in (one.file, one.sheet) if part)
    rows = ngettext("{n} row", "{n} rows", one.rows).format(n=one.rows)
    people = ngettext("{n} person", "{n} people", len(one.entries)).format(n=len(one.entries))
    told = [kind_called(one.role) if one.role else None, one.group, one.region, rows, people]
    if flaws:
        told.append(ngettext("{n} flaw", "{n} flaws", flaws).format(n=flaws))
    parts: list[RenderableType] = [
        Text(place, style="bold"),
        Text("  " + " · ".join(shown(part) for part in told if part)),
    ]
    if account := _account(one):
        parts.append(Text("  " + account, style="dim"))
    header = (
        _("no header row")
        if one.header_row is None
        else _("header on row {row}").format(row=one.header_row)
    )
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
    for heading in (header, _("read as"), _("example")):
        table.add_column(heading, overflow="fold")
    for column in one.columns:
        field = (
            Text(_(FIELDS.get(column.field, column.field)), style="green")
            if column.field
            else Text(_("kept as an extra"), style="dim")
        )
        table.add_row(
            Text(shown(column.heading) or "–"), field, Text(cut(column.example, 60), style="dim")
        )
    if one.columns:
        parts.append(table)
    if lines:
        parts += [
            Text(f"    {line.row}  {_(KINDS[line.kind])}  {shown(line.text)[:80]}", style="dim")
            for line in one.account()
        ]
    return Group(*parts, Text())


def _account(one: Understanding) -> str:
    """That no row was swallowed: how many are people, how many only a flaw, how many anything
    else.
    """
    kinds = [line.kind for line in one.account()]
    people, flaws = kinds.count("person"), kinds.count("flaw")
    others = len(kinds) - people - flaws
    counted = (
        (ngettext("{n} is a person", "{n} are people", people), people),
        (ngettext("{n} is only a flaw", "{n} are only a flaw", flaws), flaws),
        (
            ngettext(
                "{n} is a title, heading, total or note",
                "{n} are titles, headings, totals or notes",
                others,
            ),
            others,
        ),
    )
    told = ", ".join(words.format(n=n) for words, n in counted if n)
    return _("of the rows, {told}").format(told=told) if told else ""


def screen(found: Sheets, *, lines: bool) -> RenderableType:
    """All sheets, and after them every flaw."""
    flaws = found.flaws
    sheets = [_sheet_screen(one, len(_of(one, flaws)), lines=lines) for one in found.understandings]
    return Group(*sheets, listing.flaws(flaws))


def to_document(found: Sheets) -> Document:
    """`invite sources --json`. Flaws of files that gave no sheet at all stand in `flaws` next to
    `sources`.
    """
    understandings, flaws = found.understandings, found.flaws
    placed = {id(flaw) for one in understandings for flaw in _of(one, flaws)}
    return {
        "sources": [_sheet(one, _of(one, flaws)) for one in understandings],
        "flaws": [document.flaw(flaw) for flaw in flaws if id(flaw) not in placed],
    }


def _sheet(one: Understanding, flaws: Sequence[Flaw]) -> Document:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "role": one.role,
        "region": one.region,
        "group": one.group,
        "header_row": one.header_row,
        "columns": [
            {"heading": column.heading, "field": column.field, "example": column.example}
            for column in one.columns
        ],
        "rows": one.rows,
        "people": len(one.entries),
        "flaws": [document.flaw(flaw) for flaw in flaws],
        "lines": [
            {"row": line.row, "kind": line.kind, "text": line.text} for line in one.account()
        ],
    }


def _of(one: Understanding, flaws: Sequence[Flaw]) -> tuple[Flaw, ...]:
    """The flaws of this sheet, its rows and columns."""

    def here(origin: Origin) -> bool:
        return origin.file == one.file and origin.sheet == one.sheet

    return tuple(flaw for flaw in flaws if here(flaw.origin))
