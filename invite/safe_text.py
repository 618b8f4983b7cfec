"""TODO one sentence for invite/safe_text.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from invite.words import _

# Characters that move the cursor, colour the screen or turn the reading direction: what people
# wrote is only text.
_UNSEEN = dict.fromkeys(
    [
        *range(32),
        *range(127, 160),
        *range(0x200E, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
    ]
)


def shown(text: str) -> str:
    """One line of what somebody wrote, without control characters and direction marks."""
    return " ".join(text.split()).translate(_UNSEEN)


def shown_lines(text: str) -> str:
    """Several lines of what somebody wrote, each without control characters and direction marks."""
    return "\n".join(line.translate(_UNSEEN) for line in text.splitlines())


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
