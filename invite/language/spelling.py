"""Letters as people type them: repairing broken encodings, odd spaces, and a key under which
spellings compare equal.
"""

from __future__ import annotations

import re
import unicodedata

from invite.memo import remembered

# Zero-width characters and marks that spreadsheets and web pages leave in cells; the soft hyphen is
# one of them, and so are the marks that turn the direction of the text after them.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
    ]
)

# UTF-8 read as cp1252 or latin-1 always shows one of these: the lead bytes C2, C3, C4, C5 and E2.
_SUSPICIOUS = re.compile("[ÂÃÄÅâ](?:[\u0080-\u00bf]|[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")

_BREAKS = re.compile(r"[\s\-_‐‑‒–—―.,'’´`]+")


def tidy(text: str) -> str:
    """The text in composed form (NFC), without invisible characters, with single ordinary spaces
    and none at the ends.

    No-break spaces, tabs and line breaks count as spaces; control characters go.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    if not composed.isprintable():
        composed = "".join(
            c if c.isspace() or unicodedata.category(c) != "Cc" else " " for c in composed
        )
    return " ".join(composed.split())


def mend(text: str) -> str:
    """The text with mojibake undone (`PÃ¤ivi` → `Päivi`); anything else comes back untouched.

    `ftfy.fix_text` would also change quotes and `&amp;`, which are the writer's own, so only
    `fix_encoding` is used. It is careful with very short words; a lone `Ã…ke` is undone here when
    the bytes are valid UTF-8 and give letters.
    """
    if not _SUSPICIOUS.search(text):
        return text
    from ftfy import fix_encoding

    mended = fix_encoding(text)
    if not _SUSPICIOUS.search(mended):
        return mended
    return _SUSPICIOUS.sub(_undo_pair, mended)


def _undo_pair(match: re.Match[str]) -> str:
    """One broken pair put right where it gives a letter of Latin-1, else as it was (`KESÄ…` ends in
    dots, not in `ą`).
    """
    if not match.group().startswith("Ã"):
        return match.group()
    for encoding in ("cp1252", "latin-1"):
        try:
            letter = match.group().encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return letter if letter.isalpha() else match.group()
    return match.group()


def clean(text: str) -> str:
    """What a cell says: mojibake undone, then tidied."""
    return tidy(mend(text))


@remembered(8192)
def ascii_key(text: str) -> str:
    """A key for comparing: ASCII letters in lower case, hyphens, dots, apostrophes and spaces
    squeezed to one space.

    `Anna-Liisa  Mäki` and `anna liisa maki` have the same key. Meant for comparing only, never for
    showing.
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(unicodedata.normalize("NFC", text).translate(_INVISIBLE))
    return _BREAKS.sub(" ", text.casefold()).strip()


# A Finnish noun that a sheet has put behind a name, with a hyphen or (wrongly) a space; another
# language says it in its own word.
_NOUN = re.compile(
    r"(?<=\S)\s*-(?:\w*tiimi|\w*ryhmä|\w*hanke|projekti|team|teamet|projekt|projektet|project)$"
    r"|(?<=[^\sn])\s+(?:tiimi|hanke|projekti)$",
    re.IGNORECASE,
)


def without_noun(name: str) -> str:
    """A name without a Finnish or Swedish noun for what it is: `Kohtaamo-tiimi` → `Kohtaamo`."""
    return _NOUN.sub("", name)


def ends_with(name: str, noun: str) -> bool:
    """Whether the name has the noun (a pattern) at its end already, or before its number: `Digital
    Team`, `Team 3`.
    """
    return re.search(rf"(?:{noun})(?:\s+(?:\d{{1,3}}|[A-ZÅÄÖ]))?$", name, re.IGNORECASE) is not None
