"""What each row of an export says of somebody's coming: by the columns of presence, cancellation
and answer together; or why that is not clear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from invite.mailing.reply import COMING, Reply, Unsettled
from invite.registrations.answers import (
    Answer,
    is_blank,
    is_plain,
    is_whole,
    read_answer,
    read_answers,
    read_finished,
    ticked,
)
from invite.registrations.columns import Columns, heading_key
from invite.registrations.heading_words import FINISHED, OTHER, PAID, TRIAL

_REMARK = 60  # letters of a remark that may be nothing but a cancellation


class RowReply(Struct, frozen=True):
    """What a row says. said: what stood there, as written. why: why it is UNCLEAR, where it is."""

    answer: Answer
    said: str = ""
    why: Unsettled | None = None


class RowReplies(Struct, frozen=True):
    """What the rows of one table say. answers: what each said of the column of answers was found to
    mean. paid: the columns among `columns.also` that tell of payments. marks: whether the column of
    answers holds nothing but cancellations, so that who has none there is registered. remarks: the
    columns that nothing was made of, where a cancellation may stand.
    """

    columns: Columns
    answers: Mapping[str, Answer | None]
    paid: frozenset[int]
    marks: bool
    remarks: tuple[int, ...]
    headed: bool

    @classmethod
    def of(
        cls,
        columns: Columns,
        headings: Mapping[int, tuple[str, ...]],
        rows: Sequence[Sequence[str]],
    ) -> RowReplies:
        """Of the rows below the headings."""
        said = [_said(row, columns) for row in rows]
        found = dict(zip(said, read_answers(said, codes=columns.codes), strict=True))
        keys = {index: tuple(map(heading_key, texts)) for index, texts in headings.items()}
        ours = {
            columns.answer, columns.cancelled, columns.attended, columns.time, columns.clock,
            columns.finished, *columns.choices, *columns.also, *columns.parts, *columns.either,
        }  # fmt: skip
        filled = [found[text] for text in said if text]
        return cls(
            columns=columns,
            answers=found,
            paid=frozenset(i for i in columns.also if any(map(PAID.search, keys[i]))),
            marks=bool(filled) and all(one is not None and one.cancelled for one in filled),
            remarks=tuple(
                index
                for index in headings
                if index not in ours and not any(map(OTHER.search, keys[index]))
            ),
            headed=any(map(FINISHED.fullmatch, keys.get(columns.finished or -1, ()))),
        )

    def of_row(self, row: Sequence[str], *, answered: bool) -> RowReply:
        """What one row says. answered: it tells when they did. Who was there was there, who
        cancelled does not come; then what they answered. Without any such column who is on the list
        is registered; on one that only ticks off who came, who is not ticked off has said nothing.
        """
        columns = self.columns
        came, gone = cell(row, columns.attended), cell(row, columns.cancelled)
        if ticked(came):
            return RowReply(Answer(Reply.ATTENDED), came)
        if ticked(gone, reason=True):
            return RowReply(Answer(Reply.DECLINED, cancelled=True), gone)
        if came and ticked(came) is None:
            return RowReply(Answer(Reply.UNCLEAR), came, Unsettled.WORD)
        return self._checked(row, self._answered(row, answered=answered))

    def _answered(self, row: Sequence[str], *, answered: bool) -> RowReply:
        """What the column of answers says."""
        columns = self.columns
        if columns.either:
            said = " / ".join(cell(row, index) for index in columns.either)
            return RowReply(Answer(Reply.UNCLEAR), said, Unsettled.COLUMN)
        finished = read_finished(cell(row, columns.finished), headed=self.headed)
        if columns.answer is None:
            ticks = columns.attended is not None and columns.cancelled is None
            silent = ticks or finished is False or (columns.registered_at and not answered)
            return RowReply(Answer(None if silent else Reply.REGISTERED))
        said = _said(row, columns)
        if not said and self.marks:
            return RowReply(Answer(Reply.REGISTERED))
        if not said:
            blank = answered and finished is not False
            unclear = RowReply(Answer(Reply.UNCLEAR), why=Unsettled.BLANK)
            return unclear if blank else RowReply(Answer(None))
        answer = self.answers[said]
        if answer is None:
            return RowReply(Answer(Reply.UNCLEAR), said, Unsettled.WORD)
        if answer.reply is Reply.UNCLEAR:
            return RowReply(answer, said, Unsettled.WAITS)
        short = is_plain(said) or len(said) == 1
        if columns.answered and short and answer == Answer(Reply.DECLINED):
            return RowReply(Answer(None), said)
        if answer.reply and finished is False:
            return RowReply(Answer(Reply.UNCLEAR), said, Unsettled.UNFINISHED)
        return RowReply(answer, said)

    def _checked(self, row: Sequence[str], found: RowReply) -> RowReply:
        """A yes that another column speaks against is none: another status, a remark that is
        nothing but a cancellation, an answer that was a trial of the form. Neither is a no where
        they come to another part.
        """
        if any(TRIAL.fullmatch(cell(row, index)) for index in self.columns.also):
            return RowReply(Answer(Reply.UNCLEAR), found.said, Unsettled.TRIAL)
        if found.answer.reply is Reply.DECLINED and not found.answer.cancelled:
            for index in self.columns.parts:
                other = read_answer(cell(row, index))
                if other and other.reply in COMING:
                    said = _both(found.said, cell(row, index))
                    return RowReply(Answer(Reply.UNCLEAR), said, Unsettled.COLUMN)
        if found.answer.reply not in COMING:
            return found
        for index in self.columns.also:
            text = cell(row, index)
            other = read_answer(text)
            waits = other and other.reply is Reply.UNCLEAR and index not in self.paid
            if other and (waits or other.reply is Reply.DECLINED):
                why = Unsettled.WAITS if waits else Unsettled.WORD
                return RowReply(Answer(Reply.UNCLEAR), _both(found.said, text), why)
        for index in self.remarks:
            text = cell(row, index)
            other = read_answer(text) if len(text) <= _REMARK else None
            asked = self.columns.answer is None and not is_plain(text)
            told = other and other.cancelled and (asked or is_whole(text))
            if told or (asked and other and other.reply is Reply.DECLINED):
                both = _both(found.said, text)
                return RowReply(Answer(Reply.UNCLEAR), both, Unsettled.WORD)
        return found


def cell(row: Sequence[str], index: int | None) -> str:
    """What stands there; nothing where a cell says that it holds nothing."""
    text = row[index].strip() if index is not None and index < len(row) else ""
    return "" if is_blank(text) else text


def _both(said: str, text: str) -> str:
    return f"{said} / {text}" if said else text


def _said(row: Sequence[str], columns: Columns) -> str:
    """The answer, or the choice of it that was ticked."""
    cells = (cell(row, index) for index in (columns.answer, *columns.choices))
    return next(filter(None, cells), "")
