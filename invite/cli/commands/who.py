"""`invite who`: one person's whole story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Letter = Annotated[bool, typer.Option("--letter", help=_("The exact text of their letters."))]
Answer = Annotated[
    bool,
    typer.Option(
        "--answer", help=_("A reply to paste, in their language: what became of their invitation.")
    ),
]
WhyNot = Annotated[
    bool,
    typer.Option(
        "--why-not",
        help=_("What became of each row with this name, for somebody who is not written to."),
    ),
]
Export = Annotated[
    Path | None,
    typer.Option(
        "--export",
        metavar="FILE",
        help=_(
            "Everything kept about them, for them to see (GDPR, article 15): a page (.html) or"
            " .json."
        ),
    ),
]


def who(
    ctx: typer.Context,
    who: options.Who,
    letter: Letter = False,
    answer: Answer = False,
    export: Export = None,
    why_not: WhyNot = False,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Tell one person's story: whether they got it, their rows, their parts, every letter and what
    became of it.
    """
    if why_not:
        _why_not(ctx.obj, who, json=json)
        return
    from invite.campaign.project import opened
    from invite.campaign.status.person import story
    from invite.report.person import reply
    from invite.report.person import story as report

    if export:
        from invite.report.person import own_page
    file = own_page.export_file(export) if export else None
    with opened(ctx.obj, say=terminal.say) as project:
        if project.unread:  # apart, since what reads sheets takes long to load
            from invite.campaign.gathering.gather import gather

            gather(project)
        found = story(project, who, choose=asking.choose, mailing=mailing, export=file)
    if export:
        terminal.show(own_page.exported(found, export, json=json))
    elif answer:
        terminal.show(reply.to_document(found) if json else reply.screen(found))
    elif json:
        terminal.show(report.to_document(found))
    else:
        terminal.show(report.letter_text(found) if letter else report.screen(found))


def _why_not(named: Path | None, who: str, *, json: bool) -> None:
    from invite.campaign.people.row_story import row_stories
    from invite.campaign.project import opened
    from invite.report.people import row_story as report

    with opened(named, say=terminal.say) as project:
        found = row_stories(project, who)
    terminal.show(*((report.to_document(found),) if json else report.screen(found)))
