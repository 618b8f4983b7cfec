"""What people's answers mean, in Finnish, Swedish and English: yes, no, cancelled, was there, has
not answered, not settled; or nothing that is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from invite.language.en import english_answers
from invite.language.fi import finnish_answers
from invite.language.spelling import ascii_key
from invite.language.sv import swedish_answers
from invite.mailing.reply import COMING, Reply
from invite.people.fields.no_value import is_error
from invite.registrations.times import read_times

_TICKS = frozenset("✓✔☑☒✗✘xX")
LONGEST = 300  # letters of an answer that are looked at; more is a letter, and a human reads it


class Answer(Struct, frozen=True):
    """What a cell says. reply: None for who has not answered; UNCLEAR for who has, and it is not
    settled: a waiting list, an approval that is pending, a maybe.
    """

    reply: Reply | None
    cancelled: bool = False


class _Kind(Enum):
    """What a word of an answer says, see the tables of the languages."""

    WAITS = auto()
    AWAY = auto()
    SILENT = auto()
    PARTIAL = auto()
    CANCELLED = auto()
    NO = auto()
    YES = auto()
    CAME = auto()
    DONE = auto()
    SORRY = auto()
    NOT = auto()


_LANGUAGES = (finnish_answers, swedish_answers, english_answers)


def _words(alternatives: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


# In the order in which they are looked for; what is found is taken out, so that "ei ilmoittautunut"
# is no "ilmoittautunut", and "not attended" no "attended".
_ORDER = (
    (_Kind.WAITS, _words([language.WAITS for language in _LANGUAGES])),
    (_Kind.SILENT, _words([language.SILENT for language in _LANGUAGES])),
    (_Kind.PARTIAL, _words([language.PARTIAL for language in _LANGUAGES])),
    (_Kind.AWAY, _words([language.AWAY for language in _LANGUAGES])),
    (_Kind.CANCELLED, _words([language.CANCELLED for language in _LANGUAGES])),
    (_Kind.NO, _words([language.NO for language in _LANGUAGES])),
    (_Kind.CAME, _words([language.CAME for language in _LANGUAGES])),
    (_Kind.YES, _words([language.YES for language in _LANGUAGES])),
    (_Kind.DONE, _words([language.DONE for language in _LANGUAGES])),
    (_Kind.SORRY, _words([language.SORRY for language in _LANGUAGES])),
    (_Kind.NOT, _words([language.NOT for language in _LANGUAGES])),
)
_ALONE = _words([language.ALONE for language in _LANGUAGES])
_ALONE_NO = _words([language.ALONE_NO for language in _LANGUAGES])
_AROUND = _words([language.AROUND for language in _LANGUAGES])
_AGAIN = _words([language.AGAIN for language in _LANGUAGES])
_CLAUSES = re.compile(r"[,;:.!?()\[\]/|\n–—]+| - |\b(?:mutta|vaan|but|men|and|och)\b")
_JOINED = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")  # `notAttending`
_NEGATED = {
    _Kind.YES: _Kind.NO,
    _Kind.CAME: _Kind.NO,
    _Kind.CANCELLED: _Kind.YES,
    _Kind.NO: _Kind.NO,
    _Kind.DONE: _Kind.PARTIAL,
}
_ANSWERS = {
    frozenset({_Kind.YES}): Answer(Reply.REGISTERED),
    frozenset({_Kind.DONE}): Answer(Reply.REGISTERED),
    frozenset({_Kind.YES, _Kind.DONE}): Answer(Reply.REGISTERED),
    frozenset({_Kind.AWAY}): Answer(Reply.REGISTERED),
    frozenset({_Kind.AWAY, _Kind.YES}): Answer(Reply.REGISTERED),
    frozenset({_Kind.CAME}): Answer(Reply.ATTENDED),
    frozenset({_Kind.CAME, _Kind.YES}): Answer(Reply.ATTENDED),
    frozenset({_Kind.NO}): Answer(Reply.DECLINED),
    frozenset({_Kind.NO, _Kind.DONE}): Answer(Reply.DECLINED),
    frozenset({_Kind.SILENT}): Answer(None),
    frozenset({_Kind.PARTIAL}): Answer(None),
    frozenset({_Kind.SILENT, _Kind.PARTIAL}): Answer(None),
    frozenset({_Kind.YES, _Kind.PARTIAL}): Answer(None),  # "registration in progress"
}
# Letters and digits that mean something only next to their opposite: `a` or `2` may be any code.
_PAIRS = (("k", "e"), ("y", "n"), ("j", "n"), ("t", "f"), ("1", "0"))


@lru_cache(maxsize=4096)
def read_answer(text: str) -> Answer | None:
    """What the text says; None where it says nothing that is known, or two things at once."""
    clauses = _clauses(text)
    if not clauses:
        return None
    kinds = frozenset(kind for clause in clauses for kind in [_kind_of(clause)] if kind)
    if _Kind.WAITS in kinds:
        return Answer(Reply.UNCLEAR)
    if _Kind.CANCELLED in kinds and _Kind.CAME not in kinds:
        again = any(_AGAIN.search(clause) for clause in clauses)
        return None if again else Answer(Reply.DECLINED, cancelled=True)
    return _ANSWERS.get(kinds)


def read_answers(cells: Sequence[str], *, codes: bool = False) -> tuple[Answer | None, ...]:
    """What each cell of a column says. A single letter or digit is understood where all of the
    column are yes and no of one language: `K` and `E`, `Y` and `N`, `1` and `0`; codes: digits may
    be the codes of more than a yes and a no.
    """
    single = {
        cell.strip().casefold()
        for cell in cells
        if len(cell.strip()) == 1 and cell.strip().isalnum()
    }
    pairs = (pair for pair in _PAIRS if not (codes and "0" in pair))
    pair = next((pair for pair in pairs if single <= set(pair)), ())
    meant = dict(zip(pair, (Answer(Reply.REGISTERED), Answer(Reply.DECLINED)), strict=False))
    return tuple(meant.get(cell.strip().casefold()) or read_answer(cell.strip()) for cell in cells)


def read_finished(text: str, *, headed: bool) -> bool | None:
    """Whether a cell says that a form was filled in to its end; None where it says nothing of it.
    headed: the heading asks that, so that a yes, a no and the percentage of the way answer it.
    """
    number = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?\s*%?", text.strip())
    if headed and number:
        return int(number[1]) >= 100 or text.strip() == "1"
    kinds = {_kind_of(clause) for clause in _clauses(text)}
    if kinds <= {_Kind.DONE} or kinds <= {_Kind.PARTIAL}:
        return None if not kinds else _Kind.DONE in kinds
    if headed and is_plain(text) and (answer := read_answer(text)):
        return answer.reply in COMING
    return None


def ticked(text: str, *, reason: bool = False) -> bool | None:
    """Whether a cell ticks something off, with a mark, a word or a time; None where that is not
    clear. reason: any words at all do, be it why somebody cancelled.
    """
    if not text or text in {"0", "0,0", "0.0"}:
        return False
    if text in _TICKS or text.isdigit() or any(read_times([text])):
        return True
    answer = read_answer(text)
    if answer is None:
        return True if reason else None
    if answer.reply is None or (answer.reply is Reply.DECLINED and not answer.cancelled):
        return False
    if answer.reply is Reply.REGISTERED:
        return reason or is_plain(text)  # "registered" alone is not to have been there
    return True if reason or answer.reply is Reply.ATTENDED else None


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, dashes, an error of the spreadsheet, `n/a`, `NULL`."""
    return bool(_BLANK.fullmatch(text.strip())) or is_error(text)


