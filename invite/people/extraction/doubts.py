"""What of a row was not understood for certain, and holds its people: doubtful greetings, words
against inviting, old addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date

from invite.language.names import given_weight
from invite.language.spelling import ascii_key
from invite.memo import remembered
from invite.people.extraction.flaws import RowFlaws
from invite.people.extraction.row_addresses import RowPerson, loosened_lines
from invite.people.fields.address_cell import cell_addresses
from invite.people.fields.addresses import is_plain, judge, tokens
from invite.people.fields.cells import said, yes
from invite.people.fields.greeting import is_known, may_greet
from invite.people.fields.name_order import is_either_way
from invite.people.fields.names import WrittenName, names_organisation, read_name
from invite.people.fields.no_value import is_error, is_nothing
from invite.people.fields.remarks import (
    gives_new_address,
    handed_on_to,
    is_against,
    is_gone,
    is_new,
    is_of_old_address,
    is_old,
    is_over,
    is_to_come,
    is_until,
    said_in_brackets,
    speaks_against,
)
from invite.people.model import Address, Doubt, Hold, Name, Origin, Severity
from invite.people.table.against import WHOLE, meanings_of
from invite.people.table.block_row import BlockRow
from invite.people.table.inference import names_person
from invite.words import _


def of_name(
    one: RowPerson,
    name: Name,
    origin: Origin,
    *,
    surname_first: bool,
    mixed: bool,
    small: bool,
) -> list[Hold]:
    """Why a letter may not greet them by this name: it is no first name, or could be either way
    round. small: whether the column writes names in small letters.
    """
    written = " ".join(one.texts) or name.full
    told = one.parts is None and one.written is None  # by the address alone
    if (told and not is_known(name.greeting)) or not may_greet(
        name, written, apart=one.parts is not None, bare=bool(one.bare), small=small
    ):
        return [Hold(Doubt.GREETING, written, origin)]
    if one.written and is_either_way(
        one.written, surname_first=surname_first, mixed=mixed, local=one.local
    ):
        return [Hold(Doubt.NAME_ORDER, written, origin)]
    return []


def of_remarks(
    one: RowPerson,
    names: Sequence[WrittenName],
    line: BlockRow,
    origin: Origin,
    today: date | None,
) -> list[Hold]:
    """The words of a row that speak against inviting somebody: next to the name or the address, in
    a remark, a bracket or a comment anywhere. today: a term that still runs then does not.
    """
    by_name = [words for part in names for words in part.against if is_gone(words, today)]
    asides = (aside for part in names for aside in part.asides if _names_successor(one, aside))
    others = (*asides, *_against(one, line, today), *_replaced(one, line), *_of_others(line))
    return [Hold(Doubt.AGAINST, text, origin) for text in dict.fromkeys([*by_name, *others])]


_NO = re.compile(r"(?:ei|en|no|not|nej|inte|ej)\b")
_ABSENT = re.compile(
    r"(?:oli )?(?:estynyt|perui|perunut|poissa|ei (?:tule|osallistu\w*|paase))|forhindrad"
    r"|franvarande|deltog (?:ej|inte)|absent|not (?:attending|coming)|unable to attend|cancell?ed"
)
"""What a column of one meeting says of that meeting alone."""


def _against(one: RowPerson, line: BlockRow, today: date | None) -> Iterator[str]:
    columns = meanings_of(line.layout, line.block)
    coming, gone = columns.coming, columns.gone
    for index, shown in enumerate(line.said):
        if not shown or index in columns.silent:
            continue
        if index in columns.names:
            # What stands next to a name was told apart with it; here there may be no name.
            if shown not in one.bare and read_name(shown) is None and is_gone(shown, today):
                yield shown
            continue
        if index in coming and (yes(shown) is False or _NO.match(ascii_key(shown))):
            yield f"{coming[index]}: {shown}"
            continue
        if index in gone and _is_mark(shown, today):
            yield f"{gone[index]}: {shown}"
            continue
        heading = columns.last.get(index) or columns.terms.get(index)
        if heading and is_over(shown, today, alone=index in columns.last):
            yield f"{heading}: {shown}"
            continue
        if index in columns.whole:
            yield from _of_a_thing(shown, today, title=index in columns.titles)
        elif index in columns.occasions and _ABSENT.fullmatch(ascii_key(shown)):
            continue
        elif not is_plain(shown):
            terms = index in columns.remarks
            if _says_gone(one, _without_addresses(shown), today, terms=terms):
                yield shown
    comments = map(said, line.row.comments.values())
    yield from (shown for shown in comments if _says_gone(one, shown, today, terms=True))


def _is_mark(shown: str, today: date | None) -> bool:
    """A mark, a word or a day that is past; no is none."""
    return yes(shown) is not False and not is_nothing(shown) and not is_to_come(shown, today)


def _of_a_thing(shown: str, today: date | None, *, title: bool) -> list[str]:
    """The words against inviting in a cell that names something; a term in brackets behind a
    title, too.
    """
    against = [text for text in _as_a_whole(shown) if is_gone(text, today)]
    if against or not title:
        return against
    # A later part of theirs, behind the brackets, may still run.
    last = said_in_brackets(shown)[-1:] if shown.endswith((")", "]")) else ()
    return [
        term for term in last if is_over(term, today) or (is_until(term) and is_gone(term, today))
    ]


def _says_gone(one: RowPerson, text: str, today: date | None, *, terms: bool) -> bool:
    """Whether a remark says that somebody is gone. terms: whether a last day alone speaks of
    them.
    """
    if is_gone(text, today) and (terms or not is_until(text)):
        return True
    return terms and _names_successor(one, text)


def _names_successor(one: RowPerson, text: str) -> bool:
    """Whether a remark names who is there now, `-> Liisa Laine`; the person's own first name with
    another surname is no successor's.
    """
    who = handed_on_to(text)
    if not who or not names_person(who) or names_organisation(who):
        return False
    own = _words(" ".join(one.texts) or one.local)
    return not any(given_weight(word) > 0 for word in _words(who) & own)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", ascii_key(name)))


def _replaced(one: RowPerson, line: BlockRow) -> Iterator[str]:
    """Who came instead of a person, `Korvaaja: Mikko Mäki`."""
    for index, heading in meanings_of(line.layout, line.block).replaced.items():
        shown = line.said[index] if index < len(line.said) else ""
        own = _words(" ".join(one.texts))
        if names_person(shown) and not (own and own <= _words(shown)):
            yield f"{heading}: {shown}"


def _of_others(line: BlockRow) -> Iterator[str]:
    """Where a list names nobody but whoever stands next to the people: `Esihenkilön nimi: Liisa
    Laine`.
    """
    for column in line.layout.columns:
        shown = line.said[column.index] if column.index < len(line.said) else ""
        if shown and column.index in line.layout.others:
            yield f"{column.heading}: {shown}"


@remembered(8192)
def _as_a_whole(text: str) -> tuple[str, ...]:
    """Words against inviting that are the whole cell, the whole of one part of it (`jäsen, eronnut
    3/2025`), or stand in brackets.
    """
    if is_against(text):
        return (text,)
    parts = re.split(r"\s*[,;]\s*|\s[-–]\s", text)[1:]
    return (*filter(speaks_against, said_in_brackets(text)), *filter(is_against, parts))


@remembered(8192)
def _names_more(text: str) -> bool:
    return is_error(text) or bool(said_in_brackets(text)) or bool(_as_a_whole(text))


@remembered(8192)
def _tells_more(text: str) -> bool:
    return is_error(text) or "@" in text or is_gone(text, None)


MORE: Mapping[str | None, Callable[[str], bool]] = {
    **dict.fromkeys(WHOLE, _names_more),
    "phone": _tells_more,
    "language": _tells_more,
    "number": is_error,
}
"""Whether a text may say more than what its column is for, by the column's field: words against
inviting, an error of the spreadsheet. In a column that is not here any text may.
"""


def _without_addresses(text: str, instead: str = " ") -> str:
    """A text without its addresses: what they are made of says nothing."""
    for _begin, _end, token in tokens(text):
        text = text.replace(token, instead)
    return text


NO_ADDRESSES = frozenset[str]()  # the same for all, of whom there may be many


def of_addresses(
    one: RowPerson, line: BlockRow, mails: Sequence[str], remarks: Sequence[str], flaws: RowFlaws
) -> tuple[frozenset[str], list[Hold]]:
    """The keys of the addresses that the row says are none any more, or another's, and the words
    that hold whoever has no other. mails: the cells that hold more than an address. remarks: those
    that no field is for.
    """
    theirs = {address.key for address in one.addresses}
    old = _of_old_addresses(theirs, line, mails, remarks)
    aside = {key: text for key, text in old.items() if key in theirs}
    if not aside:
        return NO_ADDRESSES, []
    words = dict.fromkeys(aside.values())
    if theirs - old.keys():
        for text in words:
            flaws.say(
                "email",
                text,
                _("By the words next to it, the address is no longer used, or is somebody else's."),
                _("The letter goes to the other one; remove this one from the sheet."),
                Severity.NOTE,
            )
    return frozenset(aside), [Hold(Doubt.ADDRESS, text, flaws.origin) for text in words]


def _of_old_addresses(
    theirs: Set[str], line: BlockRow, mails: Sequence[str], remarks: Sequence[str]
) -> dict[str, str]:
    """Addresses that are none any more, each with what says so. theirs: those of whom it is."""
    old: dict[str, str] = {}
    for text in [*mails, *(text for _i, text in line.raw("name"))]:
        for found in cell_addresses(loosened_lines(text)):
            if found.old and isinstance(good := judge(found.token), Address):
                old.setdefault(good.key, said(text))
    old |= _by_heading(theirs, line)
    for text in mails:
        named = {token.casefold() for _begin, _end, token in tokens(loosened_lines(text))}
        if named & theirs and gives_new_address(_without_addresses(said(text))):
            old |= dict.fromkeys(theirs - named, said(text))
    for text in [*remarks, *map(said, line.row.comments.values())]:
        named = {token.casefold() for _begin, _end, token in tokens(text)}
        if is_of_old_address(text):
            old |= dict.fromkeys(named or theirs, text)
        elif named - theirs and gives_new_address(_without_addresses(text, " . ")):
            old |= dict.fromkeys(theirs - named, text)
    return old


def _by_heading(theirs: Set[str], line: BlockRow) -> dict[str, str]:
    """The addresses that their column's heading calls old, `Vanha sähköposti`, or another's calls
    replaced, `Sähköposti (uusi)`; each with that heading.
    """
    if not (headings := meanings_of(line.layout, line.block).mails):
        return {}
    columns = [
        (heading, {token.casefold() for _begin, _end, token in tokens(line.row.cells[i])})
        for i, heading in headings.items()
        if i < len(line.row.cells) and line.row.cells[i].strip()
    ]
    if len(columns) < 2 and not any(is_old(heading) for heading, _found in columns):
        return {}
    new = {key: h for h, found in columns if is_new(h) and not is_old(h) for key in found & theirs}
    replaced = dict.fromkeys(theirs - new.keys(), next(iter(new.values()), "")) if new else {}
    return replaced | {key: h for h, found in columns if is_old(h) for key in found & theirs}


def mixed_mails(line: BlockRow) -> list[str]:
    """The cells of addresses that hold more than one."""
    return [text for _i, text in line.raw("email") if not is_plain(text)]
