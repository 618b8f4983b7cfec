"""The addresses of one row: what stands in its cells and behind them as links, each judged, its
flaws, whose each is, and what stood next to them and was not taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.people.extraction.flaws import RowFlaws
from invite.people.fields.address_cell import cell_addresses, is_label
from invite.people.fields.addresses import doubts, is_plain, judge, loosened, tokens
from invite.people.fields.cells import said
from invite.people.fields.name_order import from_address
from invite.people.fields.names import WrittenName, read_name
from invite.people.fields.no_value import is_nothing
from invite.people.fields.placeholder_addresses import bare_address, nobodys
from invite.people.fields.remarks import said_in_brackets, speaks_against
from invite.people.model import Address, Flaw, Severity
from invite.people.table.block_row import BlockRow
from invite.people.table.header import NAMES
from invite.words import N_, _

# What is said of words that stood next to a name or an address and were not taken up.
_DROPPED = (
    N_("This was next to the address and is left out."),
    N_("This was next to the name and is left out."),
)
MOST_PAIRS = 400
"""Names times addresses in one row that are compared; a hostile row could ask for millions."""
_MAY_HOLD_ADDRESS = re.compile(r"[@＠﹫(\[{<]|\s(?:at|ät)\s", re.IGNORECASE)


class RowPerson(Struct, frozen=True):
    """One human being in a row: the name as written, or its two parts, and the addresses next to
    it. doubt: what was not understood for certain and holds them. bare: the parts once more where
    both are bare names (`is_bare_name`), with nothing next to them. plain: of a `plain_person`.
    """

    written: WrittenName | None
    parts: tuple[str, str] | None
    addresses: tuple[Address, ...]
    doubt: str = ""
    bare: tuple[str, ...] = ()
    plain: bool = False

    @property
    def names(self) -> list[WrittenName]:
        """The name as it is written, or its two parts; none where nothing stands next to them."""
        if self.written:
            return [self.written]
        if self.bare:
            return []
        return [name for part in self.parts or () if (name := read_name(part))]

    @property
    def texts(self) -> Sequence[str]:
        """The name, or its parts, without what stands next to it."""
        return self.bare or [name.text for name in self.names]

    @property
    def local(self) -> str:
        """The first address before the @, "" where there is none."""
        return self.addresses[0].key.rpartition("@")[0] if self.addresses else ""


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
        if bare := bare_address(text):
            found.append(bare)
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


def paired(
    names: list[WrittenName], addresses: Sequence[Address], most: int | None = None
) -> list[RowPerson]:
    """Names and addresses from different cells brought together: by what the addresses are built
    of, else in their order. most: so many of the names may have an address that is built of none.
    """
    if not names:
        return _each_told(addresses)
    if len(names) == 1:
        return [RowPerson(names[0], None, tuple(addresses))]
    if not addresses:
        return [RowPerson(name, None, ()) for name in names]
    left = list(addresses)
    few = len(names) * len(left) <= MOST_PAIRS
    own: list[list[Address]] = [
        [a for a in left if few and _is_built_of(a, name)] for name in names
    ]
    claimed = [a for mine in own for a in mine]
    rest = [a for a in left if a not in claimed]
    without = [i for i, mine in enumerate(own[:most]) if not mine]
    if most == 1 < len(names):
        own[0] += rest
        rest = []
    if len(rest) == 1 and len(without) > 1:  # one address for several people: they share it
        for i in without:
            own[i] += rest
        rest = []
    for i, address in zip(without, rest, strict=False):
        own[i].append(address)
    over = [one for one in _each_told(rest[len(without) :]) if from_address(one.local)]
    return [
        RowPerson(name, None, tuple(mine)) for name, mine in zip(names, own, strict=True)
    ] + over


def _each_told(addresses: Sequence[Address]) -> list[RowPerson]:
    """Addresses without a name: one person for each whom they tell, `anna.aho@…; eero.aho@…`; what
    tells nobody goes with the one before.
    """
    told: dict[str, list[Address]] = {}
    key = ""
    for address in addresses:
        name = from_address(address.key.rpartition("@")[0])
        key = name.full if name else key
        told.setdefault(key, []).append(address)
    if len(told) > 1 and "" in told:
        first = next(one for one in told if one)
        told[first] += told.pop("")
    return [RowPerson(None, None, tuple(mine)) for mine in told.values()]


def _is_built_of(address: Address, name: WrittenName) -> bool:
    local = re.sub(r"[^a-z]", "", ascii_key(address.key.rpartition("@")[0]))
    return all(
        re.sub(r"[^a-z]", "", ascii_key(w)) in local for w in (name.words[0], name.words[-1])
    )


def is_another(address: Address, words: Iterable[str]) -> bool:
    """Whether an address tells by its build that it is not theirs whose names are made of these
    words; False where it tells nobody, or there are no words.
    """
    local = address.key.rpartition("@")[0]
    words = tuple(words)
    if not set(local.split(".")).isdisjoint(map(str.casefold, words)):
        return False  # as nearly all are, and the rest takes ten times as long
    if not (told := from_address(local)):
        return False
    whole = [ascii_key(word) for word in words]  # of a double name: "maki laine", as it tells it
    keys = {key for one in whole for key in (one, *one.split())}
    return bool(keys) and not keys & {ascii_key(told.first), ascii_key(told.last)}


def say_left(
    found: list[RowPerson], addresses: Sequence[Address], flaws: RowFlaws
) -> list[RowPerson]:
    """The people found, after saying of each address that is nobody's, or tells another name than
    theirs who have it.
    """
    theirs = {address for one in found for address in one.addresses}
    odd = [(a, _("It is not clear whose address this is.")) for a in addresses if a not in theirs]
    for one in found:
        words = one.written.words if one.written else one.parts or ()
        others = [a for a in one.addresses if is_another(a, words)]
        odd += [(a, _("The address tells another name.")) for a in others]
    for address, problem in odd:
        hint = _("If somebody else is to be invited there, write their name on a row of its own.")
        flaws.say("email", address.written, problem, hint)
    return found


def say_dropped(names: Sequence[WrittenName], mails: Sequence[str], flaws: RowFlaws) -> None:
    """Lists once what stood next to a name or an address and was not taken up. mails: the cells
    that hold more than an address.
    """
    for text in mails:
        for aside in said_in_brackets(loosened_lines(text)):
            if "@" not in aside and not is_label(aside) and not speaks_against(aside):
                flaws.say(
                    "email",
                    aside,
                    _(_DROPPED[0]),
                    _("If it matters, write it in a column of its own."),
                    Severity.NOTE,
                )
    for aside in (aside for part in names for aside in part.asides):
        flaws.say(
            "name",
            aside,
            _(_DROPPED[1]),
            _("If it matters, write it in a column of its own."),
            Severity.NOTE,
        )


def is_dropped(flaw: Flaw) -> bool:
    """Whether a flaw is of words that stood next to a name or an address and were left out."""
    return flaw.problem in map(_, _DROPPED)
