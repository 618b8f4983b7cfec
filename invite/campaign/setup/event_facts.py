"""The facts of the event that `invite init` takes or asks for, each checked by the rules of the
settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from invite.errors import Problem, WrongUsage
from invite.settings import schema as keys
from invite.settings.formats import FINNISH_DATE, finnish_moment
from invite.settings.rules import exists
from invite.settings.toml.template import Value
from invite.settings.values import N_, Key, Unfit
from invite.words import _

Answers = Mapping[str, Value]
LASTS = timedelta(hours=3)
BEFORE = timedelta(days=14)
HOUR = re.compile(r"(?:klo\s*)?(\d{1,2})(?:[.:](\d\d))?", re.IGNORECASE)


def nothing(_known: Answers, _today: date) -> Value | None:
    """No default."""
    return None


def _ends(known: Answers, _today: date) -> Value | None:
    starts = known.get("starts")
    return starts + LASTS if isinstance(starts, datetime) else None


def _reply_by(known: Answers, today: date) -> Value | None:
    starts = known.get("starts")
    before = starts.date() - BEFORE if isinstance(starts, datetime) else None
    return before if before and before > today else None


@dataclass(frozen=True, slots=True)
class EventFact:
    """One thing to know. name: of its option, with _ for -; path: where it stands in the settings.

    suggest: its default from the answers so far and today's date.
    """

    name: str
    path: tuple[str, ...]
    key: Key[object]
    question: str
    suggest: Callable[[Answers, date], Value | None] = nothing


FACTS: tuple[EventFact, ...] = (
    EventFact("title", ("event",), keys.TITLE, N_("What are people invited to?")),
    EventFact(
        "starts", ("event",), keys.STARTS, N_("When does it start? For example 11.2.2027 klo 13:")
    ),
    EventFact("ends", ("event",), keys.ENDS, N_("When does it end?"), _ends),
    EventFact("place", ("event",), keys.PLACE, N_("Where is it?")),
    EventFact(
        "registration_url",
        ("event",),
        keys.REGISTRATION_URL,
        N_(
            "Where do people register? For example https://example.org/?k={token}, where {token}"
            " becomes a personal code:"
        ),
    ),
    EventFact(
        "reply_by", ("event",), keys.REPLY_BY, N_("What is the last day to register?"), _reply_by
    ),
    EventFact(
        "contact_name",
        ("event", "contact"),
        keys.CONTACT_NAME,
        N_("Whom can people ask? First and last name:"),
    ),
    EventFact(
        "contact_email", ("event", "contact"), keys.CONTACT_EMAIL, N_("Their e-mail address:")
    ),
    EventFact(
        "sender_name",
        ("sender",),
        keys.SENDER_NAME,
        N_("In whose name are the letters sent?"),
        lambda k, _t: k.get("contact_name"),
    ),
    EventFact(
        "sender_address",
        ("sender",),
        keys.SENDER_ADDRESS,
        N_("From which address?"),
        lambda k, _t: k.get("contact_email"),
    ),
)


def read_all(written: Mapping[str, object]) -> dict[str, Value]:
    """The facts given as options, by name; None stands for one that was not given. Raises
    WrongUsage with all that will not do.
    """
    answers: dict[str, Value] = {}
    problems = []
    for fact in FACTS:
        if written.get(fact.name) is None:
            continue
        value = read(fact, str(written[fact.name]), answers)
        if isinstance(value, Unfit):
            problems.append(Problem("--" + fact.name.replace("_", "-"), value.what, value.hint))
        else:
            answers[fact.name] = value
    if problems:
        raise WrongUsage(_("Nothing was written."), problems=problems)
    return answers


def read(fact: EventFact, written: str, known: Answers) -> Value | Unfit:
    """A fact as the coordinator has written it, checked; or why it will not do. known: the facts
    before it.
    """
    value = fact.key.read(_as_settings(fact, written.strip(), known))
    if isinstance(value, Unfit):
        return value
    assert isinstance(value, str | date)
    return (isinstance(value, datetime) and _untimely(fact, value, known)) or value


def _as_settings(fact: EventFact, written: str, known: Answers) -> str:
    """A date as Finns write it, or the hour alone when it ends, turned into what the settings
    have.
    """
    starts = known.get("starts")
    hour = HOUR.fullmatch(written)
    if fact.key is keys.ENDS and hour and isinstance(starts, datetime):
        return f"{starts.date().isoformat()}T{int(hour[1]):02}:{hour[2] or '00'}"
    found = FINNISH_DATE.fullmatch(written)
    moment = finnish_moment(found) if found else None
    if found and moment and fact.key is keys.REPLY_BY and not found["h"]:
        return moment.date().isoformat()
    if found and moment and fact.key in (keys.STARTS, keys.ENDS) and found["h"]:
        return moment.isoformat()
    return written


def _untimely(fact: EventFact, value: datetime, known: Answers) -> Unfit | None:
    starts = known.get("starts")
    if fact.key is keys.ENDS and isinstance(starts, datetime) and value <= starts:
        hint = _("Write a time after {starts}.").format(starts=starts.isoformat())
        return Unfit(_("The event ends before it starts."), hint)
    if not exists(value, ZoneInfo(str(keys.TIMEZONE.default))):
        return Unfit(
            _("There is no such time on that day: the clocks go forward."),
            _("Write the time you mean."),
        )
    return None


def given(answers: Answers) -> dict[str, dict[str, Value]]:
    """The answers as the settings' document takes them, by section and key. Half a contact keeps
    its other half empty.
    """
    found: dict[str, dict[str, Value]] = {"event": {}, "sender": {}}
    contact: dict[str, str] = {}
    for fact in FACTS:
        if fact.name not in answers:
            continue
        if fact.path == ("event", "contact"):
            contact[fact.key.name] = str(answers[fact.name])
        else:
            found[fact.path[0]][fact.key.name] = answers[fact.name]
    if contact:
        found["event"]["contact"] = {"name": "", "email": "", **contact}
    return found


def missing(answers: Answers) -> tuple[str, ...]:
    """The keys that must still be filled in, as the settings name them: `event.starts`."""
    half = any(name in answers for name in ("contact_name", "contact_email"))
    return tuple(
        ".".join((*fact.path, fact.key.name))
        for fact in FACTS
        if fact.key.required
        and fact.name not in answers
        and (half or fact.path != ("event", "contact"))
    )
