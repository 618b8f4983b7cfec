"""The files that `invite` wrote and leaves to the coordinator when people are let go, with what to
do about each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from invite.campaign.privacy.own_files import LeftBecause, OwnFile
from invite.report.base.picture import Document
from invite.safe_text import shown
from invite.words import _


def lines(left: Sequence[OwnFile]) -> Iterator[str]:
    """One line for each thing that is to be done, with the files that it is about."""
    for because in LeftBecause:
        files = [
            f"{shown(one.path)} ({one.at.day}.{one.at.month}.{one.at.year})"
            for one in left
            if one.because is because
        ]
        if files:
            yield f"{_to_do(because)} {', '.join(files)}"


def to_document(left: Sequence[OwnFile]) -> list[Document]:
    """The same for scripts."""
    return [{"file": one.path, "because": one.because.value} for one in left]


def _to_do(because: LeftBecause) -> str:
    """What to do about files that were left for this reason."""
    match because:
        case LeftBecause.CHANGED:
            return _("Changed since invite wrote them; look at them and delete them yourself:")
        case LeftBecause.MOVED:
            return _("Not where invite wrote them; if you moved them, delete them there:")
        case LeftBecause.SEVERAL:
            return _("They are about several people; write them again, or delete them:")
    assert_never(because)
