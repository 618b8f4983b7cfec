"""The Drafts and Sent folders by IMAP: drafts are laid, looked for, read and put away."""

from __future__ import annotations

import email
import hashlib
import imaplib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from msgspec import Struct

from invite.access.exchange import NoAnswer
from invite.access.imap.imap_connection import (
    ImapConnection,
    fetched,
    flat,
    since_words,
    uid_set,
    uids_of,
    words_of,
)
from invite.access.mail_account import MailItem
from invite.errors import MustMend, ServerRefusesUs
from invite.words import _

AT_ONCE = 100  # mails of one command
DAY = timedelta(days=1)  # IMAP's days are those of the server
LISTED = 10
A_HEADER = 4_000  # characters of a header that are looked at

# RFC 6154 says which folder is which; where a server does not, it is known by its name.
_NAMES = {
    "\\drafts": ("drafts", "luonnokset", "utkast"),
    "\\sent": (
        "sent", "sent items", "sent messages", "lähetetyt", "lähetetyt kohteet",
        "skickat", "skickade objekt",
    ),
}  # fmt: skip
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>"(?:[^"\\]|\\.)*"|[^ ]+)$')
_APPENDED = re.compile(rb"APPENDUID (\d+) (\d+)")  # RFC 4315 3
_AT = re.compile(rb'INTERNALDATE "([^"]+)"')
_WANTED = "(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID X-INVITE-ID TO SUBJECT DATE)])"


class _Place(Struct, frozen=True):
    """A mail: in which folder, and by what number."""

    sent: bool
    validity: int
    uid: int

    def __str__(self) -> str:
        return f"{'sent ' if self.sent else ''}{self.validity}:{self.uid}"

    @classmethod
    def read(cls, id_: str) -> _Place | None:
        """As it was written by `str`; None for what is none."""
        found = re.fullmatch(r"(sent )?(\d+):(\d+)", id_)
        return cls(bool(found[1]), int(found[2]), int(found[3])) if found else None


class ImapDrafts(ImapConnection):
    """Raises MustMend, besides, where a mailbox has no such folders."""

    def _ready(self) -> None:
        folders = self._folders()
        self._drafts = self._named("\\drafts", folders)
        self._sent = self._named("\\sent", folders)

    def append(self, content: bytes) -> str:
        """Lay a draft; its id, or nothing where the server does not say it.

        Raises NoAnswer where the connection was lost: it may lie there or not; ServerRefusesUs for
        a no.
        """
        try:
            kind, said = self._client.append(
                self._drafts, "(\\Draft \\Seen)", imaplib.Time2Internaldate(datetime.now(UTC)),
                content,
            )  # fmt: skip
        except (OSError, imaplib.IMAP4.abort) as lost:
            raise NoAnswer(words_of(lost), heard=True) from lost
        except imaplib.IMAP4.error as error:
            kind, said = "NO", [words_of(error).encode()]
        answer = flat(said[0] if said else b"")
        if kind != "OK":
            raise ServerRefusesUs(
                _("{host} takes no draft. It says: {reply}").format(
                    host=self._account.host, reply=answer.decode("utf-8", "replace")
                ),
                hint=_("Make room in the mailbox, or ask IT; then run the command again."),
            )
        found = _APPENDED.search(answer)
        return str(_Place(sent=False, validity=int(found[1]), uid=int(found[2]))) if found else ""

    def items(self, since: datetime, *, sent: bool) -> tuple[MailItem, ...]:
        """What has come into Drafts, or into Sent, since then."""
        with self._speaking():
            validity = self._select(self._sent if sent else self._drafts, readonly=True) or 0
            day = (since - DAY).date()
            uids = sorted(uids_of(self._ask("SEARCH", "UNDELETED", *since_words(day))))
            return tuple(self._items(uids, validity, sent=sent))

    def content(self, id_: str) -> bytes:
        """A mail as it lies there, or nothing where it is gone."""
        place = self._open(id_, readonly=True)
        if place is None:
            return b""
        with self._speaking():
            found = self._ask("FETCH", str(place.uid), "(UID BODY.PEEK[])")
        return next((content for _uid, _said, content in fetched(found)), b"")

    def is_there(self, id_: str) -> bool:
        """Whether it lies where it was put."""
        place = self._open(id_, readonly=True)
        if place is None:
            return False
        with self._speaking():
            return bool(uids_of(self._ask("SEARCH", "UNDELETED", "UID", str(place.uid))))

    def discard(self, id_: str) -> bool:
        """Delete a draft; whether it was there. Where a server cannot delete one alone (RFC 4315),
        it is marked as deleted.
        """
        if not self.is_there(id_):
            return False
        place = self._open(id_, readonly=False)
        if place is None:
            return False
        with self._speaking():
            self._ask("STORE", str(place.uid), "+FLAGS.SILENT", "(\\Deleted)")
            if "UIDPLUS" in self._capabilities:
                self._ask("EXPUNGE", str(place.uid))
        return True

    def _open(self, id_: str, *, readonly: bool) -> _Place | None:
        """The place of a mail, its folder open; None where the server numbers otherwise now."""
        place = _Place.read(id_)
        if place is None:
            return None
        with self._speaking():
            folder = self._sent if place.sent else self._drafts
            same = self._select(folder, readonly=readonly) == place.validity
        return place if same else None

    def _items(self, uids: list[int], validity: int, *, sent: bool) -> Iterator[MailItem]:
        for start in range(0, len(uids), AT_ONCE):
            found = self._ask("FETCH", uid_set(uids[start : start + AT_ONCE]), _WANTED)
            for uid, said, head in fetched(found):
                place = str(_Place(sent=sent, validity=validity, uid=uid))
                yield _item(place, said, head, sent=sent)

    def _folders(self) -> list[tuple[str, str]]:
        """Every folder: its flags in small letters, and its name as the server quotes it."""
        pattern = '"*"'
        if {"LIST-EXTENDED", "SPECIAL-USE"} <= self._capabilities:
            pattern += " RETURN (SPECIAL-USE)"
        with self._speaking():
            _kind, lines = self._client.list('""', pattern)
        found = (_LISTED.search(line) for line in lines if isinstance(line, bytes))
        return [
            (
                one["flags"].decode("ascii", "replace").lower(),
                one["name"].decode("ascii", "replace"),
            )
            for one in found
            if one
        ]

    def _named(self, use: str, folders: list[tuple[str, str]]) -> str:
        for flags, name in folders:
            if use in flags.split():
                return name
        for _flags, name in folders:
            if _plain(name) in _NAMES[use]:
                return name
        raise MustMend(
            _("The mailbox at {host} has no folder for {use}.").format(
                host=self._account.host, use=use.strip("\\").capitalize()
            ),
            hint=_("There is: {names}. Make one in your mail program.").format(
                names=", ".join(name for _flags, name in folders[:LISTED]) or "–"
            ),
        )


