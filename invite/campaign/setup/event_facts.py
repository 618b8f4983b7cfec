"""The facts of the event that `invite init` takes or asks for, each checked by the rules of the
settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from invite.errors import Problem, WrongUsage
from invite.language.written_times import TypedTime, end_of, typed_time
from invite.settings import schema as keys
from invite.settings.rules import exists
from invite.settings.toml.template import Value
from invite.settings.values import N_, Key, Unfit
from invite.words import WEEKDAYS, _, day, moment

Answers = Mapping[str, Value]
LASTS = timedelta(hours=3)
BEFORE = timedelta(days=14)


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


class EventFact(Struct, frozen=True):
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
        "starts", ("event",), keys.STARTS, N_("When is it? For example to 11.2.2027 klo 13–16:")
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
        "privacy_url",
        ("event",),
        keys.PRIVACY_URL,
        N_("Where can people read what is done with their details? A link:"),
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


def read_all(written: Mapping[str, object], today: date) -> dict[str, Value]:
    """The facts given as options, by name; None stands for one that was not given. Raises
    WrongUsage with all that will not do.
    """
    answers: dict[str, Value] = {}
    problems = []
    for fact in FACTS:
        if written.get(fact.name) is None:
            continue
        value = read(fact, str(written[fact.name]), answers, today)
        if isinstance(value, Unfit):
            problems.append(Problem("--" + fact.name.replace("_", "-"), value.what, value.hint))
        else:
            answers |= value
    if problems:
        raise WrongUsage(_("Nothing was written."), problems=problems)
    return answers


def read(fact: EventFact, written: str, known: Answers, today: date) -> Answers | Unfit:
    """A fact as the coordinator has written it, checked; or why it will not do. A time that says
    when it ends, too, gives both. known: the facts before it.
    """
    written = written.strip()
    if fact.key not in (keys.STARTS, keys.ENDS, keys.REPLY_BY):
        value = fact.key.read(written)
        if isinstance(value, Unfit):
            return value
        assert isinstance(value, str)
        return {fact.name: value}
    starts = known.get("starts")
    begins = starts if isinstance(starts, datetime) else None
    typed = _typed(fact, written, begins, today)
    if typed is None or (typed.day is None and begins is None):
        return _not_understood(fact, written)
    if typed.day is not None and typed.weekday is not None:
        what = _("{day} is a {right}, not a {wrong}.").format(
            day=day(typed.day),
            right=_(WEEKDAYS[typed.day.weekday()]),
            wrong=_(WEEKDAYS[typed.weekday]),
        )
        return Unfit(what, _("Write the right day."))
    return _in_time(fact, typed, begins)


def _typed(fact: EventFact, written: str, begins: datetime | None, today: date) -> TypedTime | None:
    if fact.key is keys.REPLY_BY:
        typed = typed_time(written, after=today)
        return typed if typed and typed.starts is None else None
    if fact.key is keys.ENDS:
        return typed_time(written, after=begins.date() if begins else today, hours_alone=True)
    return typed_time(written, after=today)


def _not_understood(fact: EventFact, written: str) -> Unfit:
    example = "pe 29.1.2027" if fact.key is keys.REPLY_BY else "to 11.2.2027 klo 13–16"
    return Unfit(
        _("“{written}” is not understood as a day and time.").format(written=written)
        if fact.key is not keys.REPLY_BY
        else _("“{written}” is not understood as a day.").format(written=written),
        _("Write it like this: {example}").format(example=example),
    )


def _in_time(fact: EventFact, typed: TypedTime, begins: datetime | None) -> Answers | Unfit:
    """The times that were typed, where they fit each other."""
    if fact.key is keys.REPLY_BY:
        assert typed.day is not None
        if begins and typed.day > begins.date():
            hint = _("Write a day before {day}.").format(day=day(begins))
            return Unfit(_("That is after the event."), hint)
        return {"reply_by": typed.day}
    if typed.starts is None:
        hint = _("Write it like this: {example}").format(example="11.2.2027 klo 13")
        return Unfit(_("The time of day is missing."), hint)
    if fact.key is keys.STARTS:
        starts, ends = typed.moments()
        times: dict[str, datetime] = {"starts": starts} | ({"ends": ends} if ends else {})
    elif typed.day is None:
        assert begins is not None
        times = {"starts": begins, "ends": end_of(begins, typed.ends or typed.starts)}
    else:
        times = {"ends": typed.moments()[1] or typed.moments()[0]}
        times |= {"starts": begins} if begins else {}
    if wrong := _untimely(times):
        return wrong
    return times if fact.key is keys.STARTS else {"ends": times["ends"]}


def _untimely(times: Mapping[str, datetime]) -> Unfit | None:
    starts, ends = times.get("starts"), times.get("ends")
    if starts and ends and ends <= starts:
        hint = _("Write a time after {starts}.").format(starts=moment(starts))
        return Unfit(_("The event ends before it starts."), hint)
    zone = ZoneInfo(str(keys.TIMEZONE.default))
    if not all(exists(time, zone) for time in times.values()):
        return Unfit(
            _("There is no such time on that day: the clocks go forward."),
            _("Write the time you mean."),
        )
    return None


def are_given(written: Mapping[str, object]) -> bool:
    """Whether any fact is among these options."""
    return any(written.get(fact.name) is not None for fact in FACTS)


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
