"""Checks what stands in invite.toml, section by section, against the table of keys; gathers, never stops."""

from __future__ import annotations

from invite.settings import keys, rules
from invite.settings.key import Section
from invite.settings.names import heading, names
from invite.settings.places import Path
from invite.settings.reading import UNREADABLE, Everything, Given, Reading, Table
from invite.settings.values import Unfit, table, text
from invite.words import _


def everything(file: Table, reading: Reading) -> Everything:
    """Checks the whole file; what is wrong is in `reading` afterwards."""
    names(file, (section.name for section in keys.SECTIONS), (), reading)
    event = _one(keys.EVENT, file, reading)
    contact = event.get(keys.CONTACT)
    sources = _many(keys.SOURCE, file, reading)
    given = Everything(
        event=event,
        contact=None if contact is None else section(keys.CONTACT_SECTION, contact, event.at(keys.CONTACT), reading),
        sender=_one(keys.SENDER, file, reading),
        sources=sources,
        columns=tuple(_columns(source, reading) for source in sources),
        roles=_named(keys.ROLE_WORDS, file, reading),
        mailings=_named(keys.MAILING, file, reading),
        delivery=_one(keys.DELIVERY, file, reading),
        ledger=_one(keys.LEDGER, file, reading),
        forms=_named(keys.FORMS, file, reading),
        limits=_one(keys.LIMITS, file, reading),
    )
    rules.check(given, reading)
    return given


def section(what: Section, raw: Table, path: Path, reading: Reading) -> Given:
    """One table of the file, each key read by its reader."""
    names(raw, (key.name for key in what.keys), path, reading)
    good: dict[str, object] = {}
    for key in what.keys:
        value = raw.get(key.name)
        if value is None or value == "":
            if key.required:
                lacking = _("`{key}` is missing.") if value is None else _("`{key}` is empty.")
                example = f"{key.name} = {key.example}"
                hint = _("Write under {section}: {example}").format(section=heading(what.name, path), example=example)
                reading.problem((*path, key.name), lacking.format(key=key.name), hint)
        elif value != UNREADABLE:
            read = key.read(value)
            if isinstance(read, Unfit):
                reading.problem((*path, key.name), read.what, read.hint)
            else:
                good[key.name] = read
    return Given(path, good)


def _one(what: Section, file: Table, reading: Reading) -> Given:
    """A section that is written once, `[name]`."""
    path = (what.name,)
    raw = file.get(what.name)
    if raw is None:
        if what.required:
            needed = ", ".join(f"`{key.name}`" for key in what.keys if key.required)
            reading.problem(
                path,
                _("The part [{name}] is missing.").format(name=what.name),
                _("Write a line [{name}], and under it {keys}.").format(name=what.name, keys=needed),
            )
        return Given(path)
    inside = table(raw)
    if isinstance(inside, Unfit):
        what_is = _("`{name}` must be a part of its own.").format(name=what.name)
        reading.problem(path, what_is, _("Write [{name}] on a line alone, and its keys under it.").format(name=what.name))
        return Given(path)
    return section(what, inside, path, reading)


def _many(what: Section, file: Table, reading: Reading) -> tuple[Given, ...]:
    """A section that is written once for each thing, `[[name]]`."""
    path = (what.name,)
    raw = file.get(what.name)
    rows = () if raw is None else _tables(raw)
    form = _("Write [[{name}]], in two brackets, before the keys of each one.").format(name=what.name)
    if rows is None or isinstance(raw, dict):
        reading.problem(path, _("`{name}` is not written as it should be.").format(name=what.name), form)
    elif not rows and what.required:
        needed = ", ".join(f"`{key.name}`" for key in what.keys if key.required)
        reading.problem(
            path,
            _("No spreadsheet is named."),
            _("Write a line [[{name}]], and under it {keys}.").format(name=what.name, keys=needed),
        )
    single = isinstance(raw, dict)
    return tuple(section(what, row, path if single else (*path, str(number)), reading) for number, row in enumerate(rows or ()))


def _named(what: Section, file: Table, reading: Reading) -> dict[str, Given]:
    """A section whose parts have names of their own, `[mailing.kutsu]`."""
    raw = table(file.get(what.name, {}))
    if isinstance(raw, Unfit):
        unnamed = _("`{name}` is not written as it should be.").format(name=what.name)
        reading.problem(
            (what.name,), unnamed, _("Write a line {heading}, and its keys under it.").format(heading=heading(what.name, ()))
        )
        return {}
    found: dict[str, Given] = {}
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
                if what is keys.FORMS
                else _("Write a line [{section}.NAME], and its keys under it.").format(section=what.name),
            )
        else:
            found[name] = section(what, inside, path, reading)
    return found


def _columns(source: Given, reading: Reading) -> dict[str, str]:
    """The headings of a source's columns by field; a field that the reader of sheets does not know is a problem."""
    columns = source.get(keys.COLUMNS)
    if not columns:
        return {}
    from invite.people.columns import FIELDS, field_named

    path = source.at(keys.COLUMNS)
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
