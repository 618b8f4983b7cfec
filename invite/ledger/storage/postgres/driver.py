"""The library of the extra `postgres`, or the sentence that says how to install it."""

from __future__ import annotations

import logging

from invite.access.extras import missing
from invite.words import _

try:
    import psycopg as psycopg

    # It tells of lost connections in the log, too, which nobody has asked for.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
except ImportError as error:
    raise missing(
        _("For a ledger in PostgreSQL, a library is missing: psycopg."), "psycopg[binary]"
    ) from error
