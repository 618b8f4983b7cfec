"""A small IMAP client (RFC 3501): reads what is new in one folder, and moves mails only when it is
asked to.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from types import TracebackType
from typing import Self

from invite.access.mail_account import ImapAccount, Position
from invite.access.tls import make_context
from invite.errors import MustMend, ServerRefusesUs
from invite.words import _

PATIENCE = 60.0  # seconds that the server may take to answer
AT_ONCE = 100  # mails of one command
BYTES_AT_ONCE = 8 << 20
LISTED = 10  # folders named in an error

# RFC 3501 9, date; not strftime, whose months are those of the computer's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_FOLDER = re.compile(rb'\) (?:"[^"]*"|NIL) "?(.*?)"?$')
_RUNS = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")


class ImapFolder:
    """One folder, read-only. Use as a context manager.

    secret: the password or the token. Raises ServerRefusesUs where the server cannot be reached,
    trusted or signed in to, MustMend where there is no such folder.
    """

    def __init__(self, account: ImapAccount, secret: Callable[[], str]) -> None:
        self._account = account
        with self._speaking():
            self._client = _connected(account)
        try:
            with self._speaking():
                self._sign_in(secret())
                # Servers offer more to whom they know (RFC 3501 7.2.1).
                _kind, said = self._client.capability()
            self._capabilities = frozenset(_flat(said[0] if said else b"").decode().upper().split())
            self.validity = self._open(readonly=True)
        except BaseException:
            self._close()
            raise

    def new(self, after: Position | None, since: date | None) -> tuple[int, ...]:
        """The UIDs of the mails that came after a position; of all of them where the folder was
        never read (as far as that is of use: since a day).
        """
        last = after.uid if after is not None and after.validity == self.validity else 0
        wanted = ["UID", f"{last + 1}:*"]
        if not last and since is not None:
            wanted = ["SINCE", f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"]
        with self._speaking():
            found = self._ask("SEARCH", *wanted)
        uids = {int(uid) for line in found if isinstance(line, bytes) for uid in line.split()}
        # `n:*` names the last mail even where its number is smaller (RFC 3501 6.4.8).
        return tuple(sorted(uid for uid in uids if uid > last))

    def mails(self, uids: Sequence[int], most: int) -> Iterator[tuple[int, bytes]]:
        """These mails, each with its UID; nobody else sees that they were read. most: bytes of one
        that are fetched.
        """
        for start in range(0, len(uids), 10 * AT_ONCE):
            for some in self._batches(uids[start : start + 10 * AT_ONCE], most):
                with self._speaking():
                    found = self._ask("FETCH", _set(some), f"(UID BODY.PEEK[]<0.{most}>)")
                yield from _contents(found)

    def _batches(self, uids: Sequence[int], most: int) -> Iterator[list[int]]:
        """So many at once as the computer's memory may hold."""
        with self._speaking():
            found = self._ask("FETCH", _set(uids), "(UID RFC822.SIZE)")
        some: list[int] = []
        size = 0
        for line in found:
            uid, octets = _UID.search(_flat(line)), _SIZE.search(_flat(line))
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
        name = _quoted(folder)
        with self._speaking():
            self._client.create(name)  # says NO where it is there already
            self._open(readonly=False)
            for start in range(0, len(uids), AT_ONCE):
                some = _set(uids[start : start + AT_ONCE])
                if "MOVE" in self._capabilities:
                    self._ask("MOVE", some, name)
                else:
                    self._ask("COPY", some, name)
                    self._ask("STORE", some, "+FLAGS.SILENT", "(\\Deleted)")
                    self._ask("EXPUNGE", some)  # RFC 4315: these alone

    def _open(self, *, readonly: bool) -> int:
        """Open the folder; its UIDVALIDITY."""
        with self._speaking():
            kind, _count = self._client.select(_quoted(self._account.folder), readonly=readonly)
            if kind != "OK":
                raise self._no_folder()
            _name, said = self._client.response("UIDVALIDITY")
        value = said[0] if said and said[0] else b"0"
        return int(value) if value.isdigit() else 0

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

    def _sign_in(self, secret: str) -> None:
        user = self._account.username
        try:
            if self._account.auth == "microsoft":
                said = f"user={user}\x01auth=Bearer {secret}\x01\x01".encode()
                # A token that is not taken brings a challenge, to be answered with nothing.
                answers = iter((said, b""))
                self._client.authenticate("XOAUTH2", lambda _challenge: next(answers, b""))
            elif "AUTH=PLAIN" in self._client.capabilities:
                self._client.authenticate("PLAIN", lambda _none: f"\0{user}\0{secret}".encode())
            else:
                self._client.login(_quoted(user), secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise ServerRefusesUs(
                _("{host} does not let {username} in. It says: {reply}").format(
                    host=self._account.host, username=user, reply=_words(error)
                ),
                hint=_("Check `[returns] username`, and give the password again: invite login"),
            ) from error

    def _ask(self, command: str, *words: str) -> list[bytes | tuple[bytes, ...] | None]:
        kind, found = self._client.uid(command, *words)
        if kind != "OK":
            raise imaplib.IMAP4.error(_flat(found[0] if found else b"").decode("utf-8", "replace"))
        return found

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What goes wrong on the wire, in our words."""
        try:
            yield
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or str(error)
            raise ServerRefusesUs(
                _("The mail server {host} cannot be trusted: {why}.").format(
                    host=self._account.host, why=why.rstrip(".")
                ),
                hint=_(
                    "Nothing was read. If your organisation has certificates of its own, ask IT for"
                    " the file and name it at `[returns] ca_file`."
                ),
            ) from error
        except (OSError, imaplib.IMAP4.error) as error:
            raise ServerRefusesUs(
                _("The mailbox at {host}:{port} cannot be read: {why}.").format(
                    host=self._account.host, port=self._account.port, why=_words(error).rstrip(".")
                ),
                hint=_("Check the network, and `host`, `port` and `security` under `[returns]`."),
            ) from error

    def _close(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self._client.logout()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()


def _connected(account: ImapAccount) -> imaplib.IMAP4:
    if account.security == "tls":
        context = make_context(account.ca_file)
        return imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=PATIENCE)
    client = imaplib.IMAP4(account.host, account.port, timeout=PATIENCE)
    if account.security == "starttls":
        try:
            client.starttls(make_context(account.ca_file))
        except BaseException:
            client.shutdown()
            raise
    return client


def _set(uids: Iterable[int]) -> str:
    """Numbers as a sequence set, runs as `first:last`, so that the line stays short."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else str(first) for first, last in runs)


def _contents(found: Sequence[bytes | tuple[bytes, ...] | None]) -> Iterator[tuple[int, bytes]]:
    """The mails in an answer. A server may name the UID before the content or after it."""
    for place, part in enumerate(found):
        if isinstance(part, tuple) and len(part) > 1:
            after = found[place + 1] if place + 1 < len(found) else b""
            uid = _UID.search(part[0]) or _UID.search(after if isinstance(after, bytes) else b"")
            if uid is not None:
                yield int(uid[1]), part[1]


def _flat(line: bytes | tuple[bytes, ...] | None) -> bytes:
    return b" ".join(line) if isinstance(line, tuple) else line or b""


def _quoted(name: str) -> str:
    """A folder's name in modified UTF-7 (RFC 3501 5.1.3), as a quoted string."""
    runs = [
        run.replace("&", "&-")
        if run.isascii() and run.isprintable()
        else f"&{b64encode(run.encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"
        for run in _RUNS.findall(name)
    ]
    return '"' + "".join(runs).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(error: Exception) -> str:
    """What went wrong, on one line."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = error.args[0] if error.args else type(error).__name__
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:300]
