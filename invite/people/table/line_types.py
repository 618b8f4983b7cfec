"""Which lines of a sheet are no people: titles, headings, totals, notes."""

from __future__ import annotations

import re

from invite.language.names import given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.people.fields.names import looks_like_person, split_people
from invite.people.table.captions import says_group

_TOTAL = re.compile(
    r"^(?:jasenia|henkiloita|osallistujia|kaikki)? ?"
    r"(?:yhteensa|yht|summa|lukumaara|lkm|sammanlagt|totalt|total|sum|antal|count)\b"
)
_COUNTED = re.compile(
    r"^(?:n ?= ?)?\d+ ?(?:hlo|henkiloa|henkea|jasenta|kpl|st|personer|people|members)?$"
)
_NOTE = re.compile(
    r"^(?:paivitetty|paiv\b|paivitys|muokattu|tallennettu|viimeksi|uppdaterad|updated|last"
    r" updated|huom|hox|obs\b|note\b|nb\b"
    r"|lisatie|lahde|source"
    r"|selite|selitys|merkin|tulostettu|laadittu|laatija|versio|sivu \d|page"
    r" \d|\w*ohje(?:et|ita)?\b|ohje(?!l\w*[ -]?(?:tiimi|ryhma))|instructions?\b"
    r"|anvisning(?:ar)?\b|tietosuoja|luottamuksell"
    r"|jatkuu\b|fortsatter\b|continued\b|edellinen sivu|yhteyshenkilo ?:|\*|tama lista|listan)"
)
_RULE = re.compile(r"[-–—=_*.~ ]{3,}")
_CONTACT = re.compile(
    r"^(?:lisatie\w*|listan|listaa|taulukkoa|luettelon|ylapit\w*|yllapit\w*|paivit\w*|muutokset|korjaukset|palaute|kysymykset|kysy"
    r"|laatija|koonnut|koosti|kopio|tiedoksi|mer"
    r" information|tillaggsinformation|uppdaterad|fragor|for more information"
    r"|more information|questions|maintained|updated)\b.*"
)
_HOW = re.compile(
    r"\s*(?:\w*ohje(?:et|ita)?|instructions?|anvisning(?:ar)?)\s*(?:$|[:.])"
    r"|\s*(?:esimerk(?:ki|it)|examples?|exempel)\s*:",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b\d{4}-\d\d-\d\d")
_NUMBERS = re.compile(r"^(?=\D*\d)[\d.,%)\s]+(?:hlö|henkilöä|kpl|st)?\.?$", re.IGNORECASE)
_MOMENT = re.compile(
    r"(?:\w{2,3}\.? )?(?:\d{1,2}\. ?\d{1,2}\."
    r" ?(?:\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
    r"(?:[ T,]*(?:klo|kl\.?|at)?\s*\d{1,2}[.:]\d\d(?:[.:]\d\d)?)?"
)
LONGEST_NAME = 80


def is_total(cells: list[str]) -> bool:
    """Whether a line counts: `Yhteensä 10`. The surname Summa with a first name beside it does
    not.
    """
    words = [ascii_key(c) for c in cells]
    if not any(_TOTAL.search(w) for w in words[:2]):
        return len(words) == 1 and bool(_COUNTED.match(words[0])) and not words[0].isdigit()
    return all(
        _TOTAL.search(w) or _NUMBERS.match(c) or _COUNTED.match(w)
        for w, c in zip(words, cells, strict=True)
    )


def is_note(text: str) -> bool:
    """Whether a line that stands alone is a remark: by its first word, date or length, for being a
    sentence or a mere rule.
    """
    key = ascii_key(text)
    if (
        _RULE.fullmatch(text)
        or _NOTE.match(key)
        or text.startswith("*")
        or len(text) > LONGEST_NAME
    ):
        return True
    if _DATE.search(text) and not says_group(text):
        return True
    return text.rstrip().endswith((".", "!", "?")) and len(text.split()) >= 4


def tells_contact(text: str) -> bool:
    """Whether a line tells whom to ask about the list, perhaps with an address: `Lisätietoja: Aino
    Aho, aino.aho@…`.
    """
    return bool(_CONTACT.match(ascii_key(text)))


def tells_how(text: str) -> bool:
    """Whether a cell says that its line tells how to fill in the list: `Ohje:`, `Esimerkki: …`."""
    return bool(_HOW.match(text))


def is_number(text: str) -> bool:
    """Whether a cell only counts, numbers, or dates the row (when somebody answered, say)."""
    return bool(_NUMBERS.match(text) or _MOMENT.fullmatch(text.strip()))


def is_heading(text: str, *, splits_name: bool, in_name: bool, starts_group: bool) -> bool:
    """Whether a line's only text names what follows, rather than a person of whom nothing else is
    known.

    splits_name: first and last names have columns of their own, so that a person would fill two.
    in_name: it stands where names do. starts_group: an empty line, the header or a heading is right
    above.
    """
    if says_group(text):
        return True
    if not in_name or splits_name:
        return not _is_known_name(text)
    if looks_like_person(text) or any(looks_like_person(p) for p in split_people(text)[1:]):
        return False
    two_names = (
        2 <= len(text.split()) <= 3
        and all(w[:1].isupper() for w in text.split())
        and not any(c.isdigit() for c in text)
    )
    return starts_group or not two_names


def _is_known_name(text: str) -> bool:
    """Whether a text is two or three names, a given name and a surname of the tables among them."""
    words = text.replace(",", " ").split()
    return (
        2 <= len(words) <= 3
        and all(given_weight(word) > 0 or surname_weight(word) > 0 for word in words)
        and looks_like_person(text)
        and any(surname_weight(word) > given_weight(word) for word in words)
    )
