"""Tells a cell that holds no value from one that does: error texts, `0`, words for "not known"; and
a word that is surely a name from one that may be more.
"""

from __future__ import annotations

import re

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.sv import swedish_remarks
from invite.language.titles import may_be_title
from invite.memo import remembered
from invite.people.fields.remarks import AGAINST, any_blanks, remark_key, words_of

_LANGUAGES = (finnish_remarks, swedish_remarks, english_remarks)
_ERROR = re.compile(
    r"#[A-ZÅÄÖÜ0-9][A-ZÅÄÖÜ0-9/_. -]{0,24}[!?]|#n/[ad]|#nv|#puuttuu|#getting_data|#{2,}"
    r"|(?:err|virhe|fel|fehler|error) ?: ?\d{3}",
    re.IGNORECASE,
)
"""What Excel and LibreOffice show for an error, in any language: capitals between `#` and `!` or
`?`, a few without the last mark, and LibreOffice's numbers; `####` for a column that is too narrow.
"""
_ZERO = re.compile(r"[-–—?.*/_]*0(?:[.,]0+)?|n\s?/\s?[ad]\.?|n\.[ad]\.", re.IGNORECASE)
_NOTHING = words_of(*(language.NOTHING for language in _LANGUAGES))
_VACANT = re.compile(
    rf"[ .-]*(?:{any_blanks(*(language.VACANT for language in _LANGUAGES))})"
    r"[\d. -]*(?:alkaen|lahtien|from|fran och med)? *"
)
_NO_HOUSE = words_of(*(language.NO_ORGANISATION for language in _LANGUAGES))
HOUSEHOLD = words_of(*(language.HOUSEHOLD for language in _LANGUAGES))
"""What a family or a couple is called, of whom nobody is named."""
_AS_ABOVE = frozenset(one for language in _LANGUAGES for one in language.AS_ABOVE)
_DITTO = re.compile(r"""[-–—.\s]*(?:["“”„″〃'’]{1,2}|,,)[-–—.\s]*""")
_MARKS = frozenset(" -–—.\"“”„″〃'’,")
"""What a ditto mark begins with."""
_ALSO_NAMES = frozenset({"Null", "None", "Nan", "Nil", "Nemo"})
"""Words for nothing that people are called too, where they are written as names are."""


def is_error(text: str) -> bool:
    """Whether a cell shows an error of the spreadsheet instead of a value: `#N/A`, `Err:502`, a
    formula instead of what it gives.
    """
    text = text.strip()
    if text[:1] == "=":
        return True
    return bool(
        text[:1] in "#EeVvFf"
        and _ERROR.fullmatch(text)
        and (text[:1] != "#" or text[1:2] == "#" or text == text.upper() or "/" in text)
    )


@remembered(32768)
def is_nothing(text: str) -> bool:
    """Whether a cell says that it holds nothing: with an error, a dash, a zero or in words. An
    empty cell says nothing at all.
    """
    text = text.strip()
    if not text:
        return False
    if not text.replace(" ", "").isalpha() and (
        is_error(text) or _ZERO.fullmatch(text) or not any(map(str.isalnum, text))
    ):
        return "†" not in text
    return bool(_NOTHING.fullmatch(remark_key(text).strip(" .-")))


def is_ditto(text: str) -> bool:
    """Whether a cell stands for the value of the one above: `"`, `– ” –`, `sama`, `dito`."""
    if text[:1] in _MARKS:
        return bool(_DITTO.fullmatch(text))
    return text.casefold() in _AS_ABOVE


def is_no_name(text: str) -> bool:
    """Whether a part of a name says that there is none; people are called Nan and Null."""
    return text.strip() not in _ALSO_NAMES and is_nothing(text)


def is_vacant(text: str) -> bool:
    """Whether a name's cell says that nobody has been named yet, perhaps with a day: `Vacat`,
    `(N.N.)`, `avoinna 1.1. alkaen`.
    """
    return _VACANT.fullmatch(remark_key(text)) is not None


@remembered(32768)
def is_bare_name(text: str) -> bool:
    """Whether a cell that is clean already (`said`) is one word of letters that no table knows for
    more than a name, as nearly all are: no rule need look at it further.
    """
    key = remark_key(text) if text.isalpha() else ""
    return key.isalpha() and not (
        may_be_title(text)
        or AGAINST.fullmatch(key)
        or _NOTHING.fullmatch(key)
        or _VACANT.fullmatch(key)
        or HOUSEHOLD.fullmatch(key)
        or not key.strip("x")
    )


@remembered(8192)
def is_no_organisation(text: str) -> bool:
    """Whether a cell names no organisation: nothing at all, or that somebody comes as themselves
    (`yksityishenkilö`, `pensionär`), which many do and which tells nothing of who they are.
    """
    return is_nothing(text) or bool(_NO_HOUSE.fullmatch(remark_key(text).strip(" .-")))
