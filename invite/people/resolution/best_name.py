"""Chooses the best of the ways in which the rows write a person's name, and lists the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from invite.language.names import given_weight, surname_weight
from invite.language.spelling import ascii_key
from invite.people.linkage.local_part import NameInAddress, name_in_address
from invite.people.linkage.name_similarity import NameAgreement, key_of, name_agreement
from invite.people.model import Address, Entry, Flaw, Name, Person, Severity
from invite.words import _


def best_name(names: Sequence[Name], addresses: Sequence[Address] = ()) -> Name:
    """The best of the ways a name is written. names: the newest first; addresses: the preferred
    first.

    Whole before an initial, today's surname before a former one, right letters before a slip (as
    most write it, as the addresses say, as a known name is written, as is newer), then by the
    letters alone: a capital beginning before all capitals, the way round that most have, diacritics
    before none, a hyphen before a space.
    """
    if len(set(names)) == 1:
        return names[0]
    votes = Counter(key_of(name).whole for name in names)
    newest = {key_of(name).whole: -place for place, name in reversed(list(enumerate(names)))}
    counted = Counter(Name(name.first, name.last) for name in names)
    turned = Counter(_first_is_given(name) for name in names)
    former = {key_of(name.before).whole for name in names if name.before}

    def rank(name: Name) -> tuple[bool | int | str, ...]:
        key = key_of(name)
        fits = [name_in_address(address.key, key) is NameInAddress.WHOLE for address in addresses]
        return (
            not (name.first and name.last),
            key.whole in former,
            any(len(word) == 1 for word in key.first[:1] + key.last[:1]),
            any(len(word) == 1 for word in key.first),
            -votes[key.whole],
            not any(fits[:1]),
            not any(fits),
            _unknown_words(name),
            -newest[key.whole],
            _shouting(name),
            not _first_is_given(name),
            -turned[_first_is_given(name)],
            -sum(not ch.isascii() for ch in name.full),
            -name.full.count("-"),
            -counted[name],
            name.full,
            name.first,
        )

    best = min(counted, key=rank)
    same = [name for name in names if key_of(name).whole == key_of(best).whole]
    return Name(
        best.first,
        best.last,
        next((name.genitive for name in same if name.genitive), None),
        next((name.called for name in same if name.called), None),
        next((name.generation for name in same if name.generation), None),
    )


def _first_is_given(name: Name) -> bool:
    return bool(name.first) and given_weight(ascii_key(name.first).split(" ")[0]) >= given_weight(
        ascii_key(name.last)
    )


def _unknown_words(name: Name) -> int:
    """How many of first and last name are on no list: a slip seldom makes a name of its own."""
    first, last = name.first.replace("-", " ").split(), name.last.split()
    return sum(not given_weight(word) for word in first[:1]) + sum(
        not surname_weight(word) for word in last[-1:]
    )


def _shouting(name: Name) -> bool:
    return any(
        (part.isupper() and len(part) > 2) or part.islower()
        for part in (name.first, name.last)
        if part
    )


def spelled_otherwise(person: Person, rows: Sequence[Entry]) -> Iterator[Flaw]:
    """A note of the spellings, where the rows have several of them."""
    other = next((row for row in rows if row.name and _otherwise(row.name, person)), None)
    if other is not None:
        counted = Counter(row.name.full for row in rows if row.name)
        yield Flaw(
            origin=other.origin,
            field="name",
            value=", ".join(counted),
            problem=_("The name is spelled in several ways: {names}. {kept} is used.").format(
                names=", ".join(f"{name} ({n})" for name, n in counted.most_common()),
                kept=person.name.full,
            ),
            hint=_('If another is right: invite correct "{kept}" --name "{name}"').format(
                kept=person.name.full, name=other.name.full if other.name else ""
            ),
            severity=Severity.NOTE,
        )


_OTHER_SPELLINGS = frozenset(NameAgreement) - {NameAgreement.FULLER, NameAgreement.INITIAL}


def _otherwise(name: Name, person: Person) -> bool:
    """Whether the letters differ; order, capitals, hyphens, initials and second names do not."""
    if name.full == person.name.full:
        return False
    words, taken = (
        sorted(full.casefold().replace("-", " ").split()) for full in (name.full, person.name.full)
    )
    return words != taken and name_agreement(key_of(name), key_of(person.name)) in _OTHER_SPELLINGS
