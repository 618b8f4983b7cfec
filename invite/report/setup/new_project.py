"""What `invite init` shows: the lists that were found, what was written, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType

from invite.campaign.setup.init import NewProject
from invite.report.base.picture import Document
from invite.report.setup import proposals
from invite.settings import SETTINGS_FILE
from invite.words import _

found = proposals.found  # before anything is asked


def screen(done: NewProject) -> Iterator[RenderableType]:
    """What was written, and the commands to copy."""
    yield ""
    yield _("Saved: {files}").format(files=", ".join(done.files.written))
    if done.files.kept:
        yield _("Already there, and left unchanged: {files}").format(
            files=", ".join(done.files.kept)
        )
    if not done.contents.proposals:
        yield _(
            "No list of people was found. Put the spreadsheets in the folder, and"
            " then: invite init --update"
        )
    if done.missing:
        words = _("Still to be filled in, in a text editor such as Notepad, in {file}: {keys}")
        yield words.format(file=done.folder / SETTINGS_FILE, keys=", ".join(done.missing))
    yield _("Then:") if done.missing else _("Next:")
    yield from (f"  {step}" for step in _steps(done))


def to_document(done: NewProject) -> Document:
    """`invite init --json`."""
    source = () if done.contents.proposals else ("source",)
    return {
        "folder": str(done.folder),
        "written": list(done.files.written),
        "kept": list(done.files.kept),
        "sources": proposals.source_documents(done.contents.proposals),
        "left_out": proposals.left_out_documents(done.contents.left_out),
        "missing": [*done.missing, *source],
        "next": _steps(done),
    }


def _steps(done: NewProject) -> list[str]:
    """The commands to copy, where we stand now."""
    there = done.folder.resolve() == Path.cwd().resolve()
    away = [] if there else [f'cd "{done.folder}"']
    if not done.contents.proposals:
        return [*away, "invite init --update"]
    return [*away, "invite sources", "invite people"]
