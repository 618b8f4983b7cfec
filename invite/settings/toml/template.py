"""The invite.toml that `invite init` writes: every key explained, from the table that checks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import asdict

from invite.people.model import Source
from invite.settings import delivery_schema, schema
from invite.settings.check import heading
from invite.settings.values import Key, Section
from invite.words import _

Value = str | int | bool | date | tuple[str, ...] | Mapping[str, str]
NOTHING: Mapping[str, Value] = {}
MARGIN = 44  # where remarks begin, if the key leaves room
WIDEST = 120


def document(
    given: Mapping[str, Mapping[str, Value]],
    sources: Iterable[Source] = (),
    ignore: tuple[str, ...] = (),
) -> str:
    """The whole text, lines ended by LF. ignore: files in the folder that are no sources.

    given: values by section, then key: `{"event": {"title": "Juhla"}}`. A key that is not given is
    there as a remark with an example; one that must be given stands there empty, for the
    coordinator to fill in, and `load` asks for it.
    """
    parts = [
        _(
            "# The settings of this project. Text goes in straight quotes; what"
            " begins with # is a remark."
        )
        + "\n"
        + (ignore_line(ignore) if ignore else "# " + ignore_line(()))
    ]
    parts += [
        _section(each, f"[{each.name}]", given.get(each.name, NOTHING))
        for each in (schema.EVENT, schema.SENDER)
    ]
    known = [_given(source) for source in sources]
    parts += [
        _section(schema.SOURCE, "[[source]]", source, explained=not n)
        for n, source in enumerate(known or [NOTHING])
    ]
    parts.append(
        _section(delivery_schema.MAILING, "[mailing.kutsu]", given.get("mailing", NOTHING))
    )
    parts += [
        _section(each, f"[{each.name}]", given.get(each.name, NOTHING))
        for each in (delivery_schema.DELIVERY, delivery_schema.RETURNS, delivery_schema.LEDGER)
    ]
    parts += [
        _optional(schema.ROLE_WORDS, '[role."ohjausryhmä"]'),
        _forms(),
        _optional(schema.LIMITS, "[limits]"),
    ]
    return "\n\n".join(parts) + "\n"


def ignore_line(ignore: tuple[str, ...]) -> str:
    """The line that stands before any part, with its remark; an example where nothing is given."""
    key = schema.IGNORE
    return _remarked(f"{key.name} = {toml(ignore) if ignore else key.example}", key)


def _section(
    section: Section, head: str, given: Mapping[str, Value], *, explained: bool = True
) -> str:
    """One part. explained: with remarks and the keys that are not given; else what is given."""
    lines = [f"# {_(section.words)}", head] if explained else [head]
    for key in section.keys:
        if key.name in given:
            written = f"{key.name} = {toml(given[key.name])}"
        elif not explained:
            continue
        else:
            written = f'{key.name} = ""' if key.required else f"# {key.name} = {key.example}"
        lines.append(_remarked(written, key) if explained else written)
    return "\n".join(lines)


def _optional(section: Section, head: str) -> str:
    """A part that is there as a remark alone."""
    return "\n".join(
        [
            f"# {_(section.words)}",
            f"# {head}",
            *(f"# {key.name} = {key.example}" for key in section.keys),
        ]
    )


def _forms() -> str:
    case = schema.FORM_KEYS[0]
    return "\n".join(
        [
            f"# {_(schema.FORMS.words)}",
            f"# {heading('forms', ())}",
            f'# "Salmi" = {{ {case.name} = {case.example} }}',
        ]
    )


def _remarked(written: str, key: Key[object]) -> str:
    """A key with its remark: next to it, or above where the line is too wide for Notepad."""
    remark = _(key.words) + (_(" Required.") if key.required else "")
    beside = f"{written:<{MARGIN}} # {remark}"
    return beside if len(beside) <= WIDEST else f"# {remark}\n{written}"


def _given(source: Source) -> Mapping[str, Value]:
    """The keys of a source that say something."""
    return {name: value for name, value in asdict(source).items() if value}


def toml(value: Value) -> str:
    """A value as TOML writes it. A text of one line stands in double quotes."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return (
                value.isoformat()
            )  # a datetime is a date, too, and local here: RFC 3339 without an offset
        case str():
            return _string(value)
        case tuple():
            return "[" + ", ".join(map(_string, value)) + "]"
        case _:
            return (
                "{ "
                + ", ".join(f"{_name(name)} = {_string(text)}" for name, text in value.items())
                + " }"
            )


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(
            char if char >= " " and char != "\x7f" else f"\\u{ord(char):04X}" for char in escaped
        )
        + '"'
    )


def _name(name: str) -> str:
    return (
        name
        if name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        else _string(name)
    )
