"""What a remark says: that somebody is not to be invited, or that an address is none any more."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from anyascii import anyascii

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.sv import swedish_remarks
from invite.memo import remembered

DEAD = "†✝✞✟☦⚰"
"""Marks of death."""

_LANGUAGES = (finnish_remarks, swedish_remarks, english_remarks)
LONGEST = 400
"""Letters of a remark that are looked through."""
MOST_LETTERS = 4096
"""Different characters that are remembered."""


def words_of(*alternatives: str, besides: str = "") -> re.Pattern[str]:
    """Whole words on a `remark_key`, with any number of blanks between them; a hyphen joins words
    (`Död-Berg`, `left-handed`). besides: a pattern that need not stand alone.
    """
    return re.compile(rf"(?<![\w-])(?:{any_blanks(*alternatives)})(?![\w-])" + besides)


def any_blanks(*alternatives: str) -> str:
    """A pattern of these words with any number of blanks between them; marks may stand behind those
    that end the text.
    """
    pattern = "|".join(alternatives).replace(" ?", " *").replace("$", r"(?=[\s.]*$)")
    return re.sub(r" (?!\*)", " +", pattern)


AGAINST = words_of(  # a mark of death may touch what stands next to it: `†2024`, `†Matti`
    *(one for language in _LANGUAGES for one in language.AGAINST), besides=rf"|[{DEAD}]+\d*"
)
_OLD = words_of(*(language.OLD for language in _LANGUAGES))
_ADDRESS = words_of(*(language.ADDRESS for language in _LANGUAGES))
_FORMER = words_of(*(language.FORMER for language in _LANGUAGES), r"aik\.")
_NEW = words_of(*(language.NEW for language in _LANGUAGES))
_TODAY = words_of(*(language.TODAY for language in _LANGUAGES))
_ARROW = re.compile(r"\s*(?:[-–=]+>+|[→⇒➔➜➝➞➡])")
_LEAVING = words_of(finnish_remarks.LEAVING)
_SINCE = words_of(finnish_remarks.SINCE)
_INSTEAD = words_of(*(language.INSTEAD for language in _LANGUAGES))
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEFORE = re.compile(r"^(?:[ .]|-+(?= ))+")
_DAY = (
    r"(?:(?:(?P<day>\d{1,2})[. ] *)?(?P<month>\d{1,2})[. ] *)?"
    r"(?P<year>(?:19|20)\d\d|(?:(?<=\.\d\.)|(?<=\.\d\d\.))\d\d)(?!\d)"
)
_MONTHS = tuple(
    re.compile(pattern)
    for pattern in (
        *(r"tammik\w*|jan\w*", r"helmik\w*|feb\w*", r"maalisk\w*|mars|march", r"huhtik\w*|apr\w*"),
        *(r"toukok\w*|maj|may", r"kesak\w*|june?|juni", r"heinak\w*|jul[iy]", r"elok\w*|aug\w*"),
        *(r"syysk\w*|sep\w*", r"lokak\w*|o[kc]t\w*", r"marrask\w*|nov\w*", r"jouluk\w*|dec\w*"),
    )
)
_OF = r"(?:(?P<of>\d{1,2})\.? +(?=[a-z]))?"
_PART = r"[a-z]+kuu(?:n|hun|ta)|kevaa(?:n|seen)|kesa(?:n|an)|syksy(?:n|yn)|talve(?:n|en)"
_UNTIL = tuple(
    re.compile(rf"(?<![\w.-])(?:{pattern})")
    for pattern in (
        rf"(?:[\d. ]*\d *- *)?(?:vuo(?:den|teen) +|{_OF}(?P<part>{_PART}) +)?"
        rf"{_DAY}(?: +loppuun)? +(?:asti|saakka)\b",
        rf"(?:t\.? ?o\.? ?m\.?|till och med|tills|until|till|-) *{_OF}(?P<part>[a-z]+ +)?{_DAY}",
        rf"(?:paattyy|upphor|ends) +{_OF}(?P<part>[a-z]+ +)?{_DAY}",
    )
)
"""The last day of a term: `30.6.2028 asti`, `–2028`, `t.o.m. juni 2028`, `päättyy 6/2028`. part:
the month or the season of the year.
"""
_TERM = re.compile(
    r"(?P<first>(?:(?:\d{1,2}[. ] *){0,2}(?:19|20)\d\d|(?:\d{1,2}\. *){1,2}(?:\d\d)?) *- *)?" + _DAY
)
"""Two days, `1.1.2024–30.6.2028`, `2024–2028`, or the last one alone."""
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_AROUND = re.compile(r"[\d\s.,;:!?/()\[\]{}–-]+")


@remembered(32768)
def remark_key(text: str) -> str:
    """A text for looking through: one small letter without accents for each character, blanks for
    all marks but `-`, `.` and `'`; as long as the text, so that what is found can be shown.
    """
    return text[:LONGEST].translate(_PLAIN)


class _PlainLetters(dict[int, str]):
    """What `remark_key` makes of each character, found out when it first comes."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < MOST_LETTERS:
            self[code] = plain
        return plain


_PLAIN = _PlainLetters()


def _plain(ch: str) -> str:
    if ch in DEAD or ch in "-.":
        return ch
    if ch in "'’´`":
        return "'"
    if not ch.isalnum():
        return " "
    plain = ch if ch.isascii() else anyascii(unicodedata.normalize("NFC", ch))
    return plain[:1].lower() or " "


