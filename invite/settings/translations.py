"""Keys that take one text, or one in each language: `title = { fi = "…", sv = "…" }`."""

from __future__ import annotations

from collections.abc import Mapping

from invite.language import LANGUAGES, Language
from invite.settings import schema
from invite.settings.findings import Path, Reading, Table, Translations
from invite.settings.values import Key, Section, Unfit
from invite.words import _

SECTIONS = (schema.EVENT, schema.SENDER)


def translated(file: Table, reading: Reading) -> tuple[Table, Translations]:
    """The file with one text for each such key, in the event's language, and the texts in the
    others. What is wrong with these is in `reading` afterwards.
    """
    main = _language(file)
    plain: dict[str, object] = {**file}
    found: dict[Path, Mapping[Language, str]] = {}
    for section in SECTIONS:
        given = file.get(section.name)
        if not isinstance(given, dict):
            continue
        single: dict[str, object] = {**given}
        for key in _keys(section):
            if isinstance(texts := given.get(key.name), dict) and texts:
                path = (section.name, key.name)
                own = main if texts.get(main) else _first(texts)
                if own != main:
                    _say_missing(path, main, own, reading)
                single[key.name] = texts.get(own, "")
                found[path] = _others(key, texts, own, path, reading)
        plain[section.name] = single
    return plain, found


def _language(file: Table) -> Language:
    """The event's language; what is wrong with it is said elsewhere."""
    event = file.get(schema.EVENT.name)
    given = event.get(schema.LANGUAGE.name) if isinstance(event, dict) else None
    read = schema.LANGUAGE.read(given) if given is not None else schema.LANGUAGE.default
    return "fi" if read is None or isinstance(read, Unfit) else read


def _keys(section: Section) -> tuple[Key[object], ...]:
    return tuple(key for key in section.keys if key.translated)


def _first(texts: Table) -> Language:
    return next((language for language in LANGUAGES if texts.get(language)), "fi")


def _say_missing(path: Path, main: Language, own: Language, reading: Reading) -> None:
    reading.warn(
        path,
        _("There is no text in {main}, the event's language; the one in {other} is used.").format(
            main=main, other=own
        ),
        _('Add one: {main} = "…"').format(main=main),
    )


def _others(
    key: Key[object], texts: Table, own: Language, path: Path, reading: Reading
) -> Mapping[Language, str]:
    """The texts in the other languages, each read as the key is."""
    good: dict[Language, str] = {}
    for name, raw in texts.items():
        language = next((one for one in LANGUAGES if one == name), None)
        if language is None:
            reading.problem(
                (*path, name),
                _("`{name}` is not a language of letters.").format(name=name),
                _("Known are: {names}").format(names=", ".join(LANGUAGES)),
            )
        elif language != own and raw != "":
            read = key.read(raw)
            if isinstance(read, Unfit):
                reading.problem((*path, name), read.what, read.hint)
            else:
                good[language] = str(read)
    return good
