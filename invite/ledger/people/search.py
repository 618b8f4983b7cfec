"""Finds those whom WHO may mean without making a Person of everybody: `invite who` among 10,000
people.
"""

from __future__ import annotations

import unicodedata

from invite.ledger.people.persons import Persons, Recorded
from invite.ledger.storage.store import Store
from invite.people.lookup import plain
from invite.people.model import PersonId

_BETWEEN = "\n"


class PersonSearch:
    """The part of the ledger that looks people up; it writes nothing."""

    def __init__(self, store: Store, persons: Persons) -> None:
        self._store = store
        self._persons = persons

    def candidates(self, who: str) -> tuple[Recorded, ...]:
        """Everybody whom `people.who.find` could mean by `who`, and perhaps some more; in the
        sheets' order.
        """
        wanted = who.strip()
        words = plain(wanted).split()
        json = self._store.json
        first, last = json("document", "name", 0), json("document", "name", 1)
        addresses = json("document", "addresses")
        with self._store.reading() as db:
            # Their names and addresses may be others than the sheets'.
            corrected = db.execute(
                "SELECT coalesce(same_as, person.id) FROM by_hand JOIN person ON person.id = person"
            ).fetchall()
            rows = db.execute(
                f"SELECT person, {first} || ' ' || {last}, {addresses} FROM roster"  # noqa: S608 - our own words
            ).fetchall()
        if not words or '"' in wanted or "\\" in wanted:  # which JSON writes otherwise
            return self._persons.recorded()
        # All names at once: plain() of each takes longer than all the rest.
        names = plain_lines([name.replace(_BETWEEN, " ") for _id, name, _addresses in rows])
        key, whole = wanted.casefold(), "".join(words)
        found = [
            id_
            for (id_, _name, addresses), name in zip(rows, names, strict=True)
            if all(word in name for word in words)
            or whole in name.replace(" ", "")
            or key in addresses.casefold()
            or id_ == wanted
        ]
        return self._persons.recorded(of=[*found, *(id_ for (id_,) in corrected)])

    def ids(self, person: PersonId) -> frozenset[PersonId]:
        """All ids that this person has had."""
        with self._store.reading() as db:
            return frozenset(
                PersonId(row[0])
                for row in db.execute("SELECT id FROM person WHERE ? IN (id, same_as)", (person,))
            )


def plain_lines(texts: list[str]) -> list[str]:
    """`plain` of each text, but for the spaces at its ends and beside each other. No text holds a
    line break.
    """
    if not texts:
        return []
    small = unicodedata.normalize("NFKD", _BETWEEN.join(texts).casefold())
    return small.translate({ord(ch): _plain(ch) for ch in set(small)}).split(_BETWEEN)


def _plain(ch: str) -> str:
    # Capitals that come of taking a sign apart (℠) stay capitals, as they do in plain().
    return (
        ch if ch == _BETWEEN or (ch.isalnum() and ch != ch.casefold()) else plain(f"x{ch}x")[1:-1]
    )
