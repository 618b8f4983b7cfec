"""Tells a name from what else was said in its cell: former names, nicknames, generations, posts
behind a dash, words against inviting.
"""

from __future__ import annotations

import re

from msgspec import Struct

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.names import given_weight, is_double_name, surname_weight
from invite.language.places import place
from invite.language.sv import swedish_remarks
from invite.language.titles import may_be_title
from invite.people.fields.remarks import against, is_until, is_word, remark_key, words_of

_LANGUAGES = (finnish_remarks, swedish_remarks, english_remarks)
_FORMER = words_of(*(language.FORMER for language in _LANGUAGES))
_GENERATIONS = tuple(
    (which, words_of(pattern))
    for language in _LANGUAGES
    for which, pattern in language.GENERATION.items()
)
_GENERATION = words_of(
    *(pattern for language in _LANGUAGES for pattern in language.GENERATION.values())
)
_NUMERALS = frozenset({"ii", "iii", "iv"})

_WRAPPED = re.compile(r"^=\s*\"(.*)\"$|^'(?=\S)(?!\w\s)", re.DOTALL)
_TICKS = re.compile(r"[✓✔☑✅★☆●○■□▪*•·]+|^\s*[#>+►➤→]+\s*")
_FORMER_IN_REMARKS = words_of(*(language.FORMER_IN_REMARKS for language in _LANGUAGES))
_ONE_SURNAME = re.compile(r"[^\W\d_a-zåäö][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.):]?\s+(?=[^\W\d])|^\s*\d{1,3}[.)](?=[^\W\d])")
_NICKNAME = re.compile(
    r"(?<=\S\s)[\"“”„'‘’«»](?P<nick>[^\W\d_][\w .-]{0,30})[\"“”„'‘’«»](?=[\s,;]|$)"
)
_DASH = re.compile(r"(?<=\S)\s+[-–—]+\s+(?=\S)")
_HYPHEN = re.compile(r"(?P<first>[^\W\d_]+)(?P<hyphen>- | -| - )(?P<last>[^\W\d_]+)")
_END = re.compile(r"[\n;|/,(\[]")
BRACKETS = re.compile(r"\s*[(\[]([^)\]]{0,200})[)\]]?\s*")


class Asides(Struct, frozen=True):
    """A name's text without what stood round it.

    against: words that speak against inviting. known: former names and generations. generation:
    which of two of one name it is. former: a surname that they had before. others: what else stood
    in brackets or behind a dash.
    """

    name: str
    against: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    generation: str | None = None
    former: str | None = None
    others: tuple[str, ...] = ()


def unwrapped(text: str) -> str:
    """A cell without what keeps a spreadsheet from taking it for a number: `="…"`, a leading
    apostrophe.
    """
    if text[:1] not in "='":
        return text
    found = _WRAPPED.match(text.strip())
    if not found:
        return text
    return found[1].replace('""', '"') if found[1] is not None else text.strip()[1:]


def in_brackets(text: str) -> str:
    """The text with each aside that stood open put into brackets, where a name's reader and who
    parts several names find it: `Matti Virtanen, poisnukkunut` → `Matti Virtanen (poisnukkunut)`.
    """
    if "- " in text or " -" in text:
        text = _HYPHEN.sub(_rejoined, text)
    plain = text.replace(" ", "").replace("-", "").isalpha()
    if plain and all(given_weight(word) or surname_weight(word) for word in text.split()):
        return text  # as nearly all are: nothing but names
    if is_word(text):
        return _bracket_against(text)  # the rest stands next to a name
    text = _NUMBERED.sub("", _TICKS.sub(" ", text))
    text = _NICKNAME.sub(lambda found: f"({found['nick'].strip()})", text)
    return "\n".join(_line(line) for line in text.splitlines())


def _rejoined(found: re.Match[str]) -> str:
    """A double name that a blank next to its hyphen has parted, `Jukka- Pekka`, `Anna -Maija`; what
    stands behind a dash of its own may be a place: `Virtanen Matti - Inari`.
    """
    first, hyphen, last = found.group("first", "hyphen", "last")
    alike = any(weight(first) and weight(last) for weight in (given_weight, surname_weight))
    if hyphen == " - ":
        one = is_double_name(f"{first}-{last}")
    else:
        acronym = len(last) > 1 and last.isupper()
        other = may_be_title(first) or may_be_title(last) or acronym or place(last)
        one = not other and (alike or (hyphen == "- " and last[0].isupper()))
    return f"{first}-{last}" if one else f"{first} - {last}"


