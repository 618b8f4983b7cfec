"""What a shell offers where WHO is to be written: the names of the people as the sheets were last
read, from the ledger alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from invite.campaign.project import opened, project_folder
from invite.errors import InviteError
from invite.people.model import Name

# A shell may read anything else as its own: spaces, quotes, $(…). Names come from strangers' cells.
_WORD = re.compile(r"[^\W_]+")


def names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names that go on from what has been typed, each one word for any shell, which WHO takes.

    Nothing, and no words, where there is no project or it cannot be read.
    """
    said = ctx.find_root().params.get("project")
    try:
        folder = project_folder(Path(said) if said else None)
        with opened(folder) as project:
            everybody = [one.person.name for one in project.ledger.finding.candidates("")]
    except InviteError:
        return []
    return list(offered(everybody, incomplete))


def offered(everybody: Iterable[Name], incomplete: str) -> Iterator[str]:
    """`Kirsi-Ojala` for `kir`, or `Ojala-Kirsi` for `oj`, each once, beginning as it was typed."""
    words = {}
    for name in everybody:
        for full in (f"{name.first} {name.last}", f"{name.last} {name.first}"):
            word = "-".join(_WORD.findall(re.sub("['’]", "", full)))
            if word and word[: len(incomplete)].casefold() == incomplete.casefold():
                words[incomplete + word[len(incomplete) :]] = None
                break
    yield from words
