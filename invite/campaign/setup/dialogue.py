"""Asks for the facts of the event and for the role of a list, where somebody is there to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from invite.campaign.setup.discover import FolderContents, LeftOut, Proposal
from invite.campaign.setup.event_facts import FACTS, EventFact, read
from invite.campaign.setup.role_guess import OWN
from invite.safe_text import shown
from invite.settings import schema as keys
from invite.settings.rules import SHIPPED_ROLES, SURELY_ALIKE
from invite.settings.toml.template import Value
from invite.settings.values import Unfit
from invite.words import _, near

LEAVE_OUT = "0"


class Talk(Protocol):
    """Whoever sits there."""

    def say(self, remark: str) -> None:
        """Hears something."""

    def ask(self, question: str) -> str:
        """Answers, without spaces around it. Raises Interrupted instead of an answer."""


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
        if fact.name not in answers and (value := _fact(fact, answers, today, talk)) is not None:
            answers[fact.name] = value
    return answers


def _fact(fact: EventFact, answers: Mapping[str, Value], today: date, talk: Talk) -> Value | None:
    """Ask until the answer is fit."""
    suggested = fact.suggest(answers, today)
    while True:
        answer = talk.ask(
            _(fact.question)
            + (f" [{shown(_spelled(suggested))}]" if suggested is not None else "")
            + " "
        )
        if not answer:
            return suggested
        value = read(fact, answer, answers)
        if not isinstance(value, Unfit):
            return value
        talk.say(f"  {shown(value.what)} {shown(value.hint)}".rstrip())


def _spelled(value: Value) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)


def roles(
    looked: FolderContents, talk: Talk, *, answers: bool
) -> tuple[FolderContents, dict[str, str]]:
    """Every source with a role, asked for where it is not clear; and the words for roles of one's
    own. answers: whether somebody is there who can be asked.
    """
    proposals, left_out = [], list(looked.left_out)
    words: dict[str, str] = {}
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
            proposals.append(one.with_role(answer[0]))
            words.setdefault(*answer)
    return replace(looked, proposals=tuple(proposals), left_out=tuple(left_out)), words


def _role(proposal: Proposal, talk: Talk) -> tuple[str, str] | None:
    """What the people of a list were, and for a role of the coordinator's own its Finnish words;
    None to leave the list out.
    """
    talk.say(_("What were the people in {file}?").format(file=shown(proposal.source.file)))
    for number, shipped in enumerate(SHIPPED_ROLES, 1):
        talk.say(f"  {number}  {shipped}")
    talk.say("  0  " + _("leave it out"))
    while True:
        answer = talk.ask(_("A number, or your own word [{own}] ").format(own=OWN)) or OWN
        if answer == LEAVE_OUT:
            return None
        if answer.isdigit() and answer.isascii() and int(answer) <= len(SHIPPED_ROLES):
            return SHIPPED_ROLES[int(answer) - 1], ""
        kind = _kind(answer, talk)
        if kind:
            own = kind not in (*SHIPPED_ROLES, OWN)
            return kind, (
                talk.ask(
                    _("In the letter, after “olit mukana …” (such as: ohjausryhmän jäsenenä): ")
                )
                if own
                else ""
            )


def _kind(answer: str, talk: Talk) -> str | None:
    """The kind that was typed; None, with the reason said, where it will not do."""
    value = keys.ROLE.read(answer)
    if isinstance(value, Unfit) or answer.isdigit():
        talk.say(
            "  "
            + (shown(value.what) if isinstance(value, Unfit) else _("There is no such number."))
        )
        return None
    meant = near(answer, SHIPPED_ROLES, alike=SURELY_ALIKE)
    if meant is None or near(answer, (meant,), alike=1.0):
        return meant or answer
    question = _("Did you mean {name}? Enter accepts it; to keep your own word, type it again: ")
    again = talk.ask(question.format(name=meant))
    return meant if not again else _own(again, talk)


def _own(answer: str, talk: Talk) -> str | None:
    return answer if not isinstance(keys.ROLE.read(answer), Unfit) else _kind(answer, talk)
