"""One folder by IMAP, read-only: what is new in it; mails are moved only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from invite.access.imap.imap_connection import (
    UID,
    ImapConnection,
    fetched,
    flat,
    quoted,
    since_words,
    uid_set,
    uids_of,
)
from invite.access.mail_account import Position
from invite.errors import MustMend
from invite.words import _

AT_ONCE = 100  # mails of one command
BYTES_AT_ONCE = 8 << 20
LISTED = 10  # folders named in an error

_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_FOLDER = re.compile(rb'\) (?:"[^"]*"|NIL) "?(.*?)"?$')


class ImapFolder(ImapConnection):
    """The folder that the account names. Raises MustMend, besides, where there is none."""

    validity: int

    def _ready(self) -> None:
        self.validity = self._open(readonly=True)

    def new(self, after: Position | None, since: date | None) -> tuple[int, ...]:
        """The UIDs of the mails that came after a position; of all of them where the folder was
        never read (as far as that is of use: since a day).
        """
        last = after.uid if after is not None and after.validity == self.validity else 0
        wanted = ["UID", f"{last + 1}:*"]
        if not last and since is not None:
            wanted = since_words(since)
        with self._speaking():
            uids = set(uids_of(self._ask("SEARCH", *wanted)))
        # `n:*` names the last mail even where its number is smaller (RFC 3501 6.4.8).
        return tuple(sorted(uid for uid in uids if uid > last))

    def mails(self, uids: Sequence[int], most: int) -> Iterator[tuple[int, bytes]]:
        """These mails, each with its UID; nobody else sees that they were read. most: bytes of one
        that are fetched.
        """
        for start in range(0, len(uids), 10 * AT_ONCE):
            for some in self._batches(uids[start : start + 10 * AT_ONCE], most):
                with self._speaking():
                    found = self._ask("FETCH", uid_set(some), f"(UID BODY.PEEK[]<0.{most}>)")
                yield from ((uid, content) for uid, _said, content in fetched(found))

    def _batches(self, uids: Sequence[int], most: int) -> Iterator[list[int]]:
        """So many at once as the computer's memory may hold."""
        with self._speaking():
            found = self._ask("FETCH", uid_set(uids), "(UID RFC822.SIZE)")
        some: list[int] = []
        size = 0
        for line in found:
            uid, octets = UID.search(flat(line)), _SIZE.search(flat(line))
            if uid is None or octets is None:
                continue
            here = min(int(octets[1]), most)
            if some and (len(some) == AT_ONCE or size + here > BYTES_AT_ONCE):
                yield some
                some, size = [], 0
            some.append(int(uid[1]))
            size += here
        if some:
            yield some

    def check_move(self) -> None:
        """Raises MustMend where the server cannot move single mails (RFC 6851, RFC 4315)."""
        if not self._capabilities & {"MOVE", "UIDPLUS"}:
            raise MustMend(
                _("{host} cannot move messages.").format(host=self._account.host),
                hint=_("Leave --move out, and move them in your mail program."),
            )

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move these mails to another folder, which is made where there is none (RFC 6851)."""
        if not uids:
            return
        name = quoted(folder)
        with self._speaking():
            self._client.create(name)  # says NO where it is there already
            self._open(readonly=False)
            for start in range(0, len(uids), AT_ONCE):
                some = uid_set(uids[start : start + AT_ONCE])
                if "MOVE" in self._capabilities:
                    self._ask("MOVE", some, name)
                else:
                    self._ask("COPY", some, name)
                    self._ask("STORE", some, "+FLAGS.SILENT", "(\\Deleted)")
                    self._ask("EXPUNGE", some)  # RFC 4315: these alone

    def _open(self, *, readonly: bool) -> int:
        """Open the folder; its UIDVALIDITY."""
        with self._speaking():
            validity = self._select(quoted(self._account.folder), readonly=readonly)
            if validity is None:
                raise self._no_folder()
        return validity

    def _no_folder(self) -> MustMend:
        _kind, lines = self._client.list()
        names = [
            found[1].decode("ascii", "replace")
            for line in lines
            if isinstance(line, bytes) and (found := _FOLDER.search(line))
        ]
        return MustMend(
            _("There is no folder {name} in the mailbox.").format(name=self._account.folder),
            hint=_("There is: {names}. Write one of them at `[returns] folder`.").format(
                names=", ".join(names[:LISTED]) or "–"
            ),
        )
