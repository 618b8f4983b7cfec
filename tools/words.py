"""Keeps the sentences on the screen and their translations together.

Without an argument it writes `invite/locale/invite.pot`, every sentence there is. With a language
(`fi`) it takes the new ones over into that language's `invite.po`, says which are untranslated, and
compiles `invite.mo`, which the program reads. `--check` says what is out of date, untranslated or
wrong.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from invite.cli.main import COMMANDS

HOUSE = Path(__file__).parents[1] / "invite"
LOCALE = HOUSE / "locale"
SOURCE = LOCALE / "invite.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
COLUMNS = 80
# The same date always: a file changes only when a sentence does.
DATE = datetime(2026, 11, 29, tzinfo=UTC)
# What is the same in every language: what is filled in, options, commands, code in backquotes,
# parts of the settings, names of files.
KEPT = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}|(?<![\w-])--[a-z][a-z-]*|`[^`]*`"
    rf"|\binvite (?:{'|'.join(name for name, *_words in COMMANDS)})\b"
    r"|\[\[?(?:event|sender|source|role|mailing|delivery|limits|ledger|returns|forms)[\w.]*\]?\]"
    r"|\b[\w-]+\.(?:toml|xlsx|csv|eml|db|pem|md|example\.org)\b"
)
# In a sentence about one, the number may be said in a word.
NUMBER = "{n}"


def sentences() -> Catalog:
    """All sentences, without places."""
    found = Catalog(project="invite", charset="utf-8")
    for _path, _line, message, comments, context in extract_from_dir(
        HOUSE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, auto_comments=comments, context=context)
    return found


def hidden() -> Iterator[str]:
    """Sentences that nobody finds to translate: within an f-string."""
    for path in sorted(HOUSE.rglob("*.py")):
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for call in ast.walk(text) if isinstance(text, ast.JoinedStr) else ():
                if (
                    isinstance(call, ast.Call)
                    and ast.unparse(call.func) in KEYWORDS
                    and any(isinstance(one, ast.Constant) for one in call.args)
                ):
                    place = f"{path.relative_to(HOUSE)}:{call.lineno}"
                    yield f"{place}: {ast.unparse(call)} is in an f-string"


def source(found: Catalog) -> str:
    """The file for translators of new languages."""
    out = io.BytesIO()
    write_po(out, found, no_location=True, omit_header=True, sort_output=True, width=120)
    return out.getvalue().decode()


def translated(path: Path, found: Catalog) -> Catalog:
    """The sentences that there are, each with its translation from this file, if it has one."""
    language = path.parts[-3]
    known = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog()
    made = Catalog(
        language, project="invite", charset="utf-8", creation_date=DATE, revision_date=DATE,
        last_translator="invite", language_team=language, header_comment="#", fuzzy=False,
    )  # fmt: skip
    for message in _messages(found):
        then = known.get(message.id)
        made.add(message.id, then.string if then else None, flags=message.flags - {"fuzzy"})
    return made


def update(path: Path, found: Catalog) -> None:
    """Take new sentences over, leave out what is gone, compile, and list what is untranslated."""
    made = translated(path, found)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as po:
        write_po(po, made, no_location=True, sort_output=True, width=120)
    with path.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, _whole_ones(made))
    for message in untranslated(made):
        print(f"{path.parts[-3]}: untranslated: {_forms(message.id)[0]}")


def problems(path: Path, found: Catalog) -> Iterator[str]:
    """What is wrong with the translations of this file."""
    there = translated(path, found)
    with path.with_suffix(".mo").open("rb") as mo:
        compiled = {_forms(one.id): _forms(one.string) for one in _messages(read_mo(mo))}
    for message in _messages(there):
        if not _whole(message):
            continue
        strings = _forms(message.string)
        ids = _forms(message.id)
        if compiled.get(ids) != strings:
            yield f"is not in invite.mo: run tools/words.py {path.parts[-3]}: {strings[0]}"
        if len(strings) != (there.num_plurals if len(ids) > 1 else 1):
            yield f"has {len(strings)} forms: {strings[0]}"
        for number, text in enumerate(strings):
            meant = ids[min(number, len(ids) - 1)]
            yield from wrong_with(meant, text, {NUMBER} if len(ids) > 1 and not number else set())


def untranslated(made: Catalog) -> list[Message]:
    """The sentences that this language lacks."""
    return [message for message in _messages(made) if not _whole(message)]


def wrong_with(source: str, text: str, needless: set[str]) -> Iterator[str]:
    """What a translation has lost or made up, and whether it has outgrown the line."""
    before, now = set(KEPT.findall(source)), set(KEPT.findall(text))
    if (before ^ now) - needless:
        yield f"differs in {', '.join(sorted((before ^ now) - needless))}: {text}"
    if (len(source) - len(source.lstrip()), len(source) - len(source.rstrip())) != (
        len(text) - len(text.lstrip()),
        len(text) - len(text.rstrip()),
    ):
        yield f"has other spaces around it: {text}"
    if len(source) <= COLUMNS < len(text):
        yield f"does not fit {COLUMNS} columns any more ({len(text)}): {text}"


def _messages(some: Catalog) -> Iterator[Message]:
    return (message for message in some if message.id)


def _whole(message: Message) -> bool:
    return all(_forms(message.string))


def _whole_ones(made: Catalog) -> Catalog:
    """What gettext may find: an empty translation would be an empty line on the screen."""
    whole = Catalog(made.locale, project="invite", charset="utf-8", creation_date=DATE)
    whole.revision_date = DATE
    for message in filter(_whole, _messages(made)):
        whole.add(message.id, message.string)
    return whole


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def check(found: Catalog) -> int:
    """Print what is out of date or wrong; 1 if anything is."""
    wrong = list(hidden())
    if not SOURCE.exists() or SOURCE.read_text(encoding="utf-8") != source(found):
        wrong.append("invite.pot does not hold the sentences of the program: run `make words`.")
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        language = path.parts[-3]
        wrong += [f"{language}: {problem}" for problem in problems(path, found)]
        wrong += [
            f"{language}: untranslated: {_forms(message.id)[0]}"
            for message in untranslated(translated(path, found))
        ]
    for problem in wrong:
        print(problem)
    return bool(wrong)


def main() -> int:
    """Check, or write; returns the exit code."""
    found = sentences()
    if "--check" in sys.argv:
        return check(found)
    LOCALE.mkdir(exist_ok=True)
    SOURCE.write_text(source(found), encoding="utf-8", newline="\n")
    for language in sys.argv[1:]:
        update(LOCALE / language / "LC_MESSAGES" / "invite.po", found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
