"""A connection to an IMAP server (RFC 3501): made, protected and signed in; what goes wrong on it
is told in our words.
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

from invite.access.imap.metered import Metered, MeteredTls
from invite.access.mail_account import ImapAccount
from invite.access.tls import make_context
from invite.errors import ServerRefusesUs
from invite.words import _, system_words

PATIENCE = 60.0  # seconds that the server may take to answer

# RFC 3501 9, date; not strftime, whose months are those of the computer's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RUNS = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
UID = re.compile(rb"\bUID (\d+)")

Answer = Sequence[bytes | tuple[bytes, ...] | None]


class PasswordRefused(ServerRefusesUs):
    """The server was reached and can be trusted, and does not let this user in."""


class ImapConnection:
    """Use as a context manager.

    secret: the password or the token. Raises ServerRefusesUs where the server cannot be reached,
    trusted or (PasswordRefused) signed in to.
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
            self._capabilities = frozenset(flat(said[0] if said else b"").decode().upper().split())
            self._ready()
        except BaseException:
            self.close()
            raise

    def _ready(self) -> None:
        """What is done first."""

    def _select(self, folder: str, *, readonly: bool) -> int | None:
        """Open a folder, whose name is quoted; its UIDVALIDITY, or None where there is none."""
        kind, _count = self._client.select(folder, readonly=readonly)
        if kind != "OK":
            return None
        _name, said = self._client.response("UIDVALIDITY")
        value = said[0] if said and said[0] else b"0"
        return int(value) if value.isdigit() else 0

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
                self._client.login(quoted(user), secret)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise PasswordRefused(
                _("{host} does not let {username} in. It says: {reply}").format(
                    host=self._account.host, username=user, reply=words_of(error)
                ),
                hint=_(
                    "Check `{section} username`, and give the password again: invite login"
                ).format(section=self._account.section),
            ) from error

    def _ask(self, command: str, *words: str) -> list[bytes | tuple[bytes, ...] | None]:
        kind, found = self._client.uid(command, *words)
        if kind != "OK":
            raise imaplib.IMAP4.error(flat(found[0] if found else b"").decode("utf-8", "replace"))
        return found

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What goes wrong on the wire, in our words."""
        section = self._account.section
        try:
            yield
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or str(error)
            raise ServerRefusesUs(
                _("The mail server {host} cannot be trusted: {why}.").format(
                    host=self._account.host, why=why.rstrip(".")
                ),
                hint=_(
                    "Nothing was read or sent. If your organisation has certificates of its own,"
                    " ask IT for the file and name it at `{section} ca_file`."
                ).format(section=section),
            ) from error
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            # ValueError: a number or a word that is none
            raise ServerRefusesUs(
                _("The mailbox at {host}:{port} cannot be read: {why}.").format(
                    host=self._account.host,
                    port=self._account.port,
                    why=words_of(error).rstrip("."),
                ),
                hint=_(
                    "Check the network, and `host`, `port` and `security` under `{section}`."
                ).format(section=section),
            ) from error

    def close(self) -> None:
        """Sign out, if the server still listens."""
        with suppress(OSError, ValueError, imaplib.IMAP4.error):
            self._client.logout()
        self.abort()

    def abort(self) -> None:
        """Hang up in the middle of whatever is said."""
        with suppress(OSError):
            self._client.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _connected(account: ImapAccount) -> imaplib.IMAP4:
    if account.security == "tls":
        context = make_context(account.ca_file)
        return MeteredTls(account.host, account.port, ssl_context=context, timeout=PATIENCE)
    client = Metered(account.host, account.port, timeout=PATIENCE)
    if account.security == "starttls":
        try:
            client.starttls(make_context(account.ca_file))
        except BaseException:
            client.shutdown()
            raise
    return client


def since_words(day: date) -> list[str]:
    """What a search says for "on this day or later"."""
    return ["SINCE", f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"]


def uids_of(found: Answer) -> list[int]:
    """The numbers in the answer to a search."""
    lines = (line for line in found if isinstance(line, bytes))
    return [int(uid) for line in lines for uid in line.split() if uid.isdigit()]


def uid_set(uids: Iterable[int]) -> str:
    """Numbers as a sequence set, runs as `first:last`, so that the line stays short."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else str(first) for first, last in runs)


def fetched(found: Answer) -> Iterator[tuple[int, bytes, bytes]]:
    """What was fetched of each mail: its number, what was said of it, its content. A server may
    say the number before the content or after it.
    """
    for place, part in enumerate(found):
        if isinstance(part, tuple) and len(part) > 1:
            after = found[place + 1] if place + 1 < len(found) else b""
            said = part[0] + b" " + (after if isinstance(after, bytes) else b"")
            if uid := UID.search(said):
                yield int(uid[1]), said, part[1]


def flat(line: bytes | tuple[bytes, ...] | None) -> bytes:
    """A line of an answer, with what was said in it by length."""
    return b" ".join(line) if isinstance(line, tuple) else line or b""


def quoted(name: str) -> str:
    """A folder's name in modified UTF-7 (RFC 3501 5.1.3), as a quoted string."""
    runs = [
        run.replace("&", "&-")
        if run.isascii() and run.isprintable()
        else f"&{b64encode(run.encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"
        for run in _RUNS.findall(name)
    ]
    return '"' + "".join(runs).replace("\\", "\\\\").replace('"', '\\"') + '"'


def words_of(error: Exception) -> str:
    """What went wrong, on one line."""
    if isinstance(error, OSError) and error.strerror:
        return system_words(error)
    said = error.args[0] if error.args else type(error).__name__
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:300]
