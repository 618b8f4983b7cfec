"""The most that a file may ask of us, and the word for one that gives nothing."""

from __future__ import annotations

from typing import NamedTuple

from invite.words import _

MEGABYTE = 1 << 20


class Caps(NamedTuple):
    """The most that a file may ask of us; the defaults keep any file under 1 GB of memory and 20 s.

    file, unzipped: bytes, on the disk and after unzipping. ratio: unzipped to zipped size, looked
    at only from `small` bytes on, since an honest sheet of empty formatted cells packs very
    tightly. cells: rows × columns of the area a sheet spans (a single far cell, XFD1048576, once
    took all memory there was). text: characters in all cells together.
    """

    file: int = 100 * MEGABYTE
    unzipped: int = 256 * MEGABYTE
    ratio: int = 250
    small: int = 32 * MEGABYTE
    rows: int = 120_000
    columns: int = 702
    cells: int = 4_000_000
    text: int = 60_000_000


CAPS = Caps()


class Unreadable(Exception):
    """Why one file gives nothing; `read` makes a flaw of it, so it harms nobody else."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint


def too_large(what: str) -> Unreadable:
    """A file that goes over a cap. what: the measure and the cap, as a sentence."""
    return Unreadable(
        what,
        _(
            "Remove what is not needed from the file, or split it; or allow more under [limits] in"
            " the settings."
        ),
    )
