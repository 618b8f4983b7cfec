"""Text that strangers wrote, made harmless: for a screen, a letter, a workbook, a file name."""

from __future__ import annotations

import re

# Line and paragraph separators of Unicode count as line ends for some programs (str.splitlines, old mail readers).
_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Controls move the cursor, colour the screen, or may not stand in XML (1.0, 2.2); U+061C, 200E, 200F, 202A–202E and 2066–2069
# turn the direction of what follows: a name with one would reverse the rest of its line. Tab and line feed are text.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text line by line, ended by LF, without unsafe characters; spaces and tabs stay as they are."""
    if text.isprintable():
        return text
    return _UNSAFE.sub("", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line: line ends, tabs and runs of spaces become one space. No-break spaces stay."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _UNSAFE.sub("", _SPACES.sub(" ", text)).strip()


def printable(text: str) -> str:
    """One line of what everything can show or keep as a name: any character that is not plainly visible becomes a space."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())