def digest_of(content: bytes) -> str:
    """By what a draft is known to be as we left it."""
    return hashlib.sha256(content).hexdigest()


def text_of(content: bytes) -> str:
    """All that a mail says, as text or HTML."""
    try:
        parts = list(email.message_from_bytes(content).walk())
    except RecursionError:  # parts in parts without end: it is no letter of ours
        return content.decode("utf-8", "replace")
    said = [
        part.get_payload(decode=True) for part in parts if part.get_content_maintype() == "text"
    ]
    return "\n".join(one.decode("utf-8", "replace") for one in said if isinstance(one, bytes))


def _item(place: str, said: bytes, head: bytes, *, sent: bool) -> MailItem:
    # Not by email's newer policy: it takes a minute over a header of a stranger's that is made for
    # it, and calls itself for each bracket.
    parsed = email.message_from_bytes(head)
    marks = [value for name, value in parsed.items() if name.lower() == "x-invite-id"]
    return MailItem(
        id=place,
        folder="sent" if sent else "drafts",
        is_draft=not sent,
        message_id=_text(parsed, "Message-ID"),
        subject=_text(parsed, "Subject"),
        to=_addresses(_line(parsed, "To")),
        created=_instant(said),
        headers=tuple(("x-invite-id", str(value).strip()) for value in marks),
        change_key=place,
    )


def _line(parsed: Message, name: str) -> str:
    """A header on one line as it came, so much of it as is looked at."""
    raw = str(parsed.get(name) or "")[:A_HEADER].encode("utf-8", "replace").decode()
    return " ".join(raw.split())


def _text(parsed: Message, name: str) -> str:
    """The same with its encoded words (RFC 2047) decoded."""
    line = _line(parsed, name)
    try:
        return " ".join(str(make_header(decode_header(line))).split())
    except (HeaderParseError, LookupError, ValueError):
        return line


def _addresses(line: str) -> tuple[str, ...]:
    try:
        return tuple(one.casefold() for _name, one in getaddresses([line]) if one)
    except RecursionError:  # comments in comments
        return ()


def _instant(said: bytes) -> datetime | None:
    found = _AT.search(said)
    try:
        return parsedate_to_datetime(found[1].decode().replace("-", " ")) if found else None
    except ValueError:
        return None


def _plain(name: str) -> str:
    """A folder's name without quotes and what it lies in; modified UTF-7 as it is read."""
    bare = name.strip('"').replace('\\"', '"')
    last = re.split(r"[/.]", bare)[-1]
    try:
        return last.replace("&", "+").replace(",", "/").encode().decode("utf-7").casefold()
    except UnicodeDecodeError:
        return last.casefold()
