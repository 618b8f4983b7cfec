"""What was heard of people's answers: the lines of exports, and what the coordinator said of
them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from invite.ledger.storage.store import Store
from invite.mailing.reply import ExportLine, Heard, How, Matched, Reply, Unsettled, heard_in
from invite.people.model import Address, Name, Origin, PersonId


class ReadExport(Struct, frozen=True, kw_only=True):
    """One reading of an export. form: which registration form it is of. made: when the file was
    saved. newest: the latest answer.

    at: when it was read. tokens: how many of its lines held a token that leads to somebody.
    """

    form: str
    file: str
    digest: str
    made: datetime
    newest: datetime | None
    lines: int
    tokens: int
    at: datetime | None = None
    number: int = 0


class StoredLine(Struct, frozen=True, kw_only=True):
    """A line as it was last read. export: the number of the reading; missing: a later export of the
    form has it no more.
    """

    matched: Matched
    form: str
    export: int
    as_of: datetime
    missing: bool

    @property
    def heard(self) -> Heard | None:
        """What it says of somebody's answer; None where they have not answered."""
        return heard_in(self.matched.line, self.as_of)


class Registrations:
    """The part of the ledger that knows who answered what. What it writes is durable when a method
    returns.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, export: ReadExport, matches: Sequence[Matched]) -> int:
        """Write down an export, all of it or nothing; returns its number. Lines known already are
        brought up to date; lines that an earlier export of the form had and this one has not, stay.
        """
        with self._store.writing() as db:
            values = (
                self._store.now(), export.form, export.file, export.digest, export.made.isoformat(),
                export.newest and export.newest.isoformat(), export.lines, export.tokens,
            )  # fmt: skip
            (number,) = db.execute(
                "INSERT INTO export (at, form, file, digest, made, newest, lines, tokens) VALUES"
                " (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                values,
            ).fetchone()
            db.executemany(
                "INSERT INTO export_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (form,"
                " key) DO UPDATE SET export = excluded.export, position = excluded.position, person"
                " = excluded.person, how = excluded.how, reply = excluded.reply, cancelled ="
                " excluded.cancelled, at = excluded.at, words = excluded.words",
                [
                    (export.form, one.key, number, place, *_columns(one))
                    for place, one in enumerate(matches)
                ],
            )
            return int(number)

    def rematch(self, matches: Iterable[tuple[str, Matched]]) -> None:
        """Write down whose lines are found to be now. matches: each after its form."""
        with self._store.writing() as db:
            db.executemany(
                "UPDATE export_line SET person = ?, how = ?, reply = ?, cancelled = ?, at = ?,"
                " words = ? WHERE form = ? AND key = ?",
                [(*_columns(one), form, one.key) for form, one in matches],
            )

    def exports(self) -> tuple[ReadExport, ...]:
        """The last reading of each form, the latest last."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT form, file, digest, made, newest, lines, tokens, at, id FROM export"
                " WHERE id IN (SELECT max(id) FROM export GROUP BY form) ORDER BY id"
            ).fetchall()
        return tuple(
            ReadExport(
                form=form, file=file, digest=digest, made=datetime.fromisoformat(made),
                newest=datetime.fromisoformat(newest) if newest else None, lines=lines,
                tokens=tokens, at=datetime.fromisoformat(at), number=number,
            )
            for form, file, digest, made, newest, lines, tokens, at, number in rows
        )  # fmt: skip

    def kept(self) -> tuple[StoredLine, ...]:
        """Every line as last read, form by form, in the order of the files."""
        with self._store.reading() as db:
            latest = dict(db.execute("SELECT form, max(id) FROM export GROUP BY form").fetchall())
            rows = db.execute(
                "SELECT export_line.form, key, export, coalesce(same_as, person), how, reply,"
                " cancelled, export_line.at, words, made FROM export_line JOIN export ON export.id"
                " = export LEFT JOIN person ON person.id = person ORDER BY export_line.form,"
                " export, position"
            ).fetchall()
        return tuple(
            StoredLine(
                matched=_matched(key, person, how, reply, cancelled, at, words),
                form=form,
                export=number,
                as_of=datetime.fromisoformat(made),
                missing=number != latest[form],
            )
            for form, key, number, person, how, reply, cancelled, at, words, made in rows
        )

    def heard(self) -> Mapping[PersonId, tuple[Heard, ...]]:
        """What each person's lines say, the earliest read first. Words are not looked at, so it is
        quick.
        """
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT coalesce(same_as, person), reply, cancelled, export_line.at, made FROM"
                " export_line JOIN export ON export.id = export JOIN person ON person.id = person"
                " WHERE reply IS NOT NULL ORDER BY export, position"
            ).fetchall()
        found: dict[PersonId, tuple[Heard, ...]] = {}
        for person, reply, cancelled, at, made in rows:
            moment = datetime.fromisoformat(at) if at else None
            one = Heard(
                reply=Reply(reply),
                at=moment,
                as_of=datetime.fromisoformat(made),
                cancelled=bool(cancelled),
            )
            found[person] = (*found.get(person, ()), one)
        return found

    def unfound(self) -> bool:
        """Whether there are lines whose people are not known."""
        with self._store.reading() as db:
            return (
                db.execute(
                    "SELECT 1 FROM export_line WHERE person IS NULL AND how != ?",
                    (How.IGNORED.value,),
                ).fetchone()
                is not None
            )

    def unsure(self) -> int:
        """How many lines may be of somebody."""
        with self._store.reading() as db:
            (lines,) = db.execute(
                "SELECT count(*) FROM export_line WHERE how = ?", (How.UNSURE.value,)
            ).fetchone()
        return int(lines)

    def open_about(self) -> frozenset[PersonId]:
        """Those of whom it is not known whether a line is theirs."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT words FROM export_line WHERE how = ?", (How.UNSURE.value,)
            ).fetchall()
            joined = dict(
                db.execute("SELECT id, same_as FROM person WHERE same_as IS NOT NULL").fetchall()
            )
        return frozenset(
            PersonId(joined.get(id_, id_))
            for (words,) in rows
            for id_ in json.loads(words)["others"]
        )

    def said(self) -> Mapping[str, PersonId | None]:
        """What the coordinator said of lines, by their keys: whose they are, or None: nobody's."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT key, coalesce(same_as, person) FROM line_answer LEFT JOIN person ON"
                " person.id = person"
            ).fetchall()
        return dict(rows)

    def say(self, answers: Mapping[str, PersonId | None]) -> None:
        """Keep whose lines are, by their keys."""
        with self._store.writing() as db:
            values = [(key, self._store.now(), person) for key, person in answers.items()]
            db.executemany(
                "INSERT INTO line_answer VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET at ="
                " excluded.at, person = excluded.person",
                values,
            )

    def unsay(self, keys: Iterable[str]) -> None:
        """Forget what was said of lines."""
        with self._store.writing() as db:
            db.executemany("DELETE FROM line_answer WHERE key = ?", [(key,) for key in keys])


