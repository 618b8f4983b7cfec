"""Which column of an export holds the answer, the cancellation, the presence and the time: told by
headings and contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from invite.language.spelling import ascii_key
from invite.mailing.reply import COMING
from invite.registrations.answers import (
    is_blank,
    is_plain,
    read_answer,
    read_answers,
    read_finished,
    ticked,
)
from invite.registrations.heading_words import (
    ANSWER,
    ANSWERED,
    ATTENDED,
    CANCELLED,
    CLOCK,
    FINISHED,
    NAMELESS,
    OF_THEM,
    OTHER,
    OTHER_STATUS,
    OTHER_TIME,
    PAID,
    QUESTION,
    REGISTERED_AT,
    STATUS,
    TIMES,
)
from invite.registrations.times import read_times

FIELDS = ("answer", "cancelled", "attended", "time")
_ENOUGH = 0.5  # so much of what stands in a column must be of the kind that its heading promises
_MOSTLY = 0.8  # and so much where the heading promises nothing


class Columns(Struct, frozen=True, kw_only=True):
    """The columns' indexes; None where there is no such. choices: columns right of the answer's
    that hold a choice of its question each. clock: the time of day, where `time` holds but days.
    finished: whether the form was filled in to its end. also: further columns that speak of it.
    parts: where else it is asked who comes, to a part of the event perhaps. either: several that
    may be the answer, none of them for certain. codes: whether digits in the answer may be codes.
    answered: whether a no says that they have not answered. registered_at: whether the time is when
    they registered, so that who has none has not.
    """

    answer: int | None = None
    choices: tuple[int, ...] = ()
    cancelled: int | None = None
    attended: int | None = None
    time: int | None = None
    clock: int | None = None
    finished: int | None = None
    also: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    codes: bool = False
    answered: bool = False
    registered_at: bool = False
    either: tuple[int, ...] = ()


def find_columns(
    headings: Mapping[int, tuple[str, ...]], rows: Sequence[Sequence[str]], given: Mapping[str, str]
) -> Columns:
    """Which column is which. headings: what stands above each column, in one row or several. rows:
    the cells below. given: headings by field, where the guess is wrong.
    """
    table = _Table(
        headings=headings,
        keys={index: tuple(map(heading_key, texts)) for index, texts in headings.items()},
        cells={
            index: [
                text
                for row in rows
                if index < len(row) and (text := row[index].strip()) and not is_blank(text)
            ]
            for index in headings
        },
    )
    said = {field: _named(heading, headings) for field, heading in given.items()}
    finished = _finished(table)
    answer, either = (said["answer"], ()) if "answer" in said else _answer(table, finished)
    attended = table.first(lambda key: bool(ATTENDED.fullmatch(key)), _tells_presence)
    if answer is None and attended is None and not either:
        answer = table.first(lambda key: bool(ATTENDED.fullmatch(key)))  # unread: each is asked
    time = said.get("time", _time(table))
    return Columns(
        answer=answer,
        choices=_choices(table, answer),
        cancelled=said.get("cancelled", table.first(_is_cancelled)),
        attended=said.get("attended", attended),
        time=time,
        clock=_clock(table, time),
        finished=None if finished == answer else finished,
        also=tuple(index for _rank, index in _statuses(table) if index not in (answer, finished)),
        parts=tuple(i for i in table.asked() if i != answer and table.holds(i)),
        codes=answer is not None and table.is_status(answer),
        answered=answer is not None and any(map(ANSWERED.fullmatch, table.keys[answer])),
        registered_at=time is not None and any(map(REGISTERED_AT.match, table.keys[time])),
        either=either,
    )


class _Table(Struct, frozen=True):
    """What stands above each column, its keys, and what stands in it."""

    headings: Mapping[int, tuple[str, ...]]
    keys: Mapping[int, tuple[str, ...]]
    cells: Mapping[int, list[str]]

    def where(self, fits: Callable[[str], bool]) -> Iterator[int]:
        """The columns with a heading that fits."""
        return (index for index, keys in self.keys.items() if any(map(fits, keys)))

    def first(
        self, fits: Callable[[str], bool], holds: Callable[[Sequence[str]], bool] = bool
    ) -> int | None:
        """The first of them in which something stands that fits as well."""
        return next((index for index in self.where(fits) if holds(self.cells[index])), None)

    def asked(self) -> tuple[int, ...]:
        """The columns whose heading asks who comes."""
        return tuple(self.where(lambda key: bool(QUESTION.search(key)) and not OTHER.search(key)))

    def is_status(self, index: int) -> bool:
        """Whether the heading is of states rather than of a yes and a no."""
        return any(map(_STATE.search, self.keys[index]))

    def holds(self, index: int) -> bool:
        """Whether what stands in a column is answers, for a good part."""
        cells = self.cells[index]
        answers = read_answers(cells, codes=self.is_status(index))
        known = [one is not None for one in answers]
        return sum(known) >= _ENOUGH * len(known) > 0 and not _are_times(cells)


_STATE = re.compile(r"stat(?:us|e)?$|tila$|tilanne$|\btype$")


def _tells_presence(cells: Sequence[str]) -> bool:
    """Whether what stands in a column says of most who was there."""
    known = [ticked(cell) is not None for cell in cells]
    return sum(known) >= _ENOUGH * len(known)


def heading_key(text: str) -> str:
    """A heading for comparing: small letters without accents, a blank for every mark."""
    spaced = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|_", " ", text)  # `EndDate`, `approval_status`
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", ascii_key(spaced)).split())


def _named(heading: str, headings: Mapping[int, tuple[str, ...]]) -> int | None:
    wanted = ascii_key(heading)
    return next(
        (index for index, texts in headings.items() if wanted in map(ascii_key, texts)), None
    )


def _is_cancelled(key: str) -> bool:
    return bool(CANCELLED.match(key)) and not OTHER.search(key)


def _answer(table: _Table, finished: int | None) -> tuple[int | None, tuple[int, ...]]:
    """The column of the answer: by its heading and what stands in it, by what stands in it alone,
    by its heading alone. Or several columns that may be it.
    """

    headed = [index for _rank, index in _statuses(table)]
    asked = table.asked()
    for index in (*headed, *asked):
        if index != finished and table.holds(index):
            return index, ()
    found = _by_content(table, {*headed, *asked, finished})
    if len(found) > 1:
        return None, found
    if found:
        return found[0], ()
    if finished is not None and finished in headed:
        return finished, ()
    # Nothing in it is known: each line is a question then, and nobody is registered by a guess.
    plain = table.where(lambda key: bool(STATUS.search(key)))
    unread = [index for index in asked if any("?" in text for text in table.headings[index])]
    unread += [index for index in plain if index in headed and index != finished]
    return next((i for i in unread if table.cells[i] and not _are_times(table.cells[i])), None), ()


def _statuses(table: _Table) -> list[tuple[int, int]]:
    """The columns whose heading says that they tell how it stands with a registration, each after
    its rank: the person's own before the order's, and what was paid last.
    """
    found: dict[int, int] = {}
    for index, keys in table.keys.items():
        for key in keys:
            if ANSWER.fullmatch(key):
                rank = 0 if OF_THEM.search(key) else 1
            elif STATUS.search(key) and not OTHER_STATUS.search(key):
                rank = 3 if PAID.search(key) else 0 if OF_THEM.search(key) else 2
            else:
                continue
            found[index] = min(rank, found.get(index, rank))
    return sorted((rank, index) for index, rank in found.items())


def _by_content(table: _Table, others: set[int | None]) -> tuple[int, ...]:
    """Columns whose cells are mostly answers. Where the heading asks something else, only words
    that registration systems have for who does not come are taken for such.
    """
    found = []
    for index, cells in table.cells.items():
        keys = table.keys[index]
        if (
            index in others
            or not cells
            or any(
                OTHER.search(k)
                or CANCELLED.match(k)
                or ATTENDED.fullmatch(k)
                or FINISHED.fullmatch(k)
                for k in keys
            )
        ):
            continue
        answers = read_answers(cells, codes=table.is_status(index))
        known = sum(one is not None for one in answers) >= _MOSTLY * len(cells)
        nameless = all(NAMELESS.fullmatch(key) for key in keys)
        said = any(
            one is not None and one.reply not in COMING and not is_plain(cell)
            for cell, one in zip(cells, answers, strict=True)
        )
        if known and (nameless or said) and not _are_times(cells):
            found.append(index)
    return tuple(found)


def _choices(table: _Table, answer: int | None) -> tuple[int, ...]:
    """Columns right of the answer's without a heading of their own in the first row, as
    SurveyMonkey spreads the choices of a question.
    """
    found = []
    index = -1 if answer is None else answer + 1
    while index in table.headings and not table.headings[index][0]:
        found.append(index)
        index += 1
    return tuple(found)


def _finished(table: _Table) -> int | None:
    """The column that tells who filled the form in to its end."""
    for index, keys in table.keys.items():
        headed = any(map(FINISHED.fullmatch, keys))
        could = headed or any(STATUS.search(key) or ANSWER.fullmatch(key) for key in keys)
        told = [read_finished(cell, headed=headed) is not None for cell in table.cells[index]]
        if could and sum(told) >= _MOSTLY * len(told) > 0:
            return index
    return None


def _time(table: _Table) -> int | None:
    def holds(index: int) -> bool:
        times = read_times(table.cells[index])
        return bool(times) and sum(time is not None for time in times) >= _ENOUGH * len(times)

    ranked = (
        (rank, index)
        for index, keys in table.keys.items()
        for key in keys
        if not CANCELLED.match(key) and not ATTENDED.fullmatch(key) and not OTHER_TIME.search(key)
        for rank, pattern in enumerate(TIMES)
        if pattern.match(key)
    )
    return next((index for _rank, index in sorted(ranked) if holds(index)), None)


def _clock(table: _Table, time: int | None) -> int | None:
    """The column of the time of day, right of one of days alone: `Order date`, `Order time`."""
    if time is None or time + 1 not in table.cells or any(":" in c for c in table.cells[time]):
        return None
    return time + 1 if all(map(CLOCK.fullmatch, table.cells[time + 1])) else None


def _are_times(cells: Sequence[str]) -> bool:
    return any(read_times(cells)) and not any(map(read_answer, cells))
