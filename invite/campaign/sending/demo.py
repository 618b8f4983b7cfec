"""`invite demo`: the whole main job on the shipped example, with letters written to files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from invite.campaign.delivery.spool import Draft, Spool
from invite.campaign.filters import Filters
from invite.campaign.gathering.gather import gather
from invite.campaign.project import opened
from invite.campaign.sending.plan import plan_for
from invite.campaign.sending.ready import Watching, get_ready, watched
from invite.campaign.sending.results import exit_code, results
from invite.campaign.status.overview import counted, overview
from invite.errors import InviteError, MustMend, WrongUsage
from invite.ledger.letters.claims import NewLetter
from invite.letters.templates.source import shipped
from invite.people.model import Person, PersonId, Roster
from invite.plan import Because, Plan
from invite.summary import Line, Overview
from invite.tally import Tallies
from invite.words import _, system_words


class Demo(Struct, frozen=True, kw_only=True):
    """What the demo has done in its new folder: the people found, the letter that shows best what
    is done here, who was written to, and where everybody stands then.
    """

    folder: Path
    roster: Roster
    held: Mapping[PersonId, Because]
    reader: Person
    letter: NewLetter
    mailing: str
    courier: str
    plan: Plan
    lines: tuple[Line, ...]
    overview: Overview
    tallies: Tallies
    stopped: InviteError | None
    left: bool

    @property
    def exit_code(self) -> int:
        """The code of the design's table; what stopped the run has its own."""
        return exit_code(self.lines, left=self.left)


def demo(folder: Path | None, *, where: Path, watching: Watching) -> Demo:
    """Copy the example to a new folder, and write everybody's letter into its outbox. where: the
    folder that we stand in, for a new one in it where none is named.

    Raises WrongUsage for a folder that is not empty, MustMend where it cannot be written.
    """
    place = copy_example(folder, where)
    with opened(place) as project, Spool() as spool:
        wave = project.mailing(None)
        gathered = gather(project)
        plan = plan_for(project, gathered, wave, Filters())
        ready = get_ready(project, wave, plan.sends, spool)
        best = max(ready.drafts, key=_shows)
        letter = spool.letter(best)
        ran = watched(project, wave, ready, watching)
        seen = overview(project, (wave,))
        return Demo(
            folder=place,
            roster=gathered.roster,
            held=gathered.held,
            reader=best.person,
            letter=letter,
            mailing=wave.name,
            courier=project.settings.delivery.courier,
            plan=plan,
            lines=results(project, plan, ran.carried),
            overview=seen,
            tallies=counted(project, seen),
            stopped=ran.stopped,
            left=ran.left,
        )


def _shows(draft: Draft) -> tuple[int, bool]:
    """How well a letter shows what is done here: with the most parts, in the event's language."""
    return len(draft.person.roles), draft.person.language is None


NAME = "invite-demo"
PARTS = ("invite.toml", "*.xlsx", "*.csv")


def copy_example(target: Path | None, beside: Path) -> Path:
    """Copy the example to `target`, or to a new folder in `beside`; returns where it is.

    Raises WrongUsage if `target` is there and not empty: nothing of anybody's is written over.
    """
    folder = target or _free(beside)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(
            _("{folder} already exists and is not empty.").format(folder=folder),
            hint=_("Name a new folder: invite demo FOLDER."),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for pattern in PARTS:
            for part in shipped("examples").glob(pattern):
                shutil.copyfile(part, folder / part.name)
    except OSError as error:
        raise MustMend(
            _("The example cannot be copied to {folder}: {why}.").format(
                folder=folder, why=system_words(error)
            ),
            hint=_("Name another folder: invite demo FOLDER."),
        ) from error
    return folder


def _free(beside: Path) -> Path:
    folder, number = beside / NAME, 1
    while folder.exists():
        number += 1
        folder = beside / f"{NAME}-{number}"
    return folder
