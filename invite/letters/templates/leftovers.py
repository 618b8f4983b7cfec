"""Text that was meant as a placeholder: what other programs' templates, and slips in ours, leave in
a letter ("Dear %Tincho%").

The kinds are those of public reports: Word, Mailtrain, Mailchimp, Outlook, and mail merges by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from invite.errors import Problem
from invite.event import Event, Sender
from invite.letters.templates.shape import WORDS
from invite.words import N_, _

# What to write here, and the names of it in other programs' placeholders.
_FIELDS = {
    "{{ person.first_name }}": (
        r"etunimi|kutsumanimi|(?:first|given|f)[_ ]?name|förnamn|tilltalsnamn"
    ),
    "{{ person.last_name }}": r"sukunimi|(?:last|family|l)[_ ]?name|surname|efternamn",
    "{{ person.name }}": r"(?:koko[_ ]?)?nimi|(?:full[_ ]?)?name|namn",
    "{{ person.email }}": r"sähköposti(?:osoite)?|e[_-]?mail|e[_-]?post(?:adress)?",
    "{{ person.organisation }}": (
        r"organisaatio|yhdistys|yritys|organi[sz]ation|company|förening|företag"
    ),
    "{{ event | when }}": r"päivä(?:määrä)?|pvm|aika|date|time|datum|tid",
    "{{ event.place }}": r"paikka|place|venue|plats",
    "{{ registration_url }}": r"(?:ilmoittautumis)?linkki|link|url|länk",
}
_NAMES = "|".join(_FIELDS.values())

_CODE = N_("Text in double braces is a value, and between {% %} a condition:"
           " look for a missing or extra brace.")  # fmt: skip
_VALUE = N_(
    "Write {value} instead. If the text is meant like this, put it"
    " between {{% raw %}} and {{% endraw %}}."
)
_LINK = N_("A link is written [words](<https://…>), without a space between ] and (.")
_CLASS = N_("Write {.button} right after the ) of a link, without a space.")

# Placeholders that a text of the coordinator's own can hold: a template's, or one of the settings.
_PLACEHOLDERS = re.compile(
    r"\{\{.*?(?:\}\}+|$)|\{[%#].*?(?:[%#]\}|$)|\$\{[^{}]*\}?|\{[^{}]*\}|\{\s?\w+|[%#}]\}"
    r"|<<\s?\w[^<>]*>>|«\s?\w+\s?»|\[\[[^\[\]]*\]\]|\(\(\s?\w+\s?\)\)|\*?\|[\w:]+\|\*?"
    r"|(?<!\w)%%?[^\W\d_]\w*%%?(?!\w)|(?<![\w#])#[A-ZÅÄÖ_]{2,}#"
    rf"|(?i:[\[<](?:{_NAMES})[\]>])"
)
# In a cell, whose words are anybody's («Toivo» is a society, {{ 7 * 7 }} a joke), only the name of
# a field between the marks of such programs is surely a placeholder.
_IN_CELLS = re.compile(
    rf"(?:[$*]?[{{\[«<%#|]{{1,2}}|\(\()\s?(?:\w+\.)?(?:{_NAMES})\s?"
    r"(?:[}\]»>%#|]{1,2}\*?|\)\))",
    re.IGNORECASE,
)
_BRACES = re.compile(r"[{}][^{}]*[{}]?")
# Slips in Markdown, in the text of a template alone: in a cell they are only text.
_SLIPS = re.compile(r"\{[.:][^{}]*\}?|\]\([^()\s]*\)?")


@dataclass(frozen=True, slots=True)
class Leftover:
    """text: what was left over. what: a sentence about it; hint: what to write."""

    text: str
    what: str
    hint: str


def leftovers(text: str) -> Iterator[Leftover]:
    """What is left over in a line of a template's text, where all that was code is gone."""
    slips = list(_SLIPS.finditer(text))
    for found in slips:
        hint = _(_LINK) if found[0].startswith("]") else _(_CLASS)
        yield Leftover(found[0], _what(found[0]), hint)
    for found in _PLACEHOLDERS.finditer(text):
        if not any(slip.start() <= found.start() < slip.end() for slip in slips):
            yield Leftover(found[0], _what(found[0]), _hint(found[0]))


def in_settings(event: Event, sender: Sender) -> Iterator[Problem]:
    """What is left over in the event's details and the sender's name, which letters and calendar
    show as they are.
    """
    texts = {
        "event.title": event.title,
        "event.place": event.place,
        "event.contact": event.contact and event.contact.name,
        "sender.name": sender.name,
    }
    links = {
        "event.registration_url": event.registration_link("t"),
        "event.privacy_url": event.privacy_url,
    }
    for key, value in {**texts, **links}.items():
        pattern = _PLACEHOLDERS if key in texts else _BRACES
        if found := pattern.search(value or ""):
            hint = _("Write the actual words; a link may contain {token}, and nothing else.")
            yield Problem(f"invite.toml: {key}", _what(found[0]), hint)


_MARKS = re.compile(r"[{\[«<%#|]|\(\(")


def may_hold_placeholder(cells: str) -> bool:
    """One quick look at all cells of a letter."""
    return _MARKS.search(cells) is not None


def placeholder(cell: str) -> str:
    """The placeholder that a cell of a sheet holds, or ""."""
    found = _IN_CELLS.search(cell)
    return found[0] if found else ""


def _what(text: str) -> str:
    return _("“{text}” would appear in the letter like this").format(
        text=WORDS.sub("…", text.strip())[:60]
    )


def _hint(text: str) -> str:
    name = re.sub(r"[^\w -]", "", text.casefold()).strip()
    for value, names in _FIELDS.items():
        if re.fullmatch(names, name):
            return _(_VALUE).format(value=value)
    if ours := re.match(r"\{\s*((?:event|person|roles|sender)\b[\w.| ]*?)\s*(?:\}|$)", text):
        return _(_VALUE).format(value=f"{{{{ {ours[1]} }}}}")
    if re.match(r"\{\{|\{[%#]|[%#}]\}", text):
        return _(_CODE)
    return _(_VALUE).format(value="{{ … }}")
