"""What people were told of the event: each version of its facts that letters went with, and who
holds which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.event import EventFacts
from invite.ledger.storage.store import Database, Store
from invite.lifecycle import Fact, State, state_of
from invite.people.model import PersonId


class EventVersion(Struct, frozen=True, kw_only=True):
    """The event as letters told it. number: 1 for what the first letters said, one more with each
    change, a change back too.

    at: when it was first told.
    """

    number: int
    at: datetime
    facts: EventFacts

    @property
    def sequence(self) -> int:
        """The calendar's SEQUENCE (RFC 5545 3.8.7.4): 0 at first."""
        return self.number - 1


class Events:
    """The part of the ledger that knows what was told of the event."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def number_for(self, facts: EventFacts) -> int:
        """The number of the version that these facts are, or would be if letters left with them
        now. Writes nothing.
        """
        with self._store.reading() as db:
            number, text = _latest(db)
        return number + (text != _written(facts))

    def versions(self) -> tuple[EventVersion, ...]:
        """All that was ever told, the first first."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT number, at, facts FROM event_version ORDER BY number"
            ).fetchall()
        return tuple(
            EventVersion(number=n, at=datetime.fromisoformat(at), facts=_read(facts))
            for n, at, facts in rows
        )

    def held(self) -> Mapping[PersonId, EventVersion]:
        """What each person was told last; who has not been written to is not there.

        A draft has told nobody anything. An unclear letter counts as told: better that somebody
        hears of a change twice than not at all.
        """
        found: dict[PersonId, EventVersion] = {}
        for person, _letter, version in self._telling(State.SENT, State.UNCLEAR):
            before = found.get(person)
            if before is None or version.number > before.number:
                found[person] = version
        return found

    def drafts(self) -> Mapping[str, EventVersion]:
        """What each draft tells of the event, by the ledger's id of the letter."""
        return {letter: version for _person, letter, version in self._telling(State.WRITTEN)}

    def _telling(self, *states: State) -> Iterator[tuple[PersonId, str, EventVersion]]:
        versions = {version.number: version for version in self.versions()}
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, letter.person), letter.id, event, kind FROM letter JOIN"
                " person ON person.id = letter.person JOIN letter_words ON letter_words.letter ="
                " letter.id JOIN fact ON fact.letter = letter.id WHERE event IS NOT NULL ORDER BY"
                " fact.id"
            ).fetchall()
        facts: dict[tuple[str, str, int], list[Fact]] = {}
        for person, letter, number, kind in rows:
            facts.setdefault((person, letter, number), []).append(Fact(kind))
        for (person, letter, number), happened in facts.items():
            if state_of(happened) in states:
                yield PersonId(person), letter, versions[number]


def remembered(db: Database, facts: EventFacts, now: str) -> int:
    """The number of the version that these facts are, kept if they are new. Runs inside a
    transaction of the caller's.
    """
    while True:
        number, text = _latest(db)
        if text == _written(facts):
            return number
        # Another sender may be just writing down the same: then there is nothing left to do.
        db.execute(
            "INSERT INTO event_version VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (number + 1, now, _written(facts)),
        )


def _latest(db: Database) -> tuple[int, str]:
    row = db.execute(
        "SELECT number, facts FROM event_version ORDER BY number DESC LIMIT 1"
    ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


@lru_cache(maxsize=8)
def _written(facts: EventFacts) -> str:
    """The facts as one line of JSON, the same for the same facts."""
    zone = ZoneInfo(facts.timezone)
    words = {
        "title": facts.title,
        "starts": facts.starts.astimezone(zone).isoformat(),
        "ends": facts.ends.astimezone(zone).isoformat(),
        "timezone": facts.timezone,
        "place": facts.place,
        "cancelled": facts.cancelled,
    }
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def _read(text: str) -> EventFacts:
    # What stands in the ledger was written by the function above.
    words: dict[str, Any] = json.loads(text)
    zone = ZoneInfo(words["timezone"])
    return EventFacts(
        title=words["title"],
        starts=datetime.fromisoformat(words["starts"]).astimezone(zone),
        ends=datetime.fromisoformat(words["ends"]).astimezone(zone),
        timezone=words["timezone"],
        place=words["place"],
        cancelled=words["cancelled"],
    )
