"""Checks invite.toml, section by section, against the table of keys; gathers, never stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from invite.people.table.headings import FIELDS, field_named
from invite.settings import delivery_schema, rules, schema
from invite.settings.findings import (
    MARK,
    UNREADABLE,
    Everything,
    Path,
    Reading,
    SectionValues,
    Table,
)
from invite.settings.translations import translated
from invite.settings.values import N_, Section, Unfit, table, text
from invite.words import _, near

ELSEWHERE: Mapping[str, str] = {
    "password": N_(
        "A password never belongs in the settings. Delete this line, and give"
        " the password to: invite login"
    ),
    "subject": N_("The subject belongs in the letter's template, on its first line: Aihe: …"),
    "to": N_("The people come from the spreadsheets: name them under [[source]]."),
    "bcc": N_("Each letter goes to one person only."),
    "cc": N_("Each letter goes to one person only."),
    "ignore": N_("`ignore` belongs at the top of the file, before any part."),
}


def everything(file: Table, reading: Reading) -> Everything:
    """Checks the whole file; what is wrong is in `reading` afterwards."""
    top = [key.name for key in schema.TOP.keys]
    names(file, (*(section.name for section in schema.SECTIONS), *top), (), reading)
    file, translations = translated(file, reading)
    event = _one(schema.EVENT, file, reading)
    contact = event.get(schema.CONTACT)
    sources = _many(schema.SOURCE, file, reading)
    given = Everything(
        event=event,
        contact=None
        if contact is None
        else section(schema.CONTACT_SECTION, contact, event.at(schema.CONTACT), reading),
        sender=_one(schema.SENDER, file, reading),
        sources=sources,
        columns=tuple(_columns(source, reading) for source in sources),
        roles=_named(schema.ROLE_WORDS, file, reading),
        mailings=_named(delivery_schema.MAILING, file, reading),
        delivery=_one(delivery_schema.DELIVERY, file, reading),
        returns=_one(delivery_schema.RETURNS, file, reading),
        ledger=_one(delivery_schema.LEDGER, file, reading),
        forms=_named(schema.FORMS, file, reading),
        limits=_one(schema.LIMITS, file, reading),
        translations=translations,
        top=_keys(schema.TOP, {key: file[key] for key in top if key in file}, (), reading),
    )
    rules.check(given, reading)
    return given


def section(what: Section, raw: Table, path: Path, reading: Reading) -> SectionValues:
    """One table of the file, each key read by its reader."""
    names(raw, (key.name for key in what.keys), path, reading)
    return _keys(what, raw, path, reading)


def _keys(what: Section, raw: Table, path: Path, reading: Reading) -> SectionValues:
    good: dict[str, object] = {}
    for key in what.keys:
        value = raw.get(key.name)
        if value is None or value == "":
            if key.required:
                lacking = _("`{key}` is missing.") if value is None else _("`{key}` is empty.")
                example = f"{key.name} = {key.example}"
                hint = _("Write under {section}: {example}").format(
                    section=heading(what.name, path), example=example
                )
                reading.problem((*path, key.name), lacking.format(key=key.name), hint)
        elif value != UNREADABLE:
            read = key.read(value)
            if isinstance(read, Unfit):
                reading.problem((*path, key.name), read.what, read.hint)
            else:
                good[key.name] = read
    return SectionValues(path, good)


def _one(what: Section, file: Table, reading: Reading) -> SectionValues:
    """A section that is written once, `[name]`."""
    path = (what.name,)
    raw = file.get(what.name)
    if raw is None:
        if what.required:
            needed = ", ".join(f"`{key.name}`" for key in what.keys if key.required)
            reading.problem(
                path,
                _("The part [{name}] is missing.").format(name=what.name),
                _("Write a line [{name}], and under it {keys}.").format(
                    name=what.name, keys=needed
                ),
            )
        return SectionValues(path)
    inside = table(raw)
    if isinstance(inside, Unfit):
        what_is = _("`{name}` must be a part of its own.").format(name=what.name)
        reading.problem(
            path,
            what_is,
            _("Write [{name}] on a line of its own, and its keys under it.").format(name=what.name),
        )
        return SectionValues(path)
    return section(what, inside, path, reading)


def _many(what: Section, file: Table, reading: Reading) -> tuple[SectionValues, ...]:
    """A section that is written once for each thing, `[[name]]`."""
    path = (what.name,)
    raw = file.get(what.name)
    rows = () if raw is None else _tables(raw)
    form = _("Write [[{name}]], in two brackets, before the keys of each one.").format(
        name=what.name
    )
    if rows is None or isinstance(raw, dict):
        reading.problem(path, _("`{name}` is not written correctly.").format(name=what.name), form)
    elif not rows and what.required:
        needed = ", ".join(f"`{key.name}`" for key in what.keys if key.required)
        reading.problem(
            path,
            _("No spreadsheet is named."),
            _("Write a line [[{name}]], and under it {keys}.").format(name=what.name, keys=needed),
        )
    single = isinstance(raw, dict)
    return tuple(
        section(what, row, path if single else (*path, str(number)), reading)
        for number, row in enumerate(rows or ())
    )


def _named(what: Section, file: Table, reading: Reading) -> dict[str, SectionValues]:
    """A section whose parts have names of their own, `[mailing.kutsu]`."""
    raw = table(file.get(what.name, {}))
    if isinstance(raw, Unfit):
        unnamed = _("`{name}` is not written correctly.").format(name=what.name)
        reading.problem(
            (what.name,),
            unnamed,
            _("Write a line {heading}, and its keys under it.").format(
                heading=heading(what.name, ())
            ),
        )
        return {}
    found: dict[str, SectionValues] = {}
    for name, inner in raw.items():
        path = (what.name, name)
        if inner == UNREADABLE:
            continue
        inside = table(inner)
        if isinstance(inside, Unfit):
            example = what.keys[0]
            reading.problem(
                path,
                _("`{name}` must have keys of its own.").format(name=name),
                _('Write it like this: "{name}" = {{ {key} = {example} }}').format(
                    name=name, key=example.name, example=example.example
                )
                if what is schema.FORMS
                else _("Write a line [{section}.NAME], and its keys under it.").format(
                    section=what.name
                ),
            )
        else:
            found[name] = section(what, inside, path, reading)
    return found


def _columns(source: SectionValues, reading: Reading) -> dict[str, str]:
    """The headings of a source's columns by field; a field nobody knows is a problem."""
    columns = source.get(schema.COLUMNS)
    if not columns:
        return {}
    path = source.at(schema.COLUMNS)
    names((name for name in columns if not field_named(name)), FIELDS, path, reading)
    good: dict[str, str] = {}
    for name, heading_of in columns.items():
        value = text(heading_of)
        if isinstance(value, Unfit):
            reading.problem((*path, name), value.what, value.hint)
        else:
            good[name] = value
    return good


