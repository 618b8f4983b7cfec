"""`invite init`: a new project folder out of the files that lie there; `--update`: what came
since.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from invite.cli import asking, context, options, terminal
from invite.errors import InviteError, MustMend, WrongUsage
from invite.report.people import proposals
from invite.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from invite.campaign.setup.discover import Looked
    from invite.campaign.setup.update import Since, Written
    from invite.report.base.document import Document
    from invite.settings.template import Value


def run(folder: Path, told: Mapping[str, str], *, yes: bool, json: bool) -> int:
    """Look, say, ask, add. Raises MustMend, after all that can be done, where the sheets named so
    far cannot be read.
    """
    from invite.campaign.setup.discover import look
    from invite.campaign.setup.update import append, known_files, written

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
        what = _("Sources to be added to invite.toml: {files}.").format(
            files=", ".join(p.source.file for p in looked.proposals)
        )
        added = terminal.agree(_("Add them to invite.toml?"), yes=yes, what=what)
    if added:
        append(folder, (one.source for one in looked.proposals), words)
    steps = ["invite sources", "invite people"]
    if json:
        sources = proposals.source_documents(looked.proposals)
        out = proposals.left_out_documents(looked.left_out)
        found: Document = {
            "folder": str(folder),
            "added": added,
            "sources": sources,
            "left_out": out,
            "next": list(steps),
        }
        if trouble is None:
            terminal.show_document({**found, "changes": proposals.change_document(changes)})
    else:
        if looked.proposals:
            terminal.show(_("Added to invite.toml.") if added else _("Nothing was written."))
        if settings.problems:
            keys = ", ".join(problem.where for problem in settings.problems)
            terminal.say(
                _("Still to be mended before the sheets can be read: {keys}").format(keys=keys)
            )
        terminal.show(_("Next:"), *(f"  {step}" for step in steps))
    if trouble:
        raise trouble
    return 0


def _changes(folder: Path, settings: Written) -> tuple[Since | None, InviteError | None]:
    """What is other than at the last reading. A sheet that cannot be read now, for one because it
    goes by another name, is told at the end: it must not keep the new files out.
    """
    from invite.campaign.project import opened
    from invite.campaign.setup.update import changes

    if settings.problems:
        return None, None
    try:
        with opened(folder, context.clock) as project:
            return changes(project), None
    except MustMend as error:
        return None, error


def _show(changes: Since | None, looked: Looked) -> None:
    if changes is not None:
        terminal.show(*proposals.change(changes))
    if looked.proposals:
        terminal.show(_("Not in the settings yet:"), *proposals.found(looked))
    else:
        terminal.show(
            _("No list of people has come that the settings do not name."),
            *proposals.found(replace(looked, proposals=())),
        )


_FACTS = _("The event, where not asked for")


def _option(name: str, metavar: str, words: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=words, rich_help_panel=_FACTS
    )
    return found


def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help=_("The folder; the one you stand in."))
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update", help=_("Add the files that came later; say what replaced ones change.")
        ),
    ] = False,
    new_event: Annotated[
        bool,
        typer.Option(
            "--new-event",
            help=_("Another event in this folder: a new ledger, which knows nobody's letters."),
        ),
    ] = False,
    title: Annotated[
        str | None, _option("--title", "TEXT", _("What people are invited to."))
    ] = None,
    starts: Annotated[
        str | None, _option("--starts", "TIME", _("2027-02-11T13:00, or 11.2.2027 klo 13."))
    ] = None,
    ends: Annotated[
        str | None, _option("--ends", "TIME", _("In the same way, or the hour alone."))
    ] = None,
    place: Annotated[str | None, _option("--place", "TEXT", _("Where it is."))] = None,
    registration_url: Annotated[
        str | None, _option("--registration-url", "URL", _("{token} becomes a personal code."))
    ] = None,
    reply_by: Annotated[
        str | None, _option("--reply-by", "DAY", _("The last day to register."))
    ] = None,
    contact_name: Annotated[
        str | None, _option("--contact-name", "NAME", _("Whom to ask."))
    ] = None,
    contact_email: Annotated[
        str | None, _option("--contact-email", "ADDRESS", _("Their address."))
    ] = None,
    sender_name: Annotated[
        str | None, _option("--sender-name", "NAME", _("In whose name the letters go."))
    ] = None,
    sender_address: Annotated[
        str | None, _option("--sender-address", "ADDRESS", _("From which address."))
    ] = None,
    yes: options.Yes = False,
    json: options.Json = False,
) -> int:
    """Look at the spreadsheets in a folder, say how each is read, and write the settings and the
    templates to edit.
    """
    written = {
        "title": title,
        "starts": starts,
        "ends": ends,
        "place": place,
        "registration_url": registration_url,
        "reply_by": reply_by,
        "contact_name": contact_name,
        "contact_email": contact_email,
        "sender_name": sender_name,
        "sender_address": sender_address,
    }
    told = {name: text for name, text in written.items() if text is not None}
    base = ctx.obj or Path.cwd()
    if new_event:
        return _new_event(base / folder if folder else context.folder(ctx), told, json=json)
    if update:
        return run(base / folder if folder else context.folder(ctx), told, yes=yes, json=json)
    return _begin(base / folder if folder else base, told, json=json)


def _new_event(folder: Path, told: Mapping[str, str], *, json: bool) -> int:
    from invite.campaign.recovery.new_event import begin_new_event

    if told:
        raise WrongUsage(
            _("The event is in the settings already: --new-event takes no facts of it."),
            hint=_("Write them in {file}.").format(file=folder / "invite.toml"),
        )
    done = begin_new_event(folder, context.clock)
    if json:
        terminal.show_document(
            {"title": done.title, "aside": str(done.aside) if done.aside else None}
        )
        return 0
    terminal.show(_("A new ledger begins, for {title}.").format(title=done.title))
    if done.aside:
        terminal.show(_("The ledger of the event before is kept: {path}").format(path=done.aside))
    return 0


def _begin(folder: Path, told: Mapping[str, str], *, json: bool) -> int:
    from invite.campaign.setup.create import found_project, refuse_settings, settings_text
    from invite.campaign.setup.discover import look
    from invite.campaign.setup.event_facts import missing
    from invite.cli import asking
    from invite.report.people import proposals

    refuse_settings(folder)
    answers: Mapping[str, Value] = _checked(told)
    looked = look(folder)
    talking = terminal.interactive() and not json
    if not json:
        terminal.show(*proposals.found(looked))
    looked, words = asking.roles(looked, talking=talking)
    if talking:
        answers = asking.facts(answers, context.clock().astimezone().date())
    founded = found_project(
        folder, settings_text(answers, (one.source for one in looked.proposals), words)
    )
    lacking = (*missing(answers), *(() if looked.proposals else ("source",)))
    steps = _next(folder, lacking)
    if json:
        done: Document = {
            "folder": str(folder),
            "written": list(founded.written),
            "kept": list(founded.kept),
        }
        sources = proposals.source_documents(looked.proposals)
        out = proposals.left_out_documents(looked.left_out)
        terminal.show_document(
            {**done, "sources": sources, "left_out": out, "missing": list(lacking), "next": steps}
        )
        return 0
    terminal.show("", _("Written: {files}").format(files=", ".join(founded.written)))
    if founded.kept:
        terminal.show(
            _("There already, and left as it is: {files}").format(files=", ".join(founded.kept))
        )
    if not looked.proposals:
        terminal.show(
            _(
                "No list of people was found. Put the spreadsheets into the folder, and then:"
                " invite init --update"
            )
        )
    if missing(answers):
        words_missing = _(
            "Still to be filled in, in a text editor such as Notepad, in {file}: {keys}"
        )
        terminal.show(
            words_missing.format(file=folder / "invite.toml", keys=", ".join(missing(answers)))
        )
    then = _("Then:") if missing(answers) else _("Next:")
    terminal.show(then, *(f"  {step}" for step in steps))
    return 0


def _checked(told: Mapping[str, str]) -> dict[str, Value]:
    """The facts given as options. Raises WrongUsage with all that will not do."""
    from invite.campaign.setup.event_facts import FACTS, read
    from invite.errors import Problem, WrongUsage
    from invite.settings.values import Unfit

    answers: dict[str, Value] = {}
    problems = []
    for fact in FACTS:
        if fact.name in told:
            value = read(fact, told[fact.name], answers)
            if isinstance(value, Unfit):
                problems.append(Problem("--" + fact.name.replace("_", "-"), value.what, value.hint))
            else:
                answers[fact.name] = value
    if problems:
        raise WrongUsage(_("Nothing was written."), problems=problems)
    return answers


def _next(folder: Path, lacking: tuple[str, ...]) -> list[str]:
    """The commands to copy."""
    away = [] if folder.resolve() == Path.cwd().resolve() else [f'cd "{folder}"']
    if "source" in lacking:
        return [*away, "invite init --update"]
    return [*away, "invite sources", "invite people"]
