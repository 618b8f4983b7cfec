"""Text that was meant as a placeholder: what other programs' templates, and slips in ours, leave in
a letter ("Dear %Tincho%").

The kinds are those of public reports: Word, Mailtrain, Mailchimp, Outlook, and mail merges by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from msgspec import Struct

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

# What nobody writes in a letter: marks of template languages, days and hours to be filled in.
_MARKED = (
    r"\{\{.*?(?:\}\}+|$)|\{[%#].*?(?:[%#]\}|$)|[<\[]%[^%]*%[>\]]|\$\{[^{}]*\}?|\{\s*\}|[%#}]\}"
    r"|<<\s?\w[^<>]*>>|\[\[[^\[\]]*\]\]|\*?\|[\w:]+\|\*?"
    r"|(?<!\w)%%?[^\W\d_][\w.]*%%?(?!\w)|(?<!\w)@@?[^\W\d]\w*@@?(?![\w.])"
    r"|(?<!\w)\$[^\W\d]\w+\$?|(?<![\w#])#[A-ZÅÄÖ_]{2,}#"
    r"|(?<!\w)(?:(?i:x{3,12}|(?:xx|pp|dd)\.(?:xx|kk|mm)\.(?:[xvyå]{2,4}|\d{4})?"
    r"|xx?\.xx?\.(?:xx(?:xx)?|\d{4})"
    r"|(?:vvvv|yyyy|åååå)-(?:kk|mm)-(?:pp|dd)|kl(?:o|\.)?\s+xx?(?:[.:]xx)?|lorem ipsum)|TODO)(?!\w)"
)
# Sentences that ask the writer for text, and what stands where some is to come.
_UNWRITTEN = (
    r"\b(?:kirjoita|lisää|täydennä|syötä|laita)\s(?:\w+\s){0,2}?(?:ohjelma|teksti|sisältö|nimi"
    r"|viesti|saate|aikataulu|otsikko)\w*\stähän\b(?!\s\w)"
    r"|\b(?:ohjelma|teksti|sisältö)\s(?:tulee|lisätään|kirjoitetaan)\stähän\b"
    r"|\btähän\s(?:tulee|lisätään|kirjoitetaan)\s(?:ohjelma|teksti|sisältö)\b"
    r"|\b(?:skriv|lägg till|infoga)\s(?:\w+\s){0,2}?(?:program|text|innehåll|namn|rubrik)\w*\shär\b"
    r"|\b(?:write|insert|add|put|type|enter)\s(?:\w+\s){0,2}?(?:programme?|agenda|text|content|name"
    r"|title|message)\shere\b|\byour (?:text|message) here\b"
    r"|\b(?:malli|esimerkki)teksti\b|\b(?:exempel|platshållar)text\b"
    r"|\b(?:sample|placeholder) text\b"
    r"|(?<!\w)_{4,}(?!\w)|\.{6,}|…{3,}|(?<!\S)\?{3,}"
)
# What may be a placeholder or only a word between brackets; `_is_field` tells.
_BRACKETS = (
    r"\{[^{}]*\}|\{\s?\w+|\[[^\[\]]+\]|<[^<>@/:]+>|«[^«»]+»|\(\([^()]+\)\)"
)  # fmt: skip
_PLACEHOLDERS = re.compile(f"(?P<marked>{_MARKED}|(?i:{_UNWRITTEN}))|{_BRACKETS}")
_FILL_IN = re.compile(
    r"täydennä|täytä|lisää|kirjoita|syötä|valitse|fyll|ange|skriv|infoga|insert|enter|add|fill"
    r"|choose|mergefield"
)  # at the beginning
_YOURS = re.compile(r"tähän|din|ditt|här|your|here")  # anywhere
# In a cell, whose words are anybody's («Toivo» is a society, {{ 7 * 7 }} a joke), only the name of
# a field between the marks of such programs is surely a placeholder.
_IN_CELLS = re.compile(
    rf"(?:[$*]?[{{\[«<%#|]{{1,2}}|\(\()\s?(?:\w+\.)?(?:{_NAMES})\s?"
    r"(?:[}\]»>%#|]{1,2}\*?|\)\))",
    re.IGNORECASE,
)
_MOST = 20  # that are named of one line
_ACRONYM = 4  # letters: [NATO] may be meant
_NAME_WORDS = 4  # a field's name has no more words: [name of the event]
_BRACES = re.compile(r"[{}][^{}]*[{}]?")
# Slips in Markdown, in the text of a template alone: in a cell they are only text.
_SLIPS = re.compile(r"\{[.:][^{}]*\}?|\]\([^()\s]*\)?")


class Leftover(Struct, frozen=True):
    """text: what was left over. what: a sentence about it; hint: what to write."""

    text: str
    what: str
    hint: str


def leftovers(text: str, source: str | None = None) -> Iterator[Leftover]:
    """What is left over in a line of a template's text, where all that was code is gone.

    source: the Markdown that shows this text, where it is not the text itself. What was written
    with \\ before it does not stand there as it is shown, and is meant; entities (&lt;) are looked
    through.
    """
    source = unescape(text if source is None else source)
    yield from islice(_all(unescape(text), source), _MOST)


def _all(text: str, source: str) -> Iterator[Leftover]:
    for found in _SLIPS.finditer(text):
        if found[0] in source:
            hint = _(_LINK) if found[0].startswith("]") else _(_CLASS)
            yield Leftover(found[0], _what(found[0]), hint)
    for found in _placeholders(_SLIPS.sub(lambda slip: " " * len(slip[0]), text)):
        if found[0] in source:
            # Mailchimp's stars are Markdown's too: *|FNAME|* is shown as |FNAME|.
            starred = f"*{found[0]}*"
            written = starred if starred in source else found[0]
            yield Leftover(written, _what(written), _hint(found[0]))


def _placeholders(text: str) -> Iterator[re.Match[str]]:
    for found in _PLACEHOLDERS.finditer(text):
        if found["marked"] or _is_field(found[0]):
            yield found


def _is_field(text: str) -> bool:
    """Whether words between brackets name what is to come there. `{one}` word does and `{two
    words}` do not, as a word between « » does where it is capital, as Word shows its fields;
    between other brackets it is in capitals, a field's name, or asks to be filled in.
    """
    mark, inside = text[0], text.strip("{}[]<>«»() ")
    words = re.findall(r"[^\W\d]+", inside)
    if not words:
        return False
    if mark == "{" and (len(words) == 1 or re.search(r"[$!.|_:=]", inside)):
        return True
    if mark == "«" and len(words) == 1 and inside[0].isupper():
        return True
    if all(word.isupper() for word in words) and max(map(len, words)) > _ACRONYM:
        return True
    small = [word.casefold() for word in words]
    if _FILL_IN.fullmatch(small[0]) or any(map(_YOURS.fullmatch, small)):
        return True
    return len(words) <= _NAME_WORDS and any(
        re.fullmatch(_NAMES, word) for word in (*small, " ".join(small))
    )


def in_settings(event: Event, sender: Sender) -> Iterator[Problem]:
    """What is left over in the event's details and the sender's name, which letters and calendar
    show as they are.
    """
    contact = event.contact.name if event.contact else None
    texts: list[tuple[str, str | None]] = [("event.contact", contact), ("sender.name", sender.name)]
    texts += [(f"sender.name.{language}", name) for language, name in sender.names]
    links: list[tuple[str, str | None]] = []
    for end, one in (
        ("", event),
        *((f".{language}", event.in_language(language)) for language, _own in event.translations),
    ):
        texts += [(f"event.title{end}", one.title), (f"event.place{end}", one.place)]
        links += [
            (f"event.registration_url{end}", one.registration_link("t")),
            (f"event.privacy_url{end}", one.privacy_url),
        ]
    said: set[str] = set()
    for look, values in ((_placeholders, texts), (_BRACES.finditer, links)):
        for key, value in values:
            if value and value not in said and (found := next(look(value), None)):
                said.add(value)
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
