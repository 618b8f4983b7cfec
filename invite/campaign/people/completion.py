"""What a shell offers where WHO is to be written: the names of the people as the sheets were last
read, from the ledger alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from invite.campaign.project import opened
from invite.errors import InviteError
from invite.people.model import Name

# A shell may read anything else as its own: spaces, quotes, $(…). Names come from strangers' cells.
_WORD = re.compile(r"[^\W_]+")


def names(folder: Path | None, incomplete: str) -> tuple[str, ...]:
    """The names that go on from what has been typed, each one word for any shell, which WHO takes.
    folder: as `--project` names it.

    Nothing, and no words, where there is no project or it cannot be read.
    """
    try:
        with opened(folder) as project:
            everybody = [one.person.name for one in project.ledger.finding.candidates("")]
    except InviteError:
        return ()
    return tuple(offered(everybody, incomplete))


def offered(everybody: Iterable[Name], incomplete: str) -> Iterator[str]:
    """`Kirsi-Ojala` for `kir`, or `Ojala-Kirsi` for `oj`, each once, beginning as it was typed."""
    words: dict[str, None] = {}  # each once, in the order of the sheets
    for name in everybody:
        for full in (f"{name.first} {name.last}", f"{name.last} {name.first}"):
            word = "-".join(_WORD.findall(re.sub("['’]", "", full)))
            if word and word[: len(incomplete)].casefold() == incomplete.casefold():
                words[incomplete + word[len(incomplete) :]] = None
                break
    yield from words
