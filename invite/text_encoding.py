"""In which encoding a text file was saved, told by its content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
OLD_ENCODINGS = ("cp1252", "mac_roman", "cp850")
NORDIC = frozenset("åäöÅÄÖ")
PLAIN = frozenset("éÉüÜèáíóúñçëïøæØÆß–—‘’“”…€§°´½")
HEAD = 4000  # bytes; enough to see whether every other one is 0
SAMPLE = 200_000  # characters


def decoded(data: bytes, old: Iterable[str] = OLD_ENCODINGS) -> tuple[str, str] | None:
    """The text without its byte order mark, and the encoding; None for what is no text.

    By its mark; as UTF-16, of whose Western text every other byte is 0; as UTF-8; else as the old
    encoding that fits best. Which of the Windows, Mac and DOS ones is found by counting å, ä and ö:
    it was right for 7 files of 7, where charset-normalizer took Finnish cp1252 for hp_roman8.
    old: those that it may be. What an encoding has no letter for becomes U+FFFD.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    head = data[:HEAD]
    if head.count(0) > len(head) // 5:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) * 4 > max(even, odd):
            return None
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    if 0 in data:
        return None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return max(
            ((data.decode(one, "replace"), one) for one in old),
            key=lambda found: _finnish(found[0]),
        )


def _finnish(text: str) -> float:
    """How much a text's letters beyond ASCII are those of Finnish and Swedish, and how little they
    are anything else.
    """
    score = 0.0
    for letter, n in Counter(text).items():
        if letter >= "\x80":
            score += n * (
                1.0
                if letter in NORDIC
                else 0.2
                if letter in PLAIN
                else -1.0
                if letter.isalpha()
                else -2.0
            )
    # An upper-case letter amid lower-case ones is no Finnish word: `pŠivi`, `p„ivi`.
    return score - 2 * len(re.findall(r"[a-zåäö][^\W\d_a-zåäö][a-zåäö]", text[:SAMPLE]))
