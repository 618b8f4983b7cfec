"""Tells whether a letter may greet somebody by the first name that was read: one check, made where
names are read.
"""

from __future__ import annotations

import re

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.names import PARTICLES, given_weight, surname_weight
from invite.language.places import place
from invite.language.sv import swedish_remarks
from invite.language.titles import is_title_word
from invite.memo import remembered
from invite.people.fields.names import names_organisation
from invite.people.fields.no_value import is_vacant
from invite.people.fields.order_evidence import is_double_initials
from invite.people.fields.remarks import remark_key, words_of
from invite.people.model import Name

LONGEST = 70
"""Letters of a whole name; a longer one is no name."""

_MARKS = re.compile(r"[\d@<>{}()\[\]=#%€$_\\/:;?!*+|\"~^&…→➔➜⇒]|\s[-–—]\s|\bwww\.")
_NO_NAME = words_of(
    *(one for language in (finnish_remarks, swedish_remarks, english_remarks)
      for one in (language.OFFICES, language.HONORIFICS))
)  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "den", "det", "en", "ett"})
_GROUP = re.compile(
    r"(?:ryhma|tiimi|hanke|projekti|verkosto|jaosto|toimikunta|grupp|gruppen|team|group|committee)\b"
)
_VOWELS = re.compile(r"[aeiouyåäö]", re.IGNORECASE)


def may_greet(
    name: Name, written: str, *, apart: bool, bare: bool = False, small: bool = False
) -> bool:
    """Whether the first name of this name is one for certain, or at least nothing speaks against
    it: an unknown word of a column of first names goes.

    written: the name as the cell has it. apart: whether first names have a column of their own.
    bare: whether its parts are bare names. small: whether the column writes names in small letters.
    """
    first, full, greeting = name.first.split(), name.full, name.greeting
    if not first or not greeting.strip("."):
        return False
    if len(full) > LONGEST or _has_marks(full) or (written != full and _has_marks(written)):
        return False
    if _is_initials(greeting) or _is_in_small_letters(name, written, small=small):
        return False
    if given_weight(first[0]) > 0 and (name.last or not _is_surname(name.first)):
        return True
    return not (
        _is_no_first_name(first[0])
        or _is_no_person(name, bare=bare)
        or _is_surname_alone(name, apart=apart)
    )


def _has_marks(text: str) -> bool:
    return not text.replace(" ", "").isalpha() and _MARKS.search(text) is not None


def is_known(greeting: str) -> bool:
    """Whether what a letter calls somebody stands in the table of given names."""
    return given_weight(greeting) > 0


def _is_initials(word: str) -> bool:
    if len(word) > 3 and word.isalpha():
        return False
    letters = [ch for ch in word if ch.isalpha()]
    return (
        is_double_initials(word)
        or len(letters) < 2
        or (len(letters) <= 3 and word.isascii() and not _VOWELS.search(word))  # `THL`, `Sr`
    )


def _is_in_small_letters(name: Name, written: str, *, small: bool) -> bool:
    """Whether a word that is no particle stands in small letters, where others do not and the
    tables do not know the name.
    """
    low = [word.strip(".,") for word in written.split() if word.islower()]
    odd = [word for word in low if word not in PARTICLES]
    if small or not odd:
        return False
    if any(surname_weight(word) == given_weight(word) == 0 for word in odd):
        return True  # `Liisa Aro sij. Kari Aro`
    known = given_weight(name.first.split()[0]) > 0
    return not (known and (not name.last or surname_weight(name.last.split()[-1]) > 0))


@remembered(8192)
def _is_no_first_name(word: str) -> bool:
    """Whether a word is a title, an article or a region, and begins no name."""
    key = remark_key(word)
    return (
        key in _ARTICLES
        or is_vacant(word)
        or bool(_NO_NAME.fullmatch(key))
        or is_title_word(word)
        or (given_weight(word) == 0 and place(word, kind="region") is not None)
    )


def _is_no_person(name: Name, *, bare: bool) -> bool:
    """Whether it names a post, an office or an organisation."""
    key = remark_key(name.full)
    return (
        (not bare and is_vacant(name.last) and not _is_surname(name.last))
        or bool(_NO_NAME.fullmatch(key) or _GROUP.search(key))
        or names_organisation(name.full)
    )


def _is_surname(word: str) -> bool:
    return surname_weight(word) > given_weight(word)


def _is_surname_alone(name: Name, *, apart: bool) -> bool:
    """Whether there is one word, a known surname, or one that nobody knows where a whole name
    belongs; or first name and surname stand in each other's columns.
    """
    first, last = name.first, name.last
    if not last:
        return _is_surname(first) or (not apart and given_weight(first.split()[0]) == 0)
    only_surname = surname_weight(first) > 0 and given_weight(first) == 0
    return only_surname and given_weight(last.split()[0]) > 0
