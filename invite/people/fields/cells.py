"""What the smaller cells say: languages, telephone numbers, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping

from invite.language import Language
from invite.language.spelling import ascii_key, clean, tidy
from invite.memo import remembered
from invite.people.fields.no_value import is_nothing

_LANGUAGES: Mapping[Language, tuple[str, ...]] = {
    "fi": (
        "fi",
        "fin",
        "suomi",
        "suomeksi",
        "suomenkielinen",
        "finska",
        "finnish",
        "su",
        "fi fi",
        "finskspråkig",
        "suomea",
        "s",
    ),
    "sv": (
        "sv",
        "swe",
        "se",
        "ruotsi",
        "ruotsiksi",
        "ruotsinkielinen",
        "svenska",
        "swedish",
        "svenskspråkig",
        "ru",
        "sv fi",
        "sve",
        "ruotsia",
        "r",
    ),
    "en": (
        "en",
        "eng",
        "englanti",
        "englanniksi",
        "englanninkielinen",
        "english",
        "engelska",
        "gb",
        "uk",
        "en gb",
        "englantia",
        "e",
    ),
}
_BY_WORD = {ascii_key(word): language for language, words in _LANGUAGES.items() for word in words}

# Whatever stands round them and however they go on: `på svenska`, `kutsu ruotsiksi`, `ruots.`
_STEMS: Mapping[str, Language] = {
    "suom": "fi",
    "finsk": "fi",
    "finn": "fi",
    "ruots": "sv",
    "svensk": "sv",
    "swed": "sv",
    "engl": "en",
    "engels": "en",
}
_STEM = re.compile(rf"\b({'|'.join(_STEMS)})")

YES = frozenset(
    (
        "x",
        "xx",
        "k",
        "kyl",
        "kylla",
        "on",
        "ok",
        "true",
        "tosi",
        "1",
        "yes",
        "y",
        "ja",
        "j",
        "sant",
        "joo",
        "v",
        "✓",
        "✔",
    )
)
NO = frozenset(("ei", "e", "false", "epatosi", "0", "no", "n", "nej", "falskt", "-", "–"))


@remembered(32768)
def said(text: str) -> str:
    """What a cell says: broken letters mended, spaces tidied. Plain text, which nearly all is,
    needs no more than a glance.
    """
    if text.isascii() and text.isprintable():
        return (
            text
            if "  " not in text and text[:1] != " " and text[-1:] != " "
            else " ".join(text.split())
        )
    return clean(text)


def language_of(text: str) -> Language | None:
    """The language that a cell names; None for none, or one that letters are not written in. Of
    several, the first.
    """
    for part in re.split(r"[/,;+&()]|\s(?:ja|och|and|tai)\s", tidy(text)):
        key = ascii_key(part).replace("_", " ").strip()
        if re.match(r"(?:ei|inte|ej|not?)\s", key):
            continue  # `ei suomea`
        if found := _BY_WORD.get(key) or _BY_WORD.get(
            re.sub(r"^(\w\w) \w\w$", r"\1", key)
        ):  # `sv_SE` is `sv`
            return found
        if stem := _STEM.search(key):
            return _STEMS[stem[1]]
    return None


_ASKED_FOR = re.compile(
    r"(?:\w+ ){0,2}(?:(suomeksi|ruotsiksi|englanniksi)|(?:pa|in) (finska|svenska|engelska|finnish"
    r"|swedish|english))(?: (?:kiitos|tack|please|only|endast|vain))?"
    r"|(?:prefers|foredrar) (finnish|swedish|english|finska|svenska|engelska)"
    r"|(finnish|swedish|english|finska|svenska|engelska) (?:only|please|tack)"
    r"|(?:(?:puhuu|osaa|ymmartaa) )?vain (suomea|ruotsia|englantia)"
    r"|(suomen|ruotsin|englannin)kielinen|(finsk|svensk|engelsk)sprakig"
    r"|(finnish|swedish|english) speaking"
)


def language_asked_for(remark: str) -> Language | None:
    """The language that a short remark asks a letter to be in, `Kutsu ruotsiksi!`, `in English
    please`; None for any other remark.
    """
    if len(remark) > 60:
        return None
    key = re.sub(r"[^a-z]+", " ", ascii_key(remark)).strip()
    found = _ASKED_FOR.fullmatch(key)
    if not found or re.match(r"(?:ei|ala|inte|ej|not|no)\b", key):
        return None
    return language_of(next(filter(None, found.groups())))


_YES_AND = re.compile(r"(?:kylla|joo|yes|ja|ok|x)\b[^?]*|(?:kutsu(?:taan)?|invite|(?:in)?bjuds?)!*")
_UNLESS = re.compile(
    r"\b(?:jos|mutta|ehka|vain|ellei|ei|if|but|unless|maybe|only|not|om|men|kanske)\b"
)


def is_surely_yes(text: str) -> bool:
    """Whether a cell of whom to invite says yes, and perhaps more that takes nothing back: `Kyllä,
    Liisa soittaa`.
    """
    key = ascii_key(text)
    return bool(_YES_AND.fullmatch(key)) and not _UNLESS.search(key)


def yes(text: str) -> bool | None:
    """Whether a cell ticks something: `x`, `kyllä`, `1`; None for words that are neither a yes nor
    a no.
    """
    word = ascii_key(text).strip(".! ") or text.strip()
    if not word:
        return False
    return True if word in YES else False if word in NO or text.strip() in NO else None


def phone(text: str) -> str | None:
    """A telephone number in the international form (`+358401234567`, E.164), as written where it
    has no such form; None for none.

    A number that a spreadsheet took for one has lost its zero: nine digits from 4 or 5 on are a
    Finnish mobile.
    """
    if not any(map(str.isdigit, text)) or is_nothing(text := tidy(text)):
        return None
    first = re.split(r"[;/\n]|,\s|\stai\s|\seller\s", text)[0]
    first = re.sub(r"\(0\)|^\s*(?:puh|gsm|tel|tfn|mob)\w*[.:]*\s*", "", first, flags=re.IGNORECASE)
    digits = re.sub(r"[\s().\-–/]", "", first)
    if re.fullmatch(r"\+\d{6,15}", digits):
        return digits
    if re.fullmatch(r"00\d{6,15}", digits):
        return "+" + digits[2:]
    if re.fullmatch(r"0[1-9]\d{4,11}", digits):
        return "+358" + digits[1:]
    if re.fullmatch(r"358[1-9]\d{5,11}", digits):
        return "+" + digits
    return "+358" + digits if re.fullmatch(r"[45]\d{8}", digits) else text
