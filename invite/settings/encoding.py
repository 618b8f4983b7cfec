"""From the bytes of invite.toml to text, however Notepad saved them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from invite.settings.values import Unfit
from invite.words import _

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, lines ended by LF; and what to say of how it was saved."""

    text: str
    warning: Unfit | None = None


def decode(content: bytes) -> Decoded | Unfit:
    """The text of a settings file; Unfit where it is no text.

    TOML is UTF-8. What Notepad calls Unicode is UTF-16, what it calls ANSI is the machine's code page, cp1252 in Western
    Europe: both are read all the same, the second with a warning, because it is only very likely.
    """
    for mark in UTF16_MARKS:
        if content.startswith(mark):
            return _strict(content, "utf-16")
    if content[1::2].count(0) > len(content) // 4:  # UTF-16 without a mark: every other byte of Western text is 0
        return _strict(content, "utf-16-le")
    try:
        return Decoded(_lines(content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        pass
    text = _strict(content, "cp1252")
    if isinstance(text, Unfit):
        return text
    warning = Unfit(
        _("The file is not saved as UTF-8; it was read as Western European (ANSI)."),
        _("See that ä and ö are right. In Notepad: File, Save As, Encoding: UTF-8."),
    )
    return Decoded(text.text, warning)


def _strict(content: bytes, encoding: str) -> Decoded | Unfit:
    no_text = Unfit(
        _("This file is not text."), _("Open it in Notepad; if it looks right there: File, Save As, Encoding: UTF-8.")
    )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return no_text
    return no_text if "\0" in text else Decoded(_lines(text))


def _lines(text: str) -> str:
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n").replace("\r", "\n")
