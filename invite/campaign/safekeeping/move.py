"""Moves a project's ledger between a file and PostgreSQL, with everything in it: the one that it
was moved to goes on.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from msgspec import Struct

from invite.campaign.project import project_folder, with_password
from invite.campaign.safekeeping.restore import refuse_existing, refuse_while_sending
from invite.errors import LedgerUnusable, WrongUsage
from invite.ledger.ledger import Ledger
from invite.ledger.safekeeping.succession import hand_on, handed_on, require_current, resume
from invite.ledger.storage.location import POSTGRES, SQLITE, Place, open_store, place_of
from invite.ledger.storage.postgres.transfer import count_on, move, same
from invite.ledger.storage.user_folder import remove
from invite.ledger.written_files import place
from invite.words import _

_ANYTHING = "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM log)"


class Moved(Struct, frozen=True):
    """What was moved. to: where it is now."""

    letters: int
    people: int
    to: str


def copy_ledger(named: Path | None, from_: str, to: str) -> Moved:
    """Copy everything from one ledger into a new one of the other engine, compare the two, and
    close the old one for sending. named: as for `project_folder`. from_, to: URLs as in the
    settings, or files.

    Raises WrongUsage where the two are of one engine, or there is something in the second,
    LedgerUnusable where the copy is not the same.
    """
    folder = project_folder(named)
    old, new = (_place(one, folder) for one in (from_, to))
    if isinstance(old, Path) == isinstance(new, Path):
        raise WrongUsage(
            _("One of the two must be a file, and the other in PostgreSQL."),
            hint="invite ledger copy sqlite:invite.db postgresql://USER@HOST/DATABASE",
        )
    if isinstance(old, Path) and not old.is_file():
        raise WrongUsage(_("There is no file {path}.").format(path=old))
    if isinstance(new, Path):
        refuse_existing(new)
    with Ledger(old) as source:
        require_current(source)
        refuse_while_sending(source)
        hand_on(source, str(new))
        try:
            letters, people = _copy(old, new, source.succession.generation() + 1)
        except BaseException:
            resume(source)
            if isinstance(new, Path):
                for end in ("", "-wal", "-shm"):
                    remove(new.with_name(new.name + end))
            raise
        handed_on(source)
        source.log("ledger copy")
    with Ledger(new) as made:
        # The old file tells of everybody too: whoever is let go is to be let go there.
        made.written.forget((place(new, folder),) if isinstance(new, Path) else ())
        made.written.note(folder, ((old, None),) if isinstance(old, Path) else ())
    return Moved(letters, people, str(new))


def _copy(old: Place, new: Place, generation: int) -> tuple[int, int]:
    """How many letters and people there are."""
    with (
        closing(open_store(old, None)) as source,
        closing(open_store(new, None)) as target,
        source.writing() as rows,
        target.writing() as into,
    ):
        if into.execute(_ANYTHING).fetchone()[0]:
            raise WrongUsage(
                _("There is a ledger in {place} already.").format(place=new),
                hint=_("Name an empty database, or a new file."),
            )
        move(rows, into)
        if not isinstance(new, Path):
            count_on(into)
        if not same(rows, into):
            raise LedgerUnusable(_("The copy is not the same; nothing was changed."))
        (letters,) = rows.execute("SELECT count(*) FROM letter").fetchone()
        (people,) = rows.execute("SELECT count(*) FROM roster").fetchone()
    with Ledger(new) as made:
        made.succession.open(generation)
        made.log("ledger copy: goes on here")
    return int(letters), int(people)


def _place(url: str, folder: Path) -> Place:
    if url.startswith((*POSTGRES, SQLITE)):
        return with_password(place_of(url, folder))
    file = Path(url)
    return file if file.is_absolute() or file.exists() else folder / file
