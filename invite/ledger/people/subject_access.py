"""Everything that the ledger holds on one person, table by table: what they may ask to see (GDPR,
article 15).
"""

from __future__ import annotations

from collections.abc import Mapping

from invite.ledger.people.erasure import PERSONAL
from invite.ledger.storage.letter_text import whole
from invite.ledger.storage.store import Database, Store
from invite.people.model import PersonId

Cell = str | int | float | None
Rows = tuple[Mapping[str, Cell], ...]
# An answer tells what two people look like; the other's name and addresses are not this one's to
# see (article 15(4)).
_OTHERS = {"answer": frozenset({"looks", "left", "right"})}
# The facts themselves tell of nobody by name, but these are about the letters of this person.
_ABOUT = {
    "person": "id = ?",
    "letter": "person = ?",
    "fact": "letter IN (SELECT id FROM letter WHERE person = ?)",
    "erased": "person = ?",
}


class SubjectAccess:
    """The part of the ledger that shows all of it; it writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def everything(self, person: PersonId) -> Mapping[str, Rows]:
        """By table, every row about this person under any of their ids; tables with none are left
        out.

        The tables are those that `letting_go` erases, so that what is shown is what would be
        forgotten.
        """
        found: dict[str, Rows] = {}
        with self._store.reading() as db:
            ids = [
                row[0]
                for row in db.execute("SELECT id FROM person WHERE ? IN (id, same_as)", (person,))
            ]
            for table, where in {**_ABOUT, **PERSONAL}.items():
                rows: dict[tuple[Cell, ...], Mapping[str, Cell]] = {}
                for one in ids:
                    cursor = db.execute(f"SELECT * FROM {table} WHERE {where}", (one,))  # noqa: S608 - our own words
                    names = [column[0] for column in cursor.description]
                    hidden = _OTHERS.get(table, frozenset())
                    for row in cursor:
                        rows[row] = {
                            name: cell
                            for name, cell in zip(names, row, strict=True)
                            if name not in hidden
                        }
                if rows:
                    found[table] = tuple(rows.values())
            if "letter_text" in found:
                found["letter_text"] = _whole_texts(db, found["letter_text"])
        return found


def _whole_texts(db: Database, rows: Rows) -> Rows:
    """With what a text shares with others: it was said to them, too."""
    shapes = dict(db.execute("SELECT digest, blocks FROM letter_shape").fetchall())
    return tuple(
        {"letter": row["letter"], "text": whole(str(row["text"]), shapes.get(row["shape"]))}
        for row in rows
    )
