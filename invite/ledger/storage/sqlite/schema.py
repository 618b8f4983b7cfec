"""The ledger's tables, as numbered migrations that are never edited once they have left the house.

Facts and letters are append-only, held by triggers. Whatever could identify a human being (names,
addresses, texts, the server's words) stands in tables of its own that can be erased without
touching the facts.
"""

from __future__ import annotations

APPEND_ONLY = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'facts are only ever added'); END;
CREATE TRIGGER {table}_keeps BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'facts are only ever added'); END;
"""

# Joined by an answer that holds no more, two are looked at afresh; what else makes them one joins
# them again.
ANSWERS_PART = """
CREATE TRIGGER answer_withdrawn AFTER DELETE ON answer WHEN old.same BEGIN
    UPDATE person SET same_as = NULL WHERE id IN (old.left, old.right);
END;
CREATE TRIGGER answer_parts AFTER INSERT ON answer WHEN NOT new.same BEGIN
    UPDATE person SET same_as = NULL WHERE id IN (new.left, new.right);
END;
"""

# A program that was running when another purged must not bring anybody back, nor begin a letter.
CLOSING = (
    "person", "person_name", "person_address", "person_sheet", "roster", "merge", "at_send",
    "letter", "letter_words",
    "letter_text", "answer", "by_hand", "export", "export_line", "line_answer", "mark", "stop",
    "do_not_write",
    "let_through", "approval",
)  # fmt: skip
CLOSED = """
CREATE TRIGGER {table}_closed BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM closed)
    BEGIN SELECT RAISE(ABORT, 'the mailings are closed'); END;
"""
# What a server says of a letter that was in hand then holds an address: the fact is kept, the words
# are not.
NOTHING_MORE = """
CREATE TRIGGER fact_closed BEFORE INSERT ON fact
    WHEN new.kind IN ('started', 'written') AND EXISTS (SELECT 1 FROM closed)
    BEGIN SELECT RAISE(ABORT, 'the mailings are closed'); END;
CREATE TRIGGER words_closed BEFORE INSERT ON fact_words
    WHEN EXISTS (SELECT 1 FROM closed) OR EXISTS (
    SELECT 1 FROM fact JOIN letter ON letter.id = fact.letter
    JOIN erased ON erased.person = letter.person WHERE fact.id = new.fact
) BEGIN SELECT RAISE(IGNORE); END;
"""

# Nor must one that was running when somebody was erased write them down again: what it brings of
# them is passed over, and the rest of what it does goes on. (What a server says of them is seen to
# above.)
_THEIRS = "SELECT 1 FROM erased WHERE person = new.person"
_THEIR_LETTER = (
    "SELECT 1 FROM letter JOIN erased ON erased.person = letter.person WHERE letter.id = new.letter"
)
OF_THE_ERASED = {
    "person_name": _THEIRS, "person_address": _THEIRS, "person_sheet": _THEIRS, "roster": _THEIRS,
    "merge": _THEIRS,
    "at_send": _THEIRS, "by_hand": _THEIRS, "export_line": _THEIRS, "line_answer": _THEIRS,
    "mark": _THEIRS, "stop": _THEIRS,
    "let_through": _THEIRS, "letter_words": _THEIR_LETTER, "letter_text": _THEIR_LETTER,
    "answer": "SELECT 1 FROM erased WHERE person IN (new.left, new.right)",
}  # fmt: skip
ERASED = """
CREATE TRIGGER {table}_erased BEFORE INSERT ON {table} WHEN EXISTS ({theirs})
    BEGIN SELECT RAISE(IGNORE); END;
"""

FIRST = (
    """