def parted(text: str) -> Asides:
    """The name and what was said beside it. text: after `in_brackets`."""
    if "(" not in text and "[" not in text:
        return Asides(name=" ".join(text.split()))
    said = [one for found in BRACKETS.finditer(text) if (one := found[1].strip(" ,;:"))]
    speaking = tuple(one for one in said if against(one) or is_until(one))
    known = tuple(one for one in said if one not in speaking and _is_known(one))
    return Asides(
        name=" ".join(BRACKETS.sub(" ", text).split()),
        against=speaking,
        known=known,
        generation=next(filter(None, map(_generation, known)), None),
        former=next(filter(None, map(former_surname, known)), None),
        others=tuple(one for one in said if one not in speaking and one not in known),
    )


def former_surname(said: str) -> str | None:
    """The surname in `os. Mäki`, `ent. Mäki-Aho`, `sukunimi ennen Tikkanen`; None where a remark
    says no more than that somebody was something: `entinen puheenjohtaja`.
    """
    for marker in (_FORMER.match(remark_key(said)), _FORMER_IN_REMARKS.match(remark_key(said))):
        name = said[marker.end() :].strip(" .:,") if marker else ""
        if _ONE_SURNAME.fullmatch(name):
            return name
    return None


def _line(line: str) -> str:
    line = _bracket_against(line)
    line = _bracket_behind_dash(line)
    line = _bracket_former(line)
    return _bracket_generation(line)


def _open(text: str, at: int) -> bool:
    """Whether a place in a text is outside brackets."""
    before = text[:at]
    return sum(map(before.count, "([")) <= sum(map(before.count, ")]"))


def _bracketed(line: str, begin: int, end: int) -> str:
    """The line with this part of it in brackets."""
    before, said, after = line[:begin], line[begin:end], line[end:]
    return f"{before.rstrip(' ,:–—-')} ({said.strip(' ,:–—-')}) {after.lstrip(' ,:')}".strip()


def _bracket_against(line: str) -> str:
    found = against(line)
    if not found or not _open(line, found[0]):
        return line
    begin, end = found
    before, rest = line[:begin], line[end:]
    if re.search(r"[,–—-]\s*$", before) or not re.match(r"\s*[^\W\d_]", rest):
        end += len(re.split(_END, rest, maxsplit=1)[0])  # `, passed away 2025`
    elif _words(before) > 1:
        end += len(re.split(_END, rest, maxsplit=1)[0])
    return _bracketed(line, begin, end)


def _bracket_behind_dash(line: str) -> str:
    found = _DASH.search(line)
    if not found or not _open(line, found.start()) or _words(line[: found.start()]) < 2:
        return line
    rest = line[found.end() :]
    end = re.split(r"[\n;|/(\[]", rest, maxsplit=1)[0]
    return _bracketed(line, found.start(), found.end() + len(end))


def _bracket_former(line: str) -> str:
    """`Liisa Korhonen o.s. Mäkinen`: the marker in small letters, a capital behind it."""
    for found in _FORMER.finditer(remark_key(line)):
        begin, end = found.span()
        behind = re.match(r"[.\s:]*(?:[^\W\d_][\w'’-]*\s*){1,3}?(?=$|[,;/|(\n])", line[end:])
        word = line[begin:end]
        if (
            behind
            and _words(line[:begin]) >= 1
            and _open(line, begin)
            and (word.islower() or line.isupper())
            and behind[0].strip(" .:")[:1].isupper()
        ):
            return _bracketed(line, begin, end + behind.end())
    return line


def _bracket_generation(line: str) -> str:
    """`Juhani Malli nuor.`, `Martin Baker, Jr`, `John Carter III`: the last words of the name."""
    end = next((m.start() for m in _END.finditer(line) if m[0] != "," and m.start()), len(line))
    key = remark_key(line[:end])
    for found in _GENERATION.finditer(key):
        begin, stop = found.span()
        word = line[begin:stop].strip(".")
        if (
            not key[stop:].strip(" .,")
            and _words(line[:begin]) >= 2
            and (word.casefold() not in _NUMERALS or word.isupper())
        ):
            return _bracketed(line, begin, end)
    return line


def _generation(said: str) -> str | None:
    key = remark_key(said)
    return next((which for which, pattern in _GENERATIONS if pattern.fullmatch(key)), None)


def _is_known(said: str) -> bool:
    key = remark_key(said)
    former = _FORMER.match(key)
    return bool(_GENERATION.fullmatch(key)) or bool(former and key[former.end() :].strip(" ."))


def _words(text: str) -> int:
    """How many words with letters a text has outside brackets."""
    return sum(any(ch.isalpha() for ch in word) for word in BRACKETS.sub(" ", text).split())
