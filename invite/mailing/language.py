"""Reads an audience as the coordinator writes it: words, parts, `and`, `or`, `not` and
parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from invite.language.places import REGIONS
from invite.language.regions import find_region
from invite.mailing.audience import And, Audience, Has, Is, Not, Or, PartOf, Word
from invite.words import _, near

JOINING = ("and", "or", "not")
PARTS = tuple(part.value for part in PartOf)
# What is asked in several words, before what is asked in one; "not registered" is a word of its own
# (see Word).
PHRASES = {tuple(word.split()): word for word in sorted(Word, key=lambda word: -len(word.split()))}
KNOWN = (*(word.value for word in Word), *PARTS, *JOINING)
_PIECE = re.compile(
    r"""\s*(?:(?P<mark>[()])|(?P<quote>["'“”„’‘])(?P<quoted>[^"'“”„’‘]*)["'“”„’‘]|(?P<bare>[^\s()"'“”„]+))"""
)


class NoAudience(ValueError):
    """What is wrong with an audience, where, and what to write instead. at: so many characters
    stand before it.
    """

    def __init__(self, what: str, at: int, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.at, self.hint = what, at, hint


class _Token(Struct, frozen=True):
    """One piece of the text. quoted: it stood in quotation marks, so it is a name, whatever it
    says.
    """

    text: str
    at: int
    quoted: bool = False

    @property
    def word(self) -> str:
        """As a keyword is compared; "" for what stood in quotation marks."""
        return "" if self.quoted else self.text.casefold()


def read_audience(text: str) -> Audience:
    """The audience that the text means. Raises NoAudience for what is none."""
    reader = _Reader(list(_tokens(text)), len(text))
    found = reader.either()
    if token := reader.next:
        raise _unexpected(token)
    return found


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while text[at:].strip():
        found = _PIECE.match(text, at)
        if found is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise NoAudience(
                _("A quotation mark is not closed."), start, _("Close it after the name.")
            )
        kind = found.lastgroup or ""
        quoted = found["quote"] is not None
        yield _Token(
            found["quoted"] if quoted else found[kind],
            found.start("quote" if quoted else kind),
            quoted,
        )
        at = found.end()


class _Reader:
    """Goes through the pieces from left to right: `or` binds loosest, then `and`, then `not`."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._left = tokens
        self._end = end

    @property
    def next(self) -> _Token | None:
        """The piece that comes, or None at the end."""
        return self._left[0] if self._left else None

    def either(self) -> Audience:
        """One or more, joined by `or`."""
        parts = [self._both()]
        while self._takes("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Audience:
        parts = [self._one()]
        while self._takes("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Audience:
        token = self.next
        if token is None:
            raise NoAudience(_("Something is missing at the end."), self._end, _listed())
        for phrase, word in PHRASES.items():
            if tuple(each.word for each in self._left[: len(phrase)]) == phrase:
                del self._left[: len(phrase)]
                return Is(word)
        if self._takes("not"):
            return Not(self._one())
        if self._takes("("):
            found = self.either()
            if not self._takes(")"):
                raise NoAudience(
                    _("A parenthesis is not closed."), token.at, _("Write ) where it ends.")
                )
            return found
        if token.word in PARTS:
            self._left.pop(0)
            return self._part(PartOf(token.word), token)
        raise _unexpected(token)

    def _part(self, part: PartOf, token: _Token) -> Audience:
        """The name after `role`, `region` or `group`: in quotation marks, or the words up to the
        next keyword.
        """
        first = self.next
        if first and first.quoted:
            self._left.pop(0)
            return _has(part, first.text, first.at)
        name: list[str] = []
        while self.next and not self.next.quoted and self.next.word not in (*JOINING, "(", ")"):
            name.append(self._left.pop(0).text)
        if not name:
            what = _("A name is missing after {word}.").format(word=f"“{part}”")
            raise NoAudience(
                what, token.at, _("Write for example: {example}").format(example=_EXAMPLES[part])
            )
        return _has(part, " ".join(name), first.at if first else token.at)

    def _takes(self, word: str) -> bool:
        if self.next and self.next.word == word:
            self._left.pop(0)
            return True
        return False


_EXAMPLES = {
    PartOf.ROLE: "role lab-team",
    PartOf.REGION: "region Kainuu",
    PartOf.GROUP: 'group "Kohtaamo"',
}


def _has(part: PartOf, value: str, at: int) -> Has:
    if part is not PartOf.REGION:
        return Has(part, value)
    region = find_region(value)
    if region is None:
        raise NoAudience(
            _("{region} is not a region.").format(region=value), at, _near(value, REGIONS)
        )
    return Has(part, region)


def _unexpected(token: _Token) -> NoAudience:
    if any(token.word in phrase for phrase in PHRASES) or token.word in PARTS:
        what = _("A joining word is missing before “{word}”.").format(word=token.text)
        return NoAudience(what, token.at, _("Write “and” or “or” between them."))
    if token.word in ("(", ")", *JOINING):
        what = _("“{word}” means nothing here.").format(word=token.text)
        return NoAudience(
            what,
            token.at,
            _("Write for example: {example}").format(example="role lab-team and not registered"),
        )
    return NoAudience(
        _("“{word}” is not known here.").format(word=token.text), token.at, _near(token.text, KNOWN)
    )


def _near(word: str, known: tuple[str, ...]) -> str:
    if meant := near(word, known):
        return _("Did you mean {name}?").format(name=f"“{meant}”")
    return _("There is: {names}.").format(names=", ".join(known)) if known == REGIONS else _listed()


def _listed() -> str:
    return _("Known are: {words}; joined by and, or, not and parentheses.").format(
        words=", ".join((*(word.value for word in Word), *_EXAMPLES.values()))
    )
