"""Whom a mailing is for: a small language, `role lab-team and not registered`, and whether it means
a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import assert_never

from msgspec import Struct

from invite.mailing.reply import Reply
from invite.people.lookup import plain
from invite.people.model import Person


class Word(StrEnum):
    """What can be asked of somebody in a word. NO_ANSWER: invited, and neither registered nor
    declined.
    """

    EVERYONE = "everyone"
    REGISTERED = "registered"
    NO_ANSWER = "not registered"
    DECLINED = "declined"
    ATTENDED = "attended"
    REACHED = "reached"
    OLD_FACTS = "holds old facts"


class PartOf(StrEnum):
    """By what of somebody's parts they can be chosen."""

    ROLE = "role"
    REGION = "region"
    GROUP = "group"


class Is(Struct, frozen=True):
    """Those of whom the word is true."""

    word: Word


class Has(Struct, frozen=True):
    """Those who played such a part. value: as written; a region's Finnish name in the
    nominative.
    """

    part: PartOf
    value: str


class Not(Struct, frozen=True):
    """Everyone else."""

    of: Audience


class And(Struct, frozen=True):
    """Those whom all of them mean."""

    parts: tuple[Audience, ...]


class Or(Struct, frozen=True):
    """Those whom any of them means."""

    parts: tuple[Audience, ...]


Audience = Is | Has | Not | And | Or
EVERYONE = Is(Word.EVERYONE)


class Circumstances(Struct, frozen=True, kw_only=True):
    """What is known of one person when a mailing asks. reply: what they answered, if they did.

    reached: an earlier mailing has reached them. old_facts: the letter they had last tells a time
    or place that holds no more.
    """

    reply: Reply | None = None
    reached: bool = False
    old_facts: bool = False


# What each word asks. Who came had registered, or is to be treated so: `registered and not
# attended` are those who stayed away.
_TRUE: Mapping[Word, Callable[[Circumstances], bool]] = {
    Word.EVERYONE: lambda _now: True,
    Word.REGISTERED: lambda now: now.reply in (Reply.REGISTERED, Reply.ATTENDED),
    Word.NO_ANSWER: lambda now: now.reached and now.reply is None,
    Word.DECLINED: lambda now: now.reply is Reply.DECLINED,
    Word.ATTENDED: lambda now: now.reply is Reply.ATTENDED,
    Word.REACHED: lambda now: now.reached,
    Word.OLD_FACTS: lambda now: now.old_facts,
}
# Words that look at what earlier mailings did, so that the first one cannot ask them.
LOOKS_BACK = frozenset({Word.NO_ANSWER, Word.REACHED, Word.OLD_FACTS})


def means(audience: Audience, person: Person, now: Circumstances) -> bool:
    """Whether the audience means this person."""
    match audience:
        case Is(word):
            return _TRUE[word](now)
        case Has(part, value):
            return plain(value) in (plain(text) for text in played(part, person))
        case Not(of):
            return not means(of, person, now)
        case And(parts):
            return all(means(each, person, now) for each in parts)
        case Or(parts):
            return any(means(each, person, now) for each in parts)
    assert_never(audience)


def played(part: PartOf, person: Person) -> Iterator[str]:
    """The kinds, regions or groups of somebody's parts."""
    for role in person.roles:
        value = {PartOf.ROLE: role.kind, PartOf.REGION: role.region, PartOf.GROUP: role.group}[part]
        if value:
            yield value


def leaves(audience: Audience) -> Iterator[Is | Has]:
    """Every word and part that the audience asks of."""
    match audience:
        case Is() | Has():
            yield audience
        case Not(of):
            yield from leaves(of)
        case And(parts) | Or(parts):
            for each in parts:
                yield from leaves(each)


@cache
def words(audience: Audience) -> frozenset[Word]:
    """The words that the audience asks."""
    return frozenset(leaf.word for leaf in leaves(audience) if isinstance(leaf, Is))
