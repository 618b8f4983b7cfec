"""What a template can read: plain values, each of the kind that its filters need to know."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import escape
from msgspec import Struct

from invite.language import Language, formats, places
from invite.safe_text import shown


def plain(text: str | None) -> str:
    """One line of text that a letter can hold: line ends become spaces, what no XML or mail may
    carry is left out.
    """
    return shown(text or "")


def plain_lines(text: str | None) -> str:
    """The same for text that may have several lines; they end with LF."""
    if not text:  # hardly a letter has any
        return ""
    return "\n".join(plain(line) for line in re.split(r"\r\n?|\n", text)).strip()


class Missing(str):
    """An empty value that knows why it is empty: where it is printed, that becomes a problem."""

    __slots__ = ("hint", "what")

    what: str
    hint: str

    def __new__(cls, what: str, hint: str = "") -> Missing:
        """what: one sentence; hint: what to do."""
        self = super().__new__(cls, "")
        self.what = what
        self.hint = hint
        return self


class PlaceName(str):
    """The name of a place in the reader's language. finnish: its Finnish name, which the filters
    inflect.
    """

    __slots__ = ("finnish",)

    finnish: str

    @classmethod
    def of(cls, name: str | None, language: Language) -> PlaceName:
        """name: Finnish, in the nominative."""
        finnish = plain(name)
        known = places.place(finnish) if language != "fi" and finnish else None
        self = cls(known.called(language) if known else finnish)
        self.finnish = finnish
        return self


class PersonName(str):
    """A person's name, whole or a part. own_genitive: the coordinator's own form of it, if any."""

    __slots__ = ("own_genitive",)

    own_genitive: str | None

    @classmethod
    def of(cls, name: str | None, own_genitive: str | None = None) -> PersonName:
        """The name as the sheet has it, on one line."""
        self = cls(plain(name))
        self.own_genitive = plain(own_genitive) or None
        return self


class Organisation(str):
    """The name of an organisation, a team or a project."""

    __slots__ = ()


# What no line's end may cut: "klo 13–16", "20. toukokuuta", "20 May", and a word that begins with
# its hyphen (" -hankkeen").
_WHOLE = re.compile(
    r"(?:\bklo |\bkl\. )?\b\d{1,2}(?:[.:]\d\d)?–\d{1,2}(?:[.:]\d\d)?\b(?!–)"
    r"|\b(?:klo|kl\.) \d{1,2}(?:[.:]\d\d)?\b"
    r"|\b\d{1,2}\.? (?=[^\W\d]+ \d{4})[^\W\d]+"
    r"|(?<=\s)-\w[\w-]*"
)


class Typeset(str):
    """One line of text that HTML keeps whole where a line's end would spoil it; as text it is
    itself.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja puts in an HTML part: escaped, what belongs together held together."""
        return _typeset(str(self))


@lru_cache(maxsize=1024)  # dates, titles and roles are those of many people
def _typeset(text: str) -> str:
    return _WHOLE.sub(
        lambda found: f'<span style="white-space: nowrap">{found[0]}</span>', str(escape(text))
    )


class Words(str):
    """Words that may have several lines; in HTML each line end is a `<br>`."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja puts in an HTML part: escaped, then broken into lines."""
        return str(escape(str(self))).replace("\n", "<br>\n")


class Moment(str):
    """A date or a date-time; reads as the day in the reader's language. value: what the filters
    format.
    """

    __slots__ = ("value",)

    value: dt.date

    @classmethod
    def of(cls, value: dt.date, language: Language) -> Moment:
        """value: a date, or a local date-time of the event."""
        self = cls(formats.date(value, language))
        self.value = value
        return self


class RoleWords(str):
    """One role in words; its parts may be read too."""

    __slots__ = ("group", "kind", "organisation", "region", "title")

    kind: str
    group: Organisation
    region: PlaceName
    title: str  # type: ignore[assignment]  # the design's word for it; str.title is of no use in a letter
    organisation: Organisation


class Roles(tuple[RoleWords, ...]):
    """A person's roles that have words; the same words once. Printed, they read as one sentence."""

    language: Language

    @classmethod
    def of(cls, roles: Iterable[RoleWords], language: Language) -> Roles:
        """Leaves out roles without words; the order is kept."""
        self = cls({str(role): role for role in roles if role}.values())
        self.language = language
        return self

    def __str__(self) -> str:
        return formats.listing([str(role) for role in self], self.language)

    def __html__(self) -> str:
        """What Jinja puts in an HTML part."""
        return _typeset(str(self))


class Extra:
    """The sheet's own columns by heading: `person.extra["Ruokavalio"]`,
    `person.extra.Ruokavalio`.
    """

    __slots__ = ("_cells",)

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = {plain(heading).casefold(): plain(cell) for heading, cell in cells.items()}

    def __getitem__(self, heading: object) -> str:
        """The cell under this heading, in any case of letters; empty where there is none."""
        return self._cells.get(str(heading).strip().casefold(), "")


class ContactValues(Struct, frozen=True):
    """The contact person, as a template sees them."""

    name: PersonName
    email: str

    def __bool__(self) -> bool:
        """Whether there is a contact person at all."""
        return bool(self.name or self.email)


class EventValues(Struct, frozen=True):
    """The event, as a template sees it: in one language."""

    title: str
    place: PlaceName
    starts: Moment
    ends: Moment
    reply_by: Moment | str
    contact: ContactValues
    privacy_url: str


class SenderValues(Struct, frozen=True):
    """The sender, as a template sees it."""

    name: str
    address: str
    reply_to: str


class MailingValues(Struct, frozen=True):
    """The mailing, as a template sees it. calendar: whether its letters carry a calendar file;
    coming: whether they tell of an event that is to come.
    """

    name: str
    calendar: bool
    coming: bool


class PersonValues(Struct, frozen=True):
    """The person, as a template sees them. id: as `invite people` has it, to name a file of
    theirs.
    """

    id: str
    first_name: PersonName
    last_name: PersonName
    name: PersonName
    organisation: Organisation
    email: str
    language: Language
    extra: Extra
