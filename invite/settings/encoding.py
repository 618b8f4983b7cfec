"""From the bytes of invite.toml to text, however Notepad saved them."""

from __future__ import annotations

from dataclasses import dataclass

from invite.settings.values import Unfit
from invite.text_encoding import decoded
from invite.words import _

ANSI = "cp1252"  # what Notepad calls so in Western Europe


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, lines ended by LF; the encoding; and what to say of how it was saved."""

    text: str
    encoding: str
    warning: Unfit | None = None


def decode(content: bytes) -> Decoded | Unfit:
    """The text of a settings file; Unfit where it is no text.

    TOML is UTF-8. What Notepad calls Unicode is UTF-16, what it calls ANSI is the machine's code page, cp1252 in Western
    Europe: both are read all the same, the second with a warning, because it is only very likely.
    """
    found = decoded(content, old=(ANSI,))
    if found is None or "\0" in found[0] or (found[1] != "utf-8" and "\N{REPLACEMENT CHARACTER}" in found[0]):
        return Unfit(
            _("This file is not text."), _("Open it in Notepad; if it looks right there: File, Save As, Encoding: UTF-8.")
        )
    text, encoding = found
    lines = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").replace("\r", "\n")
    if encoding != ANSI:
        return Decoded(lines, encoding)
    warning = Unfit(
        _("The file is not saved as UTF-8; it was read as Western European (ANSI)."),
        _("See that ä and ö are right. In Notepad: File, Save As, Encoding: UTF-8."),
    )
    return Decoded(lines, encoding, warning)
