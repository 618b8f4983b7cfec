"""What PostgreSQL says when the ledger cannot be used, in our words."""

from __future__ import annotations

from invite.errors import InviteError, LedgerUnusable, MustMend
from invite.ledger.storage.postgres.driver import psycopg
from invite.ledger.storage.store import LedgerBusy, LedgerLost, closed
from invite.words import _

FULL = ("53100", "58030")  # disk_full, io_error (PostgreSQL, appendix A)
HELD = ("55P03", "40P01", "57014")  # lock_not_available, deadlock_detected, query_canceled
FORBIDDEN = "42501"  # insufficient_privilege
READ_ONLY = "25006"
NO_ENTRY = ("28000", "28P01", "3D000")  # the user, the password, the database


def in_our_words(error: psycopg.Error, where: str, *, lost: bool) -> InviteError:
    """where: the ledger's URL. lost: whether the connection is gone."""
    words, code = " ".join(str(error).split()), error.sqlstate or ""
    if "the mailings are closed" in words:
        return closed()
    if code in FULL:
        return LedgerUnusable(
            _("The disk is full: the ledger {path} cannot be written to.").format(path=where),
            hint=_("Free some space, then run the command again: it continues where it stopped."),
        )
    if lost:
        return LedgerLost(
            _("The connection to the ledger {path} was lost: {words}.").format(
                path=where, words=words.rstrip(".")
            ),
            hint=_("Run the command again: it continues where it stopped."),
        )
    if code in HELD:
        return LedgerBusy(
            _("Another program is using the ledger {path}.").format(path=where),
            hint=_("It may be another invite: wait a moment, then try again."),
        )
    if code == FORBIDDEN:
        return LedgerUnusable(
            _("Your user may not do that in the ledger {path}: {words}.").format(
                path=where, words=words.rstrip(".")
            ),
            hint=_("Whoever sends needs the role invite_sender, whoever looks invite_reader."),
        )
    if code == READ_ONLY:
        return LedgerUnusable(
            _("The ledger {path} can only be read here: it is a copy of another server.").format(
                path=where
            ),
            hint=_("Name the server that is written to, in invite.toml under `[ledger]`."),
        )
    return LedgerUnusable(
        _("The ledger {path} cannot be used: {words}.").format(path=where, words=words.rstrip(".")),
        hint=_("Ask whoever maintains the database."),
    )


def no_connection(error: psycopg.OperationalError, where: str) -> InviteError:
    """What is said where no connection could be made."""
    words, code = " ".join(str(error).split()).rstrip("."), error.sqlstate or ""
    pgconn = error.pgconn
    if code in NO_ENTRY or (pgconn is not None and pgconn.needs_password):
        return MustMend(
            _("The server does not let you in to the ledger {path}: {words}.").format(
                path=where, words=words
            ),
            hint=_(
                "To give the password: invite login --ledger. Otherwise ask whoever"
                " maintains the database."
            ),
        )
    if "root certificate" in words:
        return MustMend(
            _("The ledger {path} cannot prove who it is: {words}.").format(path=where, words=words),
            hint=_(
                "Add to the URL the file of your database's authority (sslrootcert=FILE), or"
                " sslrootcert=system where a public one has signed."
            ),
        )
    return LedgerUnusable(
        _("The ledger {path} cannot be reached: {words}.").format(path=where, words=words),
        hint=_("Check the network, and the server's name under `[ledger]` in invite.toml."),
    )


def newer(where: str) -> LedgerUnusable:
    """What is said of a ledger that a newer version has brought up to date."""
    return LedgerUnusable(
        _("The ledger {path} was made by a newer version of invite.").format(path=where),
        hint=_("Install that version here too: an older one could not keep its promises."),
    )


def pooler(where: str) -> MustMend:
    """What is said where something stands between us and the server."""
    return MustMend(
        _("A connection pooler (PgBouncer) is between invite and the ledger {path}.").format(
            path=where
        ),
        hint=_(
            "Name the server itself, whose port is usually 5432: a sender is known to be alive by"
            " its own connection."
        ),
    )


class TakenForDead(LedgerUnusable):
    """Others go on without this sender; it begins nothing more."""


def taken_for_dead(where: str) -> TakenForDead:
    """What is said to a sender that was away for too long."""
    return TakenForDead(
        _("This run was away from the ledger {path} for too long, and starts no letter.").format(
            path=where
        ),
        hint=_("Run the command again: it continues where it stopped."),
    )
