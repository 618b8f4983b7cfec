"""`invite people`: who would be written to, and what is wrong with the sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from invite.cli import asking, options, terminal
from invite.words import _

Flaws = Annotated[
    bool, typer.Option("--flaws", help=_("What is wrong with the sheets, row by row."))
]
BySource = Annotated[
    bool,
    typer.Option("--by-source", help=_("With --flaws: source by source, each with its owner.")),
]
Drafts = Annotated[
    Path | None,
    typer.Option(
        "--drafts",
        metavar="DIR",
        help=_("A draft to each source's owner, asking to fix its flaws."),
    ),
]
Questions = Annotated[bool, typer.Option("--questions", help=_("Who may be the same person."))]
Changes = Annotated[
    bool, typer.Option("--changes", help=_("Who is new, changed or gone since the last send."))
]
Why = Annotated[
    str | None,
    typer.Option(
        "--why",
        metavar="WHO",
        autocompletion=options.names,
        help=_("Why rows are one person: rows, evidence, answers."),
    ),
]
Xlsx = Annotated[
    Path | None, typer.Option("--xlsx", metavar="FILE", help=_("Everybody, in this workbook."))
]


def people(
    ctx: typer.Context,
    flaws: Flaws = False,
    by_source: BySource = False,
    drafts: Drafts = None,
    questions: Questions = False,
    changes: Changes = False,
    why: Why = None,
    xlsx: Xlsx = None,
    role: options.Role = None,
    region: options.Region = None,
    group: options.Group = None,
    state: options.State = None,
    only: options.Only = None,
    but: options.Except = None,
    json: options.Json = False,
) -> None:
    """Show everyone after merging, with all their parts."""
    from invite.campaign.filters import Filters
    from invite.campaign.project import opened

    wanted, choose = Filters.of(role, region, group, state, only, but), asking.choose
    with opened(ctx.obj, say=terminal.say, reads=True) as project:
        from invite.campaign.people import explain, listing
        from invite.report.people import people as report

        if xlsx:
            from invite.report.status.files import people_files
        files = people_files(xlsx) if xlsx else ()
        found: report.People
        if why is not None:
            found = explain.explain(project, why, choose=choose)
        elif changes:
            found = listing.changes_since_send(project, wanted=wanted, choose=choose)
        else:
            found = listing.listing(
                project, wanted=wanted, choose=choose, files=files, drafts=drafts
            )
    part = report.ListingPart(sources=by_source, flaws=flaws, questions=questions)
    terminal.show(*((report.to_document(found, part),) if json else report.screen(found, part)))
