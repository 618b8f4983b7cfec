"""All that a language must say: its dates, names and nouns, and the words of letters and reports.

A language is one folder of this package (`fi`, `sv`, `en`), whose module `texts` holds one `Texts`;
it is registered by its code in `invite.language.Language`. Nothing else knows how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Literal

from msgspec import Struct

from invite.language import Language

Table = Mapping[str, str]
DayCase = Literal["essive", "nominative", "genitive", "illative", "elative"]


class DateTexts(Struct, frozen=True, kw_only=True):
    """How days, hours, figures and lists are written. day: the weekday's name (Monday is 0) in a
    case; short_days: what else each is called when people type; months: as they follow the number
    of a day; other_months: what else one (January is 1) is called when people type; ordinal:
    behind that number; article: before a day with its weekday; hour: before a time; at: between a
    day and a time alone; comma: before a range of hours. thousands, point: in a number. short:
    `12.1. klo 9.14`, for a sentence; full: `12.1.2027 klo 9.14`, for a report.
    """

    day: Callable[[int, DayCase], str]
    short_days: tuple[tuple[str, ...], ...]
    months: tuple[str, ...]
    other_months: Callable[[int], tuple[str, ...]]
    ordinal: str
    article: str
    hour: str
    at: str
    comma: str
    clock: Callable[[int, int], str]
    conjunction: str
    thousands: str
    point: str
    short: Callable[[datetime], str]
    full: Callable[[datetime], str]


class LetterTexts(Struct, frozen=True, kw_only=True):
    """What a letter says by itself. around: what stands before a place that is in no table, by case
    of place; titles: what somebody acted as, by the Finnish title; roles: the shipped kinds of
    role as templates; took_part: the sentence that the roles stand in, {roles}; member: a
    plain member in it; own_role: an
    example for a kind of the coordinator's own; called: what a list of a shipped kind is called.
    stop, decline: the subject of a mail that asks for no more letters, or says that somebody does
    not come (`returned.answers` knows it again).
    """

    around: Table
    titles: Table
    roles: Table
    took_part: str
    member: str
    own_role: str
    called: Table
    calendar_file: str
    register: str
    ask: str
    stop: str
    decline: str
    preface: str


class ReportTexts(Struct, frozen=True, kw_only=True):
    """What a report says, by state, reason for not writing, answer, kind of role, mailing and
    heading.

    own: of the page that shows somebody what is kept about them. director: the parts of the one
    sentence that says where the invitation stands.
    """

    states: Table
    reasons: Table
    to_do: Table
    answers: Table
    kinds: Table
    mailings: Table
    headings: Table
    own: Table
    language_names: Table
    director: Table


class ReplyTexts(Struct, frozen=True, kw_only=True):
    """A reply to paste. called: what a mailing is called, in the forms that the sentences use; ""
    for one of the coordinator's own. sentences: by what became of the letter. {at}, {to}: of the
    letter that counts; {first_at}, {first_to}: of the one before it; {again}: one of `again`, by
    whether it is now and whether to the same address.
    """

    called: Mapping[str, Table]
    sentences: Table
    replied: Table
    hello: str
    greeting: str
    again: Mapping[tuple[bool, bool], str]


class RequestTexts(Struct, frozen=True, kw_only=True):
    """The letter to the IT department, part by part."""

    subject: str
    opening: str
    graph: str
    shared: str
    tell: str
    relay: str
    closing: str
    some: str
    id_is_known: str
    its_id: str


class Texts(Struct, frozen=True, kw_only=True):
    """One language. genitive, compound: of a name as a letter needs them."""

    dates: DateTexts
    letters: LetterTexts
    reports: ReportTexts
    replies: ReplyTexts
    request: RequestTexts
    genitive: Callable[[str], str]
    compound: Callable[[str, str], str]


@cache
def texts(language: Language) -> Texts:
    """All texts of a language; its folder is loaded when it is first asked for."""
    found = import_module(f"invite.language.{language}.texts_{language}").TEXTS
    assert isinstance(found, Texts)
    return found
