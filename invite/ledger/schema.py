"""The ledger's tables, as numbered migrations that are never edited once they have left the house.

Facts and letters are append-only, held by triggers. Whatever could identify a human being (names, addresses, texts, the
server's words) stands in tables of its own that can be erased without touching the facts.
"""

from __future__ import annotations

APPEND_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'facts are only ever added'); END;
CREATE TRIGGER {table}_keeps BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'facts are only ever added'); END;
"""

# Joined by an answer that holds no more, two are looked at afresh; what else makes them one joins them again.
ANSWERS_PART = """
CREATE TRIGGER answer_withdrawn AFTER DELETE ON answer WHEN old.same BEGIN
    UPDATE person SET same_as = NULL WHERE id IN (old.left, old.right);
END;
CREATE TRIGGER answer_parts AFTER INSERT ON answer WHEN NOT new.same BEGIN
    UPDATE person SET same_as = NULL WHERE id IN (new.left, new.right);
END;
"""

FIRST = (
    """
CREATE TABLE memory (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    age INTEGER NOT NULL UNIQUE,            -- who was known first
    same_as TEXT REFERENCES person (id)     -- found to be one with an earlier known
) STRICT, WITHOUT ROWID;
CREATE TABLE person_name (
    person TEXT NOT NULL REFERENCES person (id), first TEXT NOT NULL, last TEXT NOT NULL, seen TEXT NOT NULL,
    PRIMARY KEY (person, first, last)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_address (
    person TEXT NOT NULL REFERENCES person (id), key TEXT NOT NULL, written TEXT NOT NULL, smtputf8 INTEGER NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (at TEXT NOT NULL) STRICT;
CREATE TABLE read_file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE roster (                       -- everyone as last seen; position: NULL when no sheet names them any more
    person TEXT PRIMARY KEY REFERENCES person (id), position INTEGER, document TEXT NOT NULL, held TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE last_send (at TEXT NOT NULL) STRICT;
CREATE TABLE at_send (                      -- everyone as they were at the last send, for `people --changes`
    person TEXT PRIMARY KEY REFERENCES person (id), document TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id), mailing TEXT NOT NULL, number INTEGER NOT NULL,
    message_id TEXT NOT NULL UNIQUE, UNIQUE (person, mailing, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE letter_words (
    letter TEXT PRIMARY KEY REFERENCES letter (id), name TEXT NOT NULL, address_key TEXT NOT NULL, address TEXT NOT NULL,
    subject TEXT NOT NULL, digest TEXT NOT NULL, frame TEXT NOT NULL, because TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE letter_text (                  -- by itself, so that who looks at all letters need not leaf through all texts
    letter TEXT PRIMARY KEY REFERENCES letter (id), text TEXT NOT NULL
) STRICT;

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT, letter TEXT NOT NULL REFERENCES letter (id), kind TEXT NOT NULL, at TEXT NOT NULL,
    code TEXT NOT NULL, courier TEXT NOT NULL
) STRICT;
CREATE INDEX fact_of_letter ON fact (letter);
CREATE TABLE fact_words (fact INTEGER PRIMARY KEY REFERENCES fact (id), words TEXT NOT NULL) STRICT;

CREATE TABLE answer (                       -- what the coordinator said of two people; looks: to know them again
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, same INTEGER NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
    looks TEXT NOT NULL
) STRICT;
CREATE TABLE by_hand (                      -- corrections, and (person: NULL) people who are on no sheet
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT REFERENCES person (id), words TEXT NOT NULL
) STRICT;

CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;
"""
    + ANSWERS_PART
    + APPEND_ONLY.format(table="letter")
    + APPEND_ONLY.format(table="fact")
)

MIGRATIONS: tuple[str, ...] = (FIRST,)