def _tables(raw: object) -> tuple[Table, ...] | None:
    """One table or a list of them, as a tuple; None where it is neither."""
    items: list[object] = raw if isinstance(raw, list) else [raw]
    good = tuple(item for item in map(table, items) if not isinstance(item, Unfit))
    return good if len(good) == len(items) else None


def names(found: Iterable[str], known: Iterable[str], path: Path, reading: Reading) -> None:
    """Complains of each name in `found` that is not among `known`."""
    known = tuple(known)
    for name in found:
        if name not in known and not name.startswith(MARK):
            what = (
                _("There is no key `{name}` here.")
                if path
                else _("There is no part or key `{name}`.")
            )
            reading.problem((*path, name), what.format(name=name), _meant(name, known, path))


def _meant(name: str, known: tuple[str, ...], path: Path) -> str:
    """What to write instead of a name that is not known."""
    if name in ELSEWHERE:
        return _(ELSEWHERE[name])
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    belongs = [
        heading(section.name, ())
        for section in schema.SECTIONS
        if any(plain == key.name for key in section.keys)
    ]
    if belongs and plain not in known and path[:1] != ("forms",) and path[-1:] != ("columns",):
        return _("`{name}` belongs under {headings}.").format(
            name=plain, headings=_(" or ").join(belongs)
        )
    if meant := near(name, known):
        return _("Did you mean {name}?").format(name=f"`{meant}`" if path else heading(meant, ()))
    listed = ", ".join(f"`{name}`" for name in known)
    return _("Known are: {names}").format(names=listed)


def heading(name: str, path: Path) -> str:
    """The line that a part of the file begins with: `[event]`, `[[source]]`, `[mailing.kutsu]`."""
    section = next((section for section in schema.SECTIONS if section.name == name), None)
    if section and section.many:
        return f"[[{name}]]"
    if section and section.named:
        own = str(path[1]) if len(path) > 1 else "NAME"
        bare = re.fullmatch(r"[A-Za-z0-9_-]+", own)
        return f"[{name}.{own}]" if bare else f'[{name}."{own}"]'
    return name if path and not section else f"[{name}]"
