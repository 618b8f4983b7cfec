"""Where a mailbox is read, and up to where it has been; by itself, so that the settings need no
network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAccount:
    """Where a mailbox is read by IMAP. auth: by a password, or by a token of Microsoft's
    (XOAUTH2). security: none only within this computer.
    """

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    username: str
    auth: Literal["password", "microsoft"] = "password"
    ca_file: str | None = None
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Position:
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