CREATE TABLE memory (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    age INTEGER NOT NULL UNIQUE,            -- who was known first
    same_as TEXT REFERENCES person (id),    -- found to be one with an earlier known
    since INTEGER NOT NULL DEFAULT 0        -- the number of the reading that first saw them
) STRICT, WITHOUT ROWID;
CREATE INDEX person_joined ON person (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE person_name (
    person TEXT NOT NULL REFERENCES person (id), first TEXT NOT NULL, last TEXT NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (person, first, last)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_address (
    person TEXT NOT NULL REFERENCES person (id), key TEXT NOT NULL, written TEXT NOT NULL,
    smtputf8 INTEGER NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
-- the sheets they were ever on (name: "" where there is none), and when last
CREATE TABLE person_sheet (
    person TEXT NOT NULL REFERENCES person (id), file TEXT NOT NULL, name TEXT NOT NULL,
    reading INTEGER NOT NULL,
    PRIMARY KEY (person, file, name)
) STRICT, WITHOUT ROWID;

-- the last one; number: how many there were
CREATE TABLE reading (at TEXT NOT NULL, number INTEGER NOT NULL) STRICT;
CREATE TABLE read_file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
-- the files and sheets nothing could be made of then
CREATE TABLE unread (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
-- everyone as last seen (reading: when); position: NULL when on no sheet any more
CREATE TABLE roster (
    person TEXT PRIMARY KEY REFERENCES person (id), position INTEGER, document TEXT NOT NULL,
    held TEXT,
    reading INTEGER NOT NULL DEFAULT 0,
    -- [[kind, group, region], ...] of the document's roles, to be counted at a glance
    parts TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- why the rows of each person are one, as last read: rows, rule, evidence
CREATE TABLE merge (
    person TEXT PRIMARY KEY REFERENCES person (id), told TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE last_send (at TEXT NOT NULL) STRICT;
-- everyone as they were at the last send, for `people --changes`
CREATE TABLE at_send (
    person TEXT PRIMARY KEY REFERENCES person (id), document TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person (id), mailing TEXT NOT NULL,
    number INTEGER NOT NULL,
    message_id TEXT NOT NULL UNIQUE, UNIQUE (person, mailing, number)
) STRICT, WITHOUT ROWID;
-- what was told of the event; a new one with each change
CREATE TABLE event_version (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, facts TEXT NOT NULL
) STRICT;
CREATE TABLE letter_words (
    letter TEXT PRIMARY KEY REFERENCES letter (id), name TEXT NOT NULL, address_key TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL, digest TEXT NOT NULL, frame TEXT NOT NULL, because TEXT NOT NULL,
    preface TEXT NOT NULL,
    event INTEGER REFERENCES event_version (number)
) STRICT, WITHOUT ROWID;
-- by itself, so that who looks at all letters need not leaf through all texts
CREATE TABLE letter_text (
    letter TEXT PRIMARY KEY REFERENCES letter (id), text TEXT NOT NULL
) STRICT;

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT, letter TEXT NOT NULL REFERENCES letter (id),
    kind TEXT NOT NULL, at TEXT NOT NULL,
    code TEXT NOT NULL, courier TEXT NOT NULL,
    -- of "started": whose lock tells whether it is still at it
    sender TEXT NOT NULL
) STRICT;
CREATE INDEX fact_of_letter ON fact (letter, kind);
CREATE TABLE fact_words (fact INTEGER PRIMARY KEY REFERENCES fact (id), words TEXT NOT NULL) STRICT;

-- what the coordinator said of two people; looks: to know them again
CREATE TABLE answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, same INTEGER NOT NULL,
    left TEXT NOT NULL, right TEXT NOT NULL,
    looks TEXT NOT NULL
) STRICT;
-- corrections, and (person: NULL) people who are on no sheet
CREATE TABLE by_hand (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT REFERENCES person (id),
    words TEXT NOT NULL
) STRICT;

-- each reading of a registration system's export; made: when the file was saved
CREATE TABLE export (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, form TEXT NOT NULL, file TEXT NOT NULL,
    digest TEXT NOT NULL,
    made TEXT NOT NULL, newest TEXT, lines INTEGER NOT NULL, tokens INTEGER NOT NULL
) STRICT;
CREATE TABLE export_line (                  -- the lines of each form, as last read
    form TEXT NOT NULL, key TEXT NOT NULL, export INTEGER NOT NULL REFERENCES export (id),
    position INTEGER NOT NULL,
    person TEXT REFERENCES person (id), how TEXT NOT NULL, reply TEXT, cancelled INTEGER NOT NULL,
    at TEXT, words TEXT NOT NULL,
    PRIMARY KEY (form, key)
) STRICT, WITHOUT ROWID;
-- whose a line is, as the coordinator said; person: NULL for nobody's
CREATE TABLE line_answer (
    key TEXT PRIMARY KEY, at TEXT NOT NULL, person TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mark (                         -- what was heard by mail or telephone
    person TEXT PRIMARY KEY REFERENCES person (id), at TEXT NOT NULL, reply TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stop (person TEXT PRIMARY KEY REFERENCES person (id), at TEXT NOT NULL) STRICT,
    WITHOUT ROWID;
-- of those who were erased: keyed hashes, to know them by if a sheet brings them back
CREATE TABLE do_not_write (
    digest TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE let_through (person TEXT PRIMARY KEY REFERENCES person (id), at TEXT NOT NULL) STRICT,
    WITHOUT ROWID;
CREATE TABLE erased (person TEXT PRIMARY KEY REFERENCES person (id), at TEXT NOT NULL) STRICT,
    WITHOUT ROWID;
-- after a purge nothing can be sent, or written down of anybody, any more
CREATE TABLE closed (at TEXT NOT NULL) STRICT;

-- what each mailing was when the coordinator last looked at its letters
CREATE TABLE approval (
    mailing TEXT PRIMARY KEY, at TEXT NOT NULL, how TEXT NOT NULL, event TEXT NOT NULL,
    frames TEXT NOT NULL, people TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL,
    what TEXT NOT NULL) STRICT;
"""
    + ANSWERS_PART
    + APPEND_ONLY.format(table="letter")
    + APPEND_ONLY.format(table="fact")
    + APPEND_ONLY.format(table="event_version")
    + "".join(CLOSED.format(table=table) for table in CLOSING)
    + NOTHING_MORE
    + "".join(ERASED.format(table=table, theirs=theirs) for table, theirs in OF_THE_ERASED.items())
)

ROWS_OF_NOBODY = """
-- the rows that name nobody who could be written to
ALTER TABLE reading ADD COLUMN nobody INTEGER NOT NULL DEFAULT 0;
"""

# What the server calls a letter, of its last beginning (started: the fact of that): the draft that
# it was sent from, the Message-ID in the place of ours, and whether the mailbox has shown it among
# what was sent. By these the letter can be found in the mailbox, so they go with whoever is erased.
AT_SERVER = (
    """
CREATE TABLE at_server (
    letter TEXT PRIMARY KEY REFERENCES letter (id), started INTEGER NOT NULL, draft TEXT NOT NULL,
    message_id TEXT NOT NULL, seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
    + CLOSED.format(table="at_server")
    + ERASED.format(table="at_server", theirs=_THEIR_LETTER)
)

# What reports said of people's addresses, and the mails that wait for the coordinator: each with
# what it says of one recipient. taken: when it was dealt with; it stays, so that the same mail read
# once more is not asked about again.
RETURNED = (
    """
CREATE TABLE address_verdict (
    person TEXT NOT NULL REFERENCES person (id), key TEXT NOT NULL, cause TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE returned_mail (
    number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, why TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL, person TEXT REFERENCES person (id), letter TEXT REFERENCES letter (id),
    attempt INTEGER NOT NULL, fact TEXT NOT NULL, address TEXT NOT NULL, cause TEXT NOT NULL,
    answer TEXT NOT NULL, words TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, at TEXT,
    read_at TEXT NOT NULL, taken TEXT, UNIQUE (digest, address, answer)
) STRICT;
"""
    + "".join(CLOSED.format(table=table) for table in ("address_verdict", "returned_mail"))
    + "".join(
        ERASED.format(table=table, theirs=_THEIRS) for table in ("address_verdict", "returned_mail")
    )
)

# Of a draft: by what it is known to be as we left it (a digest, or the server's own mark), and how
# it was found at the last look ('': as we left it).
DRAFTS = """
ALTER TABLE at_server ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE at_server ADD COLUMN found TEXT NOT NULL DEFAULT '';
"""

# What was written into files for the coordinator. path: from the project's folder where it lies in
# it; person: whom alone it is about, NULL for several.
WRITTEN_FILES = """
CREATE TABLE written_file (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, person TEXT REFERENCES person (id),
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
""" + ERASED.format(table="written_file", theirs=_THEIRS)

# By itself, so that in PostgreSQL it can be kept from those who may only look.
OUT_OF_MEMORY = """
CREATE TABLE token_secret (value BLOB NOT NULL) STRICT;
INSERT INTO token_secret SELECT value FROM memory WHERE key = 'secret';
DELETE FROM memory WHERE key = 'secret';
"""

# What the texts of letters share, once; see `letter_text`. Texts kept before then stay whole.
SHAPES = """
CREATE TABLE letter_shape (digest TEXT PRIMARY KEY, blocks TEXT NOT NULL) STRICT;
ALTER TABLE letter_text ADD COLUMN shape TEXT REFERENCES letter_shape (digest);
""" + CLOSED.format(table="letter_shape")

MIGRATIONS: tuple[str, ...] = (
    FIRST, ROWS_OF_NOBODY, AT_SERVER, RETURNED, WRITTEN_FILES, DRAFTS, OUT_OF_MEMORY, SHAPES
)  # fmt: skip
