"""How abbreviations and figures take Finnish endings: with a colon, by how they are read aloud."""

from __future__ import annotations

import re

from invite.language.fi.declension import Declined

# How a letter's name ends: the illative after the colon, and whether its endings take a, not ä.
# Source: Kielitoimiston ohjepankki, "Lyhenteiden taivutus".
_LETTERS: dict[str, tuple[str, bool]] = {
    **dict.fromkeys("BCDEGPTVW", ("hen", False)),  # bee
    **dict.fromkeys("FLMNRSÄ", ("ään", False)),  # äffä
    **dict.fromkeys("IJ", ("hin", False)),
    **dict.fromkeys("OHKÅ", ("hon", True)),  # hoo
    **dict.fromkeys("UQ", ("hun", True)),
    "A": ("han", True),
    "X": ("ään", False),
    "Y": ("hyn", False),
    "Z": ("aan", True),
    "Ö": ("hön", False),
}
_FIGURES: dict[str, tuple[str, bool]] = {
    "0": ("aan", True),
    "1": ("een", False),
    "2": ("een", True),
    "3": ("een", True),
    "4": ("ään", False),
    "5": ("een", False),
    "6": ("een", True),
    "7": ("ään", False),
    "8": ("aan", True),
    "9": ("ään", False),
}
_WORDS: dict[str, tuple[str, bool]] = {
    "oy": ("hyn", False),
    "oyj": ("hin", False),
    "ab": ("hen", False),
    "ry": ("hyn", False),
    "rf": ("ään", False),
    "sr": ("ään", False),
    "mlk": ("hon", True),
    "ay": ("hyn", False),
    "ky": ("hyn", False),
    "osk": ("hon", True),
    "jr": ("iin", True),
    **dict.fromkeys(("tl", "hl", "ul"), ("ään", True)),  # Koski Tl, in the province of Turku
}


def is_abbreviation(word: str) -> bool:
    """Whether the word is read letter by letter or is a figure: THL, EU, 4H, A, ry, 2030; a word of
    capitals always is.
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return bool(word)
    if word[-1].isdigit() or word.casefold().strip(".") in _WORDS:
        return True
    return all(c.isupper() for c in letters)


def decline_abbreviation(word: str) -> Declined:
    """THL:n, THL:ään, THL:llä; EU:hun; 2030:een; the point of `mlk.` makes way for the colon."""
    word = word.rstrip(".")
    illative, back = _reading(word)
    return Declined(f"{word}:n", f"{word}:{illative}", f"{word}:", back)


def _reading(word: str) -> tuple[str, bool]:
    if as_word := _WORDS.get(word.casefold().strip(".")):
        return as_word
    if re.search("[1-9]0{3}$", word):
        return ("een", True)  # tuhanteen
    if re.search("[1-9]00$", word):
        return ("aan", True)  # sataan
    if re.search("[1-9]0$", word):
        return ("een", False)  # kymmeneen
    last = next((c for c in reversed(word.upper()) if c.isalnum()), "A")
    return _LETTERS.get(last) or _FIGURES.get(last) or ("an", True)
