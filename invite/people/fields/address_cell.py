"""What stands round the addresses of one cell: whether an address is torn, and whether words next
to it say that it is none any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from invite.language.en import english_remarks
from invite.language.fi import finnish_remarks
from invite.language.names import given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.language.sv import swedish_remarks
from invite.people.fields.addresses import is_plain, tokens
from invite.people.fields.remarks import is_new, is_old, remark_key, words_of

_LABEL = words_of(
    *(one for language in (finnish_remarks, swedish_remarks, english_remarks)
      for one in (language.ADDRESS, language.OLD, language.NEW, language.LABEL)),
    r"[\d+ ()/-]+",
)  # fmt: skip
_NOT_THEIRS = words_of(
    *(language.NOT_THEIRS for language in (finnish_remarks, swedish_remarks, english_remarks))
)
_SEPARATORS = re.compile(r"[,;|\n]|\s/\s")
_IN_LOCAL = ",;:/|\\(…"
_NO_LOCAL = re.compile(r"[^\w.!#$%&'*+/=?^`{|}~-]")  # RFC 5322 3.2.3, RFC 6532 3.2
_ARROW = re.compile(r"[-–—=]>|[→➔➜⇒►▶]|>>")
_EDGE = re.compile(r"[._-]\s*$")


class CellAddress(Struct, frozen=True):
    """One address of a cell, as it stands there. torn: only a piece of one, so that it may be
    somebody else's. old: words next to it say that it is none any more, or another's.
    """

    token: str
    torn: bool = False
    old: bool = False


def cell_addresses(loose: str) -> tuple[CellAddress, ...]:
    """The addresses of a cell. loose: its text after `loosened`, the lines kept apart."""
    if is_plain(loose):
        return (CellAddress(loose),)
    spans = tokens(loose)
    if len(spans) == 1 and not loose.replace(spans[0][2], "").strip():
        local = spans[0][2].partition("@")[0]
        return (CellAddress(spans[0][2], torn=bool(_NO_LOCAL.search(local))),)
    gaps = list(_gaps(loose, spans))
    found = []
    for number, (begin, _end, token) in enumerate(spans):
        before, after = gaps[number][1], gaps[number + 1][0]
        found.append(
            CellAddress(
                token,
                torn=is_torn(gaps[number][2], loose[begin:], token),
                old=_is_aside(before) or _is_aside(after) or _is_replaced(gaps, number),
            )
        )
    return tuple(found)


def _is_replaced(gaps: Sequence[tuple[str, str, str]], number: int) -> bool:
    """Whether an arrow behind an address points to another, or another is called the new one."""
    if any(_ARROW.search(between) for _behind, _before, between in gaps[number + 1 : -1]):
        return True
    new = [is_new(gaps[n][1]) for n in range(len(gaps) - 1)]
    return any(new) and not new[number]


def _is_aside(text: str) -> bool:
    """Whether words next to an address say that it is none any more, or that it is somebody
    else's, who gets a copy.
    """
    if is_new(text):
        return False
    return is_old(text) or bool(_NOT_THEIRS.search(remark_key(text)))


def is_label(text: str) -> bool:
    """Whether words next to an address are about it: `työ`, `uusi osoite`, `puh. 040 123 4567`."""
    key = _LABEL.sub(" ", remark_key(text))
    return not re.sub(r"[\s.'-]", "", key)


def _gaps(loose: str, spans: list[tuple[int, int, str]]) -> Iterator[tuple[str, str, str]]:
    """Of the text before, between and behind the addresses: what belongs to the one before it, what
    to the one behind it, and all of it.
    """
    at = 0
    for begin, end, _token in spans:
        yield (*_shared_out(loose[at:begin], first=at == 0), loose[at:begin])
        at = end
    yield loose[at:], "", loose[at:]


def _shared_out(gap: str, *, first: bool) -> tuple[str, str]:
    """`(vanha), uusi:` → what belongs to the address before, what to the one behind."""
    if first:
        return "", gap
    if closed := re.match(r"\s*[(\[][^)\]]*[)\]]", gap):
        return closed[0], gap[closed.end() :]
    if opened := re.search(r"[(\[<]", gap):
        return gap[: opened.start()], gap[opened.start() :]
    parts = _SEPARATORS.split(gap)
    if len(parts) > 1:
        return parts[0], parts[-1]
    return ("", gap) if gap.rstrip().endswith(":") else (gap, gap)


def is_torn(before: str, rest: str, token: str) -> bool:
    """Whether an address is the end of a longer one: a mark or a blank stands within its local
    part. before: the text between it and what stands before it; rest: from its beginning on.
    """
    local = token.partition("@")[0]
    if _NO_LOCAL.search(local) or (rest[:1] in "._-" and before.strip()):
        return True
    word = before.split("\n")[-1] if before.strip(" \n") else before
    if "\n" in before and not word.strip():
        word = before.rstrip("\n").split("\n")[-1]
    marks = re.search(rf"[\s{re.escape(_IN_LOCAL)}-]*$", word)
    text = word[: marks.start()] if marks else word
    if not text.strip(" ()[]<>\"'-–") or is_label(text):
        return False
    if marks and marks[0] and marks[0][-1] in '<["“”':
        return False
    if marks and marks[0][-1:] in _IN_LOCAL and marks[0].strip() and not marks[0][0].isspace():
        return len(marks[0]) == 1 or not _is_name(text, local)
    return not _is_name(text, local)


def _is_name(text: str, local: str) -> bool:
    """Whether words before an address name somebody: first and last name with capitals, or a word
    of which the address is made; or they are a sentence.
    """
    words = [word.strip(".,;:()-–\"'") for word in text.split()]
    words = [word for word in words if word]
    if not words or _EDGE.search(text):
        return not words and not _EDGE.search(text)
    plain = re.sub(r"[^a-z]", "", ascii_key(local))
    made = any(len(key) > 2 and key in plain for word in words if (key := _letters(word)))
    if made:
        return True
    if any("." in word and word.islower() for word in words):
        return False
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and not local.isupper():
        return True  # `THL matti.virtanen@…`
    whole = len(words) >= 2 and all(word[:1].isupper() for word in words)
    if whole:
        known = all(given_weight(word) > 0 or surname_weight(word) > 0 for word in words)
        return not local[:1].isupper() and (known or len(words) == 2)
    return len(words) >= 3


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", ascii_key(word))
