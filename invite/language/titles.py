"""Takes titles and degrees off a name: `FT, dos. Matti Virtanen`, `Matti Virtanen, KTM`; never a
name itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from invite.language.tables import rows

# Endings of Finnish, Swedish and English words for a post: maakuntajohtaja, kehittämispäällikkö,
# förbundsdirektör.
_POST = (
    "johtaja", "päällikkö", "rehtori", "lehtori", "professori", "tohtori", "maisteri",
    "lisensiaatti", "insinööri", "sihteeri", "neuvos", "asiantuntija", "suunnittelija", "tutkija",
    "opettaja", "koordinaattori", "asiamies", "edustaja", "ministeri", "valtuutettu", "tarkastaja",
    "konsultti", "dekaani",
    "direktör", "chef", "rektor", "lektor", "sekreterare", "doktor", "magister", "ingenjör",
    "expert", "director", "manager", "coordinator",
)  # fmt: skip
_LEVEL = re.compile(
    r"(?:johtava|vastaava|ylin|vanhempi|vt|vs|ma|va|tf|ledande|senior|deputy|acting)\.?",
    re.IGNORECASE,
)
_MARKS = ".,:;()–-"

IsGiven = Callable[[str], bool]


class _Edge(Struct, frozen=True):
    """A word at one end of its part. rest: what is left of the part without it; others: the words
    beyond the commas.

    after: a title or a comma stands between it and the name. front: it is the first word, else the
    last. shouting: everything is in capitals, so that these tell nothing.
    """

    word: str
    rest: list[str]
    others: list[str]
    after: bool
    front: bool
    shouting: bool
    is_given: IsGiven


@cache
def _kinds() -> dict[str, str]:
    """A title's letters in lower case → its kind, as the table explains them."""
    return {word.lower(): kind for word, kind, *_ in rows("titles.tsv")}


@cache
def _exact() -> frozenset[str]:
    return frozenset(word for word, kind, *_ in rows("titles.tsv") if kind == "exact")


def split_titles(text: str, is_given: IsGiven) -> tuple[str, str | None]:
    """The name and the titles parted. is_given: whether a word is a known given name, which settles
    the doubtful ones.
    """
    if not any(map(may_be_title, text.replace(",", " ").split())):
        return text, None  # as nearly all are
    parts = [part.split() for part in text.split(",")]
    long = [word for part in parts for word in part if len(word) > 3]
    shouting = bool(long) and all(word.isupper() for word in long)
    taken: list[str] = []
    left: list[str] = []
    for part in parts:
        others = [word for other in parts if other is not part for word in other]
        front, name, back = _bared(part, others, shouting, is_given)
        taken += [" ".join(words).strip(" –-()") for words in (front, back) if words]
        left += [" ".join(name)] if name else []
    return (", ".join(left), ", ".join(taken)) if taken else (text, None)


def may_be_title(word: str) -> bool:
    """Whether a word can be one at all: it has marks, is in the table or ends as a post does."""
    low = word.lower().strip("-")
    return not low.replace("-", "").isalpha() or low in _kinds() or low.endswith(_POST)


def _bared(
    words: list[str], others: list[str], shouting: bool, is_given: IsGiven
) -> tuple[list[str], list[str], list[str]]:
    """One part between commas: the titles before the name, the name, and the titles after it."""
    if (
        len(others) > 1
        and words
        and all(word.islower() for word in words)
        and _ends_as_a_post(words[-1].strip(_MARKS))
    ):
        return words, [], []  # "Matti Virtanen, johtava asiantuntija"
    start, end = 0, len(words)
    while start < end and _is_title(
        _Edge(
            words[start],
            words[start + 1 :],
            others,
            start > 0 or len(words) == 1 < len(others),
            True,
            shouting,
            is_given,
        )
    ):
        start += 1
    while end > start:
        skip = end - (not any(ch.isalpha() for ch in words[end - 1]))  # "Matti Virtanen – FT"
        rest = words[start : end - 1]
        if skip == end and not _is_title(
            _Edge(words[end - 1], rest, others, False, False, shouting, is_given)
        ):
            break
        end -= 1
    return words[:start], words[start:end], words[end:]


def _is_title(edge: _Edge) -> bool:
    """Whether a word at the edge of a part is a title."""
    bare = edge.word.strip(":;()")
    letters = bare.lower().replace(".", "")
    left = edge.rest + edge.others
    if not letters:
        return False
    pieces = [piece for piece in re.split(r"[./]", bare.lower()) if piece]
    if len(pieces) > 1 and all(len(piece) > 1 and piece in _kinds() for piece in pieces):
        return True  # "ekon.mag.", "FT/KTM"; "M.A. Virtanen" has initials
    if edge.front and edge.rest and _LEVEL.fullmatch(bare) and _is_post(edge.rest[0].lower()):
        return True  # "vt. johtaja", "johtava asiantuntija"
    kind = _kinds().get(letters)
    if kind == "sure":
        return bool(left) or bare.isupper()
    if kind == "exact":
        return bare.rstrip(".") in _exact() and _is_exact(edge)
    if kind == "dotted":
        near = edge.front and len(left) > 1 and bool(edge.rest) and edge.is_given(edge.rest[0])
        return (bare.endswith(".") and bool(left)) or near
    return _is_post(letters) and _is_rank(edge, bare.islower())


def is_title_word(word: str) -> bool:
    """Whether a word by itself is a title, a degree or a post: `Dr`, `rehtori`, `Herra`."""
    letters = word.lower().replace(".", "").strip(_MARKS)
    kind = _kinds().get(letters)
    return kind in ("sure", "rank") or (kind == "exact" and word in _exact()) or _is_post(letters)


def _is_post(word: str) -> bool:
    word = word.strip(_MARKS)
    return _kinds().get(word) == "rank" or _ends_as_a_post(word)


def _ends_as_a_post(word: str) -> bool:
    return word.lower().endswith(_POST) and word.replace("_", "a").isalnum()


def _is_exact(edge: _Edge) -> bool:
    """Whether `DI` or `MA` is a degree and no name: by the words that are left when capitals tell
    nothing.
    """
    if edge.after:
        return True
    if len(edge.rest) + len(edge.others) < 2:
        return False
    if not edge.shouting:
        return True
    return any(edge.is_given(word) for word in (edge.rest[:1] if edge.front else edge.rest))


def _is_rank(edge: _Edge, small: bool) -> bool:
    """Whether a word for a post is one and no surname: `Rehtori Matti` and `Minna Piispa` are left
    alone.
    """
    if not edge.rest:
        return edge.after and len(edge.others) > (0 if small else 1)
    if edge.front:
        return small or bool(edge.others) or not all(edge.is_given(word) for word in edge.rest)
    return small and len(edge.rest) > 1
