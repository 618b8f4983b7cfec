"""Where a mailbox is read; by itself, so that the settings need no network."""

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
