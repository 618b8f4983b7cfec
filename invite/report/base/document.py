"""The JSON documents of the design's section 4, which scripts hold on to: keys may be added, these
stay.
"""

from __future__ import annotations

from collections.abc import Mapping

from invite.language import Language
from invite.lifecycle import State
from invite.people.model import Flaw, Hold, Person, Question, Role, Roster
from invite.report.base.picture import Document as Document
from invite.report.base.picture import Json as Json
from invite.summary import ANSWERS, STATES, Line, Overview, Summary
from invite.tally import Tallies, Tally


def people(roster: Roster, language: Language) -> Document:
    """`invite people --json`. language: the event's, which those get for whom no sheet names
    another.
    """
    return {
        "people": [person(one, language) for one in roster.people],
        "flaws": [flaw(one) for one in roster.flaws],
        "questions": [question(one) for one in roster.questions],
        "held": [hold(one, why) for one in roster.people for why in one.holds],
    }


def person(one: Person, language: Language) -> Document:
    """One person with all their roles and origins."""
    return {
        "id": one.id,
        "name": one.name.full,
        "first_name": one.name.first,
        "last_name": one.name.last,
        "email": one.address.written if one.address else None,
        "emails": [address.written for address in one.addresses],
        "organisation": one.organisation,
        "language": one.language or language,
        "roles": [role(part) for part in one.roles],
        "origins": [str(origin) for origin in one.origins],
        "shares": list(one.shares),
        "extra": dict(one.extra),
    }


def role(one: Role) -> Document:
    """One part that a person played."""
    return {
        "kind": one.kind,
        "group": one.group,
        "region": one.region,
        "title": one.title,
        "origin": str(one.origin),
    }


def flaw(one: Flaw) -> Document:
    """Something wrong with a row."""
    return {
        "origin": str(one.origin),
        "field": one.field,
        "value": one.value,
        "problem": one.problem,
        "hint": one.hint,
        "severity": one.severity.value,
    }


def hold(person: Person, one: Hold) -> Document:
    """Why a person is held until somebody looks."""
    return {
        "person": person.id,
        "because": one.because.value,
        "words": one.words,
        "origin": str(one.origin),
    }


def question(one: Question) -> Document:
    """People who may be one."""
    return {
        "people": list(one.people),
        "score": round(one.score, 3),
        "evidence": [evidence.text for evidence in one.evidence],
    }


def overview(one: Overview, counted: Tallies | None = None) -> Document:
    """`invite status --json`. counted: the same, counted by role, region and group too."""
    tallies = {tally.mailing: tally for tally in counted.mailings} if counted else {}
    return {
        "mailings": [
            {
                "mailing": mailing.mailing,
                "totals": totals(mailing),
                **(_by_part(tallies[mailing.mailing]) if mailing.mailing in tallies else {}),
                "letters": [line(part) for part in mailing.lines],
            }
            for mailing in one.mailings
        ],
        "read_at": one.read.at.isoformat(timespec="seconds") if one.read.at else None,
        "changed": list(one.read.changed),
        "unread": list(one.read.unread),
        "unnamed": list(one.read.unnamed),
        "rows_without_person": one.read.nobody,
    }


def _by_part(tally: Tally) -> Document:
    """The totals by role, region and group; under "" those who have none."""
    sides = {"by_role": tally.roles, "by_region": tally.regions, "by_group": tally.groups}
    return {
        side: {name: _counts(part.counts, part.answers) for name, part in parts.items()}
        for side, parts in sides.items()
    }


def totals(summary: Summary) -> Document:
    """The counts of the states, which add up to "people"; "reached" says again how many are
    sent. Next to them who comes: "no_answer" are those of the reached who have not answered.
    """
    return _counts(summary.counts(), summary.answers())


def _counts(counts: Mapping[str, int], answers: Mapping[str, int]) -> Document:
    there = {state: counts.get(state, 0) for state in STATES}
    coming = {answer: answers.get(answer, 0) for answer in ANSWERS}
    return {"people": sum(there.values()), **there, "reached": there[State.SENT], **coming}


def line(one: Line) -> Document:
    """Where one person stands in one mailing."""
    return {
        "person": one.person.id,
        "name": one.person.name.full,
        "to": one.to or None,
        "number": one.number or None,
        "state": one.state,
        "because": one.because or None,
        "at": one.at.isoformat(timespec="seconds") if one.at else None,
        "reply": one.reply or None,
        "message_id": one.theirs or one.message_id or None,  # as the receiver sees it
        "proof": one.proof,
        "answer": one.answer,
        "roles": [role(part) for part in one.person.roles],
    }
