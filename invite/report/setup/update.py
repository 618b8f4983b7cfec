"""What `invite init --update` shows: what came and what has changed, and what was added."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from invite.campaign.setup.discover import FolderContents
from invite.campaign.setup.init import Update
from invite.campaign.setup.update import SinceReading
from invite.records import replace
from invite.report.base.picture import Document
from invite.report.setup import proposals
from invite.safe_text import shown
from invite.settings import schema
from invite.settings.toml.template import toml
from invite.words import _

STEPS = ("invite sources", "invite people")


def found(changes: SinceReading | None, contents: FolderContents) -> Iterator[RenderableType]:
    """What has changed since the sheets were last read, and what the settings do not name yet."""
    if changes is not None:
        yield from proposals.change(changes)
    if contents.proposals:
        yield _("Not in the settings yet:")
        yield from proposals.found(contents)
    else:
        yield _("There are no new lists of people: the settings name them all.")
        yield from proposals.found(replace(contents, proposals=()))


def would_be_added(contents: FolderContents) -> str:
    """What is said yes to."""
    return _("Sources to be added to invite.toml: {files}.").format(
        files=", ".join(one.source.file for one in contents.proposals)
    )


def screen(done: Update) -> Iterator[RenderableType]:
    """What was added, and the commands to copy."""
    if done.contents.proposals:
        yield _("Added to invite.toml.") if done.added else _("Nothing was written.")
    if done.to_fix:
        yield _("Still to be fixed before the sheets can be read: {keys}").format(
            keys=", ".join(done.to_fix)
        )
    if rest := _open(done):
        line = f"{schema.IGNORE.name} = {toml((*done.ignore, *rest))}"
        yield _("If these hold nobody to invite, write at the top of invite.toml:")
        yield f"  {shown(line)}"
    yield _("Next:")
    yield from (f"  {step}" for step in STEPS)


def _open(done: Update) -> tuple[str, ...]:
    """The files that are in no source still, and that every command names."""
    declined = () if done.added else done.contents.proposals
    left = (one.file for one in done.contents.left_out if not (one.wished or one.ours))
    return (*(file for one in declined for file in one.files), *left)


def to_document(done: Update) -> Document:
    """`invite init --update --json`."""
    return {
        "folder": str(done.folder),
        "added": done.added,
        "sources": proposals.source_documents(done.contents.proposals),
        "left_out": proposals.left_out_documents(done.contents.left_out),
        "next": list(STEPS),
        "changes": proposals.change_document(done.changes),
    }
