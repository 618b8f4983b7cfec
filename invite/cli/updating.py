"""`invite init --update`: sources for the files that came later, and what the replaced ones change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from invite.cli import asking, here, proposing, terminal
from invite.errors import InviteError, MustMend, WrongUsage
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from invite.campaign.starting import Looked
    from invite.campaign.updating import Since, Written
    from invite.report.document import Document


def run(folder: Path, told: Mapping[str, str], *, yes: bool, json: bool) -> int:
    """Look, say, ask, add. Raises MustMend, after all that can be done, where the sheets named so far cannot be read."""
    from invite.campaign.starting import look
    from invite.campaign.updating import append, known_files, written

    if told:
        raise WrongUsage(
            _("The event is in the settings already: --update takes no facts of it."),
            hint=_("Write them in {file}.").format(file=folder / "invite.toml"),
        )
    settings = written(folder)
    changes, trouble = _changes(folder, settings)
    looked = look(folder, known_files(folder, settings.sources))
    if not json:
        _show(changes, looked)
    talking = terminal.interactive() and not json and not yes
    looked, words = asking.roles(looked, talking=talking)
    added = False
    if looked.proposals:
        what = _("Sources to be added to invite.toml: {files}.").format(files=", ".join(p.source.file for p in looked.proposals))
        added = terminal.agree(_("Add them to invite.toml?"), yes=yes, what=what)
    if added:
        append(folder, (one.source for one in looked.proposals), words)
    steps = ["invite sources", "invite people"]
    if json:
        sources = proposing.source_documents(looked.proposals)
        out = proposing.left_out_documents(looked.left_out)
        found: Document = {"folder": str(folder), "added": added, "sources": sources, "left_out": out, "next": list(steps)}
        if trouble is None:
            terminal.show_document({**found, "changes": proposing.change_document(changes)})
    else:
        if looked.proposals:
            terminal.show(_("Added to invite.toml.") if added else _("Nothing was written."))
        if settings.problems:
            keys = ", ".join(problem.where for problem in settings.problems)
            terminal.say(_("Still to be mended before the sheets can be read: {keys}").format(keys=keys))
        terminal.show(_("Next:"), *(f"  {step}" for step in steps))
    if trouble:
        raise trouble
    return 0


def _changes(folder: Path, settings: Written) -> tuple[Since | None, InviteError | None]:
    """What is other than at the last reading. A sheet that cannot be read now, for one because it goes by another name, is told
    at the end: it must not keep the new files out."""
    from invite.campaign.project import opened
    from invite.campaign.updating import changes

    if settings.problems:
        return None, None
    try:
        with opened(folder, here.clock) as project:
            return changes(project), None
    except MustMend as error:
        return None, error


def _show(changes: Since | None, looked: Looked) -> None:
    if changes is not None:
        terminal.show(*proposing.change(changes))
    if looked.proposals:
        terminal.show(_("Not in the settings yet:"), *proposing.found(looked))
    else:
        terminal.show(
            _("No list of people has come that the settings do not name."), *proposing.found(replace(looked, proposals=()))
        )
