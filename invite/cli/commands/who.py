"""`invite who`: one person's whole story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import context, options, terminal
from invite.errors import MustMend
from invite.words import _

if TYPE_CHECKING:
    from invite.campaign.project import Project
    from invite.campaign.status.person import Story


def who(
    ctx: typer.Context,
    who: Annotated[
        str, typer.Argument(metavar="WHO", help=_("A name, a part of it, an address or an id."))
    ],
    letter: Annotated[
        bool, typer.Option("--letter", help=_("The very text of their letters, as it went."))
    ] = False,
    answer: Annotated[
        bool,
        typer.Option(
            "--answer",
            help=_("A reply to paste, in their language: what has become of their invitation."),
        ),
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help=_("Everything held on them, for them to see (GDPR, article 15)."),
        ),
    ] = None,
    mailing: options.MailingName = None,
    json: options.Json = False,
) -> None:
    """Tell one person's story: whether they got it, their rows, their parts, every letter and what
    became of it.
    """
    from invite.campaign.status import person
    from invite.report.person import story as pictures

    with context.project(ctx) as project:
        if export:
            from invite.cli.output_files import JSON, check

            check(project, export, JSON)
        recorded = {one.person.id: one for one in person.find(project, who)}
        found = person.story(
            project, recorded[context.person((one.person for one in recorded.values()), who).id]
        )
        if export:
            _export(project, found, export, json=json)
        elif answer:
            _answer(project, found, project.mailing(mailing).name, json=json)
        elif json:
            terminal.show_document(
                pictures.to_document(found, project.local, project.settings.event.language)
            )
        elif letter:
            terminal.show(pictures.letter_text(found, mailing and project.mailing(mailing).name))
        else:
            terminal.show(pictures.screen(found, project.local))


def _answer(project: Project, found: Story, mailing: str, *, json: bool) -> None:
    from invite.plan import because_words
    from invite.report.person.reply import answer, localised

    verdict = next((one for one in found.verdicts if one.mailing == mailing), found.verdicts[0])
    event, person = project.settings.event, found.person
    language = person.language or event.language
    sender = event.contact.name if event.contact else project.settings.sender.name
    reply = found.heard.reply if found.heard else None
    text = answer(
        localised(verdict, project.local), person, language, sender, project.now(), reply=reply
    )
    if text is None:
        why = (
            because_words(verdict.because) if verdict.because else _("this mailing is not for them")
        )
        raise MustMend(
            _("There is no ready answer for {name}: {why}.").format(name=person.name.full, why=why),
            hint=_("invite who {id} tells all that is known.").format(id=person.id),
        )
    if json:
        terminal.show_document(
            {
                "person": person.id,
                "language": language,
                "verdict": verdict.case.value,
                "answer": text,
            }
        )
    else:
        terminal.show(text.rstrip("\n"))


def _export(project: Project, found: Story, file: Path, *, json: bool) -> None:
    """What is held, once as it is told and once as it lies in the ledger."""
    from json import dumps

    from invite.cli.output_files import save
    from invite.report.person import story as pictures

    language = project.settings.event.language
    rows = project.ledger.holding.everything(found.person.id)
    held = {
        **pictures.to_document(found, project.local, language),
        "ledger": {table: list(some) for table, some in rows.items()},
    }
    made = project.now().isoformat(timespec="seconds")
    content = dumps(
        {"exported": made, "project": project.settings.event.title, **held},
        ensure_ascii=False,
        indent=1,
    )
    save(file, f"{content}\n".encode(), quiet=json)
    project.ledger.log(f"export: {found.person.id}")
    if json:
        terminal.show_document({"person": found.person.id, "file": str(file)})
