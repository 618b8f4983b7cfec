"""The encoding of a text is told by its content."""

from __future__ import annotations

import pytest

from invite.text_encoding import decoded

TEXT = "Päivi Hägglund; Hämeenlinna\nÅke Öhman; Ylöjärvi\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_each_encoding_is_told(encoding: str) -> None:
    """Finnish text, without a mark."""
    assert decoded(TEXT.encode(encoding)) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_mark_is_no_part_of_the_text(encoding: str) -> None:
    """It says the encoding and goes."""
    assert decoded(f"\ufeff{TEXT}".encode(encoding)) == (TEXT, encoding)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(100), b"Nimi\0;Kunta and no other byte that is 0"],
)
def test_what_is_no_text_is_none(data: bytes) -> None:
    """A picture, nothing but zeros, a stray zero."""
    assert decoded(data) is None


def test_only_what_it_may_be_is_tried() -> None:
    """Notepad saves no mac_roman, whose ö is the š of cp1252."""
    saved = 'name = "Aleš Vokoš"'
    assert decoded(saved.encode("cp1252"), old=("cp1252",)) == (saved, "cp1252")
    assert decoded(saved.encode("cp1252")) != (saved, "cp1252")
