"""The addresses of one row: what stands in its cells and behind them as links, each judged and its
flaws told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from invite.people.extraction.flaws import RowFlaws
from invite.people.fields.address_cell import cell_addresses
from invite.people.fields.addresses import doubts, is_plain, judge, loosened, tokens
from invite.people.fields.cells import said
from invite.people.fields.no_value import is_nothing
from invite.people.fields.placeholder_addresses import nobodys
from invite.people.model import Address
from invite.people.table.block_row import BlockRow
from invite.people.table.header import NAMES
from invite.words import _

_MAY_HOLD_ADDRESS = re.compile(r"[@＠﹫(\[{<]|\s(?:at|ät)\s", re.IGNORECASE)


def loosened_lines(text: str) -> str:
    """A cell's text with what stands round addresses made plain, its lines kept apart; "" where
    there can be none.
    """
    if is_plain(text):
        return text
    if not _MAY_HOLD_ADDRESS.search(text):
        return ""
    if text.isprintable():  # there is no line break
        return loosened(text)
    return "\n".join(loosened(line) for line in text.splitlines() if line.strip())


def judged(token: str, value: str, flaws: RowFlaws) -> Address | None:
    """An address, its doubts said; None where it is none, which is said too."""
    good = judge(token)
    if isinstance(good, str):
        flaws.say("email", said(value), good, _("Correct the address in the sheet."))
        return None
    if nobody := nobodys(good):
        flaws.say("email", said(value), nobody, _("Write their own address in the sheet."))
        return None
    if doubt := doubts(good):
        flaws.say("email", good.written, *doubt)
    return good


def addresses_in(line: BlockRow, flaws: RowFlaws, skip: frozenset[int]) -> list[Address]:
    """The addresses of a row's address cells."""
    found: list[Address] = []
    for i, text in line.raw("email"):
        if i in skip:
            flaws.say("email", said(text), _("The address is struck through and is left out."), "")
            continue
        here = cell_addresses(loosened_lines(text))
        whole = [one.token for one in here if not one.torn]
        if len(whole) < len(here):
            flaws.say(
                "email",
                said(text),
                _("The address is broken: there is a mark or a space within it."),
                _("Correct the address in the sheet."),
            )
        found += [a for token in whole if (a := judged(token, text, flaws))]
        if not here and not is_nothing(said(text)) and i not in line.row.links:
            problem = judge(said(text))
            flaws.say("email", said(text), str(problem), _("Correct the address in the sheet."))
    return found or _misplaced(line, flaws)


def _misplaced(line: BlockRow, flaws: RowFlaws) -> list[Address]:
    """An address that fills a cell of the column beside, as when two cells were swapped; said, and
    taken.
    """
    for _i, text in line.raw("phone", "organisation", "title"):
        good = judge(said(text)) if "@" in text else ""
        if isinstance(good, Address):
            flaws.say(
                "email",
                good.written,
                _("The address is in another column."),
                _("Move it to its own column."),
            )
            return [good]
    return []


def linked(line: BlockRow, addresses: Sequence[Address], flaws: RowFlaws) -> tuple[Address, ...]:
    """The addresses with what a hyperlink on the name or the address adds where no address is
    written.
    """
    once = tuple(dict.fromkeys(addresses))
    links = line.row.links
    if not links:
        return once
    targets = [t for i in line.block.of("email", *NAMES) if (t := links.get(i, ""))]
    linked = [
        a
        for t in targets
        if t.lower().startswith("mailto:")
        for _b, _e, token in tokens(loosened(t))
        if (a := _quiet(token))
    ]
    if not once:
        once = tuple(dict.fromkeys(linked))
        for address in once:
            if doubt := doubts(address):
                flaws.say("email", address.written, *doubt)
        return once
    keys = {a.key for a in once}
    for other in linked:
        if other.key not in keys:
            problem = _("The link behind the cell goes to another address, {other}.").format(
                other=other.written
            )
            flaws.say(
                "email",
                once[0].written,
                problem,
                _("The written one is used; check which is right."),
            )
            break
    return once


def _quiet(token: str) -> Address | None:
    good = judge(token)
    return good if isinstance(good, Address) else None
