"""What strangers wrote, made harmless: for screens, letters, workbooks, file names, commands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from invite.words import _

# Line and paragraph separators of Unicode count as line ends for some programs (str.splitlines, old
# mail readers).
_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]+")
# Controls move the cursor, colour the screen, or may not stand in XML (1.0, 2.2); U+061C, 200E,
# 200F, 202A–202E and 2066–2069 turn the direction of what follows: a name with one would reverse
# the rest of its line. Tab and line feed are text.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufffe\uffff]"
)


def shown(text: str) -> str:
    """One line without unsafe characters; line ends, tabs and runs of spaces become one space.

    No-break spaces stay.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", shown_lines(text)).strip()


def cut(text: str, most: int) -> str:
    """The same, no longer than a table can bear: what is missing shows as "…"."""
    line = shown(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def shown_lines(text: str) -> str:
    """Several lines, parted by LF, without unsafe characters; spaces and tabs stay as they are."""
    if text.isprintable():
        return text
    return _UNSAFE.sub("", _LINE_END.sub("\n", text)).removesuffix("\n")


def printable(text: str) -> str:
    """One line of what everything can show, or keep as a name: any character that is not plainly
    visible becomes a space.
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def named(names: Sequence[str], most: int = 10) -> str:
    """People by name in one line, as many as can be read at once, and how many more there are."""
    told = ", ".join(map(shown, names[:most]))
    rest = len(names) - most
    return told + " " + _("… and {n} more").format(n=rest) if rest > 0 else told


_PLAIN_WORD = re.compile(r"\w[\w.,:/+@-]{0,120}")


_QUOTABLE = re.compile(r"\w[\w.,:/+@' ()-]{0,120}")


def to_copy(text: str, otherwise: str) -> str:
    """A stranger's text as one word of a command to copy, in quotation marks where it needs them;
    `otherwise` where a shell (of Windows or another) could take any of it for a command, or invite
    for an option.
    """
    if _PLAIN_WORD.fullmatch(text):
        return text
    return f'"{text}"' if _QUOTABLE.fullmatch(text) else otherwise
