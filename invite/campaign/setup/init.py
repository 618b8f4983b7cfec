"""`invite init`: a new project folder out of the files that lie there; `--update`: what came
since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from invite.campaign.project import Clock, opened, project_folder, system_clock
from invite.campaign.setup import dialogue
from invite.campaign.setup.create import (
    NewFiles,
    Words,
    found_project,
    refuse_settings,
    settings_text,
)
from invite.campaign.setup.dialogue import Talk
from invite.campaign.setup.discover import FolderContents, look
from invite.campaign.setup.event_facts import are_given, missing, read_all
from invite.campaign.setup.role_words import role_words
from invite.campaign.setup.update import (
    NamedSources,
    SinceReading,
    append,
    changes,
    known_files,
    leave_out,
    written,
)
from invite.errors import MustMend, WrongUsage
from invite.settings import SETTINGS_FILE
from invite.settings.toml.template import Value
from invite.words import _

Options = Mapping[str, object]  # the command's, by name; None for one that was not given


class NewProject(Struct, frozen=True, kw_only=True):
    """A new project. contents: its sources, and the files left out. missing: the keys that must
    still be filled in.
    """

    folder: Path
    contents: FolderContents
    files: NewFiles
    missing: tuple[str, ...]


class Update(Struct, frozen=True, kw_only=True):
    """A project brought up to date. contents: the sources that its settings did not name, and the
    files left out; added: they are named now. changes: since the sheets were last read; None where
    they never were, or cannot be now. to_fix: the keys that are wrong in the settings.

    trouble: why the sheets cannot be read now, for one because one goes by another name: it must
    not keep the new files out. ignore: what the settings left out before.
    """

    folder: Path
    contents: FolderContents
    added: bool
    changes: SinceReading | None
    to_fix: tuple[str, ...]
    trouble: MustMend | None
    ignore: tuple[str, ...]


def init(
    folder: Path,
    options: Options,
    *,
    show: Callable[[FolderContents], None],
    talk: Talk,
    answers: bool,
    clock: Clock = system_clock,
) -> NewProject:
    """Look at the spreadsheets, ask what is not clear, and write settings and templates. show: sees
    what was found, before anything is asked. answers: whether somebody is there who can be asked.

    Raises WrongUsage for facts that will not do, and where there are settings already.
    """
    refuse_settings(folder)
    today = clock().astimezone().date()
    known: Mapping[str, Value] = read_all(options, today)
    contents = look(folder)
    show(contents)
    contents, words = _asked(contents, talk, answers=answers)
    if answers:
        known = dialogue.facts(known, today, talk)
    sources = (one.source for one in contents.proposals)
    text = settings_text(known, sources, words, _unwanted(contents))
    files = found_project(folder, text)
    return NewProject(folder=folder, contents=contents, files=files, missing=missing(known))


def update(
    named: Path | None,
    options: Options,
    *,
    show: Callable[[SinceReading | None, FolderContents], None],
    agree: Callable[[FolderContents], bool],
    talk: Talk,
    answers: bool,
) -> Update:
    """Look what came since, ask what is not clear, and add the sources that the settings do not
    name. named: as for `project_folder`. show: sees what was found; agree: whether to add it.

    Raises WrongUsage for facts of the event, which the settings have already.
    """
    folder = project_folder(named)
    if are_given(options):
        raise WrongUsage(
            _("The event is already in the settings: --update takes no facts about it."),
            hint=_("Write them in {file}.").format(file=folder / SETTINGS_FILE),
        )
    settings = written(folder)
    since, trouble = _changes(folder, settings)
    contents = look(folder, known_files(folder, settings.sources), settings.ignore)
    show(since, contents)
    contents, words = _asked(contents, talk, answers=answers)
    added = bool(contents.proposals) and agree(contents)
    if added:
        append(folder, (one.source for one in contents.proposals), words)
    if unwanted := _unwanted(contents):
        leave_out(folder, unwanted)
    return Update(
        folder=folder,
        contents=contents,
        added=added,
        changes=since,
        to_fix=tuple(problem.where for problem in settings.problems),
        trouble=trouble,
        ignore=settings.ignore,
    )


def _asked(contents: FolderContents, talk: Talk, *, answers: bool) -> tuple[FolderContents, Words]:
    """What was found, with all that only the coordinator knows of it, and their words for roles."""
    contents = dialogue.roles(contents, talk, answers=answers)
    if not answers:
        return contents, {}
    words = role_words(contents.proposals, talk)
    return dialogue.remember(dialogue.called(contents, talk), talk), words


def _unwanted(contents: FolderContents) -> tuple[str, ...]:
    """The files that the coordinator has just said to leave out."""
    return tuple(one.file for one in contents.left_out if one.wished)


def _changes(folder: Path, settings: NamedSources) -> tuple[SinceReading | None, MustMend | None]:
    """What is otherwise than at the last reading, or why that cannot be said."""
    if settings.problems:
        return None, None
    try:
        with opened(folder) as project:
            return changes(project), None
    except MustMend as error:
        return None, error