_BLANK = re.compile(r"[-–—_.\s]*|n\s?/\s?a\.?|null|none|nan", re.IGNORECASE)


def is_whole(text: str) -> bool:
    """Whether each clause of a text that holds letters is part of an answer."""
    clauses = [clause for clause in _clauses(text) if any(map(str.isalpha, clause))]
    return all(_kind_of(clause) is not None for clause in clauses)


def is_plain(text: str) -> bool:
    """Whether a text is nothing but a yes or a no, which may answer any question."""
    clauses = _clauses(text)
    return len(clauses) == 1 and bool(_PLAIN.fullmatch(clauses[0]))


_PLAIN = re.compile(
    r"(?:kylla|joo|ei|en|ja|nej|yes|no|x|ok|true|false|tosi|epatosi|sant|falskt|on)"
)


def _clauses(text: str) -> list[str]:
    """What is said between the marks, each in small letters without accents."""
    if len(text) > LONGEST:
        return []
    plain = _JOINED.sub(" ", text).replace("'", "").replace("’", "").replace("_", " ")
    parts = (re.sub(r"[^a-z0-9 ]+", " ", ascii_key(part)) for part in _CLAUSES.split(plain))
    return [clause for part in parts if (clause := " ".join(part.split()))]


def _kind_of(clause: str) -> _Kind | None:
    """What one clause says; None where that is not known."""
    if _ALONE_NO.fullmatch(clause):
        return _Kind.NO
    if _ALONE.fullmatch(clause):
        return _Kind.YES
    said = set()
    rest = clause
    if clause.startswith("ja "):  # a Swedish yes; in Finnish it joins two words
        said, rest = {_Kind.YES}, clause[3:]
    for kind, pattern in _ORDER:
        rest, n = pattern.subn(" ", rest)
        said |= {kind} if n else set()
    negated, sorry = _Kind.NOT in said, _Kind.SORRY in said
    said -= {_Kind.NOT, _Kind.SORRY}
    if not said:
        # "Ei allergioita" answers something else.
        no = sorry or (negated and not _AROUND.sub(" ", rest).split())
        return _Kind.NO if no else None
    if negated:
        said = {_NEGATED.get(kind, kind) for kind in said}
    elif sorry and _Kind.YES in said:
        return _Kind.WAITS  # "valitettavasti pääsen vain aamupäivällä"
    for first in (_Kind.WAITS, _Kind.CANCELLED, _Kind.AWAY, _Kind.SILENT, _Kind.PARTIAL, _Kind.NO):
        if first in said:
            return first
    return next((kind for kind in (_Kind.CAME, _Kind.YES, _Kind.DONE) if kind in said), None)
