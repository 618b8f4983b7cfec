"""The files of the outbox: how each draft lies there, and those that go back where they lay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from invite.access.plain_files import read_plain
from invite.campaign.project import OUTBOX, SENT_FOLDER, Project
from invite.delivery.outbox import digest_of, mark_of
from invite.errors import MustMend
from invite.ledger.draft_letters import OUTBOX as BY_OUTBOX
from invite.ledger.draft_letters import DraftLetter
from invite.lifecycle import DraftFound
from invite.words import _, system_words

LARGEST = 64 << 20  # bytes of a draft; no letter is half as large


def look(project: Project) -> None:
    """Write down how the drafts of the outbox lie: as we left them, edited, or gone."""
    lying = [one for one in project.ledger.drafts.lying() if one.by == BY_OUTBOX]
    folders = {name: _files(project, name) for name in {one.mailing for one in lying}}
    found = [(one, _found(one, folders[one.mailing])) for one in lying]
    project.ledger.drafts.keep_found((one, how) for one, how in found if how is not one.found)


def there(project: Project, letters: Iterable[DraftLetter]) -> frozenset[str]:
    """The ids of those of these letters whose files lie in the outbox."""
    return frozenset(
        one.letter
        for one in letters
        if one.by == BY_OUTBOX and mark_of(one.message_id) in _files(project, one.mailing)
    )


def move_back(project: Project, letters: Iterable[DraftLetter]) -> None:
    """Move the files of these letters out of the folder for what was sent, to where they lay.
    Raises MustMend where one cannot be moved.
    """
    for one in letters:
        outbox = project.settings.folder / OUTBOX / one.mailing
        for path in outbox.glob(f"{SENT_FOLDER}/*-{mark_of(one.message_id)}.eml"):
            try:
                path.replace(outbox / path.name)
            except OSError as error:
                raise MustMend(
                    _("{file} cannot be moved back to the outbox: {why}.").format(
                        file=path.relative_to(project.settings.folder),
                        why=system_words(error),
                    ),
                    hint=_("Close it in your mail program, then run the command again."),
                ) from error


def _files(project: Project, mailing: str) -> Mapping[str, Path]:
    """By what ends its name, each file of a mailing."""
    folder = project.settings.folder / OUTBOX / mailing
    return {path.stem.rpartition("-")[2]: path for path in folder.glob("*.eml")}


def _found(one: DraftLetter, files: Mapping[str, Path]) -> DraftFound:
    path = files.get(mark_of(one.message_id))
    if path is None:
        return DraftFound.GONE
    if not one.mark:  # written by an earlier version, which kept no digest
        return DraftFound.LIES
    try:
        same = digest_of(read_plain(path, LARGEST)[0]) == one.mark
    except OSError:  # on Windows one that is just open in Outlook
        return DraftFound.EDITED
    return DraftFound.LIES if same else DraftFound.EDITED