def is_word(text: str) -> bool:
    """Whether a text is a single word of letters: no more stands next to it, which is all that most
    rules look for.
    """
    return text.isalpha() and remark_key(text).isalpha()


@remembered(32768)
def against(text: str) -> tuple[int, int] | None:
    """Where a text speaks against inviting; None where it does not. The beginning and the end of
    the words.
    """
    key = remark_key(text)
    words = _BEFORE.sub("", key)  # "(vaihtunut)" and "- vaihtunut" begin with the word, too
    before, found = len(key) - len(words), AGAINST.search(words)
    return (before + found.start(), before + found.end()) if found else None


def speaks_against(text: str) -> bool:
    """Whether a remark speaks against inviting, anywhere in it."""
    return against(text) is not None


def is_against(text: str) -> bool:
    """Whether a cell is nothing but words against inviting, perhaps with a date: `EI KUTSUTA`,
    `kuollut 3/2025`; `Ei Kutsuta Kotiin -teatteri` is more.
    """
    found = against(text)
    return found is not None and not _AROUND.sub("", text[: found[0]] + text[found[1] :])


def is_until(text: str) -> bool:
    """Whether what stands next to a name says no more than until when they were there: `30.6.2023
    asti`, `–2023`, `t.o.m. 30.6.2023`.
    """
    key = _until_key(text).strip(" .")
    return any(pattern.fullmatch(key) for pattern in _UNTIL)


def is_over(text: str, today: date | None, *, alone: bool = False) -> bool:
    """Whether a text is a term whose last day is over: `1.1.2024–31.12.2025`. alone: a day alone is
    a last one, too.
    """
    found = _term(text)
    return bool(found and today and (alone or found["first"]) and _last_day(found) < today)


def is_to_come(text: str, today: date | None) -> bool:
    """Whether a text is a day, or a term, that is not over: `15.1.2027`."""
    found = _term(text)
    return bool(found and today and _last_day(found) >= today)


def _term(text: str) -> re.Match[str] | None:
    return _TERM.fullmatch(_until_key(text).strip(" ."))


def handed_on_to(text: str) -> str:
    """Who stands behind an arrow or a `now`, `-> Liisa Laine`, `nyt Liisa Laine`, without the day
    since; "" where a remark says nothing of the kind.
    """
    found = _ARROW.match(text) or _TODAY.match(remark_key(text))
    if not found or _FORMER.match(remark_key(text[found.end() :]).lstrip()):
        return ""
    return re.split(r"\d", text[found.end() :], maxsplit=1)[0].strip()


def is_gone(text: str, today: date | None) -> bool:
    """Whether a remark says that somebody is gone or not to come: it speaks against inviting, or
    says no more than until when they were there. A term that still runs says neither.

    today: None where no day is known; then every term may be over.
    """
    text = _ISO.sub(r"\3.\2.\1", text) if "-" in text else text
    if not _says_gone(text):
        return False
    rest = _without_running(text, today) if today else text
    return _says_gone(rest) or (rest != text and bool(_LEAVING.search(remark_key(rest))))


def _says_gone(text: str) -> bool:
    return speaks_against(text) or is_until(text)


def _without_running(text: str, today: date) -> str:
    """A text without the last days that are still to come."""
    for pattern in _UNTIL:
        for found in reversed([*pattern.finditer(_until_key(text))]):
            if _last_day(found) >= today:
                text = f"{text[: found.start()]} {text[found.end() :]}"
    return text


def _last_day(found: re.Match[str]) -> date:
    """The last day that somebody was there for certain: of `6/2028` the 30th, of `2028` the last,
    of `kesäkuuhun 2028` the first of June, of `syksyyn 2028` the day before that year; the first of
    all days where there is no such.
    """
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    year += 2000 if year < 100 else 0
    if part := (found.groupdict().get("part") or "").strip():
        named = next((n for n, one in enumerate(_MONTHS, 1) if one.fullmatch(part)), None)
        if named is None:
            return date(year - 1, 12, 31)
        # The number next to a month is its day: `June 30, 2028`, `30 June 2028`.
        month, day = named, month or int(found["of"] or 1)
    if month > 12 or "0" in (found["month"], found["day"]):
        return date.min
    last = monthrange(year, month or 12)[1]
    return date(year, month or 12, min(day or last, last))


def _until_key(text: str) -> str:
    return remark_key(_ISO.sub(r"\3.\2.\1", text).replace("–", "-"))


def said_in_brackets(text: str) -> tuple[str, ...]:
    """What stands in brackets in a text."""
    return tuple(filter(None, map(str.strip, _BRACKETS.findall(text))))


def is_old(text: str) -> bool:
    """Whether what stands next to an address says that it is none any more."""
    return bool(_OLD.search(remark_key(text)))


def is_new(text: str) -> bool:
    """Whether what stands next to an address says that it is the new one."""
    return bool(_NEW.search(remark_key(text)))


def gives_new_address(text: str) -> bool:
    """Whether a remark with an address in it says that this is the one to use: `ny e-post: …`,
    `käytä osoitetta …`.
    """
    key = remark_key(text)
    if not _ADDRESS.search(key):
        key = _SINCE.sub(" ", key)
    return bool(_NEW.search(key) or _INSTEAD.search(key))


def is_of_old_address(text: str) -> bool:
    """Whether a remark says that an address is none any more: it names the address as well."""
    key = remark_key(text)
    return bool(_OLD.search(key)) and bool(_ADDRESS.search(key))
