"""Makes of a person found in a row an entry, with all else that the row says, and notes the
flaws.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from invite.language import Language
from invite.people.extraction.doubts import (
    NO_ADDRESSES,
    mixed_mails,
    of_addresses,
    of_name,
    of_remarks,
)
from invite.people.extraction.flaws import RowFlaws
from invite.people.extraction.row_addresses import RowPerson, say_dropped
from invite.people.extraction.sheet_checks import Legend, marked
from invite.people.fields.asides import former_surname
from invite.people.fields.cells import (
    is_surely_yes,
    language_asked_for,
    language_of,
    phone,
    said,
    yes,
)
from invite.people.fields.name_order import as_name, call_name, from_address, tidy_name
from invite.people.fields.names import WrittenName, is_nobody, read_name
from invite.people.fields.no_value import is_error, is_no_organisation, is_nothing
from invite.people.fields.remarks import is_against, speaks_against
from invite.people.model import NOTHING, Doubt, Entry, Hold, Name, Origin, Role, Severity
from invite.people.table.block_row import BlockRow
from invite.people.table.header import joined
from invite.people.table.inference import heads_remarks
from invite.people.table.layout import Block, Column, letters
from invite.people.table.parts import title_of
from invite.records import replace
from invite.words import _


class Candidate(Struct, frozen=True):
    """Somebody found in a row and not yet named: the order of names is told by all of them
    together. title: by the heading above the row. gone: as `RowContext` has it.
    """

    line: BlockRow
    one: RowPerson
    flaws: RowFlaws
    group: str | None
    region: str | None
    title: str
    gone: str


class Setting(Struct, frozen=True):
    """What holds for a block of columns: its role's kind, the sheet's own values and its legend.

    surname_first, mixed, small: how its column writes names: the surname first, in no order, in
    small letters. chosen: its column of whom to invite says yes of somebody, so that an empty cell
    there is no yes. today: which terms still run; None where no day is known.
    """

    kind: str
    organisation: str | None
    language: Language | None
    legend: Legend
    surname_first: bool
    mixed: bool
    small: bool
    chosen: bool
    today: date | None


def name_of(candidate: Candidate, written: Sequence[WrittenName], setting: Setting) -> Name | None:
    """The name of one found person; from an address built as first.last where there is no other,
    and then it is said. written: as the cells have it.
    """
    one, line, flaws = candidate.one, candidate.line, candidate.flaws
    genitive = line.cell("genitive") or None
    local = one.local
    if one.parts:
        first, last = one.bare or tuple(map(_part, one.parts))
        name = tidy_name(first, last, genitive) if first or last else None
        former = next((part.former for part in written if part.former), None)
        name = replace(name, former=former) if name and former else name
    elif one.written:
        name = as_name(one.written, setting.surname_first, local, genitive)
    else:
        name = None
    if name is not None:
        called = call_name(name, line.cell("called"), local)
        return _whole(replace(name, called=called) if called else name, flaws)
    told = from_address(local)
    if told and one.addresses:
        problem = _("There is no name; {name} was read from the address.").format(name=told.full)
        flaws.say("name", one.addresses[0].written, problem, _("Write the name in the sheet."))
    return told


_LOST = re.compile(r"\w\?\w")
"""`P�ivi`, `P?ivi`: a program has saved the name in an encoding that lacks its letters."""


def _part(text: str) -> str:
    """A part of a name without what stood next to it."""
    written = read_name(text)
    return " ".join(w for w in written.words if w != ",") if written else said(text)


def _whole(name: Name, flaws: RowFlaws) -> Name:
    """The name, after saying which part or letter of it is missing: a letter may need it."""
    if "\ufffd" in name.full or ("?" in name.full and _LOST.search(name.full)):
        problem = _("The name has lost some letters.")
        flaws.say(
            "name", name.full, problem, _("Write the name again in the sheet."), Severity.ERROR
        )
    if not name.first or not name.last:
        problem = _("The surname is missing.") if name.first else _("The first name is missing.")
        flaws.say("name", name.full, problem, _("Write the whole name in the sheet."))
    return name


def entry_of(
    candidate: Candidate, written: Sequence[WrittenName], name: Name | None, setting: Setting
) -> Entry:
    """One entry with all that the row says beside name and addresses."""
    one, line, flaws = candidate.one, candidate.line, candidate.flaws
    origin = flaws.origin
    free = () if one.plain else line.free()
    own = line.cell("title") or (one.written.part if one.written else None)
    own = own or _part_played(line.block, free)
    above = _marked(line, setting.legend.titles) or candidate.title
    title = (above if not title_of(own) else "") or own
    role = Role(
        kind=setting.kind,
        group=candidate.group,
        region=candidate.region,
        title=None if not title or is_nothing(title) else title,
        origin=origin,
    )
    organisation = line.cell("organisation")
    if is_against(organisation):
        organisation = ""
    remarks = [text for _column, text in free]
    unwanted: bool | Hold = False
    old, holds = NO_ADDRESSES, list[Hold]()
    if not one.plain:
        unwanted = _unwanted(line, origin, chosen=setting.chosen)
        mails = mixed_mails(line)
        old, holds = of_addresses(one, line, mails, remarks, flaws)
        say_dropped(written, mails, flaws)
    if name:
        holds += of_name(
            one,
            name,
            origin,
            surname_first=setting.surname_first,
            mixed=setting.mixed,
            small=setting.small,
        )
    if not one.plain:
        holds += of_remarks(one, written, line, origin, setting.today)
    if one.doubt:
        holds.append(Hold(Doubt.ROW, one.doubt, origin))
    if isinstance(unwanted, Hold):
        holds.append(unwanted)
    if gone := candidate.gone or _marked(line, setting.legend.against):
        holds.append(Hold(Doubt.AGAINST, gone, origin))
    extra: dict[str, str] = {}
    for column, text in free:
        extra.setdefault(column.heading or letters(column.index), text)
    return Entry(
        name=_with_former(name, extra) if name and extra else name,
        addresses=one.addresses,
        role=role,
        organisation=(None if is_no_organisation(organisation) else organisation)
        or setting.organisation,
        phone=phone(line.cell("phone")),
        language=_language(line, remarks, flaws) or setting.language,
        link=_link(line, flaws),
        unwanted=unwanted is True,
        extra=extra or NOTHING,
        old=old,
        holds=tuple(holds),
    )


def _with_former(name: Name, extra: Mapping[str, str]) -> Name:
    """The name with the surname before, where a column or a remark says it."""
    said_so = (
        former_surname(text) or former_surname(f"{heading} {text}")
        for heading, text in extra.items()
    )
    former = name.former or next(filter(None, said_so), None)
    return replace(name, former=former) if former else name


def _marked(line: BlockRow, meanings: Mapping[str, str]) -> str:
    return marked(line.row.cells, meanings) if meanings else ""


def _part_played(block: Block, free: Sequence[tuple[Column, str]]) -> str:
    """What somebody is by a mark in a column headed so, `Puheenjohtaja: x`, or by a remark that
    says no more than that, `Huom: varajäsen`.
    """
    parts = block.parts
    ticked = (parts[c.index] for c, text in free if c.index in parts and yes(text))
    remarks = (title_of(text) for c, text in free if heads_remarks(c.heading))
    return next(ticked, "") or next(filter(None, remarks), "")


def _language(line: BlockRow, remarks: Sequence[str], flaws: RowFlaws) -> Language | None:
    text = line.cell("language")
    if not text:
        asked = map(language_asked_for, remarks)
        return next(filter(None, asked), None)
    found = language_of(text)
    if text and not found and not is_nothing(text):
        hint = _(
            "Letters are written in Finnish, Swedish and English; the event's language is used."
        )
        flaws.say("language", text, _("Letters are not written in this language."), hint)
    return found


def _link(line: BlockRow, flaws: RowFlaws) -> str | None:
    columns, links = line.block.of("link"), line.row.links
    if not columns:
        return None
    text = line.cell("link") or next((links[i] for i in columns if i in links), "")
    target = next((links[i] for i in columns if i in links), text)
    for candidate in (text, target):
        if re.match(r"https?://[^\s<>\"']+$", candidate, re.IGNORECASE):
            return candidate
    if text and not is_nothing(text):
        hint = _("A personal link begins with https://; the event's own is used.")
        flaws.say("link", text, _("This is not a web address."), hint)
    return None


def is_chosen(line: BlockRow) -> bool:
    """Whether a column of whom to invite has a yes on this row."""
    return "wanted" in line.block.columns and is_surely_yes(line.cell("wanted"))


def _unwanted(line: BlockRow, origin: Origin, *, chosen: bool) -> bool | Hold:
    """Whether a column for that says that they are not to be invited; or the words that were not
    understood.
    """
    text, wanted = line.cell("unwanted"), line.cell("wanted")
    if len(line.block.of("unwanted")) > 1:  # `Do Not Email: FALSE`, `Email Opt Out: TRUE`
        texts = (said(one) for _i, one in line.raw("unwanted"))
        text = next((one for one in texts if yes(one) is not False), text)
    if not (text or wanted or chosen):
        return False
    answer = yes(text)
    if broken := next(filter(is_error, (text, wanted)), None):
        return Hold(Doubt.AGAINST, broken, origin)
    if answer is None and not is_nothing(text) and not speaks_against(text):
        return Hold(Doubt.AGAINST, text, origin)
    if is_surely_yes(wanted):
        return bool(answer)
    if chosen and not answer and not wanted:
        return Hold(Doubt.AGAINST, _("not marked in the column of whom to invite"), origin)
    neither = yes(wanted) is None and not speaks_against(wanted)
    if neither and (not is_nothing(wanted) or "?" in wanted):
        return Hold(Doubt.AGAINST, wanted, origin)
    if answer is None and not is_nothing(text):
        return True
    return bool(answer or (wanted and (yes(wanted) is False or speaks_against(wanted))))


def say_nobody(line: BlockRow, flaws: RowFlaws) -> None:
    """Says of a row with nobody in it that there is nobody, unless a broken address has told that
    already.
    """
    if flaws.found:
        return
    name = line.cell("name") or line.cell("last_name") or line.cell("first_name")
    if name and (is_nobody(name) or read_name(name) is None):
        flaws.say(
            "name",
            name,
            _("Nobody is named here yet."),
            _("Write the name when it is known."),
            Severity.NOTE,
        )
        return
    hint = _("If this is a person, write the name and the address; if not, it does no harm.")
    flaws.say("name", joined(line.row), _("The row has neither a name nor an address."), hint)
