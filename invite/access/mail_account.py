"""Where a mailbox is, up to where it has been read, and what it shows of a mail; by itself, so that
the settings need no network.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct


class ImapAccount(Struct, frozen=True, kw_only=True):
    """Where a mailbox is opened by IMAP. auth: by a password, or by a token of Microsoft's
    (XOAUTH2). security: none only within this computer. section: of the settings that it is from.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    username: str
    auth: Literal["password", "microsoft"] = "password"
    ca_file: str | None = None
    folder: str = "INBOX"
    section: str = "[returns]"


class MailItem(Struct, frozen=True, kw_only=True):
    """A mail as its mailbox knows it.

    message_id: as the receiver sees it, with angle brackets. headers: of a draft, in small letters,
    where the mailbox has kept any. created: aware. change_key: another one after each change.
    """

    id: str
    folder: str
    is_draft: bool
    message_id: str
    subject: str = ""
    to: tuple[str, ...] = ()
    created: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    change_key: str = ""


class Position(Struct, frozen=True):
    """Up to where a folder has been read. validity: where the server numbers its mails in another
    way, this changes, and all of them are new (RFC 3501 2.3.1.1).
    """

    validity: int
    uid: int

    def __str__(self) -> str:
        return f"{self.validity}:{self.uid}"

    @classmethod
    def read(cls, text: str) -> Position | None:
        """As it was written by `str`; None for what is none."""
        validity, colon, uid = text.partition(":")
        if not (colon and validity.isdigit() and uid.isdigit()):
            return None
        return cls(int(validity), int(uid))
