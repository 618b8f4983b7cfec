"""`invite init`: a new project folder out of the files that lie there; `--update`: what came
since.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.setup.discover import FolderContents
    from invite.campaign.setup.update import SinceReading

_FACTS = _("The event, to skip the questions")


def _option(name: str, metavar: str, words: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=words, rich_help_panel=_FACTS
    )
    return found


Text = str | None
Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help=_("The folder; by default the current one."))
]
Update = Annotated[
    bool,
    typer.Option("--update", help=_("Add files that came later; show what replaced files change.")),
]
NewEvent = Annotated[
    bool,
    typer.Option(
        "--new-event",
        help=_("Another event in this folder: a new ledger, without any earlier letters."),
    ),
]
Title = Annotated[Text, _option("--title", "TEXT", _("What people are invited to."))]
Starts = Annotated[Text, _option("--starts", "TIME", _("to 11.2.2027 klo 13–16, or klo 13."))]
Ends = Annotated[Text, _option("--ends", "TIME", _("In the same way, or only the time."))]
Place = Annotated[Text, _option("--place", "TEXT", _("The place."))]
Url = Annotated[Text, _option("--registration-url", "URL", _("{token} becomes a personal code."))]
ReplyBy = Annotated[Text, _option("--reply-by", "DAY", _("The last day to register."))]
Privacy = Annotated[
    Text, _option("--privacy-url", "URL", _("What is done with people's details, on the web."))
]
ContactName = Annotated[Text, _option("--contact-name", "NAME", _("The contact person."))]
ContactEmail = Annotated[
    Text, _option("--contact-email", "ADDRESS", _("The contact person's address."))
]
SenderName = Annotated[
    Text, _option("--sender-name", "NAME", _("The name that the letters come from."))
]
SenderAddress = Annotated[
    Text, _option("--sender-address", "ADDRESS", _("The address that the letters come from."))
]


def init(
    ctx: typer.Context,
    folder: Folder = None,
    update: Update = False,
    new_event: NewEvent = False,
    title: Title = None,
    starts: Starts = None,
    ends: Ends = None,
    place: Place = None,
    registration_url: Url = None,
    reply_by: ReplyBy = None,
    privacy_url: Privacy = None,
    contact_name: ContactName = None,
    contact_email: ContactEmail = None,
    sender_name: SenderName = None,
    sender_address: SenderAddress = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> None:
    """Look at the spreadsheets in a folder, say how each is read, and write the settings and the
    templates to edit.
    """
    base = ctx.obj or Path.cwd()
    if new_event:
        _new_event(base / folder if folder else ctx.obj, ctx.params, json=json)
    elif update:
        _update(base / folder if folder else ctx.obj, ctx.params, yes=yes, json=json)
    else:
        _begin(base / folder if folder else base, ctx.params, json=json)


def _begin(folder: Path, facts: dict[str, object], *, json: bool) -> None:
    from invite.campaign.setup.init import init
    from invite.report.setup import new_project as report

    def show(found: FolderContents) -> None:
        terminal.show(*(() if json else report.found(found)))

    answers = terminal.interactive() and not json
    done = init(folder, facts, show=show, talk=terminal, answers=answers)
    terminal.show(*((report.to_document(done),) if json else report.screen(done)))


def _new_event(named: Path | None, facts: dict[str, object], *, json: bool) -> None:
    from invite.campaign.safekeeping.new_event import begin_new_event
    from invite.report.status import ledger as report

    done = begin_new_event(named, facts)
    terminal.show(report.new_event_document(done) if json else report.new_event(done))


def _update(named: Path | None, facts: dict[str, object], *, yes: bool, json: bool) -> None:
    from invite.campaign.setup.init import update
    from invite.report.setup import update as report

    def show(changes: SinceReading | None, found: FolderContents) -> None:
        terminal.show(*(() if json else report.found(changes, found)))

    def agree(found: FolderContents) -> bool:
        what = report.would_be_added(found)
        return asking.agree(_("Add them to invite.toml?"), yes=yes, what=what)

    answers = terminal.interactive() and not (json or yes)
    done = update(named, facts, show=show, agree=agree, talk=terminal, answers=answers)
    if not json:
        terminal.show(*report.screen(done))
    elif done.trouble is None:
        terminal.show(report.to_document(done))
    if done.trouble:
        raise done.trouble
