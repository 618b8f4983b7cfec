"""An Outlook `.msg` (MS-OXMSG) as the mail that it was: its transport headers, its text, and for a report its recipients' fields."""

from __future__ import annotations

from invite.returned.mime import ParsedMessage


def is_msg(content: bytes) -> bool:
    """Whether bytes are a compound file (MS-CFB 2.2), which a `.msg` is."""
    return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def parse(content: bytes) -> ParsedMessage:
    """TODO"""
    return ParsedMessage(headers=())
