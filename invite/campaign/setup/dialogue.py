"""Asks for the facts of the event, and what the lists are, where somebody is there to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from invite.campaign.setup.discover import FolderContents, LeftOut, Proposal
from invite.campaign.setup.event_facts import FACTS, Answers, EventFact, read
from invite.campaign.setup.role_guess import OWN
from invite.language import Language
from invite.language.texts import texts
from invite.records import replace
from invite.safe_text import shown
from invite.settings import schema as keys
from invite.settings.rules import SHIPPED_ROLES, SURELY_ALIKE
from invite.settings.spoken_keys import KINDS, kind_and_key, kind_called
from invite.settings.toml.template import Value
from invite.settings.values import Unfit
from invite.words import _, clock, day_and_weekday, hours, near, ngettext

LEAVE_OUT = "0"
LETTERS_IN: Language = "fi"  # the event's language, where the settings say no other


class Talk(Protocol):
    """Whoever sits there. Each raises Interrupted instead of an answer."""

    def say(self, remark: str) -> None:
        """Hears something."""

    def ask(self, question: str) -> str:
        """Answers, without spaces around it."""

    def confirm(self, question: str) -> bool:
        """Says yes or no; Enter alone is a yes."""


def facts(known: Mapping[str, Value], today: date, talk: Talk) -> dict[str, Value]:
    """The facts known already, and those that the coordinator tells; what they leave open is not
    among them.
    """
    answers = dict(known)
    if len(answers) < len(FACTS):
        talk.say(
            _(
                "About the event. Press Enter to accept what is in [brackets];"
                " without brackets it leaves the answer open."
            )
        )
    for fact in FACTS:
        if fact.name not in answers:
            answers |= _fact(fact, answers, today, talk)
    return answers


def _fact(fact: EventFact, known: Mapping[str, Value], today: date, talk: Talk) -> Answers:
    """Ask until the answer is fit; nothing, where it is left open."""
    suggested = fact.suggest(known, today)
    offer = "" if suggested is None else f" [{shown(_spelled(suggested))}]"
    while True:
        answer = talk.ask(f"{_(fact.question)}{offer} ")
        if not answer:
            return {} if suggested is None else {fact.name: suggested}
        value = read(fact, answer, known, today)
        if not isinstance(value, Unfit):
            if days := [one for one in value.values() if isinstance(one, date)]:
                talk.say("  " + _understood(days))
            return value
        talk.say(f"  {shown(value.what)} {shown(value.hint)}".rstrip())


def _understood(days: Sequence[date]) -> str:
    """`Thursday 11.2.2027 13:00–16:00`: a slip stands out."""
    first, last = days[0], days[-1]
    if isinstance(first, datetime) and isinstance(last, datetime) and first.date() == last.date():
        time = clock(first) if first == last else hours(first, last)
        return f"{day_and_weekday(first)} {time}"
    return " – ".join(map(_spelled, days))


def _spelled(value: Value) -> str:
    match value:
        case datetime():
            return f"{day_and_weekday(value)} {clock(value)}"
        case date():
            return day_and_weekday(value)
        case _:
            return str(value)


def roles(looked: FolderContents, talk: Talk, *, answers: bool) -> FolderContents:
    """Every source with a role, asked for where it is not clear. answers: whether somebody is there
    who can be asked.
    """
    proposals, left_out = [], list(looked.left_out)
    for one in looked.proposals:
        if one.source.role:
            proposals.append(one)
        elif not answers:
            talk.say(
                _("The role of the people in {file} is not clear; change `role` there.").format(
                    file=shown(one.source.file)
                )
            )
            proposals.append(one.with_role(OWN))
        elif (answer := _role(one, talk)) is None:
            left_out.append(LeftOut(one.source.file, _("You said so."), wished=True))
        else:
            proposals.append(one.with_role(answer))
    return replace(looked, proposals=tuple(proposals), left_out=tuple(left_out))


def called(looked: FolderContents, talk: Talk) -> FolderContents:
    """Every source with what letters call it, one question for each kind of role."""
    names: dict[str, str] = {}
    proposals = []
    for one in looked.proposals:
        kind = one.source.role
        if kind not in names:
            names[kind] = _called(one, talk)
        proposals.append(replace(one, source=replace(one.source, called=names[kind] or None)))
    return replace(looked, proposals=tuple(proposals))


def _called(proposal: Proposal, talk: Talk) -> str:
    offered = texts(LETTERS_IN).letters.called.get(proposal.source.role, "")
    question = _("Letters say where an address is from. What do they call {file}?")
    question = question.format(file=shown(proposal.source.file))
    while True:
        answer = talk.ask(f"{question} [{offered}] " if offered else f"{question} ")
        if not answer:
            return offered
        value = keys.CALLED.read(answer)
        if not isinstance(value, Unfit):
            return str(value)
        talk.say(f"  {shown(value.what)} {shown(value.hint)}".rstrip())


def remember(looked: FolderContents, talk: Talk) -> FolderContents:
    """The files that are no sources, left out for good where the coordinator says so."""
    others = [one for one in looked.left_out if not (one.wished or one.ours)]
    if not others:
        return looked
    names = ", ".join(shown(one.file) for one in others)
    question = ngettext(
        "Nobody in {files} is to be invited: leave the file out from now on?",
        "Nobody in these is to be invited: {files}. Leave them out from now on?",
        len(others),
    ).format(files=names)
    if not talk.confirm(question):
        return looked
    left_out = (replace(one, wished=one.wished or one in others) for one in looked.left_out)
    return replace(looked, left_out=tuple(left_out))


def _role(proposal: Proposal, talk: Talk) -> str | None:
    """What the people of a list were; None to leave the list out."""
    talk.say(_("What were the people in {file}?").format(file=shown(proposal.source.file)))
    for number, shipped in enumerate(SHIPPED_ROLES, 1):
        talk.say(f"  {number}  {kind_and_key(shipped)}")
    talk.say("  0  " + _("leave it out"))
    while True:
        answer = (
            talk.ask(_("A number, or your own word [{own}] ").format(own=kind_and_key(OWN))) or OWN
        )
        if answer == LEAVE_OUT:
            return None
        if answer.isdigit() and answer.isascii() and int(answer) <= len(SHIPPED_ROLES):
            return SHIPPED_ROLES[int(answer) - 1]
        if kind := _kind(answer, talk):
            return kind


def _kind(answer: str, talk: Talk) -> str | None:
    """The kind that was typed; None, with the reason said, where it will not do."""
    value = keys.ROLE.read(answer)
    if isinstance(value, Unfit) or answer.isdigit():
        talk.say(
            "  "
            + (shown(value.what) if isinstance(value, Unfit) else _("There is no such number."))
        )
        return None
    for kind in KINDS:  # as the screen calls it
        if answer.casefold() == kind_called(kind).casefold():
            return kind
    meant = near(answer, SHIPPED_ROLES, alike=SURELY_ALIKE)
    if meant is None or near(answer, (meant,), alike=1.0):
        return meant or answer
    question = _("Did you mean {name}? Enter accepts it; to keep your own word, type it again: ")
    again = talk.ask(question.format(name=meant))
    return meant if not again else _own(again, talk)


def _own(answer: str, talk: Talk) -> str | None:
    return answer if not isinstance(keys.ROLE.read(answer), Unfit) else _kind(answer, talk)