def _columns(one: Matched) -> tuple[object, ...]:
    line = one.line
    words = {
        "name": [line.name.first, line.name.last] if line.name else None,
        "addresses": [
            [address.written, address.key, address.smtputf8] for address in line.addresses
        ],
        "organisation": line.organisation,
        "phone": line.phone,
        "codes": line.codes,
        "links": line.links,
        "said": line.said,
        "why": line.why,
        "origin": [line.origin.file, line.origin.sheet, line.origin.row],
        "others": one.others,
    }
    reply = line.reply.value if line.reply else None
    return (
        one.person,
        one.how.value,
        reply,
        line.cancelled,
        line.at and line.at.isoformat(),
        json.dumps(words, ensure_ascii=False),
    )


def _matched(
    key: str,
    person: str | None,
    how: str,
    reply: str | None,
    cancelled: int,
    at: str | None,
    text: str,
) -> Matched:
    words: dict[str, Any] = json.loads(text)
    line = ExportLine(
        origin=Origin(*words["origin"]),
        name=Name(*words["name"]) if words["name"] else None,
        addresses=tuple(Address(*address) for address in words["addresses"]),
        organisation=words["organisation"],
        phone=words["phone"],
        codes=tuple(words["codes"]),
        links=tuple(words["links"]),
        reply=Reply(reply) if reply else None,
        cancelled=bool(cancelled),
        said=words["said"],
        why=Unsettled(words["why"]) if words.get("why") else None,
        at=datetime.fromisoformat(at) if at else None,
    )
    others = tuple(PersonId(other) for other in words["others"])
    return Matched(
        line=line, key=key, how=How(how), person=PersonId(person) if person else None, others=others
    )
