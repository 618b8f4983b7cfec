"""What strangers wrote does no harm, and stays what they wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite.safe_text import printable, shown, shown_lines

HARMFUL = [
    *map(
        chr,
        (
            *range(9),
            *range(11, 32),
            *range(127, 160),
            0x61C,
            0x200E,
            0x200F,
            *range(0x2028, 0x202F),
        ),
    ),
    *map(chr, (*range(0x2066, 0x206A), 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)),
]


@pytest.mark.parametrize("char", HARMFUL, ids=lambda char: f"U+{ord(char):04X}")
def test_harmful_characters_go(char: str) -> None:
    """Controls, marks that turn the direction of text, line ends but LF, what no XML may hold."""
    for clean in (shown_lines, shown, printable):
        assert char not in clean(f"Matti{char}Meikäläinen")
    assert "\n" not in shown(f"Matti{char}\nMeikäläinen") + printable(f"Matti{char}\nMeikäläinen")


@pytest.mark.parametrize(
    "text",
    ["Päivi Hägglund", "klo\u00a013–16", "👩‍👩‍👧 ǅ", "הלום", "O’Hara-Łącki", "a <b> {{c}} _d_"],
)
def test_what_is_text_stays(text: str) -> None:
    """Letters of any script, joined emoji, no-break spaces, and what is markup elsewhere."""
    assert shown(text) == shown_lines(text) == text


def test_lines_and_indents_stay_where_there_may_be_several() -> None:
    """A template keeps its lines, its indents, and the two spaces that end a line in Markdown."""
    assert shown_lines("\tx  \r\n  y\rz\vå\u2028\n") == "\tx  \n  y\nz\nå\n"


@given(st.text())
def test_once_is_enough(text: str) -> None:
    """What is clean stays as it is; what is on one line has no spaces to spare."""
    for clean in (shown, printable):
        assert clean(clean(text)) == clean(text)
    assert shown_lines(shown_lines(text) + "\n") == shown_lines(text)
    assert "  " not in shown(text)
    assert printable(text).isprintable()
