"""Writes a new project: the commented settings and the templates to edit, over nothing that is
there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from invite.campaign.setup.event_facts import Answers, given
from invite.campaign.setup.role_guess import OWN
from invite.errors import MustMend, WrongUsage
from invite.language import LANGUAGES, Language
from invite.language.texts import texts
from invite.letters.templates.source import shipped
from invite.people.model import Source
from invite.settings import SETTINGS_FILE
from invite.settings.rules import SHIPPED_ROLES
from invite.settings.toml.template import document, toml
from invite.words import _, system_words

Words = Mapping[str, Mapping[Language, str]]
TEMPLATES = "kutsu.*.md"
FIRST_LINE = re.compile(r'^(\[\[source\]\]|(?:file|role) = "".*)$', re.MULTILINE)


class NewFiles(Struct, frozen=True):
    """What was written, and what stood there already and was left as it is; paths from the folder,
    with `/`.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]


def settings_text(
    answers: Answers, sources: Iterable[Source], words: Words, ignore: tuple[str, ...] = ()
) -> str:
    """The whole invite.toml. words: by role and language, where the coordinator has said them.
    ignore: files that are left out on purpose.
    """
    sources = tuple(sources)
    text = document(given(answers), sources, ignore)
    if not sources:
        text = FIRST_LINE.sub(
            r"# \1", text
        )  # an empty source would stand beside those that --update adds
    return text + "".join("\n" + block for block in role_blocks(sources, (), words))


def source_block(source: Source) -> str:
    """A source as it stands in the settings, with what is needed and no more."""
    lines = ["[[source]]", f"file = {toml(source.file)}", f"role = {toml(source.role)}"]
    if source.called:
        lines.append(f"called = {toml(source.called)}")
    if source.sheets:
        lines.append(f"sheets = {toml(source.sheets)}")
    return "\n".join(lines) + "\n"


def role_blocks(sources: Iterable[Source], known: Iterable[str], words: Words) -> list[str]:
    """The words for each role that the sources have, and that neither the program nor the settings
    know or that the coordinator has said otherwise.
    """
    kinds = dict.fromkeys(source.role for source in sources)
    return [
        _role_block(kind, words.get(kind, {}))
        for kind in kinds
        if kind not in known and (kind in words or kind not in SHIPPED_ROLES)
    ]


def _role_block(kind: str, said: Mapping[Language, str]) -> str:
    head = kind if re.fullmatch(r"[A-Za-z0-9_-]+", kind) else toml(kind)
    examples = {one: texts(one).letters.own_role for one in LANGUAGES}
    if kind == OWN:
        said = {**examples, **said}
    lines = [
        _(
            "# What the role is called in a letter: olit mukana …, du har varit med som …, you took"
            " part as …"
        ),
        f"[role.{head}]",
    ]
    for language, example in examples.items():
        if language in said:
            lines.append(f"{language} = {toml(said[language])}")
        elif kind not in SHIPPED_ROLES:
            lines.append(f"# {language} = {toml(example)}")
    return "\n".join(lines) + "\n"


def refuse_settings(folder: Path) -> None:
    """Raise WrongUsage where the folder has settings already, or is a file."""
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(
            _("{folder} is a file.").format(folder=folder),
            hint=_("Name a folder: invite init FOLDER."),
        )
    if (folder / SETTINGS_FILE).exists():
        raise WrongUsage(
            _("The folder {folder} has its {file} already; it is not overwritten.").format(
                file=SETTINGS_FILE, folder=folder
            ),
            hint=_("To add the files that came later: invite init --update"),
        )


def found_project(folder: Path, text: str) -> NewFiles:
    """Write the templates, and last of all the settings. Raises WrongUsage where settings have come
    meanwhile, MustMend where the folder cannot be written to.
    """
    written: list[str] = []
    kept: list[str] = []
    try:
        (folder / "templates").mkdir(parents=True, exist_ok=True)
        for template in sorted(shipped("templates").glob(TEMPLATES)):
            name = f"templates/{template.name}"
            (written if _new(folder / name, template.read_text(encoding="utf-8")) else kept).append(
                name
            )
        if not _new(folder / SETTINGS_FILE, text):
            refuse_settings(folder)
    except OSError as error:
        raise MustMend(
            _("{folder} cannot be written to: {why}.").format(
                folder=folder, why=system_words(error)
            ),
            hint=_(
                "Make sure that you may write there, or name another folder: invite init FOLDER."
            ),
        ) from error
    return NewFiles((SETTINGS_FILE, *written), tuple(kept))


def _new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; whether it was so."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
