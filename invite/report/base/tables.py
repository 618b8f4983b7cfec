"""Tables on the screen; and where something stands, in a column that may be narrow:
`vieraat.xlsx:Kainuu:12` is parted between its file, its sheet and its row, so that nobody takes row
12 for row 1.
"""

from __future__ import annotations

from msgspec import Struct
from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from invite.people.model import Origin
from invite.safe_text import shown


def table_of(*headings: str) -> Table:
    """An empty table under these headings; without any, its first row makes the columns."""
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
        show_header=bool(headings),
    )
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


class OriginCell(Struct, frozen=True):
    """One origin as a cell of a table; on one line where there is room."""

    origin: Origin

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As rich draws it."""
        yield Text("\n".join(parted(shown(str(self.origin)), options.max_width)), no_wrap=True)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From the room of its longest part to that of a line."""
        whole = shown(str(self.origin))
        least = max(map(cell_len, _parts(whole)))
        return Measurement(least, cell_len(whole)).clamp(max_width=options.max_width)


def parted(whole: str, width: int) -> list[str]:
    """The lines of an origin. width: of each, at most; a part that is longer is cut anywhere."""
    lines = [""]
    for part in _parts(whole):
        if cell_len(lines[-1] + part) <= width:
            lines[-1] += part
        else:
            lines += chop_cells(part, width)
    return [line for line in lines if line]


def _parts(whole: str) -> list[str]:
    *places, row = whole.split(":")
    return [*(f"{place}:" for place in places), row]
