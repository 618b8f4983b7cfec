"""Erasing: everything about one person, or about everybody after the event; in one transaction, and
off the disk.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from invite.ledger.people.opt_outs import Mark, SpellingKey
from invite.ledger.people.remains import nameless, release_others, wordless
from invite.ledger.storage.cleanup_queue import PENDING, Sweep, leave, pending
from invite.ledger.storage.documents import from_document
from invite.ledger.storage.keys import Keys
from invite.ledger.storage.letter_text import forget_unused
from invite.ledger.storage.memory import forget, new_secret, recalled
from invite.ledger.storage.store import Database, Store
from invite.mailing.reply import How
from invite.people.model import Name, PersonId
from invite.records import replace

# What tells of people, by table: which of its rows are about one person (`?`, asked once for each
# of their ids). Every table stands here or in ANONYMOUS; a test sees to that, for a table forgotten
# here would keep what was to be erased.
_OF_LETTERS = "letter IN (SELECT id FROM letter WHERE person = ?)"
PERSONAL: dict[str, str] = {
    "person_name": "person = ?",
    "person_address": "person = ?",
    "person_sheet": "person = ?",
    "roster": "person = ?",
    "merge": "person = ?",
    "at_send": "person = ?",
    "address_verdict": "person = ?",
    "returned_mail": "person = ?",
    "letter_words": _OF_LETTERS,
    "letter_text": _OF_LETTERS,
    "at_server": _OF_LETTERS,
    "fact_words": (
        "fact IN (SELECT fact.id FROM fact JOIN letter ON letter.id = fact.letter WHERE person = ?)"
    ),
    "answer": '? IN ("left", "right")',
    "by_hand": "person = ?",
    "export_line": "person = ?",
    "line_answer": "person = ?",
    "mark": "person = ?",
    "stop": "person = ?",
    "let_through": "person = ?",
    "written_file": "person = ?",
}
_FILES = "SELECT path, digest FROM written_file"
# These hold nothing that tells of anybody: random ids, times, codes, counts, names of files, keyed
# hashes.
ANONYMOUS = frozenset(
    {
        "memory",
        "person",
        "reading",
        "read_file",
        "unread",
        "last_send",
        "letter",
        "fact",
        "event_version",
        "export",
        "erased",
        "closed",
        "log",
    }
    | {"do_not_write", "approval", "token_secret", "letter_shape"}
)
# At the purge these go whole. What counts stays, emptied of words: the roster, the lines of
# exports, the marks, who was stopped.
COUNTED = frozenset({"roster", "letter_words", "export_line", "mark", "stop", "let_through"})
PURGED = (
    *(table for table in PERSONAL if table not in COUNTED),
    *("read_file", "unread", "do_not_write", "approval", "letter_shape"),
)


class Erasure:
    """The part of the ledger that forgets."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def erase(self, person: PersonId, added: Iterable[int], name_key: SpellingKey) -> None:
        """Forget somebody, under all their ids: all of it or nothing. Facts stay, and keyed hashes
        to know them again.

        added: the numbers of what was added by hand of them. What is left to clear off the disk is
        `pending` until `swept`. name_key: one text for all spellings of a name.
        """
        with self._store.writing() as db:
            now = self._store.now()
            same = "SELECT id, same_as FROM person WHERE id = ? OR same_as = ?"
            ids = [row[0] for row in db.execute(same, (person, person))]
            letters = [
                row[0]
                for one in ids
                for row in db.execute("SELECT message_id FROM letter WHERE person = ?", (one,))
            ]
            files = [
                (path, digest)
                for one in ids
                for path, digest in db.execute(f"{_FILES} WHERE person = ?", (one,))
            ]
            addresses = self._remember(db, ids, now, name_key)
            joined = db.execute(
                "SELECT id, same_as FROM person WHERE same_as IS NOT NULL"
            ).fetchall()
            for table, where in PERSONAL.items():
                db.executemany(f"DELETE FROM {table} WHERE {where}", [(one,) for one in ids])  # noqa: S608 - our own words
            forget_unused(db)
            # Taking answers back parts those whom they joined (see the schema); who was one stays
            # one, for the counts.
            db.executemany(
                "UPDATE person SET same_as = ? WHERE id = ?", [(kept, one) for one, kept in joined]
            )
            db.executemany("DELETE FROM by_hand WHERE id = ?", [(number,) for number in added])
            self._strangers(db, ids, addresses)
            release_others(db, addresses)
            self._approvals(db, ids)
            db.executemany(
                "INSERT INTO erased VALUES (?, ?) ON CONFLICT DO NOTHING",
                [(one, now) for one in ids],
            )
            # Whoever has read the sheets meanwhile and not written it down yet must look again.
            db.execute("UPDATE reading SET number = number + 1")
            before = pending(db)
            letters, files = [*before.letters, *letters], [*before.files, *files]
            leave(db, replace(before, letters=tuple(letters), files=tuple(files), copies=True))

    def purge(self) -> None:
        """Forget everybody and close the mailings for good: all of it or nothing. Facts and counts
        stay.
        """
        with self._store.writing() as db:
            if db.execute("SELECT 1 FROM closed").fetchone():
                return
            files = tuple((path, digest) for path, digest in db.execute(_FILES))
            for table in PURGED:
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
            people = db.execute("SELECT person, document FROM roster").fetchall()
            db.executemany(
                "UPDATE roster SET document = ? WHERE person = ?",
                [(nameless(*row), row[0]) for row in people],
            )
            # Which facts of the event a letter told stays: some mailings are for those who were
            # told others.
            db.execute(
                "UPDATE letter_words SET name = '', address_key = '', address = '', subject = '',"
                " digest = '', frame = '', because = '', preface = ''"
            )
            lines = db.execute("SELECT form, key, words FROM export_line").fetchall()
            db.executemany(
                "UPDATE export_line SET words = ?, key = ? WHERE form = ? AND key = ?",
                [(wordless(words), secrets.token_hex(12), form, key) for form, key, words in lines],
            )
            db.execute("UPDATE export SET file = '', digest = ''")
            # Tokens stand beside names in the registration system: with another secret nobody can
            # make them again.
            new_secret(db)
            leave(db, Sweep(everything=True, files=files))
            db.execute("INSERT INTO closed VALUES (?)", (self._store.now(),))

    def closed(self) -> datetime | None:
        """When the mailings were closed; None if they are open."""
        with self._store.reading() as db:
            row = db.execute("SELECT at FROM closed").fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def pending(self) -> Sweep | None:
        """What was to be cleared off the disk when the program was stopped; None when nothing is
        left to do.
        """
        with self._store.reading() as db:
            return pending(db) if recalled(db, PENDING) else None

    def swept(self) -> None:
        """The files are gone: let nothing stay in the ledger that was deleted; tried again where
        another program looks just then. A shared one stays `pending`: each folder has its files.
        """
        with self._store.reading() as db:
            forgets = pending(db).forgets
        if forgets and not self._store.shrink():
            return
        if not self._store.shared:
            with self._store.writing() as db:
                forget(db, PENDING)
            self._store.fold()

    def _remember(
        self, db: Database, ids: Iterable[str], now: str, name_key: SpellingKey
    ) -> set[str]:
        """Leave keyed hashes of all their names and addresses; returns the addresses."""
        addresses: set[str] = set()
        names: set[str] = set()
        for one in ids:
            addresses |= {
                key
                for (key,) in db.execute("SELECT key FROM person_address WHERE person = ?", (one,))
            }
            addresses |= {
                key
                for (key,) in db.execute(
                    "SELECT address_key FROM letter_words JOIN letter ON letter.id = letter WHERE"
                    " person = ?",
                    (one,),
                )
            }
            names |= {
                name_key(Name(first, last))
                for first, last in db.execute(
                    "SELECT first, last FROM person_name WHERE person = ?", (one,)
                )
            }
            row = db.execute("SELECT document FROM roster WHERE person = ?", (one,)).fetchone()
            if row:
                known = from_document(one, row[0])
                addresses |= {address.key for address in known.addresses}
                names.add(name_key(known.name))
        marks = [(Mark.ADDRESS, address) for address in addresses] + [
            (Mark.NAME, name) for name in names
        ]
        db.executemany(
            "INSERT INTO do_not_write VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(self._keys.mark(kind, what), kind.value, now) for kind, what in marks],
        )
        return addresses

    def _strangers(self, db: Database, ids: Collection[str], addresses: set[str]) -> None:
        """Lines of exports that were not found to be theirs but bear their address, or may be
        theirs; and their code on the line of somebody else to whom they handed their link on.
        """
        lines = db.execute(
            "SELECT form, key, how, words FROM export_line WHERE person IS NULL"
        ).fetchall()
        for form, key, how, text in lines:
            words: dict[str, Any] = json.loads(text)
            theirs = bool(addresses & {address[1] for address in words["addresses"]})
            named = not set(ids).isdisjoint(words["others"])
            if theirs or (named and how == How.UNSURE):
                db.execute("DELETE FROM export_line WHERE form = ? AND key = ?", (form, key))
            elif named:
                left = json.dumps(
                    {**words, "others": [], "codes": [], "links": []}, ensure_ascii=False
                )
                db.execute(
                    "UPDATE export_line SET words = ? WHERE form = ? AND key = ?", (left, form, key)
                )

    def _approvals(self, db: Database, ids: Iterable[str]) -> None:
        for mailing, text in db.execute("SELECT mailing, people FROM approval").fetchall():
            people = json.loads(text)
            left = {one: digest for one, digest in people.items() if one not in ids}
            db.execute(
                "UPDATE approval SET people = ? WHERE mailing = ?", (json.dumps(left), mailing)
            )
